"""Which words of a sentence may name a known place, and which of them name something else.

A gazetteer knows spellings, not meanings: «الصور» is a town and "the pictures", «الوليد» a border
crossing and half of a man's name. What stands around a name decides whether it is kept here; what
it means among several places of one name is for `resolving`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.index import NameHit, NameIndex
from geo_osint.model import Mention, Place, Span
from geo_osint.names import ARABIC_ARTICLE, Folded, fold, is_arabic, key, skeleton, without_article
from geo_osint.reading import features
from geo_osint.reading import grammar as grammars
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.tokens import Overlay, Token

LONGEST_NAME = 4
"""Words of a name that is looked for behind a feature noun."""


class KnownNames:
    """The names of a gazetteer as they stand in texts: whole, and without their feature noun.

    «معبر الوليد» is a listed name; with quotation marks inside, or an adjective, the text has only
    «الوليد» beside a noun of its class. The bare name counts only there.
    """

    def __init__(self, gazetteer: Gazetteer, index: NameIndex | None = None) -> None:
        self.places = gazetteer.places
        self._index = index or NameIndex(gazetteer)
        self._bare = self._index.grouped(_bare_names)

    def country(self, code: str) -> tuple[str, ...]:
        """Give the ids of the country with an ISO 3166-1 code; none if the gazetteer lacks it."""
        return self._index.grouped(_code_of_country).get(code, ())

    def hits(self, folded: Folded, runs: list[str] | None = None) -> list[NameHit]:
        """Find listed names in a text, single Arabic words without their article included."""
        return self._index.scan(folded, bare_words=True, runs=runs)

    def bearers(self, words: str, listed: Iterable[str] = (), noun: str = "") -> tuple[str, ...]:
        """Give the ids of all places that may be called so: listed ones first, then namesakes.

        A namesake is one whose name is the same once feature nouns are taken off: of a kind that
        the `noun` in the text allows, or without a noun a district or governorate, which reports
        call by the bare name; or else one that the gazetteer says is confused with a bearer and
        that has a name which sounds like these words, in any script.
        """
        feature = features.load()[noun or AREAS_CALLED_BY_BARE_NAMES]
        same = [
            each
            for each in self._bare.get(bare_name(words), ())
            if feature.allows(self.places[each].kind)
        ]
        found = dict.fromkeys((*listed, *same))
        for each in tuple(found):
            found.update(dict.fromkeys(self._namesakes(self.places[each], words)))
        return tuple(found)

    def behind_a_feature(self, words: str, noun: str) -> tuple[str, ...]:
        """Give the ids of all places that bear these words beside a feature noun; none if unknown.

        "The al-Omar base" may be all that a text says of a base at the al-Omar field: the field is
        given, and `resolving` says that it is no base.
        """
        same = self._bare.get(bare_name(words), ())
        after_a_place = features.load()[noun].named_after_places
        return self.bearers(words, same if after_a_place else (), noun)

    def split(self, mention: Mention) -> tuple[Mention, str]:
        """Part a listed name from the feature noun in it: "X crossing" is X, and a crossing.

        Names whose noun is only a name («جسر الشغور» is a town) stay whole.
        """
        start, end, noun = feature_in(mention.words)
        kinds = [self.places[each].kind for each in mention.places]
        if not noun or not all(features.load()[noun].allows(kind) for kind in kinds):
            return mention, ""
        span = Span(mention.span.start + start, mention.span.start + end)
        return replace(mention, span=span, words=mention.words[start:end]), noun

    def _namesakes(self, place: Place, words: str) -> list[str]:
        if not place.confused_with:
            return []
        sound = skeleton(bare_name(words))
        others = [self.places[c.place] for c in place.confused_with if c.place in self.places]
        return [
            other.id
            for other in others
            if any(skeleton(bare_name(name.text)) == sound for name in other.names)
        ]


def _bare_names(place: Place) -> list[str]:
    return [bare_name(name.text) for name in place.names]


def _code_of_country(place: Place) -> tuple[str, ...]:
    alone = place.kind.startswith("PCL") and len(place.countries) == 1
    return place.countries if alone else ()


AREAS_CALLED_BY_BARE_NAMES = "governorate"
"""Class of the places that are called by their bare name without any noun: "in Deir ez-Zor"."""

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 16)
def feature_in(name: str) -> tuple[int, int, str]:
    """Find the bare name in a name: where it starts and ends, and the class of its noun.

    Examples
    --------
    >>> feature_in("Al-Walid border crossing")
    (0, 8, 'crossing')
    """
    folded = fold(name)
    pieces = list(_WORD.finditer(folded.text))
    words = [piece[0].replace("ء", "") for piece in pieces]
    start, end, noun = _core(words)
    if start >= end:
        return 0, len(name), ""
    span = folded.span(pieces[start].start(), pieces[end - 1].end())
    return span.start, span.end, noun


def name_alone(mention: Mention) -> str:
    """Give the words of a mention without the feature noun, as printed.

    Examples
    --------
    >>> name_alone(Mention("r1", Span(0, 18), "al-Omar oil field", feature="field"))
    'al-Omar'
    """
    feature = features.load().get(mention.feature)
    if feature is None or not feature.in_name:
        return mention.words
    start, end, _ = feature_in(mention.words)
    return mention.words[start:end]


@lru_cache(maxsize=1 << 16)
def bare_name(name: str) -> str:
    """Fold a name and take its feature nouns, their adjectives and the article off, if anything is left.

    Examples
    --------
    >>> bare_name("معبر الوليد الحدودي") == bare_name("الوليد")
    True
    >>> bare_name("Al-Walid border crossing")
    'walid'
    """
    words = key(name).split()
    start, end, _ = _core(words)
    return " ".join(without_article(tuple(words[start:end])))


def _core(words: Sequence[str]) -> tuple[int, int, str]:
    """Give first and last word of the bare name among folded words, and the class of its noun."""
    if not words:
        return 0, 0, ""
    grammar = grammars.load("ar" if is_arabic(words[0]) else "en")
    start, noun = 0, ""
    for length in range(min(LONGEST_NOUN, len(words) - 1), 0, -1):
        if not noun and (noun := _noun(words[:length], grammar)):
            start = length + (words[length : length + 1] == ["of"] and length + 1 < len(words))
    end = _without_adjectives(words, start, len(words), grammar)
    for length in range(min(LONGEST_NOUN, end - start - 1), 0, -1):
        if not noun and (noun := _noun(words[end - length : end], grammar)):
            end = _without_adjectives(words, start, end - length, grammar)
    return (start, end, noun) if noun else (0, len(words), "")


LONGEST_NOUN = 3
"""Words of a feature noun: "oil and gas field" is met from its end."""


def _without_adjectives(words: Sequence[str], start: int, end: int, grammar: Grammar) -> int:
    while end > start + 1 and words[end - 1] in grammar.context["between"]:
        end -= 1
    return end


def _noun(words: Sequence[str], grammar: Grammar) -> str:
    """Give the class of a feature noun written with these words; none if it is no such noun."""
    rows = grammar.features.get(words[0], ()) if words else ()
    return next((phrase.value for phrase in rows if phrase.words == tuple(words)), "")


def overlays(report: str, body: str, hits: Sequence[NameHit]) -> list[Overlay]:
    """Turn hits into whole tokens that carry mentions; لل, "to" and the article, is one of its own."""
    found: list[Overlay] = []
    for hit in hits:
        symbol = "bare" if is_bare(hit) else "hit"
        if hit.proclitic.endswith(TO_THE):
            start = hit.span.start
            hit = _without_to(hit)
            found.append(Overlay(Span(start, hit.span.start), "to", None))
        mention = Mention(report, hit.span, hit.words, places=hit.places)
        found.append(Overlay(_with_quotes(body, hit), symbol, mention))
    return found


TO_THE = "لل"
"""«للميادين» is «ل» and «الميادين» in one; of «للاذقية» the second letter is the name's own too."""

OWN_LAM = ("اذقيه", "طامنه", "ويزه", "جاه")
"""Folded names without the lam they begin with behind the article: Latakia, al-Latamna, al-Luwayza, al-Lajat."""


def _without_to(hit: NameHit) -> NameHit:
    """Take the letters of "to the" off a name, and the vowel signs on them."""
    lams = [at for at, letter in enumerate(hit.words) if letter == TO_THE[0]][: len(TO_THE)]
    after = lams[-1] + 1
    while after < len(hit.words) and not hit.words[after].isalpha():
        after += 1
    if fold(hit.words[after:]).text.startswith(OWN_LAM):
        after = lams[-1]
    return replace(hit, span=Span(hit.span.start + after, hit.span.end), words=hit.words[after:])


QUOTES = {"«": "»", '"': '"', "“": "”", "”": "“", "»": "«"}
"""Opening mark -> closing mark, in either direction of writing."""


def _with_quotes(body: str, hit: NameHit) -> Span:
    """Take in the other mark of a pair that a name holds one of: «س» النفطي."""
    start, end = hit.span.start, hit.span.end
    inside = [mark for mark in hit.words if mark in QUOTES]
    if len(inside) != 1:
        return hit.span
    if body[start - 1 : start] and QUOTES.get(body[start - 1]) == inside[0]:
        return Span(start - 1, end)
    return Span(start, end + 1) if QUOTES[inside[0]] == body[end : end + 1] else hit.span


def is_bare(hit: NameHit) -> bool:
    """Tell an Arabic name of one word whose article is not the listed one: most often another word.

    Without it, ورد is "came"; with one too many, السورية is not سورية but "Syrian".
    """
    return hit.article != "as_listed" and is_arabic(hit.words) and " " not in hit.words.strip()


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
