"""Tell which way of writing a pasted text follows, and read it so."""

from __future__ import annotations

from geo_osint.coordinates.degrees import HOW, looks_like_degrees, parse_degrees
from geo_osint.coordinates.grids import (
    MGRS,
    PLUS_CODE,
    UTM,
    parse_mgrs,
    parse_plus_code,
    parse_utm,
)
from geo_osint.coordinates.links import LINK, parse_link
from geo_osint.coordinates.value import ParsedCoordinates, refusal
from geo_osint.coordinates.writing import plain
from geo_osint.errors import InputError

LONGEST = 4_000
"""Links of map sites have some hundred characters."""


def parse(text: str) -> ParsedCoordinates:
    """Read a position from text as people paste it.

    Takes decimal degrees ("35.104, 40.576", latitude first, as map sites copy them; letters or
    words for the axes in either order), degrees with minutes and seconds, MGRS, UTM, full Plus
    Codes, and links of map sites, which are read and never opened; Arabic digits, signs and words.

    Raises
    ------
    InputError
        If it is none of these, can be read in two ways, or is not on the Earth.

    Examples
    --------
    >>> parse("35.104, 40.576").at
    LonLat(lon_deg=40.576, lat_deg=35.104)
    >>> parse("٣٥٫١٠٤ شمالاً، ٤٠٫٥٧٦ شرقاً").at
    LonLat(lon_deg=40.576, lat_deg=35.104)
    >>> parse("37SFU4363685712").form
    'MGRS'
    """
    if len(text) > LONGEST:
        raise refusal(text, f"is too long for coordinates; {HOW}")
    try:
        return _read(text)
    except InputError as fault:
        if str(fault).startswith("“"):
            raise
        raise refusal(text, str(fault)) from None


def _read(text: str) -> ParsedCoordinates:
    written = plain(text)
    if LINK.fullmatch(text.strip()):
        return parse_link(text)
    if UTM.fullmatch(written):  # before degrees: in "37S" the S is no hemisphere
        return parse_utm(written, text)
    if looks_like_degrees(written):
        return parse_degrees(written, text)
    if MGRS.fullmatch(written):
        return parse_mgrs(written, text)
    if PLUS_CODE.fullmatch(written):
        return parse_plus_code(written, text)
    raise refusal(text, f"is not a way of writing coordinates known here; {HOW}")


def looks_like_coordinates(text: str) -> bool:
    """Tell whether a text is meant as coordinates, right or wrong, rather than as a name.

    Examples
    --------
    >>> looks_like_coordinates("35.104, 400"), looks_like_coordinates("T2")
    (True, False)
    """
    if len(text) > LONGEST:
        return False
    written = plain(text)
    patterns = (UTM, MGRS, PLUS_CODE)
    return (
        LINK.fullmatch(text.strip()) is not None
        or looks_like_degrees(written)
        or any(pattern.fullmatch(written) for pattern in patterns)
    )
