"""Which roads of a network a report says were taken."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from geo_osint.names import fold
from geo_osint.routing.network import Network


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
    return frozenset(road for road, pattern in _patterns(network) if pattern.search(text))


@lru_cache(maxsize=4)
def _patterns(network: Network) -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = (resources.files(__package__) / "cues.toml").read_text(encoding="utf-8")
    cues = "|".join(each for words in tomllib.loads(told).values() for each in words)
    before = rf"\b(?:{cues})\b(?:\W+\w+){{0,3}}?\W+"
    roads = sorted({road for names in network.roads for road in names})
    return tuple((road, re.compile(before + _written(road) + r"\b")) for road in roads)


def _written(road: str) -> str:
    """Allow a number to stand apart from its letter: M4, M-4, M 4."""
    return re.sub(r"(?<=[a-z])(?=\d)", r"[\\W_]?", re.escape(fold(road).text))
