"""Text from outside in Markdown: shown as it stands, never read as Markdown."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~#$!^{}])")
"""Characters that may open or close something in Markdown and its common extensions."""

_AT_START = re.compile(r"^(?:(?=[-+=:])|\d+(?=[.)](?:\s|$)))")
"""What opens a list, a heading's underline or a definition at the start of a line."""

_LINK = re.compile(r"(?i)\b(https?|ftp|javascript|data|vbscript|mailto|www)(:|\.)")
"""What readers turn into a link by themselves."""


def escaped(text: str) -> str:
    r"""Write text from outside so that Markdown shows it as it stands, on one line.

    Examples
    --------
    >>> escaped("[x](javascript:y) | <b>")
    '\\[x\\](javascript\\:y) \\| \\<b\\>'
    """
    line = " ".join(re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", text).split())
    line = _LINK.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\1", line))
    return _AT_START.sub(r"\g<0>\\", line)


_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
"""A web address that can stand between angle brackets as it is."""


def linked(url: str) -> str:
    r"""Write an address from outside: a plain web address as a link, anything else as text.

    Examples
    --------
    >>> linked("https://a.example/b_c"), linked("javascript:x")
    ('<https://a.example/b_c>', 'javascript\\:x')
    """
    return f"<{url}>" if _ADDRESS.fullmatch(url) else escaped(url)
