"""A gazetteer in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geo_osint.model import Place, Source

FORMAT = "geo-osint gazetteer 1"
"""The `format` member of a gazetteer file; the number changes when old files need a migration."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The places we know, by id, in the order of their file, and the sources they cite, by key.

    `sha256` is the digest of the bytes read, in lower-case hexadecimal; `attribution` what the
    licences of the sources ask to be said. An `excerpt` holds some places of a larger gazetteer:
    ids it names need not be in it. `layers` are the gazetteers that a stack is made of, the most trusted
    first, each as far as it is in here; none where it stands alone. `also` tells for a place where else in
    the stack it is listed, in words.
    """

    name: str
    sha256: str
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    attribution: str = ""
    excerpt: bool = False
    layers: tuple[Gazetteer, ...] = ()
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def layer_of(self, id: str) -> Gazetteer:
        """Give the gazetteer that a place comes from: one of the layers, or this one."""
        return next((layer for layer in self.layers if id in layer.places), self)
