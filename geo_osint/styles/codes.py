"""What each code looks like and is called, from one table (`codes.toml`), for every output.

Groups: `verdict`, `segment` (segment classes), `position` (how a place is located), `extent` (what an
outline rests on), `region` (which stated set), `reference` (which of a place's points), `role` (of a
place in a movement) and `movement`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from geo_osint.checking import VERDICTS
from geo_osint.model import Bilingual


@dataclass(frozen=True, slots=True)
class Style:
    """How one code is drawn and called.

    `colour` is for lines and fills, `ink` for text on white (`#RRGGBB` both). `dash` is stroke, gap, …
    in multiples of the line's width, empty for a solid line. `mark` is one character that says the
    same without colour. `prefix` is what a value begins with to be drawn so; `None` means that it
    equals `code`.
    """

    code: str
    label: Bilingual
    colour: str
    ink: str
    dash: tuple[float, ...]
    mark: str
    prefix: str | None = None

    def matches(self, value: str) -> bool:
        """Tell whether a column's value is drawn in this style."""
        return value == self.code if self.prefix is None else value.startswith(self.prefix)

    def dash_array(self, width: float) -> str:
        """Give the dash for SVG and canvas, in the unit of `width`; empty for a solid line.

        Examples
        --------
        >>> style("not_settled", "verdict").dash_array(2)
        '6 4'
        """
        return " ".join(f"{part * width:g}" for part in self.dash)


@cache
def group(name: str) -> Mapping[str, Style]:
    """Give the styles of one group by code, in the order of the legend.

    Raises
    ------
    KeyError
        If there is no such group.

    Examples
    --------
    >>> list(group("verdict"))[:2]
    ['fits', 'fits_roughly']
    """
    return MappingProxyType({code: _style(code, entry) for code, entry in _table()[name].items()})


def groups() -> tuple[str, ...]:
    """Name all groups."""
    return tuple(_table())


def style(value: str, group_name: str) -> Style:
    """Find the style of a column's value: the first in its group that matches.

    Raises
    ------
    KeyError
        If none does.

    Examples
    --------
    >>> style("estimate: may lie anywhere here", "extent").code
    'estimate'
    """
    for each in group(group_name).values():
        if each.matches(value):
            return each
    raise KeyError(f"{value!r}: no style in the group {group_name!r}; add it to codes.toml")


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath("codes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _style(code: str, entry: Mapping[str, Any]) -> Style:
    words: Mapping[str, Bilingual] = {str(verdict): label for verdict, label in VERDICTS.items()}
    label = Bilingual(entry["en"], entry["ar"]) if "en" in entry else words[code]
    return Style(
        code,
        label,
        entry["colour"],
        entry["ink"],
        tuple(entry["dash"]),
        entry["mark"],
        entry.get("prefix"),
    )
