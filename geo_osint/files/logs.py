"""Logs that SQLite keeps beside a database: what is not yet in the file, or must be taken back out of it.

Whoever reads the file alone misses them; whoever replaces the file alone leaves them to be laid over the new one.
"""

from __future__ import annotations

from pathlib import Path

from geo_osint.errors import OutputError

ENDINGS = ("-wal", "-journal")
"""Of the write-ahead log, which QGIS uses while a layer is edited, and of the rollback journal."""


def refuse_unclosed(path: Path) -> None:
    """Refuse to replace a database while what was last written to it stands in a log beside it.

    SQLite would lay that log over the new file, and mix the two.

    Raises
    ------
    OutputError
        If it is so: another program has the file open, or did not close it.
    """
    for log in logs_of(path):
        raise OutputError(
            f"{path}: is open in another program, or was not closed ({log.name} holds the last edits); "
            "stop editing and close it in QGIS, then try again"
        )


def logs_of(path: Path) -> list[Path]:
    """Give the logs beside a database that hold what is not yet in it, or must be taken back out of it."""
    beside = (path.with_name(path.name + ending) for ending in ENDINGS)
    return [each for each in beside if each.is_file() and each.stat().st_size]
