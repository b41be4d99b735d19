"""Counts: a table of sentences."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from geo_osint.model import Count
from geo_osint.names import fold
from geo_osint.reading.counts import counts
from geo_osint.reading.lexicon import load

TABLE = Path(__file__).parents[1] / "cases" / "counts.toml"
CASES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["cases"]


def as_in_table(found: Count) -> dict[str, Any]:
    return {
        "words": found.words,
        "value": [each for each in (found.value_lo, found.value_hi) if each is not None],
        "noun": found.noun,
        "hedge": found.hedge,
        "with": found.with_,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    text = case["text"]
    found = counts(text, fold(text), load(case["language"]))
    assert [as_in_table(each) for each in found] == case["expect"]
    assert all(each.span.of(text) == each.words for each in found)


def test_both_languages_report_the_same_noun() -> None:
    """A report told twice can be linked only if lorries are lorries in both."""
    arabic, english = "نحو ٦٠ شاحنة", "about 60 lorries"
    [first], [second] = (
        counts(text, fold(text), load(language))
        for text, language in ((arabic, "ar"), (english, "en"))
    )
    assert (first.value_lo, first.noun, first.hedge) == (second.value_lo, second.noun, second.hedge)
