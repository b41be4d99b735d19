"""Look up what the gazetteer knows under a name."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_osint import gazetteer as gazetteers
from geo_osint.gazetteer import Gazetteer
from geo_osint.gazetteer.stack import Paths, as_paths, open_stack
from geo_osint.model import Candidate, Place, Source

if TYPE_CHECKING:
    from geo_osint.geocoders import Answer

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a typed name may mean, how well it fits (0 to 1) and why, in words.

    `sources` are those that its positions rest on, `gazetteer` names the one it stands in.
    """

    place: Place
    score: float
    reasons: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    gazetteer: str = ""


class Found(tuple[Match, ...]):
    """What `find` found, best first; empty where nothing comes near. Shows itself in Jupyter."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from geo_osint.output import notebook  # a look-up alone does not wait for it

        return notebook.matches_html([(each.place, each.reasons, each.sources) for each in self])


def find(name: str, limit: int = 8, gazetteer: Paths = None, only: bool = False) -> Found:
    """Look a place name up, in Arabic or Latin letters, misspelt or romanised in any way.

    Parameters
    ----------
    name
        As you would type it.
    limit
        How many places at most.
    gazetteer
        A gazetteer of your own, or several, behind the one that comes with geo_osint: GeoJSON files, or
        stores made by `geo-osint gazetteer import`.
    only
        Leave out the one that comes with geo_osint.

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
    loaded = open_stack(as_paths(gazetteer), only).like(name)
    return Found(_match(each, loaded) for each in gazetteers.search(loaded, name, limit))


def _match(found: Candidate, loaded: Gazetteer) -> Match:
    place = loaded.places[found.place]
    keys = dict.fromkeys(each.source for each in place.positions)
    sources = tuple(loaded.sources[key] for key in keys)
    gazetteer = loaded.layer_of(found.place).name
    return Match(place, found.score, found.reasons, sources, gazetteer)


def find_online(
    name: str,
    service: str,
    *,
    url: str = "",
    user: str = "",
    contact: str = "",
    refresh: bool = False,
    announce: Callable[[str], None] = _LOG.warning,
) -> Answer:
    """Ask an online geocoder for a name: **this sends the name to the service's host**.

    Nothing else is sent. The host learns your IP address, too. Each line of what is sent is given to
    `announce` before. What was answered before is remembered with its date, and nothing is sent
    then. The candidates are not checked by anybody, and go into no gazetteer and no case.

    Parameters
    ----------
    name
        As you would type it; at most 120 characters.
    service
        "nominatim", "photon" or "geonames".
    url
        A server of your own in place of the public one: https, or this machine.
    user
        Your user name, which GeoNames asks for. It is kept nowhere.
    contact
        An e-mail or web address where the service may write to you. It is kept nowhere.
    refresh
        Ask anew what was asked before.
    announce
        Told what is about to be sent; by default the log, which shows on standard error.

    Returns
    -------
    Answer
        `found` with candidates, `not_found`, or `unavailable` with its reason, after 20 s at most.

    Raises
    ------
    UsageError
        If there is no such service, or it asks for a user name.
    InputError
        If the name, the address or the proxy cannot be used.
    OutputError
        If the cache folder cannot be written.

    Examples
    --------
    >>> find_online("al-Walid", "geonames")
    Traceback (most recent call last):
    geo_osint.errors.UsageError: GeoNames: asks for a user name of yours...
    """
    from geo_osint import geocoders  # nothing of a network is loaded unless it is asked for

    def lines(question: geocoders.Question) -> None:
        for line in question.announcement():
            announce(line)

    settings = geocoders.Settings(url=url, user=user, contact=contact, refresh=refresh)
    return geocoders.ask(name, service, lines, settings)
