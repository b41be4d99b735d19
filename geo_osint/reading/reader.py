"""Read a whole report, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.index import NameIndex
from geo_osint.model import Mention, Movement, Reading, Report, Span, Statement
from geo_osint.names import Folded, fold, letter_runs
from geo_osint.reading import grammar as grammars
from geo_osint.reading import lexicon as lexicons
from geo_osint.reading import movements, naming, statements
from geo_osint.reading.counts import counts
from geo_osint.reading.cues import Cues
from geo_osint.reading.dates import dates
from geo_osint.reading.durations import durations
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.mentions import KnownNames, bare_name, overlays
from geo_osint.reading.ordinals import ordinals
from geo_osint.reading.positions import positions
from geo_osint.reading.quantities import quantities
from geo_osint.reading.refusals import near_a_noun, rejected, unlikely
from geo_osint.reading.scene import LOOK_BACK, Scene
from geo_osint.reading.sentences import each_sentence
from geo_osint.reading.telling import tells
from geo_osint.reading.tokens import Overlay, Pieces, Token, tokens

LONGEST_SENTENCE = 3_000
"""Code points; text without any full stop is cut into stretches of this length at a blank."""


def read(report: Report, gazetteer: Gazetteer, index: NameIndex | None = None) -> Reading:
    """Read what a report says about places, in text order; ids are left for the case to give.

    Parameters
    ----------
    report
        Its body is read in the language of each sentence, so that mixed reports are no trouble;
        its date is what dates without a year count from.
    gazetteer
        The places that names are looked up in.
    index
        An index of that gazetteer, where several reports are read with one.

    Returns
    -------
    Reading
        Mentions carry all places that bear the name; `resolving.settle` says which is meant.
        `unread` holds the words that look like a distance, or like a transport, and could not be
        attached to places; nothing else in the text was tried.

    Examples
    --------
    >>> from geo_osint.gazetteer import load
    >>> from geo_osint.model import Header, Report
    >>> text = "The field lies east of the river. Al-Mayadin is 14 km from the al-Omar oil field."
    >>> reading = read(Report("r1", "note.txt", Header(), text), load())
    >>> [(s.kind, s.subject.words, s.reference.words) for s in reading.statements]
    [('distance', 'Al-Mayadin', 'al-Omar oil field')]
    """
    return _Reader(report, KnownNames(gazetteer, index)).read()


@dataclass(frozen=True, slots=True)
class _Pending:
    """A transport that has neither date nor count yet, and the words it was told in."""

    movement: Movement
    words: tuple[str, ...]


class _Reader:
    """The state of one reading: the sentences so far, for what looks back to them."""

    def __init__(self, report: Report, known: KnownNames) -> None:
        self._report = report
        self._known = known
        self._folded = fold(report.body)
        self._pieces = Pieces(self._folded)
        self._runs = letter_runs(self._folded.text)
        self._earlier: tuple[tuple[Token, ...], ...] = ()
        self._announced: set[str] = set()
        self._moved: list[Movement] = []
        self._last: Movement | None = None
        self._pending: _Pending | None = None
        self._told: set[str] = set()

    def read(self) -> Reading:
        """Read all sentences in order."""
        mentions: list[Mention] = []
        stated: list[Statement] = []
        unread: list[str] = []
        for sentence, row, language in self._rows():
            if len(row) > 1:
                scene = self._scene(sentence, row, language)
                found, unattached = statements.read(scene)
                stated += found
                unread += [*unattached, *self._move(scene)]
                mentions += _mentions(row)
            else:
                self._pending = self._last = None
            self._earlier = (row, *self._earlier)[:LOOK_BACK]
        return Reading(
            report=self._report,
            mentions=tuple(mentions),
            statements=tuple(stated),
            movements=tuple(self._moved),
            unread=tuple(words for words in unread if not self._is_told(words)),
        )

    def _is_told(self, words: str) -> bool:
        """Tell words that a movement holds after all: a transport completed later, a time that it took."""
        taken = (each for each in self._moved if each.took and each.took.words in words)
        return words in self._told or any(words in each.words for each in taken)

    def _move(self, scene: Scene) -> list[str]:
        """Read the movements of a sentence; give the words of transports without date and count.

        Such a one waits for the next sentence ("The convoy consists of 25 trucks") to complete it.
        """
        pending, self._pending = self._pending, None
        last = pending.movement if pending else self._last
        told = movements.read(scene, last)
        if told.completed is not None and pending is None:
            self._moved[-1] = told.completed
        elif told.completed is not None and pending is not None:
            if told.completed.date is None and told.completed.count is None:
                self._pending = replace(pending, movement=told.completed)
            else:
                self._moved.append(told.completed)
                self._told.update(pending.words)
        self._moved += told.new
        if told.pending is not None:
            self._pending = _Pending(told.pending, tuple(told.unread))
        goes_on = told.new or (told.completed is not None and self._pending is None)
        self._last = self._moved[-1] if goes_on else None
        return told.unread

    def _scene(self, sentence: Span, row: tuple[Token, ...], language: str) -> Scene:
        body, known = self._report.body, self._known
        grammar = grammars.load(language)
        return Scene(self._report.id, body, sentence, row, grammar, known.places, self._earlier)

    def _rows(self) -> Iterator[tuple[Span, tuple[Token, ...], str]]:
        """Give each sentence with its tokens, names settled, and its language."""
        body = self._report.body
        names = _ByPlace(
            [
                *overlays(self._report.id, body, self._known.hits(self._folded, self._runs)),
                *(_position(self._report.id, body, each) for each in positions(body)),
            ]
        )
        figures: dict[str, _ByPlace] = {}
        for sentence in chain.from_iterable(_bounded(body, each) for each in each_sentence(body)):
            language = _language(sentence.of(body))
            if language not in figures:
                figures[language] = _figures(self._report, self._folded, self._runs, language)
            inside = [*figures[language].inside(sentence), *names.inside(sentence)]
            opening = Token("begin", "", Span(sentence.start, sentence.start))
            row = self._row(sentence, inside, grammars.load(language))
            yield sentence, (opening, *row), language

    def _row(self, sentence: Span, inside: list[Overlay], grammar: Grammar) -> Iterable[Token]:
        """Cut a sentence into tokens; nothing where nothing can be read."""
        body = self._report.body
        likely: list[Overlay] = []
        doubtful: list[Overlay] = []
        for each in inside:
            (doubtful if unlikely(each, body, grammar) else likely).append(each)
        if not likely and not tells(self._pieces, sentence, grammar):
            return ()
        row = tokens(self._pieces, sentence, likely, grammar)
        if not near_a_noun(doubtful, row):
            return self._named(row, sentence, likely, grammar)
        row = tokens(self._pieces, sentence, inside, grammar)
        return self._named(row, sentence, inside, grammar)

    def _named(
        self, row: Sequence[Token], sentence: Span, inside: list[Overlay], grammar: Grammar
    ) -> Sequence[Token]:
        """Settle the names in a row of tokens, cut again without those that are none where they stand."""
        body = self._report.body
        bad = set(rejected(row, grammar, self._announced))
        if bad:
            inside = [overlay for overlay in inside if overlay.span not in bad]
            row = tokens(self._pieces, sentence, inside, grammar)
        named = naming.place_names(self._report.id, body, row, self._known, grammar)
        values = (token.value for token in named)
        announced = (v.words for v in values if isinstance(v, Mention) and v.feature)
        self._announced.update(map(bare_name, announced))
        return named


def _position(report: str, body: str, span: Span) -> Overlay:
    """Make a name of coordinates: no gazetteer lists them."""
    return Overlay(span, "hit", Mention(report, span, span.of(body)))


def _figures(report: Report, folded: Folded, runs: list[str], language: str) -> _ByPlace:
    """Find dates, distances, counts and ordinals in a body; where two meet, in this order."""
    body, lexicon = report.body, lexicons.load(language)
    cues = Cues(folded.text, lexicon, runs)
    days = dates(body, folded, report.header.published, lexicon, cues)
    found = [Overlay(each.span, "date", each) for each in days]
    for quantity in quantities(body, folded, lexicon, cues):
        kind = "vague" if quantity.value_lo is None else "distance"
        found.append(Overlay(quantity.span, kind, quantity))
    found += [
        Overlay(each.span, "distance", each) for each in durations(body, folded, lexicon, cues)
    ]
    found += [Overlay(count.span, "count", count) for count in counts(body, folded, lexicon, cues)]
    found += [Overlay(o.span, "ordinal", o.value) for o in ordinals(body, folded, lexicon, cues)]
    return _ByPlace(found)


RANKED = ("date", "distance", "vague", "count", "to", "hit", "bare", "ordinal")
"""Where two readings meet, the earlier class of these wins."""

_RANK = {symbol: at for at, symbol in enumerate(RANKED)}


class _ByPlace:
    """What was read in a body, sentence by sentence."""

    def __init__(self, found: Iterable[Overlay]) -> None:
        self._found = sorted(found, key=lambda each: (each.span.start, _RANK[each.symbol]))
        self._starts = [each.span.start for each in self._found]

    def inside(self, sentence: Span) -> list[Overlay]:
        """Pick what lies in a sentence, the surest classes first."""
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end, first)
        inside = [each for each in self._found[first:last] if each.span.end <= sentence.end]
        return sorted(inside, key=lambda each: _RANK[each.symbol]) if len(inside) > 1 else inside


_ARABIC = re.compile(r"[\u0621-\u06d3]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def _language(text: str) -> str:
    """Tell the language of a sentence by its letters."""
    if text.isascii():
        return "en"
    arabic, latin = (sum(map(len, script.findall(text))) for script in (_ARABIC, _LATIN))
    return "ar" if arabic > latin else "en"


def _bounded(body: str, sentence: Span) -> Iterator[Span]:
    """Cut a stretch without full stops into pieces of bearable length, at blanks where it has any."""
    if sentence.end - sentence.start <= LONGEST_SENTENCE:
        yield sentence
        return
    cuts = [sentence.start]
    while sentence.end - cuts[-1] > LONGEST_SENTENCE:
        limit = cuts[-1] + LONGEST_SENTENCE
        blank = body.rfind(" ", cuts[-1] + 1, limit)
        cuts.append(blank if blank > 0 else limit)
    for start, end in pairwise([*cuts, sentence.end]):
        yield Span(start, end)


def _mentions(row: Sequence[Token]) -> Iterator[Mention]:
    return (token.value for token in row if isinstance(token.value, Mention))
