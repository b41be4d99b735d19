"""Arabic words that may be a name by their form alone."""

from __future__ import annotations

from geo_osint.reading.grammar import Grammar

HEADS_OF_NAMES = frozenset(("تل", "كفر", "خربه", "جب", "مرج", "تلول", "خراب"))
"""Folded words that begin names and little else: «في تل بيدر»."""


SUREST_HEAD = "تل"
"""The head of a name that is no other word: believed in a list too."""


MIN_NAME = 3
"""Shorter words are particles."""


def may_be_a_name(text: str, grammar: Grammar) -> bool:
    """Tell a word that is no particle, adjective or verb, nor barred by the lexicon."""
    adjective = text.endswith(("يه", "يتين", "يتان", "يين", "يات")) and not text.startswith("ال")
    adjective |= text.endswith(VERB_ENDINGS)
    long_enough = len(text) >= MIN_NAME or text in grammar.context["name_heads"]
    return long_enough and not adjective and text not in grammar.context["not_names"]


VERB_ENDINGS = ("تها", "تهم")
"""Endings of verbs with their object («مخيمات أنشأتها»), which no name has."""
