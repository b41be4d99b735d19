"""What an analyst calls from a notebook."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

import geo_osint
from geo_osint import cli

OMAR = ("الميادين", "حقل العمر")


def test_a_name_is_found_in_either_script_with_its_namesake() -> None:
    for name in ("معبر الوليد", "Al-Waleed crossing"):
        found = geo_osint.find(name)
        assert found[0].place.id == "geo:al-walid-kurdistan-crossing"
        assert "geo:al-walid-tanf-crossing" in [each.place.id for each in found]
        assert found[0].reasons


def test_found_places_bring_the_sources_of_their_positions() -> None:
    place, sources = geo_osint.find("الميادين")[0].place, geo_osint.find("الميادين")[0].sources
    assert {each.key for each in sources} == {each.source for each in place.positions}


def test_a_distance_is_a_union_of_ways() -> None:
    measured = geo_osint.distance(*OMAR)
    assert len(measured.possible.parts) == len(measured.ways) == 2
    assert measured.finding is None


@pytest.mark.parametrize(
    "name",
    ["al-Waleed crossing", "Al-Walid border crossing", "Al Waleed border crossing", "Al-Walid"],
)
def test_however_it_is_spelt_both_namesakes_are_measured(name: str) -> None:
    ways = geo_osint.distance(name, "Qamishli").ways
    crossings = {"geo:al-walid-kurdistan-crossing", "geo:al-walid-tanf-crossing"}
    assert crossings <= {way.subject.place for way in ways}


def test_a_stated_distance_is_judged() -> None:
    for stated in ("14 km", "نحو ١٤ كم"):
        assert geo_osint.distance(*OMAR, stated=stated).finding.verdict == "not_settled"
    assert geo_osint.distance(*OMAR, stated="1 km").finding.verdict == "does_not_fit"


@pytest.mark.parametrize("stated", ["at least 12 km", "ما لا يقل عن ١٢ كم", "أكثر من 12 km"])
def test_words_around_a_stated_figure_count(stated: str) -> None:
    assert geo_osint.distance(*OMAR, stated=stated).finding.verdict == "fits"


def test_coordinates_are_taken_where_names_are() -> None:
    measured = geo_osint.distance("35.0198, 40.4515", "35.104, 40.576")
    assert [round(part.lo, -2) for part in measured.possible] == [14700]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: geo_osint.distance("Atlantis", "Raqqa"), "NothingFoundError", "not in the gaz"),
        (
            lambda: geo_osint.distance("Raqqa", "قاعدة قسرك"),
            "NothingFoundError",
            "no source locates",
        ),
        (lambda: geo_osint.distance(*OMAR, stated="soon"), "InputError", "not a distance"),
        (lambda: geo_osint.read("no-such.txt"), "InputError", "no such file"),
        (lambda: geo_osint.load_case("no-such"), "InputError", "no case"),
        (lambda: geo_osint.find("Raqqa", gazetteer="no-such"), "InputError", "no such file"),
    ],
)
def test_faults_are_ours_and_say_what_to_do(call, error: str, words: str) -> None:
    with pytest.raises(getattr(geo_osint, error), match=words):
        call()


def test_a_report_is_read_checked_and_laid_out_without_a_file(examples: Path) -> None:
    case = geo_osint.read(examples / "report.ar.txt")
    [finding] = [each for each in geo_osint.check(case) if each.verdict == "not_settled"]
    assert [round(part.lo, -2) for part in finding.possible] == [14500, 18300]
    assert len(geo_osint.tables(case)["movements"]) == 3
    assert "<script" in geo_osint.to_map(case).render()


def test_what_you_know_of_a_report_goes_before_its_header(examples: Path) -> None:
    told = geo_osint.Header(published=date(2020, 1, 5))
    [first, *_] = geo_osint.read(examples / "report.ar.txt", told=told).movements
    assert first.date.start.year < 2021


def test_a_run_is_found_again_by_its_folder(examples: Path, tmp_path: Path) -> None:
    made = geo_osint.run(examples / "report.en.txt", folder=tmp_path / "raid", outputs=())
    loaded = geo_osint.load_case(tmp_path / "raid")
    assert loaded.sha256 == made.case.sha256
    assert geo_osint.check(loaded) == made.findings


def test_outputs_are_written_where_you_say(examples: Path, tmp_path: Path) -> None:
    case = geo_osint.read(examples / "report.en.txt", name="raid")
    written = geo_osint.export(case, tmp_path / "for-a-colleague", to=("gpkg",))
    assert {path.name for path in tmp_path.glob("for-a-colleague/*.gpkg")} == {"raid.gpkg"}
    assert all(path.is_file() for path in written)
    with pytest.raises(geo_osint.UsageError, match="choose from"):
        geo_osint.export(case, tmp_path, to=("shapefile",))


def test_a_case_cannot_be_named_like_a_path(examples: Path, tmp_path: Path) -> None:
    with pytest.raises(geo_osint.UsageError, match="not a case name"):
        geo_osint.run(examples / "report.en.txt", folder=tmp_path, name="../x")


def test_the_command_line_prints_what_the_function_gives(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["distance", *OMAR, "--stated", "14 km"])
    assert left.value.code == 0
    assert "not settled" in capsys.readouterr().out


def test_editors_see_the_same_names_as_programs() -> None:
    """mypy, which runs nothing, knows each public name, from the same place."""
    tree = ast.parse(Path(geo_osint.__file__).read_text(encoding="utf-8"))
    imported = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geo_osint.")
        for alias in node.names
    }
    assert imported == {name: f"geo_osint.{home}" for name, home in geo_osint._HOMES.items()}
    assert sorted(imported) == geo_osint.__all__
    assert Path(geo_osint.__file__).with_name("py.typed").is_file()
