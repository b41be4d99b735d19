"""Names in running text: what is found, where it starts and ends, and what is left alone."""

from itertools import pairwise

import pytest

from geo_osint.gazetteer import NameIndex
from geo_osint.names import fold


@pytest.fixture(scope="module")
def scan(small):
    index = NameIndex(small)
    return lambda text, **options: index.scan(fold(text), **options)


FOUND = [
    ("قرب الميادين.", ["الميادين"], ["mayadin"]),
    ("قرب المَيادِينِ", ["المَيادِينِ"], ["mayadin"]),
    ("والميادين", ["الميادين"], ["mayadin"]),
    ("وبالميادين", ["الميادين"], ["mayadin"]),
    ("للميادين", ["للميادين"], ["mayadin"]),
    ("وللاذقية", ["للاذقية"], ["latakia"]),
    ("لدير الزور", ["دير الزور"], ["zor"]),
    ("#دير_الزور", ["دير_الزور"], ["zor"]),
    ("ديرالزور", ["ديرالزور"], ["zor"]),
    ("دير\nالزور", ["دير\nالزور"], ["zor"]),
    ("دير. الزور", [], []),
    ("دير\n\nالزور", [], []),
    ("دير زور", ["دير زور"], ["zor"]),
    ("حقل «العمر» النفطي", ["حقل «العمر»"], ["omar"]),
    ("الرميلان", ["الرميلان"], ["rumaylan"]),
    ("المحطه الثانيه", ["المحطه الثانيه"], ["t2"]),
    ("ورد في الخبر صور", [], []),
    ("الميادينية", [], []),
    ("Al-Mayadin", ["Al-Mayadin"], ["mayadin"]),
    ("AL MAYADIN", ["AL MAYADIN"], ["mayadin"]),
    ("el-Mayādīn’s bank", ["el-Mayādīn"], ["mayadin"]),
    ("Mayadin", ["Mayadin"], ["mayadin"]),
    ("at Mayadin", ["Mayadin"], ["mayadin"]),
    ("known as Suwar", ["Suwar"], ["suwar"]),
    ("in as-Suwar", ["as-Suwar"], ["suwar"]),
    ("in As Suwar", ["As Suwar"], ["suwar"]),
    ("deir ez-zor", ["deir ez-zor"], ["zor"]),
    ("Deir al-Zor, Deir Ezzor", ["Deir al-Zor", "Deir Ezzor"], ["zor", "zor"]),
    ("a hit, he said", [], []),
    ("Hit", ["Hit"], ["hit"]),
    ("T2, T-2", ["T2", "T-2"], ["t2", "t2"]),
    ("T25", [], []),
    ("", [], []),
]


@pytest.mark.parametrize(("text", "words", "places"), FOUND)
def test_names_are_found_as_they_stand(scan, text, words, places):
    hits = scan(text)
    assert [hit.words for hit in hits] == words
    assert [hit.places[0] for hit in hits] == [f"geo:{place}" for place in places]
    assert all(hit.span.of(text) == hit.words for hit in hits)


EDGES = [
    ("وبالميادين", "وب", "as_listed"),
    ("للميادين", "لل", "as_listed"),
    ("الرميلان", "", "added"),
    ("Mayadin", "", "dropped"),
    ("Al-Mayadin", "", "as_listed"),
    ("دير زور", "", "dropped"),
]


@pytest.mark.parametrize(("text", "proclitic", "article"), EDGES)
def test_a_hit_tells_what_was_let_go_at_its_edges(scan, text, proclitic, article):
    (hit,) = scan(text)
    assert (hit.proclitic, hit.article) == (proclitic, article)


def test_all_bearers_of_a_name_are_told(scan):
    assert scan("Al-Walid crossing")[0].places == ("geo:walid-north", "geo:walid-south")


def test_a_former_name_says_so(scan):
    assert scan("Old Suwar")[0].name.role == "former"


def test_a_word_that_lacks_its_article_is_found_on_request_only(scan):
    assert scan("حقل ورد") == []
    (hit,) = scan("حقل ورد", bare_words=True)
    assert (hit.places, hit.article) == (("geo:ward",), "dropped")


def test_hits_come_in_text_order_and_do_not_overlap(scan):
    hits = scan("من دير الزور إلى الميادين ثم رميلان ودير الزور")
    assert [hit.span.start for hit in hits] == sorted(hit.span.start for hit in hits)
    assert all(a.span.end <= b.span.start for a, b in pairwise(hits))
    assert len(hits) == 4


def test_words_far_apart_are_no_name_however_far(scan):
    assert scan("دير" + " " * 300_000 + "الزور") == []


def test_every_packaged_name_is_found_alone(packaged):
    """Whatever a source calls a place must be found when a report calls it so."""
    index = NameIndex(packaged)
    missed = [
        (place.id, name.text)
        for place in packaged.places.values()
        for name in place.names
        if not any(place.id in hit.places for hit in index.scan(fold(f"، {name.text}،")))
    ]
    assert missed == []
