"""OCHA's common operational datasets (COD): tables with p-codes, as CSV or workbook.

Columns are named in several ways over the years and countries: `ADM3_PCODE`, `admin3Pcode`,
`adm3_pcode` for codes; `ADM3_AR`, `admin3Name_ar`, `adm3_name` for names; `LocationName_en`, `PPL_PCODE` for
settlements. A row is the place of its deepest code; the areas above it that have no row of their own
are listed too, by name only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from geo_osint.errors import InputError
from geo_osint.files import streams
from geo_osint.files.streams import Stream
from geo_osint.gazetteer.importing import cleaning, tables
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.store.entries import Dropped, Entry, Listed, Told, rejected
from geo_osint.model import Attribute, Place, PlaceName, Source

SOURCE = Source(
    "cod",
    "OCHA common operational datasets (COD)",
    licence="CC BY IGO unless the dataset says otherwise",
    url="https://data.humdata.org/",
)

SETTLEMENT = 9
"""Stands for the level of settlements, below all areas."""

_CODE = re.compile(r"(?:adm|admin)_?(\d)_?p_?code")
_NAME = re.compile(r"(?:adm|admin)_?(\d)_?(?:name|nm)?_?([a-z]{2})?(\d)?")
_SETTLEMENT_CODE = re.compile(
    r"(?:ppl|location|loc|village|community|place|settlement)_?p_?code|p_?code"
)
_SETTLEMENT_NAME = re.compile(
    r"(?:ppl|location|loc|village|community|place|settlement)_?name_?([a-z]{2})?|name_?([a-z]{2})?"
)
LAT = frozenset(
    ("lat", "latitude", "latitude_y", "lat_y", "y", "point_y", "center_lat", "y_coord", "gps_lat")
)
LON = frozenset(
    (
        "lon",
        "long",
        "longitude",
        "longitude_x",
        "lon_x",
        "x",
        "point_x",
        "center_lon",
        "x_coord",
        "gps_lon",
    )
)

_COUNTRY = re.compile(r"[A-Z]{2}(?=\d|$)")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")

KINDS = {0: "PCLI", 1: "ADM1", 2: "ADM2", 3: "ADM3", 4: "ADM4", SETTLEMENT: "PPL"}


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column holds what: codes by level, names by level with their language, the position."""

    codes: Mapping[int, int]
    names: Mapping[int, Sequence[tuple[int, str]]]
    lat: int | None
    lon: int | None

    @property
    def told(self) -> str:
        levels = ", ".join(
            "settlement" if each == SETTLEMENT else f"level {each}" for each in sorted(self.codes)
        )
        return f"p-codes of {levels}; {'with' if self.lat is not None else 'without'} coordinates"


def entries(stream: Stream, _: Options) -> Iterator[Entry]:
    """Read a CSV table."""
    areas = _Areas()
    yield from _table(tables.records(stream), stream.name, areas)
    yield from areas.without_rows()


def workbook(path: Path, _: Options) -> Iterator[Entry]:
    """Read all sheets with p-codes of a workbook (.xlsx).

    Raises
    ------
    InputError
        If openpyxl is not installed, or the file is no workbook that it can read.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise InputError(
            f"{path}: reading .xlsx needs openpyxl; pip install 'geo-osint[xlsx]', or save it as CSV (UTF-8)"
        ) from None
    streams.members(path)  # refuses archives that unpack to far more than they could honestly hold
    areas, found = _Areas(), False
    with streams.regular(path) as file:
        try:
            book = load_workbook(file, read_only=True, data_only=True)
            for sheet in book.worksheets:
                rows = enumerate(sheet.iter_rows(values_only=True), start=1)
                numbered = ((n, [_cell(value) for value in row]) for n, row in rows)
                for entry in _table(numbered, f"{path}, sheet {sheet.title}", areas):
                    found = found or isinstance(entry, Listed)
                    yield entry
        except (
            BadZipFile,
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
            SyntaxError,
            OSError,
        ) as fault:
            words = " ".join(str(fault).split())[:80]
            raise InputError(
                f"{path}: is no workbook that can be read ({words}); save it anew"
            ) from None
    yield from areas.without_rows()
    if not found:
        raise InputError(f"{path}: no sheet of it has p-codes (ADM1_PCODE and the like) and names")


def _cell(value: object) -> str:
    """Give a cell as text; a number that a sheet made of a code is written without its .0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


class _Areas:
    """Areas named above rows, some thousands at most whatever the number of rows, and those with a row."""

    def __init__(self) -> None:
        self.own: set[str] = set()
        self.above: dict[str, Listed] = {}

    def without_rows(self) -> Iterator[Listed]:
        return (listed for id, listed in self.above.items() if id not in self.own)


def _table(rows: Iterator[tuple[int, list[str]]], name: str, areas: _Areas) -> Iterator[Entry]:
    header = next(rows, (0, []))[1]
    layout = _layout(header)
    if not layout.codes or not layout.names:
        yield Told(f"{name}: no p-codes with names, passed over")
        return
    yield Told(f"{name}: {layout.told}")
    for number, cells in rows:
        if not any(cells):
            continue
        cells = [*cells, *[""] * (len(header) - len(cells))]
        try:
            chain = _chain(cells, layout)
            place, dropped = _place(cells, layout, chain)
        except InputError as fault:
            yield rejected(f"{name}, row {number}", str(fault), " | ".join(filter(None, cells)))
            continue
        if chain[0][0] < SETTLEMENT:
            areas.own.add(place.id)
        yield from map(Dropped, dropped)
        yield Listed(place)
        _note_areas(cells, layout, chain[1:], areas.above)


def _layout(header: Iterable[str]) -> _Layout:
    codes: dict[int, int] = {}
    names: dict[int, list[tuple[int, str]]] = {}
    lat = lon = None
    for at, written in enumerate(header):
        column = written.strip().lower().replace(" ", "_")
        if found := _CODE.fullmatch(column):
            codes.setdefault(int(found[1]), at)
        elif _SETTLEMENT_CODE.fullmatch(column):
            codes.setdefault(SETTLEMENT, at)
        elif found := _NAME.fullmatch(column):
            names.setdefault(int(found[1]), []).append((at, found[2] or "und"))
        elif found := _SETTLEMENT_NAME.fullmatch(column):
            names.setdefault(SETTLEMENT, []).append((at, found[1] or found[2] or "und"))
        elif column in LAT:
            lat = at if lat is None else lat
        elif column in LON:
            lon = at if lon is None else lon
    known = {level: column for level, column in codes.items() if level in names}
    return _Layout(known, names, lat, lon)


def _chain(cells: Sequence[str], layout: _Layout) -> list[tuple[int, str]]:
    """Give the codes of a row, deepest first, each with its level."""
    found = [
        (level, cells[at]) for level, at in sorted(layout.codes.items(), reverse=True) if cells[at]
    ]
    if not found:
        raise InputError("has no p-code")
    for _, code in found:
        if not _ID.fullmatch(code):
            raise InputError(f"{code[:20]!r} is no p-code")
    return found


def _place(
    cells: Sequence[str], layout: _Layout, chain: Sequence[tuple[int, str]]
) -> tuple[Place, list[str]]:
    level, code = chain[0]
    names, dropped = _names(cells, layout, level)
    wider = [wider_code for _, wider_code in chain[1:]]
    position = (
        {}
        if layout.lat is None or layout.lon is None
        else {"lat": cells[layout.lat], "lon": cells[layout.lon]}
    )
    place = Place(
        id=f"cod:{code}",
        names=names,
        kind=_kind(level, code, wider),
        countries=_countries([code, *wider]),
        within=tuple(f"cod:{each}" for each in wider),
        positions=tables.position_of(position, SOURCE.key),
        attributes=(Attribute("pcode", code, "", SOURCE.key),),
    )
    return place, dropped


def _kind(level: int, code: str, wider: Sequence[str]) -> str:
    """Tell a settlement listed as level 4, as in Syria: its code does not begin with its area's."""
    if level == 4 and wider and not code.startswith(wider[0]):
        return KINDS[SETTLEMENT]
    return KINDS.get(level, "LCTY")


def _countries(codes: Iterable[str]) -> tuple[str, ...]:
    found = (_COUNTRY.match(code) for code in codes)
    return tuple(dict.fromkeys(each[0] for each in found if each))[:1]


def _names(
    cells: Sequence[str], layout: _Layout, level: int
) -> tuple[tuple[PlaceName, ...], list[str]]:
    names: dict[str, PlaceName] = {}
    dropped = []
    for at, language in layout.names[level]:
        text = cleaning.clean(cells[at])
        if not text or text in names:
            continue
        if fault := cleaning.fault_of(text):
            dropped.append(fault)
            continue
        names[text] = cleaning.name(text, language, "main", SOURCE.key)
    if not names:
        raise InputError("has no usable name" + (f": {dropped[0]}" if dropped else ""))
    return tuple(names.values()), dropped


def _note_areas(
    cells: Sequence[str],
    layout: _Layout,
    chain: Sequence[tuple[int, str]],
    above: dict[str, Listed],
) -> None:
    """Remember the areas above a row: some thousands at most, whatever the number of rows."""
    for at, (level, code) in enumerate(chain):
        if f"cod:{code}" in above:
            continue
        try:
            names, _ = _names(cells, layout, level)
        except InputError:
            continue
        wider = [wider_code for _, wider_code in chain[at + 1 :]]
        above[f"cod:{code}"] = Listed(
            Place(
                id=f"cod:{code}",
                names=names,
                kind=KINDS.get(level, "LCTY"),
                countries=_countries([code, *wider]),
                within=tuple(f"cod:{each}" for each in wider),
                attributes=(Attribute("pcode", code, "", SOURCE.key),),
            )
        )
