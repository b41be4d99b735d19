"""Export a case again and again, killed at one file operation after another; told as JSON.

Usage: killed_writer.py FOLDER MOMENTS    (run with the project's Python, so that nothing is shared with pytest)
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from geo_osint import files, pipeline
from tests.output.conftest import derived, hand_made

CASE, _, TABLES = derived(hand_made())


def export(folder: Path, name: str) -> None:
    """Write every format at once, with something in each that tells one export from another."""
    places = TABLES["places"].assign(note=name)
    with files.staged(folder) as stage:
        for ending, write in pipeline.FORMATS.items():
            if ending != ".qgz":  # comes with .gpkg
                write(
                    stage, f"case{ending}", replace(CASE, name=name), {**TABLES, "places": places}
                )


def held(folder: Path) -> dict[str, str]:
    """Digest the files that a user sees."""
    return {
        each.name: files.sha256(each.read_bytes())
        for each in folder.iterdir()
        if not each.name.startswith(".geo-osint-")
    }


def child(work: Callable[[], None]) -> int:
    """Start another process for some work, and give its id."""
    id = os.fork()
    if id == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return id


OPERATIONS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect")


def watched(folder: Path, at: Callable[[int], None]) -> None:
    """Export, and tell the number of each operation on a file before it happens."""
    seen = 0

    def count(event: str, _: object) -> None:
        nonlocal seen
        if event in OPERATIONS:
            seen += 1
            at(seen)

    sys.addaudithook(count)
    export(folder, "new")


def killed_at(moment: int, folder: Path) -> None:
    """Export, and die before the n-th operation."""
    watched(folder, lambda seen: os.kill(os.getpid(), signal.SIGKILL) if seen == moment else None)


def operations(folder: Path) -> int:
    """Count the operations of one whole export."""
    reading, writing = os.pipe()

    def work() -> None:
        numbers: list[int] = []
        watched(folder, numbers.append)
        os.write(writing, str(numbers[-1]).encode())

    os.waitpid(child(work), 0)
    return int(os.read(reading, 100))


def main(folder: Path, moments: int) -> None:
    for name in ("old", "new"):
        os.waitpid(child(lambda name=name: export(folder / name, name)), 0)
    shutil.copytree(folder / "old", folder / "kept")
    old, new = held(folder / "old"), held(folder / "new")
    last = operations(folder / "counted")
    told = []
    for number in range(moments):
        moment = 1 + number * (last - 1) // (moments - 1)
        _, status = os.waitpid(child(lambda at=moment: killed_at(at, folder / "old")), 0)
        found = held(folder / "old")
        told.append(
            {
                "signal": os.WTERMSIG(status),
                "strange": sorted(
                    name for name, digest in found.items() if digest not in (old[name], new[name])
                ),
                "missing": sorted(set(old) - set(found)),
                "new": sum(found[name] == new[name] != old[name] for name in found),
            }
        )
        shutil.rmtree(folder / "old")
        shutil.copytree(folder / "kept", folder / "old")
    both = [child(lambda name=name: export(folder / "old", name)) for name in ("old", "new")]
    ended = [os.waitpid(each, 0)[1] for each in both]
    found = held(folder / "old")
    strange = [name for name, digest in found.items() if digest not in (old[name], new[name])]
    two = {"ended": ended, "strange": strange, "missing": sorted(set(old) - set(found))}
    sys.stdout.write(json.dumps({"files": len(old), "last": last, "killed": told, "two": two}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
