"""Forms as QGIS reads them: what a column is called, how it is filled in, and whether it may be.

Codes have drop-downs with their words in both languages, days a calendar, sentences a box of several
lines. Only what can come home with `geo-osint edits` is open to typing; all else follows from the case,
and a change there would be lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from geo_osint import styles
from geo_osint.layers import DAYS, NUMBERS
from geo_osint.model import Bilingual
from geo_osint.output.wording import terms
from geo_osint.styles import TableStyle, alias

STYLED: Mapping[str, str] = {
    "verdict": "verdict",
    "segment_class": "segment",
    "set": "region",
    "position": "position",
    "is_reference": "reference",
    "role": "role",
    "knowledge": "knowledge",
}
"""Columns of codes that are drawn, and their groups among the styles."""

WORDED: Mapping[str, str] = {
    "status": "status",
    "sense": "sense",
    "hedge": "hedge",
    "date_precision": "precision",
    "area": "yes_or_no",
}
"""Columns of codes that are only told, and their groups among the words."""

OF_STATEMENTS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind",),
    "relation": ("relation", "direction"),
}
"""As `WORDED`, for columns that hold codes among statements alone."""

LONG = frozenset(
    (
        *("words", "note", "sources", "confused_with", "mentioned", "limit_en", "limit_ar"),
        *("reason_en", "reason_ar", "settles_en", "settles_ar", "basis_en", "basis_ar"),
        *("stand_in_en", "stand_in_ar", "decision", "reference"),
    )
)
"""Columns that hold sentences."""


def fields(style: TableStyle, columns: Sequence[str]) -> list[ET.Element]:
    """Give each column its field in the form, its name in words, and whether it may be changed."""
    configuration, aliases = ET.Element("fieldConfiguration"), ET.Element("aliases")
    editable = ET.Element("editable")
    for number, column in enumerate(columns):
        field = ET.SubElement(configuration, "field", {"name": column})
        field.append(_widget(style, column))
        named = {"field": column, "index": str(number), "name": alias(column)}
        ET.SubElement(aliases, "alias", named)
        open_ = "1" if column in style.editable else "0"
        ET.SubElement(editable, "field", {"name": column, "editable": open_})
    return [configuration, aliases, editable]


def _widget(style: TableStyle, column: str) -> ET.Element:
    known = dict(_codes(style, column))
    if known:
        return _value_map(known)
    if column in DAYS:
        shown = {"display_format": "yyyy-MM-dd", "field_format": "yyyy-MM-dd"}
        return _configured("DateTime", {**shown, "allow_null": "true", "calendar_popup": "true"})
    several = column in LONG and column not in NUMBERS
    return _configured("TextEdit", {"IsMultiline": str(several).lower(), "UseHtml": "false"})


def _codes(style: TableStyle, column: str) -> Iterator[tuple[str, Bilingual]]:
    """Give the codes of a column with their words; none for a column of free text."""
    if column in STYLED:
        for code, each in styles.group(STYLED[column]).items():
            yield code, each.label
        return
    groups: tuple[str, ...] = (WORDED[column],) if column in WORDED else ()
    if style.table == "statements":
        groups = OF_STATEMENTS.get(column, groups)
    for group in groups:
        yield from terms(group).items()


def _value_map(known: Mapping[str, Bilingual]) -> ET.Element:
    """List the codes with an empty one first: not every row has one."""
    widget = ET.Element("editWidget", {"type": "ValueMap"})
    table = ET.SubElement(ET.SubElement(widget, "config"), "Option", {"type": "Map"})
    listed = ET.SubElement(table, "Option", {"type": "List", "name": "map"})
    for code, label in {"": Bilingual("", ""), **known}.items():
        words = " · ".join(each.replace("{}", "…") for each in (label.en, label.ar) if each)
        entry = ET.SubElement(listed, "Option", {"type": "Map"})
        ET.SubElement(entry, "Option", {"type": "QString", "name": words, "value": code})
    return widget


def _configured(kind: str, options: Mapping[str, str]) -> ET.Element:
    widget = ET.Element("editWidget", {"type": kind})
    table = ET.SubElement(ET.SubElement(widget, "config"), "Option", {"type": "Map"})
    for name, value in options.items():
        told = "bool" if value in ("true", "false") else "QString"
        ET.SubElement(table, "Option", {"type": told, "name": name, "value": value})
    return widget
