"""The one straight line: reports → case → findings → layers → folder.

`reports` reads, `roads` tells by which network, `following` derives all that follows from a case; `folder`
writes that beside the case, `targets` to files that the user names.
"""

from geo_osint.pipeline.folder import OUTPUTS, derive, standing, start
from geo_osint.pipeline.following import Result, check, follow
from geo_osint.pipeline.reports import gazetteer_for, read_reports, reread
from geo_osint.pipeline.roads import PACKAGED, find_roads, network_of, with_roads
from geo_osint.pipeline.targets import FORMATS, draw, export

__all__ = [
    "FORMATS",
    "OUTPUTS",
    "PACKAGED",
    "Result",
    "check",
    "derive",
    "draw",
    "export",
    "find_roads",
    "follow",
    "gazetteer_for",
    "network_of",
    "read_reports",
    "reread",
    "standing",
    "start",
    "with_roads",
]
