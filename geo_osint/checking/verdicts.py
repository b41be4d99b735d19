"""The rule that turns three sets into a code."""

from __future__ import annotations

from typing import Protocol, Self, TypeVar

from geo_osint.model import Bilingual, IntervalSet, Verdict

VERDICTS: dict[Verdict, Bilingual] = {
    "fits": Bilingual("fits", "متوافق"),
    "fits_roughly": Bilingual("fits roughly", "متوافق تقريبًا"),
    "not_settled": Bilingual("not settled", "غير محسوم"),
    "does_not_fit": Bilingual("does not fit", "غير متوافق"),
    "cannot_check": Bilingual("cannot check", "يتعذر التحقق"),
    "not_checked": Bilingual("not checked", "لم يُتحقق منه"),
}
"""Each code as an editor reads it."""


class Comparable(Protocol):
    """A set that can lie in another one of its kind, or share something with it."""

    def __bool__(self) -> bool: ...

    def within(self, other: Self) -> bool:
        """Tell whether all of it lies in the other."""

    def meets(self, other: Self) -> bool:
        """Tell whether some of it lies in the other."""


Set = TypeVar("Set", bound=Comparable)


def judge(possible: Set, printed: Set, newsroom: Set) -> Verdict:
    """Relate the possible set P to what was printed (N) and to the newsroom's tolerance (W ⊇ N).

    `fits` if P ⊆ N; `fits_roughly` if P ⊆ W; `not_settled` if P meets W; `does_not_fit` if they are
    apart; `cannot_check` if P or N is empty.

    Examples
    --------
    >>> from geo_osint.model import Interval
    >>> n, w = IntervalSet.of(Interval(13.5, 14.5)), IntervalSet.of(Interval(10.0, 18.0))
    >>> judge(IntervalSet.of(Interval(14.503, 15.2)), n, w)
    'fits_roughly'
    >>> judge(IntervalSet.of(Interval(14.503, 15.2), Interval(18.3, 19.0)), n, w)
    'not_settled'
    """
    if not possible or not printed:
        return "cannot_check"
    if possible.within(printed):
        return "fits"
    if possible.within(newsroom):
        return "fits_roughly"
    return "not_settled" if possible.meets(newsroom) else "does_not_fit"


def margin_below_m(possible: IntervalSet, printed: IntervalSet) -> float | None:
    """Give the margin as `margin_m` does, against a set that only bounds from above: "no farther than".

    Examples
    --------
    >>> from geo_osint.model import Interval
    >>> margin_below_m(IntervalSet.of(Interval(0, 200)), IntervalSet.of(Interval(0, 500)))
    300
    """
    if possible.within(printed):
        return printed.parts[-1].hi - possible.parts[-1].hi
    return margin_m(possible, printed)


def margin_m(possible: IntervalSet, printed: IntervalSet) -> float | None:
    """Give the room left inside what was printed, or minus how far outside the nearest point lies.

    0 where the possible set lies across the border; `None` where one of the sets is empty.

    Examples
    --------
    >>> from geo_osint.model import Interval
    >>> margin_m(IntervalSet.of(Interval(14_503, 15_200)), IntervalSet.of(Interval(13_500, 14_500)))
    -3
    """
    if not possible or not printed:
        return None
    if possible.within(printed):
        return possible.room_in(printed)
    gap = possible.gap_to(printed)
    return -gap if gap else 0.0
