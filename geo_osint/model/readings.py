"""What a report says, before anybody asks whether it is so."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from geo_osint.errors import InputError
from geo_osint.model.sets import IntervalSet

Status = Literal["read", "accepted", "corrected", "rejected", "added", "withdrawn"]
"""Who answers for a reading: the machine (`read`; `withdrawn` if it later read the same text without it)
or the analyst (all others)."""

StatementKind = Literal[
    "distance", "vague_distance", "travel_time", "direction", "near", "between", "bank", "within", "border", "on_border",
    "gate", "order", "river",
]  # fmt: skip
"""What is stated. `vague_distance` has no figure; `direction` neither figure nor any word for a
distance ("east of X"). Kinds without a check come out as not checked. The last three are read in no words: they
follow from a movement (`IMPLIED`)."""

IMPLIED: tuple[StatementKind, ...] = ("gate", "order", "river")
"""What a movement says of the ground without a word: that somebody passed a gate on that day, came by places in this
order, crossed a river."""

MeasuredAs = Literal["unstated", "centre", "edge", "road"]
"""Between what the words measure, if they say so ("as the crow flies", "by road", "from the edge")."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch `[start, end)` of a report's body, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise InputError(f"span [{self.start}, {self.end}): must run forwards from 0 or later")

    def of(self, text: str) -> str:
        """Cut the span out of the text it belongs to."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Header:
    """What a report says of itself; `published` is what relative dates count from."""

    title: str = ""
    publisher: str = ""
    source_url: str = ""
    archive_url: str = ""
    published: date | None = None
    accessed: date | None = None
    language: str = ""
    translation_of: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One report: `id` in its case, the file it came from, its header and its body.

    `unread` quotes what looks like a distance or a transport and could not be read: not checked.
    """

    id: str
    file: str
    header: Header
    body: str
    sha256: str = ""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text that may mean a place.

    `words` is the proper name as written, without proclitics, and `span` where it stands; the kind
    word beside it is part of the names of facilities ("al-Hol camp") and of no others ("the town of
    al-Hol"). `extended` is the span with the kind word whatever its class, None if there is none.
    `feature` is the class of that word ("base", "town": see the lexicons). `places` are ids, best
    first: all that carry the name as the text is read, what is left after resolving: one is
    resolved, several ambiguous, none unknown. `question` is what an analyst should look at.
    """

    report: str
    span: Span
    words: str
    feature: str = ""
    places: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    question: str = ""
    extended: Span | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place a mention may mean, how well it fits (0 to 1) and why, in words."""

    place: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention means: ranked candidates, and whether that settles it."""

    mention: Mention
    candidates: tuple[Candidate, ...]
    status: Literal["resolved", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A distance as stated: `value_lo` to `value_hi` in metres, both `None` for "a few".

    Of a travel time both are in hours, and `unit` is "h".

    `hedge` is the word's class (about, at_least, at_most, more_than, less_than, few), `printed` what
    rounding and the words allow (N), `newsroom` the same widened by the newsroom's tolerance (W);
    both empty where the words have no measurable range.
    """

    words: str
    span: Span
    value_lo: float | None
    value_hi: float | None
    unit: str
    hedge: str = ""
    printed: IntervalSet = IntervalSet()
    newsroom: IntervalSet = IntervalSet()


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what: "about 60 lorries"; `hedge` as in `Quantity`, `with_` what is said of them.

    Both values are `None` where the words give no figure ("dozens of lorries").
    """

    words: str
    span: Span
    value_lo: int | None
    value_hi: int | None
    noun: str
    hedge: str = ""
    with_: str = ""


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as written and what it means: first and last day, and how finely it is told.

    "The past 72 hours" are told to the day, "last week" to the week.

    Both days are `None` where the text leaves the year open and the report has no date of its own.
    """

    words: str
    span: Span
    start: date | None
    end: date | None
    precision: Literal["day", "week", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a report states about where places are.

    `words` is the sentence it stands in and `span` that sentence's place. `subject` is what is
    spoken of, `reference` what it is measured from. `stand_in` is what the words spoke of where a
    known place had to be taken for it ("the largest base" at the field), and `stand_in_role` which
    of the two that place is (`reference` too where it is both). `relation` names the
    spatial relation of the kinds that are not distances (`opposite_bank`, `countryside_of`…).
    `same_as` is the id of an earlier statement that says the same. `second_reference` is the other place
    of "between A and B", and the other country of "on the border of A and B".
    """

    id: str
    report: str
    span: Span
    words: str
    kind: StatementKind
    subject: Mention | None = None
    reference: Mention | None = None
    quantity: Quantity | None = None
    measured_as: MeasuredAs = "unstated"
    relation: str = ""
    stand_in: str = ""
    stand_in_role: Literal["subject", "reference"] = "reference"
    status: Status = "read"
    note: str = ""
    same_as: str = ""
    second_reference: Mention | None = None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names it holds: its subject, then what that is measured from."""
        return tuple(filter(None, (self.subject, *self.references)))

    @property
    def references(self) -> tuple[Mention, ...]:
        """What the subject is measured from: one name, of some kinds two, or none."""
        return tuple(filter(None, (self.reference, self.second_reference)))


@dataclass(frozen=True, slots=True)
class Movement:
    """Somebody moved, as reported and no further: what is not in the words stays empty.

    `towards` is a direction of travel named by a place that was not said to be reached; a
    `destination` was. `area` tells that the destination or direction is "the area of" the place.
    `ordinal` is which of a series it was said to be ("the thirteenth this year" is 13). `also` counts
    what moved beside `count` ("20 lorries and 5 armoured vehicles"). `sense` is the verb's own: "entered"
    and "left" may be meant of a country, an enclave or a town, and the words seldom say of which. `arrival` is
    the day at the destination where the report tells one beside `date`, which then is that of setting out. `took` is
    the time on the way, in hours as of a travel time.
    """

    id: str
    report: str
    span: Span
    words: str
    date: DateReading | None = None
    count: Count | None = None
    also: tuple[Count, ...] = ()
    actor: str = ""
    origin: Mention | None = None
    via: tuple[Mention, ...] = ()
    destination: Mention | None = None
    towards: Mention | None = None
    area: bool = False
    ordinal: int | None = None
    ordinal_words: str = ""
    sense: Literal["", "entering", "leaving"] = ""
    status: Status = "read"
    note: str = ""
    same_as: str = ""
    arrival: DateReading | None = None
    took: Quantity | None = None

    @property
    def counts(self) -> tuple[Count, ...]:
        """What was counted, the first count and those beside it."""
        return ((self.count,) if self.count else ()) + self.also


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one report, in text order; ids are given when it joins a case."""

    report: Report
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    movements: tuple[Movement, ...] = ()
    unread: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Decision:
    """What an analyst decided about a statement, movement or mention, and who stands for it."""

    on: str
    by: str
    date: date
    decision: str
    reason: str = ""
    second_reader: str = ""
