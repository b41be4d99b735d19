"""What the gazetteer knows under a name, as somebody types it: ranked, with reasons in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from geo_osint import names
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.gazetteer.value import Gazetteer
from geo_osint.model import Candidate, Place, PlaceName
from geo_osint.names import NameForm, NameHit, NameTable, form_of, readings_of

SCORES = {**names.SCORES, "confused": 0.5}
"""The most each kind of match can reach: an order of trust, not a probability."""

LOWER_FOR_FORMER_NAME = 0.02
LOWER_FOR_OTHER_KIND = 0.15
"""Taken off where the query's noun asks for another kind of place ("crossing" for a town)."""

LEAST_SCORE = 0.5
WINDOW = 0.25
"""Beside a good match those much worse are noise; where all are weak, more are shown."""

POOL = 8
"""Names looked at for each candidate asked for: places have several, and some are of another kind."""

GAZETTEERS_KEPT = 4
"""Gazetteers whose names stay ready to be searched."""

_NOTHING = Candidate("", 0.0, ())


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
    listed = _listed(_Same(gazetteer))
    found: dict[str, Candidate] = {}
    for hit in listed.table.search(query, POOL * limit):
        candidate = _candidate(hit, *listed.rows[hit.row], gazetteer)
        if candidate and candidate.score > found.get(candidate.place, _NOTHING).score:
            found[candidate.place] = candidate
    asked = _asked_kind(query)
    if asked:
        found = {k: _weigh_kind(each, gazetteer.places[k], asked) for k, each in found.items()}
    found = {k: candidate for k, candidate in found.items() if candidate.score >= LEAST_SCORE}
    order = {place: number for number, place in enumerate(gazetteer.places)}
    best = max((candidate.score for candidate in found.values()), default=0.0)
    shown = {k: candidate for k, candidate in found.items() if candidate.score >= best - WINDOW}
    for candidate in list(shown.values()):
        for other in _namesakes(candidate, gazetteer):
            shown.setdefault(other.place, other)
    ranked = sorted(shown.values(), key=lambda each: (-each.score, order[each.place]))
    return tuple(ranked[:limit])


@dataclass(frozen=True, slots=True)
class _Listed:
    """The names of a gazetteer in one table, and of which place and which name each row is."""

    table: NameTable
    rows: list[tuple[Place, PlaceName]]


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A gazetteer as a key: the same object, for comparing two with all their places takes long."""

    gazetteer: Gazetteer

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.gazetteer is self.gazetteer

    def __hash__(self) -> int:
        return id(self.gazetteer)


@lru_cache(maxsize=GAZETTEERS_KEPT)
def _listed(same: _Same) -> _Listed:
    rows = [(place, name) for place in same.gazetteer.places.values() for name in place.names]
    return _Listed(NameTable([name.text for _, name in rows]), rows)


def _candidate(
    hit: NameHit, place: Place, name: PlaceName, gazetteer: Gazetteer
) -> Candidate | None:
    """Say which name it is and why, and trust a former one less."""
    likeness = hit.likeness()
    if likeness is None:
        return None
    reason, score = f"“{name.text}” {likeness.reason}", likeness.score
    if likeness.how == "exact":
        source = gazetteer.sources.get(name.source)
        reason = f"{reason} in: {source.title if source else name.source}"
    if name.role == "former":
        reason, score = f"{reason}; a former name", score - LOWER_FOR_FORMER_NAME
    return Candidate(place.id, round(score, 3), (reason,))


def _asked_kind(query: str) -> NameForm | None:
    """Give the query, or the part of it, that tells the kind of place."""
    forms = (form_of(reading) for reading, _ in readings_of(query))
    return next((form for form in forms if form.group), None)


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
