"""What a layer from outside holds, whatever file it came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

Cell = Any
"""A value as its file holds it: text, number, true or false, nothing, or (GeoJSON) a list or an object."""

Shapes = Sequence[BaseGeometry | None]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer, column by column.

    `numbers` are what the file itself calls its rows by (`fid`, the id of a feature, a line). `shapes` are in
    WGS84, longitude first, `None` where a row has none; the whole is `None` where the file holds no geometry
    at all, so that a missing one says nothing.
    """

    name: str
    columns: Mapping[str, Sequence[Cell]]
    numbers: Sequence[int | str]
    shapes: Shapes | None

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True, slots=True)
class LayerFile:
    """What was read of a file: its layers, how they were exported, and what was left out.

    `base` holds the layers as geo-osint exported them, by name, and `base_of` the name of the case they were
    exported from; both are empty where the file does not carry them. `told` are lines for the user.
    """

    name: str
    format: str
    sha256: str
    layers: tuple[Layer, ...]
    base: Mapping[str, Layer] = field(default_factory=dict)
    base_of: str = ""
    told: tuple[str, ...] = ()
