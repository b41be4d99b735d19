"""The tables of a store: one SQLite file that holds places, their names, and how names are found."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from geo_osint.names.comparing import article_cut_off
from geo_osint.names.crossing import consonants, ways
from geo_osint.names.edges import without_articles
from geo_osint.names.folding import key
from geo_osint.names.nouns import kind_nouns, one_spelling
from geo_osint.names.readings import readings_of
from geo_osint.names.sounds import QUALIFIER, SKELETON

APPLICATION_ID = 0x67656F6F
"""Says in the file's header whose it is: the letters "geoo"."""

VERSION = 1
"""The number of this layout; another one is not read."""

FORMAT = f"geo-osint store {VERSION}"

TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (n INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, source TEXT NOT NULL);
CREATE TABLE sources (
    n INTEGER PRIMARY KEY, key TEXT NOT NULL, title TEXT NOT NULL, reference TEXT NOT NULL,
    licence TEXT NOT NULL, url TEXT NOT NULL, date TEXT NOT NULL);
CREATE TABLE places (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, countries TEXT NOT NULL,
    lies_in TEXT NOT NULL, lon REAL, lat REAL, precision_m REAL, date TEXT, source INTEGER, more TEXT);
CREATE TABLE names (
    place INTEGER NOT NULL, seq INTEGER NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
    script TEXT NOT NULL, role TEXT NOT NULL, source INTEGER NOT NULL, since TEXT, until TEXT, note TEXT,
    PRIMARY KEY (place, seq)) WITHOUT ROWID;
CREATE TABLE areas (code TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE spellings (
    n INTEGER PRIMARY KEY, text TEXT NOT NULL, sounds TEXT NOT NULL, skeleton TEXT NOT NULL,
    arabic INTEGER NOT NULL, bearers BLOB NOT NULL);
CREATE TABLE blocks (n INTEGER PRIMARY KEY, length INTEGER NOT NULL, first INTEGER NOT NULL);
CREATE TABLE grams (
    gram INTEGER NOT NULL, block INTEGER NOT NULL, members BLOB NOT NULL,
    PRIMARY KEY (gram, block)) WITHOUT ROWID;
"""
"""`spellings` are the names as they are looked for (see `cores_of`), sorted by length, each with the
numbers of the places that bear it; `grams` says which of them hold three letters, block by block."""

INDEXES = """
CREATE UNIQUE INDEX spellings_by_text ON spellings (text);
CREATE INDEX spellings_by_skeleton ON spellings (arabic, skeleton, sounds);
"""

COLUMNS = {
    "about": 2, "files": 4, "sources": 7, "places": 11, "names": 10, "areas": 2, "spellings": 6,
    "blocks": 3, "grams": 3,
}  # fmt: skip
"""How many columns each table has; a file that says it is a store must have them."""

PROBES = (
    "Al-Mayādīn", "دير الزُّور", "معبر الوليد الحدودي", "Deir ez-Zor", "Tell Abyad", "Qamişlo", "القائم",
    "‘Ayn al-‘Arab", "حقل العمر النفطي", "Jisr ash-Shughur", "Ain Diwar", "ديرك", "Upper Zab", "سێمالکا",
)  # fmt: skip
"""Names whose folded forms tell whether a store was made with the spelling rules that are in use now."""


@cache
def spelling_rules() -> str:
    """Give a fingerprint of the rules by which names are folded, sounded and stripped: tables and probes."""
    rows = [(core, ways(core), consonants(ways(core)[0])) for p in PROBES for core in cores_of(p)]
    words = [sorted(table.items()) for table in (kind_nouns(), one_spelling(), QUALIFIER, SKELETON)]
    return sha256(repr((rows, words)).encode()).hexdigest()[:16]


def cores_of(name: str) -> list[str]:
    """Give the forms under which a name is kept, before their spaces are taken out.

    Folded, without articles and kind noun (`NameForm.core`); so too each of several names that stand
    side by side, and a name without the Latin article that has grown on to it.

    Examples
    --------
    >>> cores_of("Al-Omar oil field"), cores_of("Almayadin")
    (['omar'], ['almayadin', 'mayadin'])
    """
    found = []
    for reading, _ in readings_of(name):
        core = _core_of(reading)
        if core:
            found.append(core)
            if (cut := article_cut_off(core)) != core:
                found.append(cut)
    return found


def _core_of(name: str) -> str:
    """Give `form_of(name).core` without working out all the rest, four times as fast."""
    nouns, spelt = kind_nouns(), one_spelling()
    words = without_articles(key(name).split())
    kept = [word for word in words if word not in nouns] or words
    return " ".join(spelt.get(word, word) for word in kept)
