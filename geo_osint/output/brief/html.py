"""HTML built of elements: what is not an element is text, and text is always escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from geo_osint.output.wording import ISOLATE, POP


class Markup(str):
    """HTML that this module built; every other string is text from somewhere."""

    __slots__ = ()


Node = str | Markup | Iterable["Node"] | None

VOID = frozenset(("meta", "br", "hr"))

NO_ATTRIBUTES: Mapping[str, str] = {}

_CONTROLS = {
    code: f"⟨U+{code:04X}⟩"
    for code in (
        *(each for each in range(0x20) if each not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        0x2066,
        0x2067,
    )
}
"""Characters that show nothing and can turn or hide text are shown by their number instead."""


def element(tag: str, attributes: Mapping[str, str] = NO_ATTRIBUTES, *children: Node) -> Markup:
    """Build an element; children that are not elements are escaped.

    Examples
    --------
    >>> element("p", {"title": 'a "b"'}, "x < y")
    '<p title="a &quot;b&quot;">x &lt; y</p>'
    """
    told = "".join(f' {name}="{html.escape(clean(value))}"' for name, value in attributes.items())
    if tag in VOID:
        return Markup(f"<{tag}{told}>")
    return Markup(f"<{tag}{told}>{fragment(*children)}</{tag}>")


def fragment(*children: Node) -> Markup:
    """Put nodes one after the other."""
    return Markup("".join(_rendered(child) for child in children))


def _rendered(node: Node) -> str:
    if node is None:
        return ""
    if isinstance(node, Markup):
        return node
    return text(node) if isinstance(node, str) else "".join(map(_rendered, node))


def clean(value: str) -> str:
    """Show invisible control characters by their numbers."""
    return value.translate(_CONTROLS)


def text(value: str) -> Markup:
    r"""Escape a text; what stands between isolates becomes a `bdi` element, every one closed.

    Examples
    --------
    >>> text("from \u2068<A>\u2069 to B")
    'from <bdi>&lt;A&gt;</bdi> to B'
    """
    parts, depth = [], 0
    for part in re.split(f"([{ISOLATE}{POP}])", clean(value)):
        if part == ISOLATE:
            parts.append("<bdi>")
            depth += 1
        elif part == POP:
            parts.append("</bdi>" if depth else "")
            depth = max(0, depth - 1)
        else:
            parts.append(html.escape(part))
    return Markup("".join(parts) + "</bdi>" * depth)


_ADDRESS = re.compile(r"https?://[^\s\x00-\x20<>\"'`\\^{|}]+", re.IGNORECASE)


def link(address: str, words: str = "") -> Markup:
    """Link to a web address; anything that is not plainly http or https is shown as text.

    Examples
    --------
    >>> link("javascript:alert(1)")
    '<bdi>javascript:alert(1)</bdi>'
    """
    shown = element("bdi", NO_ATTRIBUTES, words or address)
    if clean(address) != address or not _ADDRESS.fullmatch(address):
        return element("bdi", NO_ATTRIBUTES, address)
    return element("a", {"href": address, "rel": "noreferrer noopener nofollow"}, shown)


def table(head: Iterable[Node], rows: Iterable[Markup]) -> Markup:
    """Set rows under a head that is repeated on every printed page, scrolled where it is too wide."""
    cells = (element("th", {"scope": "col"}, each) for each in head)
    top = element("thead", NO_ATTRIBUTES, element("tr", NO_ATTRIBUTES, cells))
    body = element("tbody", NO_ATTRIBUTES, rows)
    return element("div", {"class": "scroll"}, element("table", NO_ATTRIBUTES, top, body))
