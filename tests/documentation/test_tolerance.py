"""The newsroom tolerance: its page, its table of published claims and the constant agree."""

from __future__ import annotations

import re

import pytest

from benchmarks import claims
from geo_osint.api.distances import distance
from geo_osint.checking import amounts, verdict_words
from geo_osint.model import LonLat
from geo_osint.reading.quantities import NEWSROOM_TOLERANCE, UNIT_M
from tests.documentation.pages import DOCS

PAGE = (DOCS / "method" / "tolerance.md").read_text(encoding="utf-8")
PUBLISHED = (DOCS / "method" / "published.md").read_text(encoding="utf-8")
ROWS = claims.rows_of()
MEASURED = [row for row in ROWS if not row["excluded"]]
ROW = re.compile(
    r"^\| (?P<outlet>[^|]+) \| (?P<place>[^|]+) \| (?P<from>[^|]+) \| (?P<stated>[^|]+)"
    r" \| (?P<possible>[^|]+) \| (?P<verdict>[^|]+) \| [^|]+ \|$",
    re.M,
)
STATEMENTS = [match for match in ROW.finditer(PUBLISHED) if match["place"] not in ("place", "---")]


def ends(row: dict[str, str]) -> frozenset[str]:
    return frozenset((row["subject_id"], row["reference_id"]))


def metres(row: dict[str, str]) -> float:
    return float(row["stated"]) * UNIT_M[row["unit"]]


@pytest.mark.parametrize("block", list(claims.report()), ids=lambda block: block[0][:24])
def test_the_page_says_what_the_table_gives(block: list[str]) -> None:
    assert "\n".join(block) in PAGE


def test_the_constant_is_the_derived_one() -> None:
    assert NEWSROOM_TOLERANCE.relative == pytest.approx(claims.derived(claims.claims()))
    assert len(claims.claims()) >= 100


def test_what_is_measured_has_two_positions_with_their_ids_and_an_address() -> None:
    for row in MEASURED:
        for end in ("subject", "reference"):
            LonLat(float(row[f"{end}_lon"]), float(row[f"{end}_lat"]))
            assert re.fullmatch(r"geonames:\d+|geo:[a-z-]+", row[f"{end}_id"])
        assert len(ends(row)) == 2
    assert all(row["address"].startswith("http") and row["outlet"] for row in ROWS)


def test_one_place_has_one_position_throughout() -> None:
    positions = {
        (row[f"{end}_id"], row[f"{end}_lon"], row[f"{end}_lat"])
        for row in MEASURED
        for end in ("subject", "reference")
    }
    assert len(positions) == len({id for id, *_ in positions})


def test_no_pair_of_places_counts_twice_with_one_figure() -> None:
    for index, row in enumerate(MEASURED):
        for other in MEASURED[:index]:
            if ends(row) == ends(other):
                assert abs(metres(row) / metres(other) - 1) > 0.01, row


def test_what_is_excluded_was_not_measured() -> None:
    kept = [row for row in ROWS if row["excluded"]]
    assert not any(row["subject_lon"] or row["reference_lon"] for row in kept)


@pytest.mark.parametrize("told", STATEMENTS, ids=lambda told: f"{told['outlet']} {told['stated']}")
def test_published_statements_are_judged_as_the_page_says(told: re.Match[str]) -> None:
    finding = distance(told["place"], told["from"], told["stated"]).finding
    assert finding and finding.statement.quantity
    judged = (amounts(finding.possible).en, verdict_words(finding.verdict).en)
    mend = "places or checks have changed: look at the finding, then mend docs/method/published.md"
    assert judged == (told["possible"], told["verdict"]), mend
    value_m = finding.statement.quantity.value_lo
    assert any(row["outlet"] == told["outlet"] and metres(row) == value_m for row in ROWS)


def test_there_are_as_many_statements_as_the_page_says() -> None:
    assert len(STATEMENTS) == 31 and "Thirty-one" in PUBLISHED
