"""Numbers as people write them: digits of either script, and number words in Arabic and English.

Everything here works on folded text (`names.fold`), where digits are ASCII and the Arabic decimal
and thousands signs are `.` and `,`; offsets are into the folded text unless a `Span` is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from geo_osint.names import Folded
from geo_osint.reading.cues import FIGURES, Cued, Cues, cue
from geo_osint.reading.lexicon import BLANK, Lexicon
from geo_osint.reading.numerals import Numeral, Word, scales, simples

LEFT_EDGE = r"(?<![^\W\d_])(?:[وفبكل]{1,2}?|[وفبك]?ال|[وف]?لل)??"
"""What may stand before a figure in the same word: Arabic proclitics and the article."""

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_FRACTION_WORDS = {"half": 0.5, "quarter": 0.25}
_LONGEST_DIGITS = 12
"""A longer run of digits is an identifier, not a figure."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in folded text: `step` is the precision it is given to, in its own unit."""

    start: int
    end: int
    value: float
    step: float
    kind: Literal["digits", "words"]


def whole_step(value: float) -> float:
    """Tell to what precision a whole number is given.

    Method: GBIF "Georeferencing Best Practices" (Chapman and Wieczorek 2020): 14, 15 and 30 are
    precise to 1, 100 and 140 to 10, 1,000 to 100: the ten's power of the trailing zeros, but never
    coarser than the second digit. Number words are judged by their value.

    Examples
    --------
    >>> [whole_step(value) for value in (9, 10, 30, 100, 140, 1000, 1200, 1250)]
    [1.0, 1.0, 1.0, 10.0, 10.0, 100.0, 100.0, 10.0]
    """
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10 ** max(0, min(len(digits) - 2, zeros)))


def decimal_step(decimals: str) -> float:
    """Tell the precision of a decimal figure from the digits behind its point.

    A single 5 is a half, 25 and 75 are quarters (people round to them); anything else is precise
    to its last digit. Source as in `whole_step`.

    Examples
    --------
    >>> decimal_step("5"), decimal_step("75"), decimal_step("3"), decimal_step("50")
    (0.5, 0.25, 0.1, 0.01)
    """
    if decimals == "5":
        return 0.5
    if decimals in ("25", "75"):
        return 0.25
    return float(f"1e-{len(decimals)}")


def numbers(folded: Folded, lexicon: Lexicon, cues: Cues | None = None) -> tuple[Number, ...]:
    """Find the figures of a text, in text order, none inside another.

    Read are digits (with thousands and decimal signs, `2½`, "3 thousand") and number words
    ("forty-five", "a dozen", "two and a half", «خمسة وأربعين», «مئتي», «ثلاثة ونصف»). Parts of dates
    (23/2/2021), times (10:30), identifiers (M4) and ordinals (13th) are no figures.

    Examples
    --------
    >>> from geo_osint.names import fold
    >>> from geo_osint.reading.lexicon import load
    >>> [found.value for found in numbers(fold("بين ١٠ وخمسة وعشرين"), load("ar"))]
    [10.0, 25.0]
    >>> [found.value for found in numbers(fold("a dozen, two and a half, 1,200"), load("en"))]
    [12.0, 2.5, 1200.0]
    """
    cues = cues or Cues(folded.text, lexicon)
    if cues.numbers is None:
        cues.numbers = tuple(_without_brackets(cues.text, _figures(cues, lexicon)))
    return cues.numbers


def _figures(cues: Cues, lexicon: Lexicon) -> Iterator[Number]:
    for match in _figure_pattern(lexicon).finditer(cues):
        if match["digits"] is not None:
            yield _with_scale(_from_digits(match), cues.text, lexicon)
        else:
            yield from _from_words(match, cues.text, lexicon)


def _without_brackets(text: str, found: Iterable[Number]) -> Iterator[Number]:
    """Take in the brackets of "(14)" and "/14/", and read "forty-five (45)" once."""
    waiting: Number | None = None
    for number in found:
        around = text[number.start - 1 : number.start] + text[number.end : number.end + 1]
        if around in ("()", "//", "[]"):
            number = replace(number, start=number.start - 1, end=number.end + 1)
            if waiting and waiting.value == number.value and _only_blank(text, waiting, number):
                waiting = replace(waiting, end=number.end)
                continue
        if waiting:
            yield waiting
        waiting = number
    if waiting:
        yield waiting


def _only_blank(text: str, first: Number, second: Number) -> bool:
    return len(between := text[first.end : second.start]) <= 1 and not between.strip()


@cache
def _figure_pattern(lexicon: Lexicon) -> Cued:
    word, ordinal = _word(lexicon), lexicon.pattern("ordinals")
    joiner = rf"(?:-|{BLANK}(?:{_and(lexicon)})?)"
    digits = (
        r"(?P<digits>\d{1,3}(?:[,،]\d{3}){1,3}(?:\.\d{1,9})?|"
        rf"\d{{1,{_LONGEST_DIGITS}}}(?:[.,،]\d{{1,9}})?(?:[ ]?[½¼¾])?|[½¼¾])"
        r"(?!\d|[.,،:/]\d|(?:st|nd|rd|th)(?!\w))"
    )
    words = rf"(?P<words>{word}(?:{joiner}{word}){{0,9}})(?!\w|-{ordinal})"
    return cue(
        rf"(?<!\d)(?<!\d[.,،:/])(?<![^\W\d_]-){LEFT_EDGE}(?:{digits}|{words})",
        FIGURES,
        *(lexicon.forms(name) for name in _NUMERALS),
    )


_NUMERALS = ("numbers", "number_scales", "number_scales_plural")
"""Sections of the words that numerals are made of."""


def _word(lexicon: Lexicon) -> str:
    return rf"(?:(?:{'|'.join(lexicon.pattern(name) for name in _NUMERALS)})(?!\w))"


def _and(lexicon: Lexicon) -> str:
    """Build the pattern of "and" within a numeral: a word of its own in English, in Arabic seldom."""
    blank = "[ ]?" if lexicon.is_arabic else BLANK
    return lexicon.pattern("number_parts", "and") + blank


def _from_digits(match: re.Match[str]) -> Number:
    start, end = match.span("digits")
    written = match["digits"].replace("،", ",")
    vulgar = _VULGAR.get(written[-1], 0.0)
    plain = _point_decimals(written.rstrip("½¼¾ "))
    value = float(plain or 0) + vulgar
    return Number(start, end, value, _digits_step(plain, vulgar), "digits")


def _point_decimals(written: str) -> str:
    """Turn a written figure into one with a decimal point and no thousands sign."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", written):
        return written.replace(",", "")
    return written.replace(",", ".")


def _digits_step(plain: str, vulgar: float) -> float:
    if vulgar:
        return 0.5 if vulgar == _FRACTION_WORDS["half"] else 0.25
    whole, _, decimals = plain.partition(".")
    return decimal_step(decimals) if decimals else whole_step(int(whole))


def _with_scale(number: Number, text: str, lexicon: Lexicon) -> Number:
    """Take in a scale word behind digits: "14 thousand", «٣ آلاف»."""
    match = _scale_behind(lexicon).match(text, number.end)
    if match is None:
        return number
    scale = scales(lexicon)[" ".join(match["scale"].split())]
    value = number.value * scale
    step = whole_step(value) if number.value.is_integer() else number.step * scale
    return Number(number.start, match.end(), value, step, "digits")


@cache
def _scale_behind(lexicon: Lexicon) -> re.Pattern[str]:
    forms = [lexicon.pattern(name) for name in ("number_scales", "number_scales_plural")]
    return re.compile(rf"{BLANK}(?P<scale>{'|'.join(forms)})(?!\w)")


def _from_words(match: re.Match[str], text: str, lexicon: Lexicon) -> list[Number]:
    if _ordinal_before(lexicon).search(text, max(0, match.start() - 12), match.start("words")):
        return []
    words = list(_split(match, lexicon))
    found = list(_compounds(words, text, lexicon))
    if len(found) == 1 and _between_before(text, match.start(), found[0].end, lexicon):
        found = _as_two(words, text, lexicon) or found
    return [_with_fraction(number, text, lexicon) for number in found]


@cache
def _ordinal_before(lexicon: Lexicon) -> re.Pattern[str]:
    """Build what makes «عشرة» the second half of an ordinal: «الثالثة عشرة»."""
    return re.compile(rf"(?<!\w)[وفبكل]{{0,2}}{lexicon.pattern('ordinals')}{BLANK}$")


def _split(match: re.Match[str], lexicon: Lexicon) -> Iterator[Word]:
    start, end = match.span("words")
    by_and = False
    for part in _part_pattern(lexicon).finditer(match.string, start, end):
        if part["word"] is None:
            by_and = True
        else:
            form = " ".join(part["word"].split())
            yield Word(*part.span("word"), form, by_and or _hides_and(form, lexicon))
            by_and = False


def _hides_and(form: str, lexicon: Lexicon) -> bool:
    """Tell that «واحد» may be «و» and «أحد»: behind hundreds, "and one" looks like "one"."""
    return lexicon.is_arabic and form[0] == "و" and form[1:] in simples(lexicon)


@cache
def _part_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{_word(lexicon)})|{lexicon.pattern('number_parts', 'and')}")


def _compounds(words: list[Word], text: str, lexicon: Lexicon) -> Iterator[Number]:
    """Cut a run of number words into as few numerals as the grammar allows."""
    rest = words
    while rest:
        numeral = Numeral(lexicon)
        taken = 0
        while taken < len(rest) and numeral.take(rest[taken], _article_before(text, rest, taken)):
            taken += 1
        if taken:
            start, part = _opening(text, rest[0], lexicon)
            value = numeral.value * part
            yield Number(start, rest[taken - 1].end, value, whole_step(value), "words")
        rest = rest[max(taken, 1) :]


def _article_before(text: str, words: list[Word], index: int) -> bool:
    return (
        index == 0 and _ARTICLE.search(text, max(0, words[0].start - 4), words[0].start) is not None
    )


_ARTICLE = re.compile(r"(?<!\w)(?P<half>half\s)?an?\s$")


def _opening(text: str, word: Word, lexicon: Lexicon) -> tuple[int, float]:
    """Say where a numeral starts with its article, and what part "half" takes of it."""
    match = _ARTICLE.search(text, max(0, word.start - 9), word.start)
    if match is None or word.form not in scales(lexicon):
        return word.start, 1.0
    return match.start(), 0.5 if match["half"] else 1.0


@cache
def _between_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وف]?{lexicon.pattern('ranges', 'between')}{BLANK}$")


@cache
def _second_figure(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"{BLANK}(?:{_and(lexicon)}|{lexicon.pattern('ranges', 'join')}{BLANK})\d")


def _between_before(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether "between" opens here and no second figure follows."""
    opened = _between_pattern(lexicon).search(text, max(0, start - 16), start) is not None
    return opened and _second_figure(lexicon).match(text, end) is None


def _as_two(words: list[Word], text: str, lexicon: Lexicon) -> list[Number]:
    """Read «بين خمسة وعشرين» as 5 to 20: between wants two ends."""
    for cut in range(1, len(words)):
        halves = (words[:cut], [*words[cut:]])
        if not words[cut].by_and:
            continue
        found = [list(_compounds(half, text, lexicon)) for half in halves]
        if all(len(each) == 1 for each in found) and found[0][0].value < found[1][0].value:
            return [found[0][0], found[1][0]]
    return []


def _with_fraction(number: Number, text: str, lexicon: Lexicon) -> Number:
    fraction = fraction_behind(text, number.end, lexicon)
    if fraction is None:
        return number
    end, part = fraction
    return Number(number.start, end, number.value + part, part, "words")


def fraction_behind(text: str, at: int, lexicon: Lexicon) -> tuple[int, float] | None:
    """Read "and a half", «ونصف», «وربع» right behind an offset of folded text.

    Returns
    -------
    tuple or None
        Where it ends and 0.5 or 0.25.
    """
    match = _fraction_pattern(lexicon).match(text, at)
    if match is None:
        return None
    return match.end(), _FRACTION_WORDS["half" if match["half"] else "quarter"]


@cache
def _fraction_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    parts = lexicon.pattern
    link = rf"(?:{BLANK}|-)"  # "two-and-a-half-hour"
    article = rf"(?:{parts('number_parts', 'article')}{link})?"
    and_ = _and(lexicon) if lexicon.is_arabic else parts("number_parts", "and") + link
    half, quarter = parts("number_parts", "half"), parts("number_parts", "quarter")
    return re.compile(rf"{link}{and_}{article}(?:(?P<half>{half})|(?P<quarter>{quarter}))(?!\w)")
