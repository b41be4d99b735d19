"""Names that no gazetteer lists: kept and asked about, so that nothing is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_osint.model import Mention, Span
from geo_osint.names import ARABIC_ARTICLE, LATIN_ARTICLES, is_arabic
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.mentions import LONGEST_NAME, feature_in
from geo_osint.reading.refusals import LONGEST_LIST, PLACE_PREPOSITIONS
from geo_osint.reading.tokens import Token

NEVER_MERGED = ("bank", "border")
"""Classes that stay beside a name: the bank *of* a river is not the river."""

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


BEGINS_A_NAME = ("word", "hit")
"""Classes of tokens at which an unknown name may begin; a hit may be the first word of a longer one."""


def unlisted(body: str, row: list[Token], grammar: Grammar) -> list[Token]:
    """Keep names that no gazetteer knows: they are asked about, never dropped."""
    find = _unlisted_arabic if grammar.language == "ar" else _unlisted_latin
    at = 0
    while at < len(row):
        if row[at].symbol not in BEGINS_A_NAME:
            at += 1
            continue
        if _hides_and(row, at, grammar):
            row[at : at + 1] = _without_and(body, row[at])
            at += 1
        end = find(row, at, grammar)
        if end == at and grammar.language == "en":
            end = _where_something_went(body, row, at, grammar)
        if end > at:
            span = Span(row[at].span.start, row[end - 1].span.end)
            row[at:end] = [named(body, span, row[at], ())]
        at += 1
    return row


def _unlisted_arabic(row: Sequence[Token], at: int, grammar: Grammar) -> int:
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
    if (listed := _end_in_a_list(row, at, grammar)) > at:
        return listed
    if _measured_without_a_noun(row, at, grammar):
        return at + 1
    capital = before.symbol == "capital" and not row[at].text.startswith(ARABIC_ARTICLE)
    if not (behind_feature or headed or capital) and not _follows_distance(row, at - 1):
        return at
    if not _may_be_arabic_name(row[at].text, grammar):
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
    name = not row[at].text.startswith(ARABIC_ARTICLE) and _may_be_arabic_name(
        row[at].text, grammar
    )
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
    if text.endswith(POSSESSIVES) or adjective or not _may_be_arabic_name(text, grammar):
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


# --- lists: «قرى س وص», «س، ص (محافظة ع)» ---------------------------------------------------------

JOINTS = ("and", "comma")
CLOSES_A_NAME = ("and", "comma", "stop", "open", "close")
"""What stands behind a name in a list; behind a verb hardly ever."""
CLOSES_A_SURE_NAME = (*CLOSES_A_NAME, "at", "near", "dir", "from", "distance")
"""As above, behind a word with the article or the head of a name, which is no verb."""

AND = "و"


def _hides_and(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell a name of a list that "and" is written as one with: «قريتي س وص»."""
    token = row[at]
    if at == 0 or token.symbol != "word" or not token.text.startswith(AND):
        return False
    if len(token.text) <= MIN_NAME and token.text[1:] not in grammar.context["name_heads"]:
        return False
    return row[at - 1].symbol == "hit" and _opened_by_a_plural(row, at - 1, grammar)


def _without_and(body: str, token: Token) -> list[Token]:
    """Cut "and" off a word."""
    start = token.span.start + 1
    while start < token.span.end and not body[start].isalnum():
        start += 1  # vowel signs
    first = replace(token, symbol="and", text=AND, span=Span(token.span.start, start))
    return [
        first,
        replace(token, text=token.text[1:], span=Span(start, token.span.end), glued=True),
    ]


def _opened_by_a_plural(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether the names up to a token are a list behind "the villages of"."""
    while at >= 0 and row[at].symbol in ("hit", *JOINTS):
        at -= 1
    noun = row[at]
    plural = noun.text in grammar.context.get("plural_nouns", ())
    return at >= 0 and noun.symbol == "feature" and plural


def _end_in_a_list(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where a name ends that goes on with a list; `at` if it does not."""
    if at < 2 or row[at - 1].symbol not in JOINTS or row[at - 2].symbol != "hit":
        return at
    word = row[at].text
    if not _may_be_arabic_name(word, grammar):
        return at
    headed = word in grammar.context["name_heads"]
    end = at + (2 if headed and at + 1 < len(row) and row[at + 1].symbol == "word" else 1)
    if _area_behind(row, end):
        return end
    sure = headed or word.startswith(ARABIC_ARTICLE)
    closed = CLOSES_A_SURE_NAME if sure else CLOSES_A_NAME
    behind = row[end] if end < len(row) else None
    ends = behind is None or behind.symbol in closed or behind.text.startswith(AND)
    return end if ends and _opened_by_a_plural(row, at - 2, grammar) else at


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


HEADS_OF_NAMES = frozenset(("تل", "كفر", "خربه", "جب", "مرج", "تلول", "خراب"))
"""Folded words that begin names and little else: «في تل بيدر»."""

SUREST_HEAD = "تل"
"""The head of a name that is no other word: believed in a list too."""

MIN_NAME = 3
"""Shorter words are particles."""


def _may_be_arabic_name(text: str, grammar: Grammar) -> bool:
    adjective = text.endswith(("يه", "يتين", "يتان", "يين", "يات")) and not text.startswith("ال")
    adjective |= text.endswith(VERB_ENDINGS)
    long_enough = len(text) >= MIN_NAME or text in grammar.context["name_heads"]
    return long_enough and not adjective and text not in grammar.context["not_names"]


VERB_ENDINGS = ("تها", "تهم")
"""Endings of verbs with their object («مخيمات أنشأتها»), which no name has."""


def _until_quote(row: Sequence[Token], at: int) -> int:
    for end in range(at + 1, min(at + LONGEST_NAME, len(row) - 1) + 1):
        if end < len(row) and row[end].symbol == "quote":
            return end
    return at


def _unlisted_latin(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where an unknown Latin name that begins here ends; `at` if none does.

    A capitalised word, or several, beside a feature noun, or measured from or to.
    """
    longer = _longer_than_listed(row, at, grammar)
    end = max(longer, _capitals(row, at, grammar))
    if end == at or longer > at:
        return end
    before = skip(row, at - 1, -1, ("quote", "of", "det", "indef"))
    behind_noun = (
        before >= 0 and row[before].symbol == "feature" and row[before].value not in NEVER_MERGED
    )
    if at > 1 and row[at - 1].symbol == "and" and _of_several(row, at - 2):
        return end
    listed = at > 1 and row[at - 1].symbol == "and" and row[at - 2].symbol == "hit"
    if listed and "between" in [
        token.symbol for token in row[max(0, at - 2 - 2 * LONGEST_NAME) : at]
    ]:
        return end
    after = skip(row, end, 1, ("quote",))
    while after < len(row) and row[after].text in grammar.context["between"]:
        after += 1
    before_noun = (
        after < len(row)
        and row[after].symbol == "feature"
        and row[after].value not in (*NEVER_MERGED, "river", "country")
    )
    if (behind_noun and (before < at - 1)) or before_noun:
        return end
    headed = at and row[at - 1].symbol in PLACE_PREPOSITIONS and end > at + 1
    if headed and row[at].text in grammar.context["name_starts"]:
        return end
    of_a_person = row[at].text in grammar.context["person_before"]
    if not of_a_person and _measured_latin(row, at, end):
        return end
    return at


MOVED = ("convoy", "mover", "count", "actor")
GONE = ("reach", "leave", "cross")
GOALS = ("to", "from", "into", "towards", "through", "at")
"""Verbs that have a place right behind them, and prepositions that announce one behind a verb of motion."""


def _where_something_went(body: str, row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where an unknown name ends that something moved to or from: "the convoy reached Tal Fulan".

    What moved must be told before, and the name be no abbreviation, person or unit.
    """
    end = _capitals(row, at, grammar) if at and row[at - 1].symbol in (*GONE, *GOALS) else at
    if end == at or not _moved(row, at, grammar):
        return at
    behind = row[end].text if end < len(row) else ""
    units = grammar.context["unit_after"] | grammar.context["unit_before"]
    of_people = {row[end - 1].text, behind} & units or row[at].text in units
    shortened = row[at].span.of(body).isupper()
    titled = row[at].text in grammar.context["person_before"]
    return at if of_people or shortened or titled else end


def _moved(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """Tell whether something that moves and a verb of motion stand before a name, with its role clear."""
    before = [token.symbol for token in row[max(0, at - 2 * LONGEST_LIST) : at]]
    verbs = [each for each, _, _ in grammar.roles if each != "*"]
    last = next((symbol for symbol in reversed(before) if symbol in (*verbs, "go")), "")
    preposition = "none" if before[-1] in GONE else before[-1]
    clear = any(verb in (last, "*") and word == preposition for verb, word, _ in grammar.roles)
    return bool(last) and clear and any(symbol in MOVED for symbol in before)


def _of_several(row: Sequence[Token], at: int) -> bool:
    """Tell the X of "the towns of X and Y", whose noun tells of more than one."""
    noun = skip(row, at - 1, -1, ("of", "det", "quote"))
    return (
        row[at].symbol == "hit"
        and 0 <= noun < at - 1
        and row[noun].symbol == "feature"
        and row[noun].text.endswith("s")
    )


def _longer_than_listed(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where "the town of X Y" ends when only X is listed; `at` if the name is X."""
    if row[at].symbol != "hit":
        return at
    noun = skip(row, at - 1, -1, ("of", "det", "quote"))
    if not 0 <= noun < at - 1 or row[noun].symbol != "feature":
        return at
    end = _capitals(row, at + 1, grammar)
    return end if end > at + 1 and not is_arabic(row[at].text) else at


def _capitals(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where a run of capitalised words ends, "al-" and the like included."""
    end = at
    while end < len(row) and end - at < LONGEST_NAME + 1 and _name_part(row, end, grammar):
        headed = row[end].text in grammar.context["name_heads"]
        end += 2 if headed and end + 1 < len(row) and row[end + 1].capital else 1
    while end > at and not row[end - 1].capital:
        end -= 1
    return end


def _name_part(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    token = row[at]
    if token.symbol != "word" or is_arabic(token.text):
        return False
    if token.capital:
        head = token.text in grammar.context["name_heads"]
        barred = grammar.context["not_names"] | grammar.context["person_before"]
        return head or token.text not in barred
    next_glued = at + 1 < len(row) and row[at + 1].glued and row[at + 1].capital
    return token.text in LATIN_ARTICLES and next_glued


def _measured_latin(row: Sequence[Token], at: int, end: int) -> bool:
    symbols = [token.symbol for token in row]
    before = skip(row, at - 1, -1, ("det", "indef", "quote", "word"))
    lead = symbols[max(0, before - 6) : before + 1]
    if (
        before >= 0
        and lead[-1] in ("from", "of", "outside")
        and {"distance", "vague"} & set(lead[:-1])
    ):
        return True
    if (
        before >= 0
        and lead[-1] in ("between", "and")
        and "between" in lead
        and {"distance", "vague", "measure"} & set(symbols)
    ):
        return True
    ahead = symbols[end : end + 9]
    stop = next((i for i, s in enumerate(ahead) if s in ("distance", "vague")), None)
    if stop is None:
        return False
    link = set(ahead[:stop])
    if at == 0 and "hit" in link:
        return False  # "Shells fell in X, 14 km from": the capital of a sentence, and X is measured
    return bool(link & {"which", "lie", "open"}) or (
        stop <= 4 and bool(link & {"comma", "be"}) and "and" not in link
    )


def skip(row: Sequence[Token], at: int, step: int, symbols: tuple[str, ...]) -> int:
    """Go on from a token, forwards or back, past those of some classes."""
    while 0 <= at < len(row) and row[at].symbol in symbols:
        at += step
    return at


def named(body: str, span: Span, first: Token, places: tuple[str, ...]) -> Token:
    """Make the token of a name; `places` are the ids that bear it, none if nobody does."""
    mention = Mention("", span, span.of(body), places=places)
    return replace(first, symbol="hit", span=span, value=mention)
