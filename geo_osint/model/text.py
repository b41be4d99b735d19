"""Words for people, in the two languages the house speaks first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One thing said in English and in Arabic.

    Examples
    --------
    >>> Bilingual("fits", "مطابق").en
    'fits'
    """

    en: str
    ar: str
