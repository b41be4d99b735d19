"""Names across scripts: which romanisations meet their Arabic, and which names stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.names import similarity, skeleton

ONE_NAME = [
    ("الميادين", "Al-Mayadin"),
    ("الميادين", "Mayadeen"),
    ("دير الزور", "Deir ez-Zor"),
    ("دير الزور", "Dayr az Zawr"),
    ("القامشلي", "Al Qāmishlī"),
    ("القامشلي", "Kamishli"),
    ("الحسكة", "Al-Hasakeh"),
    ("الشدادي", "Ash Shaddadi"),
    ("عين ديوار", "Ein Diwar"),
    ("البوكمال", "Albu Kamal"),
    ("كوباني", "Kobanê"),
    ("السويدية", "Suwaydiyah"),
    ("الباغوز", "Baghouz"),
    ("رسم الكبير", "Rasm Elkibir"),
    ("پێشابوور", "Pêşabûr"),
    ("قامشلۆ", "Qamişlo"),
    ("دێریک", "Dêrik"),
    ("سەرێ کانی", "Serê Kaniyê"),
    ("الزملة الشرقية", "Eastern Zamleh"),
]
TWO_NAMES = [
    ("الميادين", "Qamishli"),
    ("الرقة", "Manbij"),
    ("الطبقة", "تل تمر"),
    ("الزملة الشرقية", "Western Zamleh"),
]


@pytest.mark.parametrize(("arabic", "latin"), ONE_NAME)
def test_a_romanised_name_sounds_like_its_arabic(arabic, latin):
    assert similarity(arabic, latin) > 0.75


@pytest.mark.parametrize(("a", "b"), TWO_NAMES)
def test_other_names_do_not_sound_alike(a, b):
    assert similarity(a, b) < 0.75


@pytest.mark.parametrize(
    ("arabic", "latin"), [("الميادين", "Mayadeen"), ("الحسكة", "Hasakah"), ("القامشلي", "Kamishli")]
)
def test_skeletons_meet_across_scripts(arabic, latin):
    assert skeleton(arabic) == skeleton(latin) != ""


@given(st.text(max_size=12), st.text(max_size=12))
def test_similarity_is_symmetric_and_between_0_and_1(a, b):
    assert similarity(a, b) == similarity(b, a)
    assert 0 <= similarity(a, b) <= 1


@pytest.mark.parametrize("name", ["الميادين", "Al-Mayadin", "Deir ez-Zor"])
def test_a_name_sounds_just_like_itself(name):
    assert similarity(name, name) == 1


def test_nothing_sounds_like_nothing():
    assert similarity("", "") == similarity("", "Raqqa") == 0


def test_a_silent_h_at_the_end_counts_for_less_than_a_ya():
    assert similarity("Neimeh", "النعيمة") > similarity("Neimeh", "النعيمية")


@pytest.mark.parametrize(
    ("latin", "arabic", "other"),
    [
        ("Upper Rmeilan", "رميلان فوقاني", "رميلان تحتاني"),
        ("Jdidet Faras", "جديدة فرس", "فرس كبير"),
        ("Southern Mansura", "المنصورة جنوب", "المنصورة شمال"),
        ("Lower Sharqi", "الشرقي السفلى", "الغربي السفلى"),
    ],
)
def test_a_translated_word_tells_two_names_apart(latin, arabic, other):
    assert similarity(latin, arabic) > similarity(latin, other) + 0.05


def test_the_name_of_god_keeps_its_article():
    assert similarity("Abdallah", "عبد الله") > 0.75
