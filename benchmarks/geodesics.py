"""One geodesic at a time: PROJ through us, and GeographicLib through geopy."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from geo_osint import geodesy
from geo_osint.model import LonLat

PAIRS = 100_000


def seconds(
    measure: Callable[[LonLat, LonLat], float], pairs: list[tuple[LonLat, LonLat]]
) -> float:
    start = time.perf_counter()
    for a, b in pairs:
        measure(a, b)
    return time.perf_counter() - start


def main() -> None:
    chosen = random.Random(7)
    points = [LonLat(chosen.uniform(36, 48), chosen.uniform(30, 38)) for _ in range(2 * PAIRS)]
    pairs = list(zip(points[::2], points[1::2], strict=True))
    ours = seconds(geodesy.distance_m, pairs)
    peer = seconds(geodesy.second_distance_m, pairs[: PAIRS // 10]) * 10
    print(f"PROJ {PAIRS / ours:,.0f}/s, geopy {PAIRS / peer:,.0f}/s, ratio {peer / ours:.1f}")


if __name__ == "__main__":
    main()
