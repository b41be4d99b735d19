"""What evidence is taken from: the report's words, its names, and what they are believed to mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property

from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Mention, Place, Report, Resolution, Span, Statement
from geo_osint.names import key
from geo_osint.reading.mentions import bare_name
from geo_osint.reading.sentences import split
from geo_osint.resolving.weights import OPEN_SHARE

AREAS = ("ADM", "PCL", "RGN")
"""Kinds of places that other places lie in, as GeoNames feature codes begin."""

OF_A_ROUND = ("_sure", "sure_in_report", "opening")
"""What is worked out anew in each round of weighing."""

LONGEST_AREA_NAME = 4
"""Words of an area's name that is looked for in a title."""


class Context:
    """The report and its names; `believed` is what the last round of weighing left of each name."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        gazetteer: Gazetteer,
        report: Report,
        statements: Sequence[Statement] = (),
        resolutions: Sequence[Resolution] = (),
    ) -> None:
        self.mentions, self.report, self.body = mentions, report, report.body
        self.places = gazetteer.places
        self._statements, self._resolutions = statements, resolutions
        self._starts = [mention.span.start for mention in mentions]
        self._sentences = [span.start for span in split(report.body)]
        self._by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._by_sentence.setdefault(self.sentence(mention.span), []).append(mention)

    def after(self, resolutions: Sequence[Resolution]) -> Context:
        """Give the same context with what a round of weighing settled."""
        following = copy(self)
        following._resolutions = resolutions
        for each in OF_A_ROUND:
            vars(following).pop(each, None)
        return following

    def sentence(self, span: Span) -> int:
        """Give the number of the sentence a stretch begins in."""
        return bisect_right(self._sentences, span.start)

    def in_sentence(self, mention: Mention) -> list[Mention]:
        """List the other mentions of a sentence."""
        others = self._by_sentence[self.sentence(mention.span)]
        return [other for other in others if other.span != mention.span]

    def following(self, mention: Mention) -> tuple[Mention, str] | None:
        """Give the next mention behind one, and what stands between the two."""
        at = bisect_right(self._starts, mention.span.start)
        while at < len(self.mentions) and self._starts[at] < mention.span.end:
            at += 1
        return self._pair(mention, self.mentions[at]) if at < len(self.mentions) else None

    def preceding(self, mention: Mention) -> tuple[Mention, str] | None:
        """Give the mention before one, and what stands between the two."""
        at = bisect_right(self._starts, mention.span.start) - 2
        found = self._pair(self.mentions[at], mention) if at >= 0 else None
        return (self.mentions[at], found[1]) if found else None

    def _pair(self, first: Mention, second: Mention) -> tuple[Mention, str] | None:
        if first.span.end > second.span.start:
            return None
        return second, self.body[first.span.end : second.span.start]

    @cached_property
    def _sure(self) -> Mapping[Span, Place]:
        """Give what is beyond doubt: names with one bearer, and what the last round settled."""
        open_ids = {mention.span: mention.places for mention in self.mentions}
        for each in self._resolutions:
            open_ids[each.mention.span] = still_open(each)
        found = {span: self._one(ids) for span, ids in open_ids.items()}
        return {span: self.places[id] for span, id in found.items() if id}

    def _one(self, ids: Sequence[str]) -> str:
        """Give the one place some ids mean, or the town where they mean it or the area around it."""
        inner = [id for id in ids if not is_area(self.places[id])]
        if len(inner) == 1 and all(id in (*inner, *self.places[inner[0]].within) for id in ids):
            return inner[0]
        return ids[0] if len(ids) == 1 else ""

    def sure(self, mention: Mention) -> Place | None:
        """Give what a mention means beyond doubt; none if it is not settled."""
        return self._sure.get(mention.span)

    def sure_in_sentence(self, mention: Mention) -> list[Place]:
        """List the places that the sentence names beyond doubt, those of this name left out."""
        sure = [self.sure(other) for other in self.in_sentence(mention)]
        return [place for place in sure if place is not None and place.id not in mention.places]

    @cached_property
    def sure_in_report(self) -> Sequence[Place]:
        """The places that the report names beyond doubt, by id."""
        return [place for _, place in sorted({p.id: p for p in self._sure.values()}.items())]

    @cached_property
    def opening(self) -> frozenset[str]:
        """The ids of the places that the first sentence names beyond doubt."""
        first = self._sentences[1] if len(self._sentences) > 1 else len(self.body)
        return frozenset(place.id for span, place in self._sure.items() if span.start < first)

    def countries_told(self, mention: Mention) -> Mapping[str, str]:
        """Give the countries, by ISO code, that another name lies in whatever it means, and its words."""
        own = bare_name(mention.words)
        return {code: words for code, name, words in self._countries_told if name != own}

    @cached_property
    def _countries_told(self) -> Sequence[tuple[str, str, str]]:
        found = {}
        for mention in self.mentions:
            countries = {self.places[id].countries for id in mention.places}
            if len(countries) == 1 and len(only := countries.pop()) == 1:
                found[only[0], bare_name(mention.words)] = mention.words
        return [(code, name, words) for (code, name), words in found.items()]

    @cached_property
    def measured(self) -> frozenset[Span]:
        """The names that a distance is measured from or to."""
        return frozenset(
            party.span
            for each in self._statements
            if each.kind in ("distance", "vague_distance", "travel_time", "between")
            for party in each.mentions
        )

    @cached_property
    def title(self) -> frozenset[str]:
        """The runs of words in the report's title, folded, as names may stand in it."""
        words = key(self.report.header.title).split()
        return frozenset(
            " ".join(words[at : at + length])
            for length in range(1, LONGEST_AREA_NAME + 1)
            for at in range(len(words) - length + 1)
        )


def still_open(resolution: Resolution) -> tuple[str, ...]:
    """List what a name may still mean: one place if it is settled, else all not far behind the best."""
    if resolution.status == "resolved":
        return (resolution.candidates[0].place,)
    least = OPEN_SHARE * max((each.score for each in resolution.candidates), default=0.0)
    return tuple(each.place for each in resolution.candidates if each.score >= least)


def is_area(place: Place) -> bool:
    """Tell a place that others lie in: a country, a unit of administration, a region."""
    return place.kind.startswith(AREAS)


def is_country(place: Place) -> bool:
    """Tell a country."""
    return place.kind.startswith("PCL")


def areas_of(context: Context, place: Place) -> frozenset[str]:
    """Give the ids of the areas a place lies in, countries left out."""
    return frozenset(
        each
        for each in place.within
        if each not in context.places or not is_country(context.places[each])
    )
