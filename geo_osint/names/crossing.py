"""Names across scripts: a consonant key, and how alike two names sound.

Method: letters become sounds (`sounds`), articles are taken off, and two rows of sounds are aligned
with weighted edit costs (Wagner and Fischer 1974), vowels being cheap because Arabic does not write
the short ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from geo_osint.names.edges import WORDS_KEPT, is_arabic, without_articles
from geo_osint.names.folding import key
from geo_osint.names.sounds import (
    ARABIC,
    BETWEEN_WORDS,
    BROAD,
    CONSTRUCT,
    DROPPED,
    LATIN_GROUPS,
    LATIN_WORD_END,
    NEAR,
    QUALIFIER,
    SKELETON,
    WORD_ENDS,
)

_LATIN_GROUP = re.compile("|".join(sorted(LATIN_GROUPS, key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1+")


def skeleton(name: str) -> str:
    """Give the consonants of a name as a key that an Arabic name and its romanisations share.

    Letters that romanisations confuse are one; vowels, h, ayn and the article are left out. Equal
    skeletons are a reason to look closer, not to believe: many names share one.

    Examples
    --------
    >>> skeleton("الميادين"), skeleton("Al-Mayadeen"), skeleton("Meyadin")
    ('mdn', 'mdn', 'mdn')
    """
    return consonants(sounds(name))


def consonants(row: str) -> str:
    """Give the skeleton of a row of sounds."""
    return single(row.translate(_SKELETON))


_SKELETON = str.maketrans(SKELETON)


def broad(row: str) -> str:
    """Give a row of sounds with those that are easily confused made one, vowels kept: for a rough order."""
    return single(row.translate(_BROAD))


_BROAD = str.maketrans(BROAD)


def similarity(a: str, b: str) -> float:
    """Tell how alike two names sound, from 0 to 1, in one script or across scripts; symmetric.

    1 means that each sound has its like, not that the names are one: compare `key` for that. Short
    names reach high values by chance.

    Examples
    --------
    >>> similarity("القامشلي", "Qamishli") > 0.9 > similarity("القامشلي", "Hasakah")
    True
    """
    return likeness(ways(_bare(a)), ways(_bare(b)))


def likeness(some: Iterable[str], others: Iterable[str]) -> float:
    """Tell how alike two names sound, given the rows of sounds that each may be."""
    return max(_likeness(one, other) for one in some for other in others)


def ways(bare: str) -> tuple[str, ...]:
    """Give the sounds of a name without articles, and those without one that has grown into a word."""
    found = row_of(bare)
    if not bare.isascii() or "l" not in bare:
        return (found,)
    cut = _GROWN_TOGETHER.sub("", bare)
    return (found,) if cut == bare else tuple(dict.fromkeys((found, row_of(cut))))


_GROWN_TOGETHER = re.compile(r"\b[aeu]l(?=[a-z]{4})")
"""As in Elkibir or Almayadin; but Aleppo is no name with an article, so both ways are tried."""


def _likeness(first: str, second: str) -> float:
    weight = max(_weight(first), _weight(second))
    if not first or not second or not weight:
        return 0.0
    return max(0.0, 1.0 - _cost(*sorted((first, second))) / weight)


def sounds(name: str) -> str:
    """Turn a name into a row of sound symbols without its articles; doubled sounds count once."""
    return row_of(_bare(name))


def _bare(name: str) -> str:
    return " ".join(without_articles(key(name).split()))


def row_of(bare: str) -> str:
    """Turn a folded name without articles into a row of sounds.

    Words that may be translated instead of romanised ("Eastern", "Upper") go to the end in one order,
    since the languages put them on different sides.
    """
    words = bare.split()
    signs: list[str] = []
    if len(words) > 1 and not QUALIFIER.keys().isdisjoint(words):
        signs = sorted(QUALIFIER[word] for word in words if word in QUALIFIER)
        words = [word for word in words if word not in QUALIFIER]
    row = BETWEEN_WORDS.join([*map(_sounds_of_word, words), *signs])
    return single(_CONSTRUCT.sub(CONSTRUCT, row) if len(words) > 1 else row)


_CONSTRUCT = re.compile(f"(?<=[ae])t(?={BETWEEN_WORDS}\\w)")


def single(row: str) -> str:
    """Let doubled sounds count once."""
    return _DOUBLED.sub(r"\1", row)


@lru_cache(maxsize=WORDS_KEPT)
def _sounds_of_word(word: str) -> str:
    return _arabic(word) if is_arabic(word) else _latin(word)


def _arabic(word: str) -> str:
    heard = word[:-1].translate(_ARABIC)
    return heard + (WORD_ENDS.get(word[-1]) or word[-1].translate(_ARABIC))


_ARABIC = str.maketrans(ARABIC)


def _latin(word: str) -> str:
    heard = _LATIN_GROUP.sub(lambda run: LATIN_GROUPS[run[0]], word)
    return _LATIN_END.sub(LATIN_WORD_END[1], heard)


_LATIN_END = re.compile(f"(?<=[ae]){LATIN_WORD_END[0]}$")


def _weight(row: str) -> float:
    return sum(DROPPED.get(sound, 1.0) for sound in row)


def _cost(first: str, second: str) -> float:
    """Align two rows of sounds at the least cost."""
    drops = [DROPPED.get(sound, 1.0) for sound in second]
    above = [0.0]
    for drop in drops:
        above.append(above[-1] + drop)
    for sound in first:
        lost = DROPPED.get(sound, 1.0)
        row = [above[0] + lost]
        for index, (other, drop) in enumerate(zip(second, drops, strict=True)):
            swap = 0.0 if sound == other else NEAR.get((sound, other), 1.0)
            row.append(min(above[index] + swap, above[index + 1] + lost, row[index] + drop))
        above = row
    return above[-1]
