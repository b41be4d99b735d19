"""Positions in degrees: decimal, or with minutes and seconds; letters or words for the axes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo_osint.coordinates.value import ParsedCoordinates, at_degrees, refusal, step_of
from geo_osint.coordinates.writing import with_symbols

_NUMBER = r"\d+(?:\.\d*)?"
_AXIS = r"N|S|E|W|LAT|LON"
# the mark of the last unit may be missing before a letter: 35°06.24N
_MARKED = (
    rf"(?:\s*°(?:\s*{_NUMBER}(?:\s*'|(?=\s*[NSEW]))"
    rf"(?:\s*{_NUMBER}(?:\s*\"|(?=\s*[NSEW])))?)?)?"
)
_SPACED = rf"(?:[\s:-]{_NUMBER}){{1,2}}"
_CORE = rf"[+-]?{_NUMBER}(?:{_MARKED}|{_SPACED})"
_PLAIN_CORE = rf"[+-]?{_NUMBER}{_MARKED}"

_BOTH_LETTERED = (
    re.compile(rf"(?P<a>(?:{_AXIS})\s*{_CORE})\s*[,;/]?\s*(?P<b>(?:{_AXIS})\s*{_CORE})"),
    re.compile(rf"(?P<a>{_CORE}\s*(?:{_AXIS}))\s*[,;/]?\s*(?P<b>{_CORE}\s*(?:{_AXIS}))"),
)
_PARTED = re.compile(
    rf"(?P<a>(?:{_AXIS})?\s*{_PLAIN_CORE}\s*(?:{_AXIS})?)\s*[,;/]\s*"
    rf"(?P<b>(?:{_AXIS})?\s*{_PLAIN_CORE}\s*(?:{_AXIS})?)"
)
_SIDE_BY_SIDE = re.compile(rf"(?P<a>{_PLAIN_CORE})\s+(?P<b>{_PLAIN_CORE})")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NOT_NUMBERS = re.compile(r"\b(?:nan|inf|infinity)\b")
_EXPONENT = re.compile(r"[^ns]*\de[+-]?\d[^ns]*", re.I)
"""1e300; but in N35.1E40.5 the E is a direction, as the N tells."""
_ALL = re.compile(rf"(?:{_AXIS}|nan|inf|infinity|\d[\d.]*(?:e[+-]?\d+)?|[-+,;:/°'\"\s])+")

LONGEST = 120
"""No position in degrees is longer; more is other text."""

HOW = 'write it as map sites do: "35.104, 40.576" (latitude, longitude)'


def looks_like_degrees(plain: str) -> bool:
    """Tell whether plain text holds nothing but numbers, marks and words of coordinates."""
    text = with_symbols(plain[: LONGEST + 1])
    numbers = re.search(r"\d|nan|inf", text) is not None
    return len(plain) <= LONGEST and numbers and _ALL.fullmatch(text) is not None


def parse_degrees(plain: str, original: str) -> ParsedCoordinates:
    """Read two coordinates; without letters the first is the latitude.

    Raises
    ------
    InputError
        If there are not two, if they can be read in more than one way, or lie off the Earth.
    """
    text = with_symbols(plain[: LONGEST + 1])
    if _NOT_NUMBERS.search(text) or _EXPONENT.fullmatch(plain):
        raise refusal(original, f"is not made of plain decimal numbers; {HOW}")
    first, second = _halves(_with_points(text, original), original)
    if first.axis == second.axis and first.axis:
        raise refusal(original, f"gives the same axis twice; {HOW}")
    if first.axis == "LON" or second.axis == "LAT":
        first, second = second, first
    return at_degrees(first.degrees, second.degrees, (first.step, second.step), first.form)


@dataclass(frozen=True, slots=True)
class _Half:
    """One coordinate: `axis` is LAT, LON or empty, `step` the size of its last digit in degrees."""

    degrees: float
    step: float
    axis: str
    form: str


def _with_points(text: str, original: str) -> str:
    """Turn decimal commas into points, where it is certain that they are decimal commas."""
    commas = len(_DECIMAL_COMMA.findall(text))
    if not commas or "." in text:
        return text
    marked = "°" in text or re.search(rf"\b(?:{_AXIS})\b", text)
    parted = re.search(r"\d[;\s/]\s*[+-]?\d|\d,\s+[+-]?\d", text)
    if marked or (commas == TWO and parted):
        return _DECIMAL_COMMA.sub(".", text)
    raise refusal(original, f"is one number with a decimal comma, or two? {HOW}")


TWO = 2


def _halves(text: str, original: str) -> tuple[_Half, _Half]:
    for pattern in (*_BOTH_LETTERED, _PARTED, _SIDE_BY_SIDE):
        if found := pattern.fullmatch(text):
            return _half(found["a"], original), _half(found["b"], original)
    count = len(re.findall(_NUMBER, text))
    raise refusal(original, f"cannot be read as two coordinates ({count} numbers); {HOW}")


def _half(text: str, original: str) -> _Half:
    letters = re.findall(_AXIS, text)
    numbers = re.findall(_NUMBER, text)
    if len(letters) > 1:
        raise refusal(original, f"has two letters for one coordinate; {HOW}")
    letter = letters[0] if letters else ""
    sign = re.search(r"^[A-Z]*\s*([+-])", text)
    if letter in ("N", "S", "E", "W") and sign:
        raise refusal(original, f"has both a sign and the letter {letter}; keep one")
    if any("." in number for number in numbers[:-1]):
        raise refusal(
            original, "has decimals before minutes or seconds; keep them on the last alone"
        )
    if any(float(number) >= SIXTY for number in numbers[1:]):
        raise refusal(original, "has 60 or more minutes or seconds; correct it")
    degrees = sum(float(number) / SIXTY**power for power, number in enumerate(numbers))
    return _Half(
        degrees=-degrees if (sign and sign[1] == "-") or letter in ("S", "W") else degrees,
        step=step_of(numbers[-1]) / SIXTY ** (len(numbers) - 1),
        axis={"N": "LAT", "S": "LAT", "E": "LON", "W": "LON"}.get(letter, letter),
        form=FORMS[len(numbers) - 1],
    )


SIXTY = 60
FORMS = ("decimal degrees", "degrees and minutes", "degrees, minutes and seconds")
