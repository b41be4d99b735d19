"""Which words of a text are taken for places, and which are not."""

from __future__ import annotations

import pytest

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Header, Mention, Report
from geo_osint.reading import read
from geo_osint.reading.mentions import bare_name, feature_in


def _mentions(text: str, gazetteer: Gazetteer) -> list[Mention]:
    return list(read(Report("r1", "case", Header(), text), gazetteer).mentions)


@pytest.mark.parametrize(
    ("text", "words", "feature", "extended"),
    [
        ("وصلوا إلى مدينة القامشلي.", "القامشلي", "city", "مدينة القامشلي"),
        ("في محيط حقل «العمر» النفطي.", "حقل «العمر» النفطي", "field", "حقل «العمر» النفطي"),
        ("دخلوا حقل «العمر».", "حقل «العمر»", "field", "حقل «العمر»"),
        ("دخلوا «حقل العمر».", "حقل العمر", "field", "حقل العمر"),
        ("في حقل العمر النفطي السوري.", "حقل العمر النفطي", "field", "حقل العمر النفطي"),
        ("عبر معبر \"الوليد\" الحدودي.", "الوليد", "crossing", "معبر \"الوليد\" الحدودي"),
        ("قرب قاعدة العمر.", "العمر", "base", "قاعدة العمر"),
        ("قرب قاعدة حقل العمر.", "حقل العمر", "field", "حقل العمر"),
        ("في منطقة «الميادين» أمس.", "الميادين", "area", "منطقة «الميادين»"),
        ("قصف للميادين وحدها.", "ميادين", "", ""),
        ("ولِلمَيادين سوق.", "مَيادين", "", ""),
        ("وبالقامشلي سوق.", "القامشلي", "", ""),
        ("في الريف الشرقي لدير الزور.", "دير الزور", "countryside", "الريف الشرقي لدير الزور"),
        ("the city of Qamishli", "Qamishli", "city", "city of Qamishli"),
        ("around the “al-Omar” oil field", "“al-Omar” oil field", "field", "“al-Omar” oil field"),
        ("the fields of al-Omar", "al-Omar", "field", "fields of al-Omar"),
        ("the field of al-Omar", "field of al-Omar", "field", "field of al-Omar"),
        ("the Al-Walid border crossing", "Al-Walid", "crossing", "Al-Walid border crossing"),
        ("the al-Omar base", "al-Omar", "base", "al-Omar base"),
        ("in the countryside of Deir ez-Zor", "Deir ez-Zor", "countryside", "countryside of Deir ez-Zor"),
        ("the Qamishli area", "Qamishli", "area", "Qamishli area"),
        ("Deir ez-Zor airport was hit", "Deir ez-Zor airport", "airport", "Deir ez-Zor airport"),
    ],
)  # fmt: skip
def test_known_name_with_its_noun(
    text: str, words: str, feature: str, extended: str, gazetteer: Gazetteer
) -> None:
    """The noun is part of the name of a facility and of no other, and the extended span has both."""
    (mention,) = _mentions(text, gazetteer)
    assert (mention.words, mention.feature) == (words, feature)
    assert (mention.extended.of(text) if mention.extended else "") == extended
    assert mention.span.of(text) == words
    assert mention.places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وقع الانفجار في بلدة غرانيج أمس.", "غرانيج"),
        ("سيطروا على قرية تل سمن شمالاً.", "تل سمن"),
        ("دخلوا قاعدة «هيمو» ليلاً.", "هيمو"),
        ("shelling hit the village of Tal Samen", "Tal Samen"),
        ("a convoy left the Himo base", "Himo"),
        ("in the town of «Gharanij»", "Gharanij"),
    ],
)
def test_unknown_name_is_kept_and_not_guessed(text: str, words: str, gazetteer: Gazetteer) -> None:
    """A name nobody lists is a mention without places."""
    (mention,) = _mentions(text, gazetteer)
    assert mention.words == words
    assert mention.places == ()


@pytest.mark.parametrize(
    "text",
    [
        "يبلغ من العمر أربعين عاماً.",
        "نشر الناشطون الصور على الشبكة.",
        "قال خالد الوليد إن الوضع هادئ.",
        "قائد لواء الرقة في المدينة.",
        "القائم بالأعمال زار المكان.",
        "أفاد مجلس دير الزور العسكري بذلك.",
        "قدّم له باقة من الورد.",
        "أقامت القوات قاعدة عسكرية جديدة.",
        "وصلوا إلى مدينة سورية صغيرة.",
        "They hit the ward and the salt store.",
        "Khaled al-Walid spoke to reporters.",
        "Abu Omar denied it.",
        "The Raqqa Brigade and the Deir ez-Zor Military Council met.",
        "A US base and an Iranian position were built.",
    ],
)
def test_words_that_are_no_place_here(text: str, gazetteer: Gazetteer) -> None:
    """Common words, people and units that bear a place's name are left alone."""
    assert _mentions(text, gazetteer) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("في بلدة الصور اليوم.", "الصور"),
        ("قُصف حقل الورد ليلاً.", "حقل الورد"),
        ("اشتباكات في البصيرة والصور.", "الصور"),
        ("تبعد الصور 5 كم عن البصيرة.", "الصور"),
        ("the Iraqi town of Hit", "Hit"),
    ],
)
def test_the_same_words_with_a_place_around_them(
    text: str, words: str, gazetteer: Gazetteer
) -> None:
    """A noun, a list or a distance makes a place of a common word."""
    assert words in [mention.words for mention in _mentions(text, gazetteer)]


def test_towns_share_their_noun(gazetteer: Gazetteer) -> None:
    """ "The towns of X and Y" makes both towns."""
    found = _mentions("in the towns of Hajin and Busayra", gazetteer)
    assert [mention.feature for mention in found] == ["town", "town"]


def test_a_name_announced_once_is_known_later(gazetteer: Gazetteer) -> None:
    """«عبر الوليد» is the crossing once «معبر الوليد» has been named."""
    text = "أُغلق معبر الوليد أمس. وعادت الشاحنات عبر الوليد اليوم."
    assert len(_mentions(text, gazetteer)) == 2


def test_all_bearers_are_candidates(gazetteer: Gazetteer) -> None:
    """Reading does not choose: both crossings of the name are there."""
    (mention,) = _mentions("أُغلق معبر «الوليد».", gazetteer)
    assert set(mention.places) == {
        "geo:al-walid-kurdistan-crossing",
        "geo:al-walid-tanf-crossing",
    }


def test_feature_nouns_come_off_names() -> None:
    """Bare names meet across scripts of nouns; names that are only a noun stay whole."""
    assert bare_name("معبر الوليد الحدودي") == bare_name("الوليد")
    assert bare_name("Al-Omar oil field") == bare_name("Omar oilfield") == "omar"
    assert feature_in("مدينة") == (0, 5, "")
