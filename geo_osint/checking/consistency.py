"""Whether statements can all be true together, whatever the places really are.

Two reports that give 10 and 14 km for the same pair, and a chain A–B–C that cannot close, contradict each
other by their figures alone: no coordinate is needed to see it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Literal

from geo_osint.case import Case
from geo_osint.checking import wording
from geo_osint.checking.rounding import by_rule
from geo_osint.model import Bilingual, IntervalSet, Place, Statement, Verdict
from geo_osint.model.readings import MeasuredAs

WAYS: tuple[MeasuredAs, ...] = ("unstated", "centre", "edge", "road")
"""Between what a distance is measured: only figures of one and the same way are compared."""

CLOSING: tuple[MeasuredAs, ...] = ("unstated", "centre", "road")
"""Ways whose distances add up around a triangle: from an edge to an edge they do not."""

Ends = tuple[str, str]
Sets = Callable[[Statement], IntervalSet]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all hold: ids in the case's order, the ids of their places.

    `verdict` is `fits_roughly` where they can within newsroom tolerance, `does_not_fit` where not even
    so; `gap_m` is how far apart they are as printed. `kind` is `pair` (one distance told twice) or `chain`
    (three distances around a triangle).
    """

    kind: Literal["pair", "chain"]
    verdict: Verdict
    statements: tuple[str, ...]
    places: tuple[str, ...]
    gap_m: float
    reason: Bilingual


def conflicts(case: Case) -> tuple[Conflict, ...]:
    """Find what contradicts each other among the standing distances of a case.

    Compared are distances measured in the same way, by the words; those that do not say how are compared
    with each other, and the reason says so: 10 km straight and 14 km by road are no contradiction.
    Of several figures for one pair of places the two that are farthest apart are told, of a triangle the
    figures that miss its closing most. Names that may mean several places are left out.
    """
    found: list[Conflict] = []
    for way in WAYS:
        told = _by_pair(case, way)
        found += _pairs(told, case.places)
        if way in CLOSING:
            found += _chains(told, case.places)
    return tuple(found)


def _by_pair(case: Case, way: MeasuredAs) -> dict[Ends, list[Statement]]:
    told: dict[Ends, list[Statement]] = defaultdict(list)
    for each in (by_rule(each, case.rounding) for each in case.standing_statements):
        ends = _ends(each)
        if ends and each.measured_as == way:
            told[ends].append(each)
    return told


def _ends(told: Statement) -> Ends | None:
    """Give the two places of a distance, in either order one key; none where they are not settled."""
    if told.subject is None or told.reference is None or not _printed(told):
        return None
    if len(told.subject.places) != 1 or len(told.reference.places) != 1:
        return None
    first, second = sorted((*told.subject.places, *told.reference.places))
    return (first, second) if first != second else None


def _printed(told: Statement) -> IntervalSet:
    return told.quantity.printed if told.quantity else IntervalSet()


def _newsroom(told: Statement) -> IntervalSet:
    return told.quantity.newsroom if told.quantity else IntervalSet()


def _least(told: Statement, sets: Sets) -> float:
    return sets(told).parts[0].lo


def _most(told: Statement, sets: Sets) -> float:
    return sets(told).parts[-1].hi


def _longest(told: Sequence[Statement], sets: Sets) -> Statement:
    return max(told, key=lambda each: _least(each, sets))


def _shortest(told: Sequence[Statement], sets: Sets) -> Statement:
    return min(told, key=lambda each: _most(each, sets))


def _pairs(
    told: Mapping[Ends, Sequence[Statement]], places: Mapping[str, Place]
) -> Iterator[Conflict]:
    for ends, statements in told.items():
        short, long = (pick(statements, _printed) for pick in (_shortest, _longest))
        gap = _least(long, _printed) - _most(short, _printed)
        if gap > 0:
            apart = _least(long, _newsroom) > _most(short, _newsroom)
            ids = _in_order(short, long)
            named = [places[id] for id in ends]
            why = wording.told_twice(named, short, long, gap, apart)
            yield Conflict("pair", _verdict(apart), ids, ends, gap, why)


def _chains(
    told: Mapping[Ends, Sequence[Statement]], places: Mapping[str, Place]
) -> Iterator[Conflict]:
    for corners in _triangles(told):
        for a, b, c in permutations(corners):
            conflict = _open_chain(told, places, (a, b, c)) if a < c else None
            if conflict:
                yield conflict


def _triangles(told: Mapping[Ends, object]) -> Iterator[tuple[str, str, str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for first, second in told:
        beside[first].add(second)
    for first, others in beside.items():
        for second, third in combinations(sorted(others), 2):
            if (second, third) in told:
                yield first, second, third


def _open_chain(
    told: Mapping[Ends, Sequence[Statement]],
    places: Mapping[str, Place],
    corners: tuple[str, str, str],
) -> Conflict | None:
    """Tell where the way from A by B to C is shorter than A to C is said to be."""
    a, b, c = corners
    legs = [_shortest(told[min(x, y), max(x, y)], _printed) for x, y in ((a, b), (b, c))]
    whole = _longest(told[a, c], _printed)
    gap = _least(whole, _printed) - sum(_most(leg, _printed) for leg in legs)
    if gap <= 0:
        return None
    apart = _least(whole, _newsroom) > sum(_most(leg, _newsroom) for leg in legs)
    why = wording.does_not_close([places[id] for id in corners], (*legs, whole), gap, apart)
    return Conflict("chain", _verdict(apart), _in_order(*legs, whole), corners, gap, why)


def _verdict(apart: bool) -> Verdict:
    return "does_not_fit" if apart else "fits_roughly"


def _in_order(*told: Statement) -> tuple[str, ...]:
    return tuple(sorted((each.id for each in told), key=lambda id: (len(id), id)))
