"""The page on safety says truly what each file holds."""

from __future__ import annotations

import getpass
import json
import re
import shutil
import socket
from pathlib import Path

import pytest

from geo_osint import cli
from geo_osint.output.offline import opened
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
        if path.is_file() and text.encode() in _contents(path)
    }


def _contents(path: Path) -> bytes:
    """Give what a file holds, with what the map has packed."""
    data = path.read_bytes()
    if path.name.endswith(".map.html"):
        (packed,) = re.findall(r'id="data">([^<]*)<', data.decode())
        data += json.dumps(opened(packed), ensure_ascii=False).encode()
    return data


def test_only_the_reports_folder_holds_the_whole_report(case: Path) -> None:
    assert holding(case, ALONE) == {"reports"}


def test_the_map_holds_the_whole_report_when_asked_for(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        _map(case, "--with-text")
        assert holding(case, ALONE) == {"reports", "map.html"}
        assert "passing it on is reprinting" in capsys.readouterr().err
    finally:
        _map(case)
    assert holding(case, ALONE) == {"reports"}


def test_tiles_are_told_of_where_they_are_asked_for(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = "https://tile.openstreetmap.org"
    try:
        _map(case, "--tiles", "osm", "--json")
        told = capsys.readouterr()
        assert server.removeprefix("https://") in told.err
        assert json.loads(told.out)["case"] == "raid"
        assert holding(case, server) == {"map.html"}
    finally:
        _map(case)
    assert holding(case, server) == set()


def _map(case: Path, *options: str) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["map", str(case), *options])
    assert left.value.code == 0


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
