"""Theirs against base against ours: the edits, row by row and column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import ne
from typing import Any

from shapely import Point
from shapely.geometry.base import BaseGeometry

from geo_osint.edits.moves import area_of, doubts, moved_m
from geo_osint.edits.recognising import ID, by_table
from geo_osint.edits.same import plain, same, same_shapes
from geo_osint.edits.value import GEOMETRY, Differences, Edit
from geo_osint.errors import InputError
from geo_osint.files.layers import Layer, LayerFile
from geo_osint.layers import COLUMNS
from geo_osint.styles import table_styles

DERIVED = "follows from other things"
FOLLOWS = "follows from a movement; decide on it, or edit the movement"
NO_BASE = (
    "the file does not hold what was exported, so it is compared with what stands here now: what changed here "
    "since the export shows as an edit (--base FILE gives the export)"
)


def compare(
    theirs: LayerFile, ours: Mapping[str, Layer], name: str, base: LayerFile | None = None
) -> Differences:
    """Compare a file that came home with what was exported and with what stands here now.

    Parameters
    ----------
    theirs
        The file as it came home.
    ours
        The tables as they are now, by name; see `of_case` and `of_gazetteer`.
    name
        Of the case; a file exported from another one is refused. Empty for a gazetteer.
    base
        The file as it was exported, for one that does not carry its base.

    Raises
    ------
    InputError
        If the file was exported from another case, or holds nothing that can be compared.
    """
    if name and theirs.base_of and theirs.base_of != name:
        raise InputError(
            f"{theirs.name}: was exported from the case {theirs.base_of!r}, this one is {name!r}; name the other case"
        )
    found, told = by_table(theirs.layers)
    tables = {table: layer for table, layer in found.items() if table in ours}
    if not tables:
        raise InputError(
            f"{theirs.name}: holds no table that can come home ({', '.join(ours)}, each with its `id`)"
            + "".join(f"; {line}" for line in told)
        )
    known = _base_of(theirs, base)
    edits: list[Edit] = []
    for table in (each for each in COLUMNS if each in tables):
        compared = _Compared(table, tables[table], known.get(table), ours[table], bool(theirs.base))
        edits += compared.edits()
        told = (*told, *compared.told())
    three_way = all(table in known for table in tables)
    return Differences(
        theirs.name, theirs.sha256, three_way, tuple(edits),
        (*theirs.told, *told, *(() if three_way else (NO_BASE,))),
    )  # fmt: skip


def _base_of(theirs: LayerFile, base: LayerFile | None) -> dict[str, Layer]:
    if base is not None:
        return by_table(base.base.values() or base.layers)[0]
    return by_table(theirs.base.values())[0]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row of theirs and the one it was exported as, by their indices."""

    id: str
    theirs: int
    base: int


class _Compared:
    """One table in its three versions."""

    def __init__(
        self, table: str, theirs: Layer, base: Layer | None, ours: Layer, numbered: bool
    ) -> None:
        self._table, self._theirs, self._ours = table, theirs, ours
        self._base = ours if base is None else base
        self._three_way = base is not None
        self._editable = frozenset(table_styles()[table].editable)
        self._in_ours = _index(ours)
        self._in_base = self._in_ours if base is None else _index(base)
        self._pairs, self._new = _matched(theirs, self._base, self._in_base, numbered)
        self._rows_theirs = [pair.theirs for pair in self._pairs]
        self._rows_base = [pair.base for pair in self._pairs]
        self._area = area_of(self._base.shapes or ())

    def edits(self) -> Iterator[Edit]:
        """Give the edits: changed rows, then deleted ones, then new ones."""
        changes = [*self._moves(), *self._renumbered(), *self._sets()]
        order = {pair.id: pair.base for pair in self._pairs}
        yield from sorted(changes, key=lambda edit: order[edit.id])
        yield from self._deleted()
        yield from self._added()

    def told(self) -> Iterator[str]:
        """Say what of the table was not compared."""
        unknown = [
            c for c in self._theirs.columns if c not in self._base.columns and c not in _KEYS
        ]
        if unknown:
            yield f"{self._table}: not taken, as no such column is known here: {', '.join(unknown)[:200]}"
        drawn = sum(map(_is_drawn, self._theirs.shapes or ()))
        if drawn and GEOMETRY in self._editable:
            yield f"{self._table}: {drawn:,} lines and areas are not compared; they are mended in the gazetteer"
        if self._theirs.shapes is None and self._base.shapes and GEOMETRY in self._editable:
            yield (
                f"{self._table}: the file holds no positions, so a point that was moved does not show; save it with "
                "them (for CSV in QGIS: GEOMETRY AS_WKT)"
            )
        if not self._three_way and self._missing():
            yield (
                f"{self._table}: {len(self._missing()):,} of the rows here are not in the file; without what was "
                "exported that does not say that they were deleted"
            )

    def _sets(self) -> Iterator[Edit]:
        for column in (c for c in self._base.columns if c in self._theirs.columns and c != ID):
            came = map(self._theirs.columns[column].__getitem__, self._rows_theirs)
            went = map(self._base.columns[column].__getitem__, self._rows_base)
            for number, differs in enumerate(map(ne, came, went)):
                if differs:
                    pair = self._pairs[number]
                    now = self._theirs.columns[column][pair.theirs]
                    was = self._base.columns[column][pair.base]
                    if not same(now, was, column):
                        yield from self._set(pair.id, column, was, now)

    def _set(self, id: str, column: str, was: Any, now: Any) -> Iterator[Edit]:
        at = self._in_ours.get(id)
        ours = (
            self._ours.columns[column][at]
            if at is not None and column in self._ours.columns
            else None
        )
        if at is not None and same(now, ours, column):
            return
        changed_here = at is not None and not same(was, ours, column)
        values = (
            plain(was, column),
            plain(now, column),
            plain(ours, column) if changed_here else None,
        )
        refused = self._why_not(id, column, at)
        conflict = ("conflict",) if changed_here and not refused else ()
        yield Edit(self._table, id, "set", column, *values, needs=conflict, refused=refused)

    def _why_not(self, id: str, column: str, at: int | None) -> str:
        if column not in self._editable:
            return DERIVED
        if self._follows(id) and column != "decision":
            return FOLLOWS
        return "" if at is not None else "it is no longer here"

    def _follows(self, id: str) -> bool:
        """Tell a finding about a movement (`m1/gate-1`), which is no reading that somebody could mend or delete."""
        return self._table == "statements" and "/" in id

    def _moves(self) -> Iterator[Edit]:
        new, old = self._theirs.shapes, self._base.shapes
        if new is None or old is None:
            return
        came, went = [new[row] for row in self._rows_theirs], [old[row] for row in self._rows_base]
        for number in (~same_shapes(came, went)).nonzero()[0]:
            if self._three_way or not _is_drawn(came[number]):
                yield from self._moved(self._pairs[number].id, went[number], came[number])

    def _moved(self, id: str, was: BaseGeometry | None, now: BaseGeometry | None) -> Iterator[Edit]:
        at = self._in_ours.get(id)
        shapes = self._ours.shapes
        ours = shapes[at] if shapes is not None and at is not None else None
        if at is not None and same_shapes([now], [ours])[0]:
            return
        changed_here = at is not None and not same_shapes([was], [ours])[0]
        refused = self._why_not(id, GEOMETRY, at) or _no_point(now)
        moved = moved_m(was, now) if isinstance(was, Point) and isinstance(now, Point) else None
        needs: tuple[str, ...] = ()
        if not refused and isinstance(now, Point):
            needs = doubts(was if isinstance(was, Point) else None, now, self._area)
            needs = (*needs, "conflict") if changed_here else needs
        values = (_position(was), _position(now), _position(ours) if changed_here else None)
        yield Edit(self._table, id, "moved", GEOMETRY, *values, moved, needs, refused)

    def _renumbered(self) -> Iterator[Edit]:
        ids = self._theirs.columns[ID]
        for pair in self._pairs:
            if (now := str(plain(ids[pair.theirs], ID))) != pair.id:
                yield Edit(
                    self._table, pair.id, "set", ID, pair.id, now, refused="ids never change"
                )

    def _missing(self) -> list[str]:
        there = {pair.id for pair in self._pairs}
        return [id for id in self._in_base if id not in there]

    def _deleted(self) -> Iterator[Edit]:
        for id in self._missing() if self._three_way else ():
            at, row = self._in_ours.get(id), self._in_base[id]
            if at is None:
                continue
            changed = any(
                not same(self._base.columns[c][row], self._ours.columns[c][at], c)
                for c in self._editable if c in self._base.columns and c in self._ours.columns
            )  # fmt: skip
            yield Edit(
                self._table,
                id,
                "deleted",
                needs=("deleted", "conflict") if changed else ("deleted",),
                refused=FOLLOWS if self._follows(id) else "",
            )

    def _added(self) -> Iterator[Edit]:
        for row in self._new:
            told = {
                c: plain(v[row], c)
                for c, v in self._theirs.columns.items()
                if c in COLUMNS[self._table]
            }
            shape = self._theirs.shapes[row] if self._theirs.shapes is not None else None
            if self._is_here(told, shape):
                continue
            written = {
                c: v for c, v in told.items() if v != "" and (c in self._editable or c == ID)
            }
            refused = "" if self._table == "places" else "readings are added in the review page"
            refused = refused or _no_point(shape)
            needs = doubts(None, shape, self._area) if isinstance(shape, Point) else ()
            yield Edit(
                self._table, "", "added", now={**written, GEOMETRY: _position(shape)},
                needs=("inserted", *needs), refused=refused,
            )  # fmt: skip

    def _is_here(self, told: Mapping[str, Any], shape: BaseGeometry | None) -> bool:
        """Tell whether a row that was added is here already, under the id that it got when it came in."""
        names = [c for c in ("name_en", "name_ar") if told.get(c)]
        return any(
            all(same(told[c], self._ours.columns[c][row], c) for c in names)
            for row in (self._located.get(_position(shape), ()) if names else ())
        )

    @cached_property
    def _located(self) -> dict[Any, list[int]]:
        """Index the rows that are here by their position."""
        found: dict[Any, list[int]] = {}
        for row, shape in enumerate(self._ours.shapes or ()):
            found.setdefault(_position(shape), []).append(row)
        return found


_KEYS = frozenset(("fid", "ogc_fid", "OGC_FID", "name", "description", ID))
"""Columns that programs add by themselves."""


def _index(layer: Layer) -> dict[str, int]:
    return {
        str(id): row for row, id in enumerate(layer.columns.get(ID, ())) if id not in ("", None)
    }


def _matched(
    theirs: Layer, base: Layer, in_base: Mapping[str, int], numbered: bool
) -> tuple[list[_Pair], list[int]]:
    """Find for each row the one it was exported as, by its id, then by its number; and the rows that are new.

    Of two rows with one id (a feature pasted in QGIS keeps it) the one with the number of the export is the
    old one. Numbers count only where the file carries its base, so that they are those of the export.
    """
    ids = [
        each if type(each) is str and each in in_base else str(plain(each, ID))
        for each in theirs.columns[ID]
    ]
    claims: dict[str, int] = {}
    for row, id in enumerate(ids):
        if id in in_base:
            own = theirs.numbers[row] == base.numbers[in_base[id]]
            if id not in claims or (own and numbered):
                claims[id] = row
    pairs = [_Pair(id, row, in_base[id]) for id, row in claims.items()]
    rest = sorted(set(range(len(theirs))) - set(claims.values()))
    by_number = (
        {base.numbers[row]: id for id, row in in_base.items() if id not in claims}
        if numbered
        else {}
    )
    new: list[int] = []
    for row in rest:
        if theirs.numbers[row] in by_number:
            id = by_number.pop(theirs.numbers[row])
            pairs.append(_Pair(id, row, in_base[id]))
        else:
            new.append(row)
    return pairs, new


def _is_drawn(shape: BaseGeometry | None) -> bool:
    return shape is not None and not isinstance(shape, Point)


def _no_point(shape: BaseGeometry | None) -> str:
    if shape is None:
        return "has no position; a place needs a point"
    if not isinstance(shape, Point):
        return "is no point; places are moved as points"
    return "0, 0 is no position; programs write it for unknown" if shape.x == shape.y == 0 else ""


def _position(shape: BaseGeometry | None) -> Sequence[float] | str | None:
    """Give a point as (longitude, latitude) in degrees to a centimetre; another geometry by its kind."""
    if isinstance(shape, Point):
        return (round(shape.x, 7) + 0.0, round(shape.y, 7) + 0.0)
    return None if shape is None else shape.geom_type
