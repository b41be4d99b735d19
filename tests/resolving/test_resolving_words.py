"""What stands between names: which words tie them together, in both languages."""

from __future__ import annotations

import pytest

from geo_osint.model import Span
from geo_osint.resolving.words import countries_said, qualifies, says_near, thing_at


@pytest.mark.parametrize(
    "between",
    [
        ", ", " (", "، ", " in ", " of ", " in the countryside of ", ", in the north-eastern countryside of ",
        " in the province of ", " في محافظة ", " بريف ", " في ريف ", " الواقعة في ", " التابعة لمحافظة ",
        " ضمن ", ", northeast ",
    ],
)  # fmt: skip
def test_these_words_make_the_second_name_say_where_the_first_lies(between: str) -> None:
    """A comma, a bracket, "in", and the nouns of areas."""
    assert qualifies(between)


@pytest.mark.parametrize(
    "between",
    [
        " and ", " to ", " from ", ", 14 km from ", ". ", "; ", " إلى ", " و", " عن ", "، 14 كم عن ",
        " was taken from ", " near ", "",
    ],
)  # fmt: skip
def test_these_words_do_not(between: str) -> None:
    """Lists, movements and distances say nothing of the kind."""
    assert not qualifies(between)


@pytest.mark.parametrize(
    ("between", "near"),
    [
        (" near ", True), (", close to the town of ", True), (" east of ", True), (" شرق ", True),
        (" قرب ", True), (" القريبة من مدينة ", True), (" 40 km east of ", False), (" to ", False),
        (" and ", False), (" على بعد 40 كم شرق ", False),
    ],
)  # fmt: skip
def test_nearness_is_a_word_and_never_a_figure(between: str, near: bool) -> None:
    """A stated distance is what is to be checked: it is no evidence for who is meant."""
    assert says_near(between) is near


@pytest.mark.parametrize(
    ("text", "name", "codes"),
    [
        ("the Iraqi town of Rabia", "Rabia", ("IQ",)),
        ("the Syrian border town of Rabia", "Rabia", ("SY",)),
        ("بلدة ربيعة العراقية", "ربيعة", ("IQ",)),
        ("Syrian troops left Rabia", "Rabia", ()),
        ("Iraqi sources. Rabia is quiet", "Rabia", ()),
    ],
)
def test_the_adjective_of_a_country_belongs_to_a_name_only_beside_it(
    text: str, name: str, codes: tuple[str, ...]
) -> None:
    """Over nouns and adjectives, not over verbs and full stops."""
    start = text.index(name)
    assert countries_said(text, Span(start, start + len(name))) == codes


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("the base at Qasrak", "Qasrak", "base"),
        ("القاعدة الأمريكية في قسرك", "قسرك", "base"),
        ("families in Qasrak", "Qasrak", ""),
        ("Qasrak", "Qasrak", ""),
    ],
)
def test_the_thing_at_a_name_is_heard(text: str, name: str, noun: str) -> None:
    """ "The base at X" is a noun for X as "the X base" is."""
    start = text.index(name)
    assert thing_at(text, Span(start, start + len(name))) == noun
