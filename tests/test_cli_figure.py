"""`geo-osint figure`: what it writes, and what it says where it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import geo_osint
from geo_osint import cli


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = 0
    try:
        cli.main([str(each) for each in arguments])
    except SystemExit as left:
        code = int(left.code or 0)
    return (code, *capsys.readouterr())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("cases")
    report = home / "report.txt"
    report.write_text("الميادين على بعد 14 كم من حقل العمر.", encoding="utf-8")
    geo_osint.run(report, folder=home / "trial", outputs=())
    return home / "trial"


def test_it_writes_every_file_that_is_asked_for(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    asked = ("-o", tmp_path / "a.svg", "-o", tmp_path / "b.pdf")
    code, out, _ = run(capsys, "figure", folder, *asked, "--finding", "s1", "--json")
    assert code == 0
    assert [Path(each).name for each in json.loads(out)["files"]] == ["a.svg", "b.pdf"]
    assert "قراءة آلية غير مراجعة" in (tmp_path / "a.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (("--finding", "s1", "--movement", "m1"), 2, "not both"),
        (("--finding", "s7"), 2, "it has s1"),
        (("--width", "1"), 2, "give 80 to 1200 mm"),
        (("-o", "c.gif"), 2, "give one of .png, .svg, .pdf"),
    ],
)
def test_what_it_cannot_do_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    tmp_path: Path,
    more: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    left, _, told = run(capsys, "figure", folder, "-o", tmp_path / "a.svg", *more)
    assert (left, told.count("\n")) == (code, 1)
    assert message in told
    assert not (tmp_path / "a.svg").exists()
