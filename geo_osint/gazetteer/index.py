"""Names of the gazetteer in running text.

Method: the names, as folded words, form a tree; the text is cut into the same kind of words and
walked once, the longest name winning at each start. What a word may begin is remembered, for a few
thousand words make up most of any text: all others are passed by. What is let go at the edges
(proclitics, the article) is told with each hit, since it is for the reader of the text to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from geo_osint.gazetteer.text_words import (
    ARTICLE_USES,
    NO_WORDS,
    ArticleUse,
    Cut,
    Named,
    Opening,
    Openings,
    Text,
    Word,
    bare_run,
)
from geo_osint.gazetteer.value import Gazetteer
from geo_osint.model import NAME_ROLES, Place, PlaceName, Span
from geo_osint.names import (
    LATIN_ARTICLES,
    Folded,
    edges,
    fold,
    is_arabic,
    without_article,
)


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name of the gazetteer found in a text.

    `span` is where it stands in the original, without its proclitic (but with the لل of للميادين,
    which cannot be torn), `words` what stands there. `places` are the ids of all that bear the
    name: written as listed before those with another article, main names before variants before
    former ones. `name` is the listed name of the first. `proclitic` is what was cut off on the
    left ("و", "ب", "لل"…). Whether the name is also a common word is not known here.
    """

    span: Span
    words: str
    places: tuple[str, ...]
    name: PlaceName
    proclitic: str = ""
    article: ArticleUse = "as_listed"


class NameIndex:
    """All names of a gazetteer, ready to be found in texts.

    Scanning takes time in proportion to the text, however many names there are. An Arabic name of
    one word whose article is missing in the text (ورد for الورد, which also means "came") is found
    only on request, for such words are mostly other words. A Latin name of one word needs a
    capital letter in the text (Hit is a town, a hit is not).
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._entries: dict[tuple[str, ...], list[_Entry]] = {}
        self._leading: set[tuple[str, ...]] = set()
        """The first words, one or more, of longer names."""
        self._seconds: dict[str, set[str]] = {}
        """The second words of longer names, by the first."""
        self._openings = Openings(self._opening)
        self._single: dict[tuple[str, bool, bool], Named | None] = {}
        """Who bears a name of one word, by its article in the text and whether bare words count."""
        self._places = gazetteer.places
        self._grouped: dict[Callable[[Place], Iterable[str]], dict[str, tuple[str, ...]]] = {}
        for place in gazetteer.places.values():
            for name in place.names:
                for words in _spellings(name.text):
                    self._add(words, _Entry(place.id, name, tuple(word.article for word in words)))

    def _add(self, words: Sequence[Word], entry: _Entry) -> None:
        texts = tuple(word.text for word in words)
        self._leading.update(texts[:length] for length in range(1, len(texts)))
        if len(texts) > 1:
            self._seconds.setdefault(texts[0], set()).add(texts[1])
        self._entries.setdefault(texts, []).append(entry)

    def scan(
        self, folded: Folded, bare_words: bool = False, runs: list[str] | None = None
    ) -> list[NameHit]:
        """Find names in a folded text, from left to right, the longest at each place.

        `bare_words` also reports Arabic names of one word that lack their article, which is safe
        only behind a noun that announces a place ("مدينة ميادين"). `runs` are the `letter_runs` of
        the text, where they are known already.

        Examples
        --------
        >>> from geo_osint.gazetteer import load
        >>> index = NameIndex(load())
        >>> [(hit.words, hit.proclitic) for hit in index.scan(fold("قرب الميادين وبالقامشلي"))]
        [('الميادين', ''), ('القامشلي', 'وب')]
        """
        text = Text(folded, runs)
        openings = self._openings.of(text.words)
        hits: list[NameHit] = []
        articled, free = -1, 0
        for at in compress(range(len(openings)), openings):
            opening = openings[at]
            if at < free or opening is None:
                continue
            if at != articled and opening.article and text.is_article(at):
                articled = at + 1
                continue
            found = self._longest(text, at, at == articled, opening, bare_words)
            if found is not None:
                hit, free = found
                hits.append(hit)
        return hits

    def grouped(self, keys: Callable[[Place], Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
        """Group the ids of all places by the keys that a function gives them; worked out once.

        Examples
        --------
        >>> from geo_osint.gazetteer import load
        >>> countries = NameIndex(load()).grouped(lambda place: place.countries)
        >>> "geo:al-mayadin" in countries["SY"]
        True
        """
        if keys not in self._grouped:
            found: dict[str, dict[str, None]] = {}
            for place in self._places.values():
                for key in keys(place):
                    found.setdefault(key, {})[place.id] = None
            self._grouped[keys] = {key: tuple(ids) for key, ids in found.items()}
        return self._grouped[keys]

    def _longest(
        self, text: Text, at: int, articled: bool, opening: Opening, bare_words: bool
    ) -> tuple[NameHit, int] | None:
        """Find the longest name that begins at a run of letters; the hit, and the run behind it."""
        best: tuple[Named, tuple[Word, ...]] | None = None
        for cut in opening.cuts:
            if articled and cut.proclitic:
                break
            named = self._alone(cut.text, True, bare_words) if articled else cut.alone[bare_words]
            goes_on = cut.seconds and text.may_go_on(at, cut.seconds)
            if not named and not goes_on:
                continue
            word = text.word(at, articled, cut)
            if named and best is None and (word.capital or not word.text.isascii()):
                best = named, (word,)
            if goes_on:
                best = self._longer(text, word, len(best[1]) if best else 1) or best
        return (_hit(text, *best), best[1][-1].behind) if best else None

    def _longer(self, text: Text, word: Word, than: int) -> tuple[Named, tuple[Word, ...]] | None:
        """Find the longest name of more than so many words that begins with a word."""
        best: tuple[Named, tuple[Word, ...]] | None = None
        words: tuple[Word, ...] = (word,)
        texts: tuple[str, ...] = (word.text,)
        while texts in self._leading and (following := text.following(words[-1])):
            words, texts = (*words, following), (*texts, following.text)
            entries = self._entries.get(texts) if len(words) > than else None
            if entries and (named := _judge(entries, tuple(each.article for each in words), True)):
                best = named, words
        return best

    def _alone(self, word: str, article: bool, bare_words: bool) -> Named | None:
        """Give who bears a name of one word."""
        entries = self._entries.get((word,))
        if not entries:
            return None
        key = word, article, bare_words
        if key not in self._single:
            self._single[key] = _judge(entries, (article,), bare_words or not is_arabic(word))
        return self._single[key]

    def _opening(self, run: str) -> Opening | None:
        """Work out which names a run of letters may begin: whole, or without a proclitic."""
        text, bare, article = bare_run(run)
        cuts = [self._cut(bare, article, 0, "")] if self._begins(bare) else []
        for edge in edges(text)[1:] if is_arabic(bare) else ():
            bare = without_article((edge.word,))[0]
            if self._begins(bare):
                cuts.append(self._cut(bare, bare != edge.word, edge.start, edge.proclitic))
        is_article = run in LATIN_ARTICLES
        return Opening(tuple(cuts), is_article) if cuts or is_article else None

    def _cut(self, text: str, article: bool, start: int, proclitic: str) -> Cut:
        strict, loose = (self._alone(text, article, bare_words) for bare_words in (False, True))
        seconds = self._seconds.get(text, NO_WORDS)
        return Cut(text, article, start, proclitic, seconds, (strict, loose))

    def _begins(self, word: str) -> bool:
        return (word,) in self._entries or (word,) in self._leading


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place and one of its names, and which words of it bear the article."""

    place: str
    name: PlaceName
    articles: tuple[bool, ...]

    @property
    def role(self) -> int:
        return NAME_ROLES.index(self.name.role)


SHORTEST_JOINED = 6
"""Names of several words are also found written as one (ديرالزور) if that has so many letters."""


def _spellings(name: str) -> Iterator[tuple[Word, ...]]:
    """Give the word sequences under which a name is found: its own, and all written as one."""
    folded = fold(name)
    text = Text(folded)
    if not text.words:
        return
    yield tuple(text.all_words())
    together = "".join(text.words)
    if len(together) >= SHORTEST_JOINED and " " in folded.text:
        yield tuple(Text(fold(together)).all_words())


def _judge(entries: Sequence[_Entry], written: tuple[bool, ...], bare_words: bool) -> Named | None:
    """Keep the entries that words with these articles may stand for, best first, one for each place."""
    judged = [(entry, _article_use(entry.articles, written)) for entry in entries]
    if not bare_words:
        judged = [(entry, use) for entry, use in judged if use != "dropped"]
    if not judged:
        return None
    if len(judged) > 1:
        judged.sort(key=lambda each: (ARTICLE_USES.index(each[1]), each[0].role))
    places = tuple(dict.fromkeys(entry.place for entry, _ in judged))
    entry, use = judged[0]
    return Named(places, entry.name, use)


def _article_use(listed: tuple[bool, ...], written: tuple[bool, ...]) -> ArticleUse:
    """Compare the articles: the first word that differs tells."""
    if listed == written:
        return "as_listed"
    for in_list, in_text in zip(listed, written, strict=True):
        if in_list != in_text:
            return "added" if in_text else "dropped"
    return "as_listed"


def _hit(text: Text, named: Named, words: Sequence[Word]) -> NameHit:
    folded, start, end = text.folded, words[0].start, words[-1].end
    inside = folded.text[start:end]
    for opening, closing in (('"', '"'), ("«", "»")) if len(words) > 1 else ():
        if opening in inside and inside.count(opening) % 2 and folded.text.startswith(closing, end):
            end += 1
    span = folded.span(start, end)
    return NameHit(
        span=span,
        words=span.of(folded.original),
        places=named.places,
        name=named.name,
        proclitic=words[0].proclitic,
        article=named.article,
    )
