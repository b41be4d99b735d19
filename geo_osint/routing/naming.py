"""Which roads of a network a report says were taken."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

from geo_osint.names import fold
from geo_osint.routing.network import CLASSES, Network

GREAT = CLASSES.index("secondary")
"""Roads of a full network down to this class count as named: on lesser ones no convoy is told to have gone."""

ROAD_WORDS = frozenset(
    fold(each).text
    for each in (
        "road",
        "highway",
        "motorway",
        "freeway",
        "طريق",
        "الطريق",
        "أوتوستراد",
        "اتوستراد",
        "الأوتوستراد",
    )
)
"""Words by which a name shows itself as that of a road, as `names.fold` leaves them."""


def named_roads(words: str, network: Network) -> frozenset[str]:
    """Give the roads, as the network names them, that words say were taken.

    Examples
    --------
    >>> from geo_osint.routing.bundled import bundled
    >>> named_roads("A convoy went along the M4 to Tell Tamer.", bundled())
    frozenset({'M4'})
    >>> named_roads("A convoy stopped near the M4.", bundled())
    frozenset()
    """
    text = fold(words).text
    letters = _letters(text)
    return frozenset(
        road
        for road, folded, core in _roads(network)
        if core in letters and re.search(_before() + _written(folded) + r"\b", text)
    )


@cache
def _before() -> str:
    told = (resources.files(__package__) / "cues.toml").read_text(encoding="utf-8")
    cues = "|".join(each for words in tomllib.loads(told).values() for each in words)
    return rf"\b(?:{cues})\b(?:\W+\w+){{0,3}}?\W+"


@lru_cache(maxsize=4)
def _roads(network: Network) -> tuple[tuple[str, str, str], ...]:
    """List the roads that a report may name: each with its folded name, and the letters of that alone.

    Of a full network only the great ones with a number, or with a word for road in their name, count: it holds
    streets that are named after towns.
    """
    classes = network.road_class.tolist() if not network.schematic else None
    told: dict[str, None] = {}
    for link, names in enumerate(network.roads):
        if classes is None or classes[link] <= GREAT:
            told.update(dict.fromkeys(names))
    roads = sorted(told)
    folded = [(road, fold(road).text) for road in roads]
    return tuple(
        (road, text, _letters(text))
        for road, text in folded
        if _letters(text) and (classes is None or _is_road_name(text))
    )


def _is_road_name(folded: str) -> bool:
    numbered = any(map(str.isdigit, folded)) and any(map(str.isalpha, folded))
    return numbered or not set(re.findall(r"\w+", folded)).isdisjoint(ROAD_WORDS)


def _letters(folded: str) -> str:
    return re.sub(r"[\W_]+", "", folded)


def _written(folded: str) -> str:
    """Allow a number to stand apart from its letter: M4, M-4, M 4."""
    return re.sub(r"(?<=[a-z])(?=\d)", r"[\\W_]?", re.escape(folded))
