"""Which listed names of a sentence name no place where they stand.

«الصور» is a town and "the pictures", «الوليد» a border crossing and half of a man's name: what stands
around a name decides whether it is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache

from geo_osint.model import Mention, Span
from geo_osint.names import ARABIC_ARTICLE, is_arabic, key
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.mentions import QUOTES, bare_name, feature_in
from geo_osint.reading.tokens import Overlay, Token

HITS = ("hit", "bare")
"""Classes of the tokens of listed names."""


def unlikely(hit: Overlay, body: str, grammar: Grammar) -> bool:
    """Tell an everyday word, which no reader takes for a name unless a feature noun stands beside it.

    Lists of the whole world have villages called "to", "now" and "new". Within quotation marks it may
    be a name.
    """
    if hit.symbol not in HITS:
        return False
    start, end = hit.span.start, hit.span.end
    if not _is_everyday(body[start:end], grammar):
        return False
    around = body[max(0, start - 2) : start].strip()[-1:] + body[end : end + 2].strip()[:1]
    return QUOTES.keys().isdisjoint(around)


@lru_cache(1 << 14)
def _is_everyday(words: str, grammar: Grammar) -> bool:
    return key(words) in _everyday_keys(grammar)


@cache
def _everyday_keys(grammar: Grammar) -> frozenset[str]:
    return frozenset(key(word) for word in grammar.context.get("everyday_words", ()))


NOUN_REACH = 24
"""Characters between a name and its feature noun, quotation marks, articles and "belonging to" among them."""


def near_a_noun(hits: Iterable[Overlay], row: Sequence[Token]) -> bool:
    """Tell whether a feature noun stands near one of these hits, which are not in the row."""
    nouns = [token.span for token in row if token.symbol == "feature"]
    return any(
        noun.start - NOUN_REACH <= hit.span.end and hit.span.start <= noun.end + NOUN_REACH
        for hit in hits
        for noun in nouns
    )


def rejected(row: Sequence[Token], grammar: Grammar, announced: Collection[str] = ()) -> list[Span]:
    """List the hits of a sentence that name no place where they stand.

    `announced` are bare names that a feature noun has stood beside earlier in the report: behind a
    preposition of place they are believed.
    """
    hits = [at for at, token in enumerate(row) if token.symbol in HITS]
    here = {bare_name(row[at].text) for at in hits if _has_noun(row[at]) or _beside_a_noun(row, at)}
    known = here.union(announced)
    return [row[at].span for at in hits if _names_something_else(row, at, grammar, known)]


def _names_something_else(
    row: Sequence[Token], at: int, grammar: Grammar, announced: Collection[str]
) -> bool:
    token = row[at]
    if token.symbol == "bare" and at and row[at - 1].definite:
        return True  # «الحدود السورية»: an adjective
    if _of_a_unit(row, at, grammar):
        return True
    if _has_noun(token) or _beside_a_noun(row, at):
        return False
    if _everyday(row, at, grammar) and not _quoted(row, at):
        return True
    if token.symbol == "bare" or _lower_case(token):
        return True
    if _in_a_persons_name(row, at, grammar) or _in_a_units_name(row, at, grammar):
        return True
    name = key(token.text)
    uncertain = grammar.context["uncertain_words"]
    if not _also_a_word(token, grammar) or _certain(row, at, grammar):
        return False
    led = at > 0 and row[at - 1].symbol in PLACE_PREPOSITIONS
    located = led or (
        at > 0 and (row[at - 1].symbol in ("dir", "opposite") or _a_site(row[at - 1], grammar))
    )
    return not ((located and name in uncertain) or (led and bare_name(token.text) in announced))


PLACE_PREPOSITIONS = ("at", "near", "to", "from", "through", "towards", "into", "outside")
"""Behind these a name announced before is meant."""


def _everyday(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell a word that no reader takes for a name, whole or with the letter before it.

    Lists of the whole world have villages called "to", "now" and "new"; and in «وزيرة» one called «زيرة».
    """
    token = row[at]
    if token.text in grammar.context.get("everyday_words", ()):
        return True
    before = row[at - 1] if at else None
    cut = before is not None and before.span.end == token.span.start and is_arabic(before.text)
    return cut and (before.text if before else "") + token.text in grammar.context.get(
        "whole_words", ()
    )


def _a_site(token: Token, grammar: Grammar) -> bool:
    """Tell a noun for what every town has: "the prison of X" is no kind of place, and X is one."""
    return token.text in grammar.context.get("sites", ())


def _has_noun(token: Token) -> bool:
    return isinstance(token.value, Mention) and bool(feature_in(token.value.words)[2])


def _beside_a_noun(row: Sequence[Token], at: int) -> bool:
    """Tell whether a feature noun stands before the name (or, in English, behind it)."""
    before = at - 1
    while before >= 0 and row[before].symbol in ("quote", "of", "det", "indef"):
        before -= 1
    if before >= 0 and row[before].symbol == "feature":
        return True
    after = at + 1
    while after < len(row) and row[after].symbol == "quote":
        after += 1
    behind = after < len(row) and row[after].symbol == "feature"
    return behind and not is_arabic(row[at].text) and not _lower_case(row[at])


def _lower_case(token: Token) -> bool:
    """Tell a Latin name without any capital: "the ward", "hit"."""
    words = token.value.words if isinstance(token.value, Mention) else ""
    return not is_arabic(words) and words == words.lower() and words != words.upper()


def _in_a_persons_name(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    before = row[at - 1] if at else None
    if before is None or before.symbol not in ("word", "feature", "from"):
        return False
    if before.text in grammar.context["person_before"]:
        return True
    follows_a_name = before.symbol == "word" and before.capital and at > 1
    foreign = before.text not in grammar.context["not_names"]
    article = row[at].text.startswith(("al", "el"))
    return follows_a_name and foreign and article and before.text not in grammar.context["between"]


def _in_a_units_name(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    behind = [token.text for token in row[at + 1 : at + 1 + LONGEST_UNIT_NAME]]
    runs = (" ".join(behind[: end + 1]) for end in range(len(behind)))
    if any(run in grammar.context["unit_after"] for run in runs):
        return True
    before = row[at - 1] if at else None
    lead = " ".join(token.text for token in row[max(0, at - LONGEST_LEAD) : at])
    led = any(lead.endswith(form) for form in grammar.context.get("unit_lead", ()))
    return led or (before is not None and before.text in grammar.context["unit_before"])


def _of_a_unit(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell "the Bank of Mosul" from the bank of a river, which has no capital."""
    if at < 2 or row[at - 1].symbol != "of":
        return False
    noun = row[at - 2]
    return noun.text in grammar.context["unit_of"] and (noun.capital or noun.symbol == "word")


LONGEST_LEAD = 6
"""Tokens of what stands before a place in the name of an organisation: "the Islamic State in Iraq and"."""

LONGEST_UNIT_NAME = 4
"""Words behind a place's name that make it the name of an organisation: "is Being Slaughtered Silently"."""


def _certain(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether a name that is also a common word can only be a place where it stands.

    Within quotation marks, beside another place in a list, or measured from or to.
    """
    return _quoted(row, at) or _beside_a_place(row, at, grammar) or _measured(row, at)


def _quoted(row: Sequence[Token], at: int) -> bool:
    around = row[at - 1 : at] and row[at + 1 : at + 2]
    return bool(around) and row[at - 1].symbol == "quote" and row[at + 1].symbol == "quote"


def _beside_a_place(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell a name in a list of places.

    Where all in the list are words too («الهول والكسرة»), something before it must announce places.
    """
    listed = [at]
    for step in (-1, 1):
        near = at + step
        while 0 <= near + step < len(row) and abs(near - at) < LONGEST_LIST:
            if row[near].symbol not in ("and", "comma") or row[near + step].symbol != "hit":
                break
            listed.append(near + step)
            near += 2 * step
    if len(listed) == 1:
        return False
    lead = min(listed) - 1
    while lead > 0 and row[lead].symbol in ("of", "det"):
        lead -= 1
    announced = lead >= 0 and row[lead].symbol in (*PLACE_PREPOSITIONS, "between", "feature")
    behind = [token.symbol for token in row[max(listed) + 1 : max(listed) + 3]]
    announced |= behind == ["open", "feature"]  # «س وص (محافظة ع)»
    return announced or not all(_also_a_word(row[each], grammar) for each in listed)


LONGEST_LIST = 24
"""Tokens of a list that one noun opens or one bracket closes."""


def _also_a_word(token: Token, grammar: Grammar) -> bool:
    """Tell a name that is a common word or a person's name too."""
    words = grammar.context["common_words"] | grammar.context["uncertain_words"]
    return bool({key(token.text), token.text, ARABIC_ARTICLE + token.text} & words)


def _measured(row: Sequence[Token], at: int) -> bool:
    before = {token.symbol for token in row[max(0, at - 4) : at]}
    after = [token.symbol for token in row[at + 1 : at + 5]]
    if at > 0 and row[at - 1].symbol == "separate":
        return True
    led = at > 0 and row[at - 1].symbol in ("from", "dir", "of")
    figure = bool({"distance", "vague"} & set(after))
    linked = bool({"away", "lie", "which", "open", "comma", "dash"} & set(after))
    located = (at > 0 and row[at - 1].symbol in ("away", "lie")) or after[:1] == ["lie"]
    return (led and bool(before & {"distance", "vague"})) or (figure and linked) or located
