"""What a page carries beyond what it always shows: only what was asked for by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from geo_osint.errors import UsageError


@dataclass(frozen=True, slots=True)
class Tiles:
    """A server of map pictures: its one host, the pattern of their addresses, how near they go."""

    host: str
    url: str
    zoom: int
    discloses: str


TILES: Mapping[str, Tiles] = {
    "osm": Tiles(
        "https://tile.openstreetmap.org",
        "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        19,
        "the page may load pictures from tile.openstreetmap.org, once its reader switches them on: that "
        "server then learns the reader's address, what is looked at, and the site the page is on; it "
        "refuses pages opened from a file, so put the page on a web server",
    )
}
"""By the name that asks for them."""

WITH_TEXT = (
    "the page carries the whole text of the reports: passing it on is reprinting them, which their "
    "publishers may forbid, and it shows every person they name"
)


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What was asked for: whole reports beside the map, pictures of a tile server.

    Raises
    ------
    UsageError
        For tiles of another name.

    Examples
    --------
    >>> [each.split(":")[0] for each in PageOptions(with_text=True).disclosures]
    ['the page carries the whole text of the reports']
    """

    with_text: bool = False
    tiles: Literal["", "osm"] = ""

    def __post_init__(self) -> None:
        if self.tiles and self.tiles not in TILES:
            raise UsageError(
                f"{self.tiles!r}: no tiles of that name; choose from {', '.join(TILES)}"
            )

    @property
    def server(self) -> Tiles | None:
        """Give the server of tiles, if any was asked for."""
        return TILES[self.tiles] if self.tiles else None

    @property
    def disclosures(self) -> tuple[str, ...]:
        """Say in a sentence each what a page made so gives away."""
        text = (WITH_TEXT,) if self.with_text else ()
        return (*text, *((self.server.discloses,) if self.server else ()))


PLAIN = PageOptions()
"""Sentences only, and nothing loaded from anywhere."""
