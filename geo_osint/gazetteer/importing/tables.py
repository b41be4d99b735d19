"""Rows of tables with columns of any name: CSV, results of a Wikidata query, properties of GeoJSON.

Which column holds what is guessed from its name where nobody told it, and the guess is told.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from geo_osint.errors import InputError
from geo_osint.files.streams import Stream
from geo_osint.gazetteer.importing import cleaning
from geo_osint.gazetteer.importing.kinds import UNKNOWN, kind_of_word
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.store.entries import Dropped, Entry, Listed, Told, rejected
from geo_osint.model import Attribute, Place, PlaceName, Position

GUESSES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "placeid", "item", "uid", "code", "fid", "objectid"),
    "name": ("name", "placename", "toponym", "title", "label", "itemlabel", "nom", "اسم", "الاسم"),
    "name_en": ("nameen", "englishname", "nameenglish", "english", "itemlabelen", "labelen", "latinname"),
    "name_ar": ("namear", "arabicname", "namearabic", "arabic", "itemlabelar", "labelar", "ar", "الاسمالعربي"),
    "other_names": ("othernames", "altnames", "alternatenames", "aliases", "altname", "alternativenames"),
    "lat": ("lat", "latitude", "latdd", "y", "pointy", "latitudey", "latdeg", "ycoord"),
    "lon": ("lon", "lng", "long", "longitude", "londd", "x", "pointx", "longitudex", "londeg", "xcoord"),
    "point": ("coord", "coords", "coordinate", "coordinates", "coordinatelocation", "location", "wkt", "geom"),
    "kind": ("kind", "featurecode", "fcode", "type", "class", "category", "placetype"),
    "country": ("country", "countrycode", "iso2", "cc", "iso", "admin0"),
    "population": ("population", "pop"),
}  # fmt: skip
"""Our column -> what others call it, letters and digits only, the likeliest first."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.-]*")
_WIKIDATA = re.compile(r"wikidata\.org/entity/(Q\d+)")
_POINT = re.compile(r"Point\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
_COUNTRY = re.compile(r"[A-Z]{2}")
_PLAIN = re.compile(r"[\W_]+")
SEPARATORS = re.compile(r"[;|]")
DELIMITERS = ",;\t|"
REPLACED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Cited:
    """The source that rows are cited as, and what starts their ids."""

    key: str
    prefix: str


def entries(stream: Stream, options: Options) -> Iterator[Entry]:
    """Read the rows of a CSV file whose first line names the columns."""
    rows = records(stream)
    header = next(rows, (0, []))[1]
    columns = columns_of(header, options, stream.name)
    yield Told(told(columns, header))
    cited = Cited(options.key, options.prefix)
    for number, cells in rows:
        if not any(cells):
            continue
        where = f"{stream.name}, line {number}"
        row = dict(zip(header, cells, strict=False))
        if any(REPLACED in cell for cell in cells):
            yield rejected(where, "not UTF-8", ",".join(cells))
        elif len(cells) > len(header):
            yield rejected(where, f"has {len(cells)} columns, not {len(header)}", ",".join(cells))
        else:
            yield from listed(row, columns, options, cited, where, str(number))


def records(stream: Stream) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a CSV file as text, with the line each ends on; no cell is taken for a number.

    Raises
    ------
    InputError
        If a cell is longer than any of a table: a quotation mark that is not closed.
    """
    lines = stream.lines()
    return rows_of(next(lines, ""), lines, stream.name)


def rows_of(
    first: str | bytes, lines: Iterator[str | bytes], name: str
) -> Iterator[tuple[int, list[str]]]:
    """Give rows as `records` does, of lines whose first one was taken already."""
    delimiter = max(DELIMITERS, key=_text(first).count)
    texts = (_text(line) + "\n" for line in chain([first], lines))
    reader = csv.reader(texts, delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as fault:
        raise InputError(
            f"{name}, line {reader.line_num}: no row of a table ({fault}); is a quotation mark "
            "not closed?"
        ) from None


def _text(line: str | bytes) -> str:
    text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
    return text.replace("\0", REPLACED)


def columns_of(header: Sequence[str], options: Options, name: str) -> dict[str, str]:
    """Map our columns to those of a table: as told, else by their names.

    Raises
    ------
    InputError
        If a column that was told is not there, or none can hold the name.
    """
    for ours, theirs in options.columns.items():
        if theirs not in header:
            raise InputError(
                f"{name}: has no column {theirs!r} for {ours}; it has {', '.join(header)[:200]}"
            )
    plain = {_PLAIN.sub("", each).casefold(): each for each in reversed(header)}
    found = dict(options.columns)
    for ours, names in GUESSES.items():
        guess = next((plain[each] for each in names if each in plain), None)
        if ours not in found and guess is not None and guess not in found.values():
            found[ours] = guess
    if not {"name", "name_en", "name_ar"} & found.keys():
        raise InputError(
            f"{name}: which column holds the name? It has {', '.join(header)[:200]}; "
            "say it with --columns name=…"
        )
    return found


def told(columns: Mapping[str, str], header: Sequence[str]) -> str:
    """Say which column was taken for what."""
    pairs = ", ".join(f"{ours}={theirs}" for ours, theirs in columns.items())
    unused = [each for each in header if each not in columns.values()]
    rest = f"; not used: {', '.join(unused[:12])}" if unused else ""
    return f"columns: {pairs}{rest} (say otherwise with --columns)"


def listed(
    row: Mapping[str, str],
    columns: Mapping[str, str],
    options: Options,
    cited: Cited,
    where: str,
    number: str,
) -> Iterator[Entry]:
    """Make a place of a row, or say why it is none."""
    cells = {ours: row.get(theirs) or "" for ours, theirs in columns.items()}
    try:
        names, dropped = _names(cells, options.country, cited.key)
        place = Place(
            id=_id(cells.get("id", ""), number, cited.prefix),
            names=names,
            kind=kind_of_word(cells["kind"]) if cells.get("kind") else UNKNOWN,
            countries=_countries(cells.get("country", ""), options.country),
            positions=position_of(cells, cited.key),
            attributes=_population(cells.get("population", ""), cited.key),
        )
    except InputError as fault:
        yield rejected(where, str(fault), " | ".join(filter(None, row.values())))
        return
    yield from map(Dropped, dropped)
    yield Listed(place)


def _names(
    cells: Mapping[str, str], country: str, source: str
) -> tuple[tuple[PlaceName, ...], list[str]]:
    others = SEPARATORS.split(cells.get("other_names", ""))
    told = [("en", "main", cells.get("name_en", "")), ("ar", "main", cells.get("name_ar", ""))]
    told += [("", "main", cells.get("name", "")), *(("", "variant", each) for each in others)]
    names: dict[str, PlaceName] = {}
    dropped = []
    for language, role, written in told:
        text = cleaning.clean(written)
        if not text or text in names:
            continue
        if fault := cleaning.fault_of(text):
            dropped.append(fault)
            continue
        script = cleaning.script_of(text)
        spoken = language or cleaning.language_of(text, script, country)
        names[text] = PlaceName(text, spoken, script, role, source)
    if not names:
        raise InputError("has no usable name" + (f": {dropped[0]}" if dropped else ""))
    return tuple(names.values()), dropped


def _id(told: str, number: str, prefix: str) -> str:
    if found := _WIKIDATA.search(told):
        return f"wikidata:{found[1]}"
    return f"{prefix}:{told if _ID.fullmatch(told) else number}"


def _countries(told: str, country: str) -> tuple[str, ...]:
    return tuple(filter(None, (told if _COUNTRY.fullmatch(told) else country,)))


def _population(digits: str, source: str) -> tuple[Attribute, ...]:
    whole = digits.partition(".")[0].replace(",", "").replace(" ", "")
    if not (whole.isascii() and whole.isdigit()) or not int(whole[:18]):
        return ()
    return (Attribute("population", whole, "", source),)


def position_of(cells: Mapping[str, str], source: str) -> tuple[Position, ...]:
    """Give the position that a row's cells hold; none where they are empty.

    Raises
    ------
    InputError
        If they hold something else.
    """
    lon, lat = cells.get("lon", ""), cells.get("lat", "")
    if found := _POINT.search(cells.get("point", "")):
        lon, lat = found.groups()
    if not lon and not lat:
        return ()
    return (cleaning.position(lon, lat, source, cleaning.step_of(lon, lat)),)
