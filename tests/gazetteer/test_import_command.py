"""`geo-osint gazetteer import` from the command line, and what was imported used by the other commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import geo_osint
from geo_osint import cli
from tests.gazetteer.test_importing import TOWN, row

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    village = row(77, "Al Bashmur", "35.4", "40.9")
    Path("SY.txt").write_text(f"{TOWN}\n{village}\nbad row\n", encoding="utf-8")
    Path("notes.txt").write_text("mine", encoding="utf-8")

    def run_(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(list(arguments))
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return run_


def test_an_import_says_what_it_came_to(run: Run) -> None:
    code, out, err = run("gazetteer", "import", "SY.txt", "-o", "sy.sqlite", "--rejects", "bad.txt")
    assert (code, err) == (0, "")
    assert "2 places" in out
    assert "refused: 1 rows" in out
    assert "has 1 columns, not 19" in out
    assert "CC BY 4.0" in out
    assert Path("bad.txt").read_text(encoding="utf-8").count("\n") == 1


def test_its_json_tells_the_same(run: Run) -> None:
    told = json.loads(run("gazetteer", "import", "SY.txt", "-o", "sy.sqlite", "--json")[1])
    assert (told["places"], told["refused"], told["read"][0]["format"]) == (2, 1, "geonames")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nowhere.txt", "-o", "x.sqlite"), 3, "no such file"),
        (("SY.txt", "-o", "SY.txt/x.sqlite"), 5, "folder is needed"),
        (("SY.txt", "-o", "x.sqlite", "--columns", "nom=X"), 2, "no such column of ours"),
        (("SY.txt", "-o", "x.sqlite", "--country", "Syria"), 2, "two letters"),
        (("SY.txt",), 2, "Missing option"),
        (("SY.txt", "-o", "./SY.txt"), 2, "read or written already"),
        (("SY.txt", "-o", "x.sqlite", "--rejects", "SY.txt"), 2, "read or written already"),
        (("SY.txt", "-o", "x.sqlite", "--rejects", "x.sqlite"), 2, "read or written already"),
        (("SY.txt", "-o", "."), 5, "is a folder; name the file"),
        (("SY.txt", "-o", "notes.txt"), 5, "no store and would be replaced"),
    ],
)
def test_what_goes_wrong_is_one_line(
    run: Run, arguments: tuple[str, ...], code: int, words: str
) -> None:
    left, out, err = run("gazetteer", "import", *arguments)
    assert (left, out) == (code, "")
    assert words in err
    assert "bad row" in Path("SY.txt").read_text(encoding="utf-8")
    assert Path("notes.txt").read_text(encoding="utf-8") == "mine"


def test_what_was_imported_is_found_and_says_where_it_is_from(run: Run) -> None:
    run("gazetteer", "import", "SY.txt", "-o", "sy.sqlite", "--name", "my import")
    told = json.loads(run("find", "Bashmur", "--gazetteer", "sy.sqlite", "--json")[1])
    assert told["places"][0]["id"] == "geonames:77"
    assert told["places"][0]["gazetteer"] == "my import"
    assert "from: my import" in run("find", "Bashmur", "--gazetteer", "sy.sqlite")[1]
    assert geo_osint.find("Bashmur", gazetteer="sy.sqlite")[0].gazetteer == "my import"
    assert json.loads(run("coverage", "--gazetteer", "sy.sqlite", "--json")[1])["stores"] == {
        "my import": 2
    }
    assert "geonames:77" not in run("find", "Bashmur")[1]


def test_a_distance_is_measured_to_an_imported_place(run: Run) -> None:
    run("gazetteer", "import", "SY.txt", "-o", "sy.sqlite")
    code, out, _ = run("distance", "al-Mayadin", "Bashmur", "--gazetteer", "sy.sqlite")
    assert code == 0
    assert "58." in out


def test_a_report_is_read_with_imported_names_and_the_case_stands_alone(run: Run) -> None:
    run("gazetteer", "import", "SY.txt", "-o", "sy.sqlite", "--name", "my import")
    text = "The village of al-Bashmur is 58 km from Al-Mayadin. Bashmur said no."
    Path("report.txt").write_text(text, encoding="utf-8")
    assert run("run", "report.txt", "-o", "c", "--gazetteer", "sy.sqlite")[0] == 0
    places = json.loads(Path("c/c.places.geojson").read_text(encoding="utf-8"))
    assert "geonames:77" in [each["id"] for each in places["features"]]
    assert "GeoNames" in places["attribution"]
    assert 'name = "my import"' in Path("c/c.case.toml").read_text(encoding="utf-8")
    Path("sy.sqlite").unlink()
    assert run("check", "c")[0] == 0


def test_a_refresh_takes_imported_places_as_they_are_now(run: Run) -> None:
    run("gazetteer", "import", "SY.txt", "-o", "sy.sqlite")
    text = "The village of al-Bashmur is 58 km from Al-Mayadin."
    Path("report.txt").write_text(text, encoding="utf-8")
    run("run", "report.txt", "-o", "c", "--gazetteer", "sy.sqlite")
    moved = row(77, "Al Bashmur", "36.9", "40.9")
    Path("SY.txt").write_text(moved, encoding="utf-8")
    run("gazetteer", "import", "SY.txt", "-o", "sy.sqlite")
    code, out, _ = run("check", "c", "--refresh", "--gazetteer", "sy.sqlite")
    assert code == 0
    assert "s1:" in out.split("Changed by the refresh")[1]
