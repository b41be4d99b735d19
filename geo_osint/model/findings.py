"""How what was stated relates to what is possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo_osint.model.places import Source
from geo_osint.model.readings import Decision, Statement
from geo_osint.model.sets import Interval, IntervalSet, LabelSet
from geo_osint.model.text import Bilingual

Verdict = Literal[
    "fits", "fits_roughly", "not_settled", "does_not_fit", "cannot_check", "not_checked"
]

Answers = IntervalSet | LabelSet
"""What is possible or stated: intervals of metres or degrees, or labels."""

LIMIT = Bilingual(
    "This checks geography only: it does not tell whether the reported event happened.",
    "هذا تحقق من الجغرافيا وحدها، ولا يقول إن كان الحدث المذكور قد وقع.",
)
"""What every finding ends with."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way the world may be: what the names mean and whose positions hold.

    `subject` and `reference` are place ids, `subject_sources` and `reference_sources` the keys of
    the sources whose points agree, `interval` the distance in metres, `margin` as in `Finding`.
    """

    subject: str
    reference: str
    subject_sources: tuple[str, ...]
    reference_sources: tuple[str, ...]
    interval: Interval
    verdict: Verdict
    margin: float | None


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """A part of a statement, or another reading of it, judged apart.

    `edge` and `road` are other readings of a distance, in metres; `direction` is the direction that
    was stated with it, in degrees clockwise from north.
    """

    name: str
    possible: IntervalSet
    verdict: Verdict
    basis: Bilingual
    unit: str = "m"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What makes the possible set wide, in metres, each cause apart.

    `sources` is how far published positions of one place disagree, `extent` how far the edges lie
    from the centres, `coordinates` what the rounding of the published coordinates may add.
    """

    extent: float
    sources: float
    coordinates: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement, what is possible, and the relation between the two; it bears the statement's id.

    `possible` is P, `printed` N and `newsroom` W, in the `unit` of the statement's kind: `m`, `deg`
    or `label`; N and W are empty where the words have no range. `margin` (metres): where the possible set lies inside what was printed, the room it has left
    there, positive; otherwise how far outside its nearest point lies, negative; `None` where
    nothing was measured. `sources` are those of facts that no position holds: the states of gates.
    """

    statement: Statement
    verdict: Verdict
    reading: str = "centre"
    unit: str = "m"
    possible: Answers = IntervalSet()
    printed: Answers = IntervalSet()
    newsroom: Answers = IntervalSet()
    margin: float | None = None
    hypotheses: tuple[Hypothesis, ...] = ()
    readings: tuple[ReadingResult, ...] = ()
    breakdown: Breakdown | None = None
    reasons: tuple[Bilingual, ...] = ()
    settles: Bilingual | None = None
    stand_in: Bilingual | None = None
    limit: Bilingual = LIMIT
    decision: Decision | None = None
    sources: tuple[Source, ...] = ()

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id
