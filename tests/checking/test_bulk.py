"""Many at once: the same answers as one at a time, to the last bit."""

from __future__ import annotations

import math
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_osint.case import Case
from geo_osint.checking import check_distance, check_many
from geo_osint.checking.bulk import judging, many, ways
from geo_osint.checking.bulk.columns import MEASURED_AS, QUALIFIERS, REASONS, CheckedMany
from geo_osint.errors import InputError
from geo_osint.gazetteer import load
from geo_osint.model import (
    Estimate,
    Finding,
    IntervalSet,
    LonLat,
    Place,
    PlaceName,
    Position,
    Quantity,
    Span,
)
from geo_osint.reading.quantities import stated_sets
from tests.conftest import mention, place, statement

TOWN, FIELD = (40.45154, 35.01982), (40.576, 35.104)


def found_one_by_one(a: Place, b: Place, told: dict[str, Any]) -> Finding:
    """Check one row as a statement of a case."""
    lo, hi, step = told["lo"], told["hi"], told["step"]
    hi_step = told.get("hi_step", step)
    hedge, measured_as = told["qualifier"], told["measured_as"]
    printed, newsroom = stated_sets(lo, hi, hedge, step, hi_step)
    quantity = Quantity("x", Span(0, 1), lo, hi, "m", hedge, printed, newsroom)
    made = statement(mention(a.id), mention(b.id), quantity=quantity, measured_as=measured_as)
    return check_distance(made, Case("trial", (), places={a.id: a, b.id: b}, sources={}))


def row_of(found: CheckedMany, at: int) -> tuple[object, ...]:
    sets = [
        (float(getattr(found, f"{name}_lo_m")[at]), float(getattr(found, f"{name}_hi_m")[at]))
        for name in ("possible", "printed", "newsroom")
    ]
    return (str(found.verdict[at]), float(found.margin_m[at]), *sets)


def hull(found: object) -> tuple[float, float]:
    assert isinstance(found, IntervalSet)
    return float(found.parts[0].lo), float(found.parts[-1].hi)


def row_of_finding(finding: Finding) -> tuple[object, ...]:
    assert finding.margin is not None
    sets = (hull(each) for each in (finding.possible, finding.printed, finding.newsroom))
    return (finding.verdict, float(finding.margin), *sets)


def spot(id: str, at: tuple[float, float], extent_m: float, off_m: float) -> Place:
    name = PlaceName(id, "en", "Latn", "main", "x")
    return Place(
        id, (name,), "POINT", positions=(Position(LonLat(*at), "x", 0.0, radius_m=off_m),),
        extent_m=extent_m,
    )  # fmt: skip


positions = st.tuples(st.floats(-180, 180), st.floats(-90, 90)) | st.tuples(
    st.floats(40, 41), st.floats(35, 36)
)
widths = st.sampled_from([0.0, 1_500.0, 10_000.0]) | st.floats(0, 50_000)
lengths = st.sampled_from([500.0, 14_000.0, 100_000.0]) | st.floats(0, 2e7)
tellings = st.fixed_dictionaries(
    {
        "a": positions,
        "b": positions,
        "ends": st.tuples(lengths, lengths).map(sorted),
        "single": st.booleans(),
        "step": st.sampled_from([1.0, 500.0, 1_000.0, 10_000.0]) | st.floats(1e-3, 1e5),
        "hi_step": st.sampled_from([1_000.0, 10_000.0]),
        "qualifier": st.sampled_from(QUALIFIERS[:-1]),
        "measured_as": st.sampled_from(MEASURED_AS),
        "extents": st.tuples(widths, widths),
        "off": st.tuples(widths, widths),
    }
)


@given(st.lists(tellings, min_size=1, max_size=6))
@settings(deadline=None, max_examples=300)
def test_many_rows_answer_as_one_statement_does(rows: list[dict[str, Any]]) -> None:
    """Verdict, margin, P, N and W are equal to the last bit, whatever the row."""
    for row in rows:
        row["lo"], row["hi"] = row["ends"][0], row["ends"][0 if row["single"] else 1]
    found = check_many(
        [row["a"] for row in rows],
        [row["b"] for row in rows],
        [row["lo"] for row in rows],
        [row["hi"] for row in rows],
        step_m=[row["step"] for row in rows],
        hi_step_m=[row["hi_step"] for row in rows],
        qualifier=[row["qualifier"] for row in rows],
        measured_as=[row["measured_as"] for row in rows],
        subject_extent_m=[row["extents"][0] for row in rows],
        reference_extent_m=[row["extents"][1] for row in rows],
        subject_off_m=[row["off"][0] for row in rows],
        reference_off_m=[row["off"][1] for row in rows],
    )
    for at, row in enumerate(rows):
        a = spot("geo:a", row["a"], row["extents"][0], row["off"][0])
        b = spot("geo:b", row["b"], row["extents"][1], row["off"][1])
        assert row_of(found, at) == row_of_finding(found_one_by_one(a, b, row))


@given(st.floats(0, 2e7) | st.floats(1e9, 1e15), st.integers(0, 20_000_000_000))
def test_lengths_are_rounded_as_python_rounds_them(metres: float, halves: int) -> None:
    """Also where the seventh digit is a 5, where numpy's own rounding errs."""
    for value in (metres, (halves + 0.5) / 1e6, math.nextafter((halves + 0.5) / 1e6, 0), math.inf):
        with np.errstate(invalid="ignore"):
            (rounded,) = judging._to_micrometres(np.array([value]))
        assert float(rounded) == (value if math.isinf(value) else round(value, 6))


def test_places_count_by_all_their_sites_and_never_by_their_hull() -> None:
    """Every pair of the gazetteer's located places: sources that disagree, estimates, extents."""
    places = load().places
    ids = [
        "geo:al-mayadin", "geo:al-omar-field", "geo:al-walid-kurdistan-crossing", "geo:qamishli",
        "geo:al-tanf-base", "geo:al-walid-tanf-crossing", "geo:busayrah", "geo:deir-ez-zor",
    ]  # fmt: skip
    rows = [
        {"a": a, "b": b, "lo": lo, "hi": lo, "step": 1_000.0, "qualifier": q, "measured_as": m}
        for a in ids
        for b in ids
        for lo, q, m in (
            (14_000.0, "", "unstated"),
            (16_500.0, "about", "centre"),
            (24_000.0, "at_least", "edge"),
            (90_000.0, "at_most", "road"),
        )
    ]
    found = check_many(
        *([row[end] for row in rows] for end in "ab"),
        [row["lo"] for row in rows],
        step_m=1_000,
        qualifier=[row["qualifier"] for row in rows],
        measured_as=[row["measured_as"] for row in rows],
        places=places,
    )
    assert set(found.code.tolist()) == {0, 1, 2, 3}
    for at, row in enumerate(rows):
        one = found_one_by_one(places[row["a"]], places[row["b"]], row)
        assert row_of(found, at) == row_of_finding(one), row


def test_a_gap_between_sources_is_no_distance() -> None:
    """16.6 km lies between al-Omar's two points: inside their hull, and possible by neither."""
    found = check_many(
        ["geo:al-omar-field"], ["geo:al-mayadin"], [16_600.0], step_m=100, places=load().places
    )
    assert found.possible_lo_m[0] < 16_500 < found.possible_hi_m[0]
    assert found.verdict[0] == "fits_roughly"
    assert found.margin_m[0] < -1_000


GOOD = {"stated_lo_m": 14_000.0, "step_m": 1_000.0}
BAD: list[tuple[dict[str, Any], str]] = [
    ({"subject": (400.0, 35.0)}, "subject: no position"),
    ({"subject": (40.0, 90.1)}, "subject: no position"),
    ({"subject": (1e300, 35.0)}, "subject: no position"),
    ({"reference": (math.nan, 35.0)}, "reference: no position"),
    ({"reference": (40.0, -math.inf)}, "reference: no position"),
    ({"subject_extent_m": -1.0}, "extent"),
    ({"reference_extent_m": math.nan}, "extent"),
    ({"subject_off_m": math.inf}, "extent"),
    ({"reference_off_m": -0.1}, "extent"),
    ({"stated_lo_m": -1.0}, "stated"),
    ({"stated_lo_m": math.nan}, "stated"),
    ({"stated_hi_m": 13_999.0}, "stated"),
    ({"stated_hi_m": math.inf}, "stated"),
    ({"step_m": 0.0}, "precision"),
    ({"step_m": math.inf}, "precision"),
    ({"hi_step_m": -1.0}, "precision"),
    ({"qualifier": "roughly"}, "qualifier: none of"),
    ({"qualifier": "few"}, "qualifier: the words have no measurable range"),
    ({"measured_as": "by air"}, "measured as"),
]


@pytest.mark.parametrize(("fault", "reason"), BAD, ids=[str(fault) for fault, _ in BAD])
def test_a_bad_row_says_why_and_leaves_the_others_alone(fault: dict[str, Any], reason: str) -> None:
    """Three rows, the middle one bad: it cannot be checked, its neighbours are as without it."""
    columns: dict[str, Any] = {"subject": FIELD, "reference": TOWN, "stated_hi_m": 14_000.0, **GOOD}
    good = check_many(**{name: [value] for name, value in columns.items()})
    rows = {name: [value, fault.get(name, value), value] for name, value in columns.items()}
    defaults: dict[str, Any] = {"qualifier": "", "measured_as": "unstated", "hi_step_m": 1_000.0}
    for name, value in fault.items():
        rows.setdefault(name, [defaults.get(name, 0.0), value, defaults.get(name, 0.0)])
    found = check_many(**rows)
    assert row_of(found, 0) == row_of(found, 2) == row_of(good, 0)
    assert found.verdict[1] == "cannot_check" and found.reason[1].startswith(reason)
    assert found.reason.tolist()[::2] == ["", ""]
    assert all(math.isnan(float(getattr(found, name)[1])) for name in (
        "possible_lo_m", "possible_hi_m", "printed_lo_m", "newsroom_hi_m", "margin_m"
    ))  # fmt: skip


def test_an_end_of_the_world_is_a_position() -> None:
    found = check_many([[180.0, 90.0]], [[-180.0, -90.0]], [20_004_000.0], step_m=1_000)
    assert found.verdict.tolist() == ["fits"]


def test_places_unknown_or_unlocated_say_so() -> None:
    here, nowhere = place("geo:here", (35.0, 40.0)), place("geo:nowhere")
    guess = place("geo:guess", estimate=Estimate(LonLat(40.1, 35.0), 2_000.0, "a guess"))
    found = check_many(
        ["geo:here", "geo:what", "geo:here", "geo:nowhere", "geo:here", "geo:here"],
        ["geo:what", "geo:here", "geo:nowhere", "geo:here", "geo:guess", "geo:guess"],
        [9_000.0, 9_000.0, 9_000.0, 9_000.0, 9_000.0, -1.0],
        step_m=1_000,
        places={each.id: each for each in (here, nowhere, guess)},
    )
    assert found.reason.tolist() == [
        "reference: not in the gazetteer",
        "subject: not in the gazetteer",
        "reference: no source locates it",
        "subject: no source locates it",
        "",
        "stated: no distance of 0 or more metres, lower end first",
    ]
    assert found.verdict.tolist() == ["cannot_check"] * 4 + ["fits_roughly", "cannot_check"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"subject": [40.0, 35.0]}, "shape (n, 2)"),
        ({"subject": [[40.0, 35.0, 1.0]]}, "shape (n, 2)"),
        ({"subject": [["east", "north"]]}, "subject: not numbers"),
        ({"subject": [FIELD, FIELD]}, "subject has 2 rows, reference 1"),
        ({"stated_lo_m": [1.0, 2.0]}, "stated_lo_m: shape (2,)"),
        ({"stated_lo_m": ["fourteen"]}, "stated_lo_m: not numbers"),
        ({"step_m": [[1.0]]}, "step_m: shape (1, 1)"),
        ({"places": {}}, "subject: not a column of place ids"),
    ],
    ids=str,
)
def test_columns_that_do_not_fit_are_refused_by_name(columns: dict[str, Any], words: str) -> None:
    given_: dict[str, Any] = {"subject": [FIELD], "reference": [TOWN], **GOOD, **columns}
    with pytest.raises(InputError) as fault:
        check_many(**given_)
    assert words in str(fault.value)


def test_no_rows_give_no_answers() -> None:
    found = check_many(np.empty((0, 2)), np.empty((0, 2)), [], step_m=1_000)
    assert len(found) == 0 and found.verdict.tolist() == []
    assert len(check_many([], [], [], step_m=1_000, places={})) == 0


def test_pieces_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows on either side of a piece's end are as in one piece, of positions and of places."""
    rng = np.random.default_rng(3)
    ends = rng.uniform(35, 41, (2, 10, 2))
    whole = check_many(*ends, np.arange(10) * 50_000.0, step_m=1_000)
    ids = ["geo:al-mayadin", "geo:what", "geo:al-omar-field", "geo:qamishli", "geo:busayrah"]
    places = load().places
    of_places = check_many(ids, ids[::-1], [14_000.0] * 5, step_m=1_000, places=places)
    monkeypatch.setattr(many, "PIECE", 3)
    monkeypatch.setattr(ways, "MOST_PAIRS_KEPT", 2)
    again = check_many(*ends, np.arange(10) * 50_000.0, step_m=1_000)
    of_places_again = check_many(ids, ids[::-1], [14_000.0] * 5, step_m=1_000, places=places)
    for one, other in ((whole, again), (of_places, of_places_again)):
        for name in CheckedMany.__dataclass_fields__:
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_memory_stays_with_the_columns() -> None:
    """A quarter of a million rows take what their answers take, and a few megabytes to work in."""
    rows = 4 * many.PIECE
    ends = np.full((rows, 2), 40.0)
    lo = np.full(rows, 14_000.0)
    tracemalloc.start()
    found = check_many(ends, ends, lo, step_m=1_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    answers = sum(getattr(found, name).nbytes for name in CheckedMany.__dataclass_fields__)
    assert most < answers + 400 * many.PIECE


def test_each_reason_is_told_apart() -> None:
    assert len(set(REASONS)) == len(REASONS)
    assert REASONS[0] == ""


@pytest.mark.parametrize("measured_as", MEASURED_AS)
def test_places_are_points_unless_told_otherwise(measured_as: str) -> None:
    """No extent and no error is taken where none is given."""
    found = check_many([FIELD], [TOWN], [14_000.0], step_m=1_000, measured_as=measured_as)
    (exact,) = check_many([FIELD], [TOWN], [14_000.0], step_m=1_000).possible_lo_m
    assert found.possible_lo_m[0] == exact
    assert found.possible_hi_m[0] == (2.1 * exact if measured_as == "road" else exact)


def test_an_edge_just_out_of_reach_does_not_fit() -> None:
    """Short of the distance by more than the tolerance, and by less than a metre more than the extents."""
    (d,) = check_many([FIELD], [TOWN], [14_000.0], step_m=1_000).possible_lo_m
    told: dict[str, Any] = {"stated_lo_m": [4_000.0], "step_m": 1_000, "qualifier": "at_most"}
    most = check_many([FIELD], [TOWN], **told).newsroom_hi_m[0]
    for short, verdict in ((0.5, "does_not_fit"), (-0.5, "not_settled")):
        for one, other in (
            (0.0, d - most - short),
            (d - most - short, 0.0),
            ((d - most - short) / 2,) * 2,
        ):
            found = check_many(
                [FIELD], [TOWN], **told, subject_extent_m=one, reference_extent_m=other
            )
            assert found.verdict[0] == verdict


def test_an_edge_just_at_the_end_of_tolerance_meets_it() -> None:
    """Found among figures where the subtraction comes out to the bit."""
    (d,) = check_many([FIELD], [TOWN], [14_000.0], step_m=1_000).possible_lo_m
    found = 0
    for stated in np.arange(2_000.0, 9_000.0, 500.0):
        told: dict[str, Any] = {"stated_lo_m": [stated], "step_m": 1_000, "qualifier": "at_most"}
        end = check_many([FIELD], [TOWN], **told).newsroom_hi_m[0]
        if d - (d - end) == end:
            found += 1
            many = check_many([FIELD], [TOWN], **told, subject_extent_m=d - end)
            assert many.verdict[0] == "not_settled"
    assert found


@pytest.mark.parametrize("end", ["newsroom_lo_m", "newsroom_hi_m", "printed_lo_m", "printed_hi_m"])
def test_what_reaches_just_to_the_end_of_a_set_lies_in_it(end: str) -> None:
    """Widened until it ends where the set does, to the bit; a metre more, and it does not lie in it."""
    (d,) = check_many([FIELD], [TOWN], [14_000.0], step_m=1_000).possible_lo_m
    inside, outside = (
        ("fits", "fits_roughly") if "printed" in end else ("fits_roughly", "not_settled")
    )
    side = "possible" + end[-5:]
    found = 0
    for stated in np.arange(13_000.0, 17_000.0, 250.0):
        told: dict[str, Any] = {"stated_lo_m": [stated], "step_m": 4_000}
        off = abs(getattr(check_many([FIELD], [TOWN], **told), end)[0] - d)
        many = check_many([FIELD], [TOWN], **told, subject_off_m=off)
        wider = check_many([FIELD], [TOWN], **told, subject_off_m=off + 1)
        nearest = min(abs(getattr(many, f"{end[:-5]}{each}")[0] - d) for each in ("_lo_m", "_hi_m"))
        if getattr(many, side)[0] == getattr(many, end)[0] and off == nearest:
            found += 1
            assert (many.verdict[0], wider.verdict[0]) == (inside, outside)
    assert found


@pytest.mark.parametrize(("end", "side", "figures"), [
    ("newsroom_hi_m", "possible_lo_m", np.arange(2_000.0, 9_000.0, 250.0)),
    ("newsroom_lo_m", "possible_hi_m", np.arange(22_000.0, 40_000.0, 250.0)),
])  # fmt: skip
def test_what_just_touches_tolerance_from_outside_meets_it(
    end: str, side: str, figures: np.ndarray
) -> None:
    (d,) = check_many([FIELD], [TOWN], [14_000.0], step_m=1_000).possible_lo_m
    found = 0
    for stated in figures:
        told: dict[str, Any] = {"stated_lo_m": [stated], "step_m": 1_000, "measured_as": "centre"}
        off = abs(d - getattr(check_many([FIELD], [TOWN], **told), end)[0])
        touching = check_many([FIELD], [TOWN], **told, reference_off_m=off)
        short = check_many([FIELD], [TOWN], **told, reference_off_m=off - 1)
        if getattr(touching, side)[0] == getattr(touching, end)[0]:
            found += 1
            assert (touching.verdict[0], short.verdict[0]) == ("not_settled", "does_not_fit")
    assert found
