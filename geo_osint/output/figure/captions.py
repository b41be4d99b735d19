"""What stands beneath the map: findings and movements with their words, sources, and how the map was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from shapely import LineString

from geo_osint import styles
from geo_osint.case import Case
from geo_osint.checking import verdict_words
from geo_osint.model import Finding, Movement, Source
from geo_osint.model.text import isolated
from geo_osint.output import wording
from geo_osint.output.figure import ground
from geo_osint.output.figure.lettering import LACKING, Face, rightwards, wrap
from geo_osint.output.figure.marks import rows_of
from geo_osint.output.figure.paper import Paper
from geo_osint.output.figure.scene import Scene
from geo_osint.output.figure.view import View, stretch_percent
from geo_osint.output.figure.words import Words, finding_in_few_words, movement_in_few_words
from geo_osint.output.sentences import sentence
from geo_osint.version import __version__

INK, FAINT, WARNING = "#1a1a1a", "#555555", "#8a1c1c"

HEAD, BODY, SMALL = Face(7.5, bold=True), Face(7), Face(6)

MOST_BLOCKS = 14
"""Findings and movements of one figure; the brief has them all."""

QUOTE_LINES, QUOTE_LINES_ALONE = 3, 8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text in one face; `rtl` is its direction, by its own first letter where that is `None`."""

    text: str
    face: Face
    colour: str = INK
    rtl: bool | None = None
    most: int = 99


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that stay together, under a bar of a colour."""

    paragraphs: tuple[Paragraph, ...]
    colour: str = ""
    _laid: dict[float, list[tuple[Paragraph, list[str], bool]]] = field(
        default_factory=dict, compare=False
    )

    def lines(self, width: float) -> list[tuple[Paragraph, list[str], bool]]:
        """Break the paragraphs into lines."""
        if width not in self._laid:
            self._laid[width] = []
            for each in self.paragraphs:
                rtl = not rightwards(each.text) if each.rtl is None else each.rtl
                lines = wrap(each.text, each.face, width - _indent(self), each.most, rtl)
                self._laid[width].append((each, lines, rtl))
        return self._laid[width]

    def height(self, width: float) -> float:
        """Tell how high the block is at a width."""
        return sum(each.face.line_mm * len(lines) for each, lines, _ in self.lines(width)) + 1.6


def _indent(block: Block) -> float:
    return 2.4 if block.colour else 0.0


def draw_block(
    paper: Paper, block: Block, left: float, top: float, width: float, rtl: bool
) -> None:
    """Write a block; its bar stands on the side where lines begin."""
    indent = _indent(block)
    if block.colour:
        x = left + width - 0.4 if rtl else left + 0.4
        bottom = top + block.height(width) - 1.8
        paper.line(LineString(((x, top + 0.4), (x, bottom))), block.colour, 2.2)
    y = top
    for paragraph, lines, turned in block.lines(width):
        starts = left + (0 if rtl else indent)
        x = starts + width - indent if turned else starts
        align = "right" if turned else "left"
        y = paper.texts(x, y, lines, paragraph.face, paragraph.colour, align)


def findings_and_movements(scene: Scene, words: Words) -> tuple[list[Block], int]:
    """Give a block for each finding and movement, those with something on the map first, and how many are left out."""
    on_map = {row.id for row in rows_of(scene, "statements")}
    on_map |= {row.statement for row in rows_of(scene, "regions")}
    order = sorted(scene.findings, key=lambda each: each.id not in on_map)
    blocks = [_finding(each, scene, words, each.id in on_map) for each in order]
    moves = [_movement(each, scene, words) for each in scene.movements]
    room = max(MOST_BLOCKS - len(moves), MOST_BLOCKS // 2)
    kept = [*moves, *blocks[:room]] if scene.alone else [*blocks[:room], *moves]
    return kept[:MOST_BLOCKS], len(blocks) + len(moves) - len(kept[:MOST_BLOCKS])


def _finding(found: Finding, scene: Scene, words: Words, on_map: bool) -> Block:
    """Give the block of a finding: whole, or in brief where the map shows nothing of it."""
    style = styles.style(found.verdict, "verdict")
    verdict = words.of(verdict_words(found.verdict))
    few = words.of(finding_in_few_words(found, scene.case))
    head = f"{found.id} · {style.mark} {verdict}" + ("" if scene.alone else f" · {few}")
    brief = not on_map and not scene.alone
    figures = [Paragraph(each, BODY, INK, words.rtl) for each in _figures(found, words)]
    paragraphs = [
        Paragraph(head, HEAD, style.ink, words.rtl, 2),
        _quote(found.statement.words, scene, 1 if brief else QUOTE_LINES),
        *(replace(each, most=1) for each in figures[:1] if brief),
        *(each for each in figures if not brief),
    ]
    if scene.alone:
        paragraphs.append(Paragraph(words.of(sentence(found, scene.case)), BODY, INK, words.rtl))
        if found.settles:
            told = f"{words.say('settles')}: {words.of(found.settles)}"
            paragraphs.append(Paragraph(told, BODY, INK, words.rtl))
    elif found.stand_in and not brief:
        paragraphs.append(Paragraph(words.of(found.stand_in), BODY, INK, words.rtl, 2))
    return Block((*paragraphs, *_reviewed(found.id, scene, words)), style.colour)


def _quote(said: str, scene: Scene, lines: int = QUOTE_LINES) -> Paragraph:
    """Quote the report as it is written, in its own direction."""
    rtl = not rightwards(said)
    marks = ("«", "»") if rtl else ("“", "”")
    most = QUOTE_LINES_ALONE if scene.alone else lines
    return Paragraph(f"{marks[0]}{isolated(said.strip())}{marks[1]}", BODY, FAINT, rtl, most)


def _figures(found: Finding, words: Words) -> Iterator[str]:
    """Give P, N and W and the margin; where nothing was measured, why."""
    if not found.possible:
        reasons = "; ".join(filter(None, (words.of(each) for each in found.reasons[:2])))
        if reasons:
            yield reasons
        return
    told = [("possible", found.possible), ("printed", found.printed), ("newsroom", found.newsroom)]
    parts = [
        f"{words.say(key)} {words.of(wording.amounts(answers, found.unit))}"
        for key, answers in told
        if answers and (key != "newsroom" or answers != found.printed)
    ]
    yield " · ".join(parts)
    if found.margin is not None:
        yield f"{words.say('margin')}: {words.of(wording.margin(found))}"


def _movement(told: Movement, scene: Scene, words: Words) -> Block:
    few = words.of(movement_in_few_words(told, scene.case))
    classes = dict.fromkeys(
        styles.style(row.segment_class, "segment")
        for row in scene.tables["segments"].itertuples()
        if row.movement == told.id
    )
    ways = words.comma.join(words.of(each.label) for each in classes)
    paragraphs = [
        Paragraph(f"{told.id} · {few}", HEAD, INK, words.rtl, 3),
        _quote(told.words, scene),
        Paragraph(ways, BODY, INK, words.rtl, 3),
        *_reviewed(told.id, scene, words),
    ]
    return Block(tuple(each for each in paragraphs if each.text), INK)


def _reviewed(id: str, scene: Scene, words: Words) -> Iterator[Paragraph]:
    """Say who stands for it, where not all of the figure stands on the machine alone, as its banner says."""
    if not decided(scene):
        return
    decision = scene.case.decision_on(id)
    colour = FAINT if decision else WARNING
    yield Paragraph(words.of(wording.reviewed(decision)), SMALL, colour, words.rtl, 3)


def decided(scene: Scene) -> bool:
    """Tell whether an analyst has decided on anything that is shown."""
    return any(scene.case.decision_on(id) for id in scene.ids)


def undecided(scene: Scene) -> bool:
    """Tell whether anything shown stands on the machine's reading alone."""
    return any(scene.case.decision_on(id) is None for id in scene.ids)


def source_keys(scene: Scene) -> dict[str, int]:
    """Give the sources their numbers: those that positions and routes rest on, in the order in which they are used."""
    keys: dict[str, None] = {}
    for row in rows_of(scene, "positions"):
        keys[row.source] = None
    for row in scene.tables["segments"].itertuples():
        keys.update(dict.fromkeys(filter(None, row.sources.split("; "))))
    return {key: number for number, key in enumerate(keys, start=1)}


def sources(scene: Scene, words: Words) -> Block:
    """List the sources by number and key."""
    listed = [Paragraph(words.say("sources"), HEAD, INK, words.rtl)]
    for key, number in source_keys(scene).items():
        source = scene.sources.get(key, Source(key, ""))
        parts = (source.title, source.reference, source.date, source.licence, source.url)
        told = ". ".join(isolated(each) for each in parts if each)
        line = f"{number} · {isolated(key)} · {told}" if told else f"{number} · {isolated(key)}"
        listed.append(Paragraph(line, SMALL, INK, False, 4))
    return Block(tuple(listed) if len(listed) > 1 else ())


@dataclass(frozen=True, slots=True)
class Notes:
    """What the figure could not show: names without room, how many findings, letters without a shape."""

    unnamed: tuple[str, ...] = ()
    left_out: int = 0
    lacking: bool = False


def colophon(scene: Scene, view: View, words: Words, notes: Notes) -> Block:
    """Say what is not on the map, what the ground and the projection are, and by what all of it was made."""
    told = [*_missing(scene, words, notes), *_made(scene.case, view, words)]
    lines = [Paragraph(each, SMALL, FAINT, words.rtl) for each in told]
    strong = Paragraph(words.say("limit"), Face(SMALL.size_pt, bold=True), INK, words.rtl)
    return Block((strong, *lines))


def _missing(scene: Scene, words: Words, notes: Notes) -> Iterator[str]:
    located = {row.id for row in rows_of(scene, "places")}
    drawn = {row.place for row in rows_of(scene, "extents")}
    nowhere = [
        isolated(each.name(words.language))
        for each in scene.places
        if each.id not in located and each.id not in drawn
    ]
    if nowhere:
        yield f"{words.say('not_located')}: {words.comma.join(nowhere[:12])}"
    without = [isolated(each) for each in notes.unnamed]
    if without:
        yield f"{words.say('no_room')}: {words.comma.join(without[:12])}"
    if notes.left_out:
        yield words.say("more", count=str(notes.left_out))
    if notes.lacking:
        yield words.say("lacking")


def _made(case: Case, view: View, words: Words) -> Iterator[str]:
    yield words.say("disputed", scale=ground.scale_name(view))
    yield words.say("orientation")
    claims = [words.of(each) for each in ground.claimed(view)]
    if claims:
        yield words.say("claimed", names="; ".join(claims))
    percent = stretch_percent(view)
    stretch = f"{percent:.2g} %" if percent >= 0.01 else words.say("hardly")
    yield words.say("projection", at=words.at(view.plane.centre), stretch=stretch)
    yield words.say("tool", version=__version__, case=isolated(case.name), sha=case.sha256)


def lacks_letters(blocks: Iterable[Block], width: float) -> bool:
    """Tell whether any letter had to be left to its stand-in."""
    return any(
        LACKING in line for block in blocks for _, lines, _ in block.lines(width) for line in lines
    )
