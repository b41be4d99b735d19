"""Several gazetteers asked as one, the most trusted first: files in memory and stores on the disk.

A place that an earlier gazetteer has is that one's: the later listing is left out, so that no place is
its own namesake. It is the same place where an earlier one cites its id (a `geonameid`, `wikidata` or
`pcode` attribute, or the geonameid in the note of a position), or bears one of its names, is of the same
group of kinds, and lies within `SAME_PLACE_M`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo_osint.gazetteer.index import NameIndex
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.gazetteer.reading import load
from geo_osint.gazetteer.value import Gazetteer
from geo_osint.model import Place, Source
from geo_osint.names import fold, form_of

if TYPE_CHECKING:
    from geo_osint.gazetteer.store import Store

SAME_PLACE_M = 3_000.0
"""Metres: twice what gazetteers differ by in Syria at the 95th percentile of 3,235 places (1.5 km)."""

ID_ATTRIBUTES = {"geonameid": "geonames", "wikidata": "wikidata", "pcode": "cod"}
"""Attribute that cites a place of another list -> the prefix of that list's ids."""

_GEONAMEID_IN_NOTE = re.compile(r"\bgeonameid (\d+)")


@dataclass(frozen=True, slots=True)
class Stack:
    """Gazetteers in their order of trust; made by `open_stack`."""

    layers: tuple[Gazetteer | Store, ...]

    @property
    def name(self) -> str:
        """Name them all."""
        return " + ".join(layer.name for layer in self.layers)

    def like(self, *queries: str) -> Gazetteer:
        """Give one gazetteer to search for typed names in: files whole, of stores what comes near."""
        return self._with(lambda store, _: store.like(queries))

    def named_in(self, texts: Iterable[str]) -> Gazetteer:
        """Give one gazetteer to read texts with: files whole, of stores the names that stand there."""
        known = list(texts)
        return self._with(lambda store, earlier: store.named_in(known, _home(earlier, known)))

    def holding(self, ids: Collection[str]) -> Gazetteer:
        """Give one gazetteer with files whole, and of stores the places with these ids."""
        return self._with(lambda store, _: store.excerpt(store.ids(sorted(ids))))

    def _with(self, excerpt: Callable[[Store, Sequence[Gazetteer]], Gazetteer]) -> Gazetteer:
        found: list[Gazetteer] = []
        for layer in self.layers:
            found.append(layer if isinstance(layer, Gazetteer) else excerpt(layer, found))
        return combine(found)


Paths = Path | str | Sequence[Path | str] | None
"""One gazetteer, several, or none, as people give them."""


def as_paths(given: Paths) -> tuple[Path, ...]:
    """Give what was given as paths.

    Examples
    --------
    >>> [path.name for path in as_paths("a/mine.geojson")], as_paths(None)
    (['mine.geojson'], ())
    """
    each = [given] if isinstance(given, (str, Path)) else given or ()
    return tuple(map(Path, each))


def open_stack(paths: Sequence[Path] = (), only: bool = False) -> Stack:
    """Open gazetteers behind the one that comes with the program, or alone.

    Parameters
    ----------
    paths
        Gazetteer files (GeoJSON) and stores (SQLite), the most trusted first.
    only
        Leave the packaged gazetteer out; without any path it stays.

    Raises
    ------
    InputError
        If one of them is not usable.

    Examples
    --------
    >>> open_stack().like("Mayadin").places["geo:al-mayadin"].name("ar")
    'الميادين'
    """
    first = [] if only and paths else [load()]
    return Stack((*first, *(_layer(path) for path in paths)))


def _layer(path: Path) -> Gazetteer | Store:
    from geo_osint.gazetteer.store import is_store, open_store  # numpy waits until it is needed

    return open_store(path) if is_store(path) else load(path)


def _home(earlier: Sequence[Gazetteer], texts: Iterable[str]) -> set[str]:
    """Give the countries of the places that earlier gazetteers know in the texts."""
    found: set[str] = set()
    for gazetteer in earlier:
        index = NameIndex(gazetteer)
        for text in texts:
            for hit in index.scan(fold(text)):
                found.update(c for id in hit.places for c in gazetteer.places[id].countries)
    return found


def combine(layers: Sequence[Gazetteer]) -> Gazetteer:
    """Make one gazetteer of several; places and sources of an earlier one stand before the later.

    Examples
    --------
    >>> both = combine([load(), Gazetteer("mine", "", {}, {})])
    >>> both.name.endswith(" + mine"), both.layer_of("geo:al-mayadin").name == load().name
    (True, True)
    """
    if len(layers) == 1:
        return layers[0]
    places: dict[str, Place] = {}
    sources: dict[str, Source] = {}
    kept: list[Gazetteer] = []
    known = _Known()
    for layer in layers:
        own = _with_own_keys(layer, sources)
        new = known.take(own)
        places.update(new)
        sources.update(own.sources)
        kept.append(replace(own, places=new, excerpt=True))
    return Gazetteer(
        name=" + ".join(layer.name for layer in layers),
        sha256="",
        places=places,
        sources=sources,
        attribution=" ".join(filter(None, (layer.attribution for layer in layers))),
        excerpt=any(layer.excerpt for layer in layers),
        layers=tuple(kept),
        also={id: tuple(listed) for id, listed in known.also.items()},
    )


class _Known:
    """What earlier gazetteers hold: places by id, by ids they cite, and by name.

    `also` tells where else each is listed; `_ids` leads from every id to the place that stands for it.
    """

    def __init__(self) -> None:
        self.also: dict[str, list[str]] = {}
        self._ids: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = {}

    def take(self, layer: Gazetteer) -> dict[str, Place]:
        """Give the places of a gazetteer that are new, and know them from now on."""
        new = {}
        for place in layer.places.values():
            same = self._same(place)
            if same is None:
                new[place.id] = place
            else:
                self._ids.setdefault(place.id, same)
                listed = f"{place.id} in {layer.name}{_apart(place, same)}"
                self.also.setdefault(same.id, []).append(listed)
        found = {id: self._with_known_areas(place) for id, place in new.items()}
        for place in found.values():
            self._add(place)
        return found

    def _add(self, place: Place) -> None:
        for id in (place.id, *_cited_ids(place)):
            self._ids.setdefault(id, place)
        for core in _cores(place):
            self._by_name.setdefault(core, []).append(place)

    def _same(self, place: Place) -> Place | None:
        cited = (self._ids[id] for id in (place.id, *_cited_ids(place)) if id in self._ids)
        namesakes = (known for core in _cores(place) for known in self._by_name.get(core, ()))
        return next(cited, None) or next((k for k in namesakes if _is_same(place, k)), None)

    def _with_known_areas(self, place: Place) -> Place:
        """Let a place lie in the areas that earlier gazetteers have, where its own are those."""
        within = tuple(self._ids[id].id if id in self._ids else id for id in place.within)
        return place if within == place.within else replace(place, within=within)


def _apart(place: Place, known: Place) -> str:
    """Say how far apart two listings of a place put it."""
    from geo_osint.geodesy import distance_m  # pyproj takes 0.1 s, and is needed for namesakes only

    here, there = place.reference, known.reference
    return f", {distance_m(here, there) / 1000:.1f} km away" if here and there else ""


def _cores(place: Place) -> set[str]:
    return {form_of(name.text).joined for name in place.names}


def _cited_ids(place: Place) -> Iterator[str]:
    for each in place.attributes:
        if each.key in ID_ATTRIBUTES:
            yield f"{ID_ATTRIBUTES[each.key]}:{each.value}"
    for position in place.positions:
        if found := _GEONAMEID_IN_NOTE.search(position.note):
            yield f"geonames:{found[1]}"


def _is_same(place: Place, known: Place) -> bool:
    """Tell a second listing of a place by its kind and where it lies; areas by kind and country."""
    group = kind_of(place.kind).group
    if group != kind_of(known.kind).group:
        return False
    if group == "area":
        return place.kind == known.kind and bool({*place.countries} & {*known.countries})
    here = place.reference
    if here is None:
        return False
    from geo_osint.geodesy import distance_m  # pyproj takes 0.1 s, and is needed for namesakes only

    points = [position.at for position in known.positions]
    return any(distance_m(here, at) <= SAME_PLACE_M for at in points)


def _with_own_keys(layer: Gazetteer, taken: Mapping[str, Source]) -> Gazetteer:
    """Give sources other keys where an earlier gazetteer uses theirs for something else."""
    new = {
        key: _free(key, taken)
        for key, source in layer.sources.items()
        if taken.get(key, source) != source
    }
    if not new:
        return layer
    sources = {new.get(k, k): replace(s, key=new.get(k, k)) for k, s in layer.sources.items()}
    places = {id: _with_sources(place, new) for id, place in layer.places.items()}
    return replace(layer, places=places, sources=sources)


def _free(key: str, taken: Mapping[str, Source]) -> str:
    number = 2
    while f"{key}-{number}" in taken:
        number += 1
    return f"{key}-{number}"


def _with_sources(place: Place, new: Mapping[str, str]) -> Place:
    estimate = place.estimate
    return replace(
        place,
        names=tuple(
            replace(each, source=new.get(each.source, each.source)) for each in place.names
        ),
        positions=tuple(replace(p, source=new.get(p.source, p.source)) for p in place.positions),
        attributes=tuple(replace(a, source=new.get(a.source, a.source)) for a in place.attributes),
        estimate=estimate and replace(estimate, source=new.get(estimate.source, estimate.source)),
    )
