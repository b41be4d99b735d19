"""A static map for print: PNG, SVG or PDF, in Arabic or English.

It needs matplotlib (the extra `figure`), which is imported only when a figure is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from geo_osint.case import Case
from geo_osint.errors import UsageError
from geo_osint.layers import Tables
from geo_osint.model import Finding, Route
from geo_osint.output.figure.words import Language

__all__ = ["KINDS", "Language", "Look", "kind_of", "lacking", "language_of", "render"]

KINDS = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
"""What a figure can be written as, by the ending of its file."""

NARROWEST_MM, WIDEST_MM = 80.0, 1_200.0
"""From one column of a newspaper to a poster."""

COARSEST_DPI, FINEST_DPI = 50.0, 1_200.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure is to be made: its language (by default the reports'), what it shows alone (an id), its size.

    Raises
    ------
    UsageError
        For a width or a resolution that no print has.
    """

    language: Language | None = None
    only: str = ""
    width_mm: float = 180.0
    dpi: float = 300.0

    def __post_init__(self) -> None:
        if not NARROWEST_MM <= self.width_mm <= WIDEST_MM:
            raise UsageError(
                f"width {self.width_mm:g} mm: give {NARROWEST_MM:g} to {WIDEST_MM:g} mm"
            )
        if not COARSEST_DPI <= self.dpi <= FINEST_DPI:
            raise UsageError(f"{self.dpi:g} dpi: give {COARSEST_DPI:g} to {FINEST_DPI:g}")


DEFAULT_LOOK = Look()


def language_of(case: Case) -> Language:
    """Give the language of a case's reports where they agree on Arabic, else English."""
    languages = {each.header.language for each in case.reports}
    return "ar" if languages == {"ar"} else "en"


def lacking() -> str:
    """Say what must be installed before a figure can be drawn; nothing if it can be."""
    if find_spec("matplotlib"):
        return ""
    return 'a figure needs matplotlib 3.11 or later; run: pip install "geo-osint[figure]"'


def kind_of(target: Path) -> str:
    """Tell what a file is to be by its ending.

    Raises
    ------
    UsageError
        For an ending that no figure has.

    Examples
    --------
    >>> kind_of(Path("out/map.PDF"))
    'pdf'
    """
    kind = KINDS.get(target.suffix.lower())
    if kind is None or not target.stem:
        raise UsageError(f"{target}: no figure has this ending; give one of {', '.join(KINDS)}")
    return kind


def render(
    case: Case,
    findings: tuple[Finding, ...],
    routes: tuple[Route, ...],
    tables: Tables,
    look: Look = DEFAULT_LOOK,
    kinds: Sequence[str] = ("png",),
) -> dict[str, bytes]:
    """Draw a figure and give its bytes by kind; equal input gives equal bytes.

    Raises
    ------
    NothingFoundError
        If nothing of what is to be shown has a position.
    UsageError
        If matplotlib is missing, or nothing has the id that is to be shown.
    """
    if hint := lacking():
        raise UsageError(hint)
    from geo_osint.output.figure import scene, sheet  # here: nothing else waits for matplotlib

    chosen = scene.choose(case, findings, routes, tables, look.only)
    language = look.language or language_of(case)
    return sheet.render(chosen, language, kinds, look.width_mm, look.dpi)
