"""What other lists call a kind of place, as GeoNames feature codes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from geo_osint.names import key

UNKNOWN = "LCTY"
"""A locality of indefinite kind: what a list does not tell, or calls by a word that the table lacks."""

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """Give the tables of `kinds_of_others.toml`."""
    file = resources.files("geo_osint.gazetteer.importing") / "kinds_of_others.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def kind_of_word(word: str) -> str:
    """Give the feature code for a word of a table, or the code itself.

    Examples
    --------
    >>> kind_of_word("VILLAGE"), kind_of_word("قرية"), kind_of_word("OILF"), kind_of_word("?")
    ('PPL', 'PPL', 'OILF', 'LCTY')
    """
    code = word.strip()
    told = code if _CODE.fullmatch(code) else UNKNOWN
    return tables()["words"].get(key(word.replace("_", " ")), told)


def kind_of_tags(tags: Mapping[str, str]) -> str:
    """Give the feature code for tags of OpenStreetMap; none for what is not imported.

    Examples
    --------
    >>> kind_of_tags({"place": "village"}), kind_of_tags({"highway": "primary"})
    ('PPL', '')
    """
    for tag, kind in tables()["osm"].items():
        key_, _, value = tag.partition("=")
        if tags.get(key_) == value or (value == "*" and key_ in tags):
            return kind
    return ""
