"""The point-radius method of georeferencing: a described place as a point and how far off it may be.

Source: Wieczorek, Guo and Hijmans 2004, "The point-radius method for georeferencing locality
descriptions and calculating associated uncertainty", IJGIS 18(8); Chapman and Wieczorek 2020,
"Georeferencing Best Practices" (GBIF), with its Georeferencing Calculator. Contributions add up: they are
not independent errors that cancel out. Metres and degrees; WGS84.
"""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass

from geo_osint import geodesy
from geo_osint.checking.directions import AZIMUTHS_DEG, HALF_WIDTHS_DEG, is_direction
from geo_osint.errors import InputError
from geo_osint.gazetteer.footprint import footprint_of
from geo_osint.geodesy.arrays import GEOD
from geo_osint.model import LonLat, Place, Statement


@dataclass(frozen=True, slots=True)
class Contributions:
    """What makes a described point uncertain, each cause in metres.

    `extent_m` is the distance from the centre of the named place to its farthest edge; `distance_m` the
    precision of the stated distance (half its last step, by the rule of 2020); `coordinates_m` what the
    rounding of the coordinates adds, `datum_m` a datum that is not known, `measurement_m` and `map_m` the
    reading of a distance or a point off a map.

    Raises
    ------
    InputError
        For a contribution that is negative or no number.
    """

    extent_m: float = 0.0
    distance_m: float = 0.0
    coordinates_m: float = 0.0
    datum_m: float = 0.0
    measurement_m: float = 0.0
    map_m: float = 0.0

    def __post_init__(self) -> None:
        for value in astuple(self):
            if not (math.isfinite(value) and value >= 0):
                raise InputError(f"contribution {value} m: not 0 or more; give metres")

    @property
    def sum_m(self) -> float:
        """All of them together, in metres."""
        return math.fsum(astuple(self))


def named_place_m(known: Contributions) -> float:
    """Give the uncertainty of a place by its name alone, in metres: the plain sum.

    Examples
    --------
    >>> round(named_place_m(Contributions(extent_m=3_000, coordinates_m=40, datum_m=79)))
    3119
    """
    return known.sum_m


def distance_only_m(offset_m: float, known: Contributions) -> float:
    """Give the uncertainty of "5 km from X", in metres: the point is X, the distance is part of the sum."""
    return offset_m + known.sum_m


def along_path_m(known: Contributions) -> float:
    """Give the uncertainty of "5 km from X by the river", in metres: the plain sum at the path's point."""
    return known.sum_m


def orthogonal_m(known: Contributions) -> float:
    """Give the uncertainty of "2 km east and 3 km north of X", in metres.

    The precision of the distance counts for both axes at once: times the square root of 2.
    """
    return known.sum_m + (math.sqrt(2) - 1) * known.distance_m


def heading_m(offset_m: float, half_width_deg: float, known: Contributions) -> float:
    """Give the uncertainty of "10 km north-east of X", in metres, around the point due that way.

    Method: the farthest corner of the sector, widened by all contributions `D` but that of the
    coordinates, which is added at the end: `sqrt((d + D - d cos a)^2 + (d sin a)^2)` with `a` half the
    width of the direction (45 degrees for north, 22.5 for north-east, 11.25 for north-north-east).

    Parameters
    ----------
    offset_m
        The stated distance `d`, metres.
    half_width_deg
        `a`, degrees.
    known
        The other contributions.

    Examples
    --------
    >>> round(heading_m(10_000, 22.5, Contributions()))
    3902
    """
    turned = math.radians(half_width_deg)
    widened = known.sum_m - known.coordinates_m
    along = offset_m + widened - offset_m * math.cos(turned)
    return math.hypot(along, offset_m * math.sin(turned)) + known.coordinates_m


def coordinate_precision_m(lat_deg: float, precision_deg: float) -> float:
    """Tell how far a point may be off because its coordinates were rounded, in metres.

    Parameters
    ----------
    lat_deg
        Where, degrees.
    precision_deg
        The step of the coordinates: 0.01 for two decimals, 1/60 for whole minutes.

    Returns
    -------
    float
        The diagonal of the step on the ellipsoid, as the method has it: coordinates may have been
        cut off as well as rounded. (A gazetteer's `precision_m` is half of it: rounded.)

    Examples
    --------
    >>> round(coordinate_precision_m(10.27, 0.01))
    1557
    """
    north, east = degree_lengths_m(lat_deg)
    return precision_deg * math.hypot(north, east)


def degree_lengths_m(lat_deg: float) -> tuple[float, float]:
    """Give the length of a degree of latitude, and of one of longitude, where one is, in metres.

    Method: the radii of curvature of WGS84 in the meridian and, times the cosine, in the prime vertical.
    """
    if not -90 <= lat_deg <= 90:
        raise InputError(f"latitude {lat_deg}: not between -90 and 90; give decimal degrees")
    lat = math.radians(lat_deg)
    root = math.sqrt(1 - GEOD.es * math.sin(lat) ** 2)
    meridian = GEOD.a * (1 - GEOD.es) / root**3
    across = GEOD.a / root * math.cos(lat)
    return math.radians(1) * meridian, math.radians(1) * across


def distance_precision_2004(figure: str) -> float:
    """Give the precision of a printed distance by the rule of 2004, in the unit it is printed in.

    A fraction is precise to its own denominator ("9.5" to a half, "9.75" to a quarter, "9.6" to a
    tenth), a whole number to 1, and multiples of ten to half the ten's power they are a multiple of. The
    rule of 2020, by which statements are read here, is half of that or less (`reading.numbers`).

    Raises
    ------
    InputError
        For what is no plain decimal number.

    Examples
    --------
    >>> [distance_precision_2004(each) for each in ("9", "9.75", "140", "100", "2000")]
    [1.0, 0.25, 5.0, 50.0, 500.0]
    """
    whole, _, decimals = figure.partition(".")
    if not (whole + decimals).isdecimal() or not whole:
        raise InputError(f"{figure!r}: not a plain number; write it like 9, 9.75 or 140")
    if decimals:
        return _FRACTIONS.get(decimals, 10.0 ** -len(decimals))
    zeros = len(whole) - len(whole.rstrip("0"))
    return 0.5 * 10**zeros if zeros and int(whole) else 1.0


_FRACTIONS = {"5": 0.5, "25": 0.25, "75": 0.25}
"""Decimals that people round to -> what one over their denominator is."""


@dataclass(frozen=True, slots=True)
class PointRadius:
    """A described place as georeferencing practice writes it: a point, and how far off it may be."""

    at: LonLat
    radius_m: float
    known: Contributions


def by_heading(statement: Statement, place: Place) -> PointRadius | None:
    """Write "N km direction of Y" as a point and a radius; None for statements of another form.

    The point lies due that way from the reference position of `place`; the radius is `heading_m`. What
    the place is wide and how far its sources disagree count as its extent, the precision of the distance
    by the rule of 2020. A radius from edge to edge or by road is not told by this method.
    """
    quantity, footprint = statement.quantity, footprint_of(place)
    plain = statement.measured_as in ("unstated", "centre") and is_direction(statement.relation)
    if quantity is None or footprint is None or not plain or quantity.hedge not in ("", "about"):
        return None
    offset_m = quantity.value_lo
    if offset_m is None or offset_m != quantity.value_hi or not quantity.printed:
        return None
    known = Contributions(
        extent_m=footprint.extent_m + footprint.spread_m,
        distance_m=quantity.printed.parts[-1].hi - offset_m,
        coordinates_m=footprint.precision_m,
    )
    azimuth_deg = AZIMUTHS_DEG[statement.relation]
    half_width_deg = HALF_WIDTHS_DEG[len(statement.relation.split("_"))]
    at = geodesy.destination(footprint.centre, azimuth_deg, offset_m)
    return PointRadius(at, heading_m(offset_m, half_width_deg, known), known)
