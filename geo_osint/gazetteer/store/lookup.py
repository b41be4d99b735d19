"""Places of a store by what somebody typed: few, picked on the disk, for `gazetteer.search` to weigh.

Method: a name is looked for as its core (folded, without article and kind noun) in three ways. The same
core is met by its B-tree. Letters that differ are met by counting grams of three shared (`grams`), then
by edit distance (optimal string alignment). The other script is met by the skeleton of consonants, whole
or with one consonant more, less or other, and ordered by how the sounds align (`names.aligning`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo_osint.errors import InputError
from geo_osint.gazetteer.store import grams
from geo_osint.gazetteer.store.in_text import stretches
from geo_osint.gazetteer.store.rows import place_from
from geo_osint.gazetteer.value import Gazetteer
from geo_osint.model import Place, PlaceName, Source
from geo_osint.names import NameForm, form_of, readings_of
from geo_osint.names.aligning import SoundRows
from geo_osint.names.comparing import article_cut_off
from geo_osint.names.crossing import consonants
from geo_osint.names.forms import behind_proclitics

MOST_OF_ONE_NAME = 60
"""Bearers of a name that are weighed; thousands are called San José."""

LOOKED_AT_IN_TEXT = 200
"""Bearers of a name in a text whose country is looked at."""

MOST_IN_TEXT = 12
"""Bearers of one name in a text that are kept: a choice between more is none."""

MOST_OF_A_LIKE_NAME = 3
"""The same of a spelling that is only like the one asked for."""

SHARING_GRAMS = 256
"""Spellings that share most grams, of which the edit distance is taken."""

LIKE = 24
"""Spellings in one script that go on to be weighed."""

SOUNDING = 24
"""The same in the other script."""

MOST_ALIGNED = 4_000
"""Spellings whose sounds are aligned: 10 ms of arithmetic."""

LEAST_SOUNDING = 0.6
"""Sounds that align worse are not weighed."""

AT_ONCE = 500
"""Values of one SQL statement."""

DAMAGED = (
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    RuntimeError,
    InputError,
    sqlite3.Error,
)
"""What reading raises where a file does not hold what a store holds (RuntimeError: a row that is missing)."""


class Store:
    """A store that is open to be asked; made by `open_store`."""

    def __init__(self, path: str, connection: sqlite3.Connection, about: Mapping[str, str]) -> None:
        self._path = path
        self._db = connection
        self._about = about

    @property
    def name(self) -> str:
        """Give the gazetteer's name."""
        return self._about["name"]

    @property
    def sha256(self) -> str:
        """Give the digest of what the store was made from: its sources' bytes, in their order."""
        return self._about["digest"]

    @property
    def attribution(self) -> str:
        """Give what the licences of its sources ask to be said."""
        return self._about["attribution"]

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Give the sources that its places cite, by key."""
        rows = self._rows(SELECT_SOURCES, ())
        with self._reading():
            return {row[0]: Source(*map(str, row)) for row in rows}

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def count(self) -> int:
        """Count its places."""
        with self._reading():
            return int(next(self._rows("SELECT count(*) FROM places", ()))[0])

    def like(self, queries: Iterable[str]) -> Gazetteer:
        """Give the places that typed names may mean, in an excerpt: some more than will be shown.

        Raises
        ------
        InputError
            If the file turns out damaged.
        """
        numbers: dict[int, None] = {}
        with self._reading():
            for query in queries:
                numbers.update(dict.fromkeys(self._like(query)))
        return self.excerpt(numbers)

    def _like(self, query: str) -> Iterator[int]:
        for reading, _ in readings_of(query):
            form = form_of(reading)
            for text in _same(form):
                yield from self.bearers(text, MOST_OF_ONE_NAME)
            if not form.joined:
                continue
            for number in (*self._similar(form.joined), *self._sounding(form)):
                (bearers,) = next(
                    self._rows("SELECT bearers FROM spellings WHERE n = ?", (number,))
                )
                yield from _numbers(bearers)[:MOST_OF_A_LIKE_NAME]

    def named_in(self, texts: Iterable[str], home: Collection[str]) -> Gazetteer:
        """Give the places whose names stand in texts, in an excerpt; `in_text` says what counts.

        Of several bearers of a name those in the countries `home` count, if there are any: the others
        are namesakes far from all the text speaks of. At most `MOST_IN_TEXT` of one name. The areas that
        they lie in come along.

        Raises
        ------
        InputError
            If the file turns out damaged.
        """
        spellings = sorted({each for text in texts for each in stretches(text)})
        numbers: dict[int, None] = {}
        with self._reading():
            for _, bearers in self._each(SELECT_BEARERS, spellings):
                numbers.update(dict.fromkeys(self._nearest_home(_numbers(bearers), home)))
        found = self.excerpt(sorted(numbers))
        areas = self.ids(sorted({id for place in found.places.values() for id in place.within}))
        return self.excerpt(sorted({*numbers, *areas})) if areas else found

    def _nearest_home(self, bearers: list[int], home: Collection[str]) -> list[int]:
        looked_at = bearers[:LOOKED_AT_IN_TEXT]
        rows = dict(self._each("SELECT n, countries FROM places WHERE n IN", looked_at))
        at_home = [n for n in looked_at if not set(rows[n].split()).isdisjoint(home)]
        return (at_home or looked_at)[:MOST_IN_TEXT]

    def bearers(self, text: str, most: int) -> list[int]:
        """Give the numbers of places that bear a spelling, the more prominent first."""
        row = next(self._rows("SELECT bearers FROM spellings WHERE text = ?", (text,)), None)
        return _numbers(row[0])[:most] if row else []

    def _similar(self, text: str) -> list[int]:
        """Find the spellings of the same script that differ by few letters, nearest first."""
        numbers = grams.sharing(self._db, text, SHARING_GRAMS)
        texts = dict(self._each("SELECT n, text FROM spellings WHERE n IN", numbers))
        near = process.extract(
            text, texts, scorer=OSA.distance, score_cutoff=grams.edits_of(len(text)), limit=LIKE + 1
        )
        return [number for found, _, number in near if found != text][:LIKE]

    def _sounding(self, form: NameForm) -> list[int]:
        """Find the spellings of the other script that sound alike, nearest first."""
        found: list[tuple[int, str]] = []
        shortest, longest = _lengths_across(form)
        for skeleton in _skeletons(consonants(form.sounds[0])):
            found += self._rows(
                "SELECT n, sounds FROM spellings WHERE arabic = ? AND skeleton = ? "
                "AND length(sounds) BETWEEN ? AND ? LIMIT ?",
                (not form.arabic, skeleton, shortest, longest, MOST_ALIGNED - len(found)),
            )
            if len(found) >= MOST_ALIGNED:
                break
        if not found:
            return []
        rows = SoundRows([sounds for _, sounds in found])
        alike = rows.likenesses(form.sounds, np.arange(len(found), dtype=np.int32))
        order = np.argsort(-alike, kind="stable")[:SOUNDING]
        return [found[at][0] for at in order if alike[at] >= LEAST_SOUNDING]

    def excerpt(self, numbers: Iterable[int]) -> Gazetteer:
        """Load some places by number, with all their names."""
        wanted = list(dict.fromkeys(numbers))
        with self._reading():
            places = self._places(wanted)
        return Gazetteer(
            self.name, self.sha256, places, self.sources, self.attribution, excerpt=True
        )

    def _places(self, wanted: Sequence[int]) -> dict[str, Place]:
        rows = {row[0]: row[1:] for row in self._each(SELECT_PLACES, wanted)}
        names: dict[int, list[PlaceName]] = {}
        sources = list(self.sources)
        for row in self._each(SELECT_NAMES, wanted):
            text, language, script, role, source, since, until, note = row[2:]
            name = PlaceName(
                text, language, script, role, sources[source], since or "", until or "", note or ""
            )
            names.setdefault(row[0], []).append(name)
        areas = self._areas({str(row[3]) for row in rows.values()})
        found = {}
        for number in (each for each in wanted if each in rows):
            id, kind, countries, lies_in, *rest = rows[number]
            within = tuple(area for area in areas[lies_in] if area != id)
            found[id] = place_from((id, kind, countries, *rest), names[number], within, sources)
        return found

    def _areas(self, codes: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Give the ids of the areas that each code lies in, smallest first."""
        chains = {code: _wider(code) for code in codes}
        every = sorted({wider for chain in chains.values() for wider in chain})
        ids = dict(self._each("SELECT code, id FROM areas WHERE code IN", every))
        return {code: tuple(ids[w] for w in chain if w in ids) for code, chain in chains.items()}

    def ids(self, ids: Sequence[str]) -> list[int]:
        """Give the numbers of places by id; those that are not here are left out."""
        with self._reading():
            return [number for (number,) in self._each("SELECT n FROM places WHERE id IN", ids)]

    def _each(
        self, statement: str, values: Sequence[int] | Sequence[str]
    ) -> Iterator[tuple[Any, ...]]:
        """Run a statement that ends in IN over any number of values; rows come in the tables' order."""
        for start in range(0, len(values), AT_ONCE):
            part = values[start : start + AT_ONCE]
            yield from self._rows(f"{statement} ({', '.join('?' * len(part))})", part)

    def _rows(self, statement: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        yield from self._db.execute(statement, values)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Say that the file is damaged, whatever it is that damage makes go wrong."""
        try:
            yield
        except DAMAGED as fault:
            words = " ".join(str(fault).split())[:80]
            raise InputError(f"{self._path}: is damaged ({words}); import it again") from None


SELECT_SOURCES = "SELECT key, title, reference, licence, url, date FROM sources ORDER BY n"
SELECT_BEARERS = "SELECT text, bearers FROM spellings WHERE text IN"
SELECT_PLACES = (
    "SELECT n, id, kind, countries, lies_in, lon, lat, precision_m, date, source, more "
    "FROM places WHERE n IN"
)
SELECT_NAMES = (
    "SELECT place, seq, text, language, script, role, source, since, until, note "
    "FROM names WHERE place IN"
)


def _lengths_across(form: NameForm) -> tuple[int, int]:
    """Give how few and how many sounds the name may have in the other script.

    Latin letters write the short vowels that Arabic leaves out: at most one behind each consonant.
    """
    own = len(form.sounds[0])
    return (own - 1, 2 * own + 1) if form.arabic else (own // 2, own + 1)


def _same(form: NameForm) -> list[str]:
    """Give the spellings that are the same but for article, kind noun, spaces or a proclitic."""
    cores = (core.replace(" ", "") for core in behind_proclitics(form.key))
    return [
        text for text in dict.fromkeys((form.joined, article_cut_off(form.joined), *cores)) if text
    ]


def _numbers(blob: bytes) -> list[int]:
    return [int(number) for number in np.frombuffer(blob, "<u4")]


def _wider(code: str) -> list[str]:
    """Give a code of an area and those of the areas around it: SY.09.02, SY.09, SY."""
    parts = code.split(".") if code else []
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)]


CLASSES = ("bfv", "td", "sz$", "kgxj", "mn", "lr")
"""Consonants that one script or ear takes for another."""

CONSONANTS = "".join(CLASSES)

SHORTEST_WRONG = 3
"""Skeletons of fewer consonants are only looked for whole: too many are one consonant apart."""


def _skeletons(skeleton: str) -> list[str]:
    """Give a skeleton, then those one consonant away, the likelier first: alike, one less, one more."""
    if len(skeleton) < SHORTEST_WRONG:
        return [skeleton] if skeleton else []
    cuts = [
        (skeleton[:at], skeleton[at : at + 1], skeleton[at + 1 :]) for at in range(len(skeleton))
    ]
    alike = (
        before + other + after
        for before, one, after in cuts
        for row in CLASSES
        if one in row
        for other in row
    )
    less = (before + after for before, _, after in cuts)
    more = (before + other + one + after for before, one, after in cuts for other in CONSONANTS)
    last = (skeleton + other for other in CONSONANTS)
    return list(dict.fromkeys((skeleton, *alike, *less, *more, *last)))
