"""Positions in links of map sites, read as text; no link is ever opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from geo_osint.coordinates.degrees import looks_like_degrees, parse_degrees
from geo_osint.coordinates.value import ParsedCoordinates, at_degrees, refusal, step_of
from geo_osint.coordinates.writing import plain

LINK = re.compile(r"(?:https?://|geo:|(?:[a-z0-9-]+\.)+[a-z]{2,}/)\S+", re.I)

_NUMBER = r"(-?\d{1,3}(?:\.\d+)?)"
_PAIR = rf"{_NUMBER},\s*{_NUMBER}"

SHORTENERS = ("goo.gl", "maps.app.goo.gl", "g.co", "bit.ly", "t.co", "tinyurl.com", "binged.it")
"""Hosts whose links hold no position; it would have to be asked of them."""

PIN = "map link, its pin"
VIEW = "map link, the centre of its view"

LONLAT_HOSTS = ("yandex.",)
"""Sites that write the longitude first."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a kind of link keeps a position: `pin` for a marked one, else the centre of the view."""

    pattern: re.Pattern[str]
    pin: bool


PATTERNS = (
    _Place(re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}"), pin=True),  # Google, the place itself
    _Place(re.compile(rf"/(?:place|search)/\(?{_PAIR}"), pin=True),  # Google
    _Place(re.compile(rf"[?&](?:q|query|destination|coordinate|pt)=(?:loc:)?\(?{_PAIR}"), pin=True),
    _Place(re.compile(rf"[?&]sp=point\.{_NUMBER}_{_NUMBER}"), pin=True),  # Bing
    _Place(re.compile(rf"/@{_PAIR}"), pin=False),  # Google
    _Place(re.compile(rf"#map=[\d.]+/{_NUMBER}/{_NUMBER}"), pin=False),  # OpenStreetMap
    _Place(re.compile(rf"[?&]cp={_NUMBER}~{_NUMBER}"), pin=False),  # Bing
    _Place(
        re.compile(rf"[?&](?:s?ll|center|cbll)=\(?{_PAIR}"), pin=False
    ),  # Apple, Yandex, old Google
)
"""In order of trust: what was marked comes before where the window happened to stand."""

MARKED_PARAMETERS = (("mlat", "mlon"),)
VIEW_PARAMETERS = (("lat", "lon"), ("lat", "lng"), ("lat", "long"), ("latitude", "longitude"))
"""Names under which OpenStreetMap, Wikimapia and viewers of satellite images keep the two."""


def parse_link(text: str) -> ParsedCoordinates:
    """Read the position that a link holds; the form tells whether it is a pin or only the view.

    Raises
    ------
    InputError
        If the link holds none, several, or is a short one.
    """
    link = text.strip().replace("&amp;", "&")
    if link.lower().startswith("geo:"):
        return _geo_uri(link)
    link = link if "://" in link else f"https://{link}"
    host = _host(link).removeprefix("www.")
    address = unquote_plus(link)
    if host in SHORTENERS or "osm.org/go/" in link:
        raise refusal(text, "is a short link; open it in a browser and paste the long address")
    if found := _parameters(link, MARKED_PARAMETERS):
        return _at(*found, form=PIN)
    for place in PATTERNS:
        pairs = dict.fromkeys(found.groups() for found in place.pattern.finditer(address))
        if len(pairs) > 1:
            raise refusal(text, "holds several positions; paste the coordinates of the one meant")
        for first, second in pairs:
            lonlat = any(part in host for part in LONLAT_HOSTS)
            lat, lon = (second, first) if lonlat else (first, second)
            return _at(lat, lon, PIN if place.pin else VIEW)
    if found := _parameters(link, VIEW_PARAMETERS):
        return _at(*found, form=VIEW)
    return _written_out(address, text)


def _parameters(link: str, names: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """Look two named values up in the query and the fragment of a link."""
    after = link.replace("#", "&").replace("?", "&").partition("&")[2]
    values = dict(parse_qsl(after))
    for lat, lon in names:
        both = values.get(lat, ""), values.get(lon, "")
        if all(re.fullmatch(_NUMBER, value) for value in both):
            return both
    return None


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


def _at(lat: str, lon: str, form: str) -> ParsedCoordinates:
    return at_degrees(float(lat), float(lon), (step_of(lat), step_of(lon)), form)


def _written_out(address: str, text: str) -> ParsedCoordinates:
    """Look for degrees with minutes in the parts of the address, as search links hold them."""
    for part in re.split(r"[/?&=]", address):
        written = plain(part)
        if "°" in written and looks_like_degrees(written):
            found = parse_degrees(written, text)
            return ParsedCoordinates(found.at, found.precision_m, PIN)
    raise refusal(text, "holds no position; copy the coordinates themselves from the map")


_GEO = re.compile(rf"geo:{_PAIR}(?:,-?\d+(?:\.\d+)?)?(?:;[^?]*)?(?:\?(.*))?", re.I)


def _geo_uri(link: str) -> ParsedCoordinates:
    """Read a geo URI (RFC 5870), also as telephones write it: geo:0,0?q=35.1,40.5(name)."""
    found = _GEO.fullmatch(link)
    if found is None or "crs=" in link.lower().replace("crs=wgs84", ""):
        raise refusal(link, "is no geo: address on WGS84; it should be like geo:35.104,40.576")
    lat, lon, query = found.groups()
    asked = re.match(_PAIR, unquote_plus(dict(parse_qsl(query or "")).get("q", "")))
    if asked and float(lat) == float(lon) == 0:
        lat, lon = asked.groups()
    return _at(lat, lon, "geo: address")
