"""Whatever a report says of a movement is shown in every output: a second count, the verb's way, the series."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from geo_osint.case import Case
from geo_osint.case.fields import FIELDS, MOVEMENT
from geo_osint.checking import check_case
from geo_osint.cli import results
from geo_osint.gazetteer import load
from geo_osint.layers import tables
from geo_osint.model import Count, Movement, Span
from geo_osint.output import brief, review
from geo_osint.output.findings import markdown
from geo_osint.output.page.island import island
from geo_osint.pipeline import follow

SAID = ("5 tanks", "with their crews", "thirteenth this year")
"""Words that stand in one field alone: of the second count, of what was said of it, of the series."""

OURS = ("id", "report", "span", "words", "status")
"""Members of a movement that are no field of its reading."""


@pytest.fixture
def told(case: Case) -> Case:
    tanks = Count("5 tanks", Span(3, 4), 5, 5, "tank", with_="with their crews")
    first, *others = case.movements
    first = replace(first, also=(tanks,), sense="leaving")
    return replace(case, movements=(first, *others))


def as_markdown(case: Case) -> str:
    return markdown.to_markdown(case, check_case(case))


def as_brief(case: Case) -> str:
    return brief.render(case, check_case(case))


def as_page(case: Case) -> str:
    found = follow(case)
    return json.dumps(island(case, found.findings, found.tables), ensure_ascii=False)


def as_layers(case: Case) -> str:
    row = tables(case, (), ())["movements"].iloc[0]
    return json.dumps({k: str(v) for k, v in row.items() if k not in ("geometry", "words")})


def as_review(case: Case) -> str:
    return review.render(case, load())


@pytest.mark.parametrize("shown", [as_markdown, as_brief, as_page, as_review, as_layers])
def test_every_output_shows_what_was_said_of_a_movement(
    told: Case, shown: Callable[[Case], str]
) -> None:
    text = shown(told)
    wanted = [each for each in SAID if each != "with their crews" or shown is not as_layers]
    assert [each for each in (*wanted, "leaving") if each not in text] == []


def test_the_terminal_shows_it_too(told: Case, capsys: pytest.CaptureFixture[str]) -> None:
    results.print_movements(follow(told))
    said = " ".join(capsys.readouterr().out.split())
    assert "45 vehicles + 5 tanks, leaving (the thirteenth this year)" in said


def test_a_reviewer_may_change_every_field_of_a_movement() -> None:
    assert {each.name for each in fields(Movement)} - set(OURS) == set(FIELDS[MOVEMENT])
