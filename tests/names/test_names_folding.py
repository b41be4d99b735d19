"""Folding: which spellings meet, which stay apart, and the way back to the original."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint.names import fold, folding, key

TEXTS = st.text(
    st.one_of(
        st.sampled_from("اأإآٱبتةهىييکكگلﻻلء ٠١۲٫٬ًٌَُِّْـ\u200f\u200e\u200c'’‘ʿabsS'  -–\n½²"),
        st.characters(),
    ),
    max_size=40,
)

FOLDED = [
    ("أحمد إلى آخر", "احمد الي اخر"),
    ("الحَسَكة", "الحسكه"),
    ("المـــيادين", "الميادين"),
    ("\u200fالميادين\u200e", "الميادين"),
    ("ﻻ ﷲ", "لا الله"),
    ("کوردستان ێ ۆ ڕ ڵ", "كوردستان ي و ر ل"),
    ("پێشابوور", "بيشابوور"),
    ("ماء", "ماء"),
    ("١٤٫٥ و۱۴ و٢٬٥٠٠", "14.5 و14 و2,500"),
    ("١٤،٥", "14،5"),
    ("Al Mayādīn", "al mayadin"),
    ("Qamişlo, ÇIL AXA, Dêrik", "qamislo, cil axa, derik"),
    ("Al-Qa'im and Al-Qa’im and Al-Qaʿim", "al-qaim and al-qaim and al-qaim"),
    ("Mayadin's, Mayadin’s", "mayadin's, mayadin's"),
    ("35° 06' 14\"", "35° 06' 14\""),
    ("14½ km²", "14½ km²"),
    ("30–35 km", "30-35 km"),
    ("İstanbul ıssız", "istanbul issiz"),
    ("a\u00a0b", "a b"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_spellings_are_folded(text, expected):
    assert fold(text).text == expected


@given(TEXTS)
@settings(max_examples=400)
def test_folding_twice_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS)
def test_offsets_run_forward_and_end_at_the_length(text):
    folded = fold(text)
    offsets = list(folded.offsets)
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert len(offsets) == len(folded.text) + 1 == len(folded.ends) + 1
    assert all(a < b <= len(text) for a, b in zip(offsets, folded.ends, strict=False))


@given(TEXTS.map(lambda text: "".join(c for c in text if "'" not in fold(c).text)), st.data())
def test_a_span_cut_from_the_original_folds_to_the_stretch_it_stands_for(text, data):
    folded = fold(text)
    # a stretch that takes part of a ligature is widened to the whole
    starts = [
        i
        for i in range(len(folded.text) + 1)
        if i == 0 or folded.offsets[i] != folded.offsets[i - 1] or i == len(folded.text)
    ]
    start = data.draw(st.sampled_from(starts))
    end = data.draw(st.sampled_from([i for i in starts if i >= start]))
    assert fold(folded.span(start, end).of(text)).text == folded.text[start:end]


def test_span_takes_the_vowel_signs_of_its_last_letter_and_no_direction_mark():
    text = "بلدةُ\u200f الميادينِ\u200f."
    folded = fold(text)
    at = folded.text.index("الميادين")
    assert folded.span(at, at + 8).of(text) == "الميادينِ"


def test_an_empty_span_stays_empty():
    assert fold("abc").span(3, 3).of("abc") == ""


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "\U0010ffff", "\ufdfa" * 3])
def test_any_string_can_be_folded(text):
    assert isinstance(fold(text).text, str)


def test_folding_takes_time_in_proportion_to_its_text():
    """A letter with 200,000 vowel signs is folded, not searched again at each sign."""
    folded = fold("ﻻ" + "\u064e" * 200_000)
    assert folded.span(0, 2).end == 200_001


SAME = [
    ("Deir ez-Zor", "DEIR EZ ZOR"),
    ("Al Mayādīn", "Al-Mayadin"),
    ("Al-Qa'im", "al qaim"),
    ("معبر القائم - البوكمال", "معبر القائم البوكمال"),
    ("كوردستان", "کوردستان"),
    ("البيضاء", "البيضا"),
    ("الحسكة", "الحسكه"),
    ("دير_الزور", "دير الزور"),
]
APART = [("الهول", "هول"), ("الصور", "السور"), ("Deir", "Deri")]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name_have_one_key(a, b):
    assert key(a) == key(b) != ""


@pytest.mark.parametrize(("a", "b"), APART)
def test_names_that_differ_keep_different_keys(a, b):
    assert key(a) != key(b)


@settings(max_examples=400, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from([*"abAZé'’ ـَُّ\u200fﷺﻻأىءßİ½ªæ\nال٣", "\U0001d400", "\ud800", "\x00"])
    ).map("".join)
)
def test_long_texts_fold_as_short_ones_do(text):
    assert folding._fold_long(text) == folding._fold_short(text)
