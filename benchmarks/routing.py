"""Find ways on road networks beside others: time, memory, alternatives, opening; one command, one run.

    python benchmarks/routing.py [--arcs 100000 1000000] [--queries 12]

Graphs are seeded grids of streets with gaps, one-way streets and lengths of their own; all engines get the same one and
the same pairs of junctions, and must give the same lengths. Each runs in a fresh process. Times are CPU times of that
process; memory is what it holds more once the graph is there. Peers that are not installed are left out.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from itertools import combinations, islice, pairwise, permutations
from pathlib import Path

import numpy as np

from geo_osint.geodesy.arrays import lengths_m
from geo_osint.routing import Network, bundled
from geo_osint.routing.classes import SLACK, ways
from geo_osint.routing.compact import Numbered, Repeated
from geo_osint.routing.graph import graph, mainland
from geo_osint.routing.paths import shortest

REMOVED, ONEWAY = 0.15, 0.08
STEP_DEG = (0.01, 0.008)
ORIGIN_DEG = (38.0, 33.0)
YEN_ARCS, YEN_KM = 100_000, 60
ALTERNATIVES = 5
CONTRACTED, MOST_CONTRACTED = (
    "pandana (contracted)",
    200_000,
)  # a million arcs take it minutes to build
Question = tuple[int, int]


def grid(arcs: int) -> Network:
    """Make a grid of streets of about so many arcs."""
    rng = np.random.default_rng(7)
    side = round((arcs / (4 * (1 - REMOVED) * (1 - ONEWAY / 2))) ** 0.5)
    size = side * side
    number = np.arange(size).reshape(side, side)
    row, column = np.divmod(np.arange(size), side)
    shift = rng.uniform(-0.3, 0.3, (size, 2))
    at = ORIGIN_DEG + (np.stack([column, row], axis=1) + shift) * STEP_DEG
    start = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    end = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    kept = rng.random(len(start)) >= REMOVED
    start, end = start[kept].astype(np.int32), end[kept].astype(np.int32)
    count = len(start)
    drawn_m = lengths_m(at[start], at[end])
    least_m = np.round(drawn_m * rng.uniform(1.0, 1.3, count), 3)
    return Network(
        name="grid",
        sha256="0" * 64,
        observed="2021",
        schematic=False,
        lon_deg=at[:, 0].copy(),
        lat_deg=at[:, 1].copy(),
        start=start,
        end=end,
        least_m=least_m,
        most_m=1.02 * least_m,
        road_class=np.ones(count, np.int8),
        surface=np.zeros(count, np.int8),
        oneway=rng.random(count) < ONEWAY,
        offsets=np.arange(count + 1, dtype=np.int64) * 2,
        shape_deg=np.stack([at[start], at[end]], axis=1).reshape(-1, 2),
        junction_ids=Numbered("j", np.arange(size)),
        link_ids=Numbered("l", np.arange(count)),
        junction_places=Repeated("", size),
        roads=Repeated((), count),
        cited=Repeated(("map",), count),
    )


def arcs(network: Network) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give a network as arcs: from, to, metres."""
    both = ~network.oneway
    return (
        np.concatenate([network.start, network.end[both]]),
        np.concatenate([network.end, network.start[both]]),
        np.concatenate([network.least_m, network.least_m[both]]),
    )


def pairs(network: Network, count: int, km: float | None = None) -> list[Question]:
    """Draw pairs of junctions that can be joined, some kilometres apart if that is told."""
    rng = np.random.default_rng(3)
    ground = np.flatnonzero(mainland(network))
    drawn = rng.choice(ground, (100_000, 2))
    if km is not None:
        at = np.stack([network.lon_deg, network.lat_deg], axis=1)
        away_km = lengths_m(at[drawn[:, 0]], at[drawn[:, 1]]) / 1000
        drawn = drawn[np.abs(away_km - km) < 0.1 * km]
    return [(int(a), int(b)) for a, b in drawn[:count]]


# --------------------------------------------------------------------------- engines, each in a process


def ours(network: Network) -> Callable[[], Callable[[int, int], float]]:
    columns = {
        each.name: value
        for each in fields(network)
        if isinstance(value := getattr(network, each.name), np.ndarray)
    }

    def build() -> Callable[[int, int], float]:
        copy = replace(network, **{name: column.copy() for name, column in columns.items()})
        whole = graph(copy)
        return lambda a, b: shortest(whole, [a], [b]).length_m.lo

    return build


def with_networkx(network: Network) -> Callable[[], Callable[[int, int], float]]:
    import networkx

    def build() -> Callable[[int, int], float]:
        made = networkx.DiGraph()
        made.add_weighted_edges_from(zip(*(each.tolist() for each in arcs(network)), strict=True))

        def query(a: int, b: int) -> float:
            way = networkx.dijkstra_path(made, a, b)
            return sum(made[u][v]["weight"] for u, v in pairwise(way))

        return query

    return build


def with_rustworkx(network: Network) -> Callable[[], Callable[[int, int], float]]:
    import rustworkx

    def build() -> Callable[[int, int], float]:
        made = rustworkx.PyDiGraph(multigraph=False)
        made.add_nodes_from(range(len(network.lon_deg)))
        made.add_edges_from(list(zip(*(each.tolist() for each in arcs(network)), strict=True)))

        def query(a: int, b: int) -> float:
            way = rustworkx.digraph_dijkstra_shortest_paths(made, a, b, weight_fn=float)[b]
            return sum(made.get_edge_data(u, v) for u, v in pairwise(way))

        return query

    return build


def with_igraph(network: Network) -> Callable[[], Callable[[int, int], float]]:
    import igraph

    def build() -> Callable[[int, int], float]:
        tail, head, m = arcs(network)
        made = igraph.Graph(n=len(network.lon_deg), edges=np.stack([tail, head], 1), directed=True)
        made.es["m"] = m
        weights = m

        def query(a: int, b: int) -> float:
            way = made.get_shortest_path(a, b, weights="m", output="epath")
            return float(weights[way].sum())

        return query

    return build


def with_pandana(network: Network) -> Callable[[], Callable[[int, int], float]]:
    import pandana
    import pandas

    def build() -> Callable[[int, int], float]:
        tail, head, m = arcs(network)
        made = pandana.Network(
            pandas.Series(network.lon_deg),
            pandas.Series(network.lat_deg),
            pandas.Series(tail),
            pandas.Series(head),
            pandas.DataFrame({"m": m}),
            twoway=False,
        )
        known = {(a, b): m for a, b, m in zip(tail.tolist(), head.tolist(), m, strict=True)}

        def query(a: int, b: int) -> float:
            return sum(known[u, v] for u, v in pairwise(made.shortest_path(a, b).tolist()))

        return query

    return build


ENGINES = {
    "geo_osint": ours,
    "networkx": with_networkx,
    "rustworkx": with_rustworkx,
    "igraph": with_igraph,
    CONTRACTED: with_pandana,
}


def held_mb() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def child(engine: str, count: int, asked: Sequence[Question]) -> None:
    """Build a graph and ask it, and print what that took."""
    network = grid(count)
    make = ENGINES[engine](network)
    before_mb, start = held_mb(), time.process_time()
    query = make()
    built_s, mb = time.process_time() - start, held_mb() - before_mb
    query(*asked[0])
    took_ms, lengths = [], []
    for a, b in asked:
        start = time.process_time()
        lengths.append(query(a, b))
        took_ms.append((time.process_time() - start) * 1000)
    print(json.dumps({"built_s": built_s, "mb": mb, "ms": took_ms, "lengths": lengths}))


def run(engine: str, count: int, asked: Sequence[Question]) -> dict | None:
    if engine == CONTRACTED and count > MOST_CONTRACTED:
        return None
    command = [sys.executable, __file__, "--child", engine, str(count), json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ModuleNotFoundError" in done.stderr:
        return None
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


# ---------------------------------------------------------------------------------------- what is told


def queries(count: int, number: int) -> None:
    network = grid(count)
    asked = pairs(network, number)
    total = len(arcs(network)[0])
    print(f"\n{total:,} arcs, {number} pairs anywhere")
    print(f"{'':24}{'build s':>9}{'MB':>8}{'ms, mean':>10}{'median':>9}{'x networkx':>12}")
    told = {name: found for name in ENGINES if (found := run(name, count, asked))}
    for name, found in told.items():
        assert np.allclose(found["lengths"], told["geo_osint"]["lengths"], rtol=1e-6), name
        ms = np.array(found["ms"])
        ratio = np.mean(told["networkx"]["ms"]) / ms.mean() if "networkx" in told else np.nan
        print(
            f"{name:24}{found['built_s']:9.2f}{found['mb']:8.0f}"
            f"{ms.mean():10.2f}{np.median(ms):9.2f}{ratio:12.1f}"
        )


def small() -> None:
    network = bundled()
    whole = graph(network)
    took_ms = []
    for a, b in permutations(range(0, len(network.lon_deg), 4), 2):
        start = time.perf_counter()
        shortest(whole, [a], [b])
        took_ms.append((time.perf_counter() - start) * 1000)
    half, most = np.percentile(took_ms, [50, 99])
    print(f"bundled network: {half:.3f} ms median, {most:.3f} ms at the 99th percentile")


def overlap(ways_of: Sequence[set[int]], metres: Callable[[int], float]) -> float:
    """Give the largest share of an alternative that another has too."""
    shares = [
        sum(map(metres, a & b)) / min(sum(map(metres, a)), sum(map(metres, b)))
        for a, b in combinations(ways_of, 2)
    ]
    return max(shares, default=0.0)


def alternatives() -> None:
    import networkx

    network = grid(YEN_ARCS)
    a, b = pairs(network, 1, YEN_KM)[0]
    whole = graph(network)
    ways(whole, [a], [b])
    start = time.process_time()
    found = ways(whole, [a], [b])
    ours_s = time.process_time() - start
    chosen = [set(each.pieces) for each in found.different]
    shared = overlap(chosen, lambda piece: network.least_m[piece])
    print(f"\nalternatives, {YEN_KM} km apart on {len(arcs(network)[0]):,} arcs")
    print(
        f"{'geo_osint, all classes':30}{ours_s:9.3f} s  {len(chosen) - 1} beside the best, "
        f"overlap {shared:.0%}, no longer than x {SLACK}"
    )
    made = networkx.DiGraph()
    made.add_weighted_edges_from(zip(*(each.tolist() for each in arcs(network)), strict=True))
    start = time.process_time()
    told = list(islice(networkx.shortest_simple_paths(made, a, b, "weight"), ALTERNATIVES + 1))
    yen_s = time.process_time() - start
    steps = [set(pairwise(each)) for each in told]
    shared = overlap(steps, lambda step: made.edges[step]["weight"])
    print(
        f"{'networkx, Yen':30}{yen_s:9.3f} s  {len(told) - 1} beside the best, overlap {shared:.0%}"
    )
    print(f"{'ratio':30}{yen_s / ours_s:9.0f}")


def extract(network: Network, path: Path) -> None:
    """Write a network as OpenStreetMap has it, one way for each link."""
    import osmium
    from osmium.osm.mutable import Node, Way

    with osmium.SimpleWriter(str(path)) as writer:
        for number in range(len(network.lon_deg)):
            at = network.at(number)
            writer.add_node(Node(id=number + 1, location=(at.lon_deg, at.lat_deg)))
        rows = zip(*(c.tolist() for c in (network.start, network.end, network.oneway)), strict=True)
        for number, (a, b, oneway) in enumerate(rows, start=1):
            tags = {"highway": "primary", "name": f"شارع {number % 97}", "surface": "asphalt"}
            tags |= {"oneway": "yes"} if oneway else {}
            writer.add_way(Way(id=number, nodes=[a + 1, b + 1], tags=tags))


def opening(count: int) -> None:
    from geo_osint.routing import saved
    from geo_osint.routing.osm import import_roads

    network = grid(count)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "grid.osm.pbf", Path(folder) / "grid.npz"
        extract(network, source)
        start = time.process_time()
        made = import_roads([source], target).network
        parse_s = time.process_time() - start
        took_s = []
        for _ in range(3):
            start = time.process_time()
            saved.load(target)
            took_s.append(time.process_time() - start)
        print(
            f"\n.osm.pbf of {source.stat().st_size / 1e6:.1f} MB to {len(made.start):,} links: "
            f"{parse_s:.2f} s; opened again from {target.stat().st_size / 1e6:.1f} MB: "
            f"{min(took_s):.3f} s, {parse_s / min(took_s):.0f} times faster"
        )


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arcs", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--queries", type=int, default=12)
    told = parser.parse_args()
    small()
    for count in told.arcs:
        queries(count, told.queries)
    alternatives()
    for count in told.arcs:
        opening(count)


if __name__ == "__main__":
    main()
