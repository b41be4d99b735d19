"""A reviewer writes in the case file by hand, and leaves out what only a program counts."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from geo_osint import case as cases
from geo_osint import files, gazetteer, output, pipeline
from geo_osint.case import Case
from geo_osint.case.by_hand import RELATIONS
from geo_osint.checking import check_case
from geo_osint.errors import InputError
from geo_osint.output import findings

TEXT = "Shaddadi lies 60 km south of Hasakah. Residents of Tel Tamerr heard shots, 12 km\nfrom Raqqa.\n"

ADDED = """
[[statements]]
id = "s9"
status = "added"
words = "Tel Tamerr heard shots, 12 km from Raqqa"
kind = "distance"

[statements.subject]
words = "Tel Tamerr"
places = ["geo:tell-tamer"]

[statements.reference]
words = "Raqqa"
places = ["geo:raqqa"]

[statements.quantity]
words = "12 km"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a fresh case of `TEXT`."""
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    world = gazetteer.load()
    readings, copies = pipeline.read_reports([report], world)
    with files.staged(tmp_path / "trial") as stage:
        cases.save(cases.compose("trial", readings, world), stage, copies)
    return tmp_path / "trial" / "trial.case.toml"


def written(path: Path, old: str, new: str) -> Case:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return cases.load(path)


def test_a_statement_written_by_hand_needs_no_counting(path: Path) -> None:
    case = written(path, "\n# As it was read", ADDED + "\n# As it was read")
    (added,) = [each for each in case.statements if each.id == "s9"]
    assert added.report == "r1" and added.span.of(TEXT).split() == added.words.split()
    assert added.subject and added.subject.span.of(TEXT) == "Tel Tamerr"
    assert added.quantity and added.quantity.span.of(TEXT) == "12 km"
    assert [(part.lo, part.hi) for part in added.quantity.printed] == [(11_500, 12_500)]
    finding = next(each for each in check_case(case) if each.statement.id == "s9")
    assert finding.verdict == "does_not_fit"


def test_a_place_corrected_by_its_id_is_taken_into_the_case(path: Path) -> None:
    assert "geo:tell-tamer" not in cases.load(path).places
    case = written(path, 'places = ["geo:shaddadi"]', 'places = ["geo:tell-tamer"]')
    assert case.places["geo:tell-tamer"].positions
    cases.keep_places(path, case)
    kept = gazetteer.load(path.with_name("trial.places.geojson"))
    assert "geo:tell-tamer" in kept.places


def test_a_misspelt_relation_is_refused(path: Path) -> None:
    with pytest.raises(InputError, match=r"'souht' is none of .*south"):
        written(path, 'relation = "south"', 'status = "corrected"\nrelation = "souht"')


def test_outputs_have_words_for_every_relation() -> None:
    words = tomllib.loads((Path(output.__path__[0]) / "words.toml").read_text(encoding="utf-8"))
    known = frozenset[str]().union(*RELATIONS.values())
    assert known <= {*words["relation"], *words["direction"]}


def test_places_that_a_case_holds_stay_as_they_were(path: Path) -> None:
    before = path.with_name("trial.places.geojson").read_bytes()
    cases.keep_places(path, cases.load(path))
    assert path.with_name("trial.places.geojson").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('places = ["geo:shaddadi"]', 'places = ["geo:nowhere"]', "s1.subject: .*geo-osint find"),
        ("value_lo = 60000.0", "value_lo = 16000.0", "s1].quantity: .*do not agree"),
        ('words = "60 km"', 'words = "16 km"', "s1].quantity: .*do not agree"),
        ('kind = "distance"', 'kind = "distence"', r"statements\[s1\].kind: .*distance"),
        ("\n# As it was read", ADDED.replace("12 km f", "13 km f") + "\n# As", r"s9\]: .*copy"),
        (
            "\n# As it was read",
            ADDED.replace('"12 km"', '"Raqqa"') + "\n# As",
            r"s9\].q.*a distance",
        ),
        (
            "\n# As it was read",
            ADDED.replace("[statements.sub", "[statements.sup") + "\n# As",
            "sub",
        ),
    ],
    ids=["place", "figure", "words", "kind", "not-in-report", "no-distance", "misspelt"],
)
def test_a_slip_is_told_with_the_id_it_stands_at(
    path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        written(path, old, new)


HALF_WAY = """
[[statements]]
id = "s9"
status = "added"
words = "Residents of Tel Tamerr heard shots, 12 km from Raqqa"
kind = "between"
relation = "half_way"

[statements.subject]
words = "Tel Tamerr"
places = ["geo:tell-tamer"]

[statements.reference]
words = "Hasakah"
places = ["geo:hasakah"]

[statements.second_reference]
words = "Raqqa"
places = ["geo:raqqa"]
"""


def test_both_places_of_half_way_can_be_written_by_hand(path: Path) -> None:
    """Tell Tamer lies 37 km from al-Hasakah and 141 from Raqqa: no half way, and between them."""
    case = written(path, "\n# As it was read", HALF_WAY + "\n# As it was read")
    added = next(each for each in case.statements if each.id == "s9")
    assert [each.words for each in added.references] == ["Hasakah", "Raqqa"]
    assert added.second_reference and added.second_reference.span.of(TEXT) == "Raqqa"
    assert {"geo:tell-tamer", "geo:hasakah", "geo:raqqa"} <= set(case.places)
    finding = next(each for each in check_case(case) if each.id == "s9")
    assert finding.verdict == "does_not_fit"
    said = findings.to_markdown(case, [finding])
    assert "half-way between" in said and "Raqqa" in said


def test_the_rule_of_rounding_stays_with_the_case(path: Path) -> None:
    """A line at the head of the file; the rule of 2020 needs none."""
    case = cases.load(path)
    assert case.rounding == "2020" and "rounding" not in path.read_text(encoding="utf-8")
    cases.amend(path, replace(case, rounding="2004"), "rounding")
    assert 'rounding = "2004"' in path.read_text(encoding="utf-8").split("[[")[0]
    again = cases.load(path)
    assert again.rounding == "2004"
    assert json.loads(findings.to_json(again, check_case(again)))["rounding"] == "2004"
    cases.amend(path, replace(again, rounding="2020"), "rounding")
    assert "rounding" not in path.read_text(encoding="utf-8")
    written(path, 'name = "trial"', 'name = "trial"\nrounding = "2004"')
    with pytest.raises(InputError, match="2020, 2004"):
        written(path, 'rounding = "2004"', 'rounding = "2005"')
