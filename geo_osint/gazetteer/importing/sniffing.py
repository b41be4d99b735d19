"""Which reader takes a file: told by how it begins, not by its name."""

from __future__ import annotations

import re
from pathlib import Path

from geo_osint.errors import InputError
from geo_osint.files import streams
from geo_osint.gazetteer.importing.layers import is_layers

FORMATS = (
    "geonames",
    "alternates",
    "osm",
    "wikidata",
    "cod",
    "workbook",
    "geojson",
    "layers",
    "csv",
)
"""What can be imported."""

ASIDE = ("readme", "iso-languagecodes", "license", "licence", "__macosx", ".ds_store")
"""Members of zips that are no data, by how their names begin, in lower case."""

GEONAMES_ROW = re.compile(rb"\d+\t[^\t\n]*\t[^\t\n]*\t[^\t\n]*\t-?\d[\d.]*\t-?\d[\d.]*\t")
ALTERNATES_ROW = re.compile(rb"\d+\t\d+\t[A-Za-z_-]{0,10}\t[^\t\n]+\t[01]?\t")
OSM_HEADER = re.compile(rb"\0\0..\x0a\x09OSMHeader", re.DOTALL)
WIKIDATA_LINE = re.compile(rb'\s*\[?\s*\{"type":\s*"item"')
WIKIDATA_CELL = re.compile(rb"wikidata\.org/entity/Q\d")
P_CODE = re.compile(rb"p_?code", re.IGNORECASE)
SHEET = b"xl/workbook.xml"
STORE = b"SQLite format 3\0"


def members_with_data(path: Path) -> tuple[str, ...]:
    """List the members of a zip that may hold data; an empty name stands for a file that is no zip.

    A workbook (.xlsx) and a KMZ, which are zips too, count as files.
    """
    if is_layers(path):
        return ("",)
    found = streams.members(path)
    names = [each.name for each in found]
    if not found or SHEET.decode() in names:
        return ("",)
    data = tuple(n for n in names if not n.rpartition("/")[2].lower().startswith(ASIDE))
    if not data:
        raise InputError(f"{path}: holds no data, only {', '.join(names[:3])}")
    return data


def format_of(path: Path, member: str = "") -> str:
    """Tell the format of a file, or of a member of a zip.

    Raises
    ------
    InputError
        If it is none of `FORMATS`, or no data at all.
    """
    if not member and is_layers(path):
        return "layers"
    start = streams.start_of(path, member)
    name = f"{path}, {member}" if member else str(path)
    if start.startswith(STORE):
        raise InputError(
            f"{name}: is a SQLite file; a store is used with --gazetteer, not imported"
        )
    if start.startswith(streams.ZIP):
        return "workbook"
    if OSM_HEADER.match(start):
        return "osm"
    text = start.removeprefix(b"\xef\xbb\xbf")
    if text[:1] in b"[{" and text[:1]:
        return _format_of_json(text, name)
    if GEONAMES_ROW.match(text):
        return "geonames"
    if ALTERNATES_ROW.match(text):
        return "alternates"
    return _format_of_table(text, name)


def _format_of_json(start: bytes, name: str) -> str:
    if b'"FeatureCollection"' in start or b'"Feature"' in start:
        return "geojson"
    if WIKIDATA_LINE.match(start):
        return "wikidata"
    raise InputError(
        f"{name}: JSON of no kind that is known here; give GeoJSON or a dump of Wikidata"
    )


def _format_of_table(start: bytes, name: str) -> str:
    header, _, rows = start.partition(b"\n")
    if b"\0" in start:
        raise InputError(f"{name}: holds binary data of no kind that is known here")
    if P_CODE.search(header):
        return "cod"
    if WIKIDATA_CELL.search(rows):
        return "wikidata"
    if not any(mark in header for mark in b",;\t"):
        raise InputError(
            f"{name}: no table: its first line has no column but one; known are "
            "GeoNames, OSM (.osm.pbf), Wikidata, COD (p-codes), GeoJSON, GeoPackage, KML and CSV"
        )
    return "csv"
