"""The page on safety says truly what each file holds."""

from __future__ import annotations

import getpass
import shutil
import socket
from pathlib import Path

import pytest

from geo_osint import cli
from tests.documentation.pages import ROOT

ALONE = "This line belongs to no statement and to no movement at all."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a case of a report whose file name nobody should learn, with a decision and a pin."""
    home = tmp_path_factory.mktemp("the-analysts-own-folder")
    report = home / "leaked-draft-by-omar.txt"
    shutil.copy(ROOT / "examples" / "al-omar-2021" / "report.en.txt", report)
    report.write_text(report.read_text(encoding="utf-8") + f"\n{ALONE}\n", encoding="utf-8")
    folder = home / "raid"
    who = ("--by", "Desk Two", "--on", "2021-03-01")
    for command in (
        ("run", report, "-o", folder),
        ("decide", folder, "m1", "hold", *who),
        ("pin", folder, "geo:al-omar-field", "35.10, 40.57", "--radius", "300m", *who),
        ("export", folder),
        ("map", folder),
    ):
        with pytest.raises(SystemExit) as left:
            cli.main([str(each) for each in command])
        assert left.value.code == 0
    return folder


def holding(case: Path, text: str) -> set[str]:
    """Name the files of a case that hold a text, layers by their folder."""
    return {
        path.relative_to(case).parts[0].removeprefix("raid.")
        for path in case.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    }


def test_only_the_reports_folder_holds_the_whole_report(case: Path) -> None:
    assert holding(case, ALONE) == {"reports"}


def test_the_machine_and_the_report_s_own_file_name_stand_in_no_file(case: Path) -> None:
    for text in ("leaked-draft", "the-analysts-own-folder", str(case.parent)):
        assert holding(case, text) == set()
    for text in (f"/{getpass.getuser()}/", socket.gethostname()):
        assert len(text) < 5 or holding(case, text) == set()


def test_who_decided_stands_where_the_page_says(case: Path) -> None:
    assert {"map.html", "brief.html", "findings.md", "gpkg", "layers", "case.toml"} <= holding(
        case, "Desk Two"
    )


def test_quotes_stand_in_all_outputs(case: Path) -> None:
    quote = "which is 14 km from the largest base"
    outputs = {"map.html", "brief.html", "findings.json", "findings.md", "gpkg", "layers"}
    assert outputs <= holding(case, quote)
