"""Tables to spreadsheets: CSV files with the geometry as WKT, and one workbook (XLSX) with a sheet each.

A text that a spreadsheet would take for a formula is made harmless: in CSV, which has no other means,
by an apostrophe before it; in a workbook by its type, so that it comes back as it was.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from typing import Any

import geopandas as gpd
import shapely

from geo_osint.errors import InputError
from geo_osint.layers import NUMBERS, Tables
from geo_osint.output.exchange.rows import cell, columns_of, for_xml, rows_of
from geo_osint.styles import alias, table_styles

WKT = "wkt"
DIGITS = 7

FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
"""How texts begin that spreadsheets run (OWASP, CSV Injection), their full-width twins too."""

MOST_IN_A_CELL = 32_767
"""Letters that Excel keeps in a cell; it calls a file with more damaged."""

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The moment that a workbook says it was made: no clock enters it."""


def to_csv(table: gpd.GeoDataFrame) -> str:
    r"""Write a table as CSV (RFC 4180), with a byte order mark, without which Excel breaks Arabic.

    The last column, `wkt`, is the geometry in WGS84, longitude first; empty for what is not located.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    columns = columns_of(table)
    writer.writerow([*columns, WKT])
    for row, shape in rows_of(table):
        cells = (
            cell(value) if column in NUMBERS else _harmless(cell(value))
            for column, value in row.items()
        )
        writer.writerow([*cells, _wkt(shape)])
    return "\ufeff" + text.getvalue()


def to_xlsx(title: str, tables: Tables) -> bytes:
    """Write all tables as one workbook; the same tables give the same bytes.

    Raises
    ------
    InputError
        If a text holds a character that the format cannot carry.
    """
    import xlsxwriter  # an extra: see `lacking`

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"title": title, "created": EPOCH})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"valign": "top", "quote_prefix": True})
        for name in table_styles():
            _sheet(book.add_worksheet(name), name, tables[name], head, text)
    return data.getvalue()


def _sheet(sheet: Any, name: str, table: gpd.GeoDataFrame, head: Any, text: Any) -> None:
    columns = columns_of(table)
    for number, column in enumerate((*columns, WKT)):
        sheet.write_string(0, number, alias(column), head)
    for line, (row, shape) in enumerate(rows_of(table), start=1):
        for number, (column, value) in enumerate(row.items()):
            if column in NUMBERS:
                if cell(value):
                    sheet.write_number(line, number, float(value))
            else:
                sheet.write_string(line, number, _fitting(cell(value), name, column), text)
        sheet.write_string(line, len(columns), _wkt(shape)[:MOST_IN_A_CELL], text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table), 1), len(columns))
    sheet.set_column(0, len(columns), 22)


def _fitting(text: str, table: str, column: str) -> str:
    if len(text) > MOST_IN_A_CELL:
        raise InputError(
            f"{table}, {alias(column)}: a text of {len(text):,} letters; a cell holds "
            f"{MOST_IN_A_CELL:,}; export CSV instead"
        )
    return for_xml(text, table, column)


def _harmless(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


def _wkt(shape: Any) -> str:
    return shapely.to_wkt(shape, rounding_precision=DIGITS) if shape is not None else ""
