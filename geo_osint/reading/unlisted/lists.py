"""Arabic lists of names, «قرى س وص», «س، ص (محافظة ع)»: where a name in one ends, and which "and" hides in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_osint.model import Mention, Span
from geo_osint.names import ARABIC_ARTICLE
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.mentions import feature_in
from geo_osint.reading.refusals import LONGEST_LIST
from geo_osint.reading.tokens import Token
from geo_osint.reading.unlisted.words import MIN_NAME, may_be_a_name

JOINTS = ("and", "comma")


CLOSES_A_NAME = ("and", "comma", "stop", "open", "close")
"""What stands behind a name in a list; behind a verb hardly ever."""


CLOSES_A_SURE_NAME = (*CLOSES_A_NAME, "at", "near", "dir", "from", "distance")
"""As above, behind a word with the article or the head of a name, which is no verb."""


AND = "و"


def hides_and(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell a name of a list that "and" is written as one with: «قريتي س وص»."""
    token = row[at]
    if at == 0 or token.symbol != "word" or not token.text.startswith(AND):
        return False
    if len(token.text) <= MIN_NAME and token.text[1:] not in grammar.context["name_heads"]:
        return False
    return row[at - 1].symbol == "hit" and opened_by_a_plural(row, at - 1, grammar)


def without_and(body: str, token: Token) -> list[Token]:
    """Cut "and" off a word."""
    start = token.span.start + 1
    while start < token.span.end and not body[start].isalnum():
        start += 1  # vowel signs
    first = replace(token, symbol="and", text=AND, span=Span(token.span.start, start))
    return [
        first,
        replace(token, text=token.text[1:], span=Span(start, token.span.end), glued=True),
    ]


def opened_by_a_plural(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether the names up to a token are a list behind "the villages of"."""
    while at >= 0 and row[at].symbol in ("hit", *JOINTS):
        at -= 1
    noun = row[at]
    plural = noun.text in grammar.context.get("plural_nouns", ())
    return at >= 0 and noun.symbol == "feature" and plural


def end_in_a_list(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where a name ends that goes on with a list; `at` if it does not."""
    if at < 2 or row[at - 1].symbol not in JOINTS or row[at - 2].symbol != "hit":
        return at
    word = row[at].text
    if not may_be_a_name(word, grammar):
        return at
    headed = word in grammar.context["name_heads"]
    end = at + (2 if headed and at + 1 < len(row) and row[at + 1].symbol == "word" else 1)
    if _area_behind(row, end):
        return end
    sure = headed or word.startswith(ARABIC_ARTICLE)
    closed = CLOSES_A_SURE_NAME if sure else CLOSES_A_NAME
    behind = row[end] if end < len(row) else None
    ends = behind is None or behind.symbol in closed or behind.text.startswith(AND)
    return end if ends and opened_by_a_plural(row, at - 2, grammar) else at


def _area_behind(row: Sequence[Token], at: int) -> bool:
    """Tell a list that ends in a bracket with the area all of it lies in: "A, B, C (D governorate)"."""
    end = at
    while end < min(len(row), at + LONGEST_LIST) and row[end].symbol in ("word", "hit", "comma"):
        end += 1
    area = row[end + 1] if end + 1 < len(row) and row[end].symbol == "open" else None
    if area is None:
        return False
    noun = feature_in(area.value.words)[2] if isinstance(area.value, Mention) else area.value
    return noun in AREAS


AREAS = ("governorate", "district", "subdistrict", "countryside")
