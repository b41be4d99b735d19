"""What every format must do with texts from outside: refuse what it could not give back."""

from __future__ import annotations

import math
import re
from typing import Any

from geo_osint.errors import InputError
from geo_osint.styles import alias

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, section 2.2: what no document may hold, not even as a reference."""


def cell(value: Any) -> str:
    """Give a table's value as text: nothing for a gap, whole numbers without a point.

    Examples
    --------
    >>> cell(14500.0), cell(float("nan")), cell("الميادين")
    ('14500', '', 'الميادين')
    """
    if not isinstance(value, float):
        return "" if value is None else str(value)
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value == int(value) else f"{value:.3f}"


def for_xml(text: str, table: str, column: str) -> str:
    r"""Give a text back if XML can carry it.

    Raises
    ------
    InputError
        If it holds a control character or half a character.

    Examples
    --------
    >>> for_xml("<b>", "places", "name_en")
    '<b>'
    """
    found = _NOT_XML.search(text)
    if found:
        raise InputError(
            f"{table}, {alias(column)}: a text holds U+{ord(found[0]):04X}, which XML cannot carry; "
            "take it out of the case or gazetteer"
        )
    return text
