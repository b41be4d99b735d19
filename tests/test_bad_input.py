"""Bad input: one clear line, the right exit code, nothing half-written, the old output intact."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geo_osint import cli
from tests.conftest import listening

GOOD = "A convoy of 45 vehicles went to the city of Qamishli on 23 February 2021.\n"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def fails(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Run a command that must fail with a code, one line, and no change to any file."""
    monkeypatch.chdir(tmp_path)

    def call(code: int, *arguments: object) -> str:
        before = snapshot(tmp_path)
        with pytest.raises(SystemExit) as left:
            cli.main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        assert left.value.code == code, err or out
        assert out == ""
        assert err.count("\n") == 1 or "Usage:" in err, err
        assert "Traceback" not in err
        assert snapshot(tmp_path) == before
        return err

    return call


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
        ("القامشلي".encode("cp1256"), "Windows-1256"),
        (b"x" * (100 * 1024**2), "larger than"),
        (b"---\ntitel: x\n---\n" + GOOD.encode(), "title"),
        (b"---\npublished: 2021-02-31\n---\n" + GOOD.encode(), "2021-02-31"),
        (b"---\ntitle: x\n" + GOOD.encode(), "---"),
        (b"---\ntitle: x\n---\n", "no text"),
    ],
    ids=["empty", "binary", "encoding", "100MB", "typo", "date", "unclosed", "no-body"],
)
def test_an_unusable_report(fails: Callable[..., str], data: bytes, words: str) -> None:
    Path("report.txt").write_bytes(data)
    err = fails(3, "run", "report.txt", "-o", "out")
    assert words in err and "report.txt" in err
    assert not Path("out").exists()


def test_a_report_that_names_no_place(fails: Callable[..., str]) -> None:
    Path("report.txt").write_text("The weather was fine, and nothing happened.\n", encoding="utf-8")
    assert "names no place" in fails(4, "run", "report.txt", "-o", "out")


def test_a_missing_report_among_good_ones(fails: Callable[..., str]) -> None:
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    assert "b.txt" in fails(3, "run", "a.txt", "b.txt", "-o", "out")


def test_a_new_line_in_a_file_name_stays_on_one_line(fails: Callable[..., str]) -> None:
    fails(3, "run", "no\nsuch\nfile", "-o", "out")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"type": "FeatureCollection"}', "null", '{"a": NaN}']
)
def test_a_corrupt_gazetteer(fails: Callable[..., str], text: str) -> None:
    Path("report.txt").write_text(GOOD, encoding="utf-8")
    Path("g.geojson").write_text(text, encoding="utf-8")
    assert "g.geojson" in fails(3, "run", "report.txt", "-o", "out", "--gazetteer", "g.geojson")
    assert "g.geojson" in fails(3, "find", "x", "--gazetteer", "g.geojson")


def test_a_missing_gazetteer(fails: Callable[..., str]) -> None:
    assert "nowhere.geojson" in fails(3, "find", "x", "--gazetteer", "nowhere.geojson")


@pytest.fixture
def case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A good case of one movement, made anew for each test."""
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(GOOD, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        cli.main(["run", "report.txt", "-o", "c"])
    capsys.readouterr()
    assert left.value.code == 0
    return Path("c/c.case.toml")


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("words =", "wrods =", "did you mean 'words'"),
        ("2021-02-23", "2021-02-30", "TOML"),
        ('format = "geo-osint case 1"', 'format = "geo-osint case 9"', "geo-osint case 9"),
        ('name = "c"', 'name = "d"', "named"),
        ('id = "m1"', 'id = "r1"', "stands 2 times"),
        ("value_lo = 45", "value_lo = nan", "not a number"),
        ("sha256 =", "sha526 =", "did you mean 'sha256'"),
        ('report = "r1"', 'report = "r7"', "r7"),
        ("geo:qamishli", "geo:nowhere", "geo:nowhere"),
    ],
)
def test_a_case_with_a_slip(
    fails: Callable[..., str], case: Path, old: str, new: str, words: str
) -> None:
    changed(case, old, new)
    for command in ("check", "map", "export"):
        assert words in fails(3, command, "c")


def test_an_impossible_place_in_a_case(fails: Callable[..., str], case: Path) -> None:
    places = case.with_name("c.places.geojson")
    good = places.read_text(encoding="utf-8")
    data = json.loads(good)
    town = next(each for each in data["features"] if each["properties"].get("positions"))
    town["properties"]["positions"][0]["lon"] = 400
    places.write_text(json.dumps(data), encoding="utf-8")
    assert "400" in fails(3, "check", "c")
    town["properties"]["positions"][0]["lon"] = float("nan")
    places.write_text(json.dumps(data), encoding="utf-8")
    assert "NaN" in fails(3, "check", "c")
    data = json.loads(good)
    data["features"].append(town := data["features"][0])
    places.write_text(json.dumps(data), encoding="utf-8")
    assert town["id"] in fails(3, "check", "c")


def test_a_report_changed_behind_the_cases_back(fails: Callable[..., str], case: Path) -> None:
    changed(case.parent / "c.reports" / "r1.txt", "45", "54")
    assert "sha256 differs" in fails(3, "check", "c")


def test_a_case_that_points_out_of_its_folder(fails: Callable[..., str], case: Path) -> None:
    changed(case, "c.reports/r1.txt", "../report.txt")
    assert "outside" in fails(3, "check", "c")


def test_no_case_or_several(fails: Callable[..., str], case: Path) -> None:
    Path("empty").mkdir()
    assert "holds no case" in fails(3, "check", "empty")
    shutil.copy(case, case.with_name("d.case.toml"))
    assert "holds 2 cases" in fails(3, "check", "c")


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "x", "--name", "../up"],
        ["frobnicate"],
        ["export", "c", "--to", "dxf"],
        ["run", "x", "--published", "yesterday"],
    ],
)
def test_a_command_put_together_wrongly(fails: Callable[..., str], arguments: list[str]) -> None:
    fails(2, *arguments)


@pytest.mark.parametrize(("name", "words"), [("zzzzqqqq", "no such place")])
def test_nothing_found(fails: Callable[..., str], name: str, words: str) -> None:
    assert words in fails(4, "find", name)
    assert "gazetteer" in fails(4, "distance", name, "Qamishli")


@pytest.mark.parametrize("text", ["400, 35", "nan, 1", "1e300, 5", "35.1, 40.5, 3"])
def test_coordinates_that_cannot_be(fails: Callable[..., str], text: str) -> None:
    fails(3, "distance", text, "Qamishli")


def test_a_stated_figure_that_is_none(fails: Callable[..., str]) -> None:
    assert "not a distance" in fails(3, "distance", "Qamishli", "Raqqa", "--stated", "far away")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, which needs the rights to mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], capture_output=True
    ).returncode:
        pytest.skip("needs the rights to mount a small disk (root)")
    yield folder
    subprocess.run(["mount", "-o", "remount,rw", str(folder)], capture_output=True)
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("trouble", ["full", "read-only"])
def test_a_disk_in_trouble_keeps_the_old_case(
    fails: Callable[..., str], case: Path, disk: Path, trouble: str
) -> None:
    shutil.copytree(case.parent, disk / "c")
    if trouble == "full":
        free = shutil.disk_usage(disk).free
        (disk / "filler").write_bytes(b"x" * (free - 150_000))
    else:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert trouble in fails(5, "run", "report.txt", "-o", disk / "c").replace("disk is ", "")
    assert trouble in fails(5, "export", disk / "c").replace("disk is ", "")


def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path, examples: Path) -> None:
    """Interrupt at several moments: the folder holds a whole case or none."""
    for number, wait in enumerate((0.3, 0.8, 1.2, 1.6)):
        folder = tmp_path / f"c{number}"
        with subprocess.Popen(
            [
                sys.executable,
                "-m",
                "geo_osint",
                "run",
                str(examples / "report.ar.txt"),
                "-o",
                str(folder),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=listening,
        ) as process:
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        assert "Traceback" not in err or process.returncode in (-2, 130)
        files = list(folder.rglob("*")) if folder.exists() else []
        assert not files or (folder / f"c{number}.gpkg").exists()
        assert not any(each.name.startswith(".geo-osint") for each in files)
