"""GeoPackage, KML and KMZ: the rows of their layers, read like the features of GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo_osint.errors import InputError
from geo_osint.files import streams
from geo_osint.files.layers import Layer, read_layers
from geo_osint.files.layers.geopackage import MAGIC
from geo_osint.gazetteer.importing import geojson, tables
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.store.entries import Entry, Told

PLACES = ("places", "Places · الأماكن")
"""What the layer of places is called in files that geo-osint exported."""

APPLICATION = slice(68, 72)
"""Where a SQLite file says what it is (its header, offset 68)."""


def is_layers(path: Path) -> bool:
    """Tell a GeoPackage, KML or KMZ by how it begins."""
    with streams.regular(path) as file:
        start = file.read(4096)
    if start.startswith(MAGIC):
        return start[APPLICATION] in (b"GPKG", b"GP10", b"GP11")
    if start.startswith(streams.ZIP):
        return any(each.name.lower().endswith(".kml") for each in streams.members(path))
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" and b"<kml" in start


def entries(path: Path, options: Options) -> Iterator[Entry]:
    """Read the layers that have a column for names; of a file with a layer `places`, that one alone.

    Raises
    ------
    InputError
        If the file is damaged, or no layer has one.
    """
    found = read_layers(path)
    yield from map(Told, found.told)
    named = [each for each in found.layers if each.name in PLACES]
    faults = []
    for index, layer in enumerate(named or found.layers, start=1):
        header = list(layer.columns)
        try:
            columns = tables.columns_of([*header, "id"], options, f"{path}, {layer.name}")
        except InputError as fault:
            faults.append(str(fault))
            continue
        yield Told(f"{layer.name}: {tables.told(columns, header)}")
        several = f"{index}-" if len(found.layers) > 1 else ""
        yield from _rows(layer, columns, options, path, several)
    if len(faults) == len(named or found.layers):
        raise InputError(faults[0] if faults else f"{path}: holds no layer; save it anew")
    yield from (Told(f"not read: {fault}") for fault in faults)


def _rows(
    layer: Layer, columns: dict[str, str], options: Options, path: Path, several: str
) -> Iterator[Entry]:
    """Read the rows of one of `several` layers, which may number theirs alike."""
    for row, number in enumerate(layer.numbers):
        properties = {name: values[row] for name, values in layer.columns.items()}
        shape = layer.shapes[row] if layer.shapes is not None else None
        id = f"{several}{number}"
        feature = {"id": id, "properties": properties, "geometry": _geometry(shape)}
        yield from geojson.entry(feature, columns, options, f"{path}, {layer.name}", id)


def _geometry(shape: BaseGeometry | None) -> dict[str, Any] | None:
    """Give a geometry as GeoJSON, a multiple of one part as that part."""
    parts: Sequence[BaseGeometry] = getattr(shape, "geoms", ())
    single = parts[0] if len(parts) == 1 else shape
    return mapping(single) if single is not None else None
