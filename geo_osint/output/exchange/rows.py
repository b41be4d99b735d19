"""Tables row by row, and texts as every format needs them: what it could not give back is refused."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geo_osint.errors import InputError
from geo_osint.styles import alias

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, section 2.2: what no document may hold, not even as a reference."""


Row = Mapping[str, Any]
"""The columns of a row, without its geometry."""


def columns_of(table: gpd.GeoDataFrame) -> list[str]:
    """Name the columns besides the geometry, in order."""
    return [each for each in table.columns if each != table.geometry.name]


def rows_of(table: gpd.GeoDataFrame) -> Iterator[tuple[Row, BaseGeometry | None]]:
    """Give each row with its geometry, which is missing where a thing is not located."""
    columns = columns_of(table)
    cells = table[columns].itertuples(index=False, name=None)
    for values, shape in zip(cells, table.geometry, strict=True):
        yield dict(zip(columns, values, strict=True)), shape


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


def document(root: ET.Element) -> str:
    """Write an XML document; a carriage return in a text survives, which readers would drop."""
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def refuse_nul(table: gpd.GeoDataFrame, name: str) -> None:
    """Refuse a text with a NUL, at which libraries in C end it without a word.

    Raises
    ------
    InputError
        Naming the table and the column.
    """
    for column in columns_of(table):
        if "\0" in "".join(map(str, table[column].tolist())):
            raise InputError(
                f"{name}, {alias(column)}: a text holds a NUL character; take it out of the case or "
                "gazetteer"
            )
