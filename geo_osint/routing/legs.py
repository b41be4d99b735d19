"""From one reported place to the next: the ways on a network, cut into segments."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from geo_osint import geodesy
from geo_osint.model import (
    Bilingual,
    Interval,
    Leg,
    LegEnd,
    LonLat,
    Movement,
    Passage,
    Segment,
    SegmentClass,
)
from geo_osint.routing import wording
from geo_osint.routing.anchors import AREA_M, Hold, is_region, unsure_m
from geo_osint.routing.circuity import longest_m
from geo_osint.routing.classes import Ways, ways
from geo_osint.routing.gates import OVER_WATER, SHUT, Gate, periods_on, state_on
from geo_osint.routing.graph import Graph
from geo_osint.routing.network import Network
from geo_osint.routing.paths import Way, line_of, shortest
from geo_osint.routing.snapping import TOLERANCE_M
from geo_osint.routing.times import driving_h

OFF_ROAD = 1.4
"""How many straight lines the way from a place to its road may be long: as the links of the network (data/README.md)."""

DRAWN_M = 500.0
"""A way from a place to its road is drawn from this length on; below, the two are one on any map."""


@dataclass(frozen=True, slots=True)
class Journey:
    """What all legs of a movement share: the graph, the days, and what the report names."""

    movement: Movement
    graph: Graph
    named_places: frozenset[str]
    named_roads: frozenset[str]
    start: date | None
    end: date | None

    @property
    def network(self) -> Network:
        """The network that the graph was made of."""
        return self.graph.network

    def passage(self, gate: Gate) -> Passage:
        """Tell how a gate was in the days of the movement."""
        periods = periods_on(gate, self.start, self.end)
        return Passage(
            gate.id,
            gate.name,
            state_on(gate, self.start, self.end),
            bool(gate.place) and gate.place in self.named_places,
            tuple(dict.fromkeys(key for each in periods for key in each.sources)),
            gate.kind,
        )

    def shut(self) -> dict[int, Passage]:
        """Give the links that were shut on all days of the movement, unless the report names their gate."""
        told = ((gate, self.passage(gate)) for gate in self.network.gates if gate.periods)
        return {
            link: passage
            for gate, passage in told
            if passage.state in SHUT and not passage.named
            for link in gate.links
        }

    def named_links(self) -> frozenset[int]:
        """Give the links of gates that the report names."""
        named = (g for g in self.network.gates if g.place and g.place in self.named_places)
        return frozenset(link for gate in named for link in gate.links)


def assumed(
    movement: Movement, number: int, a: Hold, b: Hold, reasons: Sequence[Bilingual]
) -> tuple[Leg, list[Segment]]:
    """Draw a leg as the geodesic between its ends, if both have a position."""
    leg = Leg(number, a.anchor, b.anchor, ends_as(b), tuple(reasons))
    if a.at is None or b.at is None:
        return leg, []
    line = geodesy.geodesic(a.at, b.at)
    segment = _straight(line, a, b)
    return leg, [replace(segment, id=f"{movement.id}/{number}/1", ends=leg.ends)]


def ends_as(hold: Hold) -> LegEnd:
    """Tell how a leg ends at what is held."""
    if hold.anchor.role == "towards":
        return "direction"
    return "area" if hold.anchor.region else "place"


def leg(journey: Journey, number: int, a: Hold, b: Hold) -> tuple[Leg, list[Segment]]:
    """Find the ways from one place to the next, as far as the network knows any."""
    notes = list(_notes(a, b))
    if a.place.id == b.place.id:
        return Leg(number, a.anchor, b.anchor, ends_as(b), (wording.SAME_PLACE,)), []
    if a.nodes & b.nodes and (a.anchor.region or b.anchor.region):
        return Leg(number, a.anchor, b.anchor, ends_as(b), (wording.OVERLAP, *notes)), []
    missing = [each for each in (a, b) if not each.nodes]
    if missing:
        tolerance_m = TOLERANCE_M[journey.network.schematic]
        notes += [wording.off_the_road(each.place, tolerance_m) for each in missing]
        return assumed(journey.movement, number, a, b, notes)
    shut = journey.shut()
    found = ways(journey.graph, a.nodes, b.nodes, shut, journey.named_links(), journey.named_roads)
    open_ = shortest(journey.graph, a.nodes, b.nodes)
    gates = _shut_on(journey.graph, open_, shut)
    if found is None or not found.sensible[0].pieces:
        why = wording.every_way_shut(gates) if gates else wording.NO_WAY
        made, drawn = assumed(journey.movement, number, a, b, [*notes, why])
    else:
        notes += _on_the_way(journey, found, gates, (a, b))
        straight_m = _straight_m(journey.graph, found.sensible[0])
        if journey.network.schematic and found.sensible[0].length_m.lo > longest_m(straight_m):
            notes.append(wording.too_long(found.sensible[0].length_m.lo, straight_m))
            found = replace(found, classes=_no_more_than_possible(found))
        made, drawn = _known(journey, number, a, b, found, notes)
    wet = open_ is not None and _over_water(journey, a, b)
    length = open_.length_m if open_ else None
    return replace(made, shut=tuple(gates), if_open_m=length, over_water=wet), drawn


def _straight_m(graph: Graph, way: Way) -> float:
    return geodesy.distance_m(graph.at(way.nodes[0]), graph.at(way.nodes[-1]))


def _no_more_than_possible(found: Ways) -> dict[int, SegmentClass]:
    """Class the pieces of ways anew that nobody took for want of nearer ones; what was reported stays so."""
    return {
        piece: of_class if of_class == "reported" else "possible"
        for piece, of_class in found.classes.items()
    }


def _over_water(journey: Journey, a: Hold, b: Hold) -> bool:
    """Tell whether no way is left without the bridges and ferries whose states are told with their days."""
    gates = (each for each in journey.network.gates if each.kind in OVER_WATER and each.periods)
    over = {link for each in gates for link in each.links}
    return bool(over) and shortest(journey.graph, a.nodes, b.nodes, over) is None


def _notes(a: Hold, b: Hold) -> Iterator[Bilingual]:
    for hold in (a, b):
        if hold.anchor.region:
            whole = hold.place.reference is None or not hold.place.positions
            yield wording.region(hold.place) if whole else wording.around(hold.place)
        if hold.anchor.snapped_m:
            yield wording.snapped(hold.place, hold.anchor.snapped_m)
        if off_m := unsure_m(hold.place):
            yield wording.unsure(hold.place, off_m)
    if b.anchor.role == "towards":
        yield wording.direction(b.place)


def _shut_on(graph: Graph, way: Way | None, shut: dict[int, Passage]) -> list[Passage]:
    links = (graph.link(piece) for piece in (way.pieces if way else ()))
    return list({shut[link].gate: shut[link] for link in links if link in shut}.values())


def _on_the_way(
    journey: Journey, found: Ways, gates: Sequence[Passage], ends: Sequence[Hold]
) -> Iterator[Bilingual]:
    if gates:
        yield wording.avoided(gates)
    links = {journey.graph.link(piece) for way in found.sensible for piece in way.pieces}
    met = journey.network.gates_on(*links)
    at_ends = [
        g for g in journey.network.gates if g.place and g.place in {e.place.id for e in ends}
    ]
    passages = [journey.passage(gate) for gate in dict.fromkeys((*met, *at_ends))]
    if contradicted := [each for each in passages if each.named and each.state in SHUT]:
        yield wording.named_but_shut(contradicted)
    used = {road for link in links for road in journey.network.roads[link]}
    if astray := sorted(journey.named_roads - used):
        yield wording.road_not_met(astray)


# ----------------------------------------------------------------------------- into segments


def _known(
    journey: Journey, number: int, a: Hold, b: Hold, found: Ways, notes: Sequence[Bilingual]
) -> tuple[Leg, list[Segment]]:
    graph, best = journey.graph, found.sensible[0]
    less_m = _inside_m(graph, best.pieces[0], a) + _inside_m(graph, best.pieces[-1], b)
    less_m += unsure_m(a.place) + unsure_m(b.place)
    more_m = OFF_ROAD * sum((h.anchor.snapped_m or 0.0) + unsure_m(h.place) for h in (a, b))
    road_m = Interval(max(0.0, best.length_m.lo - less_m), best.length_m.hi + more_m)
    longest_m = max(way.length_m.hi for way in found.sensible)
    times = [driving_h(graph, way) for way in found.sensible]
    quickest_h = min(each.lo for each in times) * road_m.lo / best.length_m.lo
    slowest_h = max(each.hi for each in times) * (longest_m + more_m) / longest_m
    made = Leg(
        number,
        a.anchor,
        b.anchor,
        ends_as(b),
        tuple(notes),
        road_m,
        longest_m + more_m,
        tuple(way.length_m for way in found.different[1:]),
        Interval(quickest_h, slowest_h),
    )
    drawn = [*_to_road(a, b, a), *_segments(journey, a, b, found), *_to_road(a, b, b)]
    ids = (f"{journey.movement.id}/{number}/{index}" for index in range(1, len(drawn) + 1))
    return made, [replace(each, id=id) for each, id in zip(drawn, ids, strict=True)]


def _straight(line: Sequence[LonLat], a: Hold, b: Hold) -> Segment:
    ends = a.place.id, b.place.id
    return Segment("", "assumed", *ends, tuple(line), geodesy.line_length_m(line))


def _to_road(a: Hold, b: Hold, end: Hold) -> Iterator[Segment]:
    """Draw the straight line between a place and its road, where it is long enough to see."""
    if end.spot is None or end.at is None or end.spot.snapped_m < DRAWN_M:
        return
    line = geodesy.geodesic(end.at, end.spot.at)
    last = end is b
    segment = _straight(line[::-1] if last else line, a, b)
    yield replace(segment, ends=ends_as(b) if last else None)


def _segments(journey: Journey, a: Hold, b: Hold, found: Ways) -> Iterator[Segment]:
    """Cut ways into stretches of one class, each drawn once, the shortest way's first."""
    drawn: set[int] = set()
    off_road = b.spot is not None and b.spot.snapped_m >= DRAWN_M
    for way in found.sensible:
        for first, last in _stretches(way, found, drawn):
            part = Way(way.nodes[first : last + 2], way.pieces[first : last + 1], way.length_m)
            ends = way is found.sensible[0] and last == len(way.pieces) - 1 and not off_road
            at = [h for h, on in ((a, first == 0), (b, last == len(way.pieces) - 1)) if on]
            segment = _segment(journey, part, found.classes[part.pieces[0]], a, b, at)
            yield replace(segment, ends=ends_as(b) if ends else None)
        drawn.update(way.pieces)


def _stretches(way: Way, found: Ways, drawn: Collection[int]) -> Iterator[tuple[int, int]]:
    """Give the first and last number of pieces that follow each other, are of one class and not drawn yet."""
    first: int | None = None
    for index, piece in enumerate(way.pieces):
        if first is not None and (
            piece in drawn or found.classes[piece] != found.classes[way.pieces[first]]
        ):
            yield first, index - 1
            first = None
        if first is None and piece not in drawn:
            first = index
    if first is not None:
        yield first, len(way.pieces) - 1


def _inside_m(graph: Graph, piece: int, hold: Hold) -> float:
    """Give how much of the piece that leads into an area, or out of it, may lie in there, in metres."""
    if not hold.anchor.region:
        return 0.0
    piece_m = graph.length_m(piece)[0]
    return piece_m if is_region(hold.place) else min(piece_m, AREA_M)


def _up_to_area(line: tuple[LonLat, ...], hold: Hold) -> tuple[LonLat, ...]:
    """Cut the end off a line that leads into an area, so that it does not point to a place in there.

    Of a piece into a region half, for nobody knows where on it the region begins; of one to the area of a place
    as much as that is taken to reach, and at most half.
    """
    last_m = geodesy.distance_m(line[-2], line[-1])
    cut_m = last_m / 2 if is_region(hold.place) else min(last_m / 2, AREA_M)
    towards = geodesy.azimuth_deg(line[-2], line[-1])
    return (*line[:-1], geodesy.destination(line[-2], towards, last_m - cut_m))


def _segment(
    journey: Journey, part: Way, of_class: SegmentClass, a: Hold, b: Hold, at: Sequence[Hold]
) -> Segment:
    graph, network = journey.graph, journey.network
    links = [graph.link(piece) for piece in part.pieces]
    line = line_of(graph, part)
    if a in at and a.anchor.region:
        line = _up_to_area(line[::-1], a)[::-1]
    if b in at and b.anchor.region:
        line = _up_to_area(line, b)
    lengths = [graph.length_m(piece) for piece in part.pieces]
    ends = ((a, part.pieces[0]), (b, part.pieces[-1]))
    inside_m = sum(_inside_m(graph, piece, hold) for hold, piece in ends if hold in at)
    gates = network.gates_on(*links)
    return Segment(
        "",
        of_class,
        a.place.id,
        b.place.id,
        line,
        geodesy.line_length_m(line),
        Interval(max(0.0, sum(lo for lo, _ in lengths) - inside_m), sum(hi for _, hi in lengths)),
        tuple(dict.fromkeys(road for link in links for road in network.roads[link])),
        tuple(map(journey.passage, gates)),
        tuple(dict.fromkeys(key for link in links for key in network.cited[link])),
    )
