"""Layers from outside, read without any driver that follows links, runs views or opens other files.

`read_layers` takes GeoJSON, GeoPackage, CSV, KML and KMZ, told apart by how they begin, and gives plain
columns and geometries in WGS84, longitude first. What only points elsewhere (a VRT, a network link, a linked
reference system, a view) is refused or left out, and told; nothing is fetched.
"""

from geo_osint.files.layers.base import keep_base
from geo_osint.files.layers.opening import read_layers
from geo_osint.files.layers.value import Cell, Layer, LayerFile

__all__ = ["Cell", "Layer", "LayerFile", "keep_base", "read_layers"]
