"""Closed intervals and their unions: what is possible, what is stated."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo_osint.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A closed interval `[lo, hi]`; an infinite end means unbounded.

    Raises
    ------
    InputError
        For NaN, or an upper end below the lower one.

    Examples
    --------
    >>> Interval(13_500, 14_500).width
    1000
    """

    lo: float
    hi: float

    def __post_init__(self) -> None:
        if math.isnan(self.lo) or math.isnan(self.hi):
            raise InputError(f"interval [{self.lo}, {self.hi}]: NaN is no bound; give two numbers")
        if self.lo > self.hi:
            raise InputError(
                f"interval [{self.lo}, {self.hi}]: upside down; give the lower end first"
            )

    @property
    def width(self) -> float:
        """Upper end minus lower end, in the interval's own unit."""
        return self.hi - self.lo


@dataclass(frozen=True, slots=True)
class IntervalSet:
    """A union of closed intervals: sorted, disjoint, touching ones merged; never their hull.

    Examples
    --------
    >>> possible = IntervalSet.of(Interval(18_300, 19_000), Interval(14_500, 15_200))
    >>> [part.lo for part in possible]
    [14500, 18300]
    >>> possible.within(IntervalSet.of(Interval(14_000, 16_000)))
    False
    """

    parts: tuple[Interval, ...] = ()

    def __post_init__(self) -> None:
        for before, after in zip(self.parts, self.parts[1:], strict=False):
            if after.lo <= before.hi:
                raise InputError(f"{before} and {after} overlap; build the set with IntervalSet.of")

    @classmethod
    def of(cls, *intervals: Interval) -> IntervalSet:
        """Unite intervals given in any order."""
        merged: list[Interval] = []
        for part in sorted(intervals):
            if merged and part.lo <= merged[-1].hi:
                merged[-1] = Interval(merged[-1].lo, max(merged[-1].hi, part.hi))
            else:
                merged.append(part)
        return cls(tuple(merged))

    @classmethod
    def union(cls, sets: Iterable[IntervalSet]) -> IntervalSet:
        """Unite several sets."""
        return cls.of(*(part for each in sets for part in each))

    def __iter__(self) -> Iterator[Interval]:
        return iter(self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def within(self, other: IntervalSet) -> bool:
        """Tell whether every point of this set lies in the other (an empty set never does)."""
        return bool(self) and all(
            any(outer.lo <= part.lo and part.hi <= outer.hi for outer in other) for part in self
        )

    def meets(self, other: IntervalSet) -> bool:
        """Tell whether the two sets share a point."""
        return any(a.lo <= b.hi and b.lo <= a.hi for a in self for b in other)

    def gap_to(self, other: IntervalSet) -> float:
        """Measure the smallest distance to the other set: 0 where they meet, infinite if one is empty."""
        gaps = (max(0.0, b.lo - a.hi, a.lo - b.hi) for a in self for b in other)
        return min(gaps, default=math.inf)

    def room_in(self, other: IntervalSet) -> float:
        """Measure how far this set could shift before it left the other; 0 if it is not inside."""
        if not self.within(other):
            return 0.0
        return min(
            max(min(p.lo - o.lo, o.hi - p.hi) for o in other if o.lo <= p.lo and p.hi <= o.hi)
            for p in self
        )


@dataclass(frozen=True, slots=True)
class LabelSet:
    """A set of named answers (`left_bank`, `inside`…), for what no number measures.

    Examples
    --------
    >>> LabelSet(("left_bank",)).within(LabelSet(("left_bank", "right_bank")))
    True
    """

    labels: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        return iter(self.labels)

    def __bool__(self) -> bool:
        return bool(self.labels)

    def within(self, other: LabelSet) -> bool:
        """Tell whether every label of this set is in the other (an empty set never is)."""
        return bool(self) and set(self.labels) <= set(other.labels)

    def meets(self, other: LabelSet) -> bool:
        """Tell whether the two sets share a label."""
        return bool(set(self.labels) & set(other.labels))
