"""What a case holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from geo_osint.model import Decision, Mention, Movement, Place, Report, Source, Statement

PASSED_OVER = ("rejected", "withdrawn")
"""The status of readings that are kept, and of which nothing follows."""


Rounding = Literal["2020", "2004"]
"""Rules by which a printed figure is rounded: the years of the publications, see `checking.rounding`."""


@dataclass(frozen=True, slots=True)
class GazetteerUsed:
    """Which gazetteer the places came from, to the byte."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RoadsUsed:
    """Which road network of the user's own the findings rest on, to the byte; `file` is its name, without folders."""

    name: str
    sha256: str
    file: str


@dataclass(frozen=True, slots=True)
class Review:
    """That somebody looked at one reading: who, when, and what they made of it.

    `on` is the id of a statement or movement, `r1@544-552` of a name; `fields` are those they changed.
    It says that the *reading* was compared with the text; what an editor makes of the finding is a
    decision. `file` says of which file it came home, where it was made in another program.
    """

    on: str
    by: str
    date: date
    status: Literal["accepted", "corrected", "rejected", "added", "reopened"]
    fields: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Reports, what was read in them, and the places as they were known then.

    `mentions` holds those with an open question, and one of each place that no statement or
    movement names. `places` and `sources` are the snapshot that
    findings rest on, by id and key. `as_read` holds a digest of each reading and name as the machine
    entered it, see `case.digests`. `rounding` is the rule by which its figures are checked. `roads` holds the road network it is checked
    with, none for the one that comes with the program. `sha256` is that of the case file, empty before it is written.
    """

    name: str
    reports: tuple[Report, ...]
    gazetteers: tuple[GazetteerUsed, ...] = ()
    statements: tuple[Statement, ...] = ()
    movements: tuple[Movement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    decisions: tuple[Decision, ...] = ()
    reviews: tuple[Review, ...] = ()
    as_read: Mapping[str, str] = field(default_factory=dict)
    rounding: Rounding = "2020"
    roads: tuple[RoadsUsed, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    sha256: str = ""

    @property
    def told(self) -> tuple[Statement | Movement, ...]:
        """All statements, then all movements."""
        return (*self.statements, *self.movements)

    @property
    def standing_statements(self) -> tuple[Statement, ...]:
        """Those that neither the analyst rejected nor the machine took back."""
        return tuple(each for each in self.statements if each.status not in PASSED_OVER)

    @property
    def standing_movements(self) -> tuple[Movement, ...]:
        """Those that neither the analyst rejected nor the machine took back."""
        return tuple(each for each in self.movements if each.status not in PASSED_OVER)

    def decision_on(self, id: str) -> Decision | None:
        """Give the last decision on a statement, movement or mention."""
        return next((each for each in reversed(self.decisions) if each.on == id), None)

    def reviews_of(self, id: str) -> tuple[Review, ...]:
        """Give who looked at a reading, the first one first."""
        return tuple(each for each in self.reviews if each.on == id)
