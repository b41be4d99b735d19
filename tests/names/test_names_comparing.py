"""Two names side by side: on which step they meet, and what an analyst is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.names import SCORES, compare, kind_nouns

STEPS = [
    # asked, listed, step, a part of the reason
    ("الميادين", "الميادين", "exact", "written exactly so"),
    ("الحسكه", "الحسكة", "spelling", "(ه/ة)"),
    ("المَيـادين", "الميادين", "spelling", "spelling"),
    ("Al Qaim", "Al-Qa’im", "spelling", "(space/-, nothing/’)"),
    ("Qamişlo", "Qamislo", "spelling", "(ş/s)"),
    ("کۆبانی", "كوباني", "spelling", "spelling"),
    ("قرية ١٧", "قرية 17", "spelling", "spelling"),
    ("هول", "الهول", "article", "but for the article"),
    ("Mayadin", "Al-Mayadin", "article", "but for the article"),
    ("Deir Zor", "Deir ez-Zor", "article", "but for the article"),
    ("Tel Abyad", "Tall Abyad", "article", "(tel/tall)"),
    ("Kherbet Ghazala", "Khirbat Ghazala", "article", "(kherbet/khirbat)"),
    ("Ein Issa", "Ain Issa", "article", "(ein/ain)"),
    ("تلة تمر", "تل تمر", "article", "(تله/تل)"),
    ("ديرالزور", "دير الزور", "joined", "joined or apart"),
    ("Deirezzor", "Deir ez-Zor", "joined", "joined or apart"),
    ("Almayadin", "Mayadin", "joined", "joined to the name"),
    ("بالميادين", "الميادين", "proclitic", "“ب”"),
    ("وللميادين", "الميادين", "proclitic", "“ولل”"),
    ("حقل العمر النفطي", "العمر", "noun", "the noun"),
    ("Mayadin city", "Al-Mayadin", "noun", "the noun"),
    (
        "al-Waleed crossing",
        "Al Waleed border crossing",
        "article",
        "the noun beside the name, of one kind",
    ),
    ("Bashmur", "Qaryat al Bashmūr", "noun", "the noun"),
    ("Sinjar", "Jabal Sinjār", "noun", "the noun"),
    ("Tell Hamis", "Nāḩiyat Tall Ḩamīs", "noun", "the noun"),
    ("Deir ez-Zor", "Muḩāfaz̧at Dayr az Zawr", "letters", "once “Muḩāfaz̧at” is dropped"),
    ("Al-Tanf garrison", "قاعدة التنف", "sound", "in Arabic letters"),
    ("حامية التنف", "قاعدة التنف", "article", "of one kind"),
    ("Mayadeen", "Mayadin District", "letters", "2 letters differ), once “District” is dropped"),
    ("Mayadin", "مدينة الميادين", "sound", "the same consonants, in Arabic letters"),
    ("الميادين", "Mayadeen", "sound", "the same consonants, in Latin letters"),
    ("Mayadeen", "Al-Mayadin", "letters", "2 letters differ"),
    ("دير الزر", "دير الزور", "letters", "1 letter differs"),
    ("Deir", "Deir ez-Zor", "part", "as a part"),
]


@pytest.mark.parametrize(("asked", "listed", "step", "reason"), STEPS)
def test_two_names_meet_on_their_step_and_say_so(asked, listed, step, reason):
    likeness = compare(asked, listed)
    assert likeness.how == step
    assert reason in likeness.reason
    assert likeness.score <= SCORES[step]


@pytest.mark.parametrize(
    ("asked", "listed"), [("Mayadin", "Qamishli"), ("", "Hit"), ("Hit", "؟"), ("معبر", "الميادين")]
)
def test_names_with_too_little_in_common_are_not_compared(asked, listed):
    assert compare(asked, listed) is None


def test_a_noun_that_nobody_asked_for_counts_a_little_less():
    assert compare("Frat", "الفرات").score > compare("Frat", "سد الفرات").score


def test_words_that_begin_names_are_no_nouns_beside_them():
    assert not {"تل", "عين", "خربه", "tell", "ain", "mazraat"} & set(kind_nouns())


FAMILIES = {
    "الشيخ جراح": [
        "ash-Shaykh Jarrāḥ",
        "Sheikh Jarrah",
        "Cheikh Djarrah",
        "aš-Šaiḫ Ǧarrāḥ",
        "Şêx Cerah",
    ],
    "خان شيخون": ["Khān Shaykhūn", "Khan Sheikhoun", "Khan Cheikhoun", "Ḫān Šaiḫūn", "Xan Şêxûn"],
    "القحطانية": ["Al Qaḥţānīyah", "Al-Qahtaniyah", "El Qahtaniyé", "al-Qaḥṭānīya", "Qehtaniyê"],
    "رأس العين": ["Ra’s al ‘Ayn", "Ras al-Ain", "Ras el Aïn", "Raʾs al-ʿAin", "Resulayn"],
    "جرابلس": ["Jarābulus", "Jarablus", "Djerablous", "Ǧarābulus", "Cerablûs"],
    "غويران": ["Ghuwayrān", "Ghweran", "Ghouérane", "Ġuwairān", "Xiwêran"],
}
"""A name and how BGN/PCGN, newsrooms, French maps, DIN 31635 and Kurdish write it."""


@pytest.mark.parametrize("arabic", FAMILIES)
def test_every_family_of_romanisation_meets_the_arabic(arabic):
    others = [name for name in FAMILIES if name != arabic]
    for latin in FAMILIES[arabic]:
        likeness = compare(latin, arabic)
        assert likeness is not None, latin
        strangers = (compare(latin, other) for other in others)
        assert all(other is None or other.score < likeness.score for other in strangers), latin


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_strings_can_be_compared(asked, listed):
    likeness = compare(asked, listed)
    assert likeness is None or 0 < likeness.score <= SCORES[likeness.how]


@pytest.mark.parametrize(
    ("query", "listed", "found"),
    [
        ("Jdeideh", "جديدة كحيط", True),
        ("Kahit", "جديدة كحيط", True),
        ("Jdeideh", "قرية كحيط", False),
        ("Kahit", "خان القهوة", False),
    ],
)
def test_a_word_of_a_longer_name_is_found_across_scripts(
    query: str, listed: str, found: bool
) -> None:
    likeness = compare(query, listed)
    assert (likeness is not None and likeness.reason == "has a word that sounds like it") == found
