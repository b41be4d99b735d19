"""A million stated distances checked at once, beside a loop of geopy and a comparison.

    python benchmarks/checking.py [--rows 1000000]

The loop does the least that answers the question at all: geopy's geodesic, the edges of what was printed
and of a tolerance, and which of them the distance lies in; no extents, no readings, no reasons, no check
of the coordinates. Times are CPU times of this process, each way several times in turn, the median taken.
Memory is the highest resident size of the process while `check_many` ran, over what it held before.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable

import numpy as np
from geopy.distance import geodesic

from geo_osint.case import Case
from geo_osint.checking import CheckedMany, check_distance, check_many
from geo_osint.gazetteer import load
from geo_osint.model import Mention, Quantity, Span, Statement
from geo_osint.reading.quantities import NEWSROOM_TOLERANCE, stated_sets

RNG = np.random.default_rng(7)
FEW, TURNS = 4_000, 5
STEP_M = 1_000.0
QUALIFIERS = np.array(["", "about", "at_least", "at_most"])


def columns(rows: int) -> tuple[np.ndarray, ...]:
    """Make pairs of positions in and around Syria, and figures near their distances."""
    ends = [np.stack([RNG.uniform(36, 42, rows), RNG.uniform(32, 37, rows)], 1) for _ in range(2)]
    off = np.hypot(*(ends[0] - ends[1]).T) * 100
    stated = np.maximum(1, np.round(off * RNG.uniform(0.6, 1.4, rows))) * 1_000
    return *ends, stated, QUALIFIERS[RNG.integers(0, len(QUALIFIERS), rows)]


def loop(
    subject: np.ndarray, reference: np.ndarray, stated: np.ndarray, told: np.ndarray
) -> list[str]:
    """Check as a script does it: one pair after the other."""
    found = []
    rows = zip(subject.tolist(), reference.tolist(), stated.tolist(), told.tolist(), strict=True)
    for (lon, lat), (lon_2, lat_2), value, qualifier in rows:
        metres = geodesic((lat, lon), (lat_2, lon_2)).m
        slack = max(NEWSROOM_TOLERANCE.relative * value, NEWSROOM_TOLERANCE.at_least_m)
        lo = 0.0 if qualifier == "at_most" else value - STEP_M / 2
        hi = float("inf") if qualifier == "at_least" else value + STEP_M / 2
        if lo <= metres <= hi:
            found.append("fits")
        elif lo - slack <= metres <= hi + slack:
            found.append("fits_roughly")
        else:
            found.append("does_not_fit")
    return found


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def one_by_one(rows: int) -> float:
    """Give statements a second where each gets its whole finding, reasons and all."""
    places = load().places
    printed, newsroom = stated_sets(14_000, 14_000, "about", STEP_M, STEP_M)
    quantity = Quantity("14 km", Span(0, 5), 14_000, 14_000, "km", "about", printed, newsroom)
    field, town = (
        Mention("r1", Span(0, 1), "x", places=(id,))
        for id in ("geo:al-omar-field", "geo:al-mayadin")
    )
    told = Statement("s1", "r1", Span(0, 1), "x", "distance", field, town, quantity)
    case = Case("trial", (), places=places, sources=load().sources)
    return rows / timed(lambda: [check_distance(told, case) for _ in range(rows)])


def by_places(rows: int) -> float:
    """Give rows a second where the ends are places, some of them with sources that disagree."""
    places = {id: each for id, each in load().places.items() if each.reference}
    ids = np.array(list(places), dtype=object)
    ends = [ids[RNG.integers(0, len(ids) // 4, rows)] for _ in range(2)]
    stated = RNG.integers(1, 600, rows) * 1_000.0
    return rows / timed(lambda: check_many(*ends, stated, step_m=STEP_M, places=places))


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    rows = arguments.parse_args().rows
    subject, reference, stated, told = columns(rows)
    few = (subject[:FEW], reference[:FEW], stated[:FEW], told[:FEW])
    check_many(*few[:3], step_m=STEP_M, qualifier=few[3])

    before = peak_mb()
    many: CheckedMany = check_many(subject, reference, stated, step_m=STEP_M, qualifier=told)
    grown = peak_mb() - before
    held = sum(getattr(many, name).nbytes for name in CheckedMany.__dataclass_fields__) / 2**20

    ours, theirs = [], []
    for _ in range(TURNS):
        theirs.append(FEW / timed(lambda: loop(*few)))
        ours.append(
            rows
            / timed(lambda: check_many(subject, reference, stated, step_m=STEP_M, qualifier=told))
        )
    print(f"{rows:,} rows, {TURNS} turns, statements a second (CPU time):")
    print(f"  geopy in a loop, and a comparison   {statistics.median(theirs):>12,.0f}")
    print(f"  check_many, coordinates             {statistics.median(ours):>12,.0f}")
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    print(f"  ratio, turn by turn                 {statistics.median(ratios):>12,.0f} x")
    print(f"  check_many, places of the gazetteer {by_places(rows // 4):>12,.0f}")
    print(f"  check_distance, whole findings      {one_by_one(200):>12,.0f}")
    print(f"memory over the input: {grown:.0f} MB, of which the answers {held:.0f} MB")
    same = sum(
        a == b or b == "not_settled"
        for a, b in zip(loop(*few), many.verdict[:FEW].tolist(), strict=True)
    )
    print(f"answers as the loop's, or left open by another reading: {same / FEW:.1%} of {FEW:,}")


if __name__ == "__main__":
    main()
