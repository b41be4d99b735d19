"""How many straight lines long a road may be."""

from __future__ import annotations

MOST_CIRCUITY = 2.1
"""A road between two places is taken to be no longer than so many straight lines.

Of the 78 published road distances between Syrian and Iraqi places in docs/method/road_distances.csv that
are not excluded there the longest is 1.73 straight lines (Palmyra to al-Walid), the median 1.08; the bound is
a fifth above the longest. Those of places nearer than `SHORT_M` to each other are not counted.
"""

SHORT_M = 10_000.0
"""Places nearer to each other than this may lie as far apart by road as if they were so far: the next bridge
or gate counts more than the way itself. A judgement; al-Mayadin to al-Quriyah, 5.8 km, is told as 13."""


def longest_m(straight_m: float) -> float:
    """Give how long a road between two places so far apart is taken to be at most, in metres.

    Examples
    --------
    >>> longest_m(100_000), longest_m(6_000)
    (210000.0, 21000.0)
    """
    return MOST_CIRCUITY * max(straight_m, SHORT_M)
