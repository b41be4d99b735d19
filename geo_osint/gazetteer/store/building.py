"""A store, written in one pass over what the readers give: memory stays flat whatever the size.

Places and names go into their tables as they come. The forms under which names are looked for are kept
in a second file beside it; SQLite sorts that on the disk, and one pass over the sorted rows numbers the
spellings, cuts them into blocks and writes their grams. The same entries give the same bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np

from geo_osint.errors import GeoOsintError, OutputError
from geo_osint.gazetteer.store import grams, schema
from geo_osint.gazetteer.store.entries import (
    Added,
    Attributed,
    Cites,
    Done,
    Dropped,
    Entry,
    Listed,
    Rejected,
    Told,
)
from geo_osint.gazetteer.store.rows import one_main_each, row_of
from geo_osint.model import Place, PlaceName, Source
from geo_osint.names import is_arabic
from geo_osint.names.crossing import consonants, ways

CACHE_KB = 64 * 1024
"""Memory for pages of each of the two files; what does not fit is on the disk."""

ROWS_AT_ONCE = 5_000

STAGE = """
CREATE TABLE stage.borne (text TEXT NOT NULL, core TEXT, hidden INTEGER NOT NULL, place INTEGER NOT NULL);
CREATE TABLE stage.postings (gram INTEGER NOT NULL, block INTEGER NOT NULL, members BLOB NOT NULL);
"""

SEATS = {"PCLI": 6, "PPLC": 6, "ADM1": 5, "PPLA": 5, "ADM2": 4, "PPLA2": 4, "ADM3": 3, "PPLA3": 3}
"""Added to the number of digits of a population: who is listed first where very many bear one name."""

MOST_PROMINENT = 99

Say = Callable[[str], None]


class Builder:
    """A store being written; `path` must not exist yet, `beside` is a file for what is sorted."""

    def __init__(self, path: Path, beside: Path) -> None:
        self.dropped: dict[str, int] = {}
        self.places = 0
        self.names = 0
        self._sources: dict[str, int] = {}
        self._rows: list[tuple[object, ...]] = []
        self._name_rows: list[tuple[object, ...]] = []
        self._borne: list[tuple[object, ...]] = []
        self._areas: list[tuple[str, str]] = []
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("ATTACH ? AS stage", (str(beside),))
        for name in ("main", "stage"):
            # no journal: the file takes its place only when it is whole
            self._db.execute(f"PRAGMA {name}.journal_mode = OFF")
            self._db.execute(f"PRAGMA {name}.synchronous = OFF")
            self._db.execute(f"PRAGMA {name}.cache_size = -{CACHE_KB}")
        self._db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        self._db.execute(f"PRAGMA user_version = {schema.VERSION}")
        self._db.executescript(schema.TABLES + STAGE)
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Let go of the files."""
        self._db.close()

    def add_source(self, source: Source) -> None:
        """Enter a source that the places to come cite; a key that is there already stays what it was."""
        if source.key not in self._sources:
            number = self._sources[source.key] = len(self._sources)
            row = (
                number,
                source.key,
                source.title,
                source.reference,
                source.licence,
                source.url,
                source.date,
            )
            self._db.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def add_file(self, name: str, sha256: str, source: str) -> None:
        """Enter a file that was read to its end."""
        self._db.execute(
            "INSERT INTO files (name, sha256, source) VALUES (?, ?, ?)", (name, sha256, source)
        )

    def take(self, entries: Iterable[Entry]) -> Iterator[Rejected | Attributed | Told | Done]:
        """Write what a reader gives; give back what is not for the store.

        Raises
        ------
        OutputError
            If the disk is full.
        """
        try:
            for entry in entries:
                if isinstance(entry, Listed):
                    self._list(entry)
                elif isinstance(entry, Dropped):
                    self.dropped[entry.why] = self.dropped.get(entry.why, 0) + 1
                elif isinstance(entry, Added):
                    self._add(entry)
                elif isinstance(entry, Cites):
                    self.add_source(entry.source)
                else:
                    yield entry
            self._flush()
        except sqlite3.Error as fault:
            raise _unwritten(fault) from None

    def _list(self, listed: Listed) -> None:
        place = listed.place
        self._rows.append((self.places, *row_of(place, listed.lies_in, self._sources)))
        for seq, name in enumerate(one_main_each(place.names)):
            self._name_rows.append(self._name_row(self.places, seq, name))
        self._bear(self.places, (name.text for name in place.names), prominence(place))
        if listed.stands_for:
            self._areas.append((listed.stands_for, place.id))
        self.places += 1
        self.names += len(place.names)
        if len(self._rows) >= ROWS_AT_ONCE:
            self._flush()

    def _name_row(self, place: int, seq: int, name: PlaceName) -> tuple[object, ...]:
        source = self._sources[name.source]
        return (
            place, seq, name.text, name.language, name.script, name.role, source,
            name.since or None, name.until or None, name.note or None,
        )  # fmt: skip

    def _bear(self, place: int, names: Iterable[str], prominent: int) -> None:
        hidden = MOST_PROMINENT - prominent
        for core in dict.fromkeys(core for name in names for core in schema.cores_of(name)):
            text = core.replace(" ", "")
            self._borne.append((text, core if core != text else None, hidden, place))

    def _add(self, added: Added) -> None:
        """Give a place a further name, unless it has it; names of places that are not here are counted."""
        row = self._db.execute("SELECT n FROM places WHERE id = ?", (added.id,)).fetchone()
        if row is None:
            why = "names of places that the files do not hold"
            self.dropped[why] = self.dropped.get(why, 0) + 1
            return
        name = self._ranked(row[0], added.name)
        same = "SELECT 1 FROM names WHERE place = ? AND text = ? AND language = ?"
        if self._db.execute(same, (row[0], name.text, name.language)).fetchone():
            return
        (seq,) = self._db.execute("SELECT max(seq) + 1 FROM names WHERE place = ?", row).fetchone()
        self._db.execute(INSERT_NAME, self._name_row(row[0], seq, name))
        self._bear(row[0], (name.text,), 0)
        self.names += 1
        if len(self._borne) >= ROWS_AT_ONCE:
            self._flush()

    def _ranked(self, place: int, name: PlaceName) -> PlaceName:
        """Let the name that its list prefers be the main one of its language, else the first."""
        tongue = (place, name.language, name.script)
        where = "WHERE place = ? AND language = ? AND script = ? AND role = 'main'"
        if name.role == "main":
            self._db.execute(f"UPDATE names SET role = 'variant' {where}", tongue)
        elif name.role != "variant" or name.language == "und":
            return name
        elif self._db.execute(f"SELECT 1 FROM names {where}", tongue).fetchone() is None:
            return replace(name, role="main")
        return name

    def _flush(self) -> None:
        self._db.executemany(INSERT_PLACE, self._rows)
        self._db.executemany(INSERT_NAME, self._name_rows)
        self._db.executemany("INSERT INTO stage.borne VALUES (?, ?, ?, ?)", self._borne)
        self._db.executemany("INSERT OR IGNORE INTO areas VALUES (?, ?)", self._areas)
        for rows in (self._rows, self._name_rows, self._borne, self._areas):
            rows.clear()

    def places_are_in(self) -> Iterator[Rejected]:
        """Say that all places are given, further names may follow; give those whose id came before."""
        self._db.execute("CREATE INDEX places_by_id ON places (id)")
        twice = (
            "SELECT id, n FROM places AS later WHERE EXISTS "
            "(SELECT 1 FROM places AS first WHERE first.id = later.id AND first.n < later.n)"
        )
        found = "SELECT id, count(*) FROM places GROUP BY id HAVING count(*) > 1"
        if self._db.execute(f"SELECT 1 FROM ({found}) LIMIT 1").fetchone() is None:
            return
        self._db.execute(f"CREATE TEMP TABLE doubled AS {twice} ORDER BY n")
        for table, column in (
            ("main.names", "place"),
            ("stage.borne", "place"),
            ("main.places", "n"),
        ):
            self._db.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT n FROM doubled)")
        for (id,) in self._db.execute("SELECT id FROM doubled ORDER BY n"):
            self.places -= 1
            yield Rejected(id, "listed a second time; the first is kept")

    def finish(self, name: str, digest: str, attribution: str, say: Say) -> None:
        """Write how names are found, and what the store says of itself.

        Raises
        ------
        OutputError
            If the disk is full, or the file does not read back as it was written.
        """
        try:
            say("sorting names")
            self._spell(say)
            say("writing indexes")
            self._db.execute("INSERT INTO grams SELECT * FROM stage.postings ORDER BY gram, block")
            self._db.execute("COMMIT")
            self._db.executescript(schema.INDEXES)
            about = {
                "format": schema.FORMAT, "name": name, "digest": digest, "attribution": attribution,
                "spelling_rules": schema.spelling_rules(), "places": str(self.places),
            }  # fmt: skip
            self._db.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
            self._db.execute("DETACH stage")
            self._db.execute("ANALYZE")
            say("checking the file")
            if self._db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise OutputError("the store came out damaged; is the disk full?")
        except sqlite3.Error as fault:
            raise _unwritten(fault) from None

    def _spell(self, say: Say) -> None:
        """Write the spellings, numbered by length and letters, each with its bearers."""
        rows = self._db.execute(
            "SELECT text, core, place FROM stage.borne ORDER BY length(text), text, hidden, place"
        )
        writer = _SpellingWriter(self._db)
        for text, group in groupby(rows, key=lambda row: row[0]):
            if writer.count == 0:
                say("writing spellings")
            borne = list(group)
            bearers = dict.fromkeys(place for _, _, place in borne)
            writer.add(
                text, borne[0][1] or text, np.fromiter(bearers, "<u4", len(bearers)).tobytes()
            )
        writer.flush()


class _SpellingWriter:
    """Spellings in their order, cut into blocks of one length."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.count = 0
        self._block = 0
        self._texts: list[str] = []
        self._rows: list[tuple[object, ...]] = []

    def add(self, text: str, core: str, bearers: bytes) -> None:
        if self._texts and (len(self._texts) == grams.BLOCK or len(text) != len(self._texts[0])):
            self.flush()
        sounds = ways(core)[0]
        bones = consonants(sounds)
        self._rows.append((self.count, text, sounds, bones, is_arabic(text), bearers))
        self._texts.append(text)
        self.count += 1

    def flush(self) -> None:
        if not self._texts:
            return
        first = self.count - len(self._texts)
        self._db.execute(
            "INSERT INTO blocks VALUES (?, ?, ?)", (self._block, len(self._texts[0]), first)
        )
        self._db.executemany("INSERT INTO spellings VALUES (?, ?, ?, ?, ?, ?)", self._rows)
        found = ((gram, self._block, members) for gram, members in grams.postings(self._texts))
        self._db.executemany("INSERT INTO stage.postings VALUES (?, ?, ?)", found)
        self._block += 1
        self._texts.clear()
        self._rows.clear()


INSERT_PLACE = "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_NAME = "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def prominence(place: Place) -> int:
    """Tell how widely known a place is likely to be: the digits of its population, and if it is a seat.

    Only used to choose which of very many bearers of one name are looked at.
    """
    told = (each.value for each in place.attributes if each.key == "population")
    digits = max((len(value) for value in told), default=0)
    return min(digits + SEATS.get(place.kind, 0), MOST_PROMINENT)


def _unwritten(fault: sqlite3.Error) -> GeoOsintError:
    full = "full" in str(fault)
    advice = "the disk is full; make room or choose another folder with -o"
    return OutputError(advice if full else f"the store could not be written ({fault})")
