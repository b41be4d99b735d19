"""A case to its folder and back, and what a person's hand may do to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo_osint import case as cases
from geo_osint import files, gazetteer, pipeline
from geo_osint.case import Case, Pin
from geo_osint.checking import check_case
from geo_osint.errors import InputError, UsageError
from geo_osint.model import Decision, LonLat


@pytest.fixture(scope="module", params=["ar", "en"])
def made(request: pytest.FixtureRequest, examples: Path) -> tuple[Case, dict[str, bytes]]:
    """The example's case, fresh from reading, with the bytes of its report."""
    world = gazetteer.load()
    paths = [examples / f"report.{request.param}.txt"]
    readings, copies = pipeline.read_reports(paths, world)
    return cases.compose("trial", readings, world), copies


def saved(made: tuple[Case, dict[str, bytes]], folder: Path) -> Case:
    with files.staged(folder) as stage:
        return cases.save(made[0], stage, made[1])


def test_a_case_survives_its_folder(made: tuple[Case, dict[str, bytes]], tmp_path: Path) -> None:
    case = saved(made, tmp_path)
    found = cases.load(tmp_path)
    assert found.statements == case.statements
    assert found.movements == case.movements
    assert found.mentions == case.mentions
    assert found.places == case.places
    assert found.sources == case.sources
    assert found.sha256 == case.sha256
    assert [r.body for r in found.reports] == [r.body for r in case.reports]
    assert [r.header for r in found.reports] == [r.header for r in case.reports]


def test_what_is_loaded_gives_the_same_findings(
    made: tuple[Case, dict[str, bytes]], tmp_path: Path
) -> None:
    case = saved(made, tmp_path)
    assert check_case(cases.load(tmp_path)) == check_case(case)


def test_saving_what_was_loaded_gives_the_same_bytes(
    made: tuple[Case, dict[str, bytes]], tmp_path: Path
) -> None:
    saved(made, tmp_path)
    assert cases.dumps(cases.load(tmp_path)) == (tmp_path / "trial.case.toml").read_text("utf-8")


def test_the_example_is_read_as_it_was_written(made: tuple[Case, dict[str, bytes]]) -> None:
    """Every place resolves; the namesake of Al-Walid is named; three movements, never more than told."""
    case, _ = made
    assert all(len(mention.places) == 1 for mention in case.mentions)
    (distance,) = [each for each in case.statements if each.kind == "distance"]
    assert distance.subject and distance.subject.places == ("geo:al-mayadin",)
    assert distance.reference and distance.reference.places == ("geo:al-omar-field",)
    assert distance.stand_in
    kinds = {(each.kind, each.relation) for each in case.statements}
    assert {
        ("vague_distance", ""),
        ("bank", "opposite_bank"),
        ("within", "countryside_of"),
        ("within", "surroundings_of"),
        ("border", "crossing_with"),
    } <= kinds
    crossing, region = "geo:al-walid-kurdistan-crossing", "geo:kurdistan-region-iraq"
    border = next(each for each in case.statements if each.kind == "border")
    assert border.subject and border.subject.places == (crossing,)
    assert border.reference and border.reference.places == (region,)
    assert "crossing with Kurdistan" in border.subject.reasons[0]
    assert "geo:al-walid-tanf-crossing" in border.subject.question
    told = [
        (
            m.date and m.date.start,
            m.count and (m.count.value_lo, m.count.value_hi, m.count.hedge),
            m.origin and m.origin.places,
            m.destination and m.destination.places,
            m.towards and m.towards.places,
            m.area,
            m.ordinal,
        )
        for m in case.movements
    ]
    assert told == [
        (date(2021, 2, 23), (45, 45, ""), (crossing,), ("geo:qamishli",), None, False, 13),
        (date(2021, 2, 18), (60, 60, "about"), (crossing,), None, ("geo:qamishli",), True, None),
        (date(2021, 2, 14), (50, 50, "about"), None, ("geo:ain-diwar",), None, True, None),
    ]
    assert case.movements[0].count and case.movements[0].count.with_


def test_the_example_is_not_settled_and_says_so_in_these_terms(
    made: tuple[Case, dict[str, bytes]],
) -> None:
    findings = check_case(made[0])
    (finding,) = [each for each in findings if each.statement.kind == "distance"]
    assert finding.verdict == "not_settled"
    words = " ".join(reason.en for reason in finding.reasons)
    assert "14.5–15.2 km" in words and "fits roughly, 3 m outside" in words
    assert "18.3–19.0 km" in words and "does not fit" in words
    assert finding.stand_in and "is not located" in finding.stand_in.en
    assert [each.verdict for each in findings] == [
        "cannot_check",  # surroundings of the field: of what is not named
        "fits",  # the field lies in the countryside of the governorate
        "cannot_check",  # a few kilometres from something
        "cannot_check",  # the opposite bank: of what is not named
        "not_settled",
        "fits",  # a crossing with the Kurdistan Region
    ]


def test_a_comment_and_its_place_survive_a_decision(
    made: tuple[Case, dict[str, bytes]], tmp_path: Path
) -> None:
    saved(made, tmp_path)
    path = tmp_path / "trial.case.toml"
    text = path.read_text("utf-8").replace("[[movements]]", "# ask the desk\n[[movements]]", 1)
    path.write_text(text, "utf-8")
    assert cases.reviewed(path)
    entered = Decision("s1", "A. Editor", date(2021, 3, 1), "hold", 'ask "twice"', "B. Reader")
    cases.amend(path, cases.decide(cases.load(path), entered), "decisions")
    after = path.read_text("utf-8")
    assert after.startswith(text.partition(cases.SEAL)[0].rstrip("\n"))
    assert cases.SEAL not in after
    assert cases.load(path).decisions == (entered,)


def test_a_decision_on_nothing_is_refused(made: tuple[Case, dict[str, bytes]]) -> None:
    with pytest.raises(UsageError, match="s1"):
        cases.decide(made[0], Decision("s99", "A", date(2021, 3, 1), "hold"))


EVIDENCE = Pin(
    LonLat(40.57, 35.1), 1.0, 300.0, "A. Editor", "2021-03-01", "https://example.org/x", "imagery"
)


def test_a_pin_on_a_known_place_is_one_more_position_marked_as_the_analysts(
    made: tuple[Case, dict[str, bytes]], tmp_path: Path
) -> None:
    saved(made, tmp_path)
    pinned = cases.pin(made[0], "حقل العمر", EVIDENCE)
    position = pinned.places["geo:al-omar-field"].positions[-1]
    assert (position.by, position.radius_m, position.at) == ("A. Editor", 300.0, EVIDENCE.at)
    assert pinned.sources[position.source].title == "Pinned by A. Editor"
    cases.amend(tmp_path, pinned)
    assert cases.load(tmp_path).places == pinned.places
    assert gazetteer.load().places["geo:al-omar-field"].positions[-1].by == ""


def test_a_refresh_keeps_what_an_analyst_pinned(made: tuple[Case, dict[str, bytes]]) -> None:
    """Also on a place that had an estimate only: the pin took its place."""
    for name in ("حقل العمر", "geo:al-walid-kurdistan-crossing"):
        pinned = cases.pin(made[0], name, EVIDENCE)
        fresh = cases.refreshed(pinned, gazetteer.load())
        assert fresh.places == pinned.places and fresh.sources == pinned.sources


def test_a_pin_takes_the_place_of_a_stand_in(made: tuple[Case, dict[str, bytes]]) -> None:
    pinned = cases.pin(made[0], "the base at al-Omar", EVIDENCE, kind="INSM")
    (finding,) = [each for each in check_case(pinned) if each.statement.kind == "distance"]
    assert finding.statement.status == "corrected" and finding.stand_in is None
    assert [(round(p.lo, -2), round(p.hi, -2)) for p in finding.possible] == [(13_500, 14_700)]
    assert finding.verdict == "fits_roughly"
    assert "A. Editor" in finding.statement.note


def test_a_pin_for_nothing_says_what_it_could_be_for(made: tuple[Case, dict[str, bytes]]) -> None:
    settled = replace(made[0], statements=())
    with pytest.raises(UsageError, match="--for"):
        cases.pin(settled, "the base at al-Omar", EVIDENCE)


def test_several_reports_of_one_thing_are_linked(examples: Path) -> None:
    world = gazetteer.load()
    paths = [examples / "report.ar.txt", examples / "report.en.txt"]
    readings, _ = pipeline.read_reports(paths, world)
    case = cases.compose("both", readings, world)
    assert [m.same_as for m in case.movements] == ["", "", "", "m1", "m2", "m3"]
    first, again = [each for each in case.statements if each.kind == "distance"]
    assert (first.same_as, again.same_as) == ("", first.id)


def test_a_report_outside_the_folder_is_refused(
    made: tuple[Case, dict[str, bytes]], tmp_path: Path
) -> None:
    saved(made, tmp_path)
    path = tmp_path / "trial.case.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"trial.reports/r1.txt"', '"/etc/hostname"'), "utf-8")
    with pytest.raises(InputError, match="outside"):
        cases.load(tmp_path)
