"""Every way the world may be: each site of all that one name may mean, with each of the other's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from geo_osint import geodesy
from geo_osint.checking.sites import Site, grounds
from geo_osint.model import Interval, Mention, Place


@dataclass(frozen=True, slots=True)
class Pair:
    """One way the world may be: a site of the subject and one of the reference."""

    subject: Site
    reference: Site

    @property
    def interval(self) -> Interval:
        """The distances in metres, centre to centre; to anywhere in an area that has no centre.

        From a line nobody measures but to the nearest point.
        """
        if self.across_area:
            return geodesy.distance_range(self.subject.footprint, self.reference.footprint)
        return self.nearest

    @property
    def nearest(self) -> Interval:
        """The distances in metres from centre to centre, or to the nearest edge of what has none."""
        slack_m = self.subject.slack_m + self.reference.slack_m
        if not self.wide:
            centres = geodesy.distances_m(self.subject.points, self.reference.points)
            return geodesy.between_discs(centres, slack_m, 0.0)
        ends = product(_footprints(self.subject), _footprints(self.reference))
        apart = [geodesy.distance_range(*each).lo for each in ends]
        return geodesy.between_discs(Interval(min(apart), max(apart)), slack_m, 0.0)

    @property
    def across_area(self) -> bool:
        """Tell whether an end is an area of which no source gives a point."""
        shapes = (self.subject.shape, self.reference.shape)
        return any(each is not None and each.kind.endswith("Polygon") for each in shapes)

    @property
    def wide(self) -> bool:
        """Tell whether an end is a line or an area of which no source gives a point."""
        return bool(self.subject.shape or self.reference.shape)

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
    return [site for id in mention.places for site in grounds(places[id])] if mention else []


def nowhere(mentions: Iterable[Mention], places: Mapping[str, Place]) -> list[Place]:
    """List what names may mean and nobody locates: what hangs on such a place stays open."""
    return [places[id] for each in mentions for id in each.places if not grounds(places[id])]


def _footprints(site: Site) -> list[geodesy.Footprint]:
    """Give each point of a site, or its shape, without the slack around it."""
    if site.shape is not None:
        return [geodesy.Footprint.of(site.shape)]
    return [geodesy.Footprint.disc(point) for point in site.points]
