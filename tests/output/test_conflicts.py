"""Statements that contradict each other, in every output that an editor opens."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from geo_osint.case import Case
from geo_osint.checking import conflicts
from geo_osint.output import wording
from geo_osint.output.brief import render
from geo_osint.output.findings import to_json, to_markdown
from tests.conftest import about, mention, place, statement
from tests.documentation.test_reference import listed

ISOLATES = re.compile("[\u2066-\u2069]")


@pytest.fixture
def torn(case_of: Callable[..., Case]) -> Case:
    ends = mention("geo:a"), mention("geo:b")
    told = statement(*ends, quantity=about(10_000, 500, 2_000))
    other = replace(told, id="s2", quantity=about(14_000, 500, 2_000))
    return case_of(place("geo:a"), place("geo:b"), statements=(told, other))


def test_findings_hold_them_with_every_member_documented(torn: Case) -> None:
    (found,) = json.loads(to_json(torn, []))["conflicts"]
    assert found["statements"] == ["s1", "s2"] and found["gap"] == 3_000
    assert list(found) == listed("Conflicts")


@pytest.mark.parametrize("write", [to_markdown, render])
def test_pages_tell_them_in_both_languages(
    torn: Case, write: Callable[[Case, list[object]], str]
) -> None:
    page = ISOLATES.sub("", write(torn, []))
    (found,) = conflicts(torn)
    assert wording.CONFLICTS.en in page and wording.CONFLICTS.ar in page
    assert "as printed, 3.0 km apart" in page
    assert "كما نُشرا 3.0 كم" in page
    assert found.verdict == "fits_roughly"


@pytest.mark.parametrize("write", [to_markdown, render])
def test_pages_keep_silent_where_there_are_none(
    case_of: Callable[..., Case], write: Callable[[Case, list[object]], str]
) -> None:
    assert wording.CONFLICTS.en not in write(case_of(), [])
