"""Which sentences are worth cutting into tokens: most of a paper's say nothing of places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from geo_osint.model import Span
from geo_osint.names import Folded
from geo_osint.reading.grammar import Grammar, Phrase
from geo_osint.reading.parts import VERBS
from geo_osint.reading.tokens import texts_in, without_article
from geo_osint.reading.unlisted import HEADS_OF_NAMES

SILENT = frozenset(
    (
        "and", "at", "be", "conjunction", "demonstrative", "det", "except", "for", "from", "indef", "negation", "of",
        "out", "planned", "possessive", "pron", "to", "which", "which_m", "with", "word", "actor", "against", "convoy",
        "including", "mover", "period", "since", "superlative", "next", "strike", "tell", "total", *VERBS,
    )
)  # fmt: skip
"""Classes of words that by themselves, with no name or figure beside them, are part of no reading."""


def tells(folded: Folded, sentence: Span, grammar: Grammar) -> bool:
    """Tell whether a sentence without names and figures has any word that a reading may hang on."""
    alone, leading = _telling(grammar)
    before = ""
    for text in texts_in(folded, sentence, grammar):
        bare = without_article(text)
        if text in alone or bare in alone:
            return True
        seconds = leading.get(before) or leading.get(without_article(before))
        if seconds and (text in seconds or bare in seconds):
            return True
        before = text
    return False


@cache
def _telling(grammar: Grammar) -> tuple[frozenset[str], dict[str, set[str]]]:
    """Give the words that tell by themselves, and of longer phrases the second word by the first."""
    alone = set(HEADS_OF_NAMES)
    leading: dict[str, set[str]] = {}
    for phrase in _phrases(grammar):
        if len(phrase.words) == 1:
            alone.add(phrase.words[0])
        else:
            leading.setdefault(phrase.words[0], set()).add(phrase.words[1])
    return frozenset(alone), leading


def _phrases(grammar: Grammar) -> Iterator[Phrase]:
    tables: Iterable[Iterable[tuple[Phrase, ...]]] = (
        grammar.phrases.values(),
        grammar.features.values(),
    )
    for table in tables:
        for rows in table:
            yield from (phrase for phrase in rows if phrase.symbol not in SILENT)
