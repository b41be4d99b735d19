"""Names and the nouns beside them: "the town of X", «حقل «س» النفطي»; names nobody lists yet.

Each name becomes one token of class `place` (or `adjunct`, `crossing`, `river`) that swallows its
feature noun; a feature noun without a name becomes a `thing` ("the base").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_osint.model import Mention, Span
from geo_osint.names import ARABIC_ARTICLE, LATIN_ARTICLES, is_arabic
from geo_osint.reading import features
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.mentions import LONGEST_NAME, PLACE_PREPOSITIONS, KnownNames
from geo_osint.reading.territory import name_territories
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


def place_names(
    report: str, body: str, row: Sequence[Token], known: KnownNames, grammar: Grammar
) -> list[Token]:
    """Settle what is a place in a sentence: known names, unknown names, their feature nouns.

    Parameters
    ----------
    row
        Tokens with `hit`s that carry mentions; rejected hits already gone.
    """
    found = name_territories(body, row, known.places, grammar)
    found = _behind_features(body, found, known, grammar)
    found = _unlisted(body, found, grammar)
    merged = _merge(found, known, grammar, report)
    shared = _areas_around(_share_features(merged, known))
    return [_leftover(token, shared[at + 1 : at + 2]) for at, token in enumerate(shared)]


# --- names that only stand beside a feature noun -------------------------------------------------


def _behind_features(
    body: str, row: list[Token], known: KnownNames, grammar: Grammar
) -> list[Token]:
    """Find bare names, listed with their feature noun, on the side where the language has it."""
    at = 0
    while at < len(row):
        if row[at].symbol == "feature" and row[at].value not in NEVER_MERGED:
            stretch = _known_stretch(body, row, at, known, grammar)
            if stretch:
                row[stretch[0] : stretch[1]] = [stretch[2]]
        at += 1
    return row


def _known_stretch(
    body: str, row: list[Token], at: int, known: KnownNames, grammar: Grammar
) -> tuple[int, int, Token] | None:
    """Find the longest bare name behind a feature noun, or in English before it."""
    after = _skip(row, at + 1, 1, ("of", "det", "indef", "quote", "open"))
    before = at
    while before and (
        row[before - 1].symbol == "quote" or row[before - 1].text in grammar.context["between"]
    ):
        before -= 1
    for length in range(LONGEST_NAME, 0, -1):
        starts = (after, before - length) if grammar.language == "en" else (after,)
        for start in starts:
            hit = _known_at(body, row, start, start + length, known, str(row[at].value))
            if hit:
                return start, start + length, hit
    return None


def _skip(row: Sequence[Token], at: int, step: int, symbols: tuple[str, ...]) -> int:
    while 0 <= at < len(row) and row[at].symbol in symbols:
        at += step
    return at


def _known_at(
    body: str, row: Sequence[Token], start: int, end: int, known: KnownNames, noun: str
) -> Token | None:
    if start < 0 or end > len(row) or any(token.symbol != "word" for token in row[start:end]):
        return None
    span = Span(row[start].span.start, row[end - 1].span.end)
    words = span.of(body)
    if not is_arabic(row[start].text) and words == words.lower():
        return None
    places = known.behind_a_feature(words, noun)
    return _named(body, span, row[start], places) if places else None


def _named(body: str, span: Span, first: Token, places: tuple[str, ...]) -> Token:
    mention = Mention("", span, span.of(body), places=places)
    return replace(first, symbol="hit", span=span, value=mention)


# --- names nobody lists --------------------------------------------------------------------------


def _unlisted(body: str, row: list[Token], grammar: Grammar) -> list[Token]:
    """Keep names that no gazetteer knows: they are asked about, never dropped."""
    find = _unlisted_arabic if grammar.language == "ar" else _unlisted_latin
    at = 0
    while at < len(row):
        end = find(row, at, grammar)
        if end > at:
            span = Span(row[at].span.start, row[end - 1].span.end)
            row[at:end] = [_named(body, span, row[at], ())]
        at += 1
    return row


def _unlisted_arabic(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where an unknown Arabic name that begins here ends; `at` if none does.

    Behind an indefinite feature noun («بلدة س»: the name makes it definite), within quotation marks
    behind any, or behind "from" or a direction that follows a distance.
    """
    if at == 0 or row[at].symbol != "word" or not is_arabic(row[at].text):
        return at
    before = row[at - 1]
    if (
        before.symbol == "quote"
        and at > 1
        and (row[at - 2].symbol == "feature" or _follows_distance(row, at - 2))
    ):
        return _until_quote(row, at)
    behind_feature = before.symbol == "feature" and not _definite(before)
    headed = before.symbol in PLACE_PREPOSITIONS and row[at].text in HEADS_OF_NAMES
    headed |= before.symbol in ("and", "comma") and row[at].text == SUREST_HEAD
    if behind_feature and before.value in (*NAMELESS_BY_NATURE, *NEVER_MERGED):
        return at
    capital = before.symbol == "capital" and not row[at].text.startswith(ARABIC_ARTICLE)
    if not (behind_feature or headed or capital) and not _follows_distance(row, at - 1):
        return at
    if not _may_be_arabic_name(row[at].text, grammar):
        return at
    following = row[at + 1] if at + 1 < len(row) and row[at + 1].symbol == "word" else None
    if row[at].text in grammar.context["name_heads"]:
        return at + (2 if following else 1)
    return at + (2 if following and following.text in grammar.context["name_tails"] else 1)


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
    end = _capitals(row, at, grammar)
    if end == at:
        return at
    before = _skip(row, at - 1, -1, ("quote", "of", "det", "indef"))
    behind_noun = (
        before >= 0 and row[before].symbol == "feature" and row[before].value not in NEVER_MERGED
    )
    after = _skip(row, end, 1, ("quote",))
    before_noun = (
        after < len(row)
        and row[after].symbol == "feature"
        and row[after].value not in (*NEVER_MERGED, "river", "country")
    )
    if (behind_noun and (before < at - 1)) or before_noun or _measured_latin(row, at, end):
        return end
    return at


def _capitals(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where a run of capitalised words ends, "al-" and the like included."""
    end = at
    while end < len(row) and end - at < LONGEST_NAME + 1 and _name_part(row, end, grammar):
        end += 1
    while end > at and not row[end - 1].capital:
        end -= 1
    return end


def _name_part(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    token = row[at]
    if token.symbol != "word" or is_arabic(token.text):
        return False
    if token.capital:
        return (
            token.text not in grammar.context["not_names"]
            and token.text not in grammar.context["person_before"]
        )
    next_glued = at + 1 < len(row) and row[at + 1].glued and row[at + 1].capital
    return token.text in LATIN_ARTICLES and next_glued


def _measured_latin(row: Sequence[Token], at: int, end: int) -> bool:
    symbols = [token.symbol for token in row]
    before = _skip(row, at - 1, -1, ("det", "indef", "quote", "word"))
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
    return bool(link & {"which", "lie", "open"}) or (
        stop <= 4 and bool(link & {"comma", "be"}) and "and" not in link
    )


# --- feature nouns -------------------------------------------------------------------------------


def _merge(row: list[Token], known: KnownNames, grammar: Grammar, report: str) -> list[Token]:
    """Give each name its feature noun, and take the noun out of the row."""
    found: list[Token] = []
    at = 0
    while at < len(row):
        token = row[at]
        at += 1
        if token.symbol != "hit":
            found.append(token)
            continue
        at = _unquote(found, row, at)
        behind, at = _noun_behind(row, at, grammar)
        at = _unquote(found, row, at)
        nouns = [*behind, *_nouns_before(found, grammar)]
        found.append(_place(token, nouns, known, report))
    return found


def _unquote(found: list[Token], row: Sequence[Token], at: int) -> int:
    """Drop a pair of quotation marks around a name, or of brackets behind its noun; say where to go on."""
    around = (found[-1].symbol, row[at].symbol) if found and at < len(row) else ()
    bracketed = around == ("open", "close") and found[-2:-1] and found[-2].symbol == "feature"
    if around == ("quote", "quote") or bracketed:
        found.pop()
        return at + 1
    return at


def _noun_behind(row: Sequence[Token], at: int, grammar: Grammar) -> tuple[list[str], int]:
    """Take "oil field" from "X oil field", and only the adjective from «س النفطي»."""
    end = at
    while end < min(at + 3, len(row)) and row[end].text in grammar.context["between"]:
        end += 1
    if grammar.language == "ar":
        return [], end
    end = _skip(row, end, 1, ("dir",)) if end < len(row) else end
    if end < len(row) and _merges(row[end]) and row[end].value != "road":
        return [str(row[end].value)], end + 1
    return [], at


def _nouns_before(found: list[Token], grammar: Grammar) -> list[str]:
    """Take the nouns in front of a name off the row, the nearest first."""
    nouns: list[str] = []
    while (start := _noun_start(found, grammar)) is not None:
        nouns.append(str(found[start].value))
        del found[start:]
    return nouns


OF_NAMES = ("countryside", "governorate", "surroundings", "area", "district")
"""Arabic nouns that may be tied to a name by "of" («الريف الشرقي لدير الزور»)."""

BEFORE_WITHOUT_OF = ("camp", "mountain", "lake")
"""English nouns that stand before a name by themselves ("Lake Assad")."""


def _noun_start(found: Sequence[Token], grammar: Grammar) -> int | None:
    """Find where the noun starts that belongs to what follows the row; none if there is none."""
    at = len(found) - 1
    if at < 0:
        return None
    if grammar.language == "ar":
        if _merges(found[at]):
            return at
        if found[at].symbol != "to":
            return None
        at = _skip(found, at - 1, -1, ("dir",))
        return at if at >= 0 and found[at].value in OF_NAMES and _merges(found[at]) else None
    if _merges(found[at]) and found[at].value in BEFORE_WITHOUT_OF:
        return at
    while at >= 0 and (
        found[at].symbol in ("det", "indef", "dir", "quote")
        or found[at].text in grammar.context["between"]
    ):
        at -= 1
    return at - 1 if at > 0 and found[at].symbol == "of" and _merges(found[at - 1]) else None


def _merges(token: Token) -> bool:
    return token.symbol == "feature" and token.value not in NEVER_MERGED


def _place(token: Token, nouns: list[str], known: KnownNames, report: str) -> Token:
    """Make the token of a named place: its own class is the nearest noun that says what it is."""
    if not isinstance(token.value, Mention):
        return token
    name, inside = known.split(token.value)
    nouns = [inside, *nouns] if inside else nouns
    own = next((noun for noun in nouns if noun != "surroundings"), "")
    outer = tuple(noun for noun in nouns if noun != own)
    places = known.bearers(name.words, name.places, own) if name.places else ()
    mention = replace(name, report=report, feature=own, places=places)
    return replace(token, symbol=_symbol(mention, known), value=mention, outer=outer)


def _symbol(mention: Mention, known: KnownNames) -> str:
    """Say what part a named place can play: by its feature noun, else by what bears the name."""
    if mention.feature:
        noun = mention.feature
        adjunct = "adjunct" if features.load()[noun].adjunct else "place"
        return noun if noun in ("crossing", "river") else adjunct
    for noun, symbol in (
        ("river", "river"),
        ("crossing", "crossing"),
        ("governorate", "adjunct"),
        ("country", "adjunct"),
        ("region", "adjunct"),
    ):
        feature = features.load()[noun]
        kinds = [known.places[each].kind for each in mention.places]
        if kinds and all(feature.allows(kind) for kind in kinds):
            return symbol
    return "place"


def _areas_around(row: list[Token]) -> list[Token]:
    """Make "the Y area" behind another place ("field X of the Y area") say where that one lies."""
    for at in range(2, len(row)):
        value = row[at].value
        if not isinstance(value, Mention) or value.feature != "area" or row[at].symbol != "place":
            continue
        back = _skip(row, at - 1, -1, ("det",))
        if back > 0 and row[back].symbol in ("of", "at"):
            before = row[back - 1].value
            if isinstance(before, Mention):
                row[at] = replace(row[at], symbol="adjunct")
    return row


def _share_features(row: list[Token], known: KnownNames) -> list[Token]:
    """Let "the towns of X and Y" make a town of Y too, where Y may be one.

    "The countryside of X and Y" likewise, where Y may be a governorate.
    """
    for at in range(2, len(row)):
        first, joint, second = row[at - 2 : at + 1]
        if (
            joint.symbol not in ("and", "comma")
            or not isinstance(first.value, Mention)
            or not isinstance(second.value, Mention)
        ):
            continue
        feature = features.load().get(first.value.feature)
        if feature is None or second.value.feature:
            continue
        kinds = [known.places[each].kind for each in second.value.places]
        if feature.thing:
            fits = all(feature.allows(kind) for kind in kinds)
        else:
            fits = joint.symbol == "and" and feature.adjunct and any(map(feature.prefers, kinds))
        if fits:
            shared = replace(second.value, feature=feature.name)
            row[at] = replace(second, value=shared, symbol=_symbol(shared, known))
    return row


def _leftover(token: Token, following: Sequence[Token]) -> Token:
    """Give a feature noun without a name its class: bank, border, road, thing, or just a word."""
    if token.symbol != "feature":
        return token
    if token.text == "crossing" and following and following[0].symbol in ("into", "from"):
        return replace(token, symbol="reach")  # "seen crossing into Syria": the verb
    noun = str(token.value)
    thing = "thing" if features.load()[noun].thing else "word"
    return replace(token, symbol=noun if noun in (*NEVER_MERGED, "road") else thing)
