"""One sentence as it is read, with what the sentences before it spoke of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo_osint.model import Mention, Place, Span
from geo_osint.reading import features
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.tokens import Token

LOOK_BACK = 2
"""Sentences before this one in which "the base" or "it" may have been named."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence (`span` of `body`) as a row of tokens; `earlier` are the rows before it, last first."""

    report: str
    body: str
    span: Span
    row: tuple[Token, ...]
    grammar: Grammar
    places: Mapping[str, Place]
    earlier: tuple[tuple[Token, ...], ...] = ()

    @property
    def words(self) -> str:
        """The sentence as written."""
        return self.span.of(self.body)

    def text(self, start: int, end: int) -> str:
        """Give the words of some tokens as written, quotation marks and blanks at the edges off."""
        if start >= end:
            return ""
        span = Span(self.row[start].span.start, self.row[end - 1].span.end)
        return span.of(self.body).strip(" \t\n«»\"“”'،,")

    def mention(self, at: int) -> Mention | None:
        """Give the mention a token carries."""
        value = self.row[at].value
        return value if isinstance(value, Mention) else None

    def named_before(self, at: int, noun: str, but: Mention | None = None) -> Mention | None:
        """Find what "the base" means: the last place named before, if it alone may be called so.

        The sentence itself counts first, then those before it; in each, one candidate is a clear
        answer and two are none. `but` is the other end of what is stated, which it cannot be.
        """
        for row in (self.row[:at], *self.earlier):
            others = (mention for mention in _mentions(row) if mention != but)
            fitting = _different(m for m in others if self._may_be(m, noun))
            if fitting:
                return fitting[-1] if len(fitting) == 1 else None
        return None

    def _may_be(self, mention: Mention, noun: str) -> bool:
        if mention.feature:
            return mention.feature == noun or {mention.feature, noun} <= SETTLEMENTS
        feature = features.load()[noun]
        kinds = [self.places[each].kind for each in mention.places]
        enough = (
            any if noun in SETTLEMENTS else all
        )  # a bare name may be the city or its governorate
        return bool(kinds) and enough(feature.allows(kind) for kind in kinds)

    def topic(self, before: int = 0) -> Mention | None:
        """Find what "it" means at the head of a sentence: what the one before was about.

        That is the only place it named, or the one it began with, unless it stands behind a
        preposition ("In Raqqa, …" is a setting); otherwise there is no saying. `before` is the token
        of a verb further on, which speaks of what its own sentence began with.
        """
        named_here = [t for t in self.row[:before] if isinstance(t.value, Mention)]
        if named_here:
            return _head(self.row, named_here[0])
        for row in self.earlier[:1]:
            if _is_dateline(row):
                return None
            named = [t for t in row if isinstance(t.value, Mention)]
            topics = [t for t in named if t.symbol not in ("adjunct", "river")]
            alone = len(_different(_mentions(row, adjuncts=False))) == 1
            first = topics[0] if alone else next((t for t in named if t in row[:OPENING]), None)
            if first is not None and isinstance(first.value, Mention) and not _governed(row, first):
                return first.value
        return None

    def river(self) -> Mention | None:
        """Find the one river spoken of, here or before; none if there are several."""
        rows = (self.row, *self.earlier)
        found = _different(m for row in rows for m in _mentions(row) if self._may_be(m, "river"))
        return found[0] if len(found) == 1 else None


SETTLEMENTS = {"city", "town", "village"}
"""Reports call one place by any of these."""

OPENING = 4
"""Tokens at the head of a sentence in which its topic stands, its first mark included."""


LONGEST_DATELINE = 8
"""Tokens of a line that only says where and by whom a report was written."""


def _is_dateline(row: Sequence[Token]) -> bool:
    """Tell "Qamishli – North Press": no sentence, and nothing in it is spoken of."""
    return len(row) <= LONGEST_DATELINE and any(token.symbol == "dash" for token in row)


def _head(row: Sequence[Token], token: Token) -> Mention | None:
    """Give the place a sentence begins with, if the sentence is about it."""
    opens = token in row[:OPENING] and token.symbol not in ("adjunct", "river")
    value = token.value if opens and not _governed(row, token) else None
    return value if isinstance(value, Mention) else None


def _governed(row: Sequence[Token], token: Token) -> bool:
    """Tell a place behind a preposition ("In Raqqa, …"), which is a setting and no topic."""
    at = row.index(token)
    before = [each.symbol for each in row[max(0, at - 3) : at]]
    return any(symbol in ("at", "from", "to", "through", "towards", "between") for symbol in before)


def _mentions(row: Sequence[Token], adjuncts: bool = True) -> Iterator[Mention]:
    for token in row:
        if isinstance(token.value, Mention) and (
            adjuncts or token.symbol not in ("adjunct", "river")
        ):
            yield token.value


def _different(mentions: Iterator[Mention]) -> list[Mention]:
    """Keep the last mention of each place."""
    return list({mention.places or (mention.words,): mention for mention in mentions}.values())
