"""All readers by format: where each kind of file is read, and the source it is cited as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from geo_osint.errors import InputError
from geo_osint.files import streams
from geo_osint.files.streams import OnShare, Stream
from geo_osint.gazetteer.importing import cod, geojson, geonames, layers, osm, tables, wikidata
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.store.entries import Done, Entry
from geo_osint.model import Source


def _as_told(options: Options) -> Source:
    return Source(options.key, options.title, licence=options.licence, url=options.url)


SOURCES: Mapping[str, Callable[[Options], Source]] = {
    "geonames": lambda _: geonames.SOURCE,
    "alternates": lambda _: geonames.SOURCE,
    "osm": lambda _: osm.SOURCE,
    "wikidata": lambda _: wikidata.SOURCE,
    "cod": lambda _: cod.SOURCE,
    "workbook": lambda _: cod.SOURCE,
    "geojson": _as_told,
    "layers": _as_told,
    "csv": _as_told,
}
"""Format -> what its places are cited as."""

STREAMED: Mapping[str, Callable[[Stream, Options], Iterator[Entry]]] = {
    "geonames": geonames.places,
    "alternates": geonames.alternates,
    "wikidata": wikidata.entries,
    "cod": cod.entries,
    "csv": tables.entries,
}
"""Formats that are read from a stream, line by line."""

BY_PATH: Mapping[str, Callable[[Path, Options], Iterator[Entry]]] = {
    "osm": osm.entries,
    "workbook": cod.workbook,
    "geojson": geojson.entries,
    "layers": layers.entries,
}
"""Formats that are read from a file of their own."""


def entries(
    format: str, path: Path, member: str, options: Options, on_share: OnShare
) -> Iterator[Entry]:
    """Read a file in the way of its format; the last entry is its digest.

    Raises
    ------
    InputError
        If it is damaged, or packed where it cannot be read from an archive.
    """
    if format in BY_PATH:
        if member:
            raise InputError(
                f"{path}, {member}: unpack it first; {format} is not read out of a zip"
            )
        yield from BY_PATH[format](path, options)
        yield Done(streams.digest_of(path))
        return
    with streams.streamed(path, member, on_share) as stream:
        yield from STREAMED[format](stream, options)
        yield Done(stream.sha256)
