"""Whether the places of a movement can be met in the order told."""

from __future__ import annotations

from collections.abc import Iterator

from geo_osint.case import Case
from geo_osint.checking.journeys import wording
from geo_osint.checking.journeys.implied import implied
from geo_osint.checking.verdicts import judge
from geo_osint.model import Finding, LabelSet, Movement, Route

IN_ORDER = LabelSet(("in_order",))
EITHER = LabelSet(("detour", "in_order"))
DETOUR = LabelSet(("detour",))


FEWEST = 4
"""Places of a movement whose order is worth telling even where it needs no detour: one between two hardly has any."""


def check_order(told: Movement, route: Route, case: Case) -> Iterator[Finding]:
    """Check that the order of places needs no detour: none where fewer than two can be ordered.

    Another order counts only where the way told is surely longer than makes sense beside it, whatever the roads' true
    lengths. On a schematic network that settles nothing: a road that it lacks may explain the order.
    """
    detour = route.detour
    if detour is None or route.network is None:
        return
    straight = detour.shortest == detour.told
    if straight and len(detour.told) < FEWEST:
        return
    possible = IN_ORDER if straight else EITHER if route.network.schematic else DETOUR
    reasons = [wording.order_words(detour, case.places)]
    if not straight and route.network.schematic:
        reasons.append(wording.ROADS_LACK)
    yield Finding(
        implied(told, "order", "order"),
        judge(possible, IN_ORDER, IN_ORDER),
        reading="road",
        unit="label",
        possible=possible,
        printed=IN_ORDER,
        newsroom=IN_ORDER,
        reasons=tuple(reasons),
        settles=None if straight else wording.WHICH_ORDER,
    )
