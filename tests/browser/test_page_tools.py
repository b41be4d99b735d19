"""What the map page offers beyond looking: text, days, ruler, tables, links, files, tiles."""

from __future__ import annotations

import csv
import http.server
import io
import json
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

import mgrs
import pytest
from pyproj import Proj

from geo_osint import geodesy
from geo_osint.model import DateReading, LonLat
from geo_osint.output import page
from tests.browser.conftest import PHONE, Browser
from tests.conftest import REQUIRED, ROOT

pytestmark = pytest.mark.chromium

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
SCRIPTS = resources.files("geo_osint.output.page") / "script"


def tool(browser: Browser, words: str) -> None:
    """Choose from the menu of tools."""
    browser.click("#tools")
    browser.click("#tools-list button", words)


def key_on(browser: Browser, selector: str, key: str) -> None:
    """Press a key on an element, as the page hears it."""
    browser.run(
        "const node = document.querySelector(arguments[0]); node.focus(); node.dispatchEvent("
        "new KeyboardEvent('keydown', {key: arguments[1], bubbles: true, cancelable: true}))",
        selector,
        key,
    )


def lines_on(browser: Browser, pane: str) -> int:
    """Count what is drawn in a pane."""
    found: int = browser.run(
        f"return document.querySelectorAll('.leaflet-{pane}-pane path').length"
    )
    return found


def click_mark(browser: Browser, number: int) -> None:
    """Click where a published place's mark stands, a little off its middle."""
    browser.run(
        "const marks = document.querySelectorAll('.leaflet-places-pane path[fill=\"#0072B2\"]');"
        "const box = marks[arguments[0]].getBoundingClientRect();"
        "document.querySelector('.leaflet-map-pane').dispatchEvent(new MouseEvent('click', {"
        "bubbles: true, clientX: box.x + box.width / 2 + 2, clientY: box.y + box.height / 2}))",
        number,
    )


# the text beside the map


def test_the_sentences_stand_in_the_order_of_the_report_and_each_once(
    browser: Browser, page_html: str, made: ModuleType
) -> None:
    browser.open(page_html)
    browser.click("#tab-sentences")
    shown = browser.text("#section-sentences .sentence")
    starts = [made.BODY.index(each) for each in shown]
    assert starts == sorted(set(starts))
    assert len(shown) == 6


def test_a_sentence_shows_on_the_map_what_it_says(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    before = browser.run("return location.hash")
    browser.click("#tab-sentences")
    browser.click("#section-sentences .sentence", "14 km")
    assert browser.run("return document.activeElement.ariaPressed") == "true"
    assert len(browser.text("#section-sentences .lit")) == 1
    assert lines_on(browser, "statements") >= 4  # its hypotheses, each with a white line under it
    assert browser.run("return location.hash") != before
    browser.click("#section-sentences .sentence", "14 km")
    assert browser.text("#section-sentences .lit") == []


def test_a_sentence_with_nothing_on_the_map_says_so(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.click("#tab-sentences")
    browser.click("#section-sentences .sentence", "opposite the bases")
    assert "Nothing of this sentence is on the map" in browser.text("#section-sentences .said")[1]


def test_what_was_read_in_a_sentence_leads_to_its_card(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.click("#tab-sentences")
    browser.click("#section-sentences .chip", "23 February 2021")
    assert browser.run("return document.activeElement.id") == "movements-0"


def test_a_feature_lights_up_its_sentence_and_brings_it_into_view(
    browser: Browser, page_html: str
) -> None:
    browser.open(page_html, size=(1280, 600))
    browser.click("#tab-sentences")
    browser.run(
        "const lines = document.querySelectorAll('.leaflet-segments-pane path.leaflet-interactive');"
        "lines[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    (lit,) = browser.text("#section-sentences .lit .sentence")
    assert "convoy of 45" in lit or "lorries" in lit
    browser.driver.execute_async_script(  # it comes smoothly
        "const done = arguments[0];"
        "const item = document.querySelector('#section-sentences .lit');"
        "const body = document.querySelector('.body');"
        "new IntersectionObserver(seen => seen[0].isIntersecting && done(), {root: body, threshold: 0.9})"
        ".observe(item)"
    )
    browser.press("Escape")
    assert browser.text("#section-sentences .lit") == []


def test_a_place_on_the_map_lights_up_all_sentences_that_name_it(
    browser: Browser, page_html: str
) -> None:
    browser.open(page_html)
    browser.click("#tab-sources")
    browser.run(
        "document.querySelector('.leaflet-places-pane path[fill=\"#0072B2\"]')"
        ".dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    name = browser.text(".leaflet-popup-content h3 .name")[0]
    lit = browser.text("#section-sentences .lit .sentence")  # the text has come to the fore
    assert lit
    assert all(name.split()[0].lower() in each.lower() for each in lit)


def test_whole_texts_stand_on_the_page_only_when_asked_for(
    browser: Browser, made: ModuleType, page_html: str
) -> None:
    case = made.hand_made()
    body = "\U0001f69a A sentence about nothing. " + case.reports[0].body + " And an end."
    moved = 29 - 1  # code points put before; one of them is two units of the page's own strings
    assert body[moved:].startswith("Militias")
    case = replace(case, reports=(replace(case.reports[0], body=body),))
    case = replace(
        case,
        statements=tuple(_later(each, moved) for each in case.statements),
        movements=tuple(_later(each, moved) for each in case.movements),
    )
    browser.open(page.render(*made.derived(case)))
    browser.click("#tab-sentences")
    assert browser.text("#section-sentences .rest") == []
    browser.open(page.render(*made.derived(case), page.PageOptions(with_text=True)))
    browser.click("#tab-sentences")
    rest = browser.text("#section-sentences .rest")
    assert rest[0].endswith("about nothing.")
    assert rest[-1] == "And an end."
    whole = "".join(browser.text("#section-sentences .rest, #section-sentences .sentence"))
    assert whole.replace(" ", "") == body.replace(" ", "")
    assert "copyright" in browser.text("#section-sentences .hint")[0]


def _later(told: Any, by: int) -> Any:
    return replace(
        told, span=replace(told.span, start=told.span.start + by, end=told.span.end + by)
    )


# time


def test_all_dates_are_shown_first_and_a_day_shows_its_own(
    browser: Browser, page_html: str
) -> None:
    browser.open(page_html)
    everything = lines_on(browser, "segments")
    assert browser.run("return document.getElementById('time-all').ariaPressed") == "true"
    assert browser.text("#time-said") == ["14 February 2021 – 23 February 2021"]
    key_on(browser, "#time-day", "End")
    assert browser.text("#time-said") == ["23 February 2021: 1 of this day"]
    assert 0 < lines_on(browser, "segments") < everything
    browser.press("ArrowLeft")
    assert browser.text("#time-said") == ["22 February 2021: nothing reported for this day"]
    assert lines_on(browser, "segments") == 0, "nothing is guessed between the days"
    assert lines_on(browser, "places") > 0
    key_on(browser, "#time-day", "PageDown")
    assert browser.text("#time-said")[0].startswith("18 February 2021: 1")
    key_on(browser, "#time-day", "Escape")
    assert lines_on(browser, "segments") == everything


def test_a_month_spans_its_days_and_what_has_no_date_stays(
    browser: Browser, made: ModuleType, render_case: Callable[[Any], str]
) -> None:
    case = made.hand_made()
    first, second, third = case.movements
    assert second.date
    month = DateReading("February", second.date.span, date(2021, 2, 1), date(2021, 2, 28), "month")
    case = replace(case, movements=(first, replace(second, date=month), replace(third, date=None)))
    browser.open(render_case(case))
    assert browser.text("#time-said")[0].endswith("1 undated, always shown")
    key_on(browser, "#time-day", "Home")
    said = browser.text("#time-said")[0]
    assert said.startswith("1 February 2021: 1 dated less finely")
    assert "of this day," not in said
    assert said.endswith("1 undated, always shown")
    assert lines_on(browser, "sightings") == 2, "that of the month and the undated one"
    widths = browser.run(
        "return [...document.querySelectorAll('.spans span')].map(each => each.className)"
    )
    assert sorted(widths) == ["day", "stretch"]


def test_play_steps_from_one_reported_day_to_the_next_and_stops(
    browser: Browser, page_html: str
) -> None:
    browser.open(page_html)
    browser.run("window.setInterval = tick => { window.tick = tick; return 7; }")
    browser.click("#time-play")
    said = []
    for _ in range(3):
        said.append(browser.text("#time-said")[0].split(":")[0])
        label = browser.run("return document.getElementById('time-play').ariaLabel")
        browser.run("window.tick()")
    assert said == ["14 February 2021", "18 February 2021", "23 February 2021"]
    assert label != "Pause"


def test_a_report_of_one_day_has_no_bar(
    browser: Browser, made: ModuleType, render_case: Callable[[Any], str]
) -> None:
    case = made.hand_made()
    browser.open(render_case(replace(case, movements=case.movements[:1])))
    assert browser.text(".time") == []


# measuring


def _pairs() -> list[tuple[float, float, float, float]]:
    draw = random.Random(11)
    pairs = []
    for _ in range(300):
        lon, lat = draw.uniform(-180, 180), draw.uniform(-89.9, 89.9)
        pairs.append((lon, lat, draw.uniform(-180, 180), draw.uniform(-89.9, 89.9)))
        opposite = (lon + 360) % 360 - 180
        off = draw.choice((1.0, 1e-3, 0.0))
        lat_off = max(-90.0, min(90.0, -lat + draw.uniform(-off, off)))
        pairs.append((lon, lat, opposite, lat_off))
        pairs.append((lon, lat, lon, lat + draw.uniform(-1e-4, 1e-4)))
    poles = [(0, 90, 0, -90), (0, 0, 180, 0), (0, 0, 179.5, 0), (0, 0, 179.7, 0), (5, 5, 5, 5)]
    return [*pairs, *((float(a), float(b), float(c), float(d)) for a, b, c, d in poles)]


def test_the_ruler_gives_the_same_metres_as_geodesy(browser: Browser) -> None:
    browser.driver.get("about:blank")
    pairs = _pairs()
    found = browser.run(
        (SCRIPTS / "geodesic.js").read_text(encoding="utf-8") + "return arguments[0].map(p => {"
        " const line = geodesic({lng: p[0], lat: p[1]}, {lng: p[2], lat: p[3]});"
        " const half = line.at(0.5), end = line.at(1);"
        " return [line.distance_m, line.azimuth_deg, half.lng, half.lat, end.lng, end.lat]; })",
        pairs,
    )
    for (lon1, lat1, lon2, lat2), (metres, azimuth, *line) in zip(pairs, found, strict=True):
        a, b = LonLat(lon1, lat1), LonLat(lon2, lat2)
        expected = geodesy.distance_m(a, b)
        assert metres == pytest.approx(expected, abs=1e-6), (a, b)
        half, end = (LonLat((x + 540) % 360 - 180, y) for x, y in (line[:2], line[2:]))
        assert geodesy.distance_m(end, b) < 1e-3
        through = geodesy.distance_m(a, half) + geodesy.distance_m(half, b)
        assert through == pytest.approx(expected, abs=1e-3), (a, b)
        if 1_000 < expected < 1.99e7:
            turn = azimuth - geodesy.azimuth_deg(a, b)
            assert abs((turn + 180) % 360 - 180) < 1e-6, (a, b)


def test_the_grid_is_that_of_mgrs(browser: Browser) -> None:
    browser.driver.get("about:blank")
    draw = random.Random(7)
    points = [(draw.uniform(-80, 84), draw.uniform(-180, 180)) for _ in range(600)]
    points += [(draw.uniform(56, 84), draw.uniform(0, 42)) for _ in range(300)]
    points += [(0.0, 0.0), (-80.0, 0.0), (83.9999, 179.9999), (35.01982, 40.45154)]
    code = "".join((SCRIPTS / f"{n}.js").read_text(encoding="utf-8") for n in ("geodesic", "grid"))
    found = browser.run(
        code + "return arguments[0].map(p => [mgrs(p[0], p[1], 1), mgrs(p[0], p[1], 100),"
        " zoneOf(p[0], p[1]), utm(p[0], p[1], zoneOf(p[0], p[1]))])",
        points,
    )
    theirs = mgrs.MGRS()
    differ = 0
    for (lat, lon), (fine, coarse, zone, grid) in zip(points, found, strict=True):
        x, y = Proj(proj="utm", zone=zone, south=lat < 0, ellps="WGS84")(lon, lat)
        assert (grid["x"], grid["y"]) == pytest.approx((x, y), abs=1e-5)
        expected = theirs.toMGRS(lat, lon).rjust(15, "0")
        square, east, north = expected[:5], int(expected[5:10]), int(expected[10:])
        name, ours_east, ours_north = fine.replace(" ", "")[:5], fine[-11:-6], fine[-5:]
        assert name == square
        assert abs(int(ours_east) - east) <= 1 and abs(int(ours_north) - north) <= 1
        differ += (int(ours_east), int(ours_north)) != (east, north)
        assert coarse.split()[2:] == [ours_east[:3], ours_north[:3]]
    assert differ <= 5, "a metre's edge may fall to either side of a rounding error, rarely"


def test_nothing_is_written_finer_than_it_is(browser: Browser) -> None:
    browser.driver.get("about:blank")
    code = "".join((SCRIPTS / f"{n}.js").read_text(encoding="utf-8") for n in ("geodesic", "grid"))
    found = browser.run(
        code + "const at = {lat: 35.01982, lng: -0.45154};"
        "return [['decimal', 100], ['decimal', 1], ['dms', 1000], ['dms', 1], ['mgrs', 1000]]"
        ".map(each => written(at, each[0], each[1])).concat("
        "written({lat: 59.99999, lng: 0}, 'dms', 30), mgrs(85, 0, 1))"
    )
    assert found == [
        "35.020, -0.452", "35.01982, -0.45154", "35°01′N 0°27′W", "35°01′11.4″N 0°27′05.5″W",
        "30S YD 32 78", "60°00′00″N 0°00′00″E", "–",
    ]  # fmt: skip


def test_a_distance_is_measured_between_places_by_mouse(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.run("window.map_geo_osint_page.on('click', () => { window.heard = true; })")
    tool(browser, "Measure")
    click_mark(browser, 0)
    click_mark(browser, 1)
    assert browser.text(".leaflet-popup") == []
    assert browser.run("return window.heard") is None, "what else hears clicks opens nothing"
    (said,) = browser.text(".measure [role=status] li")
    expected = geodesy.distance_m(LonLat(40.45154, 35.01982), LonLat(40.57583, 35.15167))
    assert f"{expected / 1000:.3f} km" in said.replace("\u2068", "")
    assert "Al-Mayadin" in said and "Al-Omar oil field" in said
    browser.click(".measure button", "Take back")
    assert browser.text(".measure li") == []
    browser.click(".measure button", "Close")
    assert browser.text(".measure") == []
    assert lines_on(browser, "measure") == 0


def test_a_distance_is_measured_by_keys_alone(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.run("document.getElementById('tools').focus()")
    browser.press("Enter")
    browser.press("Tab")
    browser.press("Enter")
    assert browser.run("return document.activeElement.className.includes('map')")
    browser.press("Enter")
    browser.run("document.querySelector('.zoom button:nth-child(3)').click()")
    browser.run("document.querySelector('.map').focus()")
    browser.press("ArrowRight")
    browser.run("document.querySelector('.map').focus()")
    browser.press("Enter")
    assert len(browser.text(".measure li")) == 1
    browser.press("Escape")
    assert browser.text(".measure") == []


def test_the_readout_changes_its_notation(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    seen = []
    for _ in range(3):
        seen.append(browser.text("#where .number")[0])
        browser.click("#where")
    assert "." in seen[0] and "°" in seen[1] and seen[2][:2].isdigit()
    assert browser.text("#where .number")[0] == seen[0]


# tables and files


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_table_is_there_to_be_read(
    browser: Browser, made: ModuleType, page_html: str, language: str
) -> None:
    tables = made.derived(made.hand_made())[2]
    browser.open(page_html, language)
    _choose(browser, 1)
    for name, frame in tables.items():
        browser.run(
            "const box = document.getElementById('sheet-table'); box.value = arguments[0];"
            "box.dispatchEvent(new Event('change'))",
            name,
        )
        rows = browser.run("return document.querySelectorAll('dialog tbody tr').length")
        assert rows == len(frame), name
        heads = browser.run(
            "return [...document.querySelectorAll('dialog thead th')].map(each => each.scope)"
        )
        assert set(heads) == {"col"}
    assert browser.complaints() == []


def test_a_table_is_sorted_and_filtered(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    tool(browser, "Table")
    name = "dialog thead button"
    column = (
        "return [...document.querySelectorAll('dialog tbody tr')].map(r => r.cells[1].textContent)"
    )
    browser.click(name, "Name")
    up = browser.run(column)
    assert up == sorted(up, key=str.lower)
    assert browser.run("return document.activeElement.closest('th').ariaSort") == "ascending"
    browser.click(name, "Name")
    assert browser.run(column) == up[::-1]
    browser.type("#sheet-words", "قامشلي")
    assert browser.run(column) == ["Qamishli"] or browser.run(column) == []
    browser.type("#sheet-words", "qamishli")
    assert browser.run(column) == ["Qamishli"]
    assert browser.text("#sheet-said")[0].startswith("1 / ")
    browser.press("Escape")
    assert browser.text("dialog") == []
    assert browser.run("return document.activeElement.id") == "tools"


CATCH = (
    "window.kept = null; URL.createObjectURL = blob => { window.kept = blob; return 'blob:none'; };"
    "HTMLAnchorElement.prototype.click = function () { window.called = this.download; }"
)


def _saved(browser: Browser) -> tuple[str, str]:
    name, text = browser.driver.execute_async_script(
        "const done = arguments[0]; window.kept.text().then(text => done([window.called, text]))"
    )
    return name, text


def test_what_is_seen_is_saved_as_geojson(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.run(CATCH)
    tool(browser, "Save what is seen")
    name, text = _saved(browser)
    saved = json.loads(text)
    assert name == "by-hand.seen.geojson"
    assert saved["about"]["review"] == "unreviewed"
    tables = {each["properties"]["table"] for each in saved["features"]}
    assert {"places", "segments", "statements"} <= tables
    assert "extents" not in tables, "a layer that is not shown is not seen"
    key_on(browser, "#time-day", "End")
    tool(browser, "Save what is seen")
    of_day = [
        each["properties"]["movement"]
        for each in json.loads(_saved(browser)[1])["features"]
        if each["properties"]["table"] == "segments"
    ]
    assert set(of_day) == {"m1"}


def test_a_file_is_really_downloaded_under_the_policy(
    browser: Browser, page_html: str, tmp_path: Path
) -> None:
    browser._do("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    browser.open(page_html)
    tool(browser, "Save what is seen")
    browser.driver.execute_async_script("setTimeout(arguments[0], 300)")
    assert browser.complaints() == []
    assert (tmp_path / "by-hand.seen.geojson").exists()


def test_a_saved_table_is_csv_and_no_formula(
    browser: Browser, made: ModuleType, render_case: Callable[[Any], str]
) -> None:
    text = '=1+1,"x"\nnext'
    case = made.hostile(text)
    browser.open(render_case(case))
    browser.run(CATCH)
    tool(browser, "Table")
    browser.click("dialog button", "Save as CSV")
    name, saved = _saved(browser)
    rows = list(csv.DictReader(io.StringIO(saved.removeprefix("\ufeff"), newline="")))
    assert name == "by-hand.places.csv"
    assert len(rows) == len(made.derived(case)[2]["places"])
    assert rows[0]["name_en"] == "'" + text
    assert float(next(each["precision_m"] for each in rows if each["precision_m"])) > 0


# the address, and the way out


def test_an_address_brings_back_what_was_seen(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.click("#findings-0")
    key_on(browser, "#time-day", "End")
    browser.run("document.querySelector('.zoom button').click()")
    browser.driver.execute_async_script("setTimeout(arguments[0], 400)")
    browser.click("#language")
    address = browser.run("return location.hash")
    assert address.startswith("#ar&map=") and "&on=s1" in address
    assert address.endswith("&day=2021-02-23")
    browser.open(page_html, address.removeprefix("#"))
    assert browser.run("return document.documentElement.lang") == "ar"
    assert browser.run("return document.getElementById('findings-0').ariaExpanded") == "true"
    assert browser.run("return document.getElementById('time-all').ariaPressed") == "false"
    assert _view(browser.run("return location.hash")) == pytest.approx(_view(address), abs=1e-3)


def _view(address: str) -> list[float]:
    return [float(each) for each in address.split("map=")[1].split("&")[0].split("/")]


@pytest.mark.parametrize(
    "address",
    [
        "en&map=9/91/40&on=s99&day=2021-02-30",
        "en&map=1e9/x/y&day=1999-01-01&on=%E0%A4%A",
        "en&on=text-77&on=__proto__&map=",
    ],
)
def test_an_address_that_says_nonsense_is_passed_over(
    browser: Browser, page_html: str, address: str
) -> None:
    browser.open(page_html, address)
    assert browser.complaints() == []
    assert browser.run("return document.getElementById('time-all').ariaPressed") == "true"
    assert browser.text("#section-findings .chosen") == []


def test_the_link_tells_no_path_of_this_machine(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    tool(browser, "Link")
    link = browser.run("return document.getElementById('link').value")
    assert "/" not in link.split("#")[0]
    assert link.split("#")[0].endswith(".html")
    assert browser.run("return document.activeElement.closest('dialog') !== null")


def test_links_to_other_maps_say_what_they_disclose_and_go_nowhere_alone(
    browser: Browser, page_html: str
) -> None:
    browser.open(page_html)
    browser.click("#findings-0")
    key_on(browser, "#time-day", "End")
    browser.requests()
    tool(browser, "other maps")
    assert "learns which spot" in browser.text("dialog .banner")[0]
    links = browser.run(
        "return [...document.querySelectorAll('dialog a')].map(a => [a.href, a.rel, a.target])"
    )
    assert len(links) == 4
    for href, rel, target in links:
        assert rel == "noopener noreferrer"
        assert target == "_blank"
        assert href.startswith("https://")
        assert "35." in href or "34." in href
    assert any(href.endswith("t=2021-02-23") for href, _, _ in links)
    assert browser.requests() == []


def test_the_page_tells_its_size(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.click("#tab-sources")
    said = " ".join(browser.text("#section-sources .hint"))
    size = float(said.split("This page:")[1].split("MB")[0])
    assert size == pytest.approx(len(page_html.encode()) / 1e6, abs=0.03)


# tiles


@pytest.fixture
def served(tmp_path: Path, made: ModuleType) -> Iterator[str]:
    """The page with tiles allowed, on a server of this machine."""
    html = page.render(*made.derived(made.hand_made()), page.PageOptions(tiles="osm"))
    (tmp_path / "map.html").write_text(html, encoding="utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def __init__(self, *rest: Any) -> None:
            super().__init__(*rest, directory=str(tmp_path))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/map.html"
    server.shutdown()
    thread.join()
    server.server_close()


def test_tiles_come_from_one_host_once_the_reader_asks(browser: Browser, served: str) -> None:
    browser.driver.get("about:blank")
    browser.requests()
    browser.driver.get(served + "#en")
    browser.driver.execute_async_script("setTimeout(arguments[0], 200)")
    assert {each.split("#")[0] for each in browser.requests()} == {served}
    browser.click("#tiles")
    browser.driver.execute_async_script("setTimeout(arguments[0], 200)")
    asked = browser.requests()
    assert asked
    assert {each.split("/")[2] for each in asked} == {"tile.openstreetmap.org"}
    assert "© OpenStreetMap" in browser.text(".ground-note")[0]
    assert not [each for each in browser.complaints() if "Content Security Policy" in each]
    browser.click("#tiles")
    assert browser.run("return document.querySelectorAll('.leaflet-tile').length") == 0


def test_a_page_from_a_file_asks_for_no_tiles_and_says_why(
    browser: Browser, made: ModuleType, page_html: str
) -> None:
    browser.open(page.render(*made.derived(made.hand_made()), page.PageOptions(tiles="osm")))
    assert browser.run("return document.getElementById('tiles').disabled")
    assert "opened from a file" in browser.run(
        "return document.getElementById('tiles-note').textContent"
    )
    browser.open(page_html)
    assert browser.run("return document.getElementById('tiles')") is None


# for everybody


def _choose(browser: Browser, number: int) -> None:
    """Choose from the menu by its place in it, whatever the language."""
    browser.click("#tools")
    browser.run("document.querySelectorAll('#tools-list button')[arguments[0]].click()", number)


def _read_text(browser: Browser) -> None:
    browser.click("#tab-sentences")
    browser.click("#sentences-0")


def _measure(browser: Browser) -> None:
    _choose(browser, 0)
    key_on(browser, ".map", "Enter")


STATES: dict[str, Callable[[Browser], None]] = {
    "text": _read_text,
    "day": lambda browser: key_on(browser, "#time-day", "End"),
    "menu": lambda browser: browser.click("#tools"),
    "ruler": _measure,
    "table": lambda browser: _choose(browser, 1),
    "link": lambda browser: _choose(browser, 2),
    "elsewhere": lambda browser: _choose(browser, 4),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_serious_barrier_stands_in_any_state(
    browser: Browser, made: ModuleType, language: str, scheme: str
) -> None:
    if not AXE.is_file():
        message = "axe-core is not there; remove geo_osint/output/page/built and: pip install -e ."
        pytest.fail(message) if "chromium" in REQUIRED else pytest.skip(message)
    html = page.render(*made.derived(made.hand_made()), page.PageOptions(True, "osm"))
    browser.prefer(scheme)
    try:
        for size in ((1280, 800), PHONE) if scheme == "light" else ((1280, 800),):
            for state, enter in STATES.items():
                browser.open(html, language, size)
                enter(browser)
                browser.run(AXE.read_text(encoding="utf-8"))
                broken = browser.driver.execute_async_script(
                    "const done = arguments[0];"
                    "axe.run().then(found => done(found.violations.map(each => [each.id,"
                    " each.impact, each.nodes.map(n => n.html).slice(0, 3).join(' ')])))"
                )
                serious = [each for each in broken if each[1] in ("serious", "critical")]
                assert serious == [], (state, size)
    finally:
        browser.prefer("light")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_small_phone_shows_every_state_without_scrolling_sideways(
    browser: Browser, page_html: str, language: str
) -> None:
    for state, enter in STATES.items():
        browser.open(page_html, language, (360, 740))
        enter(browser)
        width = browser.run("return document.documentElement.scrollWidth")
        assert width <= 360, state
        outside = browser.run(
            "return [...document.querySelectorAll('button, a, input, select')]"
            ".filter(n => n.getClientRects().length && !n.closest('.scroller'))"
            ".map(n => [n.textContent, n.getBoundingClientRect()])"
            ".filter(([, box]) => box.left < -1 || box.right > 361).map(([text]) => text)"
        )
        assert outside == [], state


def test_paper_shows_text_and_legend_and_no_buttons(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.emulate_media("print")
    try:
        assert browser.text("#section-sentences .sentence")
        assert browser.text("#section-sources .source")
        assert browser.text(".legend")
        for gone in ("#tools", ".zoom", "#time-play", "#where"):
            assert browser.text(gone) == [], gone
    finally:
        browser.emulate_media("")
