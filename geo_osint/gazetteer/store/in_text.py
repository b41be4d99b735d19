"""Which stretches of a text may name an imported place, and are worth looking up.

A list of millions of names holds most of the words there are: «الصباح», "Of", "March" are villages
somewhere. So a stretch counts only where the text around it speaks of a place: behind a kind noun in
either script; in Latin letters also with a capital behind a preposition of place; as two words or more
where, in Latin letters, each has a capital. The rule is set by hand, not fitted to any corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo_osint.names import (
    Folded,
    edges,
    fold,
    is_arabic,
    is_latin_article,
    kind_nouns,
    without_article,
)
from geo_osint.names.nouns import one_spelling

LONGEST = 4
"""Words of a stretch; longer names are looked up by no text."""

LEAST_LETTERS_OF_SEVERAL = 7
"""Two short words stand side by side by chance."""

LEAST_LETTERS_OF_ONE = 4
"""Shorter Latin words with a capital are acronyms and people's names more often than places."""

PREPOSITIONS = frozenset(
    "in at near from to towards toward into outside inside around between through via of".split()
)
"""Before a capitalised Latin word these speak of a place, or of a person; `resolving` has to tell."""

ORDINARY = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday english arabic french turkish kurdish russian "
    "american syrian iraqi iranian israeli western eastern northern southern army ministry president "
    "general colonel captain agency reuters facebook twitter telegram islam allah ramadan god state "
    "council government party forces force observatory monitor media news people human rights".split()
)
"""Words that are written with a capital anyway and are hardly ever meant as a place by themselves."""

PARTICLES = frozenset(
    "في من الي علي عن مع بعد قبل بين عند حتي ان انه انها التي الذي هذا هذه ذلك تلك كان كانت قد ثم او كما "
    "ومن وفي والي وعلي وعن ومع وقد وكان وان وهو وهي هو هي ما لا لم لن كل بعض غير عبر نحو ضمن خلال حول دون".split()
)
"""Folded Arabic words that no name begins or ends with."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN = re.compile(r"[ \t\u00a0]*[-_'\"«»“”]?[ \t\u00a0]*\n?[ \t\u00a0]*")


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word without its article; `joined`: only a blank or a hyphen stands before it."""

    text: str
    capital: bool
    joined: bool


def stretches(text: str) -> set[str]:
    """Give the spellings, as a store keeps them, of all stretches that may name an imported place.

    Examples
    --------
    >>> sorted(stretches("وصلت إلى قرية الجرذي صباحا"))
    ['جرذي', 'جرذيصباحا']
    """
    words = _words(fold(text))
    lower = {word.text for word in words if not word.capital}
    return {
        spelling
        for start in range(len(words))
        for run in _runs(words, start)
        for spelling in _spellings(words, start, run, lower)
    }


def _words(folded: Folded) -> list[_Word]:
    found: list[_Word] = []
    runs = list(_WORD.finditer(folded.text))
    end, carried, capital_article = 0, None, False
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        gap = folded.text[end : run.start()]
        joined = bool(_BETWEEN.fullmatch(gap)) if carried is None else carried
        capital = folded.original[folded.offsets[run.start()]].isupper()
        end = run.end()
        if following and is_latin_article(run[0], following[0]) and following.start() - end <= 1:
            carried = joined
            continue
        carried = None
        bare = without_article((run[0].replace("ء", ""),))[0]
        found.append(_Word(one_spelling().get(bare, bare), capital, joined))
    return found


def _runs(words: Sequence[_Word], start: int) -> Iterator[tuple[_Word, ...]]:
    """Give the stretches of one to `LONGEST` words that begin at a word."""
    for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
        if end - start > 1 and not words[end - 1].joined:
            return
        yield tuple(words[start:end])


def _spellings(
    words: Sequence[_Word], start: int, run: tuple[_Word, ...], lower: set[str]
) -> Iterator[str]:
    if {run[0].text, run[-1].text} & PARTICLES:
        return
    nouns = kind_nouns()
    if any(word.text in nouns for word in run[1:-1]):
        return
    kept = [word for word in run if word.text not in nouns] or list(run)
    counts = _counts_as_one if len(kept) == 1 else _counts_as_several
    if not counts(words, start, run, kept, lower):
        return
    first, others = kept[0], "".join(word.text for word in kept[1:])
    yield first.text + others
    if is_arabic(first.text) and kept[0] is run[0]:
        for edge in edges(first.text)[1:]:
            yield without_article((edge.word,))[0] + others


def _counts_as_several(
    words: Sequence[_Word], start: int, run: tuple[_Word, ...], kept: list[_Word], lower: set[str]
) -> bool:
    if sum(len(word.text) for word in kept) < LEAST_LETTERS_OF_SEVERAL:
        return False
    return is_arabic(kept[0].text) or all(word.capital or word.text.isdigit() for word in kept)


def _counts_as_one(
    words: Sequence[_Word], start: int, run: tuple[_Word, ...], kept: list[_Word], lower: set[str]
) -> bool:
    word = kept[0]
    in_run = len(run) > 1 and (run[0] is not word or not is_arabic(word.text))
    behind_noun = in_run or _noun_beside(words, start, len(run), word)
    if is_arabic(word.text):
        return behind_noun
    if not word.capital or word.text in ORDINARY or word.text in lower:
        return False
    if behind_noun:
        return True
    led = start > 0 and word.joined and words[start - 1].text in PREPOSITIONS
    return led and len(word.text) >= LEAST_LETTERS_OF_ONE


def _noun_beside(words: Sequence[_Word], start: int, length: int, word: _Word) -> bool:
    """Look for a kind noun before the word ("village of X" too), or in Latin letters behind it."""
    nouns = kind_nouns()
    before = start - 1
    while before >= 0 and words[before].text in ("of", "the") and words[before + 1].joined:
        before -= 1
    if before >= 0 and words[before + 1].joined and words[before].text in nouns:
        return True
    after = start + length
    behind = after < len(words) and words[after].joined and words[after].text in nouns
    return behind and not is_arabic(word.text)
