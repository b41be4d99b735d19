"""A route in tables and in the brief: each stretch with what it rests on, and nothing surer than that."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo_osint import gazetteer
from geo_osint.pipeline import Result, start


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> tuple[Result, Path]:
    folder = tmp_path_factory.mktemp("shown")
    report = examples / "report.en.txt"
    return start([report], folder, "shown", gazetteer.load(), outputs=("brief",)), folder


def test_each_segment_has_class_sources_and_days(shown: tuple[Result, Path]) -> None:
    rows = shown[0].tables["segments"]
    assert len(rows) and set(rows["segment_class"]) <= {"only_known", "likely", "possible"}
    assert all(rows["sources"]) and all(rows["source_url"]) and all(rows["reason_ar"])
    assert (rows["length_lo_m"] <= rows["length_hi_m"]).all()
    assert set(rows["start_date"]) == {"2021-02-23", "2021-02-18"}


def test_only_the_last_segment_of_the_shortest_way_says_how_the_leg_ends(
    shown: tuple[Result, Path],
) -> None:
    rows = shown[0].tables["segments"]
    ends = rows.groupby("movement")["ends"].agg(lambda column: "".join(column))
    assert dict(ends) == {"m1": "place", "m2": "direction"}


def test_a_corridor_holds_the_segments_of_its_leg(shown: tuple[Result, Path]) -> None:
    tables = shown[0].tables
    corridors = tables["corridors"]
    assert list(corridors["id"]) == ["m1/1", "m2/1"] and corridors.geometry.is_valid.all()
    for _, leg in corridors.iterrows():
        parts = tables["segments"][tables["segments"]["id"].str.startswith(f"{leg['id']}/")]
        assert parts.geometry.within(leg.geometry).all()
        assert leg["length_lo_m"] <= leg["length_hi_m"] <= leg["longest_m"]
        assert leg["hours_lo"] < leg["hours_hi"] and len(leg["network_sha256"]) == 64


def test_the_brief_tells_the_way_as_inferred_in_both_languages(shown: tuple[Result, Path]) -> None:
    text = (shown[1] / "shown.brief.html").read_text(encoding="utf-8")
    assert text.count("Way by road, inferred and not reported") == 2
    assert text.count("الطريق مستنتج ولم يُذكر") == 2
    assert "no evidence that this way was taken" in text and "without waits, borders" in text
