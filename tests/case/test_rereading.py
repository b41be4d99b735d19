"""Reports read anew beside a person's work: nothing of theirs is lost, whatever the machine now reads."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_osint import case as cases
from geo_osint import files
from geo_osint.case import Again, Case, as_review, bring_in, read_again
from geo_osint.case.compose import gazetteers_used
from geo_osint.case.digests import name_id, touched
from geo_osint.case.fields import fields_of, mention_fields
from geo_osint.case.reprints import refuse_changed
from geo_osint.errors import InputError
from geo_osint.model import Decision, Header, Mention, Movement, Reading, Report, Statement
from tests.arabic_case import TANF, distance, made, named, places, span, statement, stored

ON = date(2021, 3, 1)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case as it was first read."""
    folder = tmp_path_factory.mktemp("again") / "raid"
    stored(folder)
    return folder


@pytest.fixture
def folder(home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(home, tmp_path / "raid"))


@pytest.fixture(scope="module")
def case(home: Path) -> Case:
    return replace(cases.load(home), gazetteers=gazetteers_used(places()))


def reading(statements: Any = None, movements: Any = None, mentions: Any = None) -> Reading:
    """What the machine reads in the report this time; the same as before if nothing is said."""
    first = made()
    [report] = first.reports
    return Reading(
        replace(report, unread=()),
        first.mentions if mentions is None else mentions,
        first.statements if statements is None else statements,
        first.movements if movements is None else movements,
        report.unread,
    )


def again(case: Case, *readings: Reading) -> Again:
    return read_again(case, readings or (reading(),), places())


def told(case: Case, id: str) -> Any:
    return next(each for each in case.told if each.id == id)


def outcomes(found: Again) -> list[tuple[str, str]]:
    return [(each.id, each.what) for each in found.outcomes]


def reviewed(case: Case, id: str, now: str, **fields: Any) -> Case:
    """Bring in what a reviewer made of one reading."""
    was = fields_of(told(case, id))
    data = {
        "format": "geo-osint review 1",
        "case": {"name": case.name, "sha256": "0" * 64},
        "readings": [
            {
                "id": id,
                "status": {"was": told(case, id).status, "now": now},
                "fields": {
                    name: {"was": was[name], "now": value} for name, value in fields.items()
                },
            }
        ],
    }
    merged = bring_in(case, as_review(data, "a.json"), "A. Editor", ON, lambda _: places())
    assert not merged.conflicts
    return merged.case


def test_reading_the_same_again_changes_nothing(case: Case) -> None:
    found = again(case)
    assert (found.case, found.outcomes, found.reports) == (case, (), ())


def test_a_corrected_reading_stays_and_nothing_is_told_of_what_was_seen(case: Case) -> None:
    mended = reviewed(case, "s2", "corrected", relation="north_east")
    found = again(mended)
    assert told(found.case, "s2") == told(mended, "s2")
    assert found.outcomes == ()


def test_a_rejected_reading_does_not_come_back(case: Case) -> None:
    found = again(reviewed(case, "s2", "rejected"))
    assert [each.id for each in found.case.statements] == ["s1", "s2", "s3"]
    assert told(found.case, "s2").status == "rejected"


def other(case: Case, id: str, **fields: Any) -> tuple[Statement, ...]:
    return tuple(replace(s, **fields) if s.id == id else s for s in case.statements)


def test_where_the_machine_reads_otherwise_the_reviewer_stands_and_it_is_told(case: Case) -> None:
    mended = reviewed(case, "s2", "corrected", relation="north_east")
    found = again(mended, reading(other(case, "s2", measured_as="road")))
    assert told(found.case, "s2") == told(mended, "s2")
    [outcome] = found.outcomes
    assert (outcome.id, outcome.what, outcome.status) == ("s2", "kept", "corrected")
    assert [(d.field, d.was, d.now) for d in outcome.differences] == [
        ("relation", "north_east", ""),
        ("measured_as", "unstated", "road"),
    ]


def test_when_the_machine_comes_to_read_what_the_reviewer_wrote_nothing_is_told(case: Case) -> None:
    mended = reviewed(case, "s2", "corrected", relation="north_east")
    found = again(mended, reading(other(case, "s2", relation="north_east")))
    assert (found.outcomes, len(found.case.statements)) == ((), 3)


def test_what_nobody_looked_at_is_brought_up_to_date_under_its_id(case: Case) -> None:
    found = again(case, reading(other(case, "s2", relation="east")))
    assert told(found.case, "s2").relation == "east"
    assert outcomes(found) == [("s2", "renewed")]
    assert again(found.case, reading(other(case, "s2", relation="east"))).case == found.case


def test_what_is_no_longer_read_is_withdrawn_and_comes_back_with_its_id(case: Case) -> None:
    gone = again(case, reading(case.statements[:1]))
    assert [each.id for each in gone.case.standing_statements] == ["s1"]
    assert told(gone.case, "s2").status == "withdrawn"
    assert outcomes(gone) == [("s2", "withdrawn"), ("s3", "withdrawn")]
    assert again(gone.case, reading(case.statements[:1])).outcomes == ()
    back = again(gone.case)
    assert back.case == case
    assert outcomes(back) == [("s2", "back"), ("s3", "back")]


def test_what_a_person_touched_and_the_machine_no_longer_reads_stays(case: Case) -> None:
    found = again(reviewed(case, "s2", "accepted"), reading(case.statements[:1]))
    assert told(found.case, "s2").status == "accepted"
    assert ("s2", "kept_unread") in outcomes(found)


def few(id: str = "") -> Statement:
    return statement(
        id,
        "far",
        "vague_distance",
        subject=named("الميادين", "geo:al-mayadin"),
        quantity=replace(distance("بضعة كيلومترات", 0), value_lo=None, value_hi=None, hedge="few"),
    )


def test_a_fresh_reading_gets_an_id_that_nothing_ever_had(case: Case) -> None:
    decided = replace(case, decisions=(Decision("s7", "A. Editor", ON, "hold"),))
    found = again(decided, reading((few(), *case.statements)))
    assert [each.id for each in found.case.statements] == ["s1", "s2", "s3", "s8"]
    assert (told(found.case, "s8").status, outcomes(found)) == ("read", [("s8", "added")])


def test_what_a_reviewer_added_is_not_read_a_second_time(case: Case) -> None:
    added = replace(few("s4"), status="added", note="mine")
    mended = replace(case, statements=(*case.statements, added))
    found = again(mended, reading((*case.statements, few())))
    assert (found.case.statements, found.outcomes) == (mended.statements, ())


def test_a_meaning_that_a_reviewer_chose_holds_for_fresh_readings_of_the_same_words(
    case: Case,
) -> None:
    origin = {**fields_of(told(case, "m1"))["origin"], "places": [TANF], "open": False}
    mended = reviewed(case, "m1", "corrected", origin=origin)
    near = replace(case.statements[2], id="", kind="near", relation="near")
    found = again(mended, reading((*case.statements, near)))
    assert told(found.case, "s4").subject.places == (TANF,)
    assert again(found.case, reading((*case.statements, near))).outcomes == ()


def test_a_note_or_a_mended_entry_counts_as_touched_without_a_status(case: Case) -> None:
    noted = replace(case, statements=other(case, "s2", note="ask the desk"))
    unlinked = replace(noted, movements=(replace(case.movements[0], same_as="m2"),))
    assert touched(unlinked) == {"s2", "m1"}
    found = again(unlinked, reading(other(case, "s2", relation="east")))
    assert told(found.case, "s2") == told(noted, "s2")


def test_a_name_that_is_no_longer_read_is_left_as_a_question(case: Case) -> None:
    found = again(case, reading(mentions=case.mentions[:1]))
    iraq = found.case.mentions[1]
    assert (iraq.places, bool(iraq.question)) == ((), True)
    assert outcomes(found) == [(name_id(iraq), "withdrawn")]
    assert again(found.case).case.mentions == case.mentions


def second() -> Reading:
    body = "Al-Mayadin is 14 km from al-Omar field."
    report = Report("r2", "b.txt", Header(publisher="Desk"), body, "1" * 64)
    return Reading(report)


def test_one_more_report_comes_in_beside_the_others(case: Case) -> None:
    found = again(case, reading(), second())
    assert (found.reports, found.case.statements) == (("r2",), case.statements)
    assert [each.id for each in found.case.reports] == ["r1", "r2"]


def test_a_case_of_a_version_that_kept_no_digests_is_left_as_it_is(case: Case) -> None:
    old = replace(case, as_read={})
    found = again(old, reading(other(case, "s2", relation="east")))
    assert found.case.statements == case.statements
    assert outcomes(found) == [("s2", "kept")]


# --- whatever a person does, whatever the machine then reads -------------------------------------

IDS = ("s1", "s2", "s3", "m1", "m2")


@st.composite
def acts(draw: st.DrawFn) -> list[tuple[str, str]]:
    what = ("accept", "reject", "note", "meaning", "field", "link", "decide", "add")
    return draw(st.lists(st.tuples(st.sampled_from(what), st.sampled_from(IDS)), max_size=8))


def done(case: Case, deeds: list[tuple[str, str]]) -> Case:
    """Do to a case what a reviewer does in the page, an editor by `decide`, an analyst by hand."""
    for what, id in deeds:
        each = told(case, id)
        if what == "decide":
            case = cases.decide(case, Decision(id, "A. Editor", ON, "hold"))
        elif what == "add":
            number = len(case.statements) + 1
            new = replace(few(f"s{number}"), status="added", note=f"added {number}")
            case = replace(case, statements=(*case.statements, new))
        else:
            case = put(
                case, {"accept": accept, "reject": reject}.get(what, BY_HAND.get(what))(each)
            )
    return case


def accept(each: Any) -> Any:
    return replace(each, status="accepted")


def reject(each: Any) -> Any:
    return replace(each, status="rejected")


def with_meaning(each: Any) -> Any:
    role = next(r for r in ("subject", "origin", "reference") if getattr(each, r, None))
    mention: Mention = replace(getattr(each, role), places=(TANF,), question="")
    return replace(each, **{role: mention})


BY_HAND: Any = {
    "note": lambda each: replace(each, note=each.note + "look"),
    "meaning": with_meaning,
    "field": lambda each: replace(
        each, **({"actor": "X"} if isinstance(each, Movement) else {"stand_in": "Y"})
    ),
    "link": lambda each: replace(each, same_as="s1"),
}


def put(case: Case, new: Any) -> Case:
    def swapped(olds: Any) -> Any:
        return tuple(new if each.id == new.id else each for each in olds)

    return replace(case, statements=swapped(case.statements), movements=swapped(case.movements))


def changed(each: Any, how: int) -> Any:
    if how == 1 and isinstance(each, Statement):
        return replace(each, relation="east", measured_as="edge")
    if how == 1 and isinstance(each, Movement):
        return replace(each, towards=None, area=True)
    if how == 2 and isinstance(each, Statement) and each.subject:
        return replace(each, subject=replace(each.subject, places=(TANF,), question=""))
    return each


@st.composite
def machines(draw: st.DrawFn) -> Reading:
    """What some other version reads: some of it gone, some changed, in another order, some new."""

    def some(readings: Any) -> list[Any]:
        kept = [changed(each, draw(st.integers(0, 2))) for each in readings if draw(st.booleans())]
        return list(draw(st.permutations(kept)))

    first = made()
    more = [few()] if draw(st.booleans()) else []
    return reading((*more, *some(first.statements)), some(first.movements), some(first.mentions))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deeds=acts(), first=machines(), later=acts(), then=machines())
def test_nothing_of_a_reviewer_is_ever_lost(
    case: Case, deeds: Any, first: Reading, later: Any, then: Reading
) -> None:
    for acted, machine in ((deeds, first), (later, then)):
        before = done(case, acted)
        held = touched(before)
        after = again(before, machine).case
        assert [each for each in after.told if each.id in held] == [
            each for each in before.told if each.id in held
        ]
        assert (after.decisions, after.reviews) == (before.decisions, before.reviews)
        ids = [each.id for each in after.told]
        assert len(ids) == len(set(ids))
        assert {each.id for each in before.told} <= set(ids)
        assert held <= touched(after)
        assert again(after, machine).case == after
        case = after


# --- in the case's folder -----------------------------------------------------------------------

KEYS = ("reports", "gazetteers", "statements", "movements", "mentions", "as_read")


def test_comments_and_entries_of_a_person_stay_to_the_byte(folder: Path) -> None:
    path = cases.find_case(folder)
    text = path.read_text(encoding="utf-8")
    mended = text.replace('id = "s2"', 'id = "s2" # ask the desk').replace(
        'stand_in = "أكبر القواعد"', "stand_in   =  'القاعدة'  # seen on imagery"
    )
    path.write_text(mended + "\n# the end\n", encoding="utf-8")
    old = cases.load(path)
    found = again(old, reading((few(), *made().statements)))
    cases.amend(path, found.case, *KEYS, before=old)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert 'id = "s2" # ask the desk' in lines
    assert "stand_in   =  'القاعدة'  # seen on imagery" in lines
    assert "# the end" in lines
    assert cases.load(path) == replace(found.case, sha256=files.sha256(path.read_bytes()))


def test_an_entry_that_leaves_things_out_is_not_filled_in(folder: Path) -> None:
    path = cases.find_case(folder)
    short = '[[statements]]\nid = "s9"\nstatus = "added"\nwords = "صواريخ جاءت من العراق"\nkind = "near"\n\n'
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[[movements]]", short + "[[movements]]", 1), encoding="utf-8")
    old = cases.load(path)
    found = again(old, reading((few(), *made().statements)))
    cases.amend(path, found.case, *KEYS, before=old)
    assert short.strip() in path.read_text(encoding="utf-8")


def test_a_case_that_nobody_touched_keeps_its_seal(folder: Path) -> None:
    path = cases.find_case(folder)
    old = cases.load(path)
    cases.amend(path, again(old, reading((few(), *made().statements))).case, *KEYS, before=old)
    assert not cases.reviewed(path)
    assert touched(cases.load(path)) == set()


# --- which report is another version of one that the case holds ----------------------------------

TEXT = (
    "Shaddadi lies 60 km south of Hasakah. Residents of Tel Tamerr heard shots on Monday at dawn."
)


@pytest.mark.parametrize(
    ("header", "body", "refused"),
    [
        (Header(), TEXT.replace("60", "16"), True),
        (Header(source_url="https://a.example/1"), "Quite another text, much later.", True),
        (Header(publisher="Another"), TEXT.replace("60", "16"), False),
        (Header(), "Quite another text of another day about a place that nobody named.", False),
    ],
    ids=["figure", "address", "reprint", "other"],
)
def test_a_changed_report_is_refused(header: Header, body: str, refused: bool) -> None:
    old = Report("r1", "a", Header(publisher="One", source_url="https://a.example/1"), TEXT, "0")
    new = Report("r2", "b.txt", header, body, "1")
    if refused:
        with pytest.raises(InputError, match=r"b.txt: is r1 of the case with other words"):
            refuse_changed(new, [old], "b.txt")
    else:
        refuse_changed(new, [old], "b.txt")


def test_meanings_and_spans_of_the_hand_made_case_hold(case: Case) -> None:
    assert mention_fields(case.mentions[0])["meaning"]["span"] == [
        span("الوليد", "معبر «الوليد").start,
        span("الوليد", "معبر «الوليد").end,
    ]
