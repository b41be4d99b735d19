"""Words beside names and in them that a comparison knows: "field", "crossing"; Tel, Tell, Tall."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from geo_osint.names.edges import without_article
from geo_osint.names.folding import key


def kind_nouns() -> Mapping[str, str]:
    """Give the nouns that stand beside names, folded and without article, each with its group of kinds.

    Examples
    --------
    >>> kind_nouns()["معبر"], kind_nouns()["crossing"], "تل" in kind_nouns()
    ('border_crossing', 'border_crossing', False)
    """
    return _tables()[0]


def one_spelling() -> Mapping[str, str]:
    """Give the words that romanisations write in many ways, each with the spelling that stands for all.

    Examples
    --------
    >>> {one_spelling()[word] for word in ("tel", "tell", "tall")}
    {'tall'}
    """
    return _tables()[1]


@cache
def _tables() -> tuple[Mapping[str, str], Mapping[str, str]]:
    file = resources.files("geo_osint.names") / "nouns.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    nouns = {
        without_article((key(noun),))[0]: group
        for group, each in table["nouns"].items()
        for noun in each
    }
    rows = ([key(word) for word in row] for row in table["spellings"]["rows"])
    return nouns, {word: row[0] for row in rows for word in row}
