"""Statements of distance: which figure lies between which two places.

What looks like a distance between places and cannot be attached to two of them is handed back as
unread, so that nothing is dropped in silence.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from geo_osint.model import Mention, Quantity, Statement
from geo_osint.model.readings import MeasuredAs, StatementKind
from geo_osint.reading.catches import Party, Placed, group, matches, party
from geo_osint.reading.durations import HOURS
from geo_osint.reading.quantities import stated_sets
from geo_osint.reading.scene import Scene

NAMED_BY_A_VERB = "verb"
AGAIN = "again"


def distances(scene: Scene, line: str) -> tuple[list[Placed], list[str]]:
    """Read what lies how far from what, and the words left unread."""
    found: dict[int, Statement] = {}
    if not any(isinstance(t.value, Quantity) or t.symbol == "corrupt" for t in scene.row):
        return [], []
    for pattern in scene.grammar.patterns["distance"]:
        for match in matches(pattern, line):
            at = match.start("q")
            statement = None if at in found else _distance(scene, match, found)
            if statement is not None:
                found[at] = statement
    return list(found.items()), _unread(scene, found)


def _distance(scene: Scene, match: re.Match[str], before: dict[int, Statement]) -> Statement | None:
    quantity = _as_meant(scene, match.start("q"))
    if quantity is None:
        return None
    subject = _subject(scene, match, before)
    if subject.mention in [each.reference for each in before.values()] and _bare_link(scene, match):
        return None
    reference = party(scene, match, "reference", subject.mention)
    vague = quantity.value_lo is None
    if not vague and (subject.mention is None or reference.mention is None):
        return None
    if subject.mention is not None and subject.mention == reference.mention:
        return None
    stand_in = "; ".join(filter(None, (subject.stand_in, reference.stand_in)))
    only_subject = bool(subject.stand_in) and not reference.stand_in
    kind: StatementKind = "vague_distance" if vague else "distance"
    kind = "travel_time" if quantity.unit == HOURS else kind
    return Statement(
        id="", report=scene.report, span=scene.span, words=scene.words, kind=kind,
        subject=subject.mention, reference=reference.mention, quantity=quantity,
        measured_as=_measured_as(scene, match), relation=_direction(scene, match), stand_in=stand_in,
        stand_in_role="subject" if only_subject else "reference",
        note="; ".join(filter(None, (_note(subject, reference), _two_figures(scene, match)))),
    )  # fmt: skip


def _bare_link(scene: Scene, match: re.Match[str]) -> bool:
    """Tell "Y, 7 km from Z" with nothing but a comma: after "X, 5 km from Y" it speaks of X."""
    place, quantity = group(match, "subject"), match.start("q")
    return place is not None and all(
        t.symbol in ("comma", "at", "measure") for t in scene.row[place[1] : quantity]
    )


NEGATED = {"more_than": "at_most", "less_than": "at_least"}
"""What "not" makes of a hedge: «لا تبعد أكثر من» is "at most"."""


def _as_meant(scene: Scene, at: int) -> Quantity | None:
    """Give the distance with a "not" before it taken in; none where "not" leaves nothing to check."""
    quantity = scene.row[at].value
    if not isinstance(quantity, Quantity):
        return None
    if not _negated(scene, at) or quantity.hedge in NEGATED.values():
        return quantity
    if (
        quantity.hedge not in NEGATED
        or quantity.unit == HOURS
        or quantity.value_lo is None
        or quantity.value_hi is None
    ):
        return None
    hedge = NEGATED[quantity.hedge]
    bounds = [b for part in quantity.printed for b in (part.lo, part.hi) if 0 < b < math.inf]
    step = 2 * min(abs(bound - quantity.value_lo) for bound in bounds) if bounds else 0.0
    lo, hi = quantity.value_lo, quantity.value_hi
    printed, newsroom = stated_sets(lo, hi, hedge, step, step)
    return replace(quantity, hedge=hedge, printed=printed, newsroom=newsroom)


def _negated(scene: Scene, at: int) -> bool:
    """Tell a "not" of the same clause, unless an "only" takes it back («لا تبعد سوى»)."""
    for back in range(at - 1, max(0, at - 2 * CLAUSE), -1):
        symbol = scene.row[back].symbol
        if symbol in ("except", "stop", "distance") or _attribute(scene, back):
            return False
        if symbol == "negation":
            return scene.row[back + 1].symbol in (
                "away",
                "lie",
                "be",
                "separate",
                "measure",
                "word",
            )
    return False


def _attribute(scene: Scene, at: int) -> bool:
    """Tell where a clause opens that says where a named place lies: no "not" before it reaches in."""
    token = scene.row[at]
    participle = token.symbol == "lie" and (
        token.definite or scene.row[max(0, at - 1)].symbol == "comma"
    )
    return participle or token.symbol in ("which", "which_m")


def _note(subject: Party, reference: Party) -> str:
    """Say what the words leave open."""
    missing = [
        f"the words do not name {what}"
        for what, party in (
            ("what lies at this distance", subject),
            ("what it is measured from", reference),
        )
        if party.mention is None
    ]
    return "; ".join(missing)


def _two_figures(scene: Scene, match: re.Match[str]) -> str:
    """Say that a distance is told in two units which disagree: "50 km/20 miles"."""
    at = match.start("q")
    near = scene.row[at : at + 3]
    figures = [each.value for each in near if isinstance(each.value, Quantity)]
    other = near[1].symbol in ("open", "distance") if len(near) > 1 else False
    if not other or len(figures) < 2 or figures[0].unit == figures[1].unit:
        return ""
    return f"the words give two figures that disagree: {figures[0].words} and {figures[1].words}"


def _subject(scene: Scene, match: re.Match[str], before: dict[int, Statement]) -> Party:
    if (again := group(match, AGAIN)) is not None:
        earlier = [each for at, each in before.items() if at < match.start("q")]
        goes_on = isinstance(scene.row[again[0] - 1].value, Mention | Quantity)
        return Party(earlier[-1].subject, earlier[-1].stand_in) if earlier and goes_on else Party()
    if (verb := group(match, NAMED_BY_A_VERB)) is not None:
        return Party(scene.topic(verb[0])) if _opens_a_clause(scene, verb[0]) else Party()
    return party(scene, match, "subject")


CLAUSE_OPENERS = ("begin", "and", "comma", "stop", "close", "conjunction", "which", "quote")
"""What stands before a verb whose subject was named before; all else is its subject or governs it."""


def _opens_a_clause(scene: Scene, verb: int) -> bool:
    """Tell "and lies 14 km from…" from a participle, which speaks of the noun before it."""
    return not scene.row[verb].definite and scene.row[verb - 1].symbol in CLAUSE_OPENERS


def _direction(scene: Scene, match: re.Match[str]) -> str:
    for name in ("dir", "dir_2"):
        caught = group(match, name)
        if caught is not None:
            return str(scene.row[caught[0]].value)
    return ""


def _measured_as(scene: Scene, match: re.Match[str]) -> MeasuredAs:
    """Tell between what the distance is measured, if words of its clause say so."""
    reference = group(match, "reference")
    if reference is not None and "surroundings" in scene.row[reference[0]].outer:
        return "edge"
    part = group(match, "edge")
    if part is not None:
        return "centre" if scene.row[part[0]].symbol == "centre" else "edge"
    at = match.start("q")
    start, end = _clause(scene, at, max(match.end(), at + 1))
    before = f" {_opening(scene)} | {_texts(scene, start, at)} "
    behind = f" {_texts(scene, at, end)} "
    for name in MEASURED:
        around = behind if name == "edge" else before + behind
        if any(f" {form} " in around for form in scene.grammar.measured[name]):
            return name
    return "unstated"


def _texts(scene: Scene, start: int, end: int) -> str:
    return " ".join(token.text for token in scene.row[start:end])


def _opening(scene: Scene) -> str:
    """Give the phrase before the first comma, if nothing is named in it: "As the crow flies, …"."""
    texts: list[str] = []
    for token in scene.row[1 : 2 * CLAUSE]:
        if token.symbol == "comma":
            return " ".join(texts)
        if isinstance(token.value, Mention | Quantity):
            break
        texts.append(token.text)
    return ""


MEASURED: tuple[MeasuredAs, ...] = ("road", "centre", "edge")
"""In this order: "14 km by road from the city centre" is a road distance."""

CLAUSE = 6
"""Tokens before the distance and behind the match that still speak of it."""


def _clause(scene: Scene, at: int, end: int) -> tuple[int, int]:
    """Give the tokens around a distance up to the next comma or stop."""
    ends = ("comma", "stop")
    start = at
    while start > max(0, at - CLAUSE - 2) and scene.row[start - 1].symbol not in ends:
        start -= 1
    stop = min(end, len(scene.row))
    while stop < min(len(scene.row), end + CLAUSE) and scene.row[stop].symbol not in ends:
        stop += 1
    return start, stop


BEHIND = ("from", "away", "from_pron", "outside")
BEFORE = ("away", "away_pron", "separate", "separate_pron", "measure")
DIRECTED = ("of", "from", "place", "crossing", "adjunct", "thing")


def _unread(scene: Scene, found: dict[int, Statement]) -> list[str]:
    """List the sentence if it has a distance that speaks of places and was not attached."""
    left = [
        at
        for at, token in enumerate(scene.row)
        if token.symbol in ("distance", "vague")
        and at not in found
        and _speaks_of_places(scene, at)
    ]
    left = [at for at in left if not _converted(scene, at)]
    left += [at for at, token in enumerate(scene.row) if token.symbol == "corrupt"]
    return [_around(scene, at) for at in sorted(left)]


def _converted(scene: Scene, at: int) -> bool:
    """Tell the second figure of "40 kilometres (25 mi)", "50 km/20 miles"."""
    before = [token.symbol for token in scene.row[max(0, at - 2) : at]]
    return before == ["distance", "open"] or before[-1:] == ["distance"]


SEPARATION = 7
"""Tokens between "14 km separate" and "from"."""


def _behind(scene: Scene, at: int, most: int = 4) -> list[str]:
    """Give the classes of the words behind a distance, its conversion in brackets left out."""
    behind = [token.symbol for token in scene.row[at + 1 : at + 10]]
    if behind[:1] == ["open"] and "close" in behind[:5]:
        behind = behind[behind.index("close") + 1 :]
    return behind[:most]


def _speaks_of_places(scene: Scene, at: int) -> bool:
    behind = _behind(scene, at)
    start, _ = _clause(scene, at, at)
    before = [token.symbol for token in scene.row[start:at]]
    if scene.row[at + 1 : at + 2] and scene.row[at + 1].text == "apart":
        return sum(isinstance(token.value, Mention) for token in scene.row[start:at]) > 1
    if "separate" in behind[:2] and "from" in _behind(scene, at, SEPARATION):
        return True
    if any(symbol in BEHIND for symbol in behind[:2]) or _measured_from(scene, at):
        return True
    directed = "dir" in behind and any(s in DIRECTED for s in behind[behind.index("dir") + 1 :])
    directed = directed or behind[:3] == ["to", "det", "dir"]
    later = [token.symbol for token in scene.row[at + 1 : at + 1 + 2 * CLAUSE]]
    measured = bool({"be", "lie", "which"} & set(before)) and "from" in later[: _first_stop(later)]
    of_a_place = behind[:1] == ["of"] and any(s in DIRECTED[2:] for s in behind[1:3])
    return directed or measured or of_a_place or "between" in behind[:1]


def _measured_from(scene: Scene, at: int) -> bool:
    """Tell a distance whose clause told before it that it measures, however far before."""
    before = [token.symbol for token in scene.row[:at]][::-1]
    return any(symbol in BEFORE for symbol in before[: _first_stop(before)])


def _first_stop(row: list[str]) -> int:
    return next((at for at, symbol in enumerate(row) if symbol in ("comma", "stop")), len(row))


def _around(scene: Scene, at: int) -> str:
    """Give the clause a distance stands in, as written."""
    start, end = _clause(scene, at, at + 1 + CLAUSE)
    return scene.text(start, end)
