"""Text for a terminal: what a report or a file says must not steer it."""

from __future__ import annotations


def printable(text: str) -> str:
    r"""Show control characters as what they are.

    Examples
    --------
    >>> printable("a\x1b[31m b")
    'a\\x1b[31m b'
    """
    return "".join(
        c if c == "\n" or c.isprintable() or c in _DIRECTION else f"\\x{ord(c):02x}" for c in text
    )


_DIRECTION = "\u2068\u2069\u200c\u200d\u200e\u200f\u00a0"
"""Marks that Arabic beside Latin needs; harmless, balanced by us."""
