"""From ways to links: roads cut where they meet, and joined where nothing is decided.

A node that two stretches of one kind of road meet at, and nothing else, is no junction: the stretches become one
link, with all their vertices. A link ends where roads meet or end, where class, surface, direction or name of the
road change, and at both ends of a gate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo_osint.geodesy import arrays
from geo_osint.routing.osm.reading import STEPS_PER_DEGREE, Extract, Ids, Steps

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

FREE = -1
"""Stands where an end of a stretch is joined to no other, and where a stretch leads through no gate."""


@dataclass(frozen=True, slots=True)
class Segments:
    """The straight stretches from node to node, one entry of every column each.

    `tail` and `head` number `nodes`, whose positions are `steps`; `row` is the way in the extract, `road` its kind, `gates`
    numbers a set of gates.
    """

    nodes: Ids
    steps: Steps
    tail: Whole
    head: Whole
    row: Whole
    road: Whole
    length_m: Floats
    gates: Whole

    def with_gates(self, gates: Whole) -> Segments:
        """Give the same segments, leading through gates."""
        return replace(self, gates=gates)


@dataclass(frozen=True, slots=True)
class Links:
    """Links between junctions, as columns; `segment` is the first of each, `offsets` and `steps` its vertices."""

    start: Whole
    end: Whole
    length_m: Floats
    segment: Whole
    offsets: Whole
    steps: Steps
    junctions: Whole


def segments(extract: Extract) -> Segments:
    """Take the ways of an extract apart into segments, without doubles and those of no length."""
    ids = np.frombuffer(extract.nodes, np.int64) if extract.nodes else np.empty(0, np.int64)
    steps = np.concatenate([*extract.steps, np.empty((0, 2), np.int32)])
    first = np.frombuffer(extract.first, np.int64)
    nodes, where, number = np.unique(ids, return_index=True, return_inverse=True)
    at = steps[where]
    row = np.repeat(np.arange(len(first) - 1), np.diff(first))
    inside = row[:-1] == row[1:]
    number = _as_one(number, inside, at)
    kept = np.flatnonzero(inside & (number[:-1] != number[1:]))
    tail, head, row = number[kept], number[kept + 1], row[kept]
    road = np.frombuffer(extract.road, np.int32)[row].astype(np.int64)
    once = _first_of_each(road, tail, head, one_ways(extract)[road])
    tail, head, row, road = tail[once], head[once], row[once], road[once]
    degrees = at / STEPS_PER_DEGREE
    return Segments(
        nodes,
        at,
        tail,
        head,
        row,
        road,
        arrays.lengths_m(degrees[tail], degrees[head]),
        np.full(len(tail), FREE),
    )


def _as_one(number: Whole, inside: NDArray[np.bool_], at: Steps) -> Whole:
    """Take neighbours on a way that lie at one position for one node: a link of no length cannot be cut."""
    a, b = number[:-1], number[1:]
    same = inside & (a != b) & (at[a] == at[b]).all(axis=1)
    if not same.any():
        return number
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = len(at)
    pairs = coo_array((np.ones(int(same.sum()), np.int8), (a[same], b[same])), shape=(size, size))
    _, part = connected_components(pairs, directed=False)
    _, least = np.unique(part, return_index=True)
    joined: Whole = least[part][number]
    return joined


def one_ways(extract: Extract) -> NDArray[np.bool_]:
    """Tell of each kind of road whether it may only be driven from tail to head."""
    return np.array([each.oneway != 0 for each in extract.roads], bool)


def _first_of_each(road: Whole, tail: Whole, head: Whole, only_ahead: NDArray[np.bool_]) -> Whole:
    """Give the first of segments that are told twice of one kind of road: a way can stand in two extracts.

    Roads that join the same nodes over different ground are all kept: that there is a way around decides what is
    forced.
    """
    turned = ~only_ahead & (tail > head)
    columns = np.stack([np.where(turned, head, tail), np.where(turned, tail, head), road])
    order = np.lexsort((np.arange(len(road)), *columns))
    columns = columns[:, order]
    new = np.ones(len(order), bool)
    new[1:] = (columns[:, 1:] != columns[:, :-1]).any(axis=0)
    return np.sort(order[new])


def contract(found: Segments, oneway: NDArray[np.bool_]) -> Links:
    """Join segments into links; `oneway` tells of each kind of road whether it is driven from tail to head only."""
    if not len(found.tail):
        none = np.empty(0, np.int64)
        return Links(none, none, np.empty(0), none, np.zeros(1, np.int64), found.steps[:0], none)
    firsts, counts = _stretches(found)
    lasts = firsts + counts - 1
    only_ahead = oneway[found.road[firsts]]
    joined = _joints(found, firsts, lasts, only_ahead)
    order, turned, chain = _chains(joined, only_ahead)
    return _links(found, firsts[order], counts[order], turned, chain)


def _degrees(found: Segments) -> Whole:
    size = len(found.nodes)
    return np.bincount(found.tail, minlength=size) + np.bincount(found.head, minlength=size)


def _stretches(found: Segments) -> tuple[Whole, Whole]:
    """Give where stretches of a way without a junction on them begin, and how many segments each has."""
    new = np.ones(len(found.tail), bool)
    new[1:] = (
        (found.row[1:] != found.row[:-1])
        | (found.tail[1:] != found.head[:-1])
        | (found.gates[1:] != found.gates[:-1])
        | (_degrees(found)[found.tail[1:]] != 2)
    )
    firsts = np.flatnonzero(new)
    return firsts, np.diff([*firsts, len(new)])


def _joints(found: Segments, firsts: Whole, lasts: Whole, only_ahead: NDArray[np.bool_]) -> Whole:
    """Give the end that each end of a stretch runs on into, or `FREE`; 2n is the begin of stretch n, 2n + 1 its end."""
    ends = np.stack([found.tail[firsts], found.head[lasts]], axis=1).ravel()
    by_node = np.argsort(ends, kind="stable")
    sorted_ends = ends[by_node]
    a = np.flatnonzero(sorted_ends[:-1] == sorted_ends[1:])
    a = a[_degrees(found)[sorted_ends[a]] == 2]
    one, other = by_node[a], by_node[a + 1]
    p, q = firsts[one // 2], firsts[other // 2]
    alike = (found.road[p] == found.road[q]) & (found.gates[p] == found.gates[q])
    flows = ~only_ahead[one // 2] | (one % 2 != other % 2)
    apart = one // 2 != other // 2
    one, other = one[alike & flows & apart], other[alike & flows & apart]
    joined = np.full(len(ends), FREE)
    joined[one], joined[other] = other, one
    return joined


def _chains(joined: Whole, only_ahead: NDArray[np.bool_]) -> tuple[Whole, NDArray[np.bool_], Whole]:
    """Line stretches up as they run on into each other: their order, which are turned, and the chain of each."""
    partner = joined.tolist()
    count = len(partner) // 2
    done = bytearray(count)
    order: list[int] = []
    turned: list[bool] = []
    firsts: list[int] = []

    def walk(end: int) -> None:
        """Follow a chain from the end of a stretch by which it is entered."""
        firsts.append(len(order))
        while end != FREE and not done[end // 2]:
            done[end // 2] = 1
            order.append(end // 2)
            turned.append(end % 2 == 1)
            end = partner[end ^ 1]

    for number in range(count):
        if done[number]:
            continue
        begins, ends = partner[2 * number] == FREE, partner[2 * number + 1] == FREE
        if begins:
            walk(2 * number)
        elif ends and not only_ahead[number]:
            walk(2 * number + 1)
    for number in range(count):  # what is left runs in circles
        if not done[number]:
            walk(2 * number)
    chain = np.zeros(len(order), np.int64)
    chain[firsts] = 1
    return np.array(order), np.array(turned), np.cumsum(chain) - 1


def _links(
    found: Segments, firsts: Whole, counts: Whole, turned: NDArray[np.bool_], chain: Whole
) -> Links:
    """Make a link of each chain of stretches; one that ends where it begins becomes two."""
    run = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    back = np.repeat(turned, counts)
    begins, ends = np.repeat(firsts, counts), np.repeat(firsts + counts - 1, counts)
    segment = np.where(back, ends - run, begins + run)
    start = np.where(back, found.head[segment], found.tail[segment])
    end = np.where(back, found.tail[segment], found.head[segment])
    link = _without_rings(np.repeat(chain, counts), start, end)
    return _laid_out(found, segment, link, start, end)


def _without_rings(link: Whole, start: Whole, end: Whole) -> Whole:
    """Cut links that end where they begin in the middle; number the links anew."""
    first, last = _bounds(link)
    rings = np.flatnonzero(start[first] == end[last])
    cuts = np.zeros(len(link), np.int64)
    cuts[first] = 1
    cuts[(first[rings] + last[rings] + 1) // 2] = 1
    numbered: Whole = np.cumsum(cuts) - 1
    return numbered


def _bounds(link: Whole) -> tuple[Whole, Whole]:
    """Give the first and the last row of each link."""
    first = np.flatnonzero(np.diff(link, prepend=-1))
    return first, np.append(first[1:], len(link)) - 1


def _laid_out(found: Segments, segment: Whole, link: Whole, start: Whole, end: Whole) -> Links:
    first, last = _bounds(link)
    offsets = np.concatenate([[0], np.cumsum(last - first + 2)])
    begins = np.zeros(int(offsets[-1]), bool)
    begins[offsets[:-1]] = True
    vertices = np.empty(len(begins), np.int64)
    vertices[begins], vertices[~begins] = start[first], end
    ends = np.concatenate([start[first], end[last]])
    junctions, numbered = np.unique(ends, return_inverse=True)
    return Links(
        numbered[: len(first)],
        numbered[len(first) :],
        np.add.reduceat(found.length_m[segment], first),
        segment[first],
        offsets,
        found.steps[vertices],
        junctions,
    )


def with_gates(
    found: Segments, on: Mapping[int, Sequence[int]]
) -> tuple[Whole, list[tuple[int, ...]]]:
    """Give numbers to sets of gates, and to each segment that of the set it leads through.

    `on` tells the segments of each gate by its number.
    """
    held: dict[int, list[int]] = {}
    for gate, rows in on.items():
        for segment in rows:
            held.setdefault(segment, []).append(gate)
    sets: dict[tuple[int, ...], int] = {}
    gates = np.full(len(found.tail), FREE)
    for segment, numbers in held.items():
        gates[segment] = sets.setdefault(tuple(sorted(numbers)), len(sets))
    return gates, list(sets)
