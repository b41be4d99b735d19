"""What somebody says of the files they import, where the files do not tell it themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


COLUMNS = (
    "id",
    "name",
    "name_ar",
    "name_en",
    "other_names",
    "lat",
    "lon",
    "kind",
    "country",
    "population",
)
"""What a table may tell of a place; only a name is a must."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is told by hand.

    `name` is that of the gazetteer; `columns` maps our names of columns to those of a table; `title`, `licence`, `url` are of a source
    that the program does not know; `country` (ISO code) is that of all places of such a table, `prefix`
    starts their ids. `alternates_given`: a file of alternate names of GeoNames is among those imported.
    """

    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    licence: str = ""
    url: str = ""
    country: str = ""
    prefix: str = "list"
    alternates_given: bool = False
