"""A saved review is a file from outside: whatever it holds, one line is said and nothing is written."""

from __future__ import annotations

import copy
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geo_osint.case import Case, as_review, bring_in
from geo_osint.case.digests import gist
from geo_osint.cli import _exit_code
from geo_osint.errors import InputError
from tests.arabic_case import TANF, places, stored
from tests.case.test_reviewing import ON, added_distance, change, edited, saved


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return stored(tmp_path / "raid")


def every_action(case: Case) -> dict[str, Any]:
    """A review in which something of every kind happens."""
    return saved(
        case,
        change(case, "s1", "accepted"),
        change(case, "s2", relation="north", quantity=edited(case, "s2", "quantity", lo=12)),
        change(case, "s3", "rejected", note="no"),
        change(case, "m1", origin=edited(case, "m1", "origin", places=[TANF], open=False)),
        change(case, "m2", date=edited(case, "m1", "date"), sense="entering", ordinal=3),
        added=(added_distance(),),
    )


ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**63, 10**400, 1.5, 1e308, "", " ", "s1", "m1", "r1@0-4", "\u202e\u0000\x1b[2J",
    "{{7*7}}", "../../etc/passwd", "<script>", "٣", "a" * 20_000, [], {}, [[]], [0, 1], [1, 0], ["geo:iraq"] * 30,
    {"words": "", "span": [0, 0]}, {"was": None, "now": None}, "movement", "travel_time", "rejected", "withdrawn",
)  # fmt: skip


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give every member of every object and list, to be replaced."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from spots(value[key])


def test_no_value_at_any_spot_does_more_than_be_refused(case: Case) -> None:
    draw = random.Random(5)  # the same ones each time
    whole = every_action(case)
    count = len(list(spots(whole)))
    refused = 0
    for number in range(count):
        for odd in draw.sample(ODD, 3):
            data = copy.deepcopy(whole)
            holder, key = list(spots(data))[number]
            holder[key] = odd
            try:
                found = bring_in(case, as_review(data, "a.json"), "A", ON, lambda _: places())
            except InputError as fault:
                refused += 1
                assert "\n" not in str(fault) or len(str(fault)) < 500
                continue
            assert [each.id for each in found.case.statements[:3]] == ["s1", "s2", "s3"]
            assert all(each.words in case.reports[0].body for each in found.case.told)
    assert refused > count


def test_members_that_are_left_out_or_swapped_are_refused_or_fit(case: Case) -> None:
    whole = every_action(case)
    for number in range(len(list(spots(whole)))):
        data = copy.deepcopy(whole)
        holder, key = list(spots(data))[number]
        del holder[key]
        try:
            bring_in(case, as_review(data, "a.json"), "A", ON, lambda _: places())
        except InputError:
            continue


def test_swapped_ids_are_conflicts_and_not_answers(case: Case) -> None:
    data = saved(case, change(case, "s1", "accepted"), change(case, "s3", "rejected"))
    one, other = data["readings"]
    one["seen"], other["seen"] = gist(case.statements[0]), gist(case.statements[2])
    one["id"], other["id"] = other["id"], one["id"]
    found = bring_in(case, as_review(data, "a.json"), "A", ON, lambda _: places())
    assert [(each.id, each.field) for each in found.conflicts] == [
        ("s3", "reading"),
        ("s1", "reading"),
    ]
    assert found.case.statements == case.statements
    assert found.case.reviews == ()


def test_corrections_with_swapped_ids_are_conflicts(case: Case) -> None:
    data = saved(case, change(case, "s2", measured_as="road", stand_in="X"))
    data["readings"][0]["id"] = "s1"
    found = bring_in(case, as_review(data, "a.json"), "A", ON, lambda _: places(), "case")
    assert ("s1", "stand_in") in [(each.id, each.field) for each in found.conflicts]
    assert found.case.statements[0].stand_in == ""


def files_of(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def broken(case: Case) -> dict[str, bytes]:
    good = json.dumps(every_action(case), ensure_ascii=False)
    other = json.dumps({**every_action(case), "case": {"name": "x", "sha256": "0" * 64}})
    many = {**every_action(case), "added": [added_distance()] * 20_001}
    return {
        "empty": b"",
        "half": good.encode()[: len(good) // 2],
        "zeros": b"\x00" * 100,
        "latin": good.encode("cp1256", errors="replace"),
        "utf-16": good.encode("utf-16"),
        "nan": good.replace("12", "NaN").encode(),
        "doubled": good.replace('"added":', '"added": [], "added":', 1).encode(),
        "deep": b"[" * 100_000,
        "digits": good.replace("12", "1" * 6_000, 1).encode(),
        "huge": b" " * (9 * 1024 * 1024),
        "many": json.dumps(many).encode(),
        "other": other.encode(),
        "older": good.replace("review 1", "review 0").encode(),
        "html": b"<!DOCTYPE html><html></html>",
        "list": b"[1]",
        "surrogate": good.replace("north", "\\ud800").encode(),
    }


WHICH = "empty half zeros latin utf-16 nan doubled deep digits huge many other older html list surrogate"


@pytest.mark.parametrize("which", WHICH.split())
def test_a_broken_file_gives_one_line_and_code_3_and_writes_nothing(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str], which: str
) -> None:
    path = tmp_path / "a.review.json"
    path.write_bytes(broken(case)[which])
    before = files_of(tmp_path / "raid")
    by = ["--by", "A. Editor", "--on", "2021-03-01"]
    assert _exit_code(["review", str(tmp_path / "raid"), str(path), *by]) == 3
    said = capsys.readouterr()
    assert len(said.err.strip().splitlines()) == 1
    assert len(said.err) < 600
    assert files_of(tmp_path / "raid") == before


def test_a_pipe_a_folder_or_nothing_is_no_review(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "missing"):
        by = ["--by", "A", "--on", "2021-03-01"]
        assert _exit_code(["review", str(tmp_path / "raid"), str(path), *by]) == 3
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
