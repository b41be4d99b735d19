"""GeoNames: `XX.txt`, `allCountries.txt`, `citiesN.txt`, and `alternateNamesV2.txt`.

Columns after the readme of the download server (https://download.geonames.org/export/dump/). The name
of a row is the one its map shows, in Latin letters, of a language that is not told. Coordinates count
as five decimals, since trailing zeros are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo_osint.errors import InputError
from geo_osint.files.streams import Stream
from geo_osint.gazetteer.importing import cleaning, kinds
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.store.entries import Added, Dropped, Entry, Listed, rejected
from geo_osint.model import Attribute, Place, PlaceName, Source

SOURCE = Source(
    "geonames",
    "GeoNames geographical database",
    licence="CC BY 4.0",
    url="https://www.geonames.org/",
)

COLUMNS = 19
STEP_DEG = 1e-5

KIND_OF_CLASS = {"P": "PPL", "A": "ADMD"}
"""Where a row has no feature code: by its class."""

_KIND = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_COUNTRY = re.compile(r"[A-Z]{2}")

AREA_LEVELS = {
    "PCLI": 0,
    "PCL": 0,
    "PCLD": 0,
    "PCLS": 0,
    "TERR": 0,
    "ADM1": 1,
    "ADM2": 2,
    "ADM3": 3,
    "ADM4": 4,
}
"""Feature codes of rows that stand for an area, with how many admin codes name it beside the country's."""

NOT_SET = ("", "00")
"""How an admin code says that there is none."""


def places(stream: Stream, options: Options) -> Iterator[Entry]:
    """Read rows of places; the column of alternate names only where no file of them is given too."""
    for number, line in enumerate(stream.lines(), start=1):
        if not line:
            continue
        where = f"{stream.name}, line {number}"
        row = line.split("\t") if isinstance(line, str) else []
        if len(row) != COLUMNS or not (row[0].isascii() and row[0].isdigit()):
            yield rejected(where, _why_no_row(line, row), line)
            continue
        try:
            listed = _listed(row)
        except InputError as fault:
            yield rejected(where, str(fault), line)
            continue
        if options.alternates_given or not row[3]:
            yield listed
        else:
            yield from _with_alternates(listed, row[3])


def _why_no_row(line: str | bytes, row: list[str]) -> str:
    if isinstance(line, bytes):
        return "not UTF-8"
    if len(row) != COLUMNS:
        return f"has {len(row)} columns, not {COLUMNS}"
    return "its geonameid is no number"


def _listed(row: list[str]) -> Listed:
    text = cleaning.clean(row[1])
    # a main name of two scripts is still the name on the map
    if (fault := cleaning.fault_of(text)) and fault != cleaning.MIXED:
        raise InputError(f"its name is unusable: {fault}")
    countries = tuple(
        dict.fromkeys(c for c in (row[8], *row[9].split(",")) if _COUNTRY.fullmatch(c))
    )
    kind = row[7] if _KIND.fullmatch(row[7]) else KIND_OF_CLASS.get(row[6], kinds.UNKNOWN)
    at = cleaning.position(row[5], row[4], SOURCE.key, STEP_DEG, cleaning.date_of(row[18]))
    lies_in, stands_for = _areas(kind, row)
    place = Place(
        id=f"geonames:{int(row[0])}",
        names=(cleaning.name(text, "und", "main", SOURCE.key),),
        kind=kind,
        countries=countries,
        positions=(at,),
        attributes=_population(row[14]),
    )
    return Listed(place, lies_in, stands_for)


def _population(digits: str) -> tuple[Attribute, ...]:
    told = digits.isascii() and digits.isdigit() and int(digits[:18])
    return (Attribute("population", digits, "", SOURCE.key),) if told else ()


def _areas(kind: str, row: list[str]) -> tuple[str, str]:
    """Give the code of the area a row lies in, and of the area it stands for, if it is one."""
    codes = [row[8]]
    for code in row[10:14]:
        if code in NOT_SET or "." in code:
            break
        codes.append(code)
    if not row[8]:
        return "", ""
    level = AREA_LEVELS.get(kind, -1)
    if 0 <= level < len(codes):
        return ".".join(codes[:level]), ".".join(codes[: level + 1])
    return ".".join(codes), ""


def _with_alternates(listed: Listed, column: str) -> Iterator[Entry]:
    place = listed.place
    country = place.countries[0] if place.countries else ""
    seen = {place.names[0].text}
    names = list(place.names)
    for each in column.split(","):
        text = cleaning.clean(each)
        if text in seen or not text:
            continue
        seen.add(text)
        if fault := cleaning.fault_of(text):
            yield Dropped(fault)
            continue
        script = cleaning.script_of(text)
        language = cleaning.language_of(text, script, country)
        first = language != "und" and all(name.language != language for name in names)
        names.append(PlaceName(text, language, script, "main" if first else "variant", SOURCE.key))
    whole = Place(
        place.id,
        tuple(names),
        place.kind,
        place.countries,
        positions=place.positions,
        attributes=place.attributes,
    )
    yield Listed(whole, listed.lies_in, listed.stands_for)


ALTERNATE_COLUMNS = (8, 10)
"""Columns of `alternateNamesV2.txt`, which has from and to, and of the older file, which has not."""

CODES = frozenset(
    ["post", "link", "iata", "icao", "faac", "tcid", "abbr", "wkdt", "unlc", "phon", "piny"]
)
"""What stands in the column of languages for things that are no names: postcodes, addresses, links."""

ROLES = ((7, "former"), (6, "local"), (4, "main"))
"""Column of a flag -> the role it gives, the first that is set; else a variant."""


def alternates(stream: Stream, _: Options) -> Iterator[Entry]:
    """Read rows of alternate names."""
    for number, line in enumerate(stream.lines(), start=1):
        if not line:
            continue
        row = line.split("\t") if isinstance(line, str) else []
        if len(row) not in ALTERNATE_COLUMNS or not (row[1].isascii() and row[1].isdigit()):
            what = "not UTF-8" if isinstance(line, bytes) else "is no row of alternate names"
            yield rejected(f"{stream.name}, line {number}", what, line)
            continue
        yield _alternate(row)


def _alternate(row: list[str]) -> Entry:
    if row[2] in CODES:
        return Dropped("codes and links among the names")
    text = cleaning.clean(row[3])
    if fault := cleaning.fault_of(text):
        return Dropped(fault)
    role = next((role for column, role in ROLES if row[column] == "1"), "variant")
    since, until = (cleaning.date_of(each) for each in row[8:10]) if len(row) > 8 else ("", "")
    language = cleaning.language_code(row[2])
    script = cleaning.script_of(text)
    name = PlaceName(text, language, script, role, SOURCE.key, since, until)
    return Added(f"geonames:{int(row[1])}", name)
