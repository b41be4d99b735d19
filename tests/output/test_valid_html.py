"""The pages are valid HTML: html5lib's parser follows the standard (WHATWG) and is asked to forgive nothing."""

from __future__ import annotations

import html5lib
import pytest

from geo_osint.case import Case
from geo_osint.gazetteer.reading import load
from geo_osint.layers import Tables
from geo_osint.model import Finding
from geo_osint.output import brief, page, review

Derived = tuple[Case, tuple[Finding, ...], Tables]


def faults(html: str) -> list[str]:
    """List what a strict parser objects to, each with its line and column."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    parser.parse(html)
    return [f"{at}: {code} {told}" for at, code, told in parser.errors]


PAGES = ("map", "brief", "review")


def page_of(kind: str, made: Derived) -> str:
    case, findings, tables = made
    if kind == "map":
        return page.render(case, findings, tables)
    return brief.render(case, findings, tables) if kind == "brief" else review.render(case, load())


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_valid(everything: Derived, kind: str) -> None:
    assert faults(page_of(kind, everything)) == []


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_stays_valid_whatever_is_written_in_it(
    attacked_by_all: tuple[str, Derived], kind: str
) -> None:
    _, made = attacked_by_all
    assert faults(page_of(kind, made)) == []


@pytest.mark.parametrize("wrong", ["<p>", "<!DOCTYPE html><title>t</title><div><p></div></p>"])
def test_what_is_not_valid_would_be_seen(wrong: str) -> None:
    assert faults(wrong)
