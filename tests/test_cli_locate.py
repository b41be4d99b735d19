"""`geo-osint locate`, and the scale that `geo-osint distance` draws."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from geo_osint import cli
from geo_osint.cli.scale import MARKS, PLAIN, scale
from geo_osint.model import Interval, IntervalSet

POSSIBLE = IntervalSet.of(Interval(14_500, 15_200), Interval(18_300, 19_000))
PRINTED = IntervalSet.of(Interval(13_500, 14_500))
NEWSROOM = IntervalSet.of(Interval(10_700, 17_300))
ROWS = [("possible", POSSIBLE), ("printed", PRINTED), ("newsroom", NEWSROOM)]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = 0
    try:
        cli.main([str(each) for each in arguments])
    except SystemExit as left:
        code = int(left.code or 0)
    return (code, *capsys.readouterr())


def test_it_prints_each_region_and_where_they_meet(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "locate", "14 km from al-Mayadin", "north-east of al-Mayadin", "east bank of the Euphrates"
    )  # fmt: skip
    assert code == 0
    assert "As printed: all 3 meet in 18.7 km²." in out
    assert "130 km²" in out and "no end of its own" in out
    assert "Best single point: 35.104, 40.558, all of it within 5.8 km" in out
    assert "lie there: Al-Omar oil field" in out
    assert "good to 10 m" in out


def test_it_names_what_to_leave_out(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "locate", "5 km from Raqqa", "5 km from Hajin", "9 km from Hajin")
    assert code == 0
    assert "As printed: no place fits all of them." in out
    assert "Leaving out 1 and 2, the rest meet in" in out
    assert "With newsroom tolerance: no place fits all of them." in out


def test_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "locate", "20 km from al-Omar field", "15 km from al-Mayadin", "--json"
    )
    found = json.loads(out)
    assert code == 0 and found["as_printed"][0]["left_out"] == []
    parts = found["as_printed"][0]["parts"]
    assert len(parts) == 3 and [each["area_m2"] for each in parts] == sorted(
        (each["area_m2"] for each in parts), reverse=True
    )
    assert (
        found["statements"][0]["area_m2"]["newsroom"]
        > found["statements"][0]["area_m2"]["as_printed"]
    )
    assert all(each["centre_fits"] for each in parts)


def test_parts_that_lie_apart_have_a_point_each(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "locate", "20 km from al-Omar field", "15 km from al-Mayadin")
    assert "both meet in" in out and ", in 3 parts." in out
    assert out.count("; best point: ") >= 3 and "  Part 3, " in out


def test_all_that_a_name_was_taken_for_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "locate", "30 km south of Al-Walid")
    assert "Al-Walid border crossing" in out and "or \u2068Al Waleed border crossing" in out


def test_files_are_written_whole_and_their_names_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    regions, page = tmp_path / "where.geojson", tmp_path / "where.html"
    code, out, _ = run(capsys, "locate", "10 km NE of al-Mayadin", "-o", regions, "--map", page)
    assert code == 0 and out.count("Written: ") == 2
    assert "point-radius method): 35.084, 40.529 ± 5.5 km" in out
    assert json.loads(regions.read_text(encoding="utf-8"))["type"] == "FeatureCollection"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("words", "code", "told"), [("blah", 3, "write it like"), ("near Nowhereistan", 4, "not in")]
)
def test_what_cannot_be_read_is_one_line(
    capsys: pytest.CaptureFixture[str], words: str, code: int, told: str
) -> None:
    left, out, err = run(capsys, "locate", words)
    assert (left, out) == (code, "") and told in err and err.count("\n") == 1


def test_distance_draws_a_scale(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "distance", "الميادين", "حقل العمر", "--stated", "14 km")
    lines = out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("possible"))
    assert [line.split()[0] for line in lines[at : at + 3]] == ["possible", "printed", "newsroom"]
    assert lines[at + 5].startswith("One column is")
    assert all(len(line) <= 72 for line in lines[at : at + 6])


@pytest.mark.parametrize("width", [24, 30, 46, 60, 72, 120])
@pytest.mark.parametrize("plain", [True, False])
def test_no_line_of_a_scale_is_wider_than_asked(width: int, plain: bool) -> None:
    lines = scale(ROWS, width, plain)
    assert max(map(len, lines[:-1])) <= width
    marks = PLAIN if plain else MARKS
    for line, mark in zip(lines, marks, strict=False):
        assert mark in line and not any(other in line for other in marks if other != mark)
    assert all(line.isascii() for line in lines) == plain


def test_parts_apart_are_drawn_apart_and_in_their_place() -> None:
    possible, printed, newsroom, *_ = scale(ROWS, 72, plain=True)
    assert len(possible.removeprefix("possible").split()) == 2
    assert printed.rindex("=") <= possible.index("#") <= newsroom.rindex("-") < possible.rindex("#")


def test_what_has_no_end_goes_on_to_the_edge() -> None:
    open_ = IntervalSet.of(Interval(13_500, math.inf))
    _, printed, *_ = scale([("possible", POSSIBLE), ("printed", open_)], 60, plain=True)
    assert printed.endswith("=>") and len(printed) == 60


def test_figures_stand_below_their_marks() -> None:
    *_, marks, figures, _ = scale(ROWS, 72)
    for at, mark in enumerate(marks):
        if mark == "|":
            assert figures[at].isdigit() and not figures[at - 1].isdigit()


def test_nothing_is_drawn_of_nothing_or_without_room() -> None:
    assert scale([("possible", IntervalSet())], 72) == []
    assert scale(ROWS, 15) == []
    assert len(scale([("possible", IntervalSet.of(Interval(0, 0)))], 72)) == 4
