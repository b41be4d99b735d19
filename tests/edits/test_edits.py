"""Edits are told one by one, taken only with the yes they need, and leave no difference once they are in."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Point

from geo_osint import case as cases
from geo_osint import gazetteer as gazetteers
from geo_osint import pipeline
from geo_osint.cli import cli
from geo_osint.edits import Answer, into_case, into_gazetteer, of_gazetteer
from geo_osint.edits.apply_gazetteer import fitting_gazetteer
from geo_osint.edits.difference import FOLLOWS, compare
from geo_osint.edits.same import same
from geo_osint.errors import InputError, OutputError, UsageError
from geo_osint.files.layers import LayerFile, read_layers
from geo_osint.files.layers.geojson import read_geojson
from geo_osint.files.layers.table import read_table
from geo_osint.layers import tables
from geo_osint.output import geojson
from geo_osint.output.exchange.sheets import to_csv
from geo_osint.styles import table_styles
from tests.edits.conftest import also, changed, differences, without

MAYADIN, OMAR, WALID = "geo:al-mayadin", "geo:al-omar-field", "geo:al-walid-kurdistan-crossing"
ANSWER = Answer("A. Editor", date(2021, 3, 1), "home.gpkg", "ab" * 32, 300.0)


def told(found):
    return [(e.table, e.id, e.what, e.column, e.needs, e.refused) for e in found.edits]


def test_an_untouched_package_has_no_edit(package, result):
    found = differences(package, result)
    assert found.edits == ()
    assert found.three_way


@pytest.mark.parametrize("ending", [".geojson", ".csv", ".kml", ".kmz", ".gpkg"])
def test_every_format_comes_back_without_an_edit(result, tmp_path, ending):
    made = pipeline.export(result.case, [tmp_path / f"al-omar{ending}"])
    names = [
        f"al-omar.{table}{ending}" for table, style in table_styles().items() if style.editable
    ]
    files = [path for path in made.written if path.name in (*names, f"al-omar{ending}")]
    assert files
    for path in files:
        assert differences(read_layers(path), result).edits == (), path.name


def test_each_edit_is_told_as_what_it_is(package, result):
    home = changed(package, "places", MAYADIN, geometry=Point(40.46, 35.02), name_en="Mayadin")
    home = changed(home, "places", OMAR, geometry=Point(35.15167, 40.57583))
    home = without(home, "places", WALID)
    home = also(home, "places", Point(40.5, 35.05), name_ar="قرية")
    home = also(home, "places", Point(40.5, 35.05))
    home = changed(home, "statements", "s1", note="seen", verdict="fits", status="perhaps")
    assert told(differences(home, result)) == [
        ("places", MAYADIN, "moved", "geometry", (), ""),
        ("places", MAYADIN, "set", "name_en", (), ""),
        ("places", OMAR, "moved", "geometry", ("far", "swapped"), ""),
        ("places", WALID, "deleted", "", ("deleted",), "readings name it; reject them instead (`geo-osint review`)"),
        ("places", "", "added", "", ("inserted",), ""),
        ("places", "", "added", "", ("inserted",), "has no name in `name_en` or `name_ar`"),
        ("statements", "s1", "set", "verdict", (), "follows from other things"),
        ("statements", "s1", "set", "status", (), "'perhaps' is none of read, accepted, corrected, rejected"),
        ("statements", "s1", "set", "note", (), ""),
    ]  # fmt: skip


def test_a_move_is_measured_in_metres(package, result):
    home = changed(package, "places", MAYADIN, geometry=Point(40.45154, 35.02982))
    (edit,) = differences(home, result).edits
    assert edit.moved_m == pytest.approx(1109.4, abs=1)
    assert edit.now == (40.45154, 35.02982)


def test_what_changed_here_meanwhile_is_no_edit_and_a_conflict_where_both_changed(package, result):
    here = into_case(
        result.case,
        differences(changed(package, "places", MAYADIN, name_en="Mayadeen"), result).edits,
        ANSWER,
    ).result
    now = pipeline.follow(here)
    assert differences(package, now).edits == ()
    (edit,) = differences(changed(package, "places", MAYADIN, name_en="Mayadin"), now).edits
    assert (edit.was, edit.now, edit.ours, edit.needs) == (
        "Al-Mayadin",
        "Mayadin",
        "Mayadeen",
        ("conflict",),
    )
    agreed = changed(package, "places", MAYADIN, name_en="Mayadeen")
    assert differences(agreed, now).edits == ()


def test_a_file_without_its_base_is_compared_with_what_stands_here_and_says_so(package, result):
    home = replace(changed(package, "places", MAYADIN, name_en="Mayadin"), base={}, base_of="")
    found = differences(home, result)
    assert [e.column for e in found.edits] == ["name_en"]
    assert not found.three_way
    assert any("does not hold what was exported" in line for line in found.told)
    assert differences(home, result, package).three_way


def test_rows_missing_from_a_file_without_base_are_counted_not_deleted(package, result):
    found = differences(replace(without(package, "places", MAYADIN), base={}), result)
    assert found.edits == ()
    assert any("1 of the rows here are not in the file" in line for line in found.told)


def test_a_pasted_copy_is_new_and_a_blanked_id_is_found_by_its_number(package, result):
    copy = also(package, "places", Point(40.5, 35.1), id=MAYADIN, name_en="Copy")
    assert told(differences(copy, result)) == [("places", "", "added", "", ("inserted",), "")]
    blank = changed(package, "places", MAYADIN, id=None)
    assert told(differences(blank, result)) == [
        ("places", MAYADIN, "set", "id", (), "ids never change")
    ]


def test_a_file_of_another_case_or_without_a_table_is_refused(package, result):
    with pytest.raises(InputError, match="exported from the case 'other'"):
        differences(replace(package, base_of="other"), result)
    strange = [
        replace(each, name="x", columns={"a": each.columns["id"]})
        for each in package.layers
        if "id" in each.columns
    ]
    with pytest.raises(InputError, match="holds no table that can come home"):
        differences(replace(package, layers=tuple(strange)), result)


def test_a_row_that_is_no_longer_here_is_not_taken(package, result):
    case = replace(result.case, statements=result.case.statements[1:])
    gone = result.case.statements[0].id
    home = changed(package, "statements", gone, note="seen")
    now = pipeline.follow(case)
    assert told(differences(home, now)) == [
        ("statements", gone, "set", "note", (), "it is no longer here")
    ]


def test_of_a_finding_on_a_movement_only_a_decision_is_taken(package, result):
    gate = "m1/gate-1"
    layer = next(each.name for each in package.layers if gate in each.columns.get("id", ()))
    home = changed(package, layer, gate, decision="shut", note="seen", status="rejected")
    found = differences(home, result)
    assert {each.column: each.refused for each in found.edits} == {
        "status": FOLLOWS,
        "decision": "",
        "note": FOLLOWS,
    }
    case = into_case(result.case, found.takeable(()), ANSWER).result
    assert [(each.on, each.decision) for each in case.decisions] == [(gate, "shut")]
    assert not case.reviews
    again = differences(home, pipeline.follow(case))
    assert {each.column for each in again.edits} == {"status", "note"}
    gone = differences(without(package, layer, gate), result)
    assert told(gone) == [("statements", gate, "deleted", "", ("deleted",), FOLLOWS)]


def test_a_file_without_positions_says_that_moves_do_not_show(package, result):
    layer = next(each for each in package.layers if each.name == "places")
    bare = LayerFile("home.csv", "CSV", "ab" * 32, (replace(layer, shapes=None),))
    assert any("holds no positions" in line for line in differences(bare, result).told)
    whole = replace(bare, layers=(layer,))
    assert not any("holds no positions" in line for line in differences(whole, result).told)


@pytest.mark.parametrize(
    ("one", "other", "column", "alike"),
    [
        (None, "", "note", True),
        (float("nan"), None, "margin_m", True),
        ("14", 14.0, "margin_m", True),
        (14.0, 14.0004, "margin_m", True),
        (14.0, 14.1, "margin_m", False),
        ("2021/02/23", "2021-02-23", "start_date", True),
        ("2021-02-23T00:00:00", "2021-02-23", "start_date", True),
        ("2021-02-23", "2021-02-24", "start_date", False),
        ("a\r\nb", "a\nb", "note", True),
        ("'=1+1", "=1+1", "note", True),
        ("'tis", "tis", "note", False),
        (" a", "a", "note", False),
        (7, "7", "note", True),
        ("hold", "hold (A. Editor, 2021-03-01)", "decision", True),
        ("hold", "disputed (A. Editor, 2021-03-01)", "decision", False),
    ],
)
def test_noise_of_formats_is_no_edit_and_an_edit_is(one, other, column, alike):
    assert same(one, other, column) is alike


def test_nothing_is_taken_that_needs_a_yes(package, result):
    home = changed(package, "places", MAYADIN, geometry=Point(40.46, 36.02), name_en="Mayadin")
    found = differences(home, result)
    assert [e.what for e in found.takeable(())] == ["set"]
    assert [e.what for e in found.takeable(("far",))] == ["moved", "set"]


def test_edits_come_into_a_case_with_who_when_and_from_which_file(package, result):
    home = changed(package, "places", MAYADIN, geometry=Point(40.46, 35.02), name_en="Mayadin")
    home = changed(home, "statements", "s1", note="seen", status="accepted", decision="hold")
    home = changed(home, "statements", "s2", note="only a note")
    home = without(home, "statements", "s3")
    home = changed(home, "movements", "m1", actor="Somebody")
    taken = differences(home, result).takeable(("deleted",))
    case = into_case(result.case, taken, ANSWER).result
    place = case.places[MAYADIN]
    pin = next(each for each in place.positions if each.by)
    assert (pin.by, pin.date, pin.radius_m, place.reference) == (
        "A. Editor",
        "2021-03-01",
        300.0,
        pin.at,
    )
    assert case.sources[pin.source].reference == f"edited in home.gpkg (sha256 {'ab' * 6})"
    assert (place.name("en"), case.sources[place.names[0].source].title) == (
        "Mayadin",
        "Edited by A. Editor",
    )
    assert ("Al-Mayadin", "variant") in [(n.text, n.role) for n in place.names]
    by_id = {each.id: each for each in case.told}
    assert (by_id["s1"].note, by_id["s1"].status, by_id["s3"].status) == (
        "seen",
        "accepted",
        "rejected",
    )
    assert (by_id["m1"].actor, by_id["m1"].status) == ("Somebody", "corrected")
    assert {(r.on, r.by, r.file.split(" (")[0]) for r in case.reviews} == {
        (on, "A. Editor", "edited in home.gpkg") for on in ("s1", "s2", "s3", "m1")
    }
    assert case.decision_on("s1").reason.startswith("edited in home.gpkg")
    now = pipeline.follow(case)
    assert [e.what for e in differences(home, now).edits] == []


def test_the_second_move_of_a_point_stands_before_the_first(package, result):
    case = result.case
    for lon in (40.46, 40.47):
        home = changed(package, "places", MAYADIN, geometry=Point(lon, 35.02))
        found = differences(home, pipeline.follow(case))
        case = into_case(
            case, found.takeable(("conflict",)), replace(ANSWER, file=f"{lon}.gpkg")
        ).result
    assert case.places[MAYADIN].reference.lon_deg == 40.47
    assert [p.at.lon_deg for p in case.places[MAYADIN].positions if p.by] == [40.47, 40.46]


def test_a_village_that_is_added_is_in_the_next_export(package, result):
    home = also(
        package, "places", Point(40.5, 35.05), name_en="Village", name_ar="قرية", kind="PPL"
    )
    applied = into_case(result.case, differences(home, result).takeable(("inserted",)), ANSWER)
    assert applied.told == (
        "case:edit-1: Village; give it to a reading in the review page by this id",
    )
    now = pipeline.follow(applied.result)
    assert "case:edit-1" in list(now.tables["places"]["id"])
    assert differences(home, now).edits == ()


def test_nobody_can_answer_for_edits_without_a_name(result):
    with pytest.raises(InputError, match="say who answers"):
        into_case(result.case, (), replace(ANSWER, by=" "))


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(notes=st.lists(st.one_of(WORDS, st.sampled_from(["=1+1", "'=x", "NA", "NULL", "a\nb", '"', "007", "1e5", "2021/02/23"])), min_size=3, max_size=3))  # fmt: skip
def test_whatever_a_cell_holds_comes_back_without_an_edit(result, notes):
    table = result.tables["statements"].copy()
    table["note"] = (notes * len(table))[: len(table)]
    home = pipeline.Result(
        result.case, result.findings, result.routes, {**result.tables, "statements": table}
    )
    for layer in (
        read_geojson(geojson.to_geojson("statements", table), "a.geojson", "a"),
        read_table(to_csv(table).removeprefix("\ufeff"), "a.csv", "a.statements"),
    ):
        file = LayerFile("home", "any", "", (layer,))
        assert [e for e in differences(file, home).edits if e.column == "note"] == []


NAMES = st.text(st.sampled_from("abcdefgh AB-'"), min_size=1, max_size=20).filter(str.strip)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=NAMES.filter(lambda text: any(map(str.isalpha, text))),
    note=WORDS,
    lon=st.floats(38, 42),
    lat=st.floats(33, 37),
)
def test_edit_apply_export_leaves_no_difference(package, result, name, note, lon, lat):
    home = changed(package, "places", MAYADIN, name_en=name, note=note, geometry=Point(lon, lat))
    found = differences(home, result)
    case = into_case(result.case, found.takeable(("far", "swapped")), ANSWER).result
    layer = read_geojson(
        geojson.to_geojson("places", tables(case, result.findings, ())["places"]),
        "a.geojson",
        "places",
    )
    now = replace(result, case=case, tables=tables(case, result.findings, result.routes))
    assert differences(LayerFile("new", "GeoJSON", "", (layer,)), now).edits == ()
    assert [e.column for e in differences(home, now).edits if e.column != "name_en"] == []


def test_edits_come_into_a_gazetteer(package):
    known = gazetteers.load()
    home = changed(
        package, "places", MAYADIN, geometry=Point(40.46, 35.02), name_ar="الميادين الجديدة"
    )
    home = also(home, "places", Point(40.5, 35.05), name_en="Village")
    home = without(home, "places", WALID)
    found = fitting_gazetteer(compare(home, of_gazetteer(known), ""), known)
    taken = [e for e in found.edits if e.id in (MAYADIN, "") and not e.refused]
    new = into_gazetteer(known, taken, ANSWER).result
    text = gazetteers.dump(new.places.values(), new.sources, new.name, new.attribution)
    read = gazetteers.parse(text, "new")
    assert read.places[MAYADIN].reference.lon_deg == 40.46
    assert read.places[MAYADIN].name("ar") == "الميادين الجديدة"
    assert read.places["edit:1"].name() == "Village"
    again = compare(home, of_gazetteer(read), "")
    assert [e for e in again.edits if e.id in (MAYADIN, "") and not e.refused] == []


def test_a_gazetteer_file_opened_as_a_layer_itself_is_understood(tmp_path):
    known = gazetteers.load()
    path = tmp_path / "mine.geojson"
    path.write_text(
        gazetteers.dump(known.places.values(), known.sources, "mine", "x"), encoding="utf-8"
    )
    found = compare(read_layers(path), of_gazetteer(gazetteers.load(path)), "")
    assert found.edits == ()
    assert any("lines and areas are not compared" in line for line in found.told)


def run(*words):
    return CliRunner().invoke(cli, ["edits", *map(str, words)], catch_exceptions=False)


def test_the_command_shows_and_takes_and_can_be_undone(folder, result, tmp_path):
    home = tmp_path / "places.geojson"
    table = result.tables["places"].copy()
    row = table.index[table["id"] == MAYADIN][0]
    table.loc[row, "name_en"] = "Mayadin"
    home.write_text(geojson.to_geojson("places", table), encoding="utf-8")
    before = (folder / "al-omar.case.toml").read_bytes()
    shown = run(home, "--against", folder)
    assert "set name_en" in shown.output
    assert "Nothing was written. To take 1 edit" in shown.output
    assert (folder / "al-omar.case.toml").read_bytes() == before
    taken = run(
        home, "--against", folder, "--apply", "--by", "A. Editor", "--on", "2021-03-01", "--json"
    )
    data = json.loads(taken.output)
    assert data["taken"] == [0]
    assert "al-omar.case.toml.before" in data["files"]
    assert (folder / "al-omar.case.toml.before").read_bytes() == before
    assert cases.load(folder).places[MAYADIN].name() == "Mayadin"
    assert "no edit" in run(home, "--against", folder).output


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("--apply",), "say who answers"),
        (("--apply", "--by", "A", "--on", "2021-03-01"), "--radius 300m"),
        (("--accept", "all"), "'all' is none of"),
    ],
)
def test_the_command_says_what_is_missing(folder, result, tmp_path, words, fault):
    home = tmp_path / "places.csv"
    home.write_text(f"id,lat,lon\n{MAYADIN},35.02,40.46\n", encoding="utf-8")
    outcome = CliRunner().invoke(cli, ["edits", str(home), "--against", str(folder), *words])
    assert fault in str(outcome.exception) + outcome.output


def test_an_edited_package_inside_the_case_is_kept_beside_the_new_one(folder):
    path = folder / "al-omar.gpkg"
    with closing(sqlite3.connect(path)) as database, database:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            database.create_function(name, 1, lambda _: 0)  # the spatial index calls them
        database.execute("UPDATE places SET name_en = 'Mayadin' WHERE id = ?", (MAYADIN,))
    edited = path.read_bytes()
    run(path, "--against", folder, "--apply", "--by", "A. Editor", "--on", "2021-03-01")
    assert path.with_name("al-omar.gpkg.before").read_bytes() == edited
    assert "no edit" in run(path, "--against", folder).output


def test_a_package_that_is_still_open_is_not_written_over(folder):
    path = folder / "al-omar.gpkg"
    words = (path, "--against", folder, "--apply", "--by", "A. Editor", "--on", "2021-03-01")
    case = (folder / "al-omar.case.toml").read_bytes()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            database.create_function(name, 1, lambda _: 0)  # the spatial index calls them
        database.execute("UPDATE statements SET note = 'seen' WHERE id = 's1'")
        database.commit()
        with pytest.raises(OutputError, match="close it in QGIS"):
            run(*words)
        assert (folder / "al-omar.case.toml").read_bytes() == case
    assert "note" in run(path, "--against", folder).output
    run(*words)
    assert "no edit" in run(path, "--against", folder).output


def test_a_gazetteer_has_no_roads_of_its_own(folder, tmp_path):
    own = folder / "al-omar.places.geojson"
    with pytest.raises(UsageError, match="leave it out"):
        run(own, "--against", own, "--roads", tmp_path / "roads.npz")


def test_where_only_the_outputs_cannot_be_written_it_is_said_that_the_case_is(
    folder, result, tmp_path, monkeypatch
):
    def full(*_):
        raise OutputError("out: the disk is full")

    home = tmp_path / "places.csv"
    home.write_text(f"id,name_en\n{MAYADIN},Mayadin\n", encoding="utf-8")
    monkeypatch.setattr(pipeline, "derive", full)
    with pytest.raises(OutputError, match=r"holds your entry already.*geo-osint check"):
        run(home, "--against", folder, "--apply", "--by", "A. Editor", "--on", "2021-03-01")
    assert cases.load(folder).places[MAYADIN].name() == "Mayadin"
