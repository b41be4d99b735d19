"""The page of a table of one's own, and of a crowded case: every feature drawn, counted, found and told."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo_osint.api.maps import to_map
from geo_osint.output import page
from tests.browser.conftest import Browser
from tests.browser.test_hostile_text import PAYLOADS, assert_untouched, shown

pytestmark = pytest.mark.chromium

MANY = 20_000


def table(rows: int = 3, **columns: Any) -> gpd.GeoDataFrame:
    """Make places on a line from 40 E, 35 N to 41 E, 36 N."""
    steps = np.linspace(0, 1, rows)
    named = {
        "name": [f"Place {each}" for each in range(rows)],
        "name_ar": [f"مكان {each}" for each in range(rows)],
    }
    at = gpd.points_from_xy(40 + steps, 35 + steps)
    return gpd.GeoDataFrame({**named, **columns}, geometry=at, crs=4326)


@pytest.fixture(scope="module")
def many_html() -> str:
    return to_map(table(MANY, verdict=["fits", "does_not_fit"] * (MANY // 2))).render()


def counted(browser: Browser) -> list[str]:
    found: list[str] = browser.run(
        "const told = document.querySelector('.map').dataset; return [told.features, told.unplaced]"
    )
    return found


def click_at(browser: Browser, lat: float, lon: float) -> None:
    """Click the map where a position lies, through the browser's own input."""
    x, y = browser.run(
        "const map = window.map_geo_osint_page; map.setView(arguments[0], 10, {animate: false});"
        "const at = map.latLngToContainerPoint(arguments[0]), box = map.getContainer().getBoundingClientRect();"
        "return [box.left + at.x, box.top + at.y]",
        [lat, lon],
    )
    for kind in ("mousePressed", "mouseReleased"):
        browser._do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


def test_every_row_is_counted_and_nothing_is_asked_for(browser: Browser, many_html: str) -> None:
    browser.open(many_html)
    assert counted(browser) == [str(MANY), "0"]
    assert browser.text("#section-features .hint") == [f"{MANY} / {MANY} in view"]
    assert not [each for each in browser.requests() if not each.startswith("file:")]
    assert browser.complaints() == []


def test_marks_have_the_colour_of_their_class(browser: Browser) -> None:
    browser.open(to_map(table(2, verdict=["fits", "does_not_fit"])).render())
    browser.run(
        "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    colours = browser.run(
        "const canvas = document.querySelector('canvas.plane');"
        "const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
        "const seen = new Set();"
        "for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255)"
        " seen.add([data[at], data[at + 1], data[at + 2]].join());"
        "return [...seen]"
    )
    assert {"0,158,115", "213,94,0"} <= set(colours)


@pytest.mark.parametrize("rows", [3, MANY])
def test_a_click_tells_the_row_in_full(browser: Browser, rows: int, many_html: str) -> None:
    browser.open(many_html if rows == MANY else to_map(table(3)).render())
    click_at(browser, 36.0, 41.0)
    (told,) = browser.text(".leaflet-popup-content")
    assert f"Place {rows - 1}" in told
    assert f"مكان {rows - 1}" in told


def test_rows_on_one_spot_are_told_one_after_the_other(browser: Browser) -> None:
    stacked = table(3).set_geometry(gpd.points_from_xy([40.5] * 3, [35.5] * 3), crs=4326)
    browser.open(to_map(stacked).render())
    click_at(browser, 35.5, 40.5)
    seen = []
    for _ in range(3):
        seen.append(browser.text(".leaflet-popup-content h3")[0])
        browser.click(".pager button:last-child")
    assert [each.split(" مكان")[0] for each in seen] == ["Place 0", "Place 1", "Place 2"]


@pytest.mark.parametrize("words", ["place 19999", "مكان 19999", "مَكان ١٩٩٩٩", "Place19999"])
def test_a_row_is_found_by_its_name_in_either_script(
    browser: Browser, many_html: str, words: str
) -> None:
    browser.open(many_html)
    browser.type("#query", words)
    assert len(browser.text("#hits li")) == 1
    browser.click("#hits button")
    assert "Place 19999" in browser.text(".leaflet-popup-content h3")[0]


def test_lines_areas_and_rows_without_a_place_are_kept(browser: Browser) -> None:
    ring = shapely.box(40, 35, 41, 36).difference(shapely.box(40.4, 35.4, 40.6, 35.6))
    shapes = [
        shapely.LineString([(42, 35), (43, 36)]),
        shapely.MultiPolygon([ring, shapely.box(44, 35, 45, 36)]),
        shapely.MultiPoint([(46, 35), (46, 36)]),
        shapely.MultiLineString([[(47, 35), (47, 36)], [(48, 35), (48, 36)]]),
        None,
    ]
    names = ["line", "areas", "points", "lines", "nowhere"]
    browser.open(to_map(gpd.GeoDataFrame({"name": names}, geometry=shapes, crs=4326)).render())
    assert counted(browser) == ["4", "1"]
    for lat, lon, name in (
        (35.5, 42.5, "line"),
        (35.2, 40.2, "areas"),
        (35.5, 44.5, "areas"),
        (36, 46, "points"),
        (35.5, 48, "lines"),
    ):
        click_at(browser, lat, lon)
        assert browser.text(".leaflet-popup-content h3") == [name]
        browser.press("Escape")
    click_at(browser, 35.5, 40.5)
    assert browser.text(".leaflet-popup-content") == [], "a hole belongs to no area"


@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_tables_are_shown_and_never_run(browser: Browser, name: str) -> None:
    text = PAYLOADS[name]
    hostile = table(2, verdict=[text, "x"], **{f"{text} ": [text, text]})
    hostile["name"] = text
    browser.open(to_map(hostile, title=text, label="name").render())
    browser.type("#query", "")
    click_at(browser, 35.0, 40.0)
    browser.click("#language")
    click_at(browser, 35.0, 40.0)
    seen = browser.run("return document.querySelector('.page').textContent")
    assert seen.count(shown(text)) >= 4
    assert_untouched(browser)


def test_a_crowded_case_is_drawn_on_planes_and_still_opens(
    browser: Browser, made: ModuleType
) -> None:
    case, found, tables = made.derived(made.hand_made())
    positions = tables["positions"].iloc[np.zeros(5_000, dtype=int)].reset_index(drop=True)
    spread = np.linspace(0, 1, len(positions))
    crowd = positions.assign(is_reference="no").set_geometry(
        gpd.points_from_xy(44 + spread, 30 + spread), crs=4326
    )
    browser.open(page.render(case, found, {**tables, "positions": crowd}))
    assert browser.run("return document.querySelectorAll('canvas.plane').length") > 3
    click_at(browser, 31.0, 45.0)
    assert browser.text(".leaflet-popup-content .kind") == ["A source's point"]
    assert browser.complaints() == []
