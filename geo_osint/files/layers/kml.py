"""KML and KMZ: placemarks with their data. No document type, no entity, and no link is followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from xml.parsers import expat

import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.errors import InputError
from geo_osint.files.layers.frames import WGS84, to_wgs84
from geo_osint.files.layers.geojson import columns_of
from geo_osint.files.layers.shapes import MOST_VERTICES, from_geojson
from geo_osint.files.layers.value import Layer

MOST_DEEP = 64
"""Levels of elements; folders in folders of a real file are a dozen."""

LINKS = frozenset(("NetworkLink", "GroundOverlay", "ScreenOverlay", "PhotoOverlay", "Model"))
"""Elements that stand for something elsewhere."""

UNKNOWN = (0.0, 0.0)
"""What GDAL, and so QGIS, writes into KML for a row that has no position."""

_GEOMETRIES = frozenset(("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry"))


class _Element:
    """An element inside a placemark, by its name without namespace."""

    __slots__ = ("attributes", "name", "parts", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.parts: list[_Element] = []
        self.text: list[str] = []

    @property
    def words(self) -> str:
        return "".join(self.text).strip()

    def each(self, *names: str) -> Iterator[_Element]:
        return (part for part in self.parts if part.name in names)

    def below(self, name: str) -> Iterator[_Element]:
        for part in self.parts:
            if part.name == name:
                yield part
            yield from part.below(name)


class _Reader:
    """Collects placemarks while a document passes by; all else is let go."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._depth = 0
        self._open: list[_Element] = []
        self._folders: list[tuple[int, str]] = []
        self._naming = False
        self.placemarks: list[tuple[str, _Element]] = []
        self.links = 0

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate("utf-8", "}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take_text
        try:
            parser.Parse(data, True)
        except expat.ExpatError as fault:
            raise InputError(
                f"{self._name}, line {fault.lineno}: no sound XML ({expat.ErrorString(fault.code)}); save it anew"
            ) from None

    def _refuse_doctype(self, *_: Any) -> None:
        raise InputError(
            f"{self._name}: holds a document type, which KML has not; save it anew without"
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEEP:
            raise InputError(f"{self._name}: nested deeper than {MOST_DEEP} levels; flatten it")
        element = _Element(tag.rpartition("}")[2], attributes)
        self.links += element.name in LINKS
        if self._open:
            self._open[-1].parts.append(element)
            self._open.append(element)
        elif element.name == "Placemark":
            self.placemarks.append((self._folders[-1][1] if self._folders else "", element))
            self._open.append(element)
        elif element.name == "Folder":
            self._folders.append((self._depth, ""))
        self._naming = bool(
            element.name == "name" and self._folders and self._folders[-1][0] == self._depth - 1
        )

    def _end(self, _: str) -> None:
        self._naming = False
        if self._folders and self._folders[-1][0] == self._depth:
            self._folders.pop()
        self._depth -= 1
        if self._open:
            self._open.pop()

    def _take_text(self, text: str) -> None:
        if self._open:
            self._open[-1].text.append(text)
        elif self._naming:
            depth, name = self._folders[-1]
            self._folders[-1] = (depth, name + text)


def read_kml(data: bytes, name: str, title: str) -> tuple[tuple[Layer, ...], tuple[str, ...]]:
    """Read the placemarks of a KML document, a layer for each folder, and say what was not followed.

    Raises
    ------
    InputError
        If it is no sound XML, has a document type, or holds a position that is none.

    Examples
    --------
    >>> (layer,), told = read_kml(b"<kml><Placemark id='a'><name>Raqqa</name><Point><coordinates>39,35.95"
    ...     b"</coordinates></Point></Placemark><NetworkLink/></kml>", "a.kml", "a")
    >>> layer.columns, layer.shapes[0].wkt, told
    ({'name': ['Raqqa']}, 'POINT (39 35.95)', ('a.kml: 1 link or overlay was left out, not followed',))
    """
    reader = _Reader(name)
    reader.read(data)
    folders: dict[str, list[_Element]] = {}
    for folder, placemark in reader.placemarks:
        folders.setdefault(folder.strip() or title, []).append(placemark)
    layers = tuple(_layer(name, folder, held) for folder, held in folders.items())
    return layers, () if not reader.links else (_left_out(name, reader.links),)


def _layer(name: str, folder: str, placemarks: Sequence[_Element]) -> Layer:
    where = [f"{name}, {folder[:40]}, placemark {n}" for n in range(1, len(placemarks) + 1)]
    shapes = [_shape(each, w) for each, w in zip(placemarks, where, strict=True)]
    numbers = [each.attributes.get("id") or n for n, each in enumerate(placemarks, start=1)]
    columns = columns_of([_values(each) for each in placemarks])
    return Layer(folder, columns, numbers, to_wgs84(shapes, WGS84, name))


def _left_out(name: str, links: int) -> str:
    what = "1 link or overlay was" if links == 1 else f"{links} links and overlays were"
    return f"{name}: {what} left out, not followed"


def _values(placemark: _Element) -> dict[str, str]:
    """Give name, description and the extended data, untyped and typed."""
    found = {each.name: each.words for each in placemark.each("name", "description")}
    for data in placemark.below("Data"):
        found[data.attributes.get("name", "")] = next((v.words for v in data.each("value")), "")
    for data in placemark.below("SimpleData"):
        found[data.attributes.get("name", "")] = data.words
    return found


def _shape(placemark: _Element, where: str) -> BaseGeometry | None:
    found = next(placemark.each(*_GEOMETRIES), None)
    return None if found is None else _as_shape(found, where)


def _as_shape(element: _Element, where: str) -> BaseGeometry | None:
    if element.name == "MultiGeometry":
        parts = [_as_shape(each, where) for each in element.each(*_GEOMETRIES)]
        return _together([each for each in parts if each is not None])
    if element.name == "Polygon":
        rings = [
            _positions(line, where)
            for side in ("outerBoundaryIs", "innerBoundaryIs")
            for boundary in element.each(side)
            for line in boundary.each("LinearRing")
        ]
        return from_geojson({"type": "Polygon", "coordinates": rings}, where)
    line = _positions(element, where)
    if element.name == "Point":
        known = [each for each in line if tuple(each[:2]) != UNKNOWN]
        return from_geojson({"type": "Point", "coordinates": known[0]}, where) if known else None
    return from_geojson({"type": "LineString", "coordinates": line}, where)


def _together(parts: Sequence[BaseGeometry]) -> BaseGeometry | None:
    """Put parts of one kind into its multiple; of several kinds into a collection."""
    if len(parts) < 2:
        return next(iter(parts), None)
    flat = [single for each in parts for single in getattr(each, "geoms", (each,))]
    alike = all(a.geom_type == b.geom_type for a, b in pairwise(flat))
    kinds: dict[str, Any] = {
        "Point": shapely.MultiPoint,
        "LineString": shapely.MultiLineString,
        "Polygon": shapely.MultiPolygon,
    }
    made: BaseGeometry = (
        kinds[flat[0].geom_type](flat) if alike else shapely.GeometryCollection(flat)
    )
    return made


def _positions(element: _Element, where: str) -> list[list[float]]:
    text = " ".join(each.words for each in element.each("coordinates"))
    if text.count(",") > 2 * MOST_VERTICES:
        raise InputError(f"{where}: a geometry of more than {MOST_VERTICES:,} points; simplify it")
    try:
        return [[float(part) for part in each.split(",")] for each in text.split()]
    except ValueError:
        raise InputError(f"{where}: {text[:30]!r} are no coordinates; repair the file") from None
