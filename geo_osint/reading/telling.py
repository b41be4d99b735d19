"""Which sentences are worth cutting into tokens: most of a paper's say nothing of places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from geo_osint.model import Span
from geo_osint.reading.grammar import Grammar, Phrase
from geo_osint.reading.parts import VERBS
from geo_osint.reading.tokens import Pieces, without_article, words_in
from geo_osint.reading.unlisted.words import HEADS_OF_NAMES

SILENT = frozenset(
    (
        "and", "at", "be", "conjunction", "demonstrative", "det", "except", "for", "from", "indef", "negation", "of",
        "out", "planned", "possessive", "pron", "to", "which", "which_m", "with", "word", "actor", "against", "convoy",
        "including", "mover", "period", "since", "superlative", "next", "strike", "tell", "total", "blocked", "another",
        "still", "later", "between", "near", "opposite", "outside", "along", "around", "into", "edge", "centre", "link",
        "itself", "lie", "separate", "separate_pron", "away_pron", "from_pron", "dir", *VERBS,
    )
)  # fmt: skip
"""Classes of words that by themselves, with no name or figure beside them, are part of no reading.

The rest make names of the words beside them: a feature noun, "the capital X", "away from X".
"""

SILENT_IN = {"ar": frozenset(("measure",)), "en": frozenset[str]()}
"""More of them, by language: "the distance between X and Y" names both, «بعد» is mostly "after"."""

WORDS_KEPT = 16_384
"""Words of which is remembered what they tell: a report's words come again and again."""


def tells(pieces: Pieces, sentence: Span, grammar: Grammar) -> bool:
    """Tell whether a sentence without names and figures has any word that a reading may hang on."""
    found = frozenset[int]().union(*{_of_word(text, grammar) for text in pieces.within(sentence)})
    return ALONE in found or (found >= PAIR and _in_phrases(pieces, sentence, grammar))


ALONE, FIRST, SECOND = range(3)
"""What a word may be: one that tells by itself, the first or the second of a phrase that does."""

PAIR = frozenset((FIRST, SECOND))


@lru_cache(WORDS_KEPT)
def _of_word(text: str, grammar: Grammar) -> frozenset[int]:
    alone, leading = _telling(grammar)
    seconds = frozenset[str]().union(*leading.values())
    forms = {form for part in words_in(text, grammar) for form in (part, without_article(part))}
    kinds = ((ALONE, alone), (FIRST, leading), (SECOND, seconds))
    return frozenset(kind for kind, words in kinds if not forms.isdisjoint(words))


def _in_phrases(pieces: Pieces, sentence: Span, grammar: Grammar) -> bool:
    """Tell whether a sentence has two words that begin a telling phrase."""
    _, leading = _telling(grammar)
    before = ""
    for text in chain.from_iterable(words_in(each, grammar) for each in pieces.within(sentence)):
        seconds = leading.get(before) or leading.get(without_article(before))
        if seconds and (text in seconds or without_article(text) in seconds):
            return True
        before = text
    return False


@cache
def _telling(grammar: Grammar) -> tuple[frozenset[str], dict[str, set[str]]]:
    """Give the words that tell by themselves, and of longer phrases the second word by the first."""
    alone = {*HEADS_OF_NAMES, *grammar.context.get("name_starts", ())}
    leading: dict[str, set[str]] = {}
    for phrase in _phrases(grammar):
        if len(phrase.words) == 1:
            alone.add(phrase.words[0])
        else:
            leading.setdefault(phrase.words[0], set()).add(phrase.words[1])
    return frozenset(alone), leading


def _phrases(grammar: Grammar) -> Iterator[Phrase]:
    silent = SILENT | SILENT_IN[grammar.language]
    for table in (grammar.phrases, grammar.features):
        for phrases in table.values():
            yield from (phrase for phrase in phrases if phrase.symbol not in silent)
