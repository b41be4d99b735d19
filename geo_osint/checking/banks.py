"""On which bank of a river a place lies: on a source's word, else by the river's drawn line."""

from __future__ import annotations

from itertools import product

from geo_osint import geodesy
from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.directions import AZIMUTHS_DEG
from geo_osint.checking.sites import LINE_ERROR_M, sites
from geo_osint.checking.verdicts import judge
from geo_osint.model import Bilingual, Finding, LabelSet, LonLat, Mention, Place, Statement

LEFT, RIGHT = LabelSet(("left_bank",)), LabelSet(("right_bank",))
EITHER = LabelSet(("left_bank", "right_bank"))
ACROSS, SAME_BANK = LabelSet(("across",)), LabelSet(("same_bank",))

BANKS = {"both_banks": EITHER.labels}
"""Sourced value -> where a position of the place may lie, where that is not the value itself."""

CLEAR_DEG = 67.5
"""A bank bears the name of a direction when the way across the river comes so near to it."""

COURSE_REACH_M = 25_000.0
"""People name banks by the general course of a river, not by a bend: so far up and down it is taken."""

Answer = tuple[LabelSet, Bilingual]


def check_bank(statement: Statement, case: Case) -> Finding:
    """Check that a place lies on the stated bank; left and right are those of the current.

    What a source says of the place comes before any geometry; geometry is asked only where the place
    lies farther from the river's line than that may be off.
    """
    gaps = wording.gaps(statement)
    if gaps or statement.subject is None or statement.reference is None:
        return Finding(statement, "cannot_check", unit="label", reasons=gaps)
    if statement.relation == "opposite_bank":
        return _check_opposite(statement, statement.subject, case)
    river = case.places[statement.reference.places[0]]
    answers = [_bank_of(case.places[id], river) for id in statement.subject.places]
    reasons = (
        *dict.fromkeys(why for _, why in answers),
        *wording.identities((statement.subject, statement.reference), case.places),
    )
    possible = LabelSet(tuple(sorted({label for found, _ in answers for label in found})))
    printed = _printed(
        statement.relation, [case.places[id] for id in statement.subject.places], river
    )
    if not printed:
        return Finding(
            statement, "cannot_check", unit="label", possible=possible,
            reasons=(*reasons, wording.WHICH_BANK),
        )  # fmt: skip
    return Finding(
        statement,
        judge(possible, printed, printed),
        reading="bank",
        unit="label",
        possible=possible,
        printed=printed,
        newsroom=printed,
        reasons=reasons,
        settles=wording.A_SOURCE_FOR_THE_BANK if len(possible.labels) > 1 else None,
    )


def _check_opposite(statement: Statement, subject: Mention, case: Case) -> Finding:
    """Check that a place lies across the river from the one whose distance the same sentence tells."""
    other = _opposite_of(statement, subject, case)
    if other is None or statement.reference is None:
        why = (wording.OPPOSITE_TO_WHAT,)
        return Finding(statement, "cannot_check", reading="bank", unit="label", reasons=why)
    river = case.places[statement.reference.places[0]]
    here, there = ([_bank_of(case.places[id], river) for id in m.places] for m in (subject, other))
    labels = {
        label for (one, _), (another, _) in product(here, there) for label in _opposed(one, another)
    }
    possible = LabelSet(tuple(sorted(labels)))
    return Finding(
        statement,
        judge(possible, ACROSS, ACROSS),
        reading="bank",
        unit="label",
        possible=possible,
        printed=ACROSS,
        newsroom=ACROSS,
        reasons=(
            *(wording.opposite_to(case.places[id]) for id in other.places),
            *dict.fromkeys(why for _, why in (*here, *there)),
            *wording.identities((subject, other, statement.reference), case.places),
        ),
        settles=wording.A_SOURCE_FOR_THE_BANK if len(labels) > 1 else None,
    )


def opposite_bank(statement: Statement, case: Case) -> str:
    """Give the bank that "the opposite bank" names, or "" where that of the other place is not known."""
    other = statement.subject and _opposite_of(statement, statement.subject, case)
    if not other or statement.reference is None:
        return ""
    river = case.places[statement.reference.places[0]]
    banks = {label for id in other.places for label in _bank_of(case.places[id], river)[0]}
    return (
        {"left_bank": "right_bank", "right_bank": "left_bank"}[banks.pop()]
        if len(banks) == 1
        else ""
    )


def _opposite_of(statement: Statement, subject: Mention, case: Case) -> Mention | None:
    """Give the other end of a distance that the same sentence tells of the same place."""
    for each in case.standing_statements:
        ends = (each.subject, each.reference)
        if (each.report, each.span) != (statement.report, statement.span) or each.quantity is None:
            continue
        others = [end for end in ends if end and end.places and end.places != subject.places]
        if len(others) == 1 and any(end and end.places == subject.places for end in ends):
            return others[0]
    return None


def _opposed(one: LabelSet, another: LabelSet) -> set[str]:
    """Compare two banks; an island is on neither, and may lie nearer to one."""
    pairs = set(product(one, another))
    told = {("across" if a != b else "same_bank") for a, b in pairs}
    return {*ACROSS, *SAME_BANK} if "island" in {*one, *another} else told


def _bank_of(place: Place, river: Place) -> Answer:
    told = [a for a in place.attributes if a.key == "bank" and a.of == river.id]
    if told:
        banks = {bank for each in told for bank in BANKS.get(each.value, (each.value,))}
        return LabelSet(tuple(sorted(banks))), wording.bank_by_source(place, river)
    return _by_line(place, river)


def _by_line(place: Place, river: Place) -> Answer:
    """Look on which side of the line all positions lie, beyond what the line may be off."""
    found = set()
    for line in _lines(river):
        for site in sites(place):
            points = geodesy.Footprint.points(site.points, site.slack_m + site.rounding_m)
            if geodesy.distance_range(points, geodesy.Footprint.line(line)).lo > LINE_ERROR_M:
                found |= {geodesy.side_of(line, each) for each in site.points}
            else:
                found |= {"left", "right"}
    labels = tuple(f"{each}_bank" for each in sorted(found))
    answer = LabelSet(labels) if len(labels) == 1 else EITHER
    return answer, wording.bank_by_line(
        place, river, LINE_ERROR_M, bool(found) and len(labels) == 1
    )


def _lines(river: Place) -> tuple[tuple[LonLat, ...], ...]:
    shape = river.shape
    return shape.parts if shape is not None and shape.kind.endswith("LineString") else ()


def _printed(relation: str, places: list[Place], river: Place) -> LabelSet:
    """Turn the words into left or right: a compass bank by the course of the river near the place."""
    if relation in ("left_bank", "right_bank"):
        return LabelSet((relation,))
    azimuth = AZIMUTHS_DEG.get(relation.removesuffix("_bank"))
    if azimuth is None:
        return LabelSet()
    banks = {
        f"{side}_bank"
        for place in places
        if place.reference is not None
        for line in _lines(river)
        if (side := side_facing(geodesy.course_deg(line, place.reference, COURSE_REACH_M), azimuth))
    }
    return LabelSet(tuple(sorted(banks))) if len(banks) == 1 else LabelSet()


def side_facing(course_deg: float, azimuth_deg: float) -> str:
    """Give the side of a river that lies in a direction; "" where its course leaves doubt.

    Examples
    --------
    >>> side_facing(135, 90), side_facing(90, 90)
    ('left', '')
    """
    across = {"left": course_deg - 90, "right": course_deg + 90}
    turns = {side: abs((way - azimuth_deg + 180) % 360 - 180) for side, way in across.items()}
    return next((side for side, turn in turns.items() if turn <= CLEAR_DEG), "")
