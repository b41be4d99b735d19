"""Reading a case's reports anew from the command line: shown first, stored when asked to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo_osint import case as cases
from geo_osint.cli import _exit_code, cli

TEXT = (
    "Al-Mayadin is 14 km from al-Omar field. On 23 February 2021, 20 lorries and 5 tanks entered "
    "Qamishli from Ain Diwar.\n"
)
MORE = "On 18 February 2021, 60 lorries went from Ain Diwar to Qamishli.\n"


def asked(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return {str(each.relative_to(folder)): each.read_bytes() for each in files}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case of `TEXT`, of which a person has corrected one statement and noted something."""
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "more.txt").write_text(MORE, encoding="utf-8")
    assert asked("read", tmp_path / "report.txt", "-o", tmp_path / "raid").exit_code == 0
    path = tmp_path / "raid" / "raid.case.toml"
    text = path.read_text(encoding="utf-8")
    mended = text.replace(
        'kind = "distance"', 'kind = "distance"\nrelation = "east"  # see map\nnote = "mine"', 1
    )
    path.write_text(mended.replace('status = "read"', 'status = "corrected"', 1), encoding="utf-8")
    return tmp_path / "raid"


def test_nothing_is_written_without_being_asked(folder: Path) -> None:
    before = bytes_of(folder)
    found = asked("reread", folder, folder.parent / "more.txt")
    assert found.exit_code == 0, found.output
    assert "r2: one more report" in found.output
    assert "m2: new, movement" in found.output
    assert "Nothing was written" in found.output
    assert "--write" in found.output
    assert bytes_of(folder) == before


def test_what_a_person_wrote_stays_and_can_be_had_back(folder: Path) -> None:
    path = folder / "raid.case.toml"
    before = path.read_bytes()
    found = asked("reread", folder, folder.parent / "more.txt", "--write")
    assert found.exit_code == 0, found.output
    text = path.read_text(encoding="utf-8")
    assert 'relation = "east"  # see map\nnote = "mine"' in text
    case = cases.load(folder)
    assert [each.id for each in case.reports] == ["r1", "r2"]
    assert [each.id for each in case.movements] == ["m1", "m2"]
    assert (folder / "raid.case.toml.before").read_bytes() == before
    (folder / "raid.case.toml.before").replace(path)
    assert [each.id for each in cases.load(folder).reports] == ["r1"]


def test_a_second_time_there_is_nothing_to_do(folder: Path) -> None:
    more = folder.parent / "more.txt"
    assert asked("reread", folder, more, "--write").exit_code == 0
    before = bytes_of(folder)
    found = asked("reread", folder, more, "--write")
    assert "Nothing was written: the case says so already." in found.output
    assert bytes_of(folder) == before


def test_a_date_told_later_is_read_with(folder: Path) -> None:
    report = folder.parent / "report.txt"
    assert asked("reread", folder, report, "--published", "2021-02-24", "--write").exit_code == 0
    assert str(cases.load(folder).reports[0].header.published) == "2021-02-24"


@pytest.mark.parametrize(
    ("text", "options", "code", "words"),
    [
        (TEXT.replace("14", "16"), (), 3, "is r1 of the case with other words"),
        (None, ("--published", "2021-02-24"), 2, "give its file after the case"),
        (None, ("-",), 2, "save the text into one first"),
    ],
    ids=["changed", "told of none", "stream"],
)
def test_what_cannot_be_read_anew_is_refused_in_one_line(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    text: str | None,
    options: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    before = bytes_of(folder)
    arguments = ["reread", str(folder), *options, "--write"]
    if text:
        changed = folder.parent / "changed.txt"
        changed.write_text(text, encoding="utf-8")
        arguments.append(str(changed))
    assert _exit_code(arguments) == code
    said = capsys.readouterr().err
    assert words in said
    assert len(said.strip().splitlines()) == 1
    assert bytes_of(folder) == before


def test_a_report_changed_in_the_case_is_refused(folder: Path) -> None:
    copy = folder / "raid.reports" / "r1.txt"
    copy.write_text(TEXT.replace("14", "16"), encoding="utf-8")
    assert asked("reread", folder).exception


@pytest.mark.parametrize("command", ["read", "run"])
def test_reading_and_running_never_replace_a_persons_work(folder: Path, command: str) -> None:
    before = bytes_of(folder)
    found = asked(command, folder.parent / "report.txt", "-o", folder)
    assert "`geo-osint reread`" in str(found.exception)
    assert bytes_of(folder) == before


def test_json_tells_what_became_of_readings(folder: Path) -> None:
    found = json.loads(asked("reread", folder, folder.parent / "more.txt", "--json").output)
    assert (found["reports"], found["files"]) == (["r2"], [])
    assert ["m2", "added"] in [[each["id"], each["what"]] for each in found["outcomes"]]
