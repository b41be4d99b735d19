"""What moved and whose it was: counts, actors, which of a series, entering or leaving."""

from __future__ import annotations

from typing import Literal

from geo_osint.model import Count, DateReading
from geo_osint.names import ARABIC_ARTICLE, fold
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.parts import LONGEST_GAP, VERBS, role_at
from geo_osint.reading.scene import Scene


def subordinate(scene: Scene, at: int) -> bool:
    """Tell a count that is part of another: "45 vehicles, among them 10 tankers"; not "another 10"."""
    if at and scene.row[at - 1].text == "another":
        return False
    for back in range(at - 1, max(-1, at - 2 * LONGEST_GAP), -1):
        symbol = scene.row[back].symbol
        if symbol == "count":
            return True
        if symbol in VERBS or symbol in ("date", "stop"):
            return False
    return False


def first_count(scene: Scene, start: int, end: int) -> Count | None:
    """Give the count of what moved: the first that is no part of another, nor of another event."""
    for at in range(start, end):
        value = scene.row[at].value
        if isinstance(value, Count) and not subordinate(scene, at):
            return None if of_another_event(scene, start, at) else value
    return None


def counts_beside(scene: Scene, start: int, end: int, first: Count | None) -> tuple[Count, ...]:
    """Give the counts that "and" joins to the first: "20 lorries and 5 armoured vehicles"."""
    found: list[Count] = []
    at = next((at for at in range(start, end) if scene.row[at].value is first), end)
    while first is not None and (at := _joined_count(scene, at, end)) < end:
        value = scene.row[at].value
        if isinstance(value, Count):
            found.append(value)
    return tuple(found)


def _joined_count(scene: Scene, at: int, end: int) -> int:
    """Find the count that a list goes on with behind another; `end` if it does not."""
    behind = at + 1
    while behind < end and scene.row[behind].symbol in ("word", "comma"):
        behind += 1  # adjectives
    joined = behind < end and scene.row[behind].symbol == "and"
    behind += joined
    counted = behind < end and scene.row[behind].symbol == "count" and behind > at + 1
    return behind if counted else end


def sense_of(scene: Scene, start: int, end: int) -> Literal["", "entering", "leaving"]:
    """Give the way the first verb that has one, and a place behind it, says somebody went."""
    named = [at for at in range(start, end) if scene.mention(at) is not None]
    last = named[-1] if named else start
    senses = (scene.grammar.senses.get(token.text, "") for token in scene.row[start:last])
    found = next(filter(None, senses), "")
    crossed = any(token.symbol == "cross" for token in scene.row[start:last])
    if not found and crossed and any(_into_a_country(scene, at) for at in named):
        return "entering"
    return "entering" if found == "entering" else "leaving" if found == "leaving" else ""


def _into_a_country(scene: Scene, at: int) -> bool:
    """Tell the goal of "crossed from Iraq into Syria"."""
    before = [token.symbol for token in scene.row[max(0, at - 2) : at] if token.symbol != "det"]
    return scene.row[at].symbol == "adjunct" and before[-1:] == ["into"]


def of_another_event(scene: Scene, start: int, at: int) -> bool:
    """Tell a count whose own verb comes after the places: "…, hours after 5 lorries had come"."""
    places = [i for i in range(start, at) if role_at(scene, start, i)]
    return bool(places) and any(t.symbol in VERBS[:6] for t in scene.row[places[-1] + 1 : at])


def has_mover(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a clause names anything that can move: a convoy, vehicles, forces."""
    return any(
        token.symbol in ("convoy", "mover", "actor", "count") for token in scene.row[start:end]
    )


def actor_of(scene: Scene, start: int, end: int) -> str:
    """Give the words for who moved; not those for whose base was the goal."""
    for at in range(start, end):
        if scene.row[at].symbol == "actor" and not _someone_else(scene, start, at):
            return _with_article(scene, at)
    counted = first_count(scene, start, end)
    return _actor_in(counted.words, scene.grammar) if counted else ""


def _actor_in(words: str, grammar: Grammar) -> str:
    """Find who moved in the words of a count: "dozens of Turkish army vehicles"."""
    pieces = words.split()
    texts = [fold(piece).text for piece in pieces]
    for at, text in enumerate(texts):
        for phrase in grammar.phrases.get(text, ()):
            end = at + len(phrase.words)
            if phrase.symbol == "actor" and tuple(texts[at:end]) == phrase.words:
                return " ".join(pieces[at:end])
    return ""


def _with_article(scene: Scene, at: int) -> str:
    """Give the words of an actor; the alef that للقوات swallows is written out."""
    words = scene.text(at, at + 1)
    torn = scene.row[at].text.startswith(ARABIC_ARTICLE) and words.startswith("ل")
    return f"ا{words}" if torn else words


def _someone_else(scene: Scene, start: int, at: int) -> bool:
    """Tell an actor that something is done to, or that owns the goal: "support to X and Y"."""
    verb = at - 1 if scene.grammar.language == "ar" else at + 1
    if 0 < verb < len(scene.row) and scene.row[verb].symbol in ("strike", "tell"):
        return True  # "X ambushed a convoy", "X said that a convoy"
    if at and scene.row[at - 1].text in scene.grammar.context["held_by"]:
        return True  # «مناطق سيطرة قوات النظام»
    lead = scene.row[max(start, at - LONGEST_GAP // 2) : at]
    if any(token.text == "where" or token.symbol == "between" for token in lead):
        return True  # "the airport, where the X forces are", "between rebel and X forces"
    back = at - 1
    while back >= start and scene.row[back].symbol in ("det", "quote", "and", "actor", "open"):
        back -= 1
    if back < start:
        return False
    before = scene.row[back]
    if before.symbol == "from" and back > start and scene.row[back - 1].symbol == "count":
        return False  # «200 مقاتل من القوات التركية»
    if before.symbol == "to":
        return before.text != "ل"
    if any(token.symbol == "including" for token in scene.row[max(start, back - 3) : back + 1]):
        return True  # "families, some of them of the Islamic State": a part of what moved
    return before.symbol in (
        "from",
        "towards",
        "at",
        "into",
        "opposite",
        "thing",
        "place",
        "against",
    )


ORDINAL_REACH = 5
"""Tokens within which "the thirteenth" must have "convoy" or "this year" beside it."""


def ordinal_of(scene: Scene, start: int, end: int) -> tuple[int | None, str]:
    """Give which of a series a convoy was said to be, and the words; "a second" is no series."""
    for at in range(start, end):
        token = scene.row[at]
        further = at > start and scene.row[at - 1].symbol == "indef"
        if further or token.symbol != "ordinal":
            continue
        if isinstance(token.value, int) and _of_a_series(scene, at):
            stop = at + 1
            while (
                stop < end
                and stop < at + 2 * ORDINAL_REACH
                and scene.row[stop].symbol not in ("comma", "stop")
            ):
                stop += 1
            return token.value, scene.text(at, stop)
    return None, ""


def _of_a_series(scene: Scene, at: int) -> bool:
    near = scene.row[max(0, at - ORDINAL_REACH) : at + ORDINAL_REACH]
    behind = scene.row[at + 1].value if at + 1 < len(scene.row) else None
    of_a_stretch = isinstance(behind, DateReading) and behind.precision != "day"
    if scene.row[at + 1 : at + 2] and scene.row[at + 1].symbol == "mover":
        later = [token.value for token in scene.row[at : at + 2 * LONGEST_GAP]]
        of_a_stretch = any(isinstance(v, DateReading) and v.precision != "day" for v in later)
    return of_a_stretch or any(token.symbol in ("convoy", "period", "since") for token in near)
