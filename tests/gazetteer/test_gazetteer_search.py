"""Looking a name up: who comes first, in which script, and with what reason."""

from dataclasses import replace

import pytest

from geo_osint.gazetteer import search
from geo_osint.model import PlaceName
from geo_osint.names import table

FIRST = [
    ("الميادين", "mayadin", "“الميادين” is written exactly so in: A list"),
    ("ميادين", "mayadin", "the article"),
    ("المياديـن", "mayadin", "spelling"),
    ("Mayadeen", "mayadin", "similar"),
    ("Meyadîn", "mayadin", "similar"),
    ("al mayadin", "mayadin", "spelling (space/-)"),
    ("al omar field", "omar", "the noun"),
    ("حقل العمر النفطي", "omar", "the noun"),
    ("العمر", "omar", "the noun"),
    ("دير الزر", "zor", "1 letter differs"),
    ("Dayr az Zawr", "zor", "“Deir ez-Zor”|“دير الزور”"),
    ("مدينة دير الزور", "zor", "as asked (“مدينة”)"),
    ("Mayadin (Deir ez-Zor)", "mayadin", "Mayadin"),
    ("Frat", "river", "the same consonants, in Arabic letters"),
    ("Old Suwar", "suwar", "a former name"),
    ("Deir", "zor", "a part"),
    ("Almayadin", "mayadin", "joined or apart"),
    ("بالميادين", "mayadin", "once “ب” is taken off"),
]


@pytest.mark.parametrize(("query", "place", "reason"), FIRST)
def test_the_place_meant_comes_first_with_its_reason(small, query, place, reason):
    first = search(small, query)[0]
    assert first.place == f"geo:{place}"
    assert any(part in " ".join(first.reasons) for part in reason.split("|"))


@pytest.mark.parametrize("query", ["Al-Walid", "معبر الوليد", "al waleed crossing", "Walid"])
def test_both_bearers_of_a_name_are_shown(small, query):
    found = [candidate.place for candidate in search(small, query)]
    assert set(found[:2]) == {"geo:walid-north", "geo:walid-south"}


def test_a_place_that_is_confused_with_the_one_found_comes_along(small):
    namesake = {c.place: c for c in search(small, "معبر الوليد")}["geo:semalka"]
    assert "easily confused with" in namesake.reasons[0]
    assert namesake.score == 0.5


def test_a_noun_for_another_kind_of_place_counts_against_it(small):
    town, crossing = search(small, "بلدة الوليد")[0], search(small, "منفذ الوليد")[0]
    assert town.score < crossing.score == 1
    assert "not what was asked" in town.reasons[1]


@pytest.mark.parametrize("query", ["", "  ", "xyzzy", "؟؟", "a" * 5000])
def test_what_comes_near_nothing_finds_nothing(small, query):
    assert search(small, query) == ()


def test_a_former_name_counts_a_little_less(small):
    assert 0.9 < search(small, "Old Suwar")[0].score < 1


def test_a_river_comes_before_what_is_named_after_it(small):
    dam = replace(
        small.places["geo:t2"],
        id="geo:dam",
        names=(PlaceName("سد الفرات", "ar", "Arab", "main", "list"),),
    )
    places = {"geo:dam": dam, **small.places}
    found = search(replace(small, places=places), "Frat")
    assert [candidate.place for candidate in found[:2]] == ["geo:river", "geo:dam"]


def test_weak_matches_are_shown_only_where_nothing_matches_well(small):
    """The consonants of معدان are those of الميادين, which nobody wants to read beside the town."""
    madan = replace(
        small.places["geo:hit"],
        id="geo:madan",
        names=(PlaceName("Ma‘dan", "en", "Latn", "main", "list"),),
    )
    wider = replace(small, places={**small.places, "geo:madan": madan})
    assert "geo:madan" not in {c.place for c in search(wider, "الميادين")}
    assert "geo:madan" in {c.place for c in search(wider, "الميادن")}


def test_scores_fall_and_the_limit_holds(small):
    found = search(small, "معبر الوليد", limit=2)
    assert len(found) == 2
    scores = [candidate.score for candidate in search(small, "معبر الوليد")]
    assert scores == sorted(scores, reverse=True)


def test_every_packaged_name_finds_its_place_by_the_best_score(packaged, indexed):
    for place in packaged.places.values():
        for name in place.names:
            found = search(packaged, name.text, limit=50)
            best = {candidate.place for candidate in found if candidate.score == found[0].score}
            assert place.id in best | {c.place for c in found if c.score >= 0.97}, name.text


@pytest.mark.parametrize("case", FIRST)
def test_an_index_finds_what_comparing_one_by_one_finds(small, indexed, case):
    query, place, reason = case
    first = search(replace(small), query)[0]
    assert first.place == f"geo:{place}"
    assert any(part in " ".join(first.reasons) for part in reason.split("|"))


@pytest.fixture
def indexed(monkeypatch):
    """Let even few names be indexed."""
    monkeypatch.setattr(table, "LINEAR_UP_TO", 0)
