"""The lexicons are well formed, and their loader refuses what is not."""

from __future__ import annotations

import re

import pytest

from geo_osint.errors import GeoOsintError
from geo_osint.names import fold
from geo_osint.reading import counts, hedges, lexicon, numbers, quantities

MAPPED = (
    "numbers",
    "ordinals",
    "units",
    "hedges",
    "hedges_after",
    "count_nouns",
    "months",
    "weekdays",
)


@pytest.mark.parametrize("language", lexicon.LANGUAGES)
def test_sections_that_map_words_have_no_word_in_two_classes(language: str) -> None:
    for section in MAPPED:
        assert lexicon.load(language).classes(section)


@pytest.mark.parametrize("language", lexicon.LANGUAGES)
def test_every_unit_has_a_length_and_every_form_stands_for_itself_in_a_text(language: str) -> None:
    words = lexicon.load(language)
    assert set(words.section("units")) <= set(quantities.UNIT_M)
    for section in ("units", "hedges", "months", "count_nouns"):
        for form in words.forms(section):
            assert fold(form).text == form
            assert re.fullmatch(words.pattern(section), form)


def test_both_languages_have_the_same_sections_so_that_one_grammar_serves_both() -> None:
    assert set(lexicon.load("ar").sections) == set(lexicon.load("en").sections)


def test_months_and_weekdays_are_complete() -> None:
    for language in lexicon.LANGUAGES:
        words = lexicon.load(language)
        assert set(words.section("months")) == {str(number) for number in range(1, 13)}
        assert set(words.section("weekdays")) == {str(number) for number in range(1, 8)}


def test_forms_are_folded_so_that_one_spelling_stands_for_its_variants() -> None:
    read = lexicon.parse('[units]\nkm = ["كيلومِتراتٍ", "KM"]', "xx")
    assert read.classes("units") == {"كيلومترات": "km", "km": "km"}


def test_the_longest_form_wins_and_blanks_may_be_line_ends() -> None:
    pattern = lexicon.parse('[h]\na = ["more"]\nb = ["more than"]', "xx").pattern("h")
    assert re.match(pattern, "more\nthan ten")[0] == "more\nthan"  # type: ignore[index]


def test_a_class_without_forms_matches_nothing() -> None:
    assert not re.search(lexicon.parse("[h]\na = []", "xx").pattern("h"), "anything")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("units = 3", "is no section"),
        ('[units]\nkm = "km"', "units.km: is no list of words"),
        ("[units]\nkm = [3]", "units.km: is no list of words"),
        ('[units]\nkm = ["ـ"]', "is empty once folded"),
    ],
)
def test_a_broken_lexicon_says_where(text: str, told: str) -> None:
    with pytest.raises(GeoOsintError, match=re.escape(told)):
        lexicon.parse(text, "xx")


def test_a_word_in_two_classes_is_refused_where_it_is_looked_up() -> None:
    read = lexicon.parse('[h]\na = ["over"]\nb = ["over"]', "xx")
    with pytest.raises(GeoOsintError, match="'over' stands in a and in b"):
        read.classes("h")


def test_an_unknown_language_and_an_unknown_section_are_named() -> None:
    with pytest.raises(GeoOsintError, match="'fr': no lexicon"):
        lexicon.load("fr")
    with pytest.raises(GeoOsintError, match="nonsense: no such section"):
        lexicon.load("en").section("nonsense")


def test_the_readers_take_the_lexicon_they_are_given() -> None:
    """A lexicon is data: another word for a unit is enough to read it."""
    own = lexicon.Lexicon("en", {**lexicon.load("en").sections, "units": {"km": ("verst",)}})
    [found] = quantities.quantities("14 verst", fold("14 verst"), own)
    assert found.unit == "km"
    assert not counts.counts("14 verst", fold("14 verst"), own)
    assert numbers.numbers(fold("14 verst"), own)[0].value == 14
    assert hedges.hedge_before("about 14", 6, own) == (0, "about")
