"""All readers by format: where each kind of file is read, and the source it is cited as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from geo_osint.files import streams
from geo_osint.files.streams import OnShare, Stream
from geo_osint.gazetteer.importing import geonames
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.store.entries import Done, Entry
from geo_osint.model import Source

SOURCES: Mapping[str, Callable[[Options], Source]] = {
    "geonames": lambda _: geonames.SOURCE,
    "alternates": lambda _: geonames.SOURCE,
}
"""Format -> what its places are cited as."""

STREAMED: Mapping[str, Callable[[Stream, Options], Iterator[Entry]]] = {
    "geonames": geonames.places,
    "alternates": geonames.alternates,
}
"""Formats that are read from a stream, line by line."""

BY_PATH: Mapping[str, Callable[[Path, Options], Iterator[Entry]]] = {}
"""Formats that a library reads from a file by itself."""


def entries(
    format: str, path: Path, member: str, options: Options, on_share: OnShare
) -> Iterator[Entry]:
    """Read a file in the way of its format; the last entry is its digest."""
    if format in BY_PATH:
        yield from BY_PATH[format](path, options)
        yield Done(streams.digest_of(path))
        return
    with streams.streamed(path, member, on_share) as stream:
        yield from STREAMED[format](stream, options)
        yield Done(stream.sha256)
