"""Where an unknown Arabic name ends, told by what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from geo_osint.names import ARABIC_ARTICLE, is_arabic
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.mentions import LONGEST_NAME
from geo_osint.reading.refusals import PLACE_PREPOSITIONS
from geo_osint.reading.tokens import Token
from geo_osint.reading.unlisted.lists import end_in_a_list
from geo_osint.reading.unlisted.rows import NEVER_MERGED
from geo_osint.reading.unlisted.words import HEADS_OF_NAMES, SUREST_HEAD, may_be_a_name

NAMELESS_BY_NATURE = (
    "area",
    "countryside",
    "surroundings",
    "road",
    "river",
    "desert",
    "mountain",
    "country",
)
"""Behind these an unknown word is more often a description than a name."""


def end_of_arabic(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where an unknown Arabic name that begins here ends; `at` if none does.

    Behind an indefinite feature noun («بلدة س»: the name makes it definite), within quotation marks
    behind any, or behind "from" or a direction that follows a distance.
    """
    if at == 0 or row[at].symbol != "word":
        return at
    before = row[at - 1]
    if not is_arabic(row[at].text):
        return _until_arabic(row, at) if before.symbol == "feature" and row[at].capital else at
    if (
        before.symbol == "quote"
        and at > 1
        and row[at].text not in grammar.context["not_names"]
        and (row[at - 2].symbol == "feature" or _follows_distance(row, at - 2))
    ):
        return _until_quote(row, at)
    behind_feature = before.symbol == "feature" and not _definite(before)
    headed = before.symbol in PLACE_PREPOSITIONS and row[at].text in HEADS_OF_NAMES
    headed |= before.symbol in ("and", "comma") and row[at].text == SUREST_HEAD
    if behind_feature and before.value in (*NAMELESS_BY_NATURE, *NEVER_MERGED):
        if before.value == "mountain" and row[at].text.startswith(ARABIC_ARTICLE):
            return at if row[at].text.endswith(ADJECTIVE) else at + 1
        return at + 1 if before.value == "area" and _located(row, at, grammar) else at
    if (listed := end_in_a_list(row, at, grammar)) > at:
        return listed
    if _measured_without_a_noun(row, at, grammar):
        return at + 1
    capital = before.symbol == "capital" and not row[at].text.startswith(ARABIC_ARTICLE)
    if not (behind_feature or headed or capital) and not _follows_distance(row, at - 1):
        return at
    if not may_be_a_name(row[at].text, grammar):
        return at
    following = row[at + 1] if at + 1 < len(row) and row[at + 1].symbol == "word" else None
    if row[at].text in grammar.context["name_heads"]:
        return at + (2 if following else 1)
    if following and following.text in grammar.context["name_tails"]:
        return at + 2
    two = behind_feature and (_of_two_villages(row, at) or _in_two_words(row, at, grammar))
    return at + (2 if two else 1)


def _located(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell a name by the place it lies beside: «منطقة س شرق ص»."""
    behind = [token.symbol for token in row[at + 1 : at + 3]]
    name = not row[at].text.startswith(ARABIC_ARTICLE) and may_be_a_name(row[at].text, grammar)
    return name and behind == ["dir", "hit"]


REACH = 6
"""Tokens between "which lies" and the figure."""


def _measured_without_a_noun(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell a name by what is measured behind it: «س التي تبعد ١٤ كم عن ص», «س (١٤ كم شرق ص)».

    A word without the article that «التي» follows is a name, for only what is definite has a clause.
    """
    if at + 1 == len(row) or row[at + 1].symbol not in ("open", "comma", "which", "which_m"):
        return False
    text = row[at].text
    adjective = text.startswith(ARABIC_ARTICLE) and text.endswith(ADJECTIVE)
    if text.endswith(POSSESSIVES) or adjective or not may_be_a_name(text, grammar):
        return False
    behind = [token.symbol for token in row[at + 1 : at + 2 + REACH]]
    if behind[:1] == ["open"]:
        bracket = behind[1:4]
        return bracket[:1] == ["distance"] and bool({"dir", "from"} & set(bracket[1:2]))
    behind = behind[1:] if behind[:1] == ["comma"] else behind
    clause = behind[:1] in (["which"], ["which_m"]) and behind[1:2] in (["away"], ["lie"])
    relative = row[at + 1 : at + 3]
    pronoun = any(token.text in RELATIVE for token in relative)
    return clause and pronoun and "distance" in behind and not text.startswith(ARABIC_ARTICLE)


ADJECTIVE = ("يه", "ين")
"""Folded endings of adjectives and plurals behind a name: «سرت الاستراتيجية (…)»."""


RELATIVE = ("التي", "الذي")
"""Folded: who opens a clause about what is definite."""


def _in_two_words(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell «بلدة أورم الجوز»: the second word is no adjective, which would agree with the noun."""
    tail = row[at + 1] if at + 1 < len(row) else None
    if tail is None or tail.symbol != "word" or row[at].text.startswith(ARABIC_ARTICLE):
        return False
    feminine = row[at - 1].value not in grammar.masculine
    adjective = tail.text.endswith(AGREEING) or tail.text in grammar.context["not_names"]
    return feminine and tail.text.startswith(ARABIC_ARTICLE) and not adjective


AGREEING = ("ه", "ات", "ين", "ون", "ي")
"""Folded endings of what may be said of a town or of those in it."""


def _of_two_villages(row: Sequence[Token], at: int) -> bool:
    """Tell the adjective that parts two villages of one name: «قرية الجرذي الشرقي»."""
    tail = row[at + 1] if at + 1 < len(row) else None
    both = row[at].text.startswith(ARABIC_ARTICLE) and tail is not None and tail.symbol == "dir"
    return both and tail is not None and tail.text.startswith(ARABIC_ARTICLE)


def _until_arabic(row: Sequence[Token], at: int) -> int:
    """Say where a Latin name in an Arabic sentence ends: «قرية Girê Spî»."""
    end = at
    while end < min(len(row), at + LONGEST_NAME) and row[end].symbol == "word" and row[end].capital:
        end += 1
    return end


def _definite(noun: Token) -> bool:
    """Tell a noun that no name follows: "the bases", or «قواعدها», "its bases"."""
    return noun.definite or noun.text.endswith(POSSESSIVES)


POSSESSIVES = ("ها", "هم", "ته")
"""Folded endings of Arabic nouns that say whose they are."""


def _follows_distance(row: Sequence[Token], at: int) -> bool:
    """Tell whether the token is the "from" (or the direction) of a distance."""
    if at < 1 or row[at].symbol not in ("from", "dir"):
        return False
    before = [token.symbol for token in row[max(0, at - 3) : at]]
    return bool({"distance", "vague"} & set(before)) or (
        before[-1] == "away" and row[at].symbol == "from"
    )


def _until_quote(row: Sequence[Token], at: int) -> int:
    for end in range(at + 1, min(at + LONGEST_NAME, len(row) - 1) + 1):
        if end < len(row) and row[end].symbol == "quote":
            return end
    return at
