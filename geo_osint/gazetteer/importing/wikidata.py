"""Wikidata: the JSON dump, one item a line, and the CSV of a query.

Only items with a coordinate on the Earth are places. Of several, those of the best rank count, each as a position. The
precision is the one that the item tells; where it tells none, whole arc minutes are assumed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from geo_osint.errors import InputError
from geo_osint.files.streams import Stream
from geo_osint.gazetteer.importing import cleaning, tables
from geo_osint.gazetteer.importing.kinds import UNKNOWN
from geo_osint.gazetteer.importing.kinds import tables as kind_tables
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.importing.tables import Cited
from geo_osint.gazetteer.store.entries import Dropped, Entry, Listed, Told, rejected
from geo_osint.model import Attribute, Place, PlaceName, Position, Source

SOURCE = Source("wikidata", "Wikidata", licence="CC0 1.0", url="https://www.wikidata.org/")

COORDINATE, INSTANCE_OF, COUNTRY, WITHIN, GEONAMES_ID, POPULATION = (
    "P625", "P31", "P17", "P131", "P1566", "P1082",
)  # fmt: skip
EARTH = "http://www.wikidata.org/entity/Q2"
UNKNOWN_STEP_DEG = 1 / 60
FIRST_LANGUAGES = ("en", "ar", "ku", "ckb", "tr", "fa", "he", "fr", "de", "ru")
"""Of labels that are written alike in many languages the first of these is kept."""

_ITEM = re.compile(r"Q\d+")
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)


def entries(stream: Stream, options: Options) -> Iterator[Entry]:
    """Read items, or the rows of a query, whichever the file holds."""
    lines = stream.lines()
    first = next(lines, "")
    if isinstance(first, str) and first.lstrip()[:1] in ("[", "{"):
        yield from _items(first, lines, stream.name)
    else:
        yield from _query(first, lines, stream.name, options)


def _items(first: str, lines: Iterator[str | bytes], name: str) -> Iterator[Entry]:
    yield from _item_entry(first.strip().removeprefix("["), f"{name}, line 1")
    for number, line in enumerate(lines, start=2):
        where = f"{name}, line {number}"
        if isinstance(line, bytes):
            yield rejected(where, "not UTF-8", line)
        else:
            yield from _item_entry(line.strip(), where)


def _item_entry(line: str, where: str) -> Iterator[Entry]:
    text = line.removesuffix(",").removesuffix("]").removesuffix(",")
    if not text:
        return
    if f'"{COORDINATE}"' not in text:
        yield Dropped("items without coordinates")
        return
    try:
        yield from _item(json.loads(text))
    except InputError as fault:
        yield rejected(where, str(fault), text)
    except MALFORMED:
        yield rejected(where, "is no item of a dump", text)


def _item(item: dict[str, Any]) -> Iterator[Entry]:
    if not _ITEM.fullmatch(item["id"]):
        raise InputError(f"{item['id'][:20]!r} is no item")
    claims = item["claims"]
    names = _names(item)
    positions = tuple(
        _position(value) for value in _values(claims, COORDINATE) if value["globe"] == EARTH
    )
    if not positions:
        yield Dropped("items without coordinates on the Earth")
        return
    if not names:
        raise InputError("has no usable label")
    geonameids = [str(value) for value in _values(claims, GEONAMES_ID)[:1]]
    yield Listed(
        Place(
            id=f"wikidata:{item['id']}",
            names=names,
            kind=_kind(claims),
            countries=_countries(claims),
            within=tuple(f"wikidata:{each}" for each in _ids(claims, WITHIN)),
            positions=tuple(dict.fromkeys(positions)),
            attributes=(
                *(
                    Attribute("geonameid", each, "", SOURCE.key)
                    for each in geonameids
                    if each.isdigit()
                ),
                *_population(claims),
            ),
        )
    )


def _values(claims: Mapping[str, Any], property: str) -> list[Any]:
    """Give the values of a property's statements of the best rank; deprecated ones never."""
    standing = [each for each in claims.get(property, ()) if each["rank"] != "deprecated"]
    preferred = [each for each in standing if each["rank"] == "preferred"]
    snaks = (each["mainsnak"] for each in preferred or standing)
    return [snak["datavalue"]["value"] for snak in snaks if snak["snaktype"] == "value"]


def _ids(claims: Mapping[str, Any], property: str) -> list[str]:
    found = (str(value["id"]) for value in _values(claims, property))
    return [each for each in dict.fromkeys(found) if _ITEM.fullmatch(each)]


def _position(value: Mapping[str, Any]) -> Position:
    step = float(value.get("precision") or UNKNOWN_STEP_DEG)
    if not 0 < step <= 1:
        step = UNKNOWN_STEP_DEG
    return cleaning.position(value["longitude"], value["latitude"], SOURCE.key, step)


def _kind(claims: Mapping[str, Any]) -> str:
    table = kind_tables()["wikidata"]
    return next((table[each] for each in _ids(claims, INSTANCE_OF) if each in table), UNKNOWN)


def _countries(claims: Mapping[str, Any]) -> tuple[str, ...]:
    table = kind_tables()["wikidata_countries"]
    return tuple(table[each] for each in _ids(claims, COUNTRY) if each in table)


def _population(claims: Mapping[str, Any]) -> tuple[Attribute, ...]:
    digits = [str(value["amount"]).lstrip("+") for value in _values(claims, POPULATION)]
    told = [each for each in digits if each.isdigit() and int(each[:18])]
    return (Attribute("population", told[0], "", SOURCE.key),) if told else ()


def _names(item: Mapping[str, Any]) -> tuple[PlaceName, ...]:
    """Give labels as main names and aliases as variants, each spelling once."""
    labels, aliases = item.get("labels") or {}, item.get("aliases") or {}
    told = [(code, "main", each["value"]) for code, each in _ranked(labels)]
    told += [(code, "variant", each["value"]) for code, row in _ranked(aliases) for each in row]
    names: dict[str, PlaceName] = {}
    for code, role, written in told:
        text = cleaning.clean(written)
        if text and text not in names and not cleaning.fault_of(text):
            names[text] = cleaning.name(text, cleaning.language_code(code), role, SOURCE.key)
    return tuple(names.values())


def _ranked(by_language: Mapping[str, Any]) -> list[tuple[str, Any]]:
    first = {code: at for at, code in enumerate(FIRST_LANGUAGES)}
    return sorted(by_language.items(), key=lambda each: (first.get(each[0], len(first)), each[0]))


def _query(
    first: str | bytes, lines: Iterator[str | bytes], name: str, options: Options
) -> Iterator[Entry]:
    """Read the CSV of a query: an item, its labels, its coordinate as Point(lon lat), a row each."""
    rows = tables.rows_of(first, lines, name)
    header = next(rows)[1]
    columns = tables.columns_of(header, options, name)
    yield Told(tables.told(columns, header))
    cited = Cited(SOURCE.key, SOURCE.key)
    for number, cells in rows:
        row = dict(zip(header, cells, strict=False))
        where = f"{name}, line {number}"
        if any(cells) and not _ITEM.search(row.get(columns.get("id", ""), "")):
            yield rejected(where, "has no item of Wikidata", ",".join(cells))
        elif any(cells):
            yield from tables.listed(row, columns, options, cited, where, str(number))
