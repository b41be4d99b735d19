"""Results of a service in the order of our own comparison of names, each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_osint.gazetteer import Gazetteer, search
from geo_osint.geocoders.services import Service
from geo_osint.geocoders.values import Hit
from geo_osint.model import Source

UNLIKE = "none of its names is like what was typed; the service offers it for reasons of its own"


def rank(query: str, hits: Sequence[Hit], service: Service) -> tuple[Hit, ...]:
    """Order results by likeness to the typed name, best first; what is like no name comes last.

    A service ranks by how well known a place is, which would let the popular one win over the one
    that is meant. Its order counts only among equals. None is left out.
    """
    places = {hit.place.id: hit.place for hit in hits}
    source = Source(service.name, service.title, licence=service.licence)
    small = Gazetteer(service.title, "", places, {service.name: source}, excerpt=True)
    found = {each.place: each for each in search(small, query, len(places))}
    scored = [
        replace(hit, score=found[hit.place.id].score, reasons=found[hit.place.id].reasons)
        if hit.place.id in found
        else replace(hit, reasons=(UNLIKE,))
        for hit in hits
    ]
    return tuple(sorted(scored, key=lambda hit: -hit.score))
