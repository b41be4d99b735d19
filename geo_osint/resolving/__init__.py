"""What the names in a report mean: one place, several, or none, each with its reasons in words.

Method: each place that bears a name gathers evidence from the text around it. The weights are
judgements, ordered by how hard the evidence is to explain away, and a place is only chosen when it
leads by a clear margin; else the name stays ambiguous and all bearers are kept. Nothing here
measures the statement that is to be checked: a place is never chosen because a distance would fit.
"""

from geo_osint.resolving.settling import near_misses, nearest_names, settle
from geo_osint.resolving.weighing import resolve

__all__ = ["near_misses", "nearest_names", "resolve", "settle"]
