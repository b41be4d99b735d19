"""Coordinates in running text: decimal degrees, minutes and seconds, UTM, MGRS, Plus Codes, either digits.

Only what can be nothing else is taken: degrees need three decimals, or signs and letters of the axes; and
`geo_osint.coordinates` must be able to read it as a point on the Earth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo_osint.coordinates import parse
from geo_osint.errors import InputError
from geo_osint.model import Span

_DECIMAL = r"\d{2,3}[.٫]\d{3,10}"
_LOOSE = r"\d{1,3}(?:[.٫]\d{1,10})?"
_MINUTES = r"\d{1,3}[ ]?[°º][ ]?\d{1,2}(?:[.٫]\d{1,8})?[ ]?['′’](?:[ ]?\d{1,2}(?:[.٫]\d{1,6})?[ ]?(?:[\"″”]|''|′′))?"
_AXIS = r"[ ]?(?:[NSEW](?![A-Za-z])|شمالا?ً?|جنوبا?ً?|شرقا?ً?|غربا?ً?)"
_BETWEEN = r"[ ]?(?:[,،;/]|و)?[ ]?"

_NO_POINT = r"[ ]?(?:%|٪|per|km|kg|كم|كلم|million|مليون|dollars|دولار)"

_PATTERNS = (
    rf"[-−]?{_DECIMAL}[ ]?[°º]?(?:{_AXIS})?{_BETWEEN}(?<=[ ,،;/و])[-−]?{_DECIMAL}[ ]?[°º]?(?:{_AXIS})?",
    rf"{_LOOSE}[ ]?[°º]?{_AXIS}{_BETWEEN}{_LOOSE}[ ]?[°º]?{_AXIS}",
    rf"{_MINUTES}(?:{_AXIS})?{_BETWEEN}{_MINUTES}(?:{_AXIS})?",
    r"\d{1,2}[ ]?[C-HJ-NP-X][ ]\d{6}(?:\.\d{1,3})?[ ]?[mE]{0,2}[ ,]{1,2}\d{7}(?:\.\d{1,3})?[ ]?[mN]{0,2}",
    r"\d{1,2}[ ]?[C-HJ-NP-X][ ]?[A-HJ-NP-Z]{2}(?:[ ]\d{2,5}[ ]\d{2,5}|[ ]?(?:\d{4}|\d{6}|\d{8}|\d{10}))",
)
_WRITTEN = re.compile(
    rf"(?<![\w.٫+-])(?=[-−]?\d)(?:{'|'.join(_PATTERNS)})(?![\w+]|[.٫]\d|{_NO_POINT})"
)
_PLUS_CODE = re.compile(r"(?<!\w)[2-9CFGHJMPQRVWX]{8}\+[2-9CFGHJMPQRVWX]{2,3}(?!\w)")


def positions(body: str) -> Iterator[Span]:
    r"""Find the coordinates in a text, in text order.

    Examples
    --------
    >>> text = "struck at 35.1040, 40.5760 and 35°06'14\"N 40°34'34\"E, 14.5 km, 3.5 m"
    >>> [each.of(text) for each in positions(text)]
    ['35.1040, 40.5760', '35°06\'14"N 40°34\'34"E']
    """
    patterns = (_WRITTEN, _PLUS_CODE) if "+" in body else (_WRITTEN,)
    found = (Span(*match.span()) for each in patterns for match in each.finditer(body))
    return iter(sorted(each for each in found if _is_a_point(each.of(body))))


def _is_a_point(text: str) -> bool:
    try:
        parse(text)
    except InputError:
        return False
    return True
