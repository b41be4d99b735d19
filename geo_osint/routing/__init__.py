"""From a movement to a route that never claims more than its evidence.

Until a road network is given, every leg is `assumed`: the geodesic between two places that the
report names, drawn because a reader wants to see where from and where to, not which way.
"""

from geo_osint.routing.assumed import route, stops

__all__ = ["route", "stops"]
