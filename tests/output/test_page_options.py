"""What a page carries only when it is asked for by name, and what it says of that."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from geo_osint.case import Case
from geo_osint.errors import UsageError
from geo_osint.layers import Tables
from geo_osint.model import Finding
from geo_osint.output import page
from geo_osint.output.page.island import island
from geo_osint.output.page.sentences import spans

Everything = tuple[Case, tuple[Finding, ...], Tables]


def policy(html: str) -> dict[str, list[str]]:
    """Give the content security policy, directive by directive."""
    (text,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    return {each.split()[0]: each.split()[1:] for each in text.split("; ")}


def test_tiles_open_the_policy_for_pictures_of_one_host_and_nothing_else(
    everything: Everything,
) -> None:
    closed = policy(page.render(*everything))
    opened = policy(page.render(*everything, page.PageOptions(tiles="osm")))
    assert closed["img-src"] == ["data:"]
    assert opened.pop("img-src") == ["data:", "https://tile.openstreetmap.org"]
    assert {name for name in opened if opened[name] != closed[name]} <= {"script-src"}
    for html in (page.render(*everything, page.PageOptions(tiles="osm")),):
        assert '<meta name="referrer" content="no-referrer">' in html


def test_only_what_was_asked_for_is_there(everything: Everything) -> None:
    case = everything[0]
    plain = island(*everything)
    asked = island(*everything, page.PageOptions(with_text=True, tiles="osm"))
    assert (plain["texts"], plain["tiles"]) == (None, None)
    assert asked["texts"] == {"r1": case.reports[0].body}
    assert asked["tiles"]["url"].startswith(asked["tiles"]["host"] + "/")
    assert {key for key in asked if asked[key] != plain[key]} == {"texts", "tiles"}


def test_each_choice_says_what_it_discloses() -> None:
    assert page.PLAIN.disclosures == ()
    assert len(page.PageOptions(with_text=True, tiles="osm").disclosures) == 2
    (about,) = page.PageOptions(tiles="osm").disclosures
    assert "tile.openstreetmap.org" in about


def test_tiles_of_another_name_are_refused() -> None:
    unknown: Any = "https://tiles.example"
    with pytest.raises(UsageError, match="choose from osm"):
        page.PageOptions(tiles=unknown)


def test_spans_are_those_of_the_sentences(everything: Everything) -> None:
    case, found, _ = everything
    for id, (start, end) in spans(found, case).items():
        told = [each for each in (*case.statements, *case.movements) if each.id == id]
        assert case.reports[0].body[start:end] == told[0].words
    rejected = replace(case, movements=(replace(case.movements[0], status="rejected"),))
    assert "m1" not in spans(found, rejected)
