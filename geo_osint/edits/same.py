"""Whether two cells say the same, whichever program wrote them.

QGIS and GDAL write an empty text as NULL, 14 as 14.0, a day with slashes, line ends as they please, and
coordinates with fifteen digits or with seven. None of that is an edit.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_osint.layers import NUMBERS

SAME_DEG = 1.1e-7
"""Exports round to 7 decimals, about a centimetre; two roundings of one coordinate differ by no more."""

SAME_NUMBER = 0.0006
"""Exports round numbers to 3 decimals."""

FIRST_MULTIPLE = 4
"""Number of the first kind of geometry that holds others, in GEOS."""

Shapes = np.ndarray[tuple[int], np.dtype[np.object_]]

_DAY = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ]00:00:00(?:\.0+)?(?:Z|\+00(?::?00)?)?)?")
_HARMLESS = re.compile(r"'(?=[=+\-@\t\r＝＋－＠])")
_DECIDED = re.compile(r" \([^()]*, \d{4}-\d{2}-\d{2}\)$")


def plain(value: Any, column: str) -> str | float:
    """Give a cell in one form: text, or a number where the column holds numbers; "" for nothing.

    Examples
    --------
    >>> plain(None, "note"), plain("2021/02/23", "start_date"), plain("14.0", "margin_m")
    ('', '2021-02-23', 14.0)
    >>> plain("hold (A. Editor, 2021-03-01)", "decision")
    'hold'
    """
    text = _text(value)
    if column in NUMBERS:
        return _number(text)
    if column.endswith("_date") and (day := _DAY.fullmatch(text)):
        return "-".join(day.groups())
    if column == "decision":
        return _DECIDED.sub("", text)
    return _HARMLESS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"), count=1)


def _text(value: Any) -> str:
    if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False)


def _number(text: str) -> str | float:
    try:
        found = float(text)
    except ValueError:
        return text
    return found if math.isfinite(found) else text


def same(one: Any, other: Any, column: str) -> bool:
    """Tell whether two cells of a column say the same."""
    if one == other:
        return True
    a, b = plain(one, column), plain(other, column)
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=SAME_NUMBER)
    return a == b


def same_shapes(
    some: list[BaseGeometry | None], others: list[BaseGeometry | None]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell pair by pair whether two geometries are the same to a centimetre."""
    a, b = (_singles(np.array([*each, None], dtype=object)[:-1]) for each in (some, others))
    both_missing = shapely.is_missing(a) & shapely.is_missing(b)
    found: np.ndarray[tuple[int], np.dtype[np.bool_]]
    found = shapely.equals_exact(a, b, tolerance=SAME_DEG) | both_missing
    return found


def _singles(shapes: Shapes) -> Shapes:
    """Take the part out of each multiple that has but one: formats promote to multiples."""
    multiple = (shapely.get_type_id(shapes) >= FIRST_MULTIPLE) & (
        shapely.get_num_geometries(shapes) == 1
    )
    if multiple.any():
        shapes = shapes.copy()
        shapes[multiple] = shapely.get_geometry(shapes[multiple], 0)
    return shapes
