"""What a pattern catches in a line of symbols, turned into places and what stood for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo_osint.model import Mention, Statement
from geo_osint.reading.scene import Scene

Placed = tuple[int, Statement]
"""A statement and the token it hangs on."""


@dataclass(frozen=True, slots=True)
class Party:
    """One end of a statement: the place, and what stood for it in the words."""

    mention: Mention | None = None
    stand_in: str = ""


def matches(pattern: re.Pattern[str], line: str) -> Iterator[re.Match[str]]:
    """Find a pattern everywhere, overlaps included."""
    at = 0
    while (match := pattern.search(line, at)) is not None:
        yield match
        at = match.start() + 1


def group(match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Give where a pattern caught something; none if it did not, or has no such part."""
    if name not in match.re.groupindex or match.start(name) < 0:
        return None
    return match.span(name)


def party(scene: Scene, match: re.Match[str], role: str, but: Mention | None = None) -> Party:
    """Find the place behind a role: named, named for a thing at it, or named before and not `but`."""
    place = group(match, role)
    if place is not None and _only_beside(scene, match.start(), place[0]):
        return Party()
    if place is not None and _only_its_border(scene, place[0]):
        return Party()
    if place is not None:
        stand_in = group(match, f"{role}_stand_in")
        return Party(scene.mention(place[0]), _thing(scene, *stand_in) if stand_in else "")
    anaphor = group(match, f"{role}_anaphor")
    if anaphor is not None:
        return Party(_named_before(scene, *anaphor, but))
    pronoun = group(match, f"{role}_pron")
    return Party(scene.topic()) if pronoun is not None else Party()


def _thing(scene: Scene, start: int, end: int) -> str:
    """Give the words of a thing from its last article on: "a checkpoint", not who stormed it."""
    articles = [at for at in range(start, end) if scene.row[at].symbol in ("det", "indef")]
    return scene.text(articles[-1] if articles else start, end)


def _only_beside(scene: Scene, start: int, at: int) -> bool:
    """Tell a name that only helps to say where something else lies.

    The B of "a village between A and B, 40 km from C", the river of "a town on its bank, 14 km from",
    the country of "a town on the border with it".
    """
    before = [token.symbol for token in scene.row[max(0, at - 5) : at]]
    if "border" in before and (before[-1:] == ["with"] or before[-2:] == ["with", "det"]):
        return True
    if _names_a_road(scene, at):
        return True
    second = "between" in before and before[-1:] == ["and"] and start > at - 2
    return second or (scene.row[at].symbol == "river" and "bank" in before)


def _names_a_road(scene: Scene, at: int) -> bool:
    """Tell the B of "on the road A - B, 14 km from C", and of "on the A-B road"."""
    joined = at > 1 and scene.row[at - 1].symbol in ("dash", "and", "to")
    first = at - 2 if joined and scene.mention(at - 2) is not None else at
    named = scene.mention(first)
    led = named is not None and named.feature == "road"
    behind = at + 1 < len(scene.row) and scene.row[at + 1].symbol == "road"
    return (led and joined) or behind


def _only_its_border(scene: Scene, at: int) -> bool:
    """Tell "55 km from the X border" from 55 km from X."""
    behind = [token.symbol for token in scene.row[at + 1 : at + 3]]
    return behind[:1] == ["border"] or behind == ["word", "border"]


def _named_before(scene: Scene, start: int, end: int, but: Mention | None) -> Mention | None:
    """Find what "the base" was called before; "a base" was never named."""
    thing = scene.row[end - 1]
    if scene.grammar.language == "ar":
        told = thing.definite or scene.row[max(0, start - 1)].symbol == "demonstrative"
    else:
        told = scene.row[start].symbol == "det"
    return scene.named_before(start, str(thing.value), but) if told else None
