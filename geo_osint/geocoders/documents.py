"""What services answer, read as text from a stranger: each result is taken whole or refused.

geopy's readers are not used: they make (0, 0) of a result without coordinates, and one odd result
takes all others down with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from geo_osint import files
from geo_osint.coordinates.value import at_degrees, step_of
from geo_osint.errors import InputError
from geo_osint.geocoders.services import Service
from geo_osint.geocoders.values import Hit, NoAnswerError
from geo_osint.model import Place, PlaceName, Position
from geo_osint.names import is_arabic

LONGEST_TEXT = 400
"""Characters of a name or an address; the longest real ones have some 200."""

MOST_RESULTS = 50
"""Read of an answer to a question for ten."""

MOST_NAMES = 200
"""Read of one result; a metropolis has names in some 150 languages."""

_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,20})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_FEATURE = re.compile(r"[A-Z0-9]{2,5}")

UNTOLD = "und"
"""ISO 639 for a name whose language nobody told."""


def parse(body: bytes, service: Service) -> Any:
    """Parse the body of an answer as strict JSON.

    Raises
    ------
    NoAnswerError
        If it is none: a page of a captive portal, half an answer, NaN.
    """
    try:
        return files.parse_json(files.decode(body, service.title), service.title)
    except (InputError, RecursionError) as fault:
        if body.lstrip()[:1] == b"<":
            raise NoAnswerError("it answered with a web page, not with results") from None
        raise NoAnswerError(f"what it answered cannot be read ({fault})") from None


def read(document: Any, service: Service) -> tuple[list[Hit], list[str]]:
    """Read the results of an answer, and say which are refused and why.

    Raises
    ------
    NoAnswerError
        If it is not what the service answers with, or an error it tells, or no result is of use.
    """
    records = _LISTS[service.name](document)
    if not isinstance(records, list):
        raise NoAnswerError("what it answered is not a list of results")
    hits: dict[str, Hit] = {}
    refused = []
    for number, record in enumerate(records[:MOST_RESULTS], start=1):
        try:
            hit = _READERS[service.name](_table(record), service)
        except InputError as fault:
            refused.append(f"result {number}: {fault}")
        else:
            hits.setdefault(hit.place.id, hit)
    if refused and not hits:
        raise NoAnswerError(f"none of its results is of use ({refused[0]})")
    return list(hits.values()), refused


def _nominatim_list(document: Any) -> Any:
    if isinstance(document, dict) and "error" in document:
        raise NoAnswerError("it answered with an error of its own")
    return document


def _photon_list(document: Any) -> Any:
    return document.get("features") if isinstance(document, dict) else None


NO_RESULT = 15
"""The one error code of GeoNames that says that there is no such name (webservice-exception.html)."""

_GEONAMES_ERRORS = {
    10: "it does not know your user name, or that is not enabled for web services",
    18: "your user name has used up its day's questions",
    19: "your user name has used up its hour's questions",
    20: "your user name has used up its week's questions",
    22: "it is overloaded",
}


def _geonames_list(document: Any) -> Any:
    status = document.get("status") if isinstance(document, dict) else None
    code = status.get("value") if isinstance(status, dict) else None
    if code == NO_RESULT:
        return []
    if status is not None:
        number = code if isinstance(code, int) else 0
        raise NoAnswerError(_GEONAMES_ERRORS.get(number, f"it answered with an error ({number})"))
    return document.get("geonames") if isinstance(document, dict) else None


_LISTS: Mapping[str, Callable[[Any], Any]] = {
    "nominatim": _nominatim_list,
    "photon": _photon_list,
    "geonames": _geonames_list,
}


def _nominatim(record: dict[str, Any], service: Service) -> Hit:
    told = _table(record.get("namedetails") or {})
    address = _text(record.get("display_name"), "display_name")
    first = record.get("name") or address.partition(",")[0]
    names = list(_osm_names(told, service)) or list(_one_name(first, service))
    tag = (record.get("category") or record.get("class"), record.get("type"))
    country = _table(record.get("address") or {}).get("country_code")
    at = _position(record.get("lat"), record.get("lon"), service)
    return _osm_hit(record, names, at, address, tag, country)


def _photon(record: dict[str, Any], service: Service) -> Hit:
    about = _table(record.get("properties"))
    geometry = _table(record.get("geometry"))
    pair = geometry.get("coordinates")
    if geometry.get("type") != "Point" or not isinstance(pair, list) or len(pair) != 2:
        raise InputError("has no coordinates")
    parts = [about.get(each) for each in ("name", "city", "county", "state", "country")]
    address = ", ".join(dict.fromkeys(_text(each, "address") for each in parts if each))
    names = list(_one_name(about.get("name"), service))
    tag = (about.get("osm_key"), about.get("osm_value"))
    at = _position(pair[1], pair[0], service)
    return _osm_hit(about, names, at, address, tag, about.get("countrycode"))


_OSM_TYPES = {each: each for each in ("node", "way", "relation")} | {
    "N": "node",
    "W": "way",
    "R": "relation",
}


def _osm_hit(
    record: dict[str, Any],
    names: list[PlaceName],
    at: Position,
    address: str,
    tag: tuple[Any, Any],
    country: Any,
) -> Hit:
    type_, number = _OSM_TYPES.get(str(record.get("osm_type"))), _number(record.get("osm_id"))
    if type_ is None:
        raise InputError("has no id of an OpenStreetMap object, so that it could not be cited")
    sort = "=".join(_text(each, "type") for each in tag)
    place = _place(f"osm:{type_}/{number}", names, OSM_KINDS.get(sort, ""), country, at)
    url = f"https://osm.org/{type_}/{number}"
    return Hit(place, address, sort, url)


OSM_KINDS = {
    "place=city": "PPL",
    "place=town": "PPL",
    "place=village": "PPL",
    "place=hamlet": "PPL",
    "place=suburb": "PPLX",
    "place=quarter": "PPLX",
    "place=neighbourhood": "PPLX",
    "aeroway=aerodrome": "AIRP",
    "military=base": "INSM",
    "military=airfield": "AIRB",
    "barrier=border_control": "PSTB",
    "waterway=river": "STM",
    "natural=peak": "MT",
}
"""OpenStreetMap tags whose feature code is beyond doubt; others are "place", with the tag shown."""


def _geonames(record: dict[str, Any], service: Service) -> Hit:
    number = _number(record.get("geonameId"))
    more = record.get("alternateNames")
    told = [_table(each) for each in more] if isinstance(more, list) else []
    main = [record.get("name"), record.get("toponymName")]
    names = [name for each in main for name in _one_name(each, service)]
    for each in told[:MOST_NAMES]:
        names += _one_name(each.get("name"), service, str(each.get("lang")), "variant")
    parts = [record.get(each) for each in ("name", "adminName2", "adminName1", "countryName")]
    address = ", ".join(dict.fromkeys(_text(each, "address") for each in parts if each))
    code = str(record.get("fcode"))
    kind = code if _FEATURE.fullmatch(code) else ""
    at = _position(record.get("lat"), record.get("lng"), service)
    place = _place(f"geonames:{number}", names, kind, record.get("countryCode"), at)
    return Hit(place, address, kind, f"https://www.geonames.org/{number}")


_READERS: Mapping[str, Callable[[dict[str, Any], Service], Hit]] = {
    "nominatim": _nominatim,
    "photon": _photon,
    "geonames": _geonames,
}


def _place(id: str, names: list[PlaceName], kind: str, country: Any, at: Position) -> Place:
    if not names:
        raise InputError("has no name in Arabic or Latin letters")
    code = str(country)
    countries = (code.upper(),) if _COUNTRY.fullmatch(code) else ()
    once = {name.text: name for name in reversed(names)}
    return Place(id, tuple(reversed(once.values())), kind, countries, positions=(at,))


def _position(lat: Any, lon: Any, service: Service) -> Position:
    lat_digits, lon_digits = _digits(lat, "latitude"), _digits(lon, "longitude")
    if float(lat_digits) == 0 and float(lon_digits) == 0:
        raise InputError("lies at 0, 0, where missing coordinates end up")
    steps = (step_of(lat_digits), step_of(lon_digits))
    read = at_degrees(float(lat_digits), float(lon_digits), steps, "degrees")
    return Position(read.at, service.name, read.precision_m)


def _digits(value: Any, name: str) -> str:
    """Take degrees as a number or as digits; nothing else becomes a coordinate."""
    if value is None:
        raise InputError(f"has no {name}")
    number = isinstance(value, int | float) and not isinstance(value, bool)
    text = format(Decimal(repr(value)), "f") if number else value
    if not isinstance(text, str) or not _DEGREES.fullmatch(text) or not text.isascii():
        raise InputError(f"has a {name} that is no number of degrees")
    return text


def _number(value: Any) -> int:
    """Take an id as a number or as digits."""
    text = str(value) if not isinstance(value, bool) else ""
    if not (text.isascii() and text.isdecimal() and 0 < len(text) <= 19 and int(text) > 0):
        raise InputError("has no id, so that it could not be cited")
    return int(text)


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError("is not what this service's results look like")
    return value


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
        raise InputError(f"has no usable {name}")
    return _clean(value)


JOINERS = "\u200c\u200d"
"""Unseen characters that Persian and Kurdish spellings need; all others are taken out of a name."""


def _clean(text: str) -> str:
    """Take out what is not seen, such as marks that turn the direction of what follows."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable() or c in JOINERS)


OSM_ROLES = {
    "name": "main",
    "official_name": "official",
    "loc_name": "local",
    "int_name": "variant",
    "alt_name": "variant",
    "short_name": "variant",
    "old_name": "former",
}
"""OpenStreetMap's keys for names, and what each is to its place; other keys are no names of it."""


def _osm_names(told: dict[str, Any], service: Service) -> Iterator[PlaceName]:
    for tag, value in list(told.items())[:MOST_NAMES]:
        base, _, language = tag.partition(":")
        if base in OSM_ROLES and (not language or _LANGUAGE.fullmatch(language)):
            for text in str(value).split(";"):
                yield from _one_name(text, service, language, OSM_ROLES[base])


def _one_name(
    text: Any, service: Service, language: str = "", role: str = "main"
) -> Iterator[PlaceName]:
    """Give a name in Arabic or Latin letters, which we can compare; others are passed over."""
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
        return
    name = _clean(text)
    script = "Arab" if is_arabic(name) else "Latn" if _is_latin(name) else ""
    if script:
        told = language if _LANGUAGE.fullmatch(language) else UNTOLD
        yield PlaceName(name, told, script, role, service.name)


def _is_latin(name: str) -> bool:
    first = next((c for c in name if c.isalpha()), "")
    return bool(first) and unicodedata.name(first, "").startswith("LATIN")
