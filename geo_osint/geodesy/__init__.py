"""The only module that measures: sets on the WGS84 ellipsoid, metres and degrees.

One ellipsoid and one algorithm (Karney 2013, through PROJ) serve every figure of the house; its
error is below a millionth of a metre. Coordinates are checked where they are made, because PROJ
answers 0 or NaN for impossible ones.

`points` single positions and discs; `arrays` many at once; `footprints` what is wide: points,
lines and areas with a reach; `ranges` how near and how far two footprints are; `bearings` in which
directions one lies from the other; `regions` the outlines of where a statement would hold;
`lens` what lies between two positions; `equidistant` a plane to draw on; `ellipses` where a way of some length can have led;
`enclosing` the smallest circle around an area; `sides` where a position lies with regard to a line
or an area.
"""

from geo_osint.geodesy.arrays import disc_ranges_m, inverse
from geo_osint.geodesy.bearings import bearings
from geo_osint.geodesy.ellipses import ellipse
from geo_osint.geodesy.enclosing import smallest_circle
from geo_osint.geodesy.equidistant import Equidistant, stretch_at
from geo_osint.geodesy.footprints import Footprint
from geo_osint.geodesy.lens import lens
from geo_osint.geodesy.points import (
    CIRCLE_POINTS,
    azimuth_deg,
    between_discs,
    destination,
    distance_m,
    distances_m,
    edges_to_centres,
    geodesic,
    line_length_m,
    ring,
    second_distance_m,
)
from geo_osint.geodesy.ranges import distance_range
from geo_osint.geodesy.regions import annulus, area_m2, buffer, corridor, disc, sector, side
from geo_osint.geodesy.sides import course_deg, cut_at, encloses, side_of
from geo_osint.geodesy.wrapping import connected, cut

__all__ = [
    "CIRCLE_POINTS",
    "Equidistant",
    "Footprint",
    "annulus",
    "area_m2",
    "azimuth_deg",
    "bearings",
    "between_discs",
    "buffer",
    "connected",
    "corridor",
    "course_deg",
    "cut",
    "cut_at",
    "destination",
    "disc",
    "disc_ranges_m",
    "distance_m",
    "distance_range",
    "distances_m",
    "edges_to_centres",
    "ellipse",
    "encloses",
    "geodesic",
    "inverse",
    "lens",
    "line_length_m",
    "ring",
    "second_distance_m",
    "sector",
    "side",
    "side_of",
    "smallest_circle",
    "stretch_at",
]
