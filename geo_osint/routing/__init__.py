"""From a movement to a route that never claims more than its evidence.

`network` holds roads in columns and `bundled` reads the file of the package; `osm` makes networks of extracts of
OpenStreetMap, `saved` keeps them in files, and `opening` finds a network by its path or its digest; `gates` says what is known of
crossings and bridges on a day; `graph`, `paths` and `snapping` find ways, on what `listed` holds of small networks
and `packed` of large ones (`arcs`); `classes` tells which stretch is forced and which a guess; `anchors`, `legs` and `movements` make a route of a movement; `distances` answers how
long the road between two positions may be; `prisms` where somebody can have been in the time that they took.
Without a network every leg is `assumed`: the geodesic between two
places that the report names.
"""

from geo_osint.routing.anchors import is_region, stops
from geo_osint.routing.bundled import bundled
from geo_osint.routing.circuity import MOST_CIRCUITY, SHORT_M, longest_m
from geo_osint.routing.corridors import corridor, corridor_words
from geo_osint.routing.distances import road_range_m
from geo_osint.routing.movements import route
from geo_osint.routing.network import Network
from geo_osint.routing.opening import open_network, opened
from geo_osint.routing.prisms import path_area_words, path_areas
from geo_osint.routing.wording import listed as passages

__all__ = [
    "MOST_CIRCUITY",
    "SHORT_M",
    "Network",
    "bundled",
    "corridor",
    "corridor_words",
    "is_region",
    "longest_m",
    "open_network",
    "opened",
    "passages",
    "path_area_words",
    "path_areas",
    "road_range_m",
    "route",
    "stops",
]
