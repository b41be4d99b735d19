"""Links lead somewhere; nothing is fetched."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.documentation.pages import DOCS, PAGES, ROOT, anchors, links, named


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_links_inside_the_project_lead_to_files_and_headings(path: Path) -> None:
    for link in links(path):
        if re.match(r"https?://|mailto:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), f"{link}: not there"
        assert target.is_relative_to(ROOT), f"{link}: outside the project"
        assert not anchor or anchor in anchors(target), f"{link}: no such heading"


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_links_out_are_encrypted(path: Path) -> None:
    assert not [link for link in links(path) if link.startswith("http://")]


class Loaded(HTMLParser):
    """What a page loads when it is opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        loads = tag in ("script", "img", "iframe", "source") or (
            tag == "link" and found.get("rel") in ("stylesheet", "preconnect", "icon", "preload")
        )
        address = found.get("href" if tag == "link" else "src")
        if loads and address:
            self.addresses.append(address)


def test_every_page_is_in_the_site(site: Path) -> None:
    pages = {page.relative_to(DOCS).with_suffix(".html") for page in DOCS.rglob("*.md")}
    built = {page.relative_to(site) for page in site.rglob("*.html")}
    assert pages <= built
    assert not list(site.rglob("*.py"))


def test_the_site_loads_nothing_from_anywhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        addresses = Loaded(page.read_text(encoding="utf-8")).addresses
        assert addresses
        assert not [each for each in addresses if re.match(r"(?:https?:)?//", each)], page


def test_the_site_finds_arabic_words(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert index["config"]["lang"] == ["en", "ar"]
    assert any("غير محسوم" in page["text"] for page in index["docs"])


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_files_that_a_page_names_are_there(path: Path) -> None:
    names = re.findall(
        r"`((?:geo_osint|tests|docs|data|notebooks|examples)/[^`\s]*)`",
        path.read_text(encoding="utf-8"),
    )
    assert [name for name in names if not list(ROOT.glob(name.rstrip("/")))] == []


def test_the_floors_in_contributing_are_those_of_the_package() -> None:
    """Each module or folder of the package stands in the table, and nothing else does."""
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("| floor | does |")[1]
    rows = re.findall(r"^\| (`[^|]+) \|", table, re.M)
    floors = {name for row in rows for name in re.findall(r"`([\w/.]+)`", row)}
    package = ROOT / "geo_osint"
    there = {
        each.name + ("/" if each.is_dir() else "")
        for each in package.iterdir()
        if (each.suffix == ".py" or each.is_dir()) and not each.name.startswith("__")
    }
    assert floors == there - {"data/"}


def test_pictures_are_small_enough_to_clone() -> None:
    pictures = [*(DOCS / "images").iterdir()]
    assert pictures
    assert all(1_000 < picture.stat().st_size < 300_000 for picture in pictures)
