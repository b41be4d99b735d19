"""What a name carries on its left, and what stays when that is taken off."""

import pytest

from geo_osint.names import ARABIC_PROCLITICS, edges, without_article

WORDS = [
    ("والميادين", "و", "الميادين"),
    ("بالميادين", "ب", "الميادين"),
    ("وبالميادين", "وب", "الميادين"),
    ("فالميادين", "ف", "الميادين"),
    ("كالميادين", "ك", "الميادين"),
    ("للميادين", "لل", "الميادين"),
    ("وللميادين", "ولل", "الميادين"),
    ("للاذقيه", "لل", "اللاذقيه"),
    ("لدير", "ل", "دير"),
    ("وحقل", "و", "حقل"),
    ("حقل", "", "حقل"),
]


@pytest.mark.parametrize(("token", "proclitic", "word"), WORDS)
def test_a_word_is_found_behind_its_proclitic(token, proclitic, word):
    assert (proclitic, word) in {(edge.proclitic, edge.word) for edge in edges(token)}


def test_the_whole_word_comes_first():
    assert edges("والميادين")[0].word == "والميادين"


def test_a_word_is_not_cut_down_to_a_letter():
    assert {edge.word for edge in edges("وب")} == {"وب"}


def test_proclitics_stand_longest_first():
    lengths = [len(proclitic) for proclitic in ARABIC_PROCLITICS]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("الميادين",), ("ميادين",)),
        (("al", "mayadin"), ("mayadin",)),
        (("ash", "shaddadi"), ("shaddadi",)),
        (("المحطه", "الثانيه"), ("محطه", "الثانيه")),
        (("دير", "الزور"), ("دير", "الزور")),
        (("ال",), ("ال",)),
        (("al",), ("al",)),
        ((), ()),
    ],
)
def test_the_article_is_taken_off_the_first_word(words, expected):
    assert without_article(words) == expected
