"""What the gazetteer knows under a name, as somebody types it: ranked, with reasons in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import zip_longest

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from geo_osint.gazetteer.kinds import feature_nouns, kind_of
from geo_osint.gazetteer.value import Gazetteer
from geo_osint.model import Candidate, Place, PlaceName
from geo_osint.names import is_arabic, is_latin_article, key, similarity, skeleton, without_article

SCORES = {
    "exact": 1.0,
    "spelling": 0.97,
    "article": 0.94,
    "noun": 0.9,
    "letters": 0.9,
    "sound": 0.8,
    "part": 0.6,
    "confused": 0.5,
}
"""The most each kind of match can reach: an order of trust, not a probability."""

LOWER_FOR_FORMER_NAME = 0.02
LOWER_IN_BRACKETS = 0.1
LOWER_FOR_NOUN_NOT_TYPED = 0.03
"""Taken off where only the listed name has a noun: "Frat" is the river before the dam named after it."""
LOWER_FOR_OTHER_KIND = 0.15
"""Taken off where the query's noun asks for another kind of place ("crossing" for a town)."""

LEAST_LIKENESS = 0.66
"""Two names that sound less alike are not shown; a third of their consonants differ."""

LEAST_SHARED_SKELETON = 50.0
"""Of 100; names whose consonants share less are not aligned, to save time."""

LEAST_SCORE = 0.5
WINDOW = 0.25
"""Beside a good match those much worse are noise; where all are weak, more are shown."""

SHORTEST_PART = 2
PAIRS_SHOWN = 3

FORMS_KEPT = 65_536
"""Names whose folded forms are remembered, so that a second search does not fold them again."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A name as written and folded; `core` is without article and noun, `group` what `noun` asks for.

    `aside` is what stood in brackets: an other name, or the area the place lies in.
    """

    written: str
    key: str
    bare: str
    core: str
    noun: str
    group: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    how: str
    score: float
    reason: str


def search(gazetteer: Gazetteer, query: str, limit: int = 10) -> tuple[Candidate, ...]:
    """Find the places a typed name may mean, best first, each with its reasons in English words.

    Takes either script, with or without article and feature noun, misspelt or romanised in any way.
    Places that the gazetteer says are confused with a good match come along, so that a namesake
    is never out of sight. Equal scores keep the gazetteer's order. An empty answer means that
    nothing comes near.

    Examples
    --------
    >>> from geo_osint.gazetteer import load
    >>> search(load(), "Mayadeen")[0].place
    'geo:al-mayadin'
    >>> search(load(), "حقل العمر النفطي")[0].score
    1.0
    """
    forms = [form for form in _forms(query) if form.key]
    found = {}
    for place in gazetteer.places.values():
        candidate = _best(place, forms, gazetteer)
        if candidate and candidate.score >= LEAST_SCORE:
            found[place.id] = candidate
    best = max((candidate.score for candidate in found.values()), default=0.0)
    shown = {k: candidate for k, candidate in found.items() if candidate.score >= best - WINDOW}
    for candidate in list(shown.values()):
        for other in _namesakes(candidate, gazetteer):
            shown.setdefault(other.place, other)
    ranked = sorted(shown.values(), key=lambda candidate: -candidate.score)
    return tuple(ranked[:limit])


def _forms(query: str) -> Iterator[_Form]:
    """Give the query, and what stands outside and inside its brackets: "Malikiyah (Derik)"."""
    written = unicodedata.normalize("NFC", " ".join(query.split()))
    yield _form(written)
    outside, bracket, inside = written.partition("(")
    if bracket:
        yield _form(outside.strip())
        yield replace(_form(inside.rstrip(") ")), aside=True)


@lru_cache(maxsize=FORMS_KEPT)
def _form(written: str) -> _Form:
    """Fold a name; take its articles and feature nouns off, unless that leaves nothing."""
    words = tuple(key(written).split())
    bare = _without_articles(words)
    groups = [feature_nouns().get(word, "") for word in bare]
    left = tuple(word for word, group in zip(bare, groups, strict=True) if not group)
    noun, group = next(((w, g) for w, g in zip(bare, groups, strict=True) if g and left), ("", ""))
    return _Form(
        written=written,
        key=" ".join(words),
        bare=" ".join(bare),
        core=" ".join(left or bare),
        noun=_as_typed(written, noun),
        group=group,
    )


def _as_typed(written: str, word: str) -> str:
    """Find a folded word as it was typed, for showing it."""
    typed = (each for each in written.split() if without_article((key(each),))[0] == word)
    return next(typed, word)


def _without_articles(words: tuple[str, ...]) -> tuple[str, ...]:
    pairs = zip_longest(words, words[1:], fillvalue="")
    kept = (word for word, after in pairs if not (after and is_latin_article(word, after)))
    return tuple(without_article((word,))[0] for word in kept)


def _best(place: Place, forms: list[_Form], gazetteer: Gazetteer) -> Candidate | None:
    """Compare all names of a place with all forms of the query; keep the best."""
    matches = [
        match
        for form in forms
        for name in place.names
        if (match := _compare(form, name, gazetteer)) is not None
    ]
    if not matches:
        return None
    best = max(matches, key=lambda match: match.score)
    score = round(best.score, 3)
    asked = next((form for form in forms if form.group), None)
    candidate = Candidate(place.id, score, (best.reason,))
    return _weigh_kind(candidate, place, asked) if asked else candidate


def _weigh_kind(candidate: Candidate, place: Place, asked: _Form) -> Candidate:
    """Let the query's noun count: a crossing was asked for, this one is a town."""
    kind = kind_of(place.kind)
    if kind.group == "other" or candidate.score == SCORES["exact"]:
        return candidate
    fits = kind.group == asked.group
    reason = (
        f"kind: {kind.label.en}, {'as asked' if fits else 'not what was asked'} (“{asked.noun}”)"
    )
    score = candidate.score - (0 if fits else LOWER_FOR_OTHER_KIND)
    return replace(candidate, score=round(score, 3), reasons=(*candidate.reasons, reason))


def _compare(form: _Form, name: PlaceName, gazetteer: Gazetteer) -> _Match | None:
    listed = _form(name.text)
    match = _same(form, listed, name, gazetteer) or _alike(form, listed)
    if match and listed.group and not form.group and form.bare != listed.bare:
        match = replace(match, score=match.score - LOWER_FOR_NOUN_NOT_TYPED)
    if match and form.aside:
        match = replace(match, score=match.score - LOWER_IN_BRACKETS)
    if match and name.role == "former":
        lower = match.score - LOWER_FOR_FORMER_NAME
        match = replace(match, score=lower, reason=f"{match.reason}; a former name")
    return match


def _same(form: _Form, listed: _Form, name: PlaceName, gazetteer: Gazetteer) -> _Match | None:
    """Match names that are one but for spelling, article or feature noun."""
    if form.written == listed.written:
        source = gazetteer.sources.get(name.source)
        title = source.title if source else name.source
        return _match("exact", f"“{name.text}” is written exactly so in: {title}")
    if form.key == listed.key:
        pairs = _pairs(form.written, listed.written)
        return _match("spelling", f"“{name.text}” is the same but for spelling{pairs}")
    if form.bare == listed.bare:
        return _match("article", f"“{name.text}” is the same but for the article")
    if form.core == listed.core:
        return _match("noun", f"“{name.text}” is the same but for the noun beside the name")
    return None


def _alike(form: _Form, listed: _Form) -> _Match | None:
    """Match names that differ by letters, sound alike across scripts, or share a word."""
    bones, listed_bones = skeleton(form.core), skeleton(listed.core)
    if fuzz.ratio(bones, listed_bones) >= LEAST_SHARED_SKELETON:
        likeness = similarity(form.core, listed.core)
        if is_arabic(form.core) == is_arabic(listed.core):
            likeness = (likeness + OSA.normalized_similarity(form.core, listed.core)) / 2
            reason = f"is similar ({_letters(OSA.distance(form.core, listed.core))})"
            found = _match("letters", f"“{listed.written}” {reason}", likeness)
        else:
            found = _match(
                "sound", f"“{listed.written}” {_sounding(form, bones == listed_bones)}", likeness
            )
        if likeness >= LEAST_LIKENESS:
            return found
    if len(form.core) > SHORTEST_PART and set(form.core.split()) < set(listed.bare.split()):
        return _match("part", f"“{listed.written}” has it as a part")
    return None


def _letters(count: int) -> str:
    return "1 letter differs" if count == 1 else f"{count} letters differ"


def _sounding(form: _Form, same_skeleton: bool) -> str:
    script = "Latin" if is_arabic(form.core) else "Arabic"
    return f"has {'the same' if same_skeleton else 'similar'} consonants, in {script} letters"


def _match(how: str, reason: str, likeness: float = 1.0) -> _Match:
    return _Match(how, SCORES[how] * likeness, reason)


def _pairs(typed: str, listed: str) -> str:
    """Name the letters that differ, as typed and as listed: (ه/ة)."""
    a, b = typed.casefold(), listed.casefold()
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    pairs = [f"{_seen(a[i:j])}/{_seen(b[k:m])}" for what, i, j, k, m in codes if what != "equal"]
    return f" ({', '.join(dict.fromkeys(pairs[:PAIRS_SHOWN]))})" if pairs else ""


def _seen(letters: str) -> str:
    return letters.replace(" ", "space") or "nothing"


def _namesakes(candidate: Candidate, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Bring along what the gazetteer says is confused with a place that matches well."""
    if candidate.score < SCORES["sound"]:
        return
    place = gazetteer.places[candidate.place]
    for confusion in place.confused_with:
        if confusion.place in gazetteer.places:
            reason = f"easily confused with {place.name()}: {confusion.reason}"
            yield Candidate(confusion.place, SCORES["confused"], (reason,))
