"""Reviewing from the command line: the page out, what was saved in, and who stands for what."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from geo_osint import case as cases
from geo_osint.cli import _exit_code, cli, show
from geo_osint.cli.marking import print_marked
from geo_osint.errors import InputError
from tests.arabic_case import stored

BY = ("--by", "A. Editor", "--on", "2021-03-01")


def on_terminal(monkeypatch: pytest.MonkeyPatch, case: cases.Case, **terminal: Any) -> str:
    """Give what the marked report looks like on such a terminal."""
    out = io.StringIO()
    monkeypatch.setattr(show, "console", lambda: Console(file=out, highlight=False, **terminal))
    print_marked(case)
    return out.getvalue()


def test_what_was_read_is_marked_between_signs_where_there_is_no_colour(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = on_terminal(monkeypatch, stored(tmp_path / "raid"))
    assert said.startswith("Marked, machine reading: [place], {distance}, <date>, |count|\n")
    for each in ("[الفرات]", "{١٤ كيلومتراً}", "<٢٣ شباط/فبراير>", "|٤٥ آلية|", "(s3 m1)", "(m2)"):
        assert each in said
    lines = [each for each in said.splitlines()[1:] if each]
    assert all(each[0] == "\u2068" and each[-1] == "\u2069" for each in lines)
    for each in lines:  # a label set apart does not make an Arabic line run left to right
        assert each.count("\u2068") == each.count("\u2069")


def test_what_was_read_is_marked_in_colour_without_signs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case = stored(tmp_path / "raid")
    said = on_terminal(monkeypatch, case, force_terminal=True, color_system="standard")
    assert "\x1b[1;36mالفرات\x1b[0m" in said
    assert "[الفرات]" not in said
    assert "[الفرات]" in on_terminal(monkeypatch, case, force_terminal=True, no_color=True)


def test_a_rejected_reading_is_not_marked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    case = stored(tmp_path / "raid")
    rejected = replace(case.statements[1], status="rejected")
    case = replace(case, statements=(case.statements[0], rejected, case.statements[2]))
    said = on_terminal(monkeypatch, case)
    assert "{١٤ كيلومتراً}" not in said
    assert "s2" not in said


def test_a_report_cannot_steer_the_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case = stored(tmp_path / "raid")
    hostile = replace(case.reports[0], body="\x1b]0;title\x07\u202e" + case.reports[0].body)
    said = on_terminal(monkeypatch, replace(case, reports=(hostile,)))
    assert not {"\x1b", "\x07", "\u202e"} & set(said)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    stored(tmp_path / "raid")
    return tmp_path / "raid"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def saved(folder: Path, *readings: Any, **more: Any) -> Path:
    case = cases.load(folder)
    data = {
        "format": "geo-osint review 1",
        "case": {"name": case.name, "sha256": case.sha256},
        "readings": list(readings),
        "added": [],
        **more,
    }
    path = folder / "raid.review.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def status(id: str, now: str, was: str = "read", **fields: Any) -> dict[str, Any]:
    return {"id": id, "status": {"was": was, "now": now}, "fields": fields}


def relation(value: str) -> dict[str, Any]:
    return status("s2", "corrected", relation={"was": "", "now": value})


def test_without_a_saved_file_the_page_is_written(folder: Path) -> None:
    done = run("review", folder)
    assert done.exit_code == 0
    assert (folder / "raid.review.html").exists()
    assert "raid.review.json --by NAME --on DATE" in done.output


def test_the_difference_is_shown_first_and_then_stored(folder: Path) -> None:
    path = saved(folder, relation("north_east"), status("s1", "accepted"))
    done = run("review", folder, path, *BY)
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[:2] == ["What the review changes:", "  s2 relation: – → north_east"]
    assert lines.index("  s1 status: read → accepted") < next(
        number for number, line in enumerate(lines) if line.startswith("Changed:")
    )
    case = cases.load(folder)
    assert [(each.on, each.by, each.status) for each in case.reviews] == [
        ("s2", "A. Editor", "corrected"),
        ("s1", "A. Editor", "accepted"),
    ]


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    path = saved(folder, status("s1", "accepted"))
    before = (folder / "raid.case.toml").read_bytes()
    done = run("review", folder, path, *BY, "--dry-run")
    assert "s1 status: read → accepted" in done.output
    assert (folder / "raid.case.toml").read_bytes() == before
    assert not (folder / "raid.findings.json").exists()


def test_a_rejected_statement_leaves_the_findings_and_is_told(folder: Path) -> None:
    done = run("review", folder, saved(folder, status("s2", "rejected")), *BY)
    assert "s2: passed over, since its reading is rejected" in done.output
    findings = json.loads((folder / "raid.findings.json").read_text(encoding="utf-8"))
    assert "s2" not in [each["id"] for each in findings["findings"]]


def test_a_conflict_stops_everything_until_somebody_decides(folder: Path) -> None:
    mine, theirs = saved(folder, relation("north")).read_bytes(), saved(folder, relation("south"))
    other = folder / "other.json"
    other.write_bytes(mine)
    assert run("review", folder, other, *BY).exit_code == 0
    before = (folder / "raid.case.toml").read_bytes()
    done = run("review", folder, theirs, "--by", "B. Reader", "--on", "2021-03-02")
    assert isinstance(done.exception, InputError)
    assert (
        "conflict: s2 relation: the reviewer saw –, the case now has north, the review south"
        in (done.output)
    )
    assert (folder / "raid.case.toml").read_bytes() == before
    done = run("review", folder, theirs, "--by", "B", "--on", "2021-03-02", "--prefer", "review")
    assert done.exit_code == 0
    assert cases.load(folder).statements[1].relation == "south"


def test_a_page_that_stands_there_is_brought_up_to_date(folder: Path) -> None:
    run("review", folder)
    before = (folder / "raid.review.html").read_text(encoding="utf-8")
    run("review", folder, saved(folder, status("s1", "accepted")), *BY)
    after = (folder / "raid.review.html").read_text(encoding="utf-8")
    assert before != after
    assert "A. Editor" in after


def test_json_tells_differences_and_files(folder: Path) -> None:
    done = run("review", folder, saved(folder, relation("north")), *BY, "--json")
    told = json.loads(done.output)
    assert told["differences"][0] == {"id": "s2", "field": "relation", "was": "", "now": "north"}
    assert told["conflicts"] == []
    assert Path(told["files"][0]).name == "raid.findings.json"


@pytest.mark.parametrize("left_out", [(), BY[:2], BY[2:]])
def test_nobody_reviews_without_name_and_day(folder: Path, left_out: tuple[str, ...]) -> None:
    done = run("review", folder, saved(folder), *left_out)
    assert "say who reviewed, and when" in str(done.exception)


def test_a_hostile_file_gives_one_line_and_no_traceback(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(folder, {"id": "s1\x1b]0;x\x07", "status": {"was": "read", "now": "read"}})
    assert _exit_code(["review", str(folder), str(path), *BY]) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "\x1b" not in said


def test_reading_again_never_replaces_what_was_reviewed(folder: Path, tmp_path: Path) -> None:
    run("review", folder, saved(folder, status("s1", "accepted")), *BY)
    report = tmp_path / "r.txt"
    report.write_bytes((folder / "raid.reports" / "r1.txt").read_bytes())
    before = (folder / "raid.case.toml").read_bytes()
    for command in ("read", "run"):
        done = run(command, report, "-o", folder)
        assert "holds a person's corrections" in str(done.exception)
    assert (folder / "raid.case.toml").read_bytes() == before


def test_checking_and_refreshing_keep_every_correction(folder: Path) -> None:
    run("review", folder, saved(folder, relation("north"), status("s3", "rejected")), *BY)
    before = cases.load(folder)
    for arguments in (("check", folder), ("check", folder, "--refresh")):
        assert run(*arguments).exit_code == 0
    after = cases.load(folder)
    assert (after.statements, after.reviews) == (before.statements, before.reviews)


def test_what_a_machine_read_is_never_shown_as_reviewed(folder: Path) -> None:
    run("review", folder, saved(folder, status("s1", "accepted")), *BY)
    brief = (folder / "raid.brief.html").read_text(encoding="utf-8")
    assert "machine reading, unreviewed" in brief
    done = run("check", folder)
    assert "machine reading, unreviewed unless decided" in done.output
    findings = json.loads((folder / "raid.findings.json").read_text(encoding="utf-8"))
    assert {each["decision"] for each in findings["findings"]} == {None}


def test_a_finding_about_a_movement_can_be_decided_on(folder: Path) -> None:
    done = run("decide", folder, "m1/gate-1", "disputed", *BY)
    assert done.exit_code == 0, done.output
    findings = json.loads((folder / "raid.findings.json").read_text(encoding="utf-8"))["findings"]
    told = {each["id"]: each["decision"] for each in findings}
    assert told["m1/gate-1"]["decision"] == "disputed" and told["m2/gate-1"] is None
    assert cases.load(folder).decisions[0].on == "m1/gate-1"
    assert "disputed" in (folder / "raid.brief.html").read_text(encoding="utf-8")


def test_a_finding_that_is_not_there_cannot_be_decided_on(folder: Path) -> None:
    done = run("decide", folder, "m1/gate-9", "disputed", *BY)
    assert "'m1/gate-9': not in raid" in str(done.exception)
    assert "m1/gate-1" in str(done.exception)


def test_a_decision_on_what_follows_no_longer_is_told(folder: Path) -> None:
    run("decide", folder, "m1/gate-1", "disputed", *BY)
    path = folder / "raid.case.toml"
    text = path.read_text(encoding="utf-8")
    assert 'on = "m1/gate-1"' in text
    path.write_text(text.replace('on = "m1/gate-1"', 'on = "m1/gate-9"'), encoding="utf-8")
    done = run("check", folder)
    assert done.exit_code == 0, done.output
    assert "m1/gate-9: a decision is on it, and nothing bears that id any more" in done.output
    path.write_text(text.replace('on = "m1/gate-1"', 'on = "m9/gate-1"'), encoding="utf-8")
    assert "'m9/gate-1', which is not in the case" in str(run("check", folder).exception)
