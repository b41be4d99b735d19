"""Figures and names as they stand in sentences, English and Arabic; rounded here and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from geo_osint.model import Answers, Bilingual, Interval, IntervalSet, LabelSet
from geo_osint.routing.wording import STATES


def length(metres: float) -> Bilingual:
    """Write a length: whole metres below a kilometre, else kilometres to 0.1.

    Examples
    --------
    >>> length(3.2).en, length(14_503).ar
    ('3 m', '14.5 كم')
    """
    if round(metres) < 1_000:
        return Bilingual(f"{metres:.0f} m", f"{metres:.0f} م")
    return Bilingual(f"{metres / 1_000:.1f} km", f"{metres / 1_000:.1f} كم")


def distances(found: IntervalSet) -> Bilingual:
    """Write a set of distances; in Arabic with words, as a dash between figures would turn them.

    Examples
    --------
    >>> distances(IntervalSet.of(Interval(14_500, 15_200), Interval(18_300, 19_000))).ar
    'من 14.5 إلى 15.2 كم أو من 18.3 إلى 19.0 كم'
    """
    english = " or ".join(_range(part) for part in found) + " km" if found else ""
    return Bilingual(english, " أو ".join(_arabic_range(part) for part in found))


LABELS = {
    "inside": Bilingual("inside", "داخلها"),
    "outside": Bilingual("outside", "خارجها"),
    "left_bank": Bilingual("left bank", "الضفة اليسرى"),
    "right_bank": Bilingual("right bank", "الضفة اليمنى"),
    "across": Bilingual("across the river", "على الضفة المقابلة"),
    "same_bank": Bilingual("the same bank", "الضفة نفسها"),
    "island": Bilingual("an island in the river", "جزيرة في النهر"),
    "in_order": Bilingual("in the order told", "بالترتيب المذكور"),
    "detour": Bilingual("only by a detour", "بالتفاف فقط"),
    **STATES,
    "yes": Bilingual("yes", "نعم"),
    "no": Bilingual("no", "لا"),
}
"""What stands for an answer that no number measures."""


def amounts(found: Answers, unit: str = "m") -> Bilingual:
    """Write what is possible or stated, whatever its unit: `m`, `deg`, `kmh` or `label`.

    Examples
    --------
    >>> amounts(IntervalSet.of(Interval(37, 51)), "deg").en, amounts(LabelSet(("left_bank",))).en
    ('37–51°', 'left bank')
    """
    if isinstance(found, LabelSet):
        words = [LABELS[each] for each in found]
        return Bilingual(
            " or ".join(each.en for each in words), " أو ".join(each.ar for each in words)
        )
    return WRITTEN[unit](found) if found else Bilingual("", "")


def directions(found: IntervalSet) -> Bilingual:
    """Write arcs in degrees clockwise from north; two that meet at north are one.

    Examples
    --------
    >>> directions(IntervalSet.of(Interval(0, 9), Interval(351, 360))).en
    '351–9°'
    """
    arcs = _told_apart(found)
    if len(arcs) > 1 and arcs[0].lo == 0 and arcs[-1].hi == 360:
        arcs = [Interval(arcs[-1].lo, 360 + arcs[0].hi), *arcs[1:-1]]
    english = [_arc(each, "–") for each in arcs]
    return Bilingual(
        " or ".join(english), " أو ".join(f"من {_arc(each, ' إلى ')}" for each in arcs)
    )


def _told_apart(found: IntervalSet) -> list[Interval]:
    """Join arcs that whole degrees do not tell apart."""
    arcs: list[Interval] = []
    for part in found:
        if arcs and part.lo - arcs[-1].hi < 1:
            arcs[-1] = Interval(arcs[-1].lo, part.hi)
        else:
            arcs.append(part)
    return arcs


def speeds(found: IntervalSet) -> Bilingual:
    """Write mean speeds, given in km/h, without decimals.

    Examples
    --------
    >>> speeds(IntervalSet.of(Interval(28.4, 59.7))).en, speeds(IntervalSet.of(Interval(10, math.inf))).en
    ('28–60 km/h', 'at least 10 km/h')
    """
    english, arabic = [], []
    for lo, hi in ((part.lo, part.hi) for part in found):
        open_ = math.isinf(hi)
        plain = f"{lo:.0f}" if open_ or f"{lo:.0f}" == f"{hi:.0f}" else f"{lo:.0f}–{hi:.0f}"
        english.append(f"at least {plain}" if open_ else plain)
        arabic.append(f"{plain} على الأقل" if open_ else plain)
    if not english:
        return Bilingual("", "")
    return Bilingual(f"{' or '.join(english)} km/h", f"{' أو '.join(arabic)} كم/س")


def _arc(part: Interval, dash: str) -> str:
    lo, hi = round(part.lo) % 360, round(part.hi) % 360
    if part.width >= 360:
        return f"0{dash}360°"
    return f"{lo}°" if lo == hi else f"{lo}{dash}{hi}°"


def _arabic_range(part: Interval) -> str:
    lo = f"{part.lo / 1_000:.1f}"
    if math.isinf(part.hi):
        return f"{lo} كم على الأقل"
    hi = f"{part.hi / 1_000:.1f}"
    return f"{lo} كم" if lo == hi else f"من {lo} إلى {hi} كم"


def _range(part: Interval) -> str:
    if math.isinf(part.hi):
        return f"at least {part.lo / 1_000:.1f}"
    lo, hi = f"{part.lo / 1_000:.1f}", f"{part.hi / 1_000:.1f}"
    return lo if lo == hi else f"{lo}–{hi}"


def metres(value: float) -> str:
    """Write a length: whole metres below 1 km, else kilometres to 0.1.

    Examples
    --------
    >>> metres(3.0), metres(14_503), metres(132_400)
    ('3 m', '14.5 km', '132.4 km')
    """
    return length(value).en


def kilometres(found: IntervalSet) -> str:
    """Write a set of distances in kilometres, its parts side by side.

    Examples
    --------
    >>> kilometres(IntervalSet.of(Interval(14_503, 15_153), Interval(18_316, 19_015)))
    '14.5–15.2 or 18.3–19.0 km'
    >>> kilometres(IntervalSet.of(Interval(40_000, math.inf)))
    'at least 40.0 km'
    """
    return distances(found).en


def square_kilometres(value_m2: float) -> str:
    """Write an area to three figures, in square kilometres without the unit.

    Examples
    --------
    >>> square_kilometres(18_662_000), square_kilometres(745_600_000), square_kilometres(12_300_000_000)
    ('18.7', '746', '12,300')
    """
    km2 = value_m2 / 1e6
    return f"{km2:.3g}" if km2 < 1_000 else f"{float(f'{km2:.3g}'):,.0f}"


WRITTEN: Mapping[str, Callable[[IntervalSet], Bilingual]] = {
    "m": distances,
    "deg": directions,
    "kmh": speeds,
}
"""How a set is written by its unit."""
