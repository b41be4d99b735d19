"""Words for people, in the two languages the house speaks first."""

from __future__ import annotations

from dataclasses import dataclass

ISOLATE, POP = "\u2068", "\u2069"
"""Keep a name of the other direction from turning the words around it."""

_TURNING = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
"""Marks that turn the direction of text: a name that carries them could turn our own words."""


def isolated(name: str) -> str:
    r"""Set a name apart, so that its direction stays its own.

    Examples
    --------
    >>> isolated("a\u202eb") == "\u2068ab\u2069"
    True
    """
    return f"{ISOLATE}{name.translate(_TURNING)}{POP}"


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
