"""The review page as a reviewer meets it: opened from a file, worked through, saved, and brought in."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from geo_osint import case as cases
from geo_osint.case import Case, as_review, bring_in, read_review
from geo_osint.cli import cli
from geo_osint.output import review
from tests.arabic_case import BODY, KURDISTAN, TANF, places, stored
from tests.browser.conftest import PHONE, Browser
from tests.conftest import ROOT

pytestmark = pytest.mark.chromium

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return stored(tmp_path_factory.mktemp("case") / "raid")


@pytest.fixture(scope="module")
def html(case: Case) -> str:
    return review.render(case, places())


@pytest.fixture
def download(browser: Browser, tmp_path: Path) -> Callable[[], Path]:
    """Save by Ctrl-S and give where the browser put the file."""
    browser.driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )

    def save() -> Path:
        path = tmp_path / "raid.review.json"
        path.unlink(missing_ok=True)
        keys(browser, Keys.CONTROL, "s")
        WebDriverWait(browser.driver, 10, 0.05).until(lambda _: path.exists())
        return path

    return save


@pytest.fixture
def saved(download: Callable[[], Path]) -> Callable[[], Any]:
    """Save, and read the file as `geo-osint review` reads it."""
    return lambda: read_review(download())


def keys(browser: Browser, *pressed: str) -> None:
    """Press keys together, as a person would."""
    chain = ActionChains(browser.driver)
    for each in pressed[:-1]:
        chain = chain.key_down(each)
    chain = chain.send_keys(pressed[-1])
    for each in pressed[:-1]:
        chain = chain.key_up(each)
    chain.perform()


def select(browser: Browser, words: str) -> None:
    """Select words in the report, across whatever marks stand in it."""
    found = browser.run(
        """
        const box = document.querySelector('.text');
        const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
        const nodes = []; let text = '';
        while (walker.nextNode()) { nodes.push([text.length, walker.currentNode]); text += walker.currentNode.data; }
        const start = text.indexOf(arguments[0]), end = start + arguments[0].length;
        if (start < 0) return false;
        const at = place => nodes.findLast(each => each[0] <= place);
        const [first, last] = [at(start), nodes.findLast(each => each[0] < end)];
        const range = document.createRange();
        range.setStart(first[1], start - first[0]);
        range.setEnd(last[1], end - last[0]);
        getSelection().removeAllRanges(); getSelection().addRange(range);
        return true;
        """,
        words,
    )
    assert found, f"{words!r} is not in the text"
    browser.driver.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0]))")


def change(browser: Browser, selector: str, value: str) -> None:
    """Give a control another value, as leaving it does."""
    browser.run(
        "const node = document.querySelector(arguments[0]); node.value = arguments[1];"
        "node.dispatchEvent(new Event('change', {bubbles: true}))",
        selector,
        value,
    )


def opened(browser: Browser, id: str) -> None:
    if browser.run(f"return document.querySelector('#card-{id}-open').ariaExpanded") != "true":
        browser.click(f"#card-{id}-open")


def brought_in(case: Case, review: Any) -> Case:
    merged = bring_in(case, review, "A. Editor", date(2021, 3, 1), lambda _: places())
    assert not merged.conflicts
    return merged.case


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_opens_without_a_request_or_a_complaint(
    browser: Browser, html: str, language: str
) -> None:
    browser.open(html, language)
    direction = {"en": "ltr", "ar": "rtl"}[language]
    assert browser.run("return document.documentElement.dir") == direction
    assert browser.run("return document.querySelector('.text').dir") == "rtl"
    assert len(browser.requests()) == 1
    assert browser.complaints() == []


def test_the_text_stands_as_it_was(browser: Browser, html: str) -> None:
    browser.open(html)
    assert browser.run("return document.querySelector('.text').textContent") == BODY


def test_reading_and_words_find_each_other(browser: Browser, html: str) -> None:
    browser.open(html)
    opened(browser, "s2")
    assert browser.text(".of-chosen") == ["الميادين", "١٤ كيلومتراً", "العمر"]
    browser.click(".text .mark", "عين ديوار")
    assert browser.run("return document.querySelector('.card.chosen').id") == "card-m2"


def test_a_case_is_reviewed_by_keyboard(
    browser: Browser, html: str, case: Case, saved: Callable[[], Any]
) -> None:
    browser.open(html)
    browser.run("document.querySelector('#card-s1-open').focus()")
    keys(browser, "a")
    keys(browser, "j")
    keys(browser, "r")
    keys(browser, Keys.ARROW_DOWN)
    keys(browser, "a")
    keys(browser, "u")
    assert "2 " in browser.text("#progress")[0]
    found = {each.id: each for each in brought_in(case, saved()).statements}
    assert (found["s1"].status, found["s2"].status, found["s3"].status) == (
        "accepted",
        "rejected",
        "read",
    )


def test_from_the_page_to_findings_by_the_command_line(
    browser: Browser, download: Callable[[], Path], tmp_path: Path
) -> None:
    folder = tmp_path / "case" / "raid"
    stored(folder)
    run = CliRunner().invoke
    assert run(cli, ["review", str(folder)]).exit_code == 0
    browser.open((folder / "raid.review.html").read_text(encoding="utf-8"), "ar")
    opened(browser, "s2")
    change(browser, "#f-s2-quantity-lo", "٥")
    opened(browser, "s3")
    browser.click("#card-s3-reject")
    done = run(cli, ["review", str(folder), str(download()), "--by", "محرر", "--on", "2021-03-01"])
    assert done.exit_code == 0, done.output
    assert "s2 status: read → corrected" in done.output
    assert run(cli, ["check", str(folder)]).exit_code == 0
    findings = json.loads((folder / "raid.findings.json").read_text(encoding="utf-8"))
    found = {each["id"]: each for each in findings["findings"]}
    assert found["s2"]["as_printed"] == [[4_500, 5_500]]
    assert "s3" not in found
    assert [each.by for each in cases.load(folder).reviews] == ["محرر", "محرر"]


def test_letters_work_in_an_arabic_layout(browser: Browser, html: str) -> None:
    browser.open(html)
    browser.run(
        "document.querySelector('#card-s1-open').dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'ش', code: 'KeyA', bubbles: true}))"
    )
    assert "accepted" in browser.text("#card-s1 .badge")[0]


def test_a_figure_is_corrected_in_either_set_of_digits(
    browser: Browser, html: str, case: Case, saved: Callable[[], Any]
) -> None:
    browser.open(html)
    opened(browser, "s2")
    change(browser, "#f-s2-quantity-lo", "٤٠٫٥")
    change(browser, "#f-s2-quantity-hedge", "about")
    change(browser, "#f-s2-relation", "north_east")
    assert "corrected" in browser.text("#card-s2 .badge")[0]
    s2 = next(each for each in brought_in(case, saved()).statements if each.id == "s2")
    assert s2.status == "corrected"
    assert s2.relation == "north_east"
    assert s2.quantity
    assert (s2.quantity.value_lo, s2.quantity.value_hi) == (40_500, 40_500)
    assert s2.quantity.printed.parts[0].lo == 40_250


def test_one_more_count_and_the_way_of_the_verb_come_home(
    browser: Browser, html: str, case: Case, saved: Callable[[], Any]
) -> None:
    browser.open(html)
    opened(browser, "m1")
    select(browser, "60 شاحنة")
    browser.click("#f-m1-also-add")
    change(browser, "#f-m1-also0-lo", "٦١")
    change(browser, "#f-m1-also0-noun", "tanker")
    change(browser, "#f-m1-sense", "leaving")
    assert "٤٥ آلية + 60 شاحنة" in browser.text("#card-m1 .summary")[0]
    assert "leaving" in browser.text("#card-m1 .summary")[0]
    m1 = brought_in(case, saved()).movements[0]
    assert [(each.value_lo, each.noun) for each in m1.counts] == [(45, "vehicle"), (61, "tanker")]
    assert m1.sense == "leaving"


def test_a_travel_time_is_corrected_in_hours(
    browser: Browser, html: str, case: Case, saved: Callable[[], Any]
) -> None:
    browser.open(html)
    opened(browser, "s2")
    change(browser, "#f-s2-kind", "travel_time")
    units = browser.run(
        "return [...document.querySelectorAll('#f-s2-quantity-unit option')].map(each => each.value)"
    )
    assert units == ["", "h"]
    change(browser, "#f-s2-quantity-lo", "1.5")
    s2 = brought_in(case, saved()).statements[1]
    assert s2.kind == "travel_time"
    assert s2.quantity and (s2.quantity.value_lo, s2.quantity.unit) == (1.5, "h")
    assert not s2.quantity.printed.parts


def test_what_the_machine_took_back_is_shown_and_can_be_accepted(
    browser: Browser, case: Case, saved: Callable[[], Any]
) -> None:
    s1, s2, s3 = case.statements
    gone = dataclasses.replace(
        case, statements=(s1, dataclasses.replace(s2, status="withdrawn"), s3)
    )
    browser.open(review.render(gone, places()))
    opened(browser, "s2")
    assert "no longer read" in browser.text("#card-s2 .badge")[0]
    keys(browser, "a")
    assert brought_in(gone, saved()).statements[1].status == "accepted"


def test_what_is_no_number_is_told_and_changes_nothing(
    browser: Browser, html: str, saved: Callable[[], Any]
) -> None:
    browser.open(html)
    opened(browser, "s2")
    change(browser, "#f-s2-quantity-lo", "forty")
    assert browser.run("return document.querySelector('#f-s2-quantity-lo').ariaInvalid") == "true"
    assert browser.text("#alert") == ["That is not a number."]
    assert saved().changes == ()


def test_another_place_is_picked_for_a_name_wherever_it_stands(
    browser: Browser, html: str, case: Case, saved: Callable[[], Any]
) -> None:
    browser.open(html)
    opened(browser, "m1")
    browser.click("#card-m1 .candidates label", "Al Waleed border crossing")
    found = brought_in(case, saved())
    (m1, m2), s3 = found.movements, found.statements[2]
    assert m1.origin and m2.origin and s3.subject
    assert m1.origin.places == s3.subject.places == (TANF,)
    assert m1.origin.question == ""
    assert m1.origin.reasons == ("chosen in review by A. Editor",)
    assert (m1.status, s3.status, m2.status) == ("corrected", "corrected", "read")
    assert m2.origin.places == (KURDISTAN,)
    assert TANF in found.places


def test_another_place_is_found_by_search(
    browser: Browser, html: str, case: Case, saved: Callable[[], Any]
) -> None:
    browser.open(html)
    opened(browser, "m2")
    browser.click("#f-m2-towards-place0-other")
    browser.type("#f-m2-towards-place0-search", "القامشلي")
    browser.click("#f-m2-towards-place0-hit0")
    m2 = brought_in(case, saved()).movements[1]
    assert m2.towards
    assert m2.towards.places == ("geo:qamishli",)


def test_a_missed_reading_is_added_by_selecting_arabic_words(
    browser: Browser, html: str, case: Case, saved: Callable[[], Any]
) -> None:
    browser.open(html, "ar")
    select(browser, "بضعة كيلومترات")
    assert browser.text("#bar .quoted") == ["بضعة كيلومترات"]
    change(browser, "#add-kind", "distance")
    browser.click("#add")
    card = browser.run("return document.querySelector('.card.chosen').id")
    select(browser, "الميادين")
    browser.click(f"#{card} button[id$=subject-take]")
    select(browser, "حقل العمر النفطي")
    browser.click(f"#{card} button[id$=reference-take]")
    found = brought_in(case, saved())
    new = found.statements[-1]
    assert (new.id, new.status, new.kind) == ("s4", "added", "distance")
    assert new.subject and new.reference and new.quantity
    assert new.subject.words == new.subject.span.of(BODY) == "الميادين"
    assert new.subject.places == ("geo:al-mayadin",)
    assert new.reference.span.of(BODY) == "حقل العمر النفطي"
    assert new.reference.places == ("geo:al-omar-field",)
    assert new.quantity.hedge == "few"
    assert "بضعة كيلومترات" in new.words


def test_words_are_selected_by_keyboard_in_reading_direction(browser: Browser, html: str) -> None:
    browser.open(html)
    browser.run("document.querySelector('.text').focus()")
    keys(browser, Keys.ARROW_LEFT)
    assert browser.text("#bar .quoted") == ["تنتشر"]
    keys(browser, Keys.SHIFT, Keys.ARROW_LEFT)
    assert browser.text("#bar .quoted") == ["تنتشر الميليشيات"]
    keys(browser, "n")
    assert browser.run("return document.activeElement.id") == "add-kind"


def test_a_draft_is_taken_back_and_the_focus_stays_in_the_list(
    browser: Browser, html: str, saved: Callable[[], Any]
) -> None:
    browser.open(html)
    select(browser, "العراق")
    change(browser, "#add-kind", "movement")
    browser.click("#add")
    keys(browser, "r")
    assert browser.run("return Boolean(document.activeElement.closest('#list'))")
    assert saved().additions == ()


def test_a_saved_review_is_taken_up_again(
    browser: Browser, html: str, tmp_path: Path, saved: Callable[[], Any]
) -> None:
    browser.open(html)
    opened(browser, "s1")
    keys(browser, "a")
    select(browser, "العراق")
    change(browser, "#add-kind", "movement")
    browser.click("#add")
    first = saved()
    path = tmp_path / "again.json"
    path.write_text(json.dumps(plain(first), ensure_ascii=False), encoding="utf-8")
    browser.open(html)
    browser.driver.find_element("id", "open").send_keys(str(path))
    WebDriverWait(browser.driver, 10, 0.05).until(lambda _: browser.text("#card-_1"))
    assert "accepted" in browser.text("#card-s1 .badge")[0]
    assert saved() == first


def test_a_file_of_another_page_is_refused(browser: Browser, html: str, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"format": "geo-osint review 1", "case": {"name": "raid", "sha256": "0"}}')
    browser.open(html)
    browser.driver.find_element("id", "open").send_keys(str(path))
    WebDriverWait(browser.driver, 10, 0.05).until(lambda _: browser.text("#alert"))
    assert "not saved from this version" in browser.text("#alert")[0]


def plain(found: Any) -> dict[str, Any]:
    """Write a review as its file has it."""
    data = {
        "format": "geo-osint review 1",
        "case": {"name": found.case, "sha256": found.sha256},
        "readings": [
            {
                "id": each.id,
                "seen": each.seen,
                "status": {"was": each.status_was, "now": each.status_now},
                "fields": {k: {"was": v.was, "now": v.now} for k, v in each.fields.items()},
            }
            for each in found.changes
        ],
        "added": [
            {
                "kind": each.kind,
                "report": each.report,
                "span": [each.span.start, each.span.end],
                "words": each.words,
                "fields": dict(each.fields),
            }
            for each in found.additions
        ],
    }
    assert as_review(data, "again") == found
    return data


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(1280, 900), PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(("card", "scheme"), [("s2", "light"), ("m1", "light"), ("m1", "dark")])
def test_axe_finds_nothing_serious(
    browser: Browser, html: str, language: str, size: tuple[int, int], card: str, scheme: str
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not built; pip install -e . fetches it")
    browser.prefer(scheme)
    browser.open(html, language, size)
    opened(browser, "s1")
    keys(browser, "a")
    opened(browser, "s3")
    keys(browser, "r")
    opened(browser, card)
    select(browser, "العراق")
    browser.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    browser.run(AXE.read_text(encoding="utf-8"))
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(r => done("
        "r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
        ".map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html)])))"
    )
    browser.prefer("light")
    assert found == []


def test_at_night_the_page_is_dark(browser: Browser, html: str) -> None:
    def lightness() -> int:
        found = browser.run(
            "return getComputedStyle(document.querySelector('.texts')).backgroundColor"
        )
        return sum(int(each) for each in found.removeprefix("rgb(").removesuffix(")").split(","))

    browser.open(html)
    by_day = lightness()
    browser.prefer("dark")
    by_night = lightness()
    browser.prefer("light")
    assert (by_day, by_night < 150) == (765, True)


def test_nothing_that_a_report_or_a_gazetteer_says_is_run(
    browser: Browser, made: ModuleType
) -> None:
    text = " ".join(made.PAYLOADS)
    browser.open(review.render(made.hostile(text), places()))
    for id in browser.run("return [...document.querySelectorAll('.opener')].map(each => each.id)"):
        browser.click(f"#{id}")
    browser.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    shown = browser.run("return document.querySelector('.text').textContent")
    hidden = {c: f"⟨U+{ord(c):04X}⟩" for c in "\u202e\u2066\u2069"}
    assert shown == "".join(hidden.get(c, c) for c in text)
    assert browser.run("return document.querySelectorAll('img, iframe, object').length") == 0
    # the browser's own picture of a calendar aside
    assert len([each for each in browser.requests() if not each.startswith("data:")]) == 1
    assert browser.complaints() == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_phone_does_not_scroll_sideways(browser: Browser, html: str, language: str) -> None:
    browser.open(html, language, PHONE)
    opened(browser, "m1")
    select(browser, "العراق")
    width, wanted = browser.run("return [document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= wanted


def test_paper_shows_text_and_readings_and_no_buttons(browser: Browser, html: str) -> None:
    browser.open(html)
    opened(browser, "s2")
    browser.emulate_media("print")
    try:
        assert browser.text("#save") == browser.text(".actions") == []
        assert browser.text(".text")
        assert len(browser.text(".card")) == len(browser.text(".summary"))
    finally:
        browser.emulate_media("")
