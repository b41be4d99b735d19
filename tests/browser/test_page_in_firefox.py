"""The map page in Firefox: it opens, draws and speaks as in Chromium, and asks for nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.firefox import Firefox
from tests.conftest import need

pytestmark = pytest.mark.firefox

INSTALL = "install it: apt-get install firefox-esr"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    binary = shutil.which("firefox-esr") or shutil.which("firefox")
    need("firefox", binary, INSTALL)
    made = Firefox(str(binary), tmp_path_factory.mktemp("firefox") / "profile")
    yield made
    made.quit()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, page_html: str) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page_html, encoding="utf-8")
    return path.as_uri()


READY = "document.querySelector('.map canvas, .map svg') && document.querySelector('#language')"

DRAWN = """(async () => {
  const inked = [...document.querySelectorAll('.map canvas')].map(each => {
    const pixels = each.getContext('2d').getImageData(0, 0, each.width, each.height).data;
    const colours = new Set();
    for (let i = 0; i < pixels.length; i += 4 * 97) colours.add(pixels.slice(i, i + 4).join());
    return colours.size;
  });
  return {inked, shapes: document.querySelectorAll('.map svg path[d]').length};
})()"""


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_page_opens_without_a_request_or_a_complaint(
    browser: Firefox, page: str, language: str, direction: str
) -> None:
    browser.open(f"{page}#{language}")
    browser.wait(f"document.documentElement.dir === '{direction}' && {READY}")
    drawn = browser.run(DRAWN)
    assert max(drawn["inked"]) > 3  # land, sea and lines between them
    assert drawn["shapes"] or len(drawn["inked"]) > 1
    assert browser.requests() == set()
    assert browser.complaints() == []


def test_the_panel_tells_findings_and_changes_its_language(browser: Firefox, page: str) -> None:
    browser.open(f"{page}#en")
    browser.wait(READY)
    panel = browser.run("document.querySelector('#panel').textContent")
    assert "Al-Mayadin" in panel
    assert "not settled" in panel
    browser.run("document.querySelector('#language').click()")
    assert browser.run("document.documentElement.lang") == "ar"
    assert "الميادين" in browser.run("document.querySelector('#panel').textContent")
    assert browser.requests() == set()
    assert browser.complaints() == []


def test_what_a_page_asks_for_would_be_seen(browser: Firefox, tmp_path: Path) -> None:
    path = tmp_path / "asks.html"
    path.write_text("<!DOCTYPE html><img src='http://tiles.example/x'>", encoding="utf-8")
    browser.open(path.as_uri())
    assert browser.requests() == {"tiles.example"}
