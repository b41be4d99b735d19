"""The commands as an analyst types them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from geo_osint import cli, pipeline

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in an empty folder; give its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> tuple[int, str, str]:
        code = 0
        try:
            cli.main([str(each) for each in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


EXPECTED = (
    "{n}.case.toml {n}.places.geojson {n}.reports/r1.txt {n}.findings.json {n}.findings.md "
    "{n}.brief.html {n}.map.html {n}.gpkg {n}.qgz"
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_run_writes_the_whole_case_folder(run: Run, examples: Path, language: str) -> None:
    code, out, err = run("run", examples / f"report.{language}.txt", "-o", "out/al-omar")
    assert (code, err) == (0, "")
    folder = Path("out/al-omar")
    for name in EXPECTED.format(n="al-omar").split():
        assert (folder / name).stat().st_size > 100
        assert name in out
    assert len(list((folder / "al-omar.layers").glob("*.geojson"))) == 9
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []


def test_the_table_of_findings_says_what_an_editor_needs(run: Run, examples: Path) -> None:
    _, out, _ = run("run", examples / "report.en.txt", "-o", "out/x")
    assert "14.5–15.2 or 18.3–19.0 km" in out
    assert "13.5–14.5 km" in out
    assert "not settled" in out
    assert "cannot check" in out
    assert "3 m outside" in out


def test_review_changes_what_is_checked_and_is_never_written_over(run: Run, examples: Path) -> None:
    run("read", examples / "report.en.txt", "-o", "c")
    assert not Path("c/c.findings.json").exists()
    path = Path("c/c.case.toml")
    text = path.read_text(encoding="utf-8")
    start = text.index('kind = "distance"')
    corrected = text[:start] + text[start:].replace('status = "read"', 'status = "rejected"', 1)
    if corrected == text:  # the default is left out of the file
        corrected = text[:start] + 'status = "rejected"\n' + text[start:]
    path.write_text(corrected, encoding="utf-8")
    code, out, _ = run("check", "c")
    assert code == 0 and "14.5–15.2" not in out
    code, _, err = run("run", examples / "report.en.txt", "-o", "c")
    assert code == 3 and "corrections" in err
    assert path.read_text(encoding="utf-8") == corrected
    assert run("map", "c")[0] == run("export", "c", "--to", "gpkg")[0] == 0
    assert Path("c/c.map.html").exists() and Path("c/c.gpkg").exists()


def test_an_untouched_case_is_replaced_and_a_touched_one_is_not(run: Run, examples: Path) -> None:
    for _ in range(2):
        assert run("run", examples / "report.ar.txt", "-o", "c")[0] == 0
    path = Path("c/c.case.toml")
    path.write_text("# mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("run", examples / "report.ar.txt", "-o", "c")[0] == 3
    assert path.read_text(encoding="utf-8").startswith("# mine")


def test_what_was_not_understood_is_told(run: Run, examples: Path) -> None:
    _, out, _ = run("run", examples / "report.en.txt", "-o", "c")
    assert "not read, look yourself" in out and "missiles that came from Iraq" in out
    for name in ("c/c.findings.md", "c/c.brief.html", "c/c.case.toml"):
        assert "missiles that came from Iraq" in Path(name).read_text(encoding="utf-8")


def test_two_reports_of_one_event_are_linked_not_counted_twice(run: Run, examples: Path) -> None:
    code, out, _ = run(
        "run", examples / "report.ar.txt", examples / "report.en.txt", "-o", "two", "--json"
    )
    assert code == 0
    found = json.loads(out)
    assert found["format"] == "geo-osint findings 1"
    text = Path("two/two.case.toml").read_text(encoding="utf-8")
    for movement in ("m1", "m2", "m3"):
        assert text.count(f'same_as = "{movement}"') == 1


def test_the_same_input_gives_the_same_bytes(run: Run, examples: Path) -> None:
    run("run", examples / "report.ar.txt", "-o", "one/case")
    run("run", examples / "report.ar.txt", "-o", "two/case")
    names = sorted(p.relative_to("one") for p in Path("one").rglob("*") if p.is_file())
    assert len(names) > 15
    for name in names:
        assert (Path("one") / name).read_bytes() == (Path("two") / name).read_bytes(), name


def test_check_refresh_says_what_changed(run: Run, examples: Path) -> None:
    run("run", examples / "report.en.txt", "-o", "c")
    source = Path(cli.__file__).parents[1] / "data" / "gazetteer.geojson"
    gazetteer = json.loads(source.read_text(encoding="utf-8"))
    field = next(each for each in gazetteer["features"] if each["id"] == "geo:al-omar-field")
    kept = field["properties"]["positions"][:1]
    field["properties"]["positions"] = kept
    field["geometry"] = {"type": "Point", "coordinates": [kept[0]["lon"], kept[0]["lat"]]}
    Path("new.geojson").write_text(json.dumps(gazetteer, ensure_ascii=False), encoding="utf-8")
    code, out, _ = run("check", "c", "--refresh", "--gazetteer", "new.geojson", "--only")
    assert code == 0
    assert "not settled" in out.split("Changed by the refresh")[1]
    assert run("check", "c", "--refresh", "--gazetteer", "new.geojson", "--only")[1].endswith(
        "nothing\n"
    )


@pytest.mark.parametrize("name", ["الميادين", "Al-Mayadin", "mayadeen", "ميادين"])
def test_find_knows_a_place_in_either_script(run: Run, name: str) -> None:
    code, out, _ = run("find", name, "--json")
    assert code == 0
    assert json.loads(out)["places"][0]["id"] == "geo:al-mayadin"


def test_find_names_the_namesake(run: Run) -> None:
    out = run("find", "معبر الوليد", "--json")[1]
    ids = [each["id"] for each in json.loads(out)["places"][:2]]
    assert set(ids) == {"geo:al-walid-kurdistan-crossing", "geo:al-walid-tanf-crossing"}


def test_distance_between_names_coordinates_and_a_stated_figure(run: Run) -> None:
    code, out, _ = run("distance", "الميادين", "حقل العمر", "--stated", "١٤ كم", "--json")
    assert code == 0
    found = json.loads(out)
    assert [[round(end) for end in way["distance"]] for way in found["ways"]] == [
        [14503, 15153],
        [18316, 19015],
    ]
    assert found["finding"]["verdict"] == "not_settled"
    code, out, _ = run("distance", "35.104, 40.576", "35.15167, 40.57583")
    assert code == 0 and "5.3 km" in out and "GeographicLib" in out


def test_a_rule_of_rounding_is_taken_where_one_is_given(run: Run, tmp_path: Path) -> None:
    """14 km stand for 13.5 to 14.5 by the rule of 2020, and for 13 to 15 by that of 2004."""
    stated = ("distance", "الميادين", "حقل العمر", "--stated", "14 km")
    for rule, printed in ((), "13.5–14.5"), (("--rounding", "2004"), "13.0–15.0"):
        _, out, _ = run(*stated, *rule)
        assert f"as printed {printed} km" in out
    (tmp_path / "r.txt").write_text("Al-Mayadin is 14 km from al-Omar field.\n", encoding="utf-8")
    code, _, _ = run("run", "r.txt", "-o", "c", "--rounding", "2004")
    found = json.loads((tmp_path / "c" / "c.findings.json").read_text(encoding="utf-8"))
    assert code == 0
    assert (found["rounding"], found["findings"][0]["as_printed"]) == ("2004", [[13000, 15000]])
    code, _, _ = run("check", "c", "--rounding", "2020")
    found = json.loads((tmp_path / "c" / "c.findings.json").read_text(encoding="utf-8"))
    assert (found["rounding"], found["findings"][0]["as_printed"]) == ("2020", [[13500, 14500]])
    code, _, err = run("check", "c", "--rounding", "1999")
    assert code == 2 and "1999" in err


def commands_of(command: click.Command) -> list[click.Command]:
    """Give the commands of a group, or the one command."""
    if not isinstance(command, click.Group):
        return [command]
    context = click.Context(command)
    found = [command.get_command(context, name) for name in command.list_commands(context)]
    return [each for each in found if each]


@pytest.mark.parametrize("name", [*cli.COMMANDS, ""])
def test_every_command_has_help_that_names_its_options_in_words(run: Run, name: str) -> None:
    code, out, _ = run(*filter(None, [name]), "--help")
    assert code == 0 and "Usage: geo-osint" in out
    if name:
        command = cli.cli.get_command(click.Context(cli.cli), name)
        assert command and command.help
        for each in commands_of(command):
            options = [option for option in each.params if isinstance(option, click.Option)]
            assert each.help and all(option.help for option in options), each.name
            assert any(option.name == "as_json" for option in options), each.name


def test_python_m_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geo_osint", "--version"], capture_output=True, text=True
    )
    assert done.returncode == 0 and "geo-osint" in done.stdout


def test_find_does_not_wait_for_maps_and_geometry() -> None:
    script = (
        "import sys; from geo_osint.cli import main\n"
        "try: main(['find', 'Mayadin'])\n"
        "except SystemExit: pass\n"
        "heavy = {'geopandas','pandas','folium','pyproj','shapely','numpy','jsonschema','tomlkit'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"


def test_a_fault_of_ours_is_one_line_and_code_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("boom\nsecond line")

    monkeypatch.setattr("geo_osint.gazetteer.stack.load", broken)
    code, _, err = run("find", "x")
    assert code == 1 and err.count("\n") == 1 and "boom" in err and "Traceback" not in err


def test_interruption_is_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geo_osint.gazetteer.stack.load", stop)
    assert run("find", "x")[0] == 130


def test_export_writes_every_format_by_its_ending(run: Run, examples: Path, tmp_path: Path) -> None:
    assert run("run", examples / "report.ar.txt", "-o", "raid")[0] == 0
    code, out, _ = run("export", "raid", "-o", "raid.kml", "-o", "sheets/raid.csv", "--json")
    assert code == 0
    files = json.loads(out)["files"]
    assert files[0] == "raid.kml"
    assert "sheets/raid.places.csv" in files
    assert sorted(files) == sorted(
        each.relative_to(tmp_path).as_posix()
        for pattern in ("raid.kml", "sheets/*")
        for each in tmp_path.glob(pattern)
    )
    code, out, _ = run("export", "raid", "--all", "every")
    assert code == 0
    assert {each.suffix for each in (tmp_path / "every").iterdir()} == {*pipeline.FORMATS, ".qml"}


@pytest.mark.parametrize("name", ["raid.shp", "raid", ".kml"])
def test_export_refuses_an_ending_it_does_not_know(
    run: Run, examples: Path, tmp_path: Path, name: str
) -> None:
    assert run("run", examples / "report.ar.txt", "-o", "raid")[0] == 0
    code, _, err = run("export", "raid", "-o", "good.kml", "-o", name)
    assert code == 2
    assert "no format is known by this ending" in err
    assert not (tmp_path / "good.kml").exists()
