"""Many names at once: what an index finds, and that it agrees with comparing one by one."""

import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.names import NameTable, compare, letter_grams, skeleton, sound_grams, table
from geo_osint.names.aligning import SoundRows, encode, likenesses
from geo_osint.names.crossing import likeness, sounds
from geo_osint.names.index import Index
from geo_osint.names.postings import Postings
from geo_osint.names.stores import Hashes, Strings

SYLLABLES = (
    "ba",
    "dar",
    "qat",
    "gli",
    "may",
    "din",
    "tal",
    "omar",
    "suw",
    "kha",
    "bur",
    "zor",
    "deir",
    "has",
    "rum",
)


def made_up(count: int) -> list[str]:
    chance = random.Random(4)
    names = (
        " ".join(
            "".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(chance.choice((1, 2)))
        )
        for _ in range(count * 2)
    )
    return list(dict.fromkeys(names))[:count]


REAL = [
    "Al-Mayadin",
    "القامشلي",
    "دير الزور",
    "Tell Abyad (Girê Spî)",
    "ألبو كمال",
    "Ain Issa",
    "الهول",
]


@pytest.fixture(scope="module")
def listed():
    return [*made_up(3000), *REAL]


@pytest.fixture(scope="module")
def big(listed):
    return NameTable(listed)


FOUND = [
    ("Al-Mayadin", "Al-Mayadin"),
    ("Mayadin", "Al-Mayadin"),
    ("Almayadin", "Al-Mayadin"),
    ("Meyadeen", "Al-Mayadin"),
    ("Mayadni", "Al-Mayadin"),
    ("مدينة الميادين", "Al-Mayadin"),
    ("Kamishly", "القامشلي"),
    ("بالقامشلي", "القامشلي"),
    ("القامشليي", "القامشلي"),
    ("Deir Ezzor", "دير الزور"),
    ("ديرالزور", "دير الزور"),
    ("Gire Spi", "Tell Abyad (Girê Spî)"),
    ("Tel Abiad", "Tell Abyad (Girê Spî)"),
    ("Abu Kamal", "ألبو كمال"),
    ("Ein Eissa", "Ain Issa"),
    ("مخيم الهول", "الهول"),
]


@pytest.mark.parametrize(("query", "name"), FOUND)
def test_a_spoilt_name_is_found_among_thousands(big, query, name):
    first = big.search(query, 3)[0]
    assert first.name == name
    assert first.likeness().reason


def test_the_index_gives_the_score_that_comparing_gives(big, listed):
    for query in (
        "Meyadeen",
        "Gire Spii",
        "Kamishly",
        "Deir Ezzor",
        listed[7][:-1],
        listed[40] + "a",
    ):
        hit = big.search(query, 1)[0]
        assert hit.score == pytest.approx(compare(query, hit.name).score, abs=1e-4)


def test_few_names_and_many_are_found_alike(listed, monkeypatch):
    few = listed[:400]
    queries = [name[:-1] for name in few[:20]]
    one_by_one = [NameTable(few).search(query, 1)[0].name for query in queries]
    monkeypatch.setattr(table, "LINEAR_UP_TO", 0)
    assert [NameTable(few).search(query, 1)[0].name for query in queries] == one_by_one


def test_each_row_comes_once_and_scores_fall(big):
    hits = big.search("Tell Abyad", 50)
    assert len({hit.row for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_name_written_so_comes_before_the_thousand_that_fold_to_it():
    spellings = [f"Deir{' ' * gap}ez-Zor" for gap in range(1, 60)] + ["DEIR EZ ZOR", "Deir-ez-Zor"]
    found = Index(spellings).scores("Deir-ez-Zor", 3)
    assert max(found, key=lambda each: each[1])[0] == len(spellings) - 1


@pytest.mark.parametrize("names", [[], [""], ["؟"], ["Хасака", "哈塞克", "a\x00b", "\ud800"]])
@pytest.mark.parametrize("query", ["", "()", "Hasakah", "Хасака", "\ud800", "x" * 3000, "ا"])
def test_odd_names_and_queries_do_no_harm(names, query):
    found = dict(Index(names).scores(query, 5))
    assert all(0 <= row < len(names) for row in found)


def test_a_name_of_another_script_is_found_by_its_letters():
    assert max(Index(["Хасака", "Хасавюрт"]).scores("Хасакa", 5), key=lambda each: each[1])[0] == 0


ROWS = st.text("AWYbtθjħxdðrzsšṣḍṭẓʿġfqklmnhHaeiou 123ŷḥхж", max_size=14)


@given(ROWS, st.lists(ROWS, min_size=1, max_size=6))
def test_many_rows_are_aligned_as_one_is(row, rows):
    at_once = SoundRows(rows).likenesses([row], np.arange(len(rows), dtype=np.int32))
    for one, value in zip(rows, at_once, strict=True):
        if row and one:
            assert value == pytest.approx(likeness([row], [one]), abs=1e-4)


def test_codes_fill_up_with_nothing_that_counts():
    coded = np.stack([np.append(encode("mYAdYn"), [0, 0]), np.append(encode("mYAd"), [0] * 4)])
    alone = likenesses("mYAdYn", encode("mYAdYn")[None, :])
    assert likenesses("mYAdYn", coded.astype(np.uint8))[0] == alone[0] == 1


def test_grams_of_letters_and_of_sounds_meet():
    assert set(letter_grams("mayadin")) & set(letter_grams("mayadeen")) >= {
        "^ma",
        "may",
        "aya",
        "yad",
    }
    assert sound_grams(skeleton("الميادين")) == sound_grams(skeleton("Mayadeen"))
    assert not set(letter_grams("msl")) & set(sound_grams("msl"))
    assert letter_grams("") == ("^$",)


def test_postings_give_those_that_share_the_rarest_runs():
    postings = Postings(["hajin", "hajar", "suwar", "hajinat"])
    found, rank = postings.sharing(["hajin"], 100)
    assert found[rank.argmin()] == 0
    assert set(found) == {0, 1, 3}
    assert set(postings.sharing(["suwar"], 1)[0]) == {2}


def test_hashes_and_strings_give_back_what_was_put_in():
    hashes = Hashes()
    hashes.add(["a", "b"], 1)
    hashes.add(["b"], 0)
    hashes.sort()
    assert (hashes.rows(["b", "c"]), hashes.common(["a", "b"], 9), hashes.rows([])) == (
        [0, 1],
        [1],
        [],
    )
    assert Strings(["ab", "", "ج"]).take(np.array([2, 0, 1])) == ["ج", "ab", ""]


def test_sounds_of_qualifiers_stand_last_in_both_scripts():
    assert (
        sounds("Western Harset")[-1] == sounds("حارسة الغربية")[-1] != sounds("Eastern Harset")[-1]
    )


def test_a_look_up_among_few_names_does_not_wait_for_numpy():
    code = (
        "import sys; from geo_osint.names import NameTable; "
        "NameTable(['الميادين']).search('Mayadin'); sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
