"""A table of stated distances in, the same table with what came of checking them out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np

from geo_osint import files
from geo_osint.api.distances import mention_of, stated_quantity
from geo_osint.case import Rounding
from geo_osint.checking import CheckedMany, check_many
from geo_osint.checking.bulk.columns import CODES, MEASURED_AS
from geo_osint.checking.bulk.many import PIECE
from geo_osint.checking.rounding import restated
from geo_osint.errors import GeoOsintError, InputError
from geo_osint.files.streams import OnShare, streamed
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.stack import Paths, as_paths, open_stack
from geo_osint.model import Place, Quantity, Verdict

POSITIONS = ("subject_lat", "subject_lon", "reference_lat", "reference_lon")
"""Columns of a table that has coordinates, in degrees."""

NAMES = ("subject", "reference")
"""Columns of a table that has places: ids of the gazetteer, or names."""

STATED = "stated"

EXTENTS = ("subject_extent_m", "reference_extent_m")

OPTIONAL = ("measured_as", *EXTENTS)

RESULTS = (
    "possible_lo_m", "possible_hi_m", "printed_lo_m", "printed_hi_m", "newsroom_lo_m",
    "newsroom_hi_m", "verdict", "margin_m", "reason",
)  # fmt: skip
"""Columns that are added behind the table's own."""

DIGITS = 3
"""Metres are written to the millimetre, as in findings."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that spreadsheets run."""

MANY_MEANINGS = "the name may mean several places; give an id"

Row = list[str]
Parse = Callable[[Sequence[Row]], tuple[CheckedMany, list[str]]]


@dataclass(frozen=True, slots=True)
class TableChecked:
    """What came of a table: rows in all, and how many of each verdict (`CODES`)."""

    rows: int
    verdicts: Mapping[Verdict, int]


def check_table(
    source: Path | str,
    target: Path | str,
    gazetteer: Paths = None,
    only: bool = False,
    on_share: OnShare = lambda _: None,
    rounding: Rounding = "2020",
) -> TableChecked:
    r"""Check a CSV table of stated distances, and write it again with the answers behind each row.

    Parameters
    ----------
    source
        A CSV table (UTF-8, commas, a line of column names; also .gz) with `subject_lat`, `subject_lon`,
        `reference_lat`, `reference_lon` (degrees, WGS84), or with `subject` and `reference` (ids or names of
        places), and with `stated`: the words as printed, "about 14 km", «نحو ١٤ كم». Optional: `measured_as`
        (unstated, centre, edge, road); beside coordinates `subject_extent_m`, `reference_extent_m`.
    target
        Where the table goes; the columns of `RESULTS` stand behind its own. An empty end of a set is
        open, or nothing was measured.
    gazetteer, only
        As in `distance`.
    on_share
        Told from 0 to 1 how much is done.
    rounding
        As in `distance`.

    Returns
    -------
    TableChecked
        How many rows there were, and how many of each verdict. A row that cannot be used is
        `cannot_check` with its reason.

    Raises
    ------
    InputError
        If the table as such is not usable: a column missing or doubled, a row that is too short.
    OutputError
        If the target cannot be written; what stood there still stands.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as home:
    ...     table = Path(home, "told.csv")
    ...     _ = table.write_text("subject,reference,stated\nQamishli,Rumaylan,60 km\n", encoding="utf-8")
    ...     check_table(table, Path(home, "checked.csv")).verdicts
    {'fits_roughly': 1}
    """
    source, target = Path(source), Path(target)
    if target.exists() and target.samefile(source):
        raise InputError(f"{target}: is the table itself; choose another file for the answers")
    header = _header(source)
    parse = _parser(source, header, gazetteer, only, rounding)
    counts: Counter[str] = Counter()
    with files.staged(target.parent) as stage, stage.lines(target.name) as take:
        take(_line([*header, *RESULTS]))
        for rows in _pieces(source, header, on_share):
            found, reasons = parse(rows)
            counts.update(found.verdict.tolist())
            for row, answer in zip(rows, _answers(found, reasons), strict=True):
                take(_line([*row, *answer]))
    ranked = {code: counts[code] for code in CODES if counts[code]}
    return TableChecked(sum(ranked.values()), ranked)


def _header(source: Path) -> Row:
    header = next(_rows(source), [])
    doubled = [name for name, times in Counter(header).items() if times > 1]
    taken = [name for name in header if name in RESULTS]
    if doubled:
        raise InputError(f"{source}: the column {doubled[0]!r} stands twice; keep one")
    if taken:
        raise InputError(f"{source}: has a column {taken[0]!r} already; rename it or leave it out")
    for needed in _needed(header):
        if needed not in header:
            raise InputError(
                f"{source}: has no column {needed!r}; it needs {STATED} with {', '.join(NAMES)} or with "
                f"{', '.join(POSITIONS)}, names parted by commas in its first line"
            )
    return header


def _needed(header: Row) -> tuple[str, ...]:
    return (STATED, *(NAMES if NAMES[0] in header else POSITIONS))


def _rows(source: Path, on_share: OnShare = lambda _: None) -> Iterator[Row]:
    """Read the rows of a CSV table strictly, every cell as text.

    Raises
    ------
    InputError
        Naming the line that is not UTF-8, or not CSV.
    """
    with streamed(source, on_share=on_share) as stream:
        reader = csv.reader(_lines(source, stream.lines()), strict=True)
        try:
            yield from (row for row in reader if row)
        except csv.Error as fault:
            raise InputError(f"{source}, line {reader.line_num}: not CSV ({fault})") from None


def _lines(source: Path, lines: Iterator[str | bytes]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if isinstance(line, bytes):
            raise InputError(f"{source}, line {number}: not UTF-8; save the table as UTF-8")
        if "\0" in line:
            raise InputError(f"{source}, line {number}: holds binary data; save it as CSV")
        yield f"{line}\n"


def _pieces(source: Path, header: Row, on_share: OnShare) -> Iterator[list[Row]]:
    rows = _rows(source, on_share)
    next(rows)
    checked = _of_full_length(source, header, rows)
    while piece := list(islice(checked, PIECE)):
        yield piece


def _of_full_length(source: Path, header: Row, rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            raise InputError(
                f"{source}, row {number}: has {len(row)} cells, the first line {len(header)}; mend it"
            )
        yield row


def _parser(source: Path, header: Row, gazetteer: Paths, only: bool, rounding: Rounding) -> Parse:
    """Choose how rows become columns: by coordinates, or by places of a gazetteer."""
    at = {name: header.index(name) for name in (*_needed(header), *OPTIONAL) if name in header}
    if NAMES[0] not in at:
        return lambda rows: _by_positions(rows, at, rounding)
    for name in EXTENTS:
        if name in at:
            raise InputError(
                f"{source}: the column {name!r} goes with coordinates, not with places"
            )
    named = {
        row[at[name]]
        for row in islice(_rows(source), 1, None)
        for name in NAMES
        if len(row) > at[name]
    }
    loaded = open_stack(as_paths(gazetteer), only).like(*sorted(named))
    places = dict(loaded.places)
    meant = {text: _meaning(text, loaded, places) for text in sorted(named)}
    return lambda rows: _by_places(rows, at, rounding, meant, places)


def _meaning(text: str, loaded: Gazetteer, places: dict[str, Place]) -> tuple[str, ...]:
    """Give the ids that a cell may mean: an id itself, else all that bear the name."""
    if text in places:
        return (text,)
    try:
        return mention_of(text, loaded, places).places
    except GeoOsintError:
        return ()


def _by_positions(
    rows: Sequence[Row], at: Mapping[str, int], rounding: Rounding
) -> tuple[CheckedMany, list[str]]:
    def column(name: str) -> list[float]:
        return [_number(row[at[name]]) for row in rows]

    subject, reference = (
        list(zip(column(f"{end}_lon"), column(f"{end}_lat"), strict=True)) for end in NAMES
    )
    told = _told(rows, at, rounding)
    found = check_many(
        np.reshape(subject, (-1, 2)),
        np.reshape(reference, (-1, 2)),
        told.lo_m,
        told.hi_m,
        step_m=told.step_m,
        hi_step_m=told.hi_step_m,
        qualifier=told.qualifier,
        measured_as=told.measured_as,
        subject_extent_m=_extents(rows, at.get(EXTENTS[0])),
        reference_extent_m=_extents(rows, at.get(EXTENTS[1])),
    )
    return found, found.reason.tolist()


def _extents(rows: Sequence[Row], at: int | None) -> list[float]:
    """Read how far places reach; one that is not given has no edge of its own."""
    return [0.0 if at is None or not row[at] else _number(row[at]) for row in rows]


def _by_places(
    rows: Sequence[Row],
    at: Mapping[str, int],
    rounding: Rounding,
    meant: Mapping[str, tuple[str, ...]],
    places: Mapping[str, Place],
) -> tuple[CheckedMany, list[str]]:
    meanings = [[meant[row[at[name]]] for row in rows] for name in NAMES]
    subject, reference = ([ids[0] if len(ids) == 1 else "" for ids in each] for each in meanings)
    told = _told(rows, at, rounding)
    found = check_many(
        subject,
        reference,
        told.lo_m,
        told.hi_m,
        step_m=told.step_m,
        hi_step_m=told.hi_step_m,
        qualifier=told.qualifier,
        measured_as=told.measured_as,
        places=places,
    )
    reasons = found.reason.tolist()
    for name, column in zip(NAMES, meanings, strict=True):
        for number, ids in enumerate(column):
            if len(ids) > 1 and reasons[number] == f"{name}: not in the gazetteer":
                reasons[number] = f"{name}: {MANY_MEANINGS} ({', '.join(ids)})"
    return found, reasons


@dataclass(frozen=True, slots=True)
class _Told:
    """What the words of some rows state, as columns of `check_many`."""

    lo_m: list[float]
    hi_m: list[float]
    step_m: list[float]
    hi_step_m: list[float]
    qualifier: list[str]
    measured_as: list[str]


def _told(rows: Sequence[Row], at: Mapping[str, int], rounding: Rounding) -> _Told:
    read = [_figure(row[at[STATED]], rounding) for row in rows]
    lo, hi, step, hi_step = ([figure[number] for figure, _ in read] for number in range(4))
    how = at.get("measured_as")
    measured = [MEASURED_AS[0] if how is None else row[how] or MEASURED_AS[0] for row in rows]
    return _Told(lo, hi, step, hi_step, [hedge for _, hedge in read], measured)


Figure = tuple[float, float, float, float]
"""Both ends of a stated distance and the precision of each, in metres."""

MOST_FIGURES_KEPT = 1 << 16
"""Different words whose reading is kept; tables repeat few."""

NO_FIGURE: Figure = (float("nan"), float("nan"), 1.0, 1.0)


@lru_cache(maxsize=MOST_FIGURES_KEPT)
def _figure(words: str, rounding: Rounding) -> tuple[Figure, str]:
    try:
        quantity = restated(stated_quantity(words), rounding)
    except GeoOsintError:
        return NO_FIGURE, ""
    if quantity.value_lo is None or quantity.value_hi is None:
        return (0.0, 0.0, 1.0, 1.0), "few"
    return _with_steps(quantity, quantity.value_lo, quantity.value_hi), quantity.hedge


def _with_steps(quantity: Quantity, lo: float, hi: float) -> Figure:
    """Tell from N to what precision each end was given; an open end has that of the other."""
    (printed,) = quantity.printed
    steps = (2 * (lo - printed.lo), 2 * (printed.hi - hi))
    if quantity.hedge in ("at_most", "less_than"):
        return lo, hi, steps[1], steps[1]
    if quantity.hedge in ("at_least", "more_than"):
        return lo, hi, steps[0], steps[0]
    return lo, hi, steps[0] or steps[1], steps[1]


def _number(text: str) -> float:
    try:
        return float(text) if "_" not in text else float("nan")
    except ValueError:
        return float("nan")


def _answers(found: CheckedMany, reasons: Sequence[str]) -> Iterator[Row]:
    columns: list[list[str]] = [
        found.verdict.tolist()
        if name == "verdict"
        else list(reasons)
        if name == "reason"
        else [_metres(each) for each in getattr(found, name).tolist()]
        for name in RESULTS
    ]
    yield from (list(row) for row in zip(*columns, strict=True))


def _metres(value: float) -> str:
    """Write metres; what is open or was not measured stays empty."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    rounded = round(value, DIGITS)
    return str(int(rounded) if rounded == int(rounded) else rounded)


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([_shown(each) for each in cells])
    return text.getvalue().removesuffix("\r\n")


def _shown(cell: str) -> str:
    """Keep a spreadsheet from running a cell: what begins like a formula and is no number gets an apostrophe."""
    if not cell.startswith(FORMULA) or _number(cell) == _number(cell):
        return cell
    return f"'{cell}"
