"""Outlines of the world's countries, at two scales, as Natural Earth draws them (public domain).

They come through the npm package world-atlas and are bundled when the package is built. Coarse by
nature, and drawn by who holds the ground: they mark no disputed boundary as disputed.
"""

from geo_osint.outlines.clipping import countries_within, lines_within, widest
from geo_osint.outlines.territory import (
    TOLERANCE_M,
    Spot,
    Territory,
    claimed_within,
    name_drawn_at,
    territory,
)
from geo_osint.outlines.world import (
    TRIANGLE,
    Bounds,
    Country,
    Line,
    World,
    arabic_names,
    near_to,
    world,
)

__all__ = [
    "TOLERANCE_M",
    "TRIANGLE",
    "Bounds",
    "Country",
    "Line",
    "Spot",
    "Territory",
    "World",
    "arabic_names",
    "claimed_within",
    "countries_within",
    "lines_within",
    "name_drawn_at",
    "near_to",
    "territory",
    "widest",
    "world",
]
