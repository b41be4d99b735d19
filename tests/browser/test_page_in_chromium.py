"""The map page as a reader meets it: opened from a file, with nothing to ask for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import resources
from types import ModuleType
from typing import Any

import pytest

from geo_osint.model import Decision
from geo_osint.names import key
from geo_osint.names.folding import LETTERS
from geo_osint.output import offline
from tests.browser.conftest import PHONE, Browser
from tests.conftest import REQUIRED, ROOT

pytestmark = pytest.mark.chromium

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_opens_without_a_request_or_a_complaint(
    browser: Browser, page_html: str, language: str
) -> None:
    browser.open(page_html, language)
    assert (
        browser.run("return document.documentElement.dir") == {"en": "ltr", "ar": "rtl"}[language]
    )
    asked = browser.requests()
    assert [each.split("#")[0].rsplit("/", 1)[0] for each in asked] == [
        browser.driver.current_url.split("#")[0].rsplit("/", 1)[0]
    ]
    assert browser.complaints() == []


def test_everything_works_without_a_request_or_a_complaint(
    browser: Browser, page_html: str
) -> None:
    browser.open(page_html)
    browser.requests()
    for tab in ("findings", "movements", "places", "sources"):
        browser.click(f"#tab-{tab}")
    browser.click("#findings-0")
    browser.click("#places-1")
    browser.click("#language")
    browser.run("document.querySelectorAll('.legend input').forEach(each => each.click())")
    assert browser.requests() == []
    assert browser.complaints() == []


def test_the_policy_stops_what_slipped_in(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.run(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">');"
        "const own = document.createElement('script'); own.textContent = 'window.ran = 1';"
        "document.body.append(own)"
    )
    browser.run("fetch('http://127.0.0.1:9/').catch(() => {})")
    assert browser.run("return window.ran") is None
    said = " ".join(browser.complaints())
    assert "script-src" in said
    assert "img-src" in said
    assert "default-src" in said or "connect-src" in said


def test_a_finding_opens_and_its_ways_are_drawn(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    assert (
        browser.run("return document.querySelectorAll('.leaflet-statements-pane path').length") == 2
    )
    browser.click("#findings-0")
    assert browser.run("return document.activeElement.id") == "findings-0"
    assert browser.run("return document.activeElement.ariaExpanded") == "true"
    shown = " ".join(browser.text("#findings-0-more"))
    assert "Map of named fields" in shown
    assert "Encyclopaedia" in shown
    # a white line under each coloured one: two hypotheses
    assert (
        browser.run("return document.querySelectorAll('.leaflet-statements-pane path').length") >= 4
    )
    browser.click("#findings-0")
    assert browser.text("#findings-0-more") == []


def test_a_finding_says_all_that_an_editor_needs(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    byline = browser.text(".byline bdi")  # each apart, so that none turns the other
    assert len(byline) == 2
    assert "2021" in byline[1]
    card = browser.text("#section-findings .card")[0]
    for words in (
        "not settled",
        "13.5–14.5 km",
        "14.7 or 18.5 km",
        "the largest base",
        "unreviewed",
    ):
        assert words in card
    assert browser.text("#section-findings mark")[:3] == ["al-Mayadin", "14 km", "al-Omar field"]


def test_an_unlocated_movement_is_hedged_and_never_a_road(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.click("#tab-movements")
    cards = browser.text("#section-movements .card")
    assert "about 60" in cards[1]
    assert "towards" in cards[1]
    assert "origin not named" in cards[2]
    assert "not roads" in browser.text("#section-movements .hint")[0]
    assert "assumed, not a road" in browser.text(".label.assumed")
    browser.click(".legend summary")
    assert "not a road" in browser.text(".legend")[0]


def test_an_estimate_is_a_disc_and_never_a_point(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    fills = browser.run(
        "return [...document.querySelectorAll('.leaflet-places-pane path')]"
        ".map(each => each.getAttribute('fill'))"
    )
    assert fills.count("url(#hatch)") == 1
    assert len(fills) == 1 + 4, "one disc, and a mark for each published place"


def test_an_arabic_popup_runs_right_to_left(browser: Browser, page_html: str) -> None:
    browser.open(page_html, "ar")
    browser.click("#tab-places")
    browser.click("#section-places .opener", "حقل العمر")
    popup = ".leaflet-popup-content .facts"
    assert (
        browser.run(f"return getComputedStyle(document.querySelector('{popup}')).direction")
        == "rtl"
    )
    heading = browser.text(f"{popup} h3")[0]
    assert heading.startswith("حقل العمر")
    assert "Al-Omar" in heading
    assert browser.run("return document.activeElement.tagName") == "H3"
    browser.press("Escape")
    assert browser.text(popup) == []
    assert "حقل العمر" in browser.run("return document.activeElement.textContent")


def test_a_click_on_the_map_tells_of_the_place(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.run(
        "document.querySelector('.leaflet-places-pane path[fill=\"#0072B2\"]')"
        ".dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    assert len(browser.text(".leaflet-popup-content tr")) > 3


@pytest.mark.parametrize(
    "query", ["الميادين", "ميادين", "الميادِين", "mayadin", "AL-MAYADIN", "Mayādīn"]
)
def test_search_finds_a_town_in_either_script(browser: Browser, page_html: str, query: str) -> None:
    browser.open(page_html)
    browser.type("#query", query)
    hits = browser.text(".hit")
    assert "Al-Mayadin" in hits[0]
    browser.click(".hit")
    assert "Al-Mayadin" in browser.text(".leaflet-popup-content h3")[0]


def test_search_says_when_it_finds_nothing(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.type("#query", "Atlantis")
    assert browser.text("#hits [role=status]") == ["Nothing found"]
    browser.type("#query", "")
    assert browser.text("#section-findings .card")


def test_the_page_folds_names_as_the_house_does(browser: Browser, page_html: str) -> None:
    names = [
        "حَقْلُ العُمَر، ١٤٫٥", "‘Ayn al-‘Arab", "Qamişlo’s", "عين العرب (كوباني)", "ئاڵتون کۆپری",
        "Deir ez-Zor", "البيضاء", "دێرەزۆر", "۱۲۳", "O'Brien's", "Ṭarṭūs", "ﻻ", "جسر الشغور٢",
    ]  # fmt: skip
    browser.open(page_html)
    folder = resources.files("geo_osint.output.offline")
    script = "\n".join((folder / name).read_text(encoding="utf-8") for name in offline.SHARED)
    data = f"var DATA = {json.dumps({'strings': {}, 'letters': LETTERS})};\n"
    assert browser.run(data + script + "\nreturn arguments[0].map(key);", names) == [
        key(n) for n in names
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_phone_shows_map_and_panel_without_scrolling_sideways(
    browser: Browser, page_html: str, language: str
) -> None:
    browser.open(page_html, language, PHONE)
    browser.click("#findings-0")
    width, wanted = browser.run("return [document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= wanted
    assert browser.run("return document.querySelector('.map').clientHeight") > 250
    assert browser.run("return document.querySelector('.body').clientHeight") > 150
    small = browser.run(
        "return [...document.querySelectorAll('button, summary')]"
        ".filter(each => each.getClientRects().length)"
        ".filter(each => each.getBoundingClientRect().height < 24).map(each => each.textContent)"
    )
    assert small == [], "targets too small for a finger"
    for height in (0.88, 0.09, 0.55):
        browser.click("#panel-size")
        share = browser.run("return document.getElementById('panel').offsetHeight / innerHeight")
        assert share == pytest.approx(height, abs=0.03)


def test_the_keyboard_reaches_everything(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    reached = []
    for _ in range(40):
        browser.press("Tab")
        reached.append(
            browser.run(
                "const node = document.activeElement;"
                "return node.id || node.className || node.getAttribute('aria-label') || node.tagName"
            )
        )
    for wanted in ("language", "query", "tab-findings", "findings-0", "findings-2", "SUMMARY"):
        assert wanted in reached
    assert "map_geo_osint_page" in reached


def test_arrows_change_tabs_and_follow_the_direction(browser: Browser, page_html: str) -> None:
    for language, key_name in (("en", "ArrowRight"), ("ar", "ArrowLeft")):
        browser.open(page_html, language)
        browser.run("document.getElementById('tab-findings').focus()")
        browser.press(key_name)
        assert browser.run("return document.activeElement.id") == "tab-movements"
        assert browser.text("#section-findings") == []


def test_the_language_can_be_changed_and_the_choice_stays_where_it_was(
    browser: Browser, page_html: str
) -> None:
    browser.open(page_html)
    browser.click("#findings-0")
    browser.run("document.getElementById('language').focus()")
    browser.press("Enter")
    assert browser.run("return document.documentElement.lang") == "ar"
    assert browser.run("return document.getElementById('findings-0').ariaExpanded") == "true"
    assert browser.run("return document.activeElement.id") == "language"
    assert "قراءة آلية غير مراجعة" in browser.text(".banner")[0]


@pytest.mark.parametrize(("language", "unit"), [("en", "km"), ("ar", "كم")])
def test_the_scale_bar_speaks_the_readers_language(
    browser: Browser, page_html: str, language: str, unit: str
) -> None:
    browser.open(page_html, language)
    bar = browser.run("return document.querySelector('.leaflet-control-scale-line').textContent")
    assert bar.strip("\u2068\u2069").split()[1] == unit


def test_decided_entries_lift_the_banner(
    browser: Browser, made: ModuleType, render_case: Callable[[Any], str]
) -> None:
    case = made.hand_made()
    ids = [each.id for each in (*case.statements, *case.movements)]
    for decided, words in ((ids[:1], "Partly reviewed"), (ids, "Every entry has been decided")):
        decisions = tuple(Decision(id, "R. Editor", date(2021, 3, 1), "hold") for id in decided)
        browser.open(render_case(replace(case, decisions=decisions)))
        assert words in browser.text(".banner")[0]
        assert "R. Editor" in browser.text("#section-findings .review")[0]


def test_labels_do_not_cover_each_other(browser: Browser, page_html: str) -> None:
    for language in ("en", "ar"):
        browser.open(page_html, language)
        boxes = browser.run(
            "return [...document.querySelectorAll('.label')].map(each => each.getBoundingClientRect())"
            ".map(each => [each.left, each.top, each.right, each.bottom])"
        )
        assert len(boxes) > 5
        for a in boxes:
            for b in boxes:
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert a is b or apart, (a, b)


def test_the_page_says_what_its_outlines_are_worth(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    assert "Disputed boundaries are not marked" in browser.text(".ground-note")[0]


@pytest.mark.parametrize("size", [(1280, 800), PHONE])
def test_a_folded_panel_leaves_the_warning_on_the_map(
    browser: Browser, page_html: str, size: tuple[int, int]
) -> None:
    browser.open(page_html, "en", size)
    while browser.run("return document.getElementById('panel').dataset.size") != "small":
        browser.click("#panel-size")
    assert "Machine reading, unreviewed" in browser.text(".over-map")[0]


def test_print_shows_all_sections_and_the_whole_map(browser: Browser, page_html: str) -> None:
    browser.open(page_html)
    browser.emulate_media("print")
    try:
        for section in ("findings", "movements", "places", "sources"):
            assert browser.text(f"#section-{section} li")
        assert browser.text("#findings-0-more")
        marks = browser.run(
            "const map = document.querySelector('.map').getBoundingClientRect();"
            "return [...document.querySelectorAll('.leaflet-places-pane path')]"
            ".map(each => each.getBoundingClientRect())"
            ".map(each => each.top >= map.top && each.bottom <= map.bottom && each.left >= map.left)"
        )
        assert all(marks)
    finally:
        browser.emulate_media("")


def test_the_page_works_inside_a_notebook(browser: Browser, made: ModuleType) -> None:
    from geo_osint.output import page

    shown = page.figure(*made.derived(made.hand_made()))._repr_html_()
    browser.open(f"<!DOCTYPE html><title>notebook</title>{shown}")
    browser.driver.switch_to.frame(0)
    try:
        assert len(browser.text("#section-findings .card")) == 3
    finally:
        browser.driver.switch_to.default_content()
    assert browser.complaints() == []


def test_an_empty_case_still_opens(
    browser: Browser, made: ModuleType, render_case: Callable[[Any], str]
) -> None:
    empty = replace(
        made.hand_made(), statements=(), movements=(), mentions=(), places={}, sources={}
    )
    browser.open(render_case(empty))
    assert browser.complaints() == []
    assert "shows the world only" in browser.text(".nothing")[0]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(1280, 800), PHONE])
def test_no_serious_barrier_stands_in_the_page(
    browser: Browser, page_html: str, language: str, size: tuple[int, int]
) -> None:
    if not AXE.is_file():
        message = "axe-core is not there; remove geo_osint/output/page/built and: pip install -e ."
        pytest.fail(message) if "chromium" in REQUIRED else pytest.skip(message)
    browser.open(page_html, language, size)
    browser.run(AXE.read_text(encoding="utf-8"))
    for tab in ("places", "sources", "movements", "findings"):
        browser.click(f"#tab-{tab}")
        if tab == "findings":
            browser.click("#findings-0")
        broken = browser.driver.execute_async_script(
            "const done = arguments[0];"
            "axe.run().then(found => done(found.violations.map(each =>"
            " [each.id, each.impact, each.nodes.map(node => node.html).slice(0, 3).join(' ')])))"
        )
        assert [each for each in broken if each[1] in ("serious", "critical")] == []
