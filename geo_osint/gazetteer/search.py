"""What the gazetteer knows under a name, as somebody types it: ranked, with reasons in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geo_osint import names
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.gazetteer.value import Gazetteer
from geo_osint.model import Candidate, Place, PlaceName
from geo_osint.names import Likeness, NameForm, compare, form_of

SCORES = {**names.SCORES, "confused": 0.5}
"""The most each kind of match can reach: an order of trust, not a probability."""

LOWER_FOR_FORMER_NAME = 0.02
LOWER_IN_BRACKETS = 0.1
LOWER_FOR_OTHER_KIND = 0.15
"""Taken off where the query's noun asks for another kind of place ("crossing" for a town)."""

LEAST_SCORE = 0.5
WINDOW = 0.25
"""Beside a good match those much worse are noise; where all are weak, more are shown."""


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
    asked = _asked(query)
    found = {}
    for place in gazetteer.places.values():
        candidate = _best(place, asked, gazetteer)
        if candidate and candidate.score >= LEAST_SCORE:
            found[place.id] = candidate
    best = max((candidate.score for candidate in found.values()), default=0.0)
    shown = {k: candidate for k, candidate in found.items() if candidate.score >= best - WINDOW}
    for candidate in list(shown.values()):
        for other in _namesakes(candidate, gazetteer):
            shown.setdefault(other.place, other)
    ranked = sorted(shown.values(), key=lambda candidate: -candidate.score)
    return tuple(ranked[:limit])


def _asked(query: str) -> list[tuple[str, float]]:
    """Give what is asked for, and what that is lowered by: "Malikiyah (Derik)" asks for three names.

    What stands in brackets is an other name, or the area the place lies in.
    """
    outside, bracket, inside = query.partition("(")
    if not bracket:
        return [(query, 0.0)]
    return [(query, 0.0), (outside, 0.0), (inside.rstrip(") "), LOWER_IN_BRACKETS)]


def _best(place: Place, asked: list[tuple[str, float]], gazetteer: Gazetteer) -> Candidate | None:
    """Compare all names of a place with all that is asked for; keep the best."""
    likenesses = [
        _lowered(likeness, name, lower, gazetteer)
        for each, lower in asked
        for name in place.names
        if (likeness := compare(each, name.text)) is not None
    ]
    if not likenesses:
        return None
    best = max(likenesses, key=lambda likeness: likeness.score)
    candidate = Candidate(place.id, round(best.score, 3), (best.reason,))
    nouns = (form_of(each) for each, _ in asked)
    noun = next((form for form in nouns if form.group), None)
    return _weigh_kind(candidate, place, noun) if noun else candidate


def _lowered(likeness: Likeness, name: PlaceName, lower: float, gazetteer: Gazetteer) -> Likeness:
    """Say which name it is, and trust a former one less."""
    reason = f"“{name.text}” {likeness.reason}"
    if likeness.how == "exact":
        source = gazetteer.sources.get(name.source)
        reason = f"{reason} in: {source.title if source else name.source}"
    if name.role == "former":
        reason, lower = f"{reason}; a former name", lower + LOWER_FOR_FORMER_NAME
    return replace(likeness, score=likeness.score - lower, reason=reason)


def _weigh_kind(candidate: Candidate, place: Place, asked: NameForm) -> Candidate:
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


def _namesakes(candidate: Candidate, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Bring along what the gazetteer says is confused with a place that matches well."""
    if candidate.score < SCORES["sound"]:
        return
    place = gazetteer.places[candidate.place]
    for confusion in place.confused_with:
        if confusion.place in gazetteer.places:
            reason = f"easily confused with {place.name()}: {confusion.reason}"
            yield Candidate(confusion.place, SCORES["confused"], (reason,))
