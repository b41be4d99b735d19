"""Words for numbers: those with a documented range get it, the others a reason."""

from __future__ import annotations

import pytest

from geo_osint.checking.vague import ranged, words_for_numbers
from geo_osint.model import IntervalSet, Quantity, Span


def few(words: str, unit: str = "km") -> Quantity:
    return Quantity(words, Span(0, len(words)), None, None, unit, "few")


@pytest.mark.parametrize(
    ("words", "unit", "printed", "newsroom"),
    [
        ("tens of kilometres", "km", (20_000, 100_000), (15_000, 125_000)),
        ("dozens of miles", "mile", (20 * 1609.344, 160_934.4), (15 * 1609.344, 201_168)),
        ("عشرات الكيلومترات", "km", (20_000, 100_000), (15_000, 125_000)),
        ("hundreds of metres", "m", (200, 1_000), (0, 2_000)),
        ("بضع مئات من الأمتار", "m", (200, 1_000), (0, 2_000)),
        ("a few hundred metres", "m", (200, 1_000), (0, 2_000)),
        ("مئات الكيلومترات", "km", (200_000, 1_000_000), (150_000, 1_250_000)),
        ("آلاف الكيلومترات", "km", (2_000_000, 10_000_000), (1_500_000, 12_500_000)),
        ("بضعة كيلومترات", "km", (3_000, 10_000), (2_000, 12_500)),
        ("بضعة أمتار", "m", (3, 10), (0, 1_010)),
    ],
)
def test_a_word_with_a_range_is_given_it(
    words: str, unit: str, printed: tuple[float, float], newsroom: tuple[float, float]
) -> None:
    found, because = ranged(few(words, unit))
    for got, want in ((found.printed, printed), (found.newsroom, newsroom)):
        [part] = got
        assert (part.lo, part.hi) == (pytest.approx(want[0]), pytest.approx(want[1]))
    assert because is not None and because.en.startswith("taken as ") and because.ar
    assert (found.value_lo, found.value_hi) == (None, None)


@pytest.mark.parametrize(
    "words", ["a few kilometres", "several miles", "عدة كيلومترات", "كيلومترات قليلة"]
)
def test_a_word_without_one_says_why(words: str) -> None:
    found, because = ranged(few(words))
    assert found.printed == IntervalSet()
    assert because is not None and "no range" in because.en


def test_a_bare_plural_and_a_figure_are_left_as_they_are() -> None:
    for told in (few("kilometres"), Quantity("14 km", Span(0, 5), 14_000, 14_000, "km")):
        assert ranged(told) == (told, None)


def test_every_row_has_a_source_and_both_languages() -> None:
    for row in words_for_numbers():
        assert row.source and row.because.en and row.because.ar
        assert len(row.range) in (0, 2)
