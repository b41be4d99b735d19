"""Coordinates as people paste them: degrees, grids, codes and links of map sites, into one value.

People write latitude first; the value is longitude first. Whatever can be read in two ways is
refused with the reason, for a guess would end up on a map.
"""

from geo_osint.coordinates.reading import looks_like_coordinates, parse
from geo_osint.coordinates.value import ParsedCoordinates

__all__ = ["ParsedCoordinates", "looks_like_coordinates", "parse"]
