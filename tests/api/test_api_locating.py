"""`geo_osint.locate`: from phrases to regions, in both languages."""

from __future__ import annotations

import json

import pytest
import shapely

import geo_osint
from geo_osint.errors import InputError, NothingFoundError
from geo_osint.layers.columns import LOCATED
from tests.conftest import ROOT

ENGLISH = ("14 km from al-Mayadin", "north-east of al-Mayadin", "left bank of the Euphrates")
ARABIC = ("على بعد ١٤ كم من الميادين", "شمال شرق الميادين", "على الضفة اليسرى لنهر الفرات")


def test_both_languages_give_the_same_region() -> None:
    for name in ("printed", "newsroom"):
        (here,), (there,) = (getattr(geo_osint.locate(*each), name) for each in (ENGLISH, ARABIC))
        assert here.region.equals(there.region) and here.discs == there.discs


def test_a_place_of_the_gazetteer_that_fits_is_named_and_the_reference_is_not() -> None:
    found = geo_osint.locate(*ENGLISH)
    printed, newsroom = found.meetings
    assert found.places_in(printed) == ()
    assert [each.id for each in found.places_in(newsroom)] == ["geo:al-omar-field"]


def test_east_of_a_river_is_its_eastern_bank() -> None:
    (said,), (meant,) = (
        geo_osint.locate(each).statements
        for each in ("east of the Euphrates", "east bank of the Euphrates")
    )
    assert (said.kind, said.relation) == (meant.kind, meant.relation) == ("bank", "east_bank")


def test_coordinates_stand_for_a_name() -> None:
    (found,) = geo_osint.locate("14 km from 35.0198, 40.4515").printed
    (disc,) = found.discs
    assert not disc.inside and disc.centre.lat_deg == pytest.approx(35.0198, abs=0.001)


def test_a_statement_that_cannot_be_drawn_is_told_and_the_rest_goes_on() -> None:
    found = geo_osint.locate("10 km from Raqqa", "in Deir ez-Zor governorate")
    assert list(found.undrawn) == ["s2"] and "no source here" in found.undrawn["s2"].en
    assert found.printed[0].held == ("s1",)


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        ((), InputError, "at least one"),
        (("blah",), InputError, "write it like"),
        (("10 km from Nowhereistan",), NothingFoundError, "not in the gazetteer"),
        (("in Deir ez-Zor governorate",), NothingFoundError, "nothing can be drawn"),
        (("a few kilometres from Hajin",), NothingFoundError, "no measurable range"),
        (("4000 km from Hajin",), NothingFoundError, "so wide is not drawn"),
        (("left bank of Raqqa",), InputError, "no river"),
        (("near Hajin",) * 11, InputError, "more than 10"),
    ],
)
def test_what_cannot_be_located_is_told_in_one_line(
    words: tuple[str, ...], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told) as fault:
        geo_osint.locate(*words)
    assert "\n" not in str(fault.value)


def test_a_single_heading_is_a_point_with_a_radius_too() -> None:
    assert geo_osint.locate("10 km north-east of al-Mayadin").heading is not None
    assert geo_osint.locate(*ENGLISH).heading is None


def test_the_geojson_is_strict_and_holds_every_region() -> None:
    found = geo_osint.locate(*ENGLISH)
    document = json.loads(found.geojson())
    assert list(document["columns"]) == list(LOCATED)
    ids = [each["id"] for each in document["features"]]
    assert len(set(ids)) == len(ids) == 10
    assert [each for each in ids if each.startswith("all/")] == [
        "all/as_printed/1",
        "all/as_printed/1/middle/1",
        "all/newsroom/2",
        "all/newsroom/2/middle/1",
    ]
    for each in document["features"]:
        shape = shapely.from_geojson(json.dumps(each["geometry"]))
        assert shape.is_valid
        if shape.geom_type == "Polygon":
            assert shape.exterior.is_ccw
    assert found.geojson() == geo_osint.locate(*ENGLISH).geojson()


def test_no_share_of_an_overlap_is_given_anywhere() -> None:
    text = geo_osint.locate(*ENGLISH).geojson() + geo_osint.locate(*ENGLISH).map().render()
    data = text[text.index('"findings"') :]
    assert (
        "probab" not in data.lower() and "likel" not in text.split('"features"')[1].lower()[:4_000]
    )


def test_the_map_opens_on_where_the_statements_meet() -> None:
    found = geo_osint.locate("14 km from al-Mayadin", "5 km from Raqqa")
    page = found.map()
    data = page._data
    west, south, east, north = data["bounds"]
    for each in found.meetings:
        assert shapely.box(west, south, east, north).buffer(1e-4).covers(each.region)
    assert [each["id"] for each in data["findings"]] == ["all1", "all2", "s1", "s2"]
    regions = data["tables"]["regions"]
    of_statements = regions["cells"][regions["columns"].index("statement")]
    assert set(of_statements["words"]) == {"all1", "all2", "s1", "s2"}
    assert page.render() == found.map().render()


def test_the_columns_are_documented_in_order() -> None:
    page = (ROOT / "docs/reference/formats.md").read_text(encoding="utf-8")
    rows = page.split("### located")[1].split("## ")[0].splitlines()
    assert [row.split("`")[1] for row in rows if row.startswith("| `")] == list(LOCATED)
