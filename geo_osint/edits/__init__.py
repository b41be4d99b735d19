"""What a colleague changed in QGIS, told as a difference that a person accepts or not.

Three versions are compared: the rows as they were exported (`base`, kept in the GeoPackage), the rows as they
came home (theirs), and the case or gazetteer as it is now (ours). A value that they left alone says nothing, so
that what changed here meanwhile is not undone; where both changed it, that is a conflict. Nothing is applied by
comparing: `into_case` and `into_gazetteer` take the edits that somebody answers for.
"""

from geo_osint.edits.apply_case import fitting_case, into_case
from geo_osint.edits.apply_gazetteer import fitting_gazetteer, into_gazetteer
from geo_osint.edits.difference import compare
from geo_osint.edits.ours import of_case, of_gazetteer
from geo_osint.edits.value import YESES, Answer, Applied, Differences, Edit

__all__ = [
    "YESES",
    "Answer",
    "Applied",
    "Differences",
    "Edit",
    "compare",
    "fitting_case",
    "fitting_gazetteer",
    "into_case",
    "into_gazetteer",
    "of_case",
    "of_gazetteer",
]
