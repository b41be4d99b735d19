"""Which table of the house a layer is: by its name, else by its columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from geo_osint.files.layers import Layer
from geo_osint.layers import COLUMNS
from geo_osint.styles import table_styles

ID = "id"

_KIND = re.compile(r"_(?:point|line|polygon)$")

OWN = ("names", "positions")
"""Columns of a gazetteer file that was opened as a layer itself."""


def by_table(layers: Iterable[Layer]) -> tuple[dict[str, Layer], tuple[str, ...]]:
    """Sort layers by the table they are of, parts of one table together; say which are not compared."""
    found: dict[str, list[Layer]] = {}
    derived, unknown, without = [], [], []
    for layer in map(_with_ids, layers):
        table = table_of(layer)
        if not table:
            unknown.append(layer.name)
        elif not table_styles()[table].editable:
            derived.append(layer.name)
        elif ID not in layer.columns:
            without.append(layer.name)
        else:
            found.setdefault(table, []).append(_flat(layer))
    told = [
        (derived, "not compared, as it follows from the case (move a point in `places` instead)"),
        (unknown, "not compared, as it is no table that geo-osint exports"),
        (without, "not compared, as it has no column `id` that says which row is which"),
    ]
    lines = tuple(f"{', '.join(names)}: {why}" for names, why in told if names)
    return {table: joined(parts) for table, parts in found.items()}, lines


def _with_ids(layer: Layer) -> Layer:
    """Take the ids of features for the column `id`, where they stand only there."""
    if ID in layer.columns or not any(isinstance(number, str) for number in layer.numbers):
        return layer
    return replace(layer, columns={ID: layer.numbers, **layer.columns})


def table_of(layer: Layer) -> str:
    """Name the table that a layer is of; "" if it is of none."""
    titles = {style.title: table for table, style in table_styles().items()}
    name = titles.get(layer.name) or _KIND.sub("", layer.name.rpartition(".")[2])
    if name in COLUMNS:
        return name
    if set(OWN) <= set(layer.columns):
        return "places"
    shared = {table: len(set(columns) & set(layer.columns)) for table, columns in COLUMNS.items()}
    best = max(shared, key=lambda table: (shared[table], table == "places"))
    return best if shared[best] > 1 else ""


def joined(parts: list[Layer]) -> Layer:
    """Put the parts of one table below each other; rows are numbered by layer and number."""
    numbers = [f"{part.name}/{number}" for part in parts for number in part.numbers]
    if len(parts) == 1:
        return replace(parts[0], numbers=numbers)
    columns = dict.fromkeys(name for part in parts for name in part.columns)
    located = any(part.shapes is not None for part in parts)
    return Layer(
        parts[0].name,
        {
            c: [v for part in parts for v in part.columns.get(c, [None] * len(part))]
            for c in columns
        },
        numbers,
        [s for part in parts for s in part.shapes or [None] * len(part)] if located else None,
    )


def _flat(layer: Layer) -> Layer:
    """Give a gazetteer file's own layer the columns of `places`: its main names."""
    if not set(OWN) <= set(layer.columns):
        return layer
    names = [_listed(each) for each in layer.columns["names"]]
    flat = {f"name_{code}": [_main(each, code) for each in names] for code in ("en", "ar")}
    kept = {name: layer.columns[name] for name in (ID, "kind", "note") if name in layer.columns}
    if "note" in kept and "estimate" in layer.columns:
        pairs = zip(layer.columns["estimate"], kept["note"], strict=True)
        kept["note"] = [_reason(estimate) or note for estimate, note in pairs]
    return Layer("places", {**kept, **flat}, layer.numbers, layer.shapes)


def _reason(estimate: Any) -> str:
    """Give the reason of an estimate, which the column `note` tells where there is one."""
    found = _parsed(estimate)
    return str(found.get("reason", "")) if isinstance(found, dict) else ""


def _listed(value: Any) -> list[Mapping[str, Any]]:
    found = _parsed(value)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _parsed(value: Any) -> Any:
    """Read a list or object that QGIS keeps as text."""
    try:
        return json.loads(value) if isinstance(value, str) and value else value
    except (ValueError, RecursionError):
        return None


def _main(names: list[Mapping[str, Any]], language: str) -> str:
    mains = [each for each in names if each.get("role") == "main"] or names
    wanted = [each for each in mains if each.get("language") == language] or mains
    return str(wanted[0].get("text", "")) if wanted else ""
