"""Statements without a distance: on which bank, in which area, on whose border."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from geo_osint.model import Mention, Span, Statement
from geo_osint.model.readings import StatementKind
from geo_osint.reading import features
from geo_osint.reading.catches import Placed, group, matches, party
from geo_osint.reading.scene import Scene


def banks(scene: Scene, line: str) -> list[Placed]:
    """Read on which bank of a river something lies."""
    found: dict[int, Statement] = {}
    sides = [scene.grammar.symbols[each] for each in ("bank", "side")]
    if all(each not in line for each in sides):
        return []
    for pattern in scene.grammar.patterns["bank"]:
        for match in matches(pattern, line):
            at = next(i for i in range(match.start(), match.end()) if line[i] in sides)
            statement = None if at in found else _bank(scene, match)
            if statement is not None:
                found[at] = statement
    return list(found.items())


def _bank(scene: Scene, match: re.Match[str]) -> Statement | None:
    side = group(match, "side")
    relation = scene.grammar.sides.get(scene.row[side[0]].text, "") if side else "bank"
    river = group(match, "river")
    mention = scene.mention(river[0]) if river else scene.river()
    if not relation or mention is None or (side and scene.row[side[0]].capital and not river):
        return None
    return _plain(scene, "bank", party(scene, match, "subject").mention, mention, relation)


def within(scene: Scene, line: str) -> list[Placed]:
    """Read in which area something lies: countryside, surroundings, governorate."""
    found: list[Placed] = []
    for pattern in scene.grammar.patterns["within"]:
        for match in matches(pattern, line):
            at = match.start("reference")
            relation = _relation(scene, at)
            if relation and all(at != other for other, _ in found):
                thing = group(match, "subject_thing")
                note = f"said of: {scene.text(*thing)}" if thing else ""
                subject = _crossing_with(scene, match) or party(scene, match, "subject").mention
                found.append(
                    (at, _plain(scene, "within", subject, scene.mention(at), relation, note))
                )
    return found


def _crossing_with(scene: Scene, match: re.Match[str]) -> Mention | None:
    """Find what lies there in "the X crossing with Y, in the countryside of Z": not the country Y."""
    beyond = group(match, "subject")
    if beyond is None or scene.row[beyond[0] - 1].symbol != "with":
        return None
    near = range(beyond[0] - 2, max(-1, beyond[0] - 2 - CROSSING_REACH), -1)
    return next((scene.mention(at) for at in near if scene.row[at].symbol == "crossing"), None)


CROSSING_REACH = 4
"""Tokens between a crossing and "with"."""


def listed_within(scene: Scene, line: str) -> list[Placed]:
    """Read the area in brackets that each place of a list lies in: "A, B, C (D governorate)"."""
    found: dict[int, Placed] = {}
    for pattern in scene.grammar.patterns.get("within_all", ()):
        for match in matches(pattern, line):
            at, area = match.start("subject"), match.start("reference")
            relation, symbol = _relation(scene, area), scene.row[at].symbol
            if relation and symbol not in ("adjunct", "river"):
                said = _plain(scene, "within", scene.mention(at), scene.mention(area), relation)
                found.setdefault(at, (at, said))
    return list(found.values())


def _relation(scene: Scene, at: int) -> str:
    """Name what "in the … of X" states: the noun farthest from the name is what one is in."""
    mention = scene.mention(at)
    nouns = (*reversed(scene.row[at].outer), mention.feature if mention else "")
    known = features.load()
    return next((known[noun].relation for noun in nouns if noun and known[noun].relation), "")


def borders(scene: Scene, line: str) -> list[Placed]:
    """Read between which countries or regions a crossing lies."""
    found: list[Placed] = []
    if scene.grammar.symbols["crossing"] not in line:
        return []
    for pattern in scene.grammar.patterns["border"]:
        for match in matches(pattern, line):
            subject = scene.mention(match.start("subject"))
            for name in ("reference", "reference_2"):
                caught = group(match, name)
                if caught is not None:
                    with_ = scene.mention(caught[0])
                    found.append(
                        (caught[0], _plain(scene, "border", subject, with_, "crossing_with"))
                    )
    return found


def _neighbours(scene: Scene, at: int) -> list[Mention]:
    """Give the countries whose adjectives stand here, one behind the other: "Syrian-Iraqi"."""
    found: list[Mention] = []
    for token in scene.row[at : at + 3]:
        if token.symbol == "word" and isinstance(token.value, str):
            words = token.span.of(scene.body)
            found.append(Mention(scene.report, token.span, words, places=(token.value,)))
        elif token.symbol not in ("and", "dash"):
            break
    return found


SIDES = {"north": "north_bank", "east": "east_bank", "south": "south_bank", "west": "west_bank"}
"""Direction from a river -> the bank one is on."""

BESIDE: tuple[StatementKind, ...] = ("direction", "near", "between", "on_border")


def beside(scene: Scene, line: str, told: Collection[Span]) -> list[Placed]:
    """Read where something lies without a figure: in a direction, near, between, on a border.

    `told` are the references of statements that say more ("5 km east of X"), which are not told again.
    """
    found: list[Placed] = []
    for kind in BESIDE:
        taken: set[int] = set()
        for pattern in scene.grammar.patterns.get(kind, ()):
            for match in matches(pattern, line):
                at = match.start("subject")
                said = [] if at in taken else _beside(scene, match, kind, told)
                taken.update({at} if said else ())
                found += said
    return found


def _beside(
    scene: Scene, match: re.Match[str], kind: StatementKind, told: Collection[Span]
) -> list[Placed]:
    """Turn one match into a statement; into none where an area is spoken of."""
    at = match.start("subject")
    subject = scene.mention(at)
    if scene.row[at].symbol in ("adjunct", "river") or subject is None:
        return []
    if kind == "on_border":
        return _on_border(scene, match, subject, told)
    caught = [found[0] for name in ("reference", "reference_2") if (found := group(match, name))]
    if any(_holds_it(scene, kind, each) or _is_told(scene.mention(each), told) for each in caught):
        return []
    turned = group(match, "dir")
    relation = str(scene.row[turned[0]].value) if turned else kind
    if kind == "direction" and scene.row[caught[0]].symbol == "river":
        kind, relation = "bank", SIDES.get(relation, "")
        if not relation:
            return []
    first, second = (scene.mention(each) for each in (*caught, caught[0])[:2])
    said = _plain(scene, kind, subject, first, relation)
    if kind != "between":
        return [(at, said)]
    half_way = any(token.symbol == "middle" for token in scene.row[at : caught[0]])
    relation = "half_way" if half_way else relation
    return [(at, replace(said, relation=relation, second_reference=second))]


def _holds_it(scene: Scene, kind: StatementKind, at: int) -> bool:
    """Tell a reference that may hold its subject: "east of Syria" may well be in its east."""
    symbol = scene.row[at].symbol
    return symbol == "adjunct" or (symbol == "river" and kind == "between")


def _is_told(mention: Mention | None, told: Collection[Span]) -> bool:
    return mention is None or mention.span in told


def _on_border(
    scene: Scene, match: re.Match[str], subject: Mention, told: Collection[Span]
) -> list[Placed]:
    """Read "on the border with X", and «على الحدود السورية العراقية», which names no place."""
    adjective, reference = group(match, "demonym"), group(match, "reference")
    if adjective and scene.row[adjective[0]].text not in scene.grammar.demonyms:
        return []
    if adjective:
        countries = _neighbours(scene, adjective[0])
        said = _plain(scene, "on_border", subject, next(iter(countries), None), "on_border")
        second = countries[1] if len(countries) > 1 else None
        return [(match.start("subject"), replace(said, second_reference=second))]
    if reference and scene.row[reference[0]].symbol != "adjunct":
        return []
    mention = scene.mention(reference[0]) if reference else None
    if reference and _is_told(mention, told):
        return []  # "the X crossing on the border with Y": that is told already
    said = _plain(scene, "on_border", subject, mention, "on_border")
    return [(match.start("subject"), said)]


def _plain(
    scene: Scene,
    kind: StatementKind,
    subject: Mention | None,
    reference: Mention | None,
    relation: str,
    note: str = "",
) -> Statement:
    return Statement(
        id="", report=scene.report, span=scene.span, words=scene.words, kind=kind,
        subject=subject, reference=reference, relation=relation, note=note,
    )  # fmt: skip
