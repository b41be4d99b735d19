"""What services answer is read whole, refused result by result, and ordered by our own comparison."""

from __future__ import annotations

import pytest

from geo_osint.model import LonLat
from tests.geocoders.server import IN_GEONAMES, IN_PHOTON, MAYADIN, answers

ANSWERS = {
    "nominatim": ([MAYADIN], "osm:node/1", "PPL", "place=town"),
    "photon": ({"features": [IN_PHOTON]}, "osm:node/1", "PPL", "place=town"),
    "geonames": ({"geonames": [IN_GEONAMES]}, "geonames:173793", "PPLA2", "PPLA2"),
}
EMPTY = {
    "nominatim": [[]],
    "photon": [{"type": "FeatureCollection", "features": []}],
    "geonames": [{"geonames": []}, {"status": {"message": "no result", "value": 15}}],
}
PAGES = {
    "osm:node/1": "https://osm.org/node/1",
    "geonames:173793": "https://www.geonames.org/173793",
}


@pytest.mark.parametrize("service", ANSWERS)
def test_a_result_becomes_a_candidate_that_can_be_cited(service, serve, ask) -> None:
    document, id, kind, sort = ANSWERS[service]
    answer = ask(serve(answers(document)), service=service)
    [hit] = answer.hits
    assert (answer.status, answer.refused) == ("found", ())
    assert (hit.place.id, hit.place.kind, hit.sort) == (id, kind, sort)
    assert hit.place.positions[0].at == LonLat(40.4515, 35.0198)
    assert hit.place.countries == ("SY",)
    assert hit.url == PAGES[id]
    assert "Deir ez-Zor" in hit.address
    assert hit.score > 0.9
    assert "article" in hit.reasons[0]
    assert answer.attribution
    assert answer.fetched == "2020-09-13"


@pytest.mark.parametrize("service", EMPTY)
def test_a_name_that_a_service_does_not_know_is_not_found(service, serve, ask) -> None:
    for document in EMPTY[service]:
        answer = ask(serve(answers(document)), service=service)
        assert (answer.status, answer.hits, answer.reason) == ("not_found", (), "")


ODD = {
    "no latitude": ({"lat": None}, "has no latitude"),
    "nothing for a longitude": ({"lon": ""}, "a longitude that is no number"),
    "zeros": ({"lat": "0", "lon": "0.000"}, "where missing coordinates end up"),
    "zero numbers": ({"lat": 0, "lon": -0.0}, "where missing coordinates end up"),
    "true": ({"lat": True}, "a latitude that is no number"),
    "words": ({"lat": "north"}, "a latitude that is no number"),
    "NaN in words": ({"lat": "nan"}, "a latitude that is no number"),
    "infinite in words": ({"lon": "inf"}, "a longitude that is no number"),
    "exponent": ({"lat": "3.5e1"}, "a latitude that is no number"),
    "Arabic digits": ({"lat": "٣٥"}, "a latitude that is no number"),
    "a list": ({"lat": [35]}, "a latitude that is no number"),
    "out of range": ({"lat": "91.5"}, "latitude 91.5"),
    "far out of range": ({"lon": "540"}, "longitude 540"),
    "farther": ({"lon": 1e300}, "a longitude that is no number"),
    "no id": ({"osm_id": None}, "has no id"),
    "a negative id": ({"osm_id": -5}, "has no id"),
    "an id that climbs": ({"osm_id": "../1"}, "has no id"),
    "no type of object": ({"osm_type": None}, "no id of an OpenStreetMap object"),
    "a wrong type of object": ({"osm_type": {"x": 1}}, "no id of an OpenStreetMap object"),
    "no address": ({"display_name": None}, "no usable display_name"),
    "an endless address": ({"display_name": "x" * 1000}, "no usable display_name"),
    "no tag": ({"category": None}, "no usable type"),
    "names that are no table": ({"namedetails": ["x"]}, "not what this service"),
    "a name in no known letters": ({"namedetails": {}, "name": "迈亚丁"}, "no name in Arabic"),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_result_is_refused_with_its_reason_and_harms_no_other(odd, serve, ask) -> None:
    change, reason = ODD[odd]
    answer = ask(serve(answers([MAYADIN | change, MAYADIN | {"osm_id": 2}])))
    assert [hit.place.id for hit in answer.hits] == ["osm:node/2"]
    [refused] = answer.refused
    assert refused.startswith("result 1: ")
    assert reason in refused


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point"},
        {"type": "Point", "coordinates": [None, None]},
        {"type": "Point", "coordinates": [40.4, 35.0, 100]},
        {"type": "Polygon", "coordinates": [40.4, 35.0]},
        {"type": "Point", "coordinates": [35.0, 140.4]},
    ],
)
def test_a_feature_without_a_point_is_refused(geometry, serve, ask) -> None:
    features = [IN_PHOTON | {"geometry": geometry}]
    assert (
        "none of its results"
        in ask(serve(answers({"features": features})), service="photon").reason
    )


def test_names_are_taken_with_their_role_and_language(serve, ask) -> None:
    [hit] = ask(serve(answers([MAYADIN]))).hits
    assert {(each.text, each.language, each.role) for each in hit.place.names} == {
        ("الميادين", "und", "main"),
        ("Al Mayadin", "en", "main"),
        ("Rahba", "und", "variant"),
        ("Mayadeen", "und", "variant"),
    }


def test_marks_that_turn_the_direction_of_text_are_taken_out(serve, ask) -> None:
    odd = MAYADIN | {
        "display_name": "May\u202eadin\x1b[31m, Syria",
        "namedetails": {"name": "M\u2066a\0y"},
    }
    [hit] = ask(serve(answers([odd]))).hits
    assert hit.address == "Mayadin[31m, Syria"
    assert hit.place.names[0].text == "May"


def namesake(number: int, name: str, lon: str, **names: str) -> dict[str, object]:
    return MAYADIN | {
        "osm_id": number,
        "lon": lon,
        "display_name": f"{name}, Somewhere",
        "namedetails": {"name": name} | names,
    }


def test_all_namesakes_are_shown_and_the_popular_one_does_not_win(serve, ask) -> None:
    popular = namesake(1, "Al Walid Airport Hotel", "10.0")
    two = namesake(2, "Al Walid", "38.94"), namesake(3, "Al Walid", "42.2")
    answer = ask(serve(answers([popular, *two])), name="Al Walid")
    assert [hit.place.id for hit in answer.hits] == ["osm:node/2", "osm:node/3", "osm:node/1"]
    assert answer.hits[0].score == answer.hits[1].score > answer.hits[2].score


def test_what_is_like_no_name_is_kept_and_comes_last(serve, ask) -> None:
    answer = ask(serve(answers([namesake(1, "Zzyzx", "10.0"), MAYADIN | {"osm_id": 2}])))
    assert [hit.place.id for hit in answer.hits] == ["osm:node/2", "osm:node/1"]
    assert answer.hits[1].score == 0
    assert "none of its names" in answer.hits[1].reasons[0]


def test_a_result_told_twice_is_one_candidate(serve, ask) -> None:
    assert len(ask(serve(answers([MAYADIN, MAYADIN]))).hits) == 1


def test_an_arabic_query_finds_a_latin_name(serve, ask) -> None:
    latin = MAYADIN | {"namedetails": {"name": "Al Mayadin"}}
    [hit] = ask(serve(answers([latin])), name="الميادين").hits
    assert hit.score > 0.6
    assert "consonants" in hit.reasons[0]
