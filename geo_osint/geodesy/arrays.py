"""Many geodesics at once: numpy arrays in, numpy arrays out."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

from geo_osint.errors import InputError

GEOD = Geod(ellps="WGS84")
"""The one ellipsoid of the house."""

FARTHEST_M = 20_003_931.458_626
"""Metres from pole to pole, the longest geodesic there is."""

Floats = NDArray[np.float64]


def inverse(
    from_lon_deg: ArrayLike, from_lat_deg: ArrayLike, to_lon_deg: ArrayLike, to_lat_deg: ArrayLike
) -> tuple[Floats, Floats]:
    """Measure geodesics pair by pair: lengths in metres, directions at the start in degrees.

    The four arguments are broadcast against each other, to arrays of one dimension at least. Directions run clockwise from true north
    in [0, 360); they mean nothing where both positions are one, or at a pole.

    Raises
    ------
    InputError
        Naming the first coordinate that is not finite or out of range.

    Examples
    --------
    >>> lengths, directions = inverse(40.45154, 35.01982, [40.576, 40.57583], [35.104, 35.15167])
    >>> lengths.round().tolist(), directions.round(1).tolist()
    ([14701.0, 18505.0], [50.5, 37.7])
    """
    given = np.broadcast_arrays(
        *_checked(from_lon_deg, from_lat_deg), *_checked(to_lon_deg, to_lat_deg)
    )
    from_lon, from_lat, to_lon, to_lat = (np.ascontiguousarray(each) for each in given)
    azimuths, _, lengths = GEOD.inv(from_lon, from_lat, to_lon, to_lat)
    return np.asarray(lengths), np.asarray(azimuths) % 360


def inverse_rows(starts: Floats, ends: Floats) -> tuple[Floats, Floats]:
    """Measure between rows of longitude and latitude known to be good: metres, degrees at `starts`."""
    azimuths, _, lengths = GEOD.inv(starts[:, 0], starts[:, 1], ends[:, 0], ends[:, 1])
    return np.asarray(lengths), np.asarray(azimuths)


def lengths_m(starts: Floats, ends: Floats) -> Floats:
    """Give the lengths alone, as `inverse_rows` measures them."""
    return inverse_rows(starts, ends)[0]


def go(starts: Floats, azimuth_deg: ArrayLike, distance_m: ArrayLike) -> tuple[Floats, Floats]:
    """Go along geodesics: where one comes, as rows of longitude and latitude, and one's heading there.

    One row of `starts`, one direction or one distance serves all.
    """
    lon, lat, azimuths, lengths = (
        np.array(each, float)
        for each in np.broadcast_arrays(starts[:, 0], starts[:, 1], azimuth_deg, distance_m)
    )
    lon, lat, back = GEOD.fwd(lon, lat, azimuths, lengths, inplace=True)
    return np.stack([lon, lat], -1), back + 180


def disc_ranges_m(
    centres_m: ArrayLike, radius_m: ArrayLike, other_radius_m: ArrayLike
) -> tuple[Floats, Floats]:
    """Give the smallest and the largest distance between points of two discs, pair by pair.

    `[max(0, d - r1 - r2), d + r1 + r2]` for centres `d` metres apart, and never more than half way
    around the Earth.

    Raises
    ------
    InputError
        For a radius or a distance that is negative or no number.

    Examples
    --------
    >>> near, far = disc_ranges_m([10_000, 1_000], 1_500, 500)
    >>> near.tolist(), far.tolist()
    ([8000.0, 0.0], [12000.0, 3000.0])
    """
    centres, first, second = (np.asarray(x, float) for x in (centres_m, radius_m, other_radius_m))
    for name, values in (("distance", centres), ("radius", first), ("radius", second)):
        if not np.all(values >= 0):
            wrong = np.atleast_1d(values)[~(np.atleast_1d(values) >= 0)][0]
            raise InputError(f"{name} {wrong} m: not 0 or more; give metres")
    reach = first + second
    return np.maximum(0.0, centres - reach), np.minimum(FARTHEST_M, centres + reach)


def _checked(lon_deg: ArrayLike, lat_deg: ArrayLike) -> tuple[Floats, Floats]:
    return in_range("longitude", lon_deg, 180), in_range("latitude", lat_deg, 90)


def in_range(name: str, values: ArrayLike, limit: float) -> Floats:
    """Refuse what is no coordinate: PROJ answers 0 km for a longitude of 1e300.

    Raises
    ------
    InputError
        Naming the first value that is not finite or beyond the limit.
    """
    array = np.asarray(values, dtype=np.float64)
    wrong = ~(np.abs(array) <= limit)
    if np.any(wrong):
        value = float(np.atleast_1d(array)[np.atleast_1d(wrong)][0])
        if not np.isfinite(value):
            raise InputError(f"{name} {value}: not a number; give decimal degrees")
        raise InputError(f"{name} {value}: not between -{limit} and {limit}; are the axes swapped?")
    return array


def normals(lon_lat_deg: Floats) -> Floats:
    """Give the unit vectors that stand upright on the ellipsoid, row by row: a sphere of directions."""
    lon, lat = np.radians(lon_lat_deg).T
    found = np.empty((len(lon), 3))
    across = np.cos(lat)
    found[:, 0], found[:, 1], found[:, 2] = across * np.cos(lon), across * np.sin(lon), np.sin(lat)
    return found


def on_ellipsoid(upright: Floats) -> Floats:
    """Give the earth-centred coordinates in metres at which unit vectors stand upright, row by row."""
    across = GEOD.a / np.sqrt(1 - GEOD.es * upright[:, 2:] ** 2)
    return across * upright * [1.0, 1.0, 1 - GEOD.es]


def to_ecef(lon_lat_deg: Floats) -> Floats:
    """Give earth-centred coordinates in metres, row by row: chords between them rank distances."""
    return on_ellipsoid(normals(lon_lat_deg))


def below(vector_m: Floats) -> tuple[float, float]:
    """Give longitude and latitude in degrees of the position through which a vector leaves the Earth."""
    x, y, z = vector_m.tolist()
    return (
        math.degrees(math.atan2(y, x)),
        math.degrees(math.atan2(z / (1 - GEOD.es), math.hypot(x, y))),
    )
