"""How far a printed figure may be off by its rounding: the rule of 2020, and that of 2004 as an option.

2020: Chapman and Wieczorek, "Georeferencing Best Practices": half the precision. 2004: Wieczorek, Guo and
Hijmans, "The point-radius method": the whole precision, which is 1 for "9 km", half the power of ten for its
multiples (5 for 140, 50 for 100), and the fraction itself for fractions (0.5 for 10.5).
"""

from __future__ import annotations

from dataclasses import replace

from geo_osint.case import Rounding
from geo_osint.checking.figures import amounts
from geo_osint.checking.verdicts import VERDICTS
from geo_osint.model import Bilingual, Finding, Quantity, Statement
from geo_osint.reading.quantities import UNIT_M, stated_sets

OTHER: dict[Rounding, Rounding] = {"2020": "2004", "2004": "2020"}

DIGITS = 6
"""Digits kept when metres are turned back into the unit of the text."""


def by_rule(statement: Statement, rule: Rounding) -> Statement:
    """Give a statement's distance what its rounding allows by a rule; it must be stated by that of 2020."""
    if statement.quantity is None:
        return statement
    return replace(statement, quantity=restated(statement.quantity, rule))


def restated(quantity: Quantity, rule: Rounding) -> Quantity:
    """Give a distance what its rounding allows by a rule; it must be stated by that of 2020.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> n, w = stated_sets(100_000, 100_000, "", 10_000, 10_000)
    >>> told = Quantity("100 km", Span(0, 6), 100_000.0, 100_000.0, "km", "", n, w)
    >>> restated(told, "2004").printed.parts, restated(told, "2020") == told
    ((Interval(lo=50000.0, hi=150000.0),), True)
    """
    if (
        rule == "2020"
        or not quantity.printed
        or quantity.value_lo is None
        or quantity.value_hi is None
    ):
        return quantity
    lo, hi = quantity.value_lo, quantity.value_hi
    lo_off, hi_off = _off_2004_m(quantity, lo), _off_2004_m(quantity, hi)
    printed, newsroom = stated_sets(lo, hi, quantity.hedge, 2 * lo_off, 2 * hi_off)
    return replace(quantity, printed=printed, newsroom=newsroom)


def _off_2004_m(quantity: Quantity, value_m: float) -> float:
    """Give how far one end may be off by the rule of 2004, in metres."""
    size = UNIT_M[quantity.unit]
    value = round(value_m / size, DIGITS)
    if not value.is_integer():
        return 2 * _off_2020_m(quantity, value_m)
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return size * (0.5 * 10**zeros if zeros else 1.0)


def _off_2020_m(quantity: Quantity, value_m: float) -> float:
    """Find how far an end was taken to be off: the nearest finite bound of what was printed."""
    bounds = [bound for part in quantity.printed for bound in (part.lo, part.hi)]
    return min(abs(bound - value_m) for bound in bounds)


def by_other_rule(rule: Rounding, otherwise: Finding) -> Bilingual:
    """Say what the other rule of rounding would come to."""
    printed, verdict = amounts(otherwise.printed, otherwise.unit), VERDICTS[otherwise.verdict]
    return Bilingual(
        f"by the rounding rule of {rule} what was printed would be {printed.en}, and the answer: {verdict.en}",
        f"وفق قاعدة التقريب لعام {rule} يكون المدى المنشور {printed.ar}، والنتيجة: {verdict.ar}",
    )
