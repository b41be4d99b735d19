"""Extracts of OpenStreetMap for tests, written by pyosmium."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import osmium
from osmium.osm.mutable import Node, Way

Nodes = Mapping[str, tuple[float, float] | tuple[float, float, dict[str, str]]]
"""A node of each letter: lon, lat, and its tags if it has any."""


def write_extract(
    path: Path,
    nodes: Nodes,
    ways: Sequence[tuple[str, dict[str, str]]],
    day: str = "",
    missing: str = "",
) -> Path:
    """Write an extract; a way is told as the letters of its nodes, and is numbered from 101 on.

    Nodes are numbered by their letters; those in `missing` are referred to and not there.
    """
    header = osmium.io.Header()
    if day:
        header.set("osmosis_replication_timestamp", f"{day}T20:21:02Z")
    path.unlink(missing_ok=True)
    with osmium.SimpleWriter(str(path), header=header) as writer:
        for letter, (lon, lat, *more) in sorted(nodes.items()):
            if letter not in missing:
                tags: dict[str, Any] = more[0] if more else {}
                writer.add_node(Node(id=node_id(letter), location=(lon, lat), tags=tags))
        for number, (letters, tags) in enumerate(ways, start=101):
            writer.add_way(Way(id=number, nodes=[node_id(each) for each in letters], tags=tags))
    return path


def node_id(letter: str) -> int:
    """Give the id of a node that a test calls by a letter."""
    return ord(letter)
