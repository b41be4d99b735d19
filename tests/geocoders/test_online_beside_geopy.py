"""The same server asked by geopy and by us: where they agree, and what ours is for."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.exc import GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import GeoNames, Nominatim, Photon

from tests.geocoders.server import IN_GEONAMES, IN_PHOTON, MAYADIN, answers, refuses


def peer(service, server):
    domain, agent = f"127.0.0.1:{server.port}", "a test of geo_osint"
    if service == "geonames":
        return GeoNames("me", scheme="http", domain=domain, user_agent=agent)
    return {"nominatim": Nominatim, "photon": Photon}[service](
        scheme="http", domain=domain, user_agent=agent
    )


DOCUMENTS = {
    "nominatim": [MAYADIN, MAYADIN | {"osm_id": 2, "lon": "41.5"}],
    "photon": {"features": [IN_PHOTON]},
    "geonames": {"geonames": [IN_GEONAMES]},
}


@pytest.mark.parametrize("service", DOCUMENTS)
def test_honest_answers_are_read_alike_and_the_same_thing_is_asked(service, serve, ask) -> None:
    server = serve(answers(DOCUMENTS[service]))
    theirs = peer(service, server).geocode("Mayadin", exactly_one=False)
    ours = ask(server, service=service).hits
    assert [(each.longitude, each.latitude) for each in theirs] == [
        (hit.place.positions[0].at.lon_deg, hit.place.positions[0].at.lat_deg) for hit in ours
    ]
    asked = [urlsplit(each.split()[1].decode()) for each in server.asked]
    assert asked[0].path == asked[1].path
    assert parse_qs(asked[0].query)["q"] == parse_qs(asked[1].query)["q"]


def test_where_two_bear_a_name_geopy_gives_one_and_we_both(serve, ask) -> None:
    two = [
        MAYADIN | {"osm_id": each, "lon": lon, "namedetails": {"name": "Al Walid"}}
        for each, lon in ((1, "38.94"), (2, "42.23"))
    ]
    server = serve(answers(two))
    assert peer("nominatim", server).geocode("Al Walid").longitude == 38.94
    assert [hit.score for hit in ask(server, name="Al Walid").hits] == [1.0, 1.0]


def test_where_coordinates_are_missing_geopy_gives_0_0_and_we_refuse(serve, ask) -> None:
    server = serve(answers([MAYADIN | {"lat": None, "lon": None}]))
    assert tuple(peer("nominatim", server).geocode("Mayadin").point)[:2] == (0, 0)
    assert "has no latitude" in ask(server).reason


def test_where_one_result_is_odd_geopy_loses_all_and_we_one(serve, ask) -> None:
    server = serve(answers([MAYADIN, MAYADIN | {"osm_id": 2, "lat": "north"}]))
    with pytest.raises(ValueError, match="north"):
        peer("nominatim", server).geocode("Mayadin", exactly_one=False)
    assert len(ask(server).hits) == 1


@pytest.mark.parametrize("status", ["403 Forbidden", "429 Too Many Requests", "500 Oops"])
def test_where_a_service_fails_geopy_s_limiter_says_nothing_is_there(status, serve, ask) -> None:
    server = serve(refuses(status))
    geocode = peer("nominatim", server).geocode
    with pytest.raises(GeocoderServiceError):
        geocode("Mayadin")
    limited = RateLimiter(geocode, min_delay_seconds=0, max_retries=0)
    assert limited("Mayadin") is None
    assert ask(server).status == "unavailable"
