"""Evidence from all names of a report together, settled or not: which of their bearers lie side by side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_osint.geodesy import inverse
from geo_osint.model import Mention, Place, Resolution
from geo_osint.reading.mentions import bare_name
from geo_osint.resolving.context import Context, is_area, is_country
from geo_osint.resolving.evidence import Hint, hint
from geo_osint.resolving.weights import MOST_TOGETHER, NEAR_M, SEVERAL, WEIGHTS

Floats = NDArray[np.float64]

MOST_BEARERS = 60
"""Bearers of one name that are weighed together with other names; the most believed ones."""

MOST_NAMES = 60
"""Names weighed together, in text order: a report that names more is about no one area."""

LEAST_TOLD = 0.1
"""Support by one name that is worth telling as a reason."""

SAME_AREA, IN_AREA, SAME_COUNTRY, IN_COUNTRY = 0.5, 0.6, 0.05, 0.15
"""How much two places have to do with each other that share an area, or of which one holds the other;
two places at one spot have 1."""


@dataclass(frozen=True, slots=True)
class Support:
    """How strongly the other names of a report support a place, and by which of their bearers."""

    strength: float
    by: tuple[str, ...]


class Together:
    """The names of a report with all their bearers, and how close these lie to each other.

    Method: of each other name the bearer counts that gives most: its closeness (falling with
    distance, e-fold over 100 km; or a common area), times its belief as a share of its strongest
    rival's, times what the name tells at all: 1 for a name that one place bears, less with the
    logarithm of the number of bearers, for a Springfield is found anywhere.
    """

    def __init__(self, context: Context, resolutions: Sequence[Resolution]) -> None:
        self._context, self._shares = context, _Shares(context)
        beliefs = _beliefs(resolutions)
        self._names = list(beliefs)[:MOST_NAMES]
        bearers = [list(beliefs[name].items())[:MOST_BEARERS] for name in self._names]
        self._ids = [id for rows in bearers for id, _ in rows]
        self._owner = np.array([n for n, rows in enumerate(bearers) for _ in rows], dtype=np.intp)
        self._belief = np.array([share * _tells(rows) for rows in bearers for _, share in rows])
        self._support = self._weigh() if len(self._names) > 1 else {}

    def support(self, mention: Mention, id: str) -> Support | None:
        """Give what the other names say for one bearer of a name; none if they say nothing."""
        return self._support.get((bare_name(mention.words), id))

    def _weigh(self) -> dict[tuple[str, str], Support]:
        weighed = {}
        for n, name in enumerate(self._names):
            rows = np.flatnonzero(self._owner == n)
            if len(rows) < 2:
                continue
            given = self._closeness(rows) * self._belief
            given[:, rows] = 0.0
            starts = np.searchsorted(self._owner, np.arange(len(self._names)))
            best = np.maximum.reduceat(given, starts, axis=1)
            for at, row in enumerate(rows):
                by = dict.fromkeys(
                    self._ids[starts[m] + int(np.argmax(given[at][self._owner == m]))]
                    for m in np.argsort(-best[at], kind="stable")[: 2 * SEVERAL]
                    if best[at, m] > LEAST_TOLD
                )
                support = Support(float(best[at].sum()), tuple(by)[:SEVERAL])
                weighed[(name, self._ids[row])] = support
        return weighed

    def _closeness(self, rows: NDArray[np.intp]) -> Floats:
        """Give how much the bearers in some rows have to do with all bearers, 0 to 1."""
        places = [self._context.places[id] for id in self._ids]
        close = np.zeros((len(rows), len(places)))
        lon, lat = _positions(places)
        placed = ~np.isnan(lon)
        for at, row in enumerate(rows):
            if placed[row]:
                lengths, _ = inverse(lon[row], lat[row], lon[placed], lat[placed])
                close[at, placed] = np.exp(-lengths / NEAR_M)
            own = places[row]
            shared = [self._shares(own, other) for other in places]
            close[at] = np.maximum(close[at], shared)
        return close


def _positions(places: Sequence[Place]) -> tuple[Floats, Floats]:
    """Give the positions of settlements and sites; an area is no point, so that it has none."""
    at = [None if is_area(place) else place.reference for place in places]
    lon = np.array([np.nan if p is None else p.lon_deg for p in at])
    lat = np.array([np.nan if p is None else p.lat_deg for p in at])
    return lon, lat


class _Shares:
    """How much places share by the areas they lie in; pairs of areas come again and again."""

    def __init__(self, context: Context) -> None:
        self._places = context.places
        self._common: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}

    def __call__(self, place: Place, other: Place) -> float:
        """Give the share of two places, 0 to 1."""
        for inner, outer in ((place, other), (other, place)):
            if outer.id == inner.id or outer.id in inner.within:
                return IN_COUNTRY if is_country(outer) else IN_AREA
        pair = place.within, other.within
        if pair not in self._common:
            self._common[pair] = self._of_areas(*pair)
        return self._common[pair]

    def _of_areas(self, within: tuple[str, ...], other: tuple[str, ...]) -> float:
        common = [id for id in within if id in other]
        if any(id in self._places and not is_country(self._places[id]) for id in common):
            return SAME_AREA
        return SAME_COUNTRY if common else 0.0


MANY_BEARERS = 50
"""So many places of one name are so scattered that the name tells nothing of where others lie."""


def _tells(bearers: Sequence[tuple[str, float]]) -> float:
    """Give what a name tells, 0 to 1, over the belief in its strongest bearer."""
    strongest = max(share for _, share in bearers)
    return max(0.0, 1 - math.log(len(bearers)) / math.log(MANY_BEARERS)) / (strongest or 1.0)


def _beliefs(resolutions: Sequence[Resolution]) -> dict[str, dict[str, float]]:
    """Collect for each bare name how much its bearers were believed, over all its mentions."""
    found: dict[str, list[Mapping[str, float]]] = {}
    for each in resolutions:
        if each.candidates:
            shares = {candidate.place: candidate.score for candidate in each.candidates}
            found.setdefault(bare_name(each.mention.words), []).append(shares)
    return {name: _mean(rows) for name, rows in found.items()}


def _mean(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    ids = dict.fromkeys(id for row in rows for id in row)
    mean = {id: sum(row.get(id, 0.0) for row in rows) / len(rows) for id in ids}
    return dict(sorted(mean.items(), key=lambda pair: -pair[1]))


def by_others(
    context: Context, together: Together, mention: Mention, place: Place
) -> Iterator[Hint]:
    """Give the evidence of the other names of the report, settled or not, taken together."""
    found = together.support(mention, place.id)
    if found is None or not found.by:
        return
    names = ", ".join(context.places[id].name() for id in found.by)
    times = min(found.strength, MOST_TOGETHER / WEIGHTS["together"])
    yield hint("together", f"names of the report fit together near it: {names}", times)
