"""The values the whole house speaks in: frozen, checked on construction, free of any library.

`sets` what is possible and what is stated; `places` where things are and who says so; `readings`
what a report says; `findings` how the two relate; `routes` how something may have moved. Units and
axis order stand in the names: metres, degrees, lon-lat on WGS84, `[start, end)` in code points.
"""

from geo_osint.model.findings import (
    LIMIT,
    Answers,
    Breakdown,
    Finding,
    Hypothesis,
    ReadingResult,
    Verdict,
)
from geo_osint.model.places import (
    NAME_ROLES,
    Attribute,
    Confusion,
    Estimate,
    LonLat,
    Place,
    PlaceName,
    Position,
    Shape,
    Source,
)
from geo_osint.model.readings import (
    Candidate,
    Count,
    DateReading,
    Decision,
    Header,
    Mention,
    Movement,
    Quantity,
    Reading,
    Report,
    Resolution,
    Span,
    Statement,
    StatementKind,
)
from geo_osint.model.routes import (
    Anchor,
    Leg,
    LegEnd,
    NetworkUsed,
    Passage,
    Route,
    Segment,
    SegmentClass,
)
from geo_osint.model.sets import Interval, IntervalSet, LabelSet
from geo_osint.model.text import Bilingual

__all__ = [
    "LIMIT",
    "NAME_ROLES",
    "Anchor",
    "Answers",
    "Attribute",
    "Bilingual",
    "Breakdown",
    "Candidate",
    "Confusion",
    "Count",
    "DateReading",
    "Decision",
    "Estimate",
    "Finding",
    "Header",
    "Hypothesis",
    "Interval",
    "IntervalSet",
    "LabelSet",
    "Leg",
    "LegEnd",
    "LonLat",
    "Mention",
    "Movement",
    "NetworkUsed",
    "Passage",
    "Place",
    "PlaceName",
    "Position",
    "Quantity",
    "Reading",
    "ReadingResult",
    "Report",
    "Resolution",
    "Route",
    "Segment",
    "SegmentClass",
    "Shape",
    "Source",
    "Span",
    "Statement",
    "StatementKind",
    "Verdict",
]
