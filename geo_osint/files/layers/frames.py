"""Reference systems that a file names: WGS84 as it is, another one by its EPSG number, and no other."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo_osint.errors import InputError
from geo_osint.files.layers.value import Shapes

if TYPE_CHECKING:
    from pyproj import Transformer

WGS84 = 4326

_LIKE_WGS84 = re.compile(
    r"(?:urn:ogc:def:crs:OGC:[\d.]*:CRS84|OGC:CRS84|CRS84|WGS ?84)", re.IGNORECASE
)
_EPSG = re.compile(r"(?:urn:(?:ogc|x-ogc):def:crs:)?EPSG:(?:[\d.]*:)?(\d{4,6})", re.IGNORECASE)


def epsg_of(name: str, where: str) -> int:
    """Tell the EPSG number of a reference system's name.

    Raises
    ------
    InputError
        If it is no name but an address, or one without an EPSG number.

    Examples
    --------
    >>> epsg_of("urn:ogc:def:crs:OGC:1.3:CRS84", "a"), epsg_of("urn:ogc:def:crs:EPSG::32637", "a")
    (4326, 32637)
    >>> epsg_of("EPSG:32637", "a"), epsg_of("urn:ogc:def:crs:EPSG:9.8:3857", "a")
    (32637, 3857)
    """
    if _LIKE_WGS84.fullmatch(name.strip()):
        return WGS84
    if found := _EPSG.fullmatch(name.strip()):
        return int(found[1])
    raise InputError(
        f"{where}: the reference system {name[:60]!r} is not known by an EPSG number; save the layer in EPSG:4326"
    )


def to_wgs84(shapes: Shapes, epsg: int, where: str) -> Shapes:
    """Turn geometries of a reference system into WGS84, longitude first; heights are left out.

    Raises
    ------
    InputError
        If PROJ does not know the number, or a position then lies nowhere on the Earth.
    """
    flat = np.array([*shapes, None], dtype=object)[:-1]
    if shapely.has_z(flat).any() or shapely.has_m(flat).any():
        flat = shapely.force_2d(flat)
    if epsg != WGS84:
        turn = _transformer(epsg, where)
        flat = shapely.transform(
            flat, lambda xy: np.column_stack(turn.transform(xy[:, 0], xy[:, 1]))
        )
    _refuse_outside(flat, where)
    return list(flat)


@cache
def _transformer(epsg: int, where: str) -> Transformer:
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    try:
        return Transformer.from_crs(f"EPSG:{epsg}", f"EPSG:{WGS84}", always_xy=True)
    except ProjError:
        raise InputError(
            f"{where}: EPSG:{epsg} is no reference system that is known; save the layer in EPSG:4326"
        ) from None


def _refuse_outside(shapes: np.ndarray[tuple[int], np.dtype[np.object_]], where: str) -> None:
    found = shapely.get_coordinates(shapes)
    wrong = ~((np.abs(found[:, 0]) <= 180) & (np.abs(found[:, 1]) <= 90))
    if wrong.any():
        lon, lat = found[wrong][0]
        raise InputError(
            f"{where}: {lon:g}, {lat:g} is no longitude and latitude; are the axes swapped, or is the layer in "
            "metres? Save it in EPSG:4326"
        )
