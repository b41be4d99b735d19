"""Statements without a distance: on which bank, in which area, on whose border."""

from __future__ import annotations

import re

from geo_osint.model import Mention, Statement
from geo_osint.model.readings import StatementKind
from geo_osint.reading import features
from geo_osint.reading.catches import Placed, group, matches, party
from geo_osint.reading.scene import Scene


def banks(scene: Scene, line: str) -> list[Placed]:
    """Read on which bank of a river something lies."""
    found: dict[int, Statement] = {}
    bank = scene.grammar.symbols["bank"]
    for pattern in scene.grammar.patterns["bank"]:
        for match in matches(pattern, line):
            at = line.index(bank, match.start())
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
                subject = party(scene, match, "subject").mention
                found.append(
                    (at, _plain(scene, "within", subject, scene.mention(at), relation, note))
                )
    return found


def _relation(scene: Scene, at: int) -> str:
    """Name what "in the … of X" states: the noun farthest from the name is what one is in."""
    mention = scene.mention(at)
    nouns = (*reversed(scene.row[at].outer), mention.feature if mention else "")
    known = features.load()
    return next((known[noun].relation for noun in nouns if noun and known[noun].relation), "")


def borders(scene: Scene, line: str) -> list[Placed]:
    """Read between which countries or regions a crossing lies."""
    found: list[Placed] = []
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
