"""A small gazetteer of made-up facts about real names, and the packaged one."""

import pytest

from geo_osint import gazetteer
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import (
    Attribute,
    Confusion,
    Estimate,
    LonLat,
    Place,
    PlaceName,
    Position,
    Shape,
    Source,
)

SOURCE = Source("list", "A list", licence="CC BY 4.0", date="2021-02")


def name(text, language="ar", role="main"):
    return PlaceName(text, language, "Arab" if language == "ar" else "Latn", role, "list")


def place(identity, *names, kind="PPL", lon=40.0, **about):
    positions = (Position(LonLat(lon, 35.0), "list", 70.0),)
    return Place(f"geo:{identity}", names, kind, **({"positions": positions} | about))


PLACES = [
    place("mayadin", name("الميادين"), name("Al-Mayadin", "en")),
    place("zor", name("دير الزور"), name("Deir ez-Zor", "en"), name("Deir Ezzor", "en", "variant")),
    place("omar", name("حقل العمر"), name("Al-Omar", "en"), kind="OILF", extent_m=9000.0, extent_basis="a map"),
    place(
        "walid-north",
        name("معبر الوليد"),
        name("Al-Walid", "en"),
        kind="PSTB",
        positions=(),
        estimate=Estimate(LonLat(42.23, 36.95), 10_000.0, "nearest border"),
        confused_with=(Confusion("geo:walid-south", "490 km away"), Confusion("geo:semalka", "near")),
    ),
    place("walid-south", name("منفذ الوليد"), name("Al-Walid", "en"), kind="PSTB"),
    place("semalka", name("معبر سيمالكا"), name("Semalka", "en"), kind="PSTB"),
    place("ward", name("الورد"), name("Al-Ward", "en"), kind="OILF"),
    place("rumaylan", name("رميلان"), name("Rumaylan", "en")),
    place("latakia", name("اللاذقية"), name("Latakia", "en")),
    place("hit", name("هيت"), name("Hit", "en")),
    place("suwar", name("الصور"), name("As-Suwar", "en"), name("Old Suwar", "en", "former")),
    place("t2", name("المحطة الثانية"), name("T-2", "en"), kind="PMPO", within=("geo:zone",)),
    place(
        "river",
        name("الفرات"),
        name("Euphrates", "en"),
        kind="STM",
        positions=(),
        shape=Shape("LineString", ((LonLat(38.0, 36.0), LonLat(40.5, 34.5)),)),
    ),
    place(
        "zone",
        name("منطقة"),
        kind="AREA",
        positions=(),
        shape=Shape("Polygon", ((LonLat(1.0, 1.0), LonLat(2.0, 1.0), LonLat(2.0, 2.0), LonLat(1.0, 1.0)),)),
        attributes=(Attribute("bank", "right_bank", "geo:river", "list"),),
    ),
]  # fmt: skip


@pytest.fixture(scope="session")
def small():
    return Gazetteer("small", "0" * 64, {each.id: each for each in PLACES}, {"list": SOURCE})


@pytest.fixture(scope="session")
def packaged():
    return gazetteer.load()


@pytest.fixture(scope="session")
def text_of(small):
    """The small gazetteer as a file's text."""
    return gazetteer.dump(small.places.values(), small.sources, "small")
