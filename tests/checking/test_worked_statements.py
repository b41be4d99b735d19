"""Statements worked out by hand -> what came of checking them: tests/cases/checking.toml."""

from __future__ import annotations

import re
from typing import Any

import pytest

from geo_osint.gazetteer import Gazetteer, load
from geo_osint.model import Finding
from tests.checking.worlds import TABLE, findings_of, ruled_world

CASES = TABLE["case"]
ARABIC = re.compile("[\u0621-\u064a]")


@pytest.fixture(scope="module")
def worlds() -> dict[str, Gazetteer]:
    return {"ruled": ruled_world(), "packaged": load()}


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{c['text'][:50]}" for n, c in enumerate(CASES)])
def test_a_worked_statement_has_its_verdict_and_margin(
    case: dict[str, Any], worlds: dict[str, Gazetteer]
) -> None:
    """Verdict, margin, parts and reasons are those worked out in `why`."""
    world = worlds[case.get("world", "ruled")]
    found = findings_of(case["text"], world, case.get("take"), case.get("by"))
    assert len(found) == len(case["finds"])
    for finding, expected in zip(found, case["finds"], strict=True):
        _agrees(finding, expected)
    reasons = " | ".join(reason.en for each in found for reason in each.reasons)
    assert all(words in reasons for words in case.get("says", ())), reasons
    assert not any(words in reasons for words in case.get("silent_on", ())), reasons
    settles = " | ".join(each.settles.en for each in found if each.settles)
    assert case.get("settles", "") in settles


def _agrees(finding: Finding, expected: dict[str, Any]) -> None:
    if "verdict" in expected:
        assert finding.verdict == expected["verdict"]
    if "margin_km" in expected:
        assert finding.margin is not None
        assert finding.margin / 1000 == pytest.approx(expected["margin_km"], abs=0.0006)
    else:
        assert finding.unit == "label" or finding.margin is None
    verdicts = {each.name: each.verdict for each in finding.readings}
    for name, verdict in expected.get("parts", {}).items():
        assert (name, verdicts[name]) == (name, verdict)
    assert bool(finding.stand_in) == expected.get("stand_in", False)


def test_every_reason_stands_in_both_languages(worlds: dict[str, Gazetteer]) -> None:
    """No finding of the table tells an English reader what it keeps from an Arabic one."""
    for case in CASES:
        for finding in findings_of(case["text"], worlds[case.get("world", "ruled")]):
            for words in (*finding.reasons, finding.settles, finding.stand_in, finding.limit):
                assert words is None or (words.en and ARABIC.search(words.ar))


def test_the_table_holds_every_code_kind_and_language() -> None:
    assert len(CASES) >= 60
    verdicts = {each.get("verdict") for case in CASES for each in case["finds"]}
    assert verdicts >= {"fits", "fits_roughly", "not_settled", "does_not_fit", "cannot_check"}
    assert {bool(ARABIC.search(case["text"])) for case in CASES} == {True, False}
    assert all(case["why"] for case in CASES)
