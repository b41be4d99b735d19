"""Which reader takes a file: told by how it begins, never by a driver that tries them all."""

from __future__ import annotations

from pathlib import Path

from geo_osint import files
from geo_osint.errors import InputError
from geo_osint.files import streams
from geo_osint.files.layers.geojson import read_geojson
from geo_osint.files.layers.geopackage import MAGIC, read_geopackage
from geo_osint.files.layers.kml import read_kml
from geo_osint.files.layers.table import read_table
from geo_osint.files.layers.value import LayerFile

MAX_BYTES = 256 * 1024 * 1024
"""Of a file that is read whole: 100,000 features of a hundred columns have fewer."""

KNOWN = "GeoJSON, GeoPackage, CSV, KML and KMZ"

TABLES = (".csv", ".tsv", ".txt")
LAYERS = (".kml", ".geojson", ".json", *TABLES)
"""Endings of what is read out of an archive; `doc.kml` of a KMZ is one of them."""


def read_layers(path: Path) -> LayerFile:
    """Read the layers of a file, in WGS84, longitude first.

    Raises
    ------
    InputError
        If it is missing, too large, damaged, or of a kind that is not read: one that only points elsewhere
        (a VRT, a service), an archive that unpacks to far more than it says.
    """
    with streams.regular(path) as file:
        start = file.read(512)
    if start.startswith(MAGIC):
        return read_geopackage(path)
    if start.startswith(streams.ZIP):
        return _out_of_archive(path)
    _refuse_large(path.stat().st_size, str(path))
    return _of_bytes(files.read_bytes(path, MAX_BYTES), path.name, str(path), path.stem)


def _out_of_archive(path: Path) -> LayerFile:
    """Read the one layer of a KMZ or another zip; what else it holds are pictures and styles."""
    inside = [each for each in streams.members(path) if each.name.lower().endswith(LAYERS)]
    first = next((each for each in inside if each.name.lower() == "doc.kml"), None)
    if not inside or (len(inside) > 1 and first is None):
        raise InputError(
            f"{path}: holds {len(inside)} layers that can be read; unpack it and give one of them"
        )
    member = first or inside[0]
    _refuse_large(member.size, f"{path}, {member.name[:60]}")
    with streams.streamed(path, member.name) as stream:
        data = b"".join(stream.pieces())
    return _of_bytes(data, member.name, f"{path}, {member.name}", path.stem)


def _refuse_large(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise InputError(f"{name}: larger than {MAX_BYTES // 1024**2} MB; give a part of it")


def _of_bytes(data: bytes, file: str, name: str, title: str) -> LayerFile:
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    sha256 = files.sha256(data)
    if start[:1] == b"{":
        return LayerFile(
            name, "GeoJSON", sha256, (read_geojson(files.decode(data, name), name, title),)
        )
    if start[:1] == b"<":
        if b"<kml" not in data[:4096]:
            raise InputError(
                f"{name}: XML that is no KML; only {KNOWN} are read, and none that points elsewhere"
            )
        layers, told = read_kml(files.decode(data, name).encode(), name, title)
        return LayerFile(name, "KML", sha256, layers, told=told)
    if file.lower().endswith(TABLES):
        return LayerFile(name, "CSV", sha256, (read_table(files.decode(data, name), name, title),))
    raise InputError(
        f"{name}: of a kind that is not read; save the layer as GeoPackage, GeoJSON, CSV or KML"
    )
