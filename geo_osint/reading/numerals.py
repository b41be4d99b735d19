"""The grammar of number words: which words make one numeral, in Arabic and in English.

English: hundreds and thousands take what is smaller, with or without "and"; tens take ones without
it. Arabic: «و» joins hundreds to the rest and ones to the tens behind them («خمسة وأربعين» is 45);
ones stand before «عشر» and before hundreds without it. What does not fit begins a new numeral.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo_osint.reading.lexicon import Lexicon


@cache
def scales(lexicon: Lexicon) -> dict[str, float]:
    """Give the words that multiply what stands before them, and by how much."""
    tables = (lexicon.classes("number_scales"), lexicon.classes("number_scales_plural"))
    return {form: float(value) for table in tables for form, value in table.items()}


@cache
def simples(lexicon: Lexicon) -> dict[str, float]:
    """Give the words that are added, and what they are worth."""
    return {form: float(value) for form, value in lexicon.classes("numbers").items()}


@dataclass(frozen=True, slots=True)
class Word:
    """A number word in folded text; `by_and` if "and" stands before it."""

    start: int
    end: int
    form: str
    by_and: bool


class Numeral:
    """One numeral as it grows word by word: `take` says whether the next word still belongs."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._scales = scales(lexicon)
        self._simples = simples(lexicon)
        self._plurals = frozenset(lexicon.classes("number_scales_plural"))
        self._arabic = lexicon.is_arabic
        self._total = 0.0
        self._group = 0.0
        self._smallest = float("inf")
        self._last = 0.0

    @property
    def value(self) -> float:
        """Give what the words taken so far amount to."""
        return self._total + self._group

    def take(self, word: Word, article: bool) -> bool:
        """Add a word if the numeral can go on with it."""
        if not self.value:
            return self._begin(word, article)
        if word.form in self._scales and not word.by_and and self._multiply(word.form):
            return True
        simple = self._simples.get(word.form, self._scales.get(word.form, 0.0))
        return word.form not in self._plurals and self._add(simple, word.by_and)

    def _begin(self, word: Word, article: bool) -> bool:
        if word.form in self._simples:
            return self._set(self._simples[word.form])
        allowed = (self._arabic or article) and word.form not in self._plurals
        return allowed and self._set(self._scales[word.form])

    def _set(self, value: float) -> bool:
        self._last = value
        if value >= 1000:
            self._total, self._smallest = value, 1000.0
        else:
            self._group = value
        return True

    def _multiply(self, form: str) -> bool:
        scale = self._scales[form]
        if scale >= 1000:
            return self._close_group(scale)
        low = self._group % 100 if self._arabic else self._group
        if not 0 < low < 100 or self._last >= 100 or (self._arabic and low > 9):
            return False
        self._group += low * (scale - 1)
        self._last = scale
        return True

    def _close_group(self, scale: float) -> bool:
        if not self._group or scale >= self._smallest:
            return False
        self._total += self._group * scale
        self._group, self._smallest, self._last = 0.0, scale, scale
        return True

    def _add(self, value: float, by_and: bool) -> bool:
        fits = self._fits_arabic if self._arabic else self._fits_english
        if not value or not fits(value, by_and):
            return False
        self._group += value
        self._last = value
        return True

    def _fits_english(self, value: float, by_and: bool) -> bool:
        if self._last >= 100:
            return value < 100
        return not by_and and 20 <= self._last <= 90 and value < 10

    def _fits_arabic(self, value: float, by_and: bool) -> bool:
        if value == 10 and not by_and:
            return 0 < self._last < 10
        if not by_and or value >= self._smallest:
            return False
        if self._last >= 1000:
            return value < 1000
        if self._last >= 100:
            return value < 100
        return self._last < 10 and 20 <= value <= 90
