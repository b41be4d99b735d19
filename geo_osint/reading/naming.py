"""Names and the nouns beside them: "the town of X", «حقل «س» النفطي»; names nobody lists yet.

Each name becomes one token of class `place` (or `adjunct`, `crossing`, `river`) that swallows its
feature noun; a feature noun without a name becomes a `thing` ("the base").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo_osint.model import Mention, Span
from geo_osint.names import is_arabic
from geo_osint.reading import features
from geo_osint.reading.double_names import join_double_names
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.mentions import LONGEST_NAME, KnownNames
from geo_osint.reading.territory import know_neighbours, name_territories
from geo_osint.reading.tokens import Token
from geo_osint.reading.unlisted import unlisted
from geo_osint.reading.unlisted.rows import NEVER_MERGED, named, skip


def place_names(
    report: str, body: str, row: Sequence[Token], known: KnownNames, grammar: Grammar
) -> list[Token]:
    """Settle what is a place in a sentence: known names, unknown names, their feature nouns.

    Parameters
    ----------
    row
        Tokens with `hit`s that carry mentions; rejected hits already gone.
    """
    found = name_territories(body, row, known, grammar)
    found = join_double_names(body, found, grammar)
    found = _behind_features(body, found, known, grammar)
    found = unlisted(body, found, grammar)
    merged = _merge(body, found, known, grammar, report)
    shared = _areas_around(_share_features(merged, known))
    left = [
        _leftover(token, shared[at + 1 : at + 2]) if token.symbol == "feature" else token
        for at, token in enumerate(shared)
    ]
    return know_neighbours(left, known, grammar)


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
    after = skip(row, at + 1, 1, ("of", "det", "indef", "quote", "open"))
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
    return named(body, span, row[start], places) if places else None


# --- feature nouns -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Noun:
    """A feature noun beside a name: its class, and where in the body it stands.

    One noun of several names ("the towns of X and Y") is `shared`.
    """

    feature: str
    span: Span
    shared: bool = False


def _merge(
    body: str, row: list[Token], known: KnownNames, grammar: Grammar, report: str
) -> list[Token]:
    """Give each name its feature noun, and take the noun out of the row."""
    found: list[Token] = []
    at = 0
    while at < len(row):
        token = row[at]
        at += 1
        if token.symbol != "hit":
            found.append(token)
            continue
        reach, at = _unquote(found, row, at, token.span)
        adjectives, at = _adjectives(row, at, grammar)
        behind, at = _noun_behind(row, at, grammar)
        reach, at = _unquote(found, row, at, _hull(reach, adjectives))
        nouns = [*behind, *_nouns_before(found, grammar)]
        _, at = _unquote(found, row, at, reach)
        found.append(_place(body, token, nouns, reach, known, report))
    return found


def _hull(one: Span, other: Span | None) -> Span:
    """Give the span over two."""
    if other is None:
        return one
    return Span(min(one.start, other.start), max(one.end, other.end))


def _unquote(found: list[Token], row: Sequence[Token], at: int, reach: Span) -> tuple[Span, int]:
    """Drop a pair of quotation marks around a name, or of brackets behind its noun.

    Gives how far the name reaches with them, and where to go on.
    """
    around = (found[-1].symbol, row[at].symbol) if found and at < len(row) else ()
    bracketed = around == ("open", "close") and found[-2:-1] and found[-2].symbol == "feature"
    if around == ("quote", "quote") or bracketed:
        return _hull(reach, Span(found.pop().span.start, row[at].span.end)), at + 1
    return reach, at


def _adjectives(row: Sequence[Token], at: int, grammar: Grammar) -> tuple[Span | None, int]:
    """Pass the adjectives behind an Arabic name and its noun; give those that tell its kind («النفطي»)."""
    end, kind = at, None
    while grammar.language == "ar" and end < min(at + 3, len(row)) and _fills(row[end], grammar):
        if row[end].text in grammar.context["kind_adjectives"]:
            kind = _hull(row[at].span, row[end].span)
        end += 1
    return kind, end


def _noun_behind(row: Sequence[Token], at: int, grammar: Grammar) -> tuple[list[_Noun], int]:
    """Take "oil field" from "X oil field"; Arabic has nothing of the kind."""
    if grammar.language == "ar":
        return [], at
    end = at
    while end < min(at + 3, len(row)) and _fills(row[end], grammar):
        end += 1
    end = skip(row, end, 1, ("dir",))
    of_the_next = [token.symbol for token in row[end + 1 : end + 3]] == ["of", "hit"]
    if not of_the_next and end < len(row) and _merges(row[end]) and row[end].value != "road":
        return [_noun(row[end], grammar)], end + 1
    return [], at  # "the Syria city of X": the noun is X's


def _fills(token: Token, grammar: Grammar) -> bool:
    """Tell an adjective that may stand between a name and its noun."""
    return token.text in grammar.context["between"]


def _nouns_before(found: list[Token], grammar: Grammar) -> list[_Noun]:
    """Take the nouns in front of a name off the row, the nearest first."""
    nouns: list[_Noun] = []
    while (start := _noun_start(found, grammar)) is not None:
        nouns.append(_noun(found[start], grammar))
        del found[start:]
    return nouns


def _noun(token: Token, grammar: Grammar) -> _Noun:
    plural = token.text in grammar.context.get("plural_nouns", ())
    plural |= grammar.language == "en" and token.text.endswith("s")
    return _Noun(str(token.value), token.span, plural)


OF_NAMES = ("countryside", "governorate", "surroundings", "area", "district", "subdistrict")
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
        at = skip(found, at - 1, -1, ("dir",))
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


def _place(
    body: str, token: Token, nouns: list[_Noun], reach: Span, known: KnownNames, report: str
) -> Token:
    """Make the token of a named place: its own class is the nearest noun that says what it is."""
    if not isinstance(token.value, Mention):
        return token
    name, inside = known.split(token.value)
    if inside:
        nouns = [_Noun(inside, token.value.span), *nouns]
    own = next((noun for noun in nouns if noun.feature != "surroundings"), None)
    feature = own.feature if own else ""
    outer = tuple(noun.feature for noun in nouns if noun.feature != feature)
    places = known.bearers(name.words, name.places, feature) if name.places else ()
    mention = replace(name, report=report, feature=feature, places=places)
    if own is not None:
        mention = _with_noun(body, mention, own, reach)
    return replace(token, symbol=_symbol(mention, known), value=mention, outer=outer)


def _with_noun(body: str, name: Mention, noun: _Noun, reach: Span) -> Mention:
    """Keep how far a name reaches with its noun, which is part of the name of a facility."""
    marked = not (body[reach.start].isalnum() or body[reach.end - 1].isalnum())
    if marked and reach.covers(noun.span):
        reach = Span(reach.start + 1, reach.end - 1)  # «معبر الوليد»: the marks are around both
    extended = _hull(reach, noun.span)
    if noun.shared or not features.load()[noun.feature].in_name:
        return replace(name, extended=extended)
    return replace(name, span=extended, words=extended.of(body), extended=extended)


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
        if noun == "crossing" and any(map(feature.allows, kinds)):
            # a crossing is passed by the name it shares with the village beside it
            kinds = [kind for kind in kinds if not kind.startswith("PPL")]
        if kinds and all(feature.allows(kind) for kind in kinds):
            return symbol
    return "place"


def _areas_around(row: list[Token]) -> list[Token]:
    """Make "the Y area" behind another place ("field X of the Y area") say where that one lies."""
    for at in range(2, len(row)):
        value = row[at].value
        if not isinstance(value, Mention) or value.feature != "area" or row[at].symbol != "place":
            continue
        back = skip(row, at - 1, -1, ("det",))
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
        if row[at - 1].symbol not in ("and", "comma"):
            continue
        first, joint, second = row[at - 2 : at + 1]
        if not isinstance(first.value, Mention) or not isinstance(second.value, Mention):
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
    if token.text == "crossing" and following and following[0].symbol in ("into", "from"):
        return replace(token, symbol="reach")  # "seen crossing into Syria": the verb
    noun = str(token.value)
    thing = "thing" if features.load()[noun].thing else "word"
    return replace(token, symbol=noun if noun in (*NEVER_MERGED, "road") else thing)
