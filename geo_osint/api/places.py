"""Look up what the gazetteer knows under a name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo_osint import gazetteer as gazetteers
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Candidate, Place, Source


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a typed name may mean, how well it fits (0 to 1) and why, in words.

    `sources` are those that its positions rest on.
    """

    place: Place
    score: float
    reasons: tuple[str, ...]
    sources: tuple[Source, ...] = ()


class Found(tuple[Match, ...]):
    """What `find` found, best first; empty where nothing comes near. Shows itself in Jupyter."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from geo_osint.output import notebook  # a look-up alone does not wait for it

        return notebook.matches_html([(each.place, each.reasons, each.sources) for each in self])


def find(name: str, limit: int = 8, gazetteer: Path | str | None = None) -> Found:
    """Look a place name up, in Arabic or Latin letters, misspelt or romanised in any way.

    Parameters
    ----------
    name
        As you would type it.
    limit
        How many places at most.
    gazetteer
        A gazetteer file of your own instead of the one that comes with geo_osint.

    Returns
    -------
    Found
        Matches, best first. Places that are often confused with a good match come along. The score
        is an order of trust, not a probability.

    Raises
    ------
    InputError
        If the gazetteer is not usable.

    Examples
    --------
    >>> for match in find("al-Walid crossing", limit=2):
    ...     print(match.place.id)
    geo:al-walid-kurdistan-crossing
    geo:al-walid-tanf-crossing
    """
    loaded = gazetteers.load(Path(gazetteer) if gazetteer else None)
    return Found(_match(each, loaded) for each in gazetteers.search(loaded, name, limit))


def _match(found: Candidate, loaded: Gazetteer) -> Match:
    place = loaded.places[found.place]
    keys = dict.fromkeys(each.source for each in place.positions)
    sources = tuple(loaded.sources[key] for key in keys)
    return Match(place, found.score, found.reasons, sources)
