"""Measure as many ways as people do: throughput and error side by side, in one run.

    python benchmarks/geodesy.py [GEODTEST]

GEODTEST is Karney's test set for geodesics (GeodTest.dat or GeodTest-short.dat, also .gz), for the
error of point pairs; without it errors are those against GeographicLib. Times are CPU times of this
process, the best of three rounds. The truth of polygon distances is a golden-section search along every edge.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyproj
import shapely
from geographiclib.geodesic import Geodesic
from geopy.distance import geodesic

from geo_osint.geodesy import Footprint, disc_ranges_m, distance_range, inverse
from geo_osint.geodesy.arrays import lengths_m

GEOD = pyproj.Geod(ellps="WGS84")
RNG = np.random.default_rng(7)
SCALAR, MANY = 5_000, 1_000_000
POLYGONS = 100
ROUNDS = 3
Columns = tuple[np.ndarray, ...]


def timed(count: int, work: Callable[[], object]) -> tuple[float, object]:
    """Give how many a second in the best of a few rounds, and what came out."""
    took_s = []
    for _ in range(ROUNDS):
        start = time.process_time()
        found = work()
        took_s.append(time.process_time() - start)
    return count / min(took_s), found


def pairs(count: int) -> Columns:
    lon, lat = RNG.uniform(36, 48, (2, count)), RNG.uniform(30, 38, (2, count))
    return lon[0], lat[0], lon[1], lat[1]


def points() -> None:
    few, many = pairs(SCALAR), pairs(MANY)
    rows = list(zip(*few, strict=True))
    ways: dict[str, tuple[float, object]] = {
        "geopy, loop": timed(SCALAR, lambda: [geodesic((b, a), (d, c)).m for a, b, c, d in rows]),
        "geographiclib, loop": timed(
            SCALAR,
            lambda: [Geodesic.WGS84.Inverse(b, a, d, c)["s12"] for a, b, c, d in rows],
        ),
        "pyproj, loop": timed(SCALAR, lambda: [GEOD.inv(*row)[2] for row in rows]),
        "shapely, degrees x 111 km": timed(
            SCALAR,
            lambda: [
                111_195 * shapely.distance(shapely.Point(a, b), shapely.Point(c, d))
                for a, b, c, d in rows
            ],
        ),
    }
    rate, _ = timed(MANY, lambda: inverse(*many))
    ways["geo_osint, arrays"] = (rate, inverse(*few)[0])
    ranges, _ = timed(MANY, lambda: disc_ranges_m(inverse(*many)[0], 1_500, 5_000))
    slow = ways["geopy, loop"][0]
    truth = np.array(ways["geographiclib, loop"][1])
    print(f"{'point pairs':34} {'pairs/s':>12} {'x geopy':>9} {'largest error, m':>18}")
    for name, (rate, found) in ways.items():
        error = np.abs(np.asarray(found) - truth).max()
        print(f"{name:34} {rate:12,.0f} {rate / slow:9.1f} {error:18.2g}")
    print(f"{'geo_osint, disc to disc, arrays':34} {ranges:12,.0f} {ranges / slow:9.1f}")


def published(path: Path) -> None:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = np.loadtxt(text.decode("ascii").splitlines())
    lengths, _ = inverse(rows[:, 1], rows[:, 0], rows[:, 4], rows[:, 3])
    print(
        f"\n{len(rows)} published geodesics: largest error {np.abs(lengths - rows[:, 6]).max():.1g} m"
    )


def star(lon: float, lat: float, radius_m: float, corners: int) -> np.ndarray:
    azimuths = np.sort(RNG.uniform(0, 360, corners))
    radii = radius_m * RNG.uniform(0.5, 1, corners)
    x, y, _ = GEOD.fwd(np.full(corners, lon), np.full(corners, lat), azimuths, radii)
    return np.column_stack([x, y])


def two_stars(largest_m: float) -> tuple[np.ndarray, np.ndarray]:
    lon, lat, azimuth = RNG.uniform(36, 48), RNG.uniform(30, 37), RNG.uniform(0, 360)
    sizes = 10 ** RNG.uniform(2.5, np.log10(largest_m), 2)
    gap = 10 ** RNG.uniform(2, np.log10(largest_m))
    other_lon, other_lat, _ = GEOD.fwd(lon, lat, azimuth, gap + sizes.sum())
    corners = RNG.integers(5, 200, 2)
    return star(lon, lat, sizes[0], corners[0]), star(other_lon, other_lat, sizes[1], corners[1])


def true_distance(p: np.ndarray, q: np.ndarray) -> float:
    """Search along every edge for its position nearest to every vertex of the other."""
    return min(_vertices_to_edges(p, q), _vertices_to_edges(q, p))


def _vertices_to_edges(vertices: np.ndarray, ring: np.ndarray) -> float:
    ends = np.roll(ring, -1, axis=0)
    azimuth, _, length = GEOD.inv(*ring.T, *ends.T)
    i, j = (each.ravel() for each in np.indices((len(vertices), len(ring))))

    def apart(share: np.ndarray) -> np.ndarray:
        x, y, _ = GEOD.fwd(ring[j, 0], ring[j, 1], azimuth[j], share * length[j])
        return lengths_m(vertices[i], np.column_stack([x, y]))

    reach = apart(np.zeros(len(i)))
    keep = reach - length[j] <= reach.min()
    i, j = i[keep], j[keep]
    low, high, golden = np.zeros(len(i)), np.ones(len(i)), (5**0.5 - 1) / 2
    for _ in range(50):
        first, second = high - golden * (high - low), low + golden * (high - low)
        nearer = apart(first) < apart(second)
        low, high = np.where(nearer, low, first), np.where(nearer, second, high)
    return float(
        min(apart(each).min() for each in (low, high, np.zeros_like(low), np.ones_like(low)))
    )


def in_degrees(p: shapely.Polygon, q: shapely.Polygon) -> float:
    line = shapely.get_coordinates(shapely.shortest_line(p, q))
    return float(lengths_m(line[:1], line[1:])[0])


def in_utm(p: shapely.Polygon, q: shapely.Polygon) -> float:
    zone = int((p.centroid.x / 2 + q.centroid.x / 2 + 180) // 6) + 1
    utm = pyproj.Proj(proj="utm", zone=zone, ellps="WGS84")
    flat = (shapely.transform(each, lambda xy: np.column_stack(utm(*xy.T))) for each in (p, q))
    return float(shapely.distance(*flat))


def polygons(largest_m: float) -> None:
    chosen = [two_stars(largest_m) for _ in range(POLYGONS)]
    truth = np.array([true_distance(*each) for each in chosen])
    shapes = [(shapely.Polygon(p), shapely.Polygon(q)) for p, q in chosen]
    ways = {
        "shapely in degrees, then geodesic": in_degrees,
        "shapely in UTM": in_utm,
        "geo_osint, nearest and farthest": lambda p, q: (
            distance_range(Footprint(p), Footprint(q)).lo
        ),
    }
    print(
        f"\n{f'polygons, up to {largest_m / 1000:,.0f} km':34} {'ms a pair':>12} {'largest error, m':>18}"
    )
    for name, way in ways.items():
        rate, found = timed(POLYGONS, lambda way=way: [way(*each) for each in shapes])
        print(f"{name:34} {1000 / rate:12.2f} {np.abs(np.array(found) - truth).max():18.2g}")


def main() -> None:
    points()
    if len(sys.argv) > 1:
        published(Path(sys.argv[1]))
    for largest_m in (50_000, 300_000, 1_200_000):
        polygons(largest_m)


if __name__ == "__main__":
    main()
