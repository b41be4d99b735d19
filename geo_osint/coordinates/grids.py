"""Positions as cells of a grid: MGRS, UTM, Plus Codes. The cell's centre stands for it."""

from __future__ import annotations

import math
import re

import mgrs
import pyproj
from openlocationcode import openlocationcode

from geo_osint.coordinates.value import ParsedCoordinates, at_degrees, refusal, step_of
from geo_osint.model import LonLat

MGRS = re.compile(r"(\d{1,2})\s*([C-HJ-NP-X])\s*([A-HJ-NP-Z]\s?[A-HJ-NP-V])\s*(\d*)\s*(\d*)", re.I)
UTM = re.compile(
    r"(?:UTM\s*)?(?:zone\s*)?(\d{1,2})\s*([C-HJ-NP-X]|north|south)[\s,;]+"
    r"(\d{5,6}(?:\.\d+)?)\s*(?:m?\s*E)?[\s,;]+(\d{1,8}(?:\.\d+)?)\s*(?:m?\s*([NS]))?",
    re.I,
)
PLUS_CODE = re.compile(r"[23456789CFGHJMPQRVWX0]{2,8}\+[23456789CFGHJMPQRVWX]*(?:[\s,].*)?", re.I)

SQUARE_M = 100_000
"""An MGRS square without digits; each pair of digits makes it ten times smaller."""

FINEST_DIGITS = 5
ZONES = range(1, 61)
EASTINGS_M = (100_000, 900_000)
NORTHINGS_M = (0, 10_000_000)
BANDS = "CDEFGHJKLMNPQRSTUVWX"
BAND_HEIGHT_DEG = 8
BAND_SLACK_DEG = 0.1
"""People read the band off a map whose line they stand on."""


def parse_mgrs(plain: str, original: str) -> ParsedCoordinates:
    """Read a military grid reference; the position is the centre of its square.

    Raises
    ------
    InputError
        If the digits are odd in number, or no such square exists.
    """
    text = "".join(plain.upper().split())
    found = MGRS.fullmatch(plain)
    digits = found[4] + found[5] if found else ""
    if found is None or len(digits) % 2 or len(digits) > 2 * FINEST_DIGITS:
        raise refusal(
            original, "as MGRS it needs as many digits for the easting as for the northing"
        )
    if int(found[1]) not in ZONES:
        raise refusal(original, "as MGRS its zone should be 1 to 60")
    half = len(digits) // 2
    # versions of the library differ in what a coarse square answers, corner or centre; to the metre
    # they agree, so the centre is written out
    centre = "".join((part + "50000")[:FINEST_DIGITS] for part in (digits[:half], digits[half:]))
    try:
        lat, lon = mgrs.MGRS().toLatLon(text[: len(text) - len(digits)] + centre)
    except Exception as fault:  # noqa: BLE001 - the library's error is no public name
        raise refusal(original, f"no such MGRS square ({fault}); check zone and letters") from None
    cell = SQUARE_M / 10**half
    return ParsedCoordinates(LonLat(lon, lat), cell * math.sqrt(0.5), "MGRS")


def parse_utm(plain: str, original: str) -> ParsedCoordinates:
    """Read zone, easting and northing in metres.

    The letter may be a hemisphere or a latitude band. S alone is refused: it means the south to
    some and 32 to 40 degrees north to others, 10,000 km apart.

    Raises
    ------
    InputError
        If the hemisphere is not certain, or the figures lie outside the zone.
    """
    found = UTM.fullmatch(plain)
    if found is None:
        raise refusal(original, 'as UTM it should be like "37N 643636 3885712"')
    zone, letter = int(found[1]), found[2].upper()
    easting, northing = float(found[3]), float(found[4])
    south = _southern(letter, (found[5] or "").upper(), original)
    if zone not in ZONES or not _inside(easting, EASTINGS_M) or not _inside(northing, NORTHINGS_M):
        raise refusal(original, "as UTM it lies outside its zone; check zone, easting and northing")
    project = pyproj.Proj(proj="utm", zone=zone, south=south, ellps="WGS84")
    lon, lat = project(easting, northing, inverse=True)
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise refusal(original, "as UTM it lies off the Earth; check the northing")
    _refuse_wrong_band(letter, lat, original)
    precision = math.hypot(step_of(found[3]), step_of(found[4])) / 2
    return ParsedCoordinates(LonLat(lon, lat), precision, "UTM")


def _southern(letter: str, northing_letter: str, original: str) -> bool:
    if letter in ("NORTH", "SOUTH"):
        return letter == "SOUTH"
    if northing_letter:
        return northing_letter == "S"
    if letter == "S":
        raise refusal(original, 'is "S" the south or band S in the north? write north or south')
    return letter < "N"


def _inside(value: float, limits: tuple[int, int]) -> bool:
    return limits[0] <= value <= limits[1]


def _refuse_wrong_band(letter: str, lat_deg: float, original: str) -> None:
    if letter in ("NORTH", "SOUTH", "N", "S"):
        return
    low = BANDS.index(letter) * BAND_HEIGHT_DEG - 80
    high = 84 if letter == "X" else low + BAND_HEIGHT_DEG
    if not low - BAND_SLACK_DEG <= lat_deg <= high + BAND_SLACK_DEG:
        raise refusal(
            original, f"lies at latitude {lat_deg:.2f}, not in its band {letter}; check both"
        )


def parse_plus_code(plain: str, original: str) -> ParsedCoordinates:
    """Read a full Plus Code.

    Raises
    ------
    InputError
        If it is a short one, which means nothing without its town, or no code at all.
    """
    code = plain.split()[0].strip(",;").upper()
    if openlocationcode.isShort(code) or (" " in plain and not openlocationcode.isFull(code)):
        raise refusal(
            original, "is a short Plus Code; copy the full one, 8 characters before the +"
        )
    if not openlocationcode.isFull(code):
        raise refusal(original, "is no valid Plus Code; copy it again")
    area = openlocationcode.decode(code)
    height = area.latitudeHi - area.latitudeLo
    width = area.longitudeHi - area.longitudeLo
    return at_degrees(area.latitudeCenter, area.longitudeCenter, (height, width), "Plus Code")
