"""The services that can be asked, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LIMIT = 10
"""Results asked for: enough to see that a name is borne by several places, few enough to look at."""

OSM = "© OpenStreetMap contributors, ODbL, openstreetmap.org/copyright"


@dataclass(frozen=True, slots=True)
class Service:
    """A geocoder: where it is, what is asked of it, and what it asks of us.

    `url` takes the query; `parameters` go with each, `english` and `arabic` with a name in that
    script. `interval_s` is the least time between two questions of everything that runs on this
    machine; `needs_user` whether it asks for a user name. `rules` says where these are written.
    """

    name: str
    title: str
    base: str
    path: str
    parameters: Mapping[str, str]
    english: Mapping[str, str]
    arabic: Mapping[str, str]
    attribution: str
    licence: str
    interval_s: float
    needs_user: bool
    rules: str


SERVICES: Mapping[str, Service] = {
    each.name: each
    for each in (
        Service(
            name="nominatim",
            title="Nominatim",
            base="https://nominatim.openstreetmap.org",
            path="/search",
            parameters={
                "format": "jsonv2",
                "limit": str(LIMIT),
                "namedetails": "1",
                "addressdetails": "1",
            },
            english={"accept-language": "en"},
            arabic={"accept-language": "ar"},
            attribution=OSM,
            licence="ODbL",
            interval_s=1.0,  # "an absolute maximum of 1 request per second", a single thread
            needs_user=False,
            rules="https://operations.osmfoundation.org/policies/nominatim/",
        ),
        Service(
            name="photon",
            title="Photon",
            base="https://photon.komoot.io",
            path="/api",
            parameters={"limit": str(LIMIT)},
            english={"lang": "en"},
            arabic={},  # it knows de, en, fr; without one it gives the local names
            attribution=OSM,
            licence="ODbL",
            interval_s=1.0,  # it asks to be fair and names no figure
            needs_user=False,
            rules="https://photon.komoot.io",
        ),
        Service(
            name="geonames",
            title="GeoNames",
            base="https://secure.geonames.org",
            path="/searchJSON",
            parameters={"maxRows": str(LIMIT), "style": "FULL", "isNameRequired": "true"},
            english={"lang": "en"},
            arabic={"lang": "ar"},
            attribution="GeoNames, CC BY 4.0, geonames.org",
            licence="CC BY 4.0",
            interval_s=1.0,  # free users have 1,000 credits an hour
            needs_user=True,
            rules="https://www.geonames.org/export/",
        ),
    )
}
"""By the name it is asked for with `--online`."""
