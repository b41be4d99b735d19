"""The names of a gazetteer as texts write them, and the feature nouns that are part of them.

Which of them name no place where they stand is for `refusals`; what a name means among several places
is for `resolving`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.index import NameHit, NameIndex
from geo_osint.model import Mention, Place, Span
from geo_osint.names import Folded, fold, is_arabic, key, skeleton, without_article
from geo_osint.reading import features
from geo_osint.reading import grammar as grammars
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.tokens import Overlay

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
