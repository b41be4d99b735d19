"""Where somebody can have been between two places in the time that they took: the space-time prism, seen from above."""

from __future__ import annotations

from collections.abc import Mapping

from shapely.geometry.base import BaseGeometry

from geo_osint import geodesy
from geo_osint.geodesy.footprints import WIDEST_M
from geo_osint.model import Anchor, Bilingual, Leg, LonLat, Place, Route
from geo_osint.routing.anchors import unsure_m

KM_M = 1_000.0


def path_areas(
    route: Route, places: Mapping[str, Place], hours: float, cap_kmh: float
) -> dict[int, BaseGeometry]:
    """Give the potential path area of each leg, by its number: where its way can have led in the time told.

    Of positions p with d(o, p) + d(p, d) ≤ v · T (Hägerstrand 1970, Miller 1991), geodesic, since no road is shorter. T is
    the time of the whole movement, of which the other legs have taken at least what the cap asks for between their ends.

    Parameters
    ----------
    hours
        The longest time that the whole way can have taken.
    cap_kmh
        A mean speed that nobody surpassed.

    Returns
    -------
    dict
        Without the legs that end in an area, those whose ends nobody could join in the time, and those whose time
        bounds nothing that can be drawn.
    """
    budget_m = cap_kmh * KM_M * hours
    apart = {leg.number: _apart_m(leg, places) for leg in route.legs}
    found: dict[int, BaseGeometry] = {}
    for leg in route.legs:
        ends = (_at(leg.origin, places), _at(leg.destination, places))
        others_m = sum(m for number, m in apart.items() if number != leg.number)
        slack_m = sum(unsure_m(places[each.place]) for each in (leg.origin, leg.destination))
        way_m = budget_m - others_m + 2 * slack_m
        if ends[0] is None or ends[1] is None or not 0 <= way_m <= WIDEST_M:
            continue
        area = geodesy.ellipse(ends[0], ends[1], way_m)
        if not area.is_empty:
            found[leg.number] = area
    return found


def path_area_words(hours: float, cap_kmh: float) -> Bilingual:
    """Say what a potential path area rests on."""
    return Bilingual(
        f"no farther than {cap_kmh:g} km/h lead in {hours:.3g} hours, the longest that the time told can mean",
        f"لا أبعد مما تبلغه سرعة {cap_kmh:g} كم/س في {hours:.3g} ساعة، وهي أطول ما تعنيه المدة المذكورة",
    )


def _at(anchor: Anchor, places: Mapping[str, Place]) -> LonLat | None:
    return None if anchor.region else places[anchor.place].reference


def _apart_m(leg: Leg, places: Mapping[str, Place]) -> float:
    """Give how far the ends of a leg lie apart at least, in metres; nothing where one is an area."""
    ends = (_at(leg.origin, places), _at(leg.destination, places))
    if ends[0] is None or ends[1] is None:
        return 0.0
    off_m = sum(unsure_m(places[each.place]) for each in (leg.origin, leg.destination))
    return max(0.0, geodesy.distance_m(ends[0], ends[1]) - off_m)
