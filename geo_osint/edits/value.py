"""One edit, all edits of a file, and who answers for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

Target = TypeVar("Target")

What = Literal["set", "moved", "added", "deleted"]

YESES = ("far", "swapped", "deleted", "inserted", "conflict")
"""Kinds of edits that are easily made by mistake, each taken only with a yes of its own."""

GEOMETRY = "geometry"
"""Stands for the geometry among columns."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change in a file that came home.

    `column` is the one that was `set`, `geometry` for a move; `was`, `now` and `ours` are its value when it was
    exported, in the file, and here now; positions are (longitude, latitude) in degrees. Of an added row
    `now` holds the columns by name. `needs` names what must be said yes to, `refused` why it is not taken at all.
    """

    table: str
    id: str
    what: What
    column: str = ""
    was: Any = None
    now: Any = None
    ours: Any = None
    moved_m: float | None = None
    needs: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """What a file differs in: its name and digest, the edits, and what the user should know.

    Where `three_way` is false the file did not hold what was exported, and the present case or gazetteer
    stood in for it: what changed here meanwhile then looks like an edit.
    """

    file: str
    sha256: str
    three_way: bool
    edits: tuple[Edit, ...]
    told: tuple[str, ...] = ()

    def takeable(self, accepted: Collection[str]) -> tuple[Edit, ...]:
        """Give the edits that are taken when these kinds are said yes to."""
        return tuple(e for e in self.edits if not e.refused and set(e.needs) <= set(accepted))


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers for edits, when, of which file, and how far their points may be off, in metres."""

    by: str
    on: date
    file: str
    sha256: str = ""
    radius_m: float = 0.0

    @property
    def source(self) -> str:
        """Say where an edit comes from."""
        return f"edited in {self.file}" + (f" (sha256 {self.sha256[:12]})" if self.sha256 else "")


@dataclass(frozen=True, slots=True)
class Applied(Generic[Target]):
    """A case or gazetteer with edits in it, those that were taken, and what the user should know."""

    result: Target
    taken: tuple[Edit, ...]
    told: tuple[str, ...] = ()
