"""The index behind a table of very many names.

Method: (1) sorted hashes find names that are the same but for spelling, article, kind noun, spaces or
a proclitic, and names that hold all words of the query; (2) posting lists of letter runs and of
consonant runs, the rarest first, give a few hundred others; (3) these are ordered roughly by edit
distance, Jaro-Winkler and consonants (rapidfuzz), and the best of them by how they sound (`aligning`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel, JaroWinkler

from geo_osint.names.aligning import SoundRows
from geo_osint.names.comparing import (
    LEAST_LIKENESS,
    LOWER_FOR_ARTICLE,
    SCORES,
    SHORTEST_PART,
    article_cut_off,
    same,
)
from geo_osint.names.crossing import broad, consonants
from geo_osint.names.forms import NameForm, behind_proclitics, form_of, fresh_form
from geo_osint.names.grams import coarse
from geo_osint.names.postings import Postings
from geo_osint.names.readings import readings_of
from geo_osint.names.stores import Hashes, Numbers, Strings

Scores = NDArray[np.floating]
Scored = Iterator[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Effort:
    """How far to look for names that are like the query.

    `postings` is how many are read at most, those of the rarest runs; `in_script` and `across` how many
    names these put up in the query's script and in the other (there more, for without vowels many have
    the same consonants); `aligned` and `aligned_across` how many of them are compared by sound.
    """

    postings: int
    in_script: int
    across: int
    aligned: int
    aligned_across: int


THOROUGH = Effort(postings=7000, in_script=80, across=100, aligned=18, aligned_across=30)
"""More found hardly more in the benchmark; fewer postings lose respelt names first."""

ABROAD = Effort(postings=8000, in_script=0, across=200, aligned=0, aligned_across=80)
"""Where no name is in the query's script, all effort goes into the other."""

POSTINGS_PER_NAME = 0.015
"""With very many names runs are less rare, and more postings are read, up to this for each name."""

GLANCE = Effort(postings=1000, in_script=16, across=24, aligned=6, aligned_across=8)
"""Where the very name is listed, its neighbours are only company."""


class Index:
    """Names by hash, by letters, by consonants; each entry is one reading and one way to sound of a row."""

    def __init__(self, listed: Sequence[str]) -> None:
        self._listed = listed
        self._sure, self._words = Hashes(), Hashes()
        entries = _Entries()
        for row, name in enumerate(listed):
            for reading, lower in readings_of(name):
                form = fresh_form(reading)
                if form.core:
                    self._sure.add(_keys(form), row)
                    self._words.add(_parts(form), row)
                    entries.add(form, row, lower)
        self._sure.sort()
        self._words.sort()
        self._keep(entries)

    def _keep(self, entries: _Entries) -> None:
        self._owners = np.array(entries.owners, np.int32)
        self._lower = np.array(entries.lower, np.float32)
        self._arabic = np.array(entries.arabic, bool)
        self._articled = np.array(entries.articled, bool)
        self._scripts = np.bincount(self._arabic, minlength=2).tolist()
        most = max(THOROUGH.postings, int(POSTINGS_PER_NAME * len(entries.owners)))
        self._thorough = replace(THOROUGH, postings=most)
        self._postings = Postings(entries.joined, _all_at_once(_bones, entries.sounds))
        self._joined = Strings(entries.joined)
        self._broad = Strings(_all_at_once(broad, entries.sounds))
        self._sounds = SoundRows(entries.sounds)

    def scores(self, query: str, limit: int) -> Iterable[tuple[int, float]]:
        """Give rows worth showing and their scores; each row once, at its best."""
        best: dict[int, float] = {}
        for reading, lower in readings_of(query):
            form = form_of(reading)
            for row, score in self._scores(form, limit) if form.core else ():
                best[row] = max(best.get(row, 0.0), score - lower)
        return best.items()

    def _scores(self, form: NameForm, limit: int) -> Scored:
        sure = self._exact_first(form, self._sure.rows(_asked_keys(form)))[: 2 * limit]
        for row in sure:
            yield row, same(form, self._listed[row])
        if len(sure) < limit:
            yield from self._alike(form, self._effort(form, bool(sure)))
            if len(form.core) > SHORTEST_PART:
                parts = self._words.common(form.core.split(), limit)
                yield from ((row, SCORES["part"]) for row in parts)

    def _effort(self, form: NameForm, found: bool) -> Effort:
        if found:
            return GLANCE
        return self._thorough if self._scripts[int(form.arabic)] else ABROAD

    def _exact_first(self, form: NameForm, rows: list[int]) -> list[int]:
        return sorted(rows, key=lambda row: self._listed[row] != form.written)

    def _alike(self, form: NameForm, effort: Effort) -> Scored:
        """Score what shares runs of letters or of consonants, in the same script and in the other."""
        bones = dict.fromkeys(map(_bones, form.sounds))
        found, rank = self._postings.sharing((form.joined, *bones), effort.postings)
        own = self._arabic[found] == form.arabic
        in_script = found[own][_least(rank[own], effort.in_script)]
        across = found[~own][_least(rank[~own], effort.across)]
        entries = np.concatenate((in_script, across))
        return self._compared(form, entries, len(in_script), effort) if len(entries) else iter(())

    def _compared(self, form: NameForm, entries: Numbers, in_script: int, effort: Effort) -> Scored:
        """Score entries, of which the first so many are in the script of the query."""
        rough = self._alike_roughly(form, entries)
        letters = np.zeros(len(entries))
        if in_script:
            letters[:in_script] = self._letters(form, entries[:in_script])
        rough += 2 * letters
        kept = np.concatenate(
            (
                _least(-rough[:in_script], effort.aligned),
                in_script + _least(-rough[in_script:], effort.aligned_across),
            )
        )
        entries, letters = entries[kept], letters[kept]
        sound = self._sounds.likenesses(form.sounds, entries)
        likeness = np.where(
            kept < in_script,
            (sound + letters) / 2,
            sound - LOWER_FOR_ARTICLE * (self._articled[entries] != form.articled),
        )
        most = np.where(kept < in_script, SCORES["letters"], SCORES["sound"])
        shown = likeness >= LEAST_LIKENESS
        scores = (most * likeness - self._lower[entries])[shown]
        return zip(self._owners[entries[shown]].tolist(), scores.tolist(), strict=True)

    def _alike_roughly(self, form: NameForm, entries: Numbers) -> Scores:
        ways = [broad(way) for way in form.sounds]
        alike = process.cdist(ways, self._broad.take(entries), scorer=Indel.normalized_similarity)
        return cast("Scores", alike.max(axis=0))

    def _letters(self, form: NameForm, entries: Numbers) -> Scores:
        """Give `comparing.letters_alike` for many at once."""
        texts = self._joined.take(entries)
        scorers = (OSA.normalized_similarity, JaroWinkler.normalized_similarity)
        each = [process.cdist([form.joined], texts, scorer=scorer)[0] for scorer in scorers]
        return cast("Scores", (each[0] + each[1]) / 2)


def _bones(row: str) -> str:
    return coarse(consonants(row))


def _all_at_once(change: Callable[[str], str], rows: list[str]) -> list[str]:
    """Change many rows as one text, which is faster: no row holds a line end, no change makes one."""
    return change("\n".join(rows)).split("\n") if rows else []


def _least(rank: Scores | Numbers, most: int) -> NDArray[np.intp]:
    """Give where the least stand, in no order."""
    if len(rank) <= most:
        return np.arange(len(rank))
    return np.argpartition(rank, most)[:most]


def _keys(form: NameForm) -> set[str]:
    """Give what a name may be asked by, as one word."""
    return {form.joined, form.key.replace(" ", ""), article_cut_off(form.joined)}


def _asked_keys(form: NameForm) -> set[str]:
    return _keys(form) | {core.replace(" ", "") for core in behind_proclitics(form.key)}


def _parts(form: NameForm) -> set[str]:
    words = form.plain.split()
    return set(words) if len(words) > 1 else set()


class _Entries:
    """What the index keeps of each name, column by column."""

    def __init__(self) -> None:
        self.owners: list[int] = []
        self.lower: list[float] = []
        self.arabic: list[bool] = []
        self.articled: list[bool] = []
        self.joined: list[str] = []
        self.sounds: list[str] = []

    def add(self, form: NameForm, row: int, lower: float) -> None:
        for way in form.sounds:
            self.owners.append(row)
            self.lower.append(lower)
            self.arabic.append(form.arabic)
            self.articled.append(form.articled)
            self.joined.append(form.joined)
            self.sounds.append(way)
