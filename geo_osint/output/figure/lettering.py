"""Lines of text for paper: cleaned, measured, wrapped, cut, and Arabic from the right.

matplotlib (3.11 and later, through libraqm) shapes Arabic and orders both directions by itself and obeys
isolates (U+2068…U+2069), which its font needs no glyph for; a mark at the start of a line tells it which way
the whole line runs. The font is DejaVu Sans, which comes with matplotlib: the same on every machine, with
Arabic, Kurdish, Persian, Hebrew, Cyrillic and Greek letters. A letter that it lacks stands as □.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import TextToPath

from geo_osint.model.text import ISOLATE, POP

MM_PER_PT = 25.4 / 72

LACKING = "□"
"""Stands for a letter that the font lacks."""

ELLIPSIS = "…"

LEFTWARDS, RIGHTWARDS = "\u200f", "\u200e"
"""Set the direction of the line that they begin."""

LONGEST = 1_500
"""Characters of a text that are looked at; no figure has room for more."""

MARKS_IN_A_ROW = 3
"""Combining marks on one letter; with more they climb over the lines above."""

_KEPT_FORMAT = frozenset((ISOLATE, POP, "\u200c", "\u200d"))
"""Format characters that pass: isolates, which are balanced on each line, and joiners, which are spelling."""


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface at a size in points."""

    size_pt: float
    bold: bool = False

    @property
    def line_mm(self) -> float:
        """Height of a line; Arabic needs more than Latin alone."""
        return self.size_pt * 1.38 * MM_PER_PT

    @property
    def rise_mm(self) -> float:
        """From the top of a line to the feet of its letters."""
        return self.size_pt * 1.02 * MM_PER_PT

    @property
    def properties(self) -> FontProperties:
        """The same for matplotlib."""
        return _properties(self)


@cache
def _properties(face: Face) -> FontProperties:
    return FontProperties(fname=str(_font_file(face.bold)), size=face.size_pt)


def _font_file(bold: bool) -> Path:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(mpl.get_data_path()) / "fonts" / "ttf" / name


@cache
def _letters() -> frozenset[int]:
    """Give the characters that both weights have."""
    regular, bold = (FT2Font(str(_font_file(each))).get_charmap() for each in (False, True))
    return frozenset(regular) & frozenset(bold)


def clean(text: str) -> str:
    r"""Make a text from anywhere fit for one line of print: no controls, no marks that turn its neighbours.

    Examples
    --------
    >>> clean("a\x00\n b\u202e c 漢")
    'a b c □'
    """
    return " ".join("".join(_cleaned(text[:LONGEST])).split())


def _cleaned(text: str) -> Iterator[str]:
    marks = 0
    for character in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(character)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if kind == "Cc" or kind.startswith("Z"):
            yield " "
        elif kind == "Cf":
            yield character if character in _KEPT_FORMAT else ""
        elif marks <= MARKS_IN_A_ROW:
            yield character if ord(character) in _letters() else LACKING


def rightwards(text: str) -> bool:
    """Tell whether a text runs from left to right: by its first letter that has a direction (UAX #9, P2)."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return True
            case "R" | "AL":
                return False
    return True


def width_mm(line: str, face: Face) -> float:
    """Measure a line as it will be drawn."""
    return _width_pt(line, face) * MM_PER_PT


@lru_cache(maxsize=20_000)
def _width_pt(line: str, face: Face) -> float:
    if not line.strip():
        return len(line) * 0.32 * face.size_pt
    width, _, _ = TextToPath().get_text_width_height_descent(line, face.properties, ismath=False)
    return float(width)


def wrap(text: str, face: Face, room_mm: float, most: int = 99, rtl: bool = False) -> list[str]:
    """Break a text into lines that fit, `most` at the most; what is left out is told by an ellipsis.

    Each line is one of its own: isolates that a break cuts are closed and opened again, and a mark sets its
    direction.
    """
    pieces = list(_pieces(clean(text), face, room_mm))
    lines: list[list[str]] = []
    used = 0.0
    space = _width_pt("x x", face) * MM_PER_PT - 2 * width_mm("x", face)
    for piece in pieces:
        wide = width_mm(piece, face)
        if not lines or used + space + wide > room_mm:
            if len(lines) == most:
                return _finished(_cut(lines, face, room_mm), rtl)
            lines.append([])
            used = -space
        lines[-1].append(piece)
        used += space + wide
    return _finished(lines, rtl)


def _pieces(text: str, face: Face, room_mm: float) -> Iterator[str]:
    """Give the words, those too long for a line in parts."""
    for word in text.split(" "):
        rest = word
        while width_mm(rest, face) > room_mm and len(rest) > 1:
            fits = max(1, int(len(rest) * room_mm / width_mm(rest, face)))
            while fits > 1 and width_mm(rest[:fits], face) > room_mm:
                fits -= 1
            yield rest[:fits]
            rest = rest[fits:]
        yield rest


def _cut(lines: list[list[str]], face: Face, room_mm: float) -> list[list[str]]:
    """End the last line in an ellipsis."""
    last = " ".join(lines[-1])
    while last and width_mm(f"{last}{ELLIPSIS}", face) > room_mm:
        last = last[:-1].rstrip()
    return [*lines[:-1], [f"{last}{ELLIPSIS}"]]


def _finished(lines: list[list[str]], rtl: bool) -> list[str]:
    """Balance the isolates of each line and tell it its direction."""
    open_isolates = 0
    done = []
    for words in lines:
        line = ISOLATE * open_isolates + " ".join(words)
        depth, kept = 0, []
        for character in line:
            if character == POP and not depth:
                continue
            depth += (character == ISOLATE) - (character == POP)
            kept.append(character)
        open_isolates = depth
        done.append((LEFTWARDS if rtl else RIGHTWARDS) + "".join(kept) + POP * depth)
    return done


def one_line(text: str, face: Face, room_mm: float = 1e9, rtl: bool = False) -> str:
    """Give a text as one line, cut where it has no room."""
    return next(iter(wrap(text, face, room_mm, 1, rtl)), "")
