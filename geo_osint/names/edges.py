"""What a name may carry on its left: Arabic proclitics, and the article in either script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

ARABIC_ARTICLE = "ال"

ARABIC_PROCLITICS = (
    "ولل", "فلل", "لل",
    "وب", "ول", "وك", "فب", "فل", "فك",
    "و", "ف", "ب", "ل", "ك",
)  # fmt: skip
"""The left edges a name may have in running text, longest first; the article may follow.

"And" and "so" (و ف), then "in, to, like" (ب ل ك). "To" and the article contract: للميادين is
ل + الميادين, so that in the three with لل the article is already part of the edge.
"""

LATIN_ARTICLES = frozenset(
    vowel + consonant
    for vowel in ("a", "e", "u", "i")
    for consonant in ("l", "r", "s", "sh", "t", "th", "d", "dh", "z", "n")
)
"""How the article is written in Latin letters, plain or assimilated to a sun letter, folded."""

LATIN_ARTICLES_THAT_ARE_WORDS = frozenset(
    ("ad", "an", "as", "at", "ed", "en", "es", "et", "id", "in", "is", "it", "un", "us")
)
"""Articles that are also words of other languages ("at Tabqa"): context must make them articles."""


def is_latin_article(word: str, following: str) -> bool:
    """Tell whether a folded word is the article of the next: any with l, or one assimilated to it.

    Examples
    --------
    >>> is_latin_article("al", "tabqa"), is_latin_article("at", "tabqa")
    (True, True)
    >>> is_latin_article("in", "tabqa")
    False
    """
    return word in LATIN_ARTICLES and (word.endswith("l") or following.startswith(word[1:]))


WORDS_KEPT = 16_384
"""Words whose cuts are remembered: a report's words come again and again."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One way to cut a word: `proclitic`, and the `word` as it would stand alone.

    `start` is where the word begins within the token; 0 for the contracted لل, whose first letter
    cannot be taken off without tearing the article.
    """

    proclitic: str
    word: str
    start: int


@lru_cache(maxsize=WORDS_KEPT)
def edges(token: str) -> tuple[Edge, ...]:
    """Cut a folded Arabic token in all the ways its left edge allows, whole word first.

    Examples
    --------
    >>> [edge.word for edge in edges("وبالميادين")]
    ['وبالميادين', 'بالميادين', 'الميادين']
    >>> [(edge.proclitic, edge.word) for edge in edges("للميادين")][-2]
    ('لل', 'الميادين')
    """
    found = [Edge("", token, 0)]
    for proclitic in reversed(ARABIC_PROCLITICS):
        rest = token[len(proclitic) :]
        if len(rest) < SHORTEST_WORD or not token.startswith(proclitic):
            continue
        if proclitic.endswith("لل"):
            start = len(proclitic) - 2
            found.append(Edge(proclitic, ARABIC_ARTICLE + rest, start))
            # اللاذقية behind ل sheds one of its three lams: للاذقية
            found.append(Edge(proclitic, ARABIC_ARTICLE + "ل" + rest, start))
        else:
            found.append(Edge(proclitic, rest, len(proclitic)))
    return tuple(found)


SHORTEST_WORD = 2
"""No name has fewer letters left when its proclitic is off."""


SHORTEST_WITH_ARTICLE = len(ARABIC_ARTICLE) + SHORTEST_WORD

GOD = "الله"
"""No article comes off this word: عبد الله is Abdallah."""


def is_arabic(word: str) -> bool:
    """Tell whether a word begins with an Arabic letter."""
    return "\u0621" <= word[:1] <= "\u06d3"


def without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    """Take the article off the first word of a folded name; the same name where it has none.

    Examples
    --------
    >>> without_article(("الميادين",)), without_article(("al", "mayadin"))
    (('ميادين',), ('mayadin',))
    """
    first = words[0] if words else ""
    if (bare := _bare(first)) != first:
        return (bare, *words[1:])
    if len(words) > 1 and is_latin_article(first, words[1]):
        return words[1:]
    return words


def without_articles(words: Sequence[str]) -> list[str]:
    """Take the article off each word of a folded name; the same words where there is none.

    Examples
    --------
    >>> without_articles(["deir", "ez", "zor"]), without_articles(["المحطه", "الثانيه"])
    (['deir', 'zor'], ['محطه', 'ثانيه'])
    """
    kept = [word for word, after in pairwise(words) if not is_latin_article(word, after)]
    return [_bare(word) for word in (*kept, *words[-1:])]


def _bare(word: str) -> str:
    if word.startswith(ARABIC_ARTICLE) and word != GOD:
        return word[len(ARABIC_ARTICLE) :] if len(word) >= SHORTEST_WITH_ARTICLE else word
    return word
