"""The rounding rule of 2004 beside that of 2020: what each allows, and where they part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo_osint.case import Rounding
from geo_osint.checking import check_case, conflicts
from geo_osint.checking.rounding import restated
from geo_osint.model import IntervalSet, Quantity
from geo_osint.names import fold
from geo_osint.reading.lexicon import load
from geo_osint.reading.quantities import quantities
from tests.checking.worlds import case_of_text, ruled_world


def read(text: str) -> Quantity:
    [found] = quantities(text, fold(text), load("en"))
    return found


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("9 km", [(8_000, 10_000)]),
        ("14 km", [(13_000, 15_000)]),
        ("10 km", [(5_000, 15_000)]),
        ("30 km", [(25_000, 35_000)]),
        ("100 km", [(50_000, 150_000)]),
        ("140 km", [(135_000, 145_000)]),
        ("10.5 km", [(10_000, 11_000)]),
        ("7.3 km", [(7_200, 7_400)]),
        ("30 to 35 km", [(25_000, 36_000)]),
        ("at least 40 km", [(35_000, float("inf"))]),
        ("at most 40 km", [(0, 45_000)]),
        ("9 miles", [(8 * 1609.344, 10 * 1609.344)]),
    ],
)
def test_the_rule_of_2004_allows_the_whole_precision(
    text: str, printed: list[tuple[float, float]]
) -> None:
    """1 for 9 km, half the power of ten for its multiples, the fraction for fractions."""
    found = restated(read(text), "2004")
    bounds = [bound for part in found.printed for bound in (part.lo, part.hi)]
    assert bounds == pytest.approx([bound for part in printed for bound in part])
    assert found.printed.within(found.newsroom)


def test_the_rule_of_2020_is_what_was_read() -> None:
    told = read("14 km")
    assert restated(told, "2020") is told


def test_what_has_no_range_gets_none() -> None:
    few = read("a few kilometres away")
    assert restated(few, "2004") is few
    assert restated(replace(read("14 km"), printed=IntervalSet()), "2004").printed == IntervalSet()


@pytest.mark.parametrize(
    ("rule", "verdict", "said"),
    [
        ("2020", "fits_roughly", "rule of 2004 what was printed would be 11.0–13.0 km, and the answer: fits"),
        ("2004", "fits", "rule of 2020 what was printed would be 11.5–12.5 km, and the answer: fits roughly"),
    ],
)  # fmt: skip
def test_a_case_is_checked_by_its_rule_and_told_what_the_other_says(
    rule: Rounding, verdict: str, said: str
) -> None:
    """11.132 km are told as 12."""
    case = case_of_text("Kestel lies 12 km from Dorvan.", ruled_world(), {})
    [found] = check_case(replace(case, rounding=rule))
    assert found.verdict == verdict
    assert [each.en for each in found.reasons if said in each.en]
    assert any("قاعدة التقريب" in each.ar for each in found.reasons)


def test_where_both_rules_agree_nothing_is_said() -> None:
    case = case_of_text("Kestel lies 11 km from Dorvan.", ruled_world(), {})
    for rule in ("2020", "2004"):
        [found] = check_case(replace(case, rounding=rule))
        assert found.verdict == "fits"
        assert not [each for each in found.reasons if "rounding rule" in each.en]


def test_contradictions_go_by_the_rule_of_the_case_too() -> None:
    """10 and 14 km part as printed by 2020 (10.5, 13.5), and not by 2004 (15, 13)."""
    text = "Kestel lies 10 km from Dorvan. Kestel lies 14 km from Dorvan."
    case = case_of_text(text, ruled_world(), {})
    [told] = conflicts(case)
    assert told.gap_m == pytest.approx(3_000)
    assert conflicts(replace(case, rounding="2004")) == ()
