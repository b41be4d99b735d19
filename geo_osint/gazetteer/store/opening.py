"""A store file from anywhere, opened to be read: checked first, trusted for data alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from geo_osint.errors import InputError
from geo_osint.files import streams
from geo_osint.gazetteer.store import schema
from geo_osint.gazetteer.store.lookup import Store

MAGIC = b"SQLite format 3\0"

CACHE_KB = 32 * 1024

LONGEST_VALUE = 16 << 20
"""Bytes of one cell; the bearers of the commonest name take some hundred thousand."""


def is_store(path: Path) -> bool:
    """Tell a SQLite file, whoever made it, by its first bytes.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    with streams.regular(path) as file:
        return file.read(len(MAGIC)) == MAGIC


def open_store(path: Path) -> Store:
    """Open a store to look names up in it; it is not loaded, and never written to.

    Raises
    ------
    InputError
        If it is no store, of another version, damaged, or made with other rules of spelling.
    """
    streams.checked(path)
    # immutable: no lock, no journal is looked for beside it; nothing that lies there is opened
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        _guard(connection)
        return Store(str(path), connection, _about(connection, str(path)))
    except sqlite3.Error as fault:
        connection.close()
        raise InputError(f"{path}: is damaged ({fault}); import it again") from None
    except InputError:
        connection.close()
        raise


def _guard(connection: sqlite3.Connection) -> None:
    """Let the file be data: no functions from its schema, no writing."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)


def _about(connection: sqlite3.Connection, name: str) -> dict[str, str]:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != schema.APPLICATION_ID:
        raise InputError(
            f"{name}: a SQLite file, but no store of geo-osint; make one with `geo-osint gazetteer import`"
        )
    if version != schema.VERSION:
        raise InputError(
            f"{name}: a store of version {version}, this program reads {schema.VERSION}; import it again"
        )
    _refuse_other_tables(connection, name)
    about = {
        str(k): str(v) for k, v in connection.execute("SELECT key, value FROM about LIMIT 100")
    }
    if not {"name", "digest", "attribution", "spelling_rules"} <= about.keys():
        raise InputError(f"{name}: is damaged (it does not say what it is); import it again")
    if about["spelling_rules"] != schema.spelling_rules():
        raise InputError(
            f"{name}: was made by a version of geo-osint that folds names otherwise; import it again"
        )
    return about


def _refuse_other_tables(connection: sqlite3.Connection, name: str) -> None:
    """Refuse views, triggers, virtual tables and other columns: they could run what is not ours."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema LIMIT 100").fetchall()
    kinds = {kind for kind, _, _ in rows}
    tables = {table: sql or "" for kind, table, sql in rows if kind == "table"}
    ours = {table for table in tables if not table.startswith("sqlite_")}
    virtual = any("virtual" in sql.lower()[:40] for sql in tables.values())
    if kinds - {"table", "index"} or ours != schema.COLUMNS.keys() or virtual:
        raise InputError(f"{name}: holds other tables than a store; import it again")
    for table, count in schema.COLUMNS.items():
        if len(connection.execute(f"PRAGMA table_info({table})").fetchall()) != count:
            raise InputError(f"{name}: its table {table} has other columns; import it again")
