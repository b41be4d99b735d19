"""Measure published distance claims again: every figure of docs/method/tolerance.md.

    python benchmarks/claims.py [TABLE]

TABLE is docs/method/claims.csv if not given. Distances run between the two published positions of
each row, by our geodesics and by GeographicLib (through geopy) beside them. What is printed is
Markdown, and stands in the page word for word.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from geo_osint.geodesy import distance_m, inverse, second_distance_m
from geo_osint.model import Interval, LonLat, Quantity
from geo_osint.names import fold
from geo_osint.reading.lexicon import load
from geo_osint.reading.quantities import NEWSROOM_TOLERANCE, quantities

TABLE = Path(__file__).parents[1] / "docs" / "method" / "claims.csv"

TAIL = 0.05
"""What each end of the tolerance may leave out."""

STEP = 0.05
"""To what a tolerance is rounded up: a finer one would say more than the sample does."""

TOWN_M = 1500.0
"""Reach assumed for a town, as the gazetteer assumes it."""

SEED, RESAMPLES = 2026, 2000

RELATIVE = NEWSROOM_TOLERANCE.relative

AGENCIES = {"AFP", "AP", "IRNA, SANA", "PTI", "Prensa Latina", "Reuters", "SMART", "Xinhua", "dpa"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A published distance and the measured one."""

    row: dict[str, str]
    stated: Quantity
    measured_m: float
    second_m: float

    @property
    def value_m(self) -> float:
        assert self.stated.value_lo is not None
        return self.stated.value_lo

    @property
    def printed(self) -> Interval:
        return self.stated.printed.parts[0]

    @property
    def deviation(self) -> float:
        return self.value_m / self.measured_m - 1

    def within(self, below: float, above: float | None = None) -> bool:
        floor_m = NEWSROOM_TOLERANCE.at_least_m
        low = self.printed.lo - max(below * self.value_m, floor_m)
        above = below if above is None else above
        return low <= self.measured_m <= self.printed.hi + max(above * self.value_m, floor_m)

    def needs(self) -> tuple[float, float]:
        """Tell what share of the figure would have to be allowed below it, and above it."""
        below = (self.printed.lo - self.measured_m) / self.value_m
        return max(0.0, below), max(0.0, (self.measured_m - self.printed.hi) / self.value_m)


def rows_of(table: Path = TABLE) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def claims(kind: str = "news", table: Path = TABLE) -> tuple[Claim, ...]:
    """Measure every claim of a kind that no rule excludes."""
    return tuple(
        _claim(row) for row in rows_of(table) if row["kind"] == kind and not row["excluded"]
    )


def _claim(row: dict[str, str]) -> Claim:
    ends = _ends(row)
    return Claim(row, _quantity(row), distance_m(*ends), second_distance_m(*ends))


def _ends(row: dict[str, str]) -> list[LonLat]:
    return [
        LonLat(float(row[f"{end}_lon"]), float(row[f"{end}_lat"]))
        for end in ("subject", "reference")
    ]


def _quantity(row: dict[str, str]) -> Quantity:
    text = f"{row['stated']} {row['unit']}"
    [found] = quantities(text, fold(text), load("en"))
    return found


def share(found: Sequence[Claim], holds: Callable[[Claim], bool]) -> float:
    return sum(map(holds, found)) / len(found)


def is_printed(claim: Claim) -> bool:
    return claim.printed.lo <= claim.measured_m <= claim.printed.hi


def in_tolerance(claim: Claim) -> bool:
    return claim.within(RELATIVE)


def too_short(claim: Claim, reach_m: float = 0.0, slack: float = RELATIVE) -> bool:
    """Tell a figure that falls short of the straight line by more than the tolerance."""
    slack_m = max(slack * claim.value_m, NEWSROOM_TOLERANCE.at_least_m)
    return claim.measured_m - 2 * reach_m > claim.printed.hi + slack_m


def _needs(found: Sequence[Claim]) -> list[tuple[float, ...]]:
    return list(zip(*(claim.needs() for claim in found), strict=True))


def _all_but_tail(needs: Sequence[float]) -> float:
    return float(np.quantile(needs, 1 - TAIL))


def needed(found: Sequence[Claim]) -> tuple[float, float]:
    """Give the slack that leaves out `TAIL` of the claims, below the figure and above it."""
    below, above = map(_all_but_tail, _needs(found))
    return below, above


def derived(found: Sequence[Claim]) -> float:
    """Derive the tolerance: what the needier end needs, rounded up to a step."""
    return math.ceil(max(needed(found)) / STEP) * STEP


def uneven(found: Sequence[Claim]) -> tuple[float, float]:
    """Find the narrowest two slacks, in steps, that hold as many claims; of several, the evenest."""
    steps = [STEP * count for count in range(1, 11)]
    held = sum(map(in_tolerance, found))
    pairs = [
        (below, above)
        for below in steps
        for above in steps
        if sum(claim.within(below, above) for claim in found) >= held
    ]
    return min(pairs, key=lambda pair: (round(sum(pair), 6), abs(pair[0] - pair[1])))


def resampled(
    found: Sequence[Claim], values: Sequence[float], figure: Callable[[np.ndarray], float]
) -> tuple[float, float]:
    """Give the 95 % interval of a figure of the claims' values.

    Pages are drawn anew, each with all the claims it makes: one writer, one habit.
    """
    pages: dict[str, list[float]] = {}
    for claim, value in zip(found, values, strict=True):
        pages.setdefault(claim.row["address"], []).append(value)
    groups = [np.array(group, float) for group in pages.values()]
    drawn = np.random.default_rng(SEED).integers(0, len(groups), (RESAMPLES, len(groups)))
    figures = [figure(np.concatenate([groups[index] for index in row])) for row in drawn]
    low, high = np.quantile(figures, [0.025, 0.975])
    return float(low), float(high)


def mistaken(found: Sequence[Claim]) -> tuple[Claim, ...]:
    """Put every other place of the country in the place of each claim's subject."""
    pairs = [
        (claim, other)
        for claim in found
        for other in found
        if claim.row["country"] == other.row["country"]
        and other.row["subject_id"] not in (claim.row["subject_id"], claim.row["reference_id"])
    ]
    ends = [(_ends(other.row)[0], _ends(claim.row)[1]) for claim, other in pairs]
    measured, _ = inverse(
        *zip(*((a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg) for a, b in ends), strict=True)
    )
    return tuple(
        replace(claim, measured_m=float(metres))
        for (claim, _), metres in zip(pairs, measured, strict=True)
    )


def _classes() -> Iterator[tuple[str, Callable[[Claim], bool]]]:
    yield "all", lambda _: True
    yield "under 20 km", lambda c: c.measured_m < 20_000
    yield "20 to 50 km", lambda c: 20_000 <= c.measured_m < 50_000
    yield "50 to 200 km", lambda c: 50_000 <= c.measured_m < 200_000
    yield "over 200 km", lambda c: c.measured_m >= 200_000
    yield "with “about”", lambda c: bool(c.row["hedge"])
    yield "without", lambda c: not c.row["hedge"]
    yield "tens (40, 250)", lambda c: float(c.row["stated"]) % 10 == 0
    yield "other figures", lambda c: float(c.row["stated"]) % 10 != 0
    yield "Arabic", lambda c: c.row["language"] == "ar"
    yield "English", lambda c: c.row["language"] == "en"
    yield "news agencies", lambda c: c.row["outlet"] in AGENCIES
    yield "papers and sites", lambda c: c.row["outlet"] not in AGENCIES
    yield "Iraq", lambda c: c.row["country"] == "IQ"
    yield "Syria", lambda c: c.row["country"] == "SY"
    yield "elsewhere", lambda c: c.row["country"] not in ("IQ", "SY")


def _percent(value: float) -> str:
    return f"{100 * value:+.0f} %".replace("-", "−").replace("+0 %", "0 %").replace("−0 %", "0 %")


def _plain(value: float) -> str:
    return f"{100 * value:.0f} %"


def sample_table(rows: Sequence[dict[str, str]]) -> Iterator[str]:
    kept = [row for row in rows if not row["excluded"]]
    yield "| claims | news | reference works |"
    yield "|---|--:|--:|"
    yield _counts("found", rows)
    for reason, _ in Counter(row["excluded"] for row in rows if row["excluded"]).most_common():
        yield _counts(reason, [row for row in rows if row["excluded"] == reason])
    yield _counts("**measured**", kept)


def _counts(name: str, rows: Sequence[dict[str, str]]) -> str:
    kinds = Counter(row["kind"] for row in rows)
    return f"| {name} | {kinds['news']} | {kinds['reference']} |"


def class_table(found: Sequence[Claim]) -> Iterator[str]:
    yield "| claims | number | median | one in ten below | one in ten above | in N | in W |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for name, belongs in _classes():
        of_class = [claim for claim in found if belongs(claim)]
        low, middle, high = np.quantile([c.deviation for c in of_class], [0.1, 0.5, 0.9])
        yield (
            f"| {name} | {len(of_class)} | {_percent(middle)} | {_percent(low)} | {_percent(high)} "
            f"| {_plain(share(of_class, is_printed))} | {_plain(share(of_class, in_tolerance))} |"
        )


def rule_table(found: Sequence[Claim]) -> Iterator[str]:
    wrong = mistaken(found)
    yield "| slack, at least 1 km | claims within | 95 % interval | wrong places within |"
    yield "|---|--:|--:|--:|"
    for slack in (0.0, 0.1, 0.2, 0.25, 0.3, 0.4):

        def holds(claim: Claim, slack: float = slack) -> bool:
            return claim.within(slack) if slack else is_printed(claim)

        low, high = resampled(found, list(map(holds, found)), np.mean)
        name = _plain(slack) if slack else "none: as printed (N)"
        name = f"**{name}**" if slack == RELATIVE else name
        yield (
            f"| {name} | {_plain(share(found, holds))} | {_plain(low)} to {_plain(high)} "
            f"| {_plain(share(wrong, holds))} |"
        )


def outside_table(found: Sequence[Claim]) -> Iterator[str]:
    yield "| claim | printed | measured | outlet |"
    yield "|---|--:|--:|---|"
    for claim in sorted(found, key=lambda c: c.deviation):
        if not in_tolerance(claim):
            row = claim.row
            unit = "miles" if row["unit"] == "mile" else row["unit"]
            yield (
                f"| {row['subject']} – {row['reference']} | {row['stated']} {unit} "
                f"| {claim.measured_m / 1000:.1f} km | {row['outlet']} |"
            )


def sentences(found: Sequence[Claim], works: Sequence[Claim]) -> Iterator[str]:
    below, above = needed(found)
    ends = [resampled(found, each, _all_but_tail) for each in _needs(found)]
    pairs = {frozenset((c.row["subject_id"], c.row["reference_id"])) for c in found}
    counts = [len({c.row[key] for c in found}) for key in ("address", "outlet", "country")]
    yield f"- {len(found)} claims on {counts[0]} pages of {counts[1]} outlets, {len(pairs)} pairs of places in {counts[2]} countries."
    yield f"- Longer than the straight line: {_plain(share(found, lambda c: c.deviation > 0))} of them."
    yield (
        f"- Slack that leaves one in twenty out: {100 * below:.1f} % below the figure (95 % interval "
        f"{_plain(ends[0][0])} to {_plain(ends[0][1])}), {100 * above:.1f} % above it "
        f"({_plain(ends[1][0])} to {_plain(ends[1][1])}); rounded up, {_plain(derived(found))}."
    )
    short, wide = share(found, too_short), share(found, lambda c: too_short(c, TOWN_M))
    number = sum(too_short(c, TOWN_M) for c in found)
    yield (
        f"- Too short for the straight line even so: {100 * short:.1f} %; with towns of {TOWN_M / 1000:g} km "
        f"measured from edge to edge, {100 * wide:.1f} % ({number} claims)."
    )
    narrow = uneven(found)
    yield (
        f"- The narrowest uneven slack that holds as many: {_plain(narrow[0])} below, {_plain(narrow[1])} above; "
        f"{sum(too_short(c, slack=narrow[1]) for c in found)} figures would be too short for it, "
        f"not {sum(map(too_short, found))}."
    )
    yield f"- Reference works: {sum(map(in_tolerance, works))} of {len(works)} within."
    apart = max(abs(c.measured_m - c.second_m) for c in (*found, *works))
    yield f"- Two implementations agree within {math.ceil(apart * 1000)} mm."


def report(table: Path = TABLE) -> Iterator[list[str]]:
    """Give the blocks of the page, in its order."""
    found, works = claims("news", table), claims("reference", table)
    yield list(sample_table(rows_of(table)))
    yield list(sentences(found, works))
    yield list(class_table(found))
    yield list(rule_table(found))
    yield list(outside_table(found))


if __name__ == "__main__":
    blocks = report(Path(sys.argv[1])) if len(sys.argv) > 1 else report()
    print("\n\n".join("\n".join(block) for block in blocks))
