"""Digits, number words and ordinals of both languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint.names import fold
from geo_osint.reading.lexicon import load
from geo_osint.reading.numbers import decimal_step, numbers, whole_step
from geo_osint.reading.ordinals import ordinal_of, ordinals

ONES_EN = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES_AR = {
    "feminine": ["واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر"],
    "masculine": [
        "واحد",
        "اثنان",
        "ثلاثة",
        "أربعة",
        "خمسة",
        "ستة",
        "سبعة",
        "ثمانية",
        "تسعة",
        "عشرة",
    ],
}
TENS_AR = {
    "nominative": ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"],
    "oblique": ["عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"],
}
HUNDREDS_AR = [
    "مئة",
    "مئتين",
    "ثلاثمئة",
    "أربعمائة",
    "خمسمئة",
    "ستمائة",
    "سبعمئة",
    "ثمانمائة",
    "تسعمئة",
]


def in_english(value: int, joined: str) -> str:
    """Write a number from 1 to 9999 in words."""
    if value < 20:
        return ONES_EN[value - 1]
    if value < 100:
        tens, ones = divmod(value, 10)
        return TENS_EN[tens - 2] + (f"-{ONES_EN[ones - 1]}" if ones else "")
    unit, word = (1000, "thousand") if value >= 1000 else (100, "hundred")
    head, rest = divmod(value, unit)
    tail = (joined if rest < 100 else " ") + in_english(rest, joined) if rest else ""
    return f"{in_english(head, joined)} {word}{tail}"


def in_arabic(value: int, gender: str, case: str) -> str:
    """Write a number from 1 to 9999 in words."""
    ones = ONES_AR[gender]
    if value <= 10:
        return ones[value - 1]
    if value < 20:
        first = {11: "أحد", 12: "اثني"} if gender == "masculine" else {11: "إحدى", 12: "اثنتي"}
        ten = "عشر" if gender == "masculine" else "عشرة"
        return f"{first.get(value, ones[value - 11])} {ten}"
    if value < 100:
        tens, one = divmod(value, 10)
        return (f"{ones[one - 1]} و" if one else "") + TENS_AR[case][tens - 2]
    unit = 1000 if value >= 1000 else 100
    head, rest = divmod(value, unit)
    word = HUNDREDS_AR[head - 1] if unit == 100 else thousands_in_arabic(head)
    return word + (f" و{in_arabic(rest, gender, case)}" if rest else "")


def thousands_in_arabic(count: int) -> str:
    return {1: "ألف", 2: "ألفين"}.get(count) or f"{ONES_AR['masculine'][count - 1]} آلاف"


@settings(max_examples=300)
@given(st.integers(1, 9999), st.sampled_from([" ", " and "]))
def test_english_number_words_come_back_as_their_number(value: int, joined: str) -> None:
    words = in_english(value, joined)
    [found] = numbers(fold(words), load("en"))
    assert (found.value, found.start, found.end) == (value, 0, len(words))


@settings(max_examples=500)
@given(
    st.integers(1, 9999),
    st.sampled_from(["masculine", "feminine"]),
    st.sampled_from(["nominative", "oblique"]),
    st.sampled_from(["", "و", "ب", "ل"]),
)
def test_arabic_number_words_come_back_in_every_gender_and_case(
    value: int, gender: str, case: str, clitic: str
) -> None:
    words = clitic + in_arabic(value, gender, case)
    [found] = numbers(fold(words), load("ar"))
    assert (found.value, found.end) == (value, len(words))
    assert found.start == len(clitic) or words.startswith("وأحد"), "«وأحد» folds to «واحد»"


@given(st.integers(0, 10**9), st.sampled_from(["", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]), st.booleans())
def test_digits_of_every_script_come_back_with_and_without_thousands_signs(
    value: int, digits: str, grouped: bool
) -> None:
    text = f"{value:,}" if grouped else str(value)
    if digits:
        text = text.translate(str.maketrans("0123456789,", f"{digits}٬"))
    [found] = numbers(fold(text), load("ar"))
    assert (found.value, found.kind) == (value, "digits")


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "a dozen, half a dozen, two dozen", [12, 6, 24]),
        ("en", "two and a half", [2.5]),
        ("en", "between twenty and thirty", [20, 30]),
        ("en", "between five and ten", [5, 10]),
        ("en", "1,200 and 1.5 and 2½ and 14 thousand", [1200, 1.5, 2.5, 14000]),
        ("en", "1.5 million", [1_500_000]),
        ("en", "a few hundred", []),
        ("en", "M4 10:30 23/2/2021 13th twenty-third 1.5.2019", []),
        ("en", "12345678901234567890", []),
        ("ar", "بين خمسة وعشرين كيلومتراً", [5, 20]),
        ("ar", "بين خمسة وعشرين وثلاثين", [25, 30]),
        ("ar", "بين خمسة وعشرين و30", [25, 30]),
        ("ar", "بين عشرين وخمسة وعشرين", [20, 25]),
        ("ar", "ثلاثة ونصف وخمسة وربع", [3.5, 5.25]),
        ("ar", "ألفا متر", [2000]),
        ("ar", "خمسة وأربعين ألفاً", [45000]),
        ("ar", "٣ آلاف", [3000]),
        ("ar", "مئات آلاف", []),
        ("ar", "٣٫٥ و2،5 و2,5", [3.5, 2.5, 2.5]),
        ("ar", "بـ45 والـ13", [45, 13]),
        ("ar", "القافلة الثالثة عشرة", []),
    ],
)
def test_numbers_as_they_stand_in_prose(language: str, text: str, values: list[float]) -> None:
    assert [found.value for found in numbers(fold(text), load(language))] == values


@pytest.mark.parametrize(
    ("value", "step"),
    [
        (1, 1),
        (9, 1),
        (10, 1),
        (15, 1),
        (30, 1),
        (100, 10),
        (140, 10),
        (105, 1),
        (1000, 100),
        (1234, 1),
    ],
)
def test_whole_numbers_are_as_precise_as_the_best_practices_say(value: int, step: float) -> None:
    assert whole_step(value) == step


def test_decimals_are_halves_quarters_or_as_fine_as_their_last_digit() -> None:
    assert [decimal_step(digits) for digits in ("5", "25", "75", "3", "0", "125")] == [
        0.5,
        0.25,
        0.25,
        0.1,
        0.1,
        0.001,
    ]


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("ar", "وهي القافلة الثالثة عشرة هذا العام", [("الثالثة عشرة", 13)]),
        ("ar", "للمرة الثالثة", [("الثالثة", 3)]),
        ("ar", "القافلة الـ13 والرتل الـ٢", [("الـ13", 13), ("الـ٢", 2)]),
        ("ar", "الحادية والعشرون", [("الحادية والعشرون", 21)]),
        ("ar", "في كانون الثاني وتشرين الأول", []),
        ("ar", "الـ13 شاحنة", []),
        ("ar", "الـ23/2", []),
        ("en", "the thirteenth this year, its 13th", [("thirteenth", 13), ("13th", 13)]),
        ("en", "the twenty-third convoy", [("twenty-third", 23)]),
        ("en", "a third of the trucks", []),
    ],
)
def test_ordinals(language: str, text: str, read: list[tuple[str, int]]) -> None:
    found = ordinals(text, fold(text), load(language))
    assert [(each.words, each.value) for each in found] == read
    assert all(each.span.of(text) == each.words for each in found)


def test_one_ordinal_by_itself() -> None:
    assert ordinal_of("الخامس عشر", load("ar")) == 15
    assert ordinal_of("21st", load("en")) == 21
    assert ordinal_of("convoy", load("en")) is None
