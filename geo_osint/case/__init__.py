"""The case: reports, readings, the places as they were then, and what the analyst made of them.

A case is a folder; its heart `NAME.case.toml` is one file that a person reads, corrects and signs.
`compose` makes a case of fresh readings, `read_again` brings others in beside a person's work, `load` and `save` move it from and to its folder,
`snapshot` picks the places it needs from a gazetteer.
"""

from geo_osint.case.again import Again, Outcome, read_again
from geo_osint.case.compose import compose, mentions_of, refreshed, snapshot
from geo_osint.case.file import (
    FORMAT,
    SEAL,
    amend,
    dumps,
    find_case,
    keep_places,
    load,
    reviewed,
    save,
)
from geo_osint.case.merge import Conflict, Difference, Merged, bring_in
from geo_osint.case.reprints import refuse_changed
from geo_osint.case.review import Pin, decide, pin
from geo_osint.case.saved import SavedReview, as_review, read_review
from geo_osint.case.value import Case, GazetteerUsed, Review, RoadsUsed, Rounding

__all__ = [
    "FORMAT",
    "SEAL",
    "Again",
    "Case",
    "Conflict",
    "Difference",
    "GazetteerUsed",
    "Merged",
    "Outcome",
    "Pin",
    "Review",
    "RoadsUsed",
    "Rounding",
    "SavedReview",
    "amend",
    "as_review",
    "bring_in",
    "compose",
    "decide",
    "dumps",
    "find_case",
    "keep_places",
    "load",
    "mentions_of",
    "pin",
    "read_again",
    "read_review",
    "refreshed",
    "refuse_changed",
    "reviewed",
    "save",
    "snapshot",
]
