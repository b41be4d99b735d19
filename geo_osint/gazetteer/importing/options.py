"""What somebody says of the files they import, where the files do not tell it themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

COLUMNS = (
    "id", "name", "name_en", "name_ar", "other_names", "lat", "lon", "point", "kind", "country", "population",
)  # fmt: skip
"""What a table may tell of a place; only a name is a must. `point` is "Point(lon lat)" in one column."""


RESERVED = frozenset(("geo", "case", "typed", "geonames", "osm", "wikidata", "cod"))
"""Prefixes of ids that mean something already."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is told by hand.

    `name` is that of the gazetteer; `columns` maps our names of columns to those of a table; `title`,
    `licence`, `url` are of a source that the program does not know, `country` (ISO code) that of all places
    of a table that has none. `key` and `prefix` cite such a source and start its ids; they follow
    from the file's name. `alternates_given`: a file of alternate names of GeoNames is among those imported.
    """

    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    licence: str = ""
    url: str = ""
    country: str = ""
    key: str = "list"
    prefix: str = "list"
    alternates_given: bool = False

    def for_file(self, name: str) -> Options:
        """Give the options for a file that has no known source: it is cited after its name.

        Examples
        --------
        >>> Options().for_file("My places 2.csv").prefix
        'myplaces2'
        """
        stem = re.sub("[^a-z0-9]", "", name.rpartition("/")[2].partition(".")[0].lower())
        taken = not stem[:1].isalpha() or stem in RESERVED
        prefix = f"list{stem}" if taken else stem
        return replace(self, key=prefix, prefix=prefix, title=self.title or name)
