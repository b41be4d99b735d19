"""What an index of names is asked by: runs of three letters, and of three consonants.

Pure functions of a string, for any store that can look a string up. Two spellings of a name share most
of their `letter_grams`; an Arabic name and its romanisation share most of their `sound_grams`, for these
are cut from consonants in classes that romanisations and slips of the ear confuse.
"""

from __future__ import annotations

import re

GRAM = 3
START, END = "^", "$"

_CLASSES = ("bpfv", "td", "sz$", "kgxj", "mn", "l", "r")
_CLASS = str.maketrans({letter: row[0].upper() for row in _CLASSES for letter in row})
_DOUBLED = re.compile(r"(.)\1+")


def letter_grams(joined: str) -> tuple[str, ...]:
    """Cut a folded name, written as one word, into its runs of three, ends marked; each once.

    Examples
    --------
    >>> letter_grams("hajin")
    ('^ha', 'haj', 'aji', 'jin', 'in$')
    """
    marked = f"{START}{joined}{END}"
    runs = (marked[at : at + GRAM] for at in range(max(1, len(marked) - GRAM + 1)))
    return tuple(dict.fromkeys(runs))


def sound_grams(skeleton: str) -> tuple[str, ...]:
    """Cut the skeleton of a name, made coarser, into its runs of three, ends marked; each once.

    Examples
    --------
    >>> from geo_osint.names import skeleton
    >>> sound_grams(skeleton("القامشلي")), sound_grams(skeleton("Kamishli"))
    (('^KM', 'KMS', 'MSL', 'SL$'), ('^KM', 'KMS', 'MSL', 'SL$'))
    """
    return letter_grams(coarse(skeleton))


def coarse(skeleton: str) -> str:
    """Give a skeleton with consonants that sound alike made one, in capitals: no run of them is one of letters.

    Examples
    --------
    >>> coarse("kmsl") == coarse("gnzl") == "KMSL"
    True
    """
    return _DOUBLED.sub(r"\1", skeleton.translate(_CLASS))
