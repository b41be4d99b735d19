"""What people type who have not read the manual, on the machines they have."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from geo_osint import cli
from geo_osint.cli import show

Run = Callable[..., tuple[int, str, str]]

GOOD = "A convoy of 45 vehicles went from Semalka to the city of Qamishli on Tuesday.\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in a folder that holds `news.txt` alone; give its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    Path("news.txt").write_text(GOOD, encoding="utf-8")

    def call(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"%PDF-1.4\n1 0 obj", "is a PDF"),
        (b"PK\x03\x04\x14\0", "Word document"),
        (b"{\\rtf1\\ansi Qamishli}", "RTF"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>Qamishli</p>", "web page"),
        (b"<HTML><p>Qamishli</p>", "web page"),
    ],
)
def test_what_is_no_text_is_called_by_its_name(run: Run, start: bytes, words: str) -> None:
    Path("a.txt").write_bytes(start)
    code, _, err = run("run", "a.txt", "-o", "c")
    assert code == 3 and words in err and not Path("c").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["run", ".", "-o", "c"], 3, "is a folder"),
        (["run", "-"], 2, "save the text into one first"),
        (["run", "news.txt", "news.txt"], 3, "given twice"),
        (["run", "news.txt", "--published", "15/06/2022"], 2, "write it as YYYY-MM-DD"),
        (["check", "news.txt"], 3, "geo-osint read"),
        (["check", "nowhere"], 3, "no such folder"),
        (["chek", "x"], 2, "did you mean 'check'"),
        (["review", "nowhere"], 3, "no such"),
        (["distance", "Deir", "ez-Zor", "Raqqa"], 2, "straight quotes"),
    ],
)
def test_a_slip_is_answered_with_what_to_do(
    run: Run, arguments: list[str], code: int, words: str
) -> None:
    found, _, err = run(*arguments)
    assert found == code and words in err


def test_a_folder_with_blanks_and_arabic_names_a_case(run: Run) -> None:
    assert run("read", "news.txt", "-o", "my cases/حالة الشدادي (1)")[0] == 0
    assert Path("my cases/حالة الشدادي (1)/حالة-الشدادي-1.case.toml").exists()
    code, out, _ = run("check", "my cases/حالة الشدادي (1)")
    assert code == 0 and "حالة-الشدادي-1.findings.md" in out


def test_several_cases_in_a_folder_are_named(run: Run) -> None:
    run("read", "news.txt", "-o", "c", "--name", "one")
    run("read", "news.txt", "-o", "c", "--name", "two")
    _, _, err = run("check", "c")
    assert "one.case.toml, two.case.toml" in err


def test_a_report_without_a_date_is_told_and_what_to_do_next(run: Run) -> None:
    _, out, _ = run("read", "news.txt", "-o", "a b/c")
    assert "no date of publication" in out and "Now open a b/c/c.case.toml" in out
    assert "geo-osint check 'a b/c'" in out
    _, out, _ = run("read", "news.txt", "-o", "d", "--published", "٢٠٢٢-٠٦-١٥")
    assert "no date of publication" not in out and "2022-06-14" in out


def test_a_month_is_not_shown_as_its_first_day(run: Run) -> None:
    Path("month.txt").write_text("In June 2022 a convoy of 9 lorries went to Qamishli.\n", "utf-8")
    _, out, _ = run("read", "month.txt", "-o", "c")
    assert "2022-06 " in out and "2022-06-01" not in out


def test_the_tables_say_what_was_reviewed(run: Run) -> None:
    Path("two.txt").write_text(
        "Raqqa is 5 km from Hasakah. Ain Issa is 50 km from Raqqa.\n", "utf-8"
    )
    run("read", "two.txt", "-o", "c")
    path = Path("c/c.case.toml")
    text = path.read_text("utf-8").replace('id = "s1"\n', 'id = "s1"\nstatus = "rejected"\n')
    path.write_text(text.replace('id = "s2"\n', 'id = "s2"\nstatus = "accepted"\n'), "utf-8")
    _, out, _ = run("check", "c")
    assert "accepted" in out and "passed over: s1" in out


def test_a_direction_behind_the_goal_is_shown_too(run: Run) -> None:
    Path("on.txt").write_text(
        "A convoy of 9 lorries reached Qamishli on 3 June 2022 and headed towards Hasakah.\n",
        "utf-8",
    )
    _, out, _ = run("read", "on.txt", "-o", "c")
    assert "Qamishli, then towards Al-Hasakah" in out


def test_a_narrow_terminal_gets_rows_one_below_the_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show, "WIDE", 60)
    show.table("Findings", ("id", "statement", "margin"), [("s1\naccepted", "Raqqa – Hasakah", "")])
    out = capsys.readouterr().out
    assert out == "Findings\n\nid: s1, accepted\nstatement: Raqqa – Hasakah\n\n"


@pytest.mark.parametrize("point", ["-35.1, 40", "-35.1,40.2"])
def test_a_negative_latitude_is_no_option(run: Run, point: str) -> None:
    code, out, err = run("distance", point, "Raqqa")
    assert (code, err) == (0, "") and "Raqqa" in out


def test_a_name_of_several_words_needs_no_quotes_to_be_found(run: Run) -> None:
    assert run("find", "Deir", "ez-Zor")[1] == run("find", "Deir ez-Zor")[1]


def test_swapped_axes_are_asked_about_and_not_mended(run: Run) -> None:
    _, out, _ = run("distance", "40.45, 35.02", "Raqqa")
    assert "Did you swap" in out and "40.45000, 35.02000" in out
    assert "Did you swap" not in run("distance", "35.02, 40.45", "Raqqa")[1]
    assert "Did you swap" not in run("distance", "-10, 120", "Raqqa")[1]


def printed(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHONIO")}
    command = [sys.executable, "-m", "geo_osint", *arguments]
    return subprocess.run(command, env={**kept, **environment}, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1256"])
def test_a_narrow_encoding_takes_arabic_all_the_same(encoding: str) -> None:
    done = printed(["find", "الحسكة"], PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Al-Hasakah" in done.stdout
    none = printed(["find", "كلمةغريبة"], PYTHONIOENCODING=encoding)
    assert none.returncode == 4 and b"no such place" in none.stderr
    data = printed(["find", "--json", "الحسكة"], PYTHONIOENCODING=encoding)
    assert b'"\\u0627\\u0644\\u062d' in data.stdout


def test_a_pipe_gets_utf_8_whatever_the_system_is_set_to() -> None:
    done = printed(["find", "Hasakah"], LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert done.returncode == 0 and "الحسكة" in done.stdout.decode()


def test_a_reader_that_stops_early_is_no_fault() -> None:
    command = [sys.executable, "-m", "geo_osint", "coverage"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout and started.stderr
        started.stdout.close()
        assert started.wait() == 0 and started.stderr.read() == b""


def test_a_pin_with_swapped_axes_is_refused_unless_it_is_meant_so(run: Run) -> None:
    run("read", "news.txt", "-o", "c")
    rest = ("--radius", "١ كم", "--by", "A. Editor", "--on", "2022-06-16")
    code, _, err = run("pin", "c", "Qamishli", "41.23, 37.05", *rest)
    assert code == 2 and "latitude comes first" in err and "41.23N, 37.05E" in err
    assert run("pin", "c", "Qamishli", "37.05, 41.23", *rest)[0] == 0
    assert '"radius_m": 1000' in Path("c/c.places.geojson").read_text("utf-8").replace(".0", "")
    assert run("pin", "c", "Qamishli", "41.23N, 37.05E", *rest)[0] == 0


@pytest.mark.parametrize("radius", ["300", "about 2 km", "0 m", "-5 km", "far"])
def test_a_radius_is_one_plain_length(run: Run, radius: str) -> None:
    run("read", "news.txt", "-o", "c")
    told = ("--radius", radius, "--by", "A", "--on", "2022-06-16")
    code, _, err = run("pin", "c", "Qamishli", "37.05, 41.23", *told)
    assert code == 2 and "300m or 2 km" in err


def test_coverage_names_the_file_to_start_a_gazetteer_of_ones_own_from(run: Run) -> None:
    _, out, _ = run("coverage")
    path = Path(
        next(line for line in out.splitlines() if line.startswith("File: ")).removeprefix("File: ")
    )
    own = Path("own.geojson")
    own.write_bytes(path.read_bytes())
    assert run("coverage", "--gazetteer", own)[0] == 0
