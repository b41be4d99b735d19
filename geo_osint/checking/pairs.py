"""Every way the world may be: each site of all that one name may mean, with each of the other's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo_osint import geodesy
from geo_osint.checking.sites import Site, sites
from geo_osint.model import Interval, Mention, Place


@dataclass(frozen=True, slots=True)
class Pair:
    """One way the world may be: a site of the subject and one of the reference."""

    subject: Site
    reference: Site

    @property
    def interval(self) -> Interval:
        """The distances in metres, centre to centre."""
        centres = geodesy.distances_m(self.subject.points, self.reference.points)
        return geodesy.between_discs(centres, self.subject.slack_m, self.reference.slack_m)

    @property
    def rounding_m(self) -> float:
        """What rounded coordinates may add either way, in metres."""
        return self.subject.rounding_m + self.reference.rounding_m


def pairs_of(
    subject: Mention | None, reference: Mention | None, places: Mapping[str, Place]
) -> list[Pair]:
    """Combine every site of all that one name may mean with those of the other; nearest first."""
    pairs = [Pair(a, b) for a in sites_of(subject, places) for b in sites_of(reference, places)]
    return sorted(pairs, key=lambda pair: pair.interval)


def sites_of(mention: Mention | None, places: Mapping[str, Place]) -> list[Site]:
    """List the sites of all that a name may mean."""
    return [site for id in mention.places for site in sites(places[id])] if mention else []
