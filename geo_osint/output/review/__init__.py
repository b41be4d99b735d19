"""The review page: a report's text and its readings side by side, for a person to answer for.

One file that opens by double-click and asks nobody for anything. What the reviewer makes of the readings is
saved as a file of its own, which `case.bring_in` puts into the case.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from geo_osint.case import Case
from geo_osint.files import Stage, staged
from geo_osint.gazetteer import Gazetteer
from geo_osint.output import offline
from geo_osint.output.review.island import island

__all__ = ["SUFFIX", "render", "save", "write"]

SUFFIX = ".review.html"

SCRIPTS = ("state.js", "text.js", "fields.js", "places.js", "list.js", "keys.js", "main.js")
"""The page's own script, in the order in which its parts build on each other."""


def save(folder: Path, case: Case, gazetteer: Gazetteer) -> Path:
    """Write the page into a folder as `NAME.review.html`, whole or not at all.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    """
    with staged(folder) as stage:
        write(stage, case, gazetteer)
    return folder / f"{case.name}{SUFFIX}"


def write(stage: Stage, case: Case, gazetteer: Gazetteer) -> None:
    """Stage the page; `gazetteer` is where other places of the same name are looked for."""
    stage.text(f"{case.name}{SUFFIX}", render(case, gazetteer))


def render(case: Case, gazetteer: Gazetteer) -> str:
    """Give the page as HTML; equal input gives equal text."""
    script = offline.script(_text(f"script/{name}") for name in SCRIPTS)
    style = offline.lean(_text("review.css"))
    parts = {
        "policy": offline.policy([script], style),
        "styles": style,
        "island": offline.as_json(island(case, gazetteer)),
        "page": script,
    }
    return offline.splice(_text("review.html"), parts)


@cache
def _text(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
