"""What dated sources say of crossings and bridges, taken over to the same ones on a network that tells no days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_osint import geodesy
from geo_osint.names import form_of
from geo_osint.routing.gates import Gate, GateKind
from geo_osint.routing.network import Network

SAME_M: dict[GateKind, float] = {"border_crossing": 3_000.0, "bridge": 1_000.0, "ferry": 1_000.0}
"""How far apart two networks may have one gate, in metres: posts of one crossing stand on both sides of it, and
published points of bridges are rounded to some hundred metres. Checkpoints move, and are never the same."""

ALONE_M = 300.0
"""A bridge without the same name is the same only if it is so near and none other is: a pontoon beside a
destroyed bridge must not be taken for it. Judgements, all three."""


def with_known_gates(network: Network, known: Network) -> Network:
    """Give a network whose gates have the dated states, and the places, that another one knows of them.

    Examples
    --------
    >>> from geo_osint.routing.bundled import bundled
    >>> with_known_gates(bundled(), replace(bundled(), gates=())) is bundled()
    True
    """
    gates = list(network.gates)
    for told in known.gates:
        number = _same(told, network.gates)
        if number is not None:
            at = gates[number]
            gates[number] = replace(
                at,
                periods=told.periods,
                place=told.place,
                name=told.name if told.place else at.name,
            )
    if gates == list(network.gates):
        return network
    keys = {key for gate in gates for each in gate.periods for key in each.sources}
    sources = {key: known.sources[key] for key in sorted(keys) if key in known.sources}
    places = {each.place: known.places[each.place] for each in gates if each.place in known.places}
    return replace(
        network,
        gates=tuple(gates),
        places={**network.places, **places},
        sources={**sources, **network.sources},
    )


def _same(told: Gate, gates: Sequence[Gate]) -> int | None:
    """Find the gate that is meant; of several, the nearest border post, or the bridge of that name."""
    reach_m = SAME_M.get(told.kind, 0.0)
    near = sorted(
        (away_m, number)
        for number, each in enumerate(gates)
        if each.kind == told.kind and _is_near(told, each)
        if (away_m := geodesy.distance_m(told.at, each.at)) <= reach_m
    )
    if told.kind == "border_crossing":
        return near[0][1] if near else None
    named = [number for _, number in near if _named_alike(told, gates[number])]
    if named:
        return named[0]
    return near[0][1] if len(near) == 1 and near[0][0] <= ALONE_M else None


def _is_near(a: Gate, b: Gate) -> bool:
    """Tell roughly, without a geodesic, whether two gates may lie within reach of each other."""
    return abs(a.at.lat_deg - b.at.lat_deg) < 0.05 and abs(a.at.lon_deg - b.at.lon_deg) < 0.2


def _named_alike(a: Gate, b: Gate) -> bool:
    ours, theirs = ({form_of(n).joined for n in (g.name.en, g.name.ar) if n} for g in (a, b))
    return not ours.isdisjoint(theirs)
