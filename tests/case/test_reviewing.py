"""Saved reviews on their way into a case: every action, every conflict, every hostile file."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from geo_osint import case as cases
from geo_osint.case import Case, Review, as_review, bring_in, read_review
from geo_osint.case.fields import fields_of
from geo_osint.case.merge import Merged, Prefer
from geo_osint.checking import check_case
from geo_osint.errors import InputError
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Statement
from tests.arabic_case import BODY, KURDISTAN, SENTENCES, TANF, places, span, stored

ON = date(2021, 3, 1)
SCHEMAS = Path(__file__).parents[1] / "schemas"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return stored(tmp_path / "raid")


def told(case: Case, id: str) -> Any:
    return next(each for each in (*case.statements, *case.movements) if each.id == id)


def saved(case: Case, *readings: dict[str, Any], added: tuple[Any, ...] = ()) -> dict[str, Any]:
    found = {
        "format": "geo-osint review 1",
        "case": {"name": case.name, "sha256": case.sha256},
        "readings": list(readings),
        "added": list(added),
    }
    schema = json.loads((SCHEMAS / "review.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    return found


def change(case: Case, id: str, now: str = "corrected", **fields: Any) -> dict[str, Any]:
    """Lay out what a page made from this case would save of one reading."""
    each = told(case, id)
    was = fields_of(each)
    return {
        "id": id,
        "status": {"was": each.status, "now": now},
        "fields": {name: {"was": was[name], "now": value} for name, value in fields.items()},
    }


def edited(case: Case, id: str, field: str, **members: Any) -> Any:
    return {**fields_of(told(case, id))[field], **members}


def part(words: str, after: str = "", **members: Any) -> dict[str, Any]:
    where = span(words, after)
    return {"words": words, "span": [where.start, where.end], **members}


def gazetteer(_: set[str]) -> Gazetteer:
    return places()


def merged(case: Case, data: Any, by: str = "A. Editor", prefer: Prefer = "") -> Merged:
    return bring_in(case, as_review(data, "a.json"), by, ON, gazetteer, prefer)


def brought(case: Case, *readings: dict[str, Any], added: tuple[Any, ...] = ()) -> Case:
    found = merged(case, saved(case, *readings, added=added))
    assert found.conflicts == ()
    return found.case


def test_a_reading_is_accepted_with_who_and_when(case: Case) -> None:
    found = brought(case, change(case, "s2", "accepted"))
    assert told(found, "s2").status == "accepted"
    assert found.reviews_of("s2") == (Review("s2", "A. Editor", ON, "accepted"),)
    assert fields_of(told(found, "s2")) == fields_of(told(case, "s2"))


def test_a_rejected_reading_is_kept_and_passed_over(case: Case) -> None:
    found = brought(case, change(case, "s2", "rejected", note="a road, not the field"))
    assert told(found, "s2").status == "rejected"
    assert told(found, "s2").note == "a road, not the field"
    assert "s2" not in [each.id for each in check_case(found)]


def test_a_figure_that_a_reviewer_gives_decides_what_fits(case: Case) -> None:
    quantity = edited(case, "s2", "quantity", lo=40.5, hi=41, hedge="about")
    found = told(brought(case, change(case, "s2", quantity=quantity)), "s2").quantity
    assert (found.value_lo, found.value_hi) == (40_500, 41_000)
    assert [(each.lo, each.hi) for each in found.printed] == [(40_250, 41_500)]


def test_words_left_open_are_read_anew(case: Case) -> None:
    words = part("بضعة كيلومترات", lo=None, hi=None, unit="", hedge="")
    found = told(brought(case, change(case, "s2", quantity=words)), "s2").quantity
    assert (found.hedge, found.unit, found.value_lo) == ("few", "km", None)
    assert found.span.of(BODY) == "بضعة كيلومترات"


def test_a_date_left_open_is_read_anew_and_one_given_stands(case: Case) -> None:
    words = part("٢٣ شباط/فبراير", start=None, end=None, precision="")
    found = told(brought(case, change(case, "m1", date=words)), "m1").date
    assert (found.start, found.precision) == (date(2021, 2, 23), "day")
    given = edited(case, "m1", "date", start="2021-02-01", end="2021-02-28", precision="month")
    found = told(brought(case, change(case, "m1", date=given)), "m1").date
    assert (found.start, found.end, found.precision) == (
        date(2021, 2, 1),
        date(2021, 2, 28),
        "month",
    )


def test_a_second_count_and_the_way_of_the_verb_are_added(case: Case) -> None:
    lorries = part("60 شاحنة", lo=None, hi=None, noun="", hedge="", **{"with": ""})
    found = told(brought(case, change(case, "m2", also=[lorries], sense="entering")), "m2")
    assert [(each.value_lo, each.noun) for each in found.also] == [(60, "lorry")]
    assert found.sense == "entering"


def test_another_candidate_takes_its_place_with_it(case: Case) -> None:
    origin = edited(case, "m2", "origin", places=[TANF])
    found = brought(case, change(case, "m2", origin=origin))
    assert told(found, "m2").origin.places == (TANF,)
    assert told(found, "m2").origin.reasons == ("chosen in review by A. Editor",)
    assert TANF in found.places


def test_a_place_outside_the_case_comes_from_the_gazetteer_or_is_refused(case: Case) -> None:
    known = edited(case, "m2", "towards", places=["geo:shaddadi"])
    assert "geo:shaddadi" in brought(case, change(case, "m2", towards=known)).places
    unknown = edited(case, "m2", "towards", places=["geo:nowhere"])
    with pytest.raises(InputError, match="geo:nowhere: neither a place of the case"):
        brought(case, change(case, "m2", towards=unknown))


def test_a_question_is_closed_by_picking_the_same_place(case: Case) -> None:
    origin = edited(case, "m1", "origin", open=False)
    found = told(brought(case, change(case, "m1", origin=origin)), "m1").origin
    assert (found.places, found.question) == ((KURDISTAN,), "")


def test_a_name_outside_the_readings_is_given_another_meaning(case: Case) -> None:
    iraq = case.mentions[1]
    id = f"r1@{iraq.span.start}-{iraq.span.end}"
    was = part("العراق", places=["geo:iraq"], open=False)
    now = {**was, "places": []}
    found = brought(case, {"id": id, "fields": {"meaning": {"was": was, "now": now}}})
    assert found.mentions[1].places == ()
    assert found.reviews_of(id)[0].fields == ("meaning",)


def test_a_name_means_beside_the_readings_what_was_made_of_it_inside(case: Case) -> None:
    origin = edited(case, "m1", "origin", places=[TANF], open=False)
    found = brought(case, change(case, "m1", origin=origin))
    assert (found.mentions[0].places, found.mentions[0].question) == ((TANF,), "")


def added_distance(**more: Any) -> dict[str, Any]:
    sentence = SENTENCES["far"]
    fields = {
        "subject": part("الميادين", places=["geo:al-mayadin"], open=False),
        "quantity": part("بضعة كيلومترات", lo=None, hi=None, unit="", hedge=""),
        **more,
    }
    return {"kind": "distance", **part(sentence), "report": "r1", "fields": fields}


def added_movement(**fields: Any) -> dict[str, Any]:
    return {"kind": "movement", **part(SENTENCES["second"]), "report": "r1", "fields": fields}


def test_missed_readings_are_added_with_the_next_free_ids(case: Case) -> None:
    goal = part("عين ديوار", places=["geo:ain-diwar"], open=False)
    found = brought(case, added=(added_distance(), added_movement(destination=goal, area=True)))
    assert [each.id for each in found.statements] == ["s1", "s2", "s3", "s4"]
    assert [each.id for each in found.movements] == ["m1", "m2", "m3"]
    assert told(found, "s4").status == told(found, "m3").status == "added"
    assert told(found, "s4").quantity.hedge == "few"
    assert found.reviews_of("s4") == (Review("s4", "A. Editor", ON, "added"),)


def test_the_same_review_twice_changes_nothing_more(case: Case) -> None:
    data = saved(
        case,
        change(case, "s1", "accepted"),
        change(case, "s2", quantity=part("بضعة كيلومترات", lo=None, hi=None, unit="", hedge="")),
        added=(added_distance(),),
    )
    once = merged(case, data)
    twice = merged(once.case, data)
    assert len(once.differences) == 4
    assert (twice.differences, twice.conflicts) == ((), ())
    assert twice.case == once.case


def test_two_reviewers_of_one_version_are_merged_field_by_field(case: Case) -> None:
    first = saved(case, change(case, "s2", relation="north_east"), change(case, "s1", "accepted"))
    second = saved(case, change(case, "s2", stand_in=""), change(case, "s1", "accepted"))
    one = merged(case, first, "A. Editor")
    both = merged(one.case, second, "B. Reader")
    assert both.conflicts == ()
    assert (told(both.case, "s2").relation, told(both.case, "s2").stand_in) == ("north_east", "")
    assert [each.by for each in both.case.reviews_of("s1")] == ["A. Editor", "B. Reader"]
    assert both.case.reviews_of("s2")[1].fields == ("stand_in",)


@pytest.mark.parametrize(
    ("prefer", "relation", "status"),
    [("case", "north", "corrected"), ("review", "south", "corrected")],
)
def test_a_conflict_is_told_and_a_person_decides(
    case: Case, prefer: Prefer, relation: str, status: str
) -> None:
    first = merged(case, saved(case, change(case, "s2", relation="north"))).case
    second = saved(case, change(case, "s2", relation="south"))
    found = merged(first, second, "B. Reader")
    [conflict] = found.conflicts
    assert (conflict.field, conflict.seen, conflict.in_case, conflict.in_review) == (
        "relation",
        "",
        "north",
        "south",
    )
    decided = merged(first, second, "B. Reader", prefer)
    assert (told(decided.case, "s2").relation, told(decided.case, "s2").status) == (
        relation,
        status,
    )


def test_accepting_what_another_rejected_is_a_conflict(case: Case) -> None:
    first = merged(case, saved(case, change(case, "s2", "rejected"))).case
    found = merged(first, saved(case, change(case, "s2", "accepted")), "B. Reader")
    assert [each.field for each in found.conflicts] == ["status"]
    assert told(found.case, "s2").status == "rejected"
    assert [each.by for each in found.case.reviews_of("s2")] == ["A. Editor"]


def test_a_corrected_reading_that_another_looked_at_stays_corrected(case: Case) -> None:
    first = merged(case, saved(case, change(case, "s2", relation="north"))).case
    second = merged(first, saved(first, change(first, "s2", "corrected")), "B. Reader").case
    assert told(second, "s2").status == "corrected"
    assert [each.status for each in second.reviews_of("s2")] == ["corrected", "accepted"]


def test_what_tells_a_thing_again_is_linked_and_unlinked(case: Case) -> None:
    linked = brought(case, change(case, "s3", same_as="s1"))
    assert told(linked, "s3").same_as == "s1"
    assert told(brought(linked, change(linked, "s3", same_as="")), "s3").same_as == ""


@pytest.mark.parametrize("link", ["s3", "m1", "s99", "../s1", 1, None])
def test_no_reading_says_the_same_as_itself_or_as_nothing(case: Case, link: Any) -> None:
    data = saved(case, change(case, "s3", same_as=""))
    data["readings"][0]["fields"]["same_as"] = {"was": "", "now": link}
    with pytest.raises(InputError, match=r"same_as: .*(no other statement|no id)"):
        merged(case, data)


def test_the_review_of_another_case_is_refused(case: Case) -> None:
    data = saved(case)
    data["case"]["name"] = "other"
    with pytest.raises(InputError, match="of the case 'other', this one is 'raid'"):
        merged(case, data)


# --- what comes from outside -------------------------------------------------------------------

Break = Callable[[dict[str, Any]], object]

DEEP: list[Any] = []
for _ in range(50):
    DEEP = [DEEP]


def field(name: str, value: Any) -> Break:
    return lambda data: data["readings"][0]["fields"][name].update(now=value)


def quantity(**members: Any) -> Break:
    return lambda data: data["readings"][0]["fields"]["quantity"]["now"].update(members)


def subject(**members: Any) -> Break:
    return lambda data: data["readings"][0]["fields"]["subject"]["now"].update(members)


def added(**members: Any) -> Break:
    return lambda data: data["added"][0].update(members)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda d: d.update(format="geo-osint review 2"), "is not 'geo-osint review 1'"),
        (lambda d: d.update(format=DEEP), "is not 'geo-osint review 1'"),
        (lambda d: d.update(extra=1), "unknown member 'extra'"),
        (lambda d: d.pop("case"), "'case' is missing"),
        (lambda d: d["case"].update(sha256="../../etc"), "is no SHA-256"),
        (lambda d: d.update(readings={}), "is not a list"),
        (lambda d: d["readings"].append(d["readings"][0]), "stands there twice"),
        (lambda d: d["readings"][0].update(id="s99"), "s99: not in the case"),
        (lambda d: d["readings"][0].update(id="../s1"), "is no id of a reading"),
        (lambda d: d["readings"][0].update(id=["s2"]), "is not text"),
        (lambda d: d["readings"][0].update(id="r1@0-1"), "a name has none"),
        (lambda d: d["readings"][0].pop("status"), "'status' is missing"),
        (lambda d: d["readings"][0]["status"].update(now="published"), "is none of read"),
        (lambda d: d["readings"][0]["status"].update(now="added"), "was not `added`"),
        (lambda d: d["readings"][0]["status"].update(now="accepted"), "its status is `corrected`"),
        (
            lambda d: d["readings"][0]["fields"].update(report={"was": "r1", "now": "r2"}),
            "unknown field",
        ),
        (
            lambda d: d["readings"][0]["fields"].update(__class__={"was": 0, "now": 1}),
            "unknown field",
        ),
        (
            lambda d: d["readings"][0]["fields"].update(words={"was": "", "now": ""}),
            "unknown field",
        ),
        (lambda d: d["readings"][0]["fields"]["relation"].pop("was"), "'was' is missing"),
        (field("relation", "under"), "is none of"),
        (field("relation", "opposite_bank"), "does not go with distance"),
        (field("relation", None), "is none of"),
        (field("kind", "movement"), "is none of"),
        (field("stand_in", "a" * 2000), "2000 characters; shorten it"),
        (field("stand_in", "a\x1b[31m"), "control character"),
        (field("stand_in", {"a": 1}), "is not text"),
        (quantity(lo=-1), "is not a number from 0"),
        (quantity(lo=1e300), "is not a number from 0"),
        (quantity(lo=True), "is not a number from 0"),
        (quantity(lo="14"), "is not a number from 0"),
        (quantity(hi=1), "runs backwards"),
        (quantity(unit="parsec"), "is none of km"),
        (quantity(hedge="surely"), "is none of about"),
        (quantity(value_lo=1.0), "unknown member 'value_lo'"),
        (quantity(printed=[[0, 1]]), "unknown member 'printed'"),
        (quantity(span=[0, 3]), "does not stand at 0–3"),
        (quantity(span=[0, 10**9]), "does not stand at"),
        (quantity(span=[3, 3]), "is not a span"),
        (quantity(span=[-4, 3]), "is not a span"),
        (quantity(span=[1.0, 3.0]), "is not a span"),
        (quantity(words="15 km"), "does not stand at"),
        (field("quantity", None), "a distance needs its words"),
        (field("quantity", []), "is not an object"),
        (subject(places=["geo:nowhere"]), "geo:nowhere: neither a place"),
        (subject(places=["geo:iraq", "geo:iraq"]), "named once"),
        (subject(places=[{}]), "is not text"),
        (subject(places="geo:iraq"), "is not a list"),
        (subject(places=["a"] * 21), "no more than 20"),
        (subject(open="no"), "is not true or false"),
        (subject(reasons=["because"]), "unknown member 'reasons'"),
        (lambda d: d["added"][0]["fields"].update(id="s1"), "unknown field 'id'"),
        (lambda d: d["added"][0]["fields"].update(status="accepted"), "unknown field 'status'"),
        (lambda d: d["added"][0]["fields"].update(kind="bank"), "contradict each other"),
        (added(id="s1"), "unknown member 'id'"),
        (added(kind="rumour"), "is none of distance"),
        (added(report="r2"), "'r2' is not in the case"),
        (added(report="../r1"), "is not in the case"),
        (added(words="made up"), "does not stand at"),
        (added(span=[0, 10**12]), "does not stand at"),
        (added(kind="movement", fields={}), "needs a place it came from"),
        (added(kind="distance", fields={}), "a distance needs its words"),
    ],
)
def test_what_no_review_may_hold_is_refused_in_one_line(
    case: Case, damage: Break, told: str
) -> None:
    data = saved(
        case,
        change(
            case,
            "s2",
            kind="distance",
            relation="north",
            stand_in="",
            subject=edited(case, "s2", "subject", places=[TANF]),
            quantity=edited(case, "s2", "quantity", lo=12, hi=13),
        ),
        added=(added_distance(),),
    )
    merged(case, copy.deepcopy(data))
    damage(data)
    with pytest.raises(InputError) as fault:
        merged(case, data)
    assert told in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    "member, value, said",
    [
        ("start", "2021-02-30", "is not a day"),
        ("start", "2021-03-30", "runs backwards"),
        ("start", None, "give both days"),
        ("precision", "unknown", "give both days"),
        ("precision", "hour", "is none of day"),
    ],
)
def test_impossible_dates_are_refused(case: Case, member: str, value: Any, said: str) -> None:
    when = edited(case, "m1", "date", **{member: value})
    with pytest.raises(InputError, match=said):
        brought(case, {**change(case, "m1"), "fields": {"date": {"was": None, "now": when}}})


def test_counts_are_whole(case: Case) -> None:
    data = saved(case, change(case, "m1", count=edited(case, "m1", "count", lo=44)))
    data["readings"][0]["fields"]["count"]["now"]["lo"] = 44.5
    with pytest.raises(InputError, match=r"44\.5 is not a number"):
        merged(case, data)


@pytest.mark.parametrize("by", ["", "  ", "a\nb", "x" * 300])
def test_a_reviewer_has_a_name(case: Case, by: str) -> None:
    with pytest.raises(InputError, match="not a name"):
        merged(case, saved(case), by)


@pytest.mark.parametrize(
    "text", ['{"format": NaN}', '{"a": 1, "a": 2}', "[" * 100 + "]" * 100, '{"a": "\\ud800"}', "x"]
)
def test_files_that_are_no_strict_json_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_review(path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b" " * (8 * 1024 * 1024 + 1))
    with pytest.raises(InputError, match="larger than 8 MB"):
        read_review(path)


# --- in the case's folder ----------------------------------------------------------------------


@pytest.fixture
def reviewed(case: Case, tmp_path: Path) -> Case:
    """Store a review of every action."""
    goal = part("عين ديوار", places=["geo:ain-diwar"], open=False)
    found = brought(
        case,
        change(case, "s1", "accepted"),
        change(case, "s2", relation="north_east", quantity=edited(case, "s2", "quantity", lo=12)),
        change(case, "s3", "rejected", note="not said"),
        change(case, "m2", origin=edited(case, "m2", "origin", places=[TANF])),
        added=(added_distance(), added_movement(destination=goal)),
    )
    tables = ("statements", "movements", "mentions", "reviews")
    cases.amend(tmp_path / "raid", found, *tables)
    return cases.load(tmp_path / "raid")


def test_every_action_survives_the_case_file(case: Case, reviewed: Case, tmp_path: Path) -> None:
    assert [told(reviewed, id).status for id in ("s1", "s2", "s3", "m1", "m2", "s4", "m3")] == [
        "accepted",
        "corrected",
        "rejected",
        "read",
        "corrected",
        "added",
        "added",
    ]
    assert told(reviewed, "s2").quantity.value_lo == 12_000
    assert told(reviewed, "m1") == told(case, "m1")
    assert len(reviewed.reviews) == 6
    schema = json.loads((SCHEMAS / "case.schema.json").read_text(encoding="utf-8"))
    text = (tmp_path / "raid" / "raid.case.toml").read_text(encoding="utf-8")
    plain = json.loads(json.dumps(tomllib.loads(text), default=lambda day: day.isoformat()))
    jsonschema.Draft202012Validator(schema).validate(plain)
    assert "nobody has touched" not in text


def test_what_a_person_wrote_beside_other_readings_stays(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "raid" / "raid.case.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('kind = "border"', 'kind = "border"  # is it?')
    text = text.replace('id = "s2"', '# the field\nid = "s2"')
    path.write_text(text, encoding="utf-8")
    case = cases.load(path)
    found = brought(case, change(case, "s2", relation="north"))
    cases.amend(path, found, "statements", "reviews")
    written = path.read_text(encoding="utf-8")
    assert "# is it?" in written
    assert "# the field" in written
    assert told(cases.load(path), "s2").relation == "north"


def test_readings_written_by_hand_on_one_line_are_changed_there(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "raid" / "raid.case.toml"
    entry = (
        '[[statements]]\nid = "s4"\nstatus = "added"\nwords = "تبعد منطقة «الميادين» ١٤ كيلومتراً"\n'
        'kind = "distance"\nsubject = {words = "الميادين", places = ["geo:al-mayadin"]}\n'
        'quantity = {words = "١٤ كيلومتراً"}\nnote = "by hand"\n\n'
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[[movements]]", entry + "[[movements]]", 1), encoding="utf-8")
    case = cases.load(path)
    subject = edited(case, "s4", "subject", places=["geo:qamishli"])
    cases.amend(path, brought(case, change(case, "s4", "added", subject=subject)), "statements")
    found = told(cases.load(path), "s4")
    assert isinstance(found, Statement) and found.subject
    assert (found.subject.places, found.note) == (("geo:qamishli",), "by hand")


def test_refreshing_the_places_loses_no_correction(reviewed: Case, tmp_path: Path) -> None:
    fresh = cases.refreshed(reviewed, places())
    cases.amend(tmp_path / "raid", fresh, "gazetteers")
    again = cases.load(tmp_path / "raid")
    assert (again.statements, again.movements, again.reviews) == (
        reviewed.statements,
        reviewed.movements,
        reviewed.reviews,
    )


def test_a_reviewed_case_is_not_read_over(reviewed: Case, tmp_path: Path) -> None:
    assert cases.reviewed(tmp_path / "raid" / "raid.case.toml")
