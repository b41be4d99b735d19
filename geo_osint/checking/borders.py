"""What a crossing leads to: on the word of the gazetteer's sources."""

from __future__ import annotations

from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.verdicts import judge
from geo_osint.model import Finding, LabelSet, Place, Statement

YES, NO = LabelSet(("yes",)), LabelSet(("no",))
EITHER = LabelSet(("no", "yes"))


def check_border(statement: Statement, case: Case) -> Finding:
    """Check that a crossing leads to what was stated, under every identity of its name."""
    gaps = wording.gaps(statement)
    if gaps or statement.subject is None or statement.reference is None:
        return Finding(statement, "cannot_check", unit="label", reasons=gaps)
    crossings = [case.places[id] for id in statement.subject.places]
    areas = statement.reference.places
    labels = {label for each in crossings for label in _leads_to(each, areas, case)}
    possible = LabelSet(tuple(sorted(labels)))
    return Finding(
        statement,
        judge(possible, YES, YES),
        reading="crossing",
        unit="label",
        possible=possible,
        printed=YES,
        newsroom=YES,
        reasons=(
            *(wording.leads_to(each, case.places) for each in crossings),
            *wording.identities((statement.subject, statement.reference), case.places),
        ),
        settles=wording.WHICH_PLACE if len(crossings) > 1 and len(labels) > 1 else None,
    )


def _leads_to(crossing: Place, areas: tuple[str, ...], case: Case) -> LabelSet:
    """Compare with what is stated: the area itself, one that holds it, or one that lies in it."""
    told = [each.of for each in crossing.attributes if each.key == "crossing_with"]
    if not told:
        return EITHER
    if any(area in told for area in areas):
        return YES
    around = {id for area in told if area in case.places for id in case.places[area].within}
    parts = {
        area for area in areas if area in case.places and set(case.places[area].within) & set(told)
    }
    if around & set(areas):
        return YES
    return EITHER if parts else NO
