"""GeoPackages through SQLite alone: real tables of features, nothing that the file could make SQLite run.

A GeoPackage may hold views, triggers, virtual tables and functions in its schema. None of them is used: the
file is opened unchangeable, its schema is not trusted, and an authorizer lets nothing pass but reading from
the tables that it lists as layers.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from geo_osint.errors import InputError
from geo_osint.files import scratch, streams
from geo_osint.files.layers.base import FORMAT, HEAD, PREFIX, quoted
from geo_osint.files.layers.frames import WGS84, epsg_of, to_wgs84
from geo_osint.files.layers.shapes import from_wkb
from geo_osint.files.layers.value import Cell, Layer, LayerFile, Shapes
from geo_osint.files.logs import logs_of

MAGIC = b"SQLite format 3\0"

MAX_BYTES = 2 * 1024**3
"""A hundred times the layers of a large case."""

LONGEST_VALUE = 64 * 1024 * 1024
"""Bytes of one cell: the largest geometry that is read, and some."""

OURS = frozenset(("layer_styles", "qgis_projects"))
"""Tables that QGIS keeps its own things in."""

KEY = "fid"
"""What exports call the number of a row."""

_READ = ("features", "attributes")

_ALLOWED = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ))

_ENVELOPES = (0, 32, 48, 48, 64)
"""Bytes of the box before a geometry, by its code (GeoPackage 1.3, clause 2.1.3)."""


def read_geopackage(path: Path) -> LayerFile:
    """Read the layers of a GeoPackage, and its base if geo-osint wrote it.

    Raises
    ------
    InputError
        If it is damaged, lists a layer that is no table, or holds a geometry or reference system that is
        not read.
    """
    sha256 = streams.digest_of(path)
    if path.stat().st_size > MAX_BYTES:
        raise InputError(
            f"{path}: larger than {MAX_BYTES // 1024**3} GB; save only the layers that matter"
        )
    with _opened(path) as database:
        try:
            return _read(database, path, sha256)
        except sqlite3.Error as fault:
            raise _damaged(path, str(fault)) from None


def _read(database: sqlite3.Connection, path: Path, sha256: str) -> LayerFile:
    reader = _Reader(database, path)
    listed = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
    wanted = [n for n, kind in listed.items() if kind in _READ and n not in OURS]
    if false := [name for name in wanted if name not in reader.tables]:
        raise InputError(
            f"{path}: the layer {false[0][:60]!r} is a view or another thing than a table; save it as a layer"
        )
    layers = {name: reader.layer(name, name) for name in wanted}
    base_of, base = reader.base(layers)
    return LayerFile(str(path), "GeoPackage", sha256, tuple(layers.values()), base, base_of)


class _Reader:
    """An open file, its real tables (a virtual one has no page of its own), and where geometries stand."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database, self._path = database, path
        found = database.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'")
        self.tables = frozenset(name for name, page in found if page)
        columns = "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"
        self._geometry = {table: (own, srs) for table, own, srs in database.execute(columns)}

    def layer(self, name: str, table: str, rows: str = "") -> Layer:
        """Read one table, or some `rows` of it; `name` is the layer's whose geometry column it has."""
        where = f"{self._path}, {name}"
        about = self._about(table)
        columns = [each[1] for each in about]
        own, srs = self._geometry.get(name, ("", WGS84))
        key = next((each[1] for each in about if each[5]), KEY if KEY in columns else "")
        chosen = ", ".join(f"own.{quoted(column)}" for column in columns)
        held = self._database.execute(f"SELECT {chosen} FROM {quoted(table)} own {rows}").fetchall()
        turned = map(list, zip(*held, strict=True)) if held else ([] for _ in columns)
        cells = dict(zip(columns, turned, strict=True))
        numbers = cells.pop(key, None) or list(range(1, len(held) + 1))
        shapes = None
        if own in cells:
            shapes = _shapes(cells.pop(own), self._epsg(srs, where), where, numbers)
        return Layer(name, {c: _without_bytes(v) for c, v in cells.items()}, numbers, shapes)

    def base(self, layers: Mapping[str, Layer]) -> tuple[str, dict[str, Layer]]:
        """Read what was exported, and the name of its case; nothing where the file does not carry it."""
        if HEAD not in self.tables:
            return "", {}
        head = self._database.execute(f"SELECT format, name FROM {HEAD}").fetchone()
        if head is None or head[0] != FORMAT:
            raise InputError(
                f"{self._path}: {HEAD} says {str(head and head[0])[:40]!r}, this version reads {FORMAT!r}"
            )
        copies = {t.removeprefix(PREFIX): t for t in sorted(self.tables) if t.startswith(PREFIX)}
        return str(head[1]), {
            own: self._copy(own, table, layers.get(own)) for own, table in copies.items()
        }

    def _copy(self, own: str, table: str, layer: Layer | None) -> Layer:
        """Read a copy of a layer: the rows that differ from the layer's alone, the others are its own."""
        columns = [each[1] for each in self._about(table)]
        now = [each[1] for each in self._about(own) if each[5]]
        has = {each[1] for each in self._about(own)}
        if layer is None or now != [KEY] or not {*columns} <= has:
            return self.layer(own, table)
        differs = " OR ".join(f"now.{quoted(c)} IS NOT own.{quoted(c)}" for c in columns)
        join = f"LEFT JOIN {quoted(own)} now ON now.{KEY} = own.{KEY} WHERE {differs}"
        fids = [fid for (fid,) in self._database.execute(f"SELECT {KEY} FROM {quoted(table)}")]
        return _patched(layer, self.layer(own, table, join), fids)

    def _about(self, table: str) -> list[tuple[int, str, str, int, object, int]]:
        return self._database.execute(f"PRAGMA table_info({quoted(table)})").fetchall()

    def _epsg(self, srs: int, where: str) -> int:
        found = self._database.execute(
            "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?",
            (srs,),
        ).fetchone()
        organization, number = found or ("no", srs)
        return epsg_of(f"{organization}:{number}", where)


def _patched(layer: Layer, differing: Layer, fids: list[int]) -> Layer:
    """Put rows that differ among those of a layer, for the rows with these numbers."""
    there = {fid: row for row, fid in enumerate(layer.numbers)}
    other = {fid: len(layer) + row for row, fid in enumerate(differing.numbers)}
    at = [other[fid] if fid in other else there[fid] for fid in fids]

    def taken(now: Sequence[Cell], then: Sequence[Cell]) -> list[Cell]:
        both = [*now, *then]
        return [both[row] for row in at]

    columns = {c: taken(layer.columns[c], then) for c, then in differing.columns.items()}
    located = layer.shapes is not None and differing.shapes is not None
    shapes = taken(layer.shapes or (), differing.shapes or ()) if located else None
    return Layer(layer.name, columns, fids, shapes)


def _without_bytes(values: list[Cell]) -> list[Cell]:
    return (
        [None if type(v) is bytes else v for v in values]
        if bytes in set(map(type, values))
        else values
    )


def _shapes(blobs: list[bytes | None], epsg: int, where: str, numbers: list[int]) -> Shapes:
    def row(number: int) -> str:
        return f"{where}, row {numbers[number]}"

    found = [None if blob is None else _wkb(blob, row, number) for number, blob in enumerate(blobs)]
    return to_wgs84(from_wkb(found, row), epsg, where)


def _wkb(blob: bytes, row: object, number: int) -> bytes | None:
    """Take the geometry out of its envelope (GeoPackageBinary, clause 2.1.3)."""
    sound = type(blob) is bytes and len(blob) >= 8 and blob[:3] == b"GP\x00"
    flags = blob[3] if sound else 0
    envelope = flags >> 1 & 7
    if not sound or envelope >= len(_ENVELOPES) or flags & 0x20:
        assert callable(row)
        raise InputError(f"{row(number)}: holds no geometry of a GeoPackage; repair the file")
    return None if flags & 0x10 else blob[8 + _ENVELOPES[envelope] :]


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file so that nothing in it runs and nothing of it changes.

    What QGIS has saved but not yet moved into the file stands in a log beside it; then all are copied and the
    copy is read.
    """
    logs = logs_of(path)
    if not logs:
        with _guarded(path, path, "mode=ro&immutable=1") as database:
            yield database
        return
    with scratch() as folder:
        for each in (path, *logs):
            shutil.copyfile(
                streams.checked(each), folder / f"copy.gpkg{each.name.removeprefix(path.name)}"
            )
        with _guarded(path, folder / "copy.gpkg", "mode=rw") as database:
            yield database


@contextmanager
def _guarded(path: Path, file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"file:{quote(str(file.absolute()))}?{mode}"
    try:
        database = sqlite3.connect(address, uri=True)
    except sqlite3.Error as fault:
        raise _damaged(path, str(fault)) from None
    with closing(database):
        try:
            _harden(database, path)
        except sqlite3.Error as fault:
            raise _damaged(path, str(fault)) from None
        yield database


def _harden(database: sqlite3.Connection, path: Path) -> None:
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    state = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if state != "ok":
        raise _damaged(path, state)
    database.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, *others: str | None) -> int:
    """Let reading pass, and only from a table itself: the last argument names a view that would read."""
    described = action == sqlite3.SQLITE_PRAGMA and first == "table_info"
    harmless = (action in _ALLOWED or described) and not others[-1]
    return sqlite3.SQLITE_OK if harmless else sqlite3.SQLITE_DENY


def _damaged(path: Path, words: str) -> InputError:
    return InputError(
        f"{path}: no GeoPackage that can be read ({' '.join(words.split())[:100]}); save it anew"
    )
