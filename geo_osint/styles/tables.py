"""How each table is drawn and labelled, and what its columns are called (`tables.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

Geometry = Literal["point", "line", "polygon"]


@dataclass(frozen=True, slots=True)
class TableStyle:
    """How one table is shown.

    `geometry` is its main kind, `group` and `by` the group of codes and the column that picks one,
    `label` the columns that make a label. Labels show from `min_scale` on (1 to so many); of two that
    would overlap, the higher `priority` stays. `editable` are the columns whose changes can come home.
    """

    table: str
    title: str
    geometry: Geometry
    group: str
    by: str
    label: tuple[str, ...]
    min_scale: int
    priority: int
    arrow: bool = False
    editable: tuple[str, ...] = ()


@cache
def table_styles() -> Mapping[str, TableStyle]:
    """Give the style of each table, in drawing order: areas first, points last.

    Examples
    --------
    >>> table_styles()["statements"].group
    'verdict'
    """
    return {
        table: TableStyle(table=table, **{**entry, **_tuples(entry)})
        for table, entry in _data()["layer"].items()
    }


def _tuples(entry: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}


def alias(column: str) -> str:
    """Give a column's name in words, in both languages; one without keeps its name.

    Examples
    --------
    >>> alias("verdict")
    'Verdict · النتيجة'
    """
    return str(_data()["alias"].get(column, column))


@cache
def _data() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("tables.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
