"""What a pasted coordinate comes to."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo_osint.errors import InputError
from geo_osint.model import LonLat

METRES_PER_DEGREE = 111_195.0
"""One degree of a great circle on a sphere of 6,371 km; a precision needs no ellipsoid."""

SHOWN = 60
"""A pasted text is quoted in a message up to this many characters."""


@dataclass(frozen=True, slots=True)
class ParsedCoordinates:
    """A position read from text; `form` says in English how it was written.

    `precision_m` is half the diagonal of the cell that the last given digit leaves open: how far
    the writing rounds, not how well the place was surveyed.
    """

    at: LonLat
    precision_m: float
    form: str


def at_degrees(
    lat_deg: float, lon_deg: float, steps_deg: tuple[float, float], form: str
) -> ParsedCoordinates:
    """Make a value from degrees and the size of the last digit's step in latitude and longitude.

    Raises
    ------
    InputError
        If the position is not on the Earth.
    """
    at = LonLat(lon_deg, lat_deg)
    height = steps_deg[0] * METRES_PER_DEGREE
    width = steps_deg[1] * METRES_PER_DEGREE * math.cos(math.radians(lat_deg))
    return ParsedCoordinates(at, math.hypot(height, width) / 2, form)


def step_of(digits: str) -> float:
    """Give the size of the last digit of a decimal number: 0.001 for "35.104".

    Examples
    --------
    >>> step_of("35.104"), step_of("35")
    (0.001, 1.0)
    """
    return 10.0 ** -len(digits.partition(".")[2])


def refusal(text: str, fault: str) -> InputError:
    """Word a refusal: what was pasted, and what is wrong with it."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text.strip())
    if len(shown) > SHOWN:
        shown = shown[:SHOWN] + "…"
    return InputError(f"“{shown}”: {fault}")
