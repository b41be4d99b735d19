"""A name in the forms under which it is compared: as written, folded, without article, without noun."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo_osint.names.crossing import consonants, ways
from geo_osint.names.edges import edges, is_arabic, without_article, without_articles
from geo_osint.names.folding import key
from geo_osint.names.nouns import kind_nouns, one_spelling
from geo_osint.names.sounds import MARKED

FORMS_KEPT = 65_536
"""Names whose forms are remembered, so that a second comparison does not fold them again."""


_consonants = lru_cache(maxsize=FORMS_KEPT)(consonants)


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name as `written` and folded, ever less of it: `key`, `bare`, `plain`, `core`.

    `bare` has no articles, `plain` one spelling for words that romanisations write in many ways,
    `core` no noun beside the name either. `noun` is that noun as it was written, `group` the group of
    kinds it tells; both empty where there is none. `joined` is the core as one
    word, `sounds` are the rows of sounds it may be.
    """

    written: str
    key: str
    bare: str
    plain: str
    core: str
    noun: str
    group: str
    joined: str
    arabic: bool
    articled: bool
    sounds: tuple[str, ...]

    @property
    def skeleton(self) -> str:
        """Give the consonants of the name."""
        return _consonants(self.sounds[0])


@lru_cache(maxsize=FORMS_KEPT)
def form_of(name: str) -> NameForm:
    """Fold a name; take its articles and kind nouns off, unless that leaves nothing. Remembers names.

    Examples
    --------
    >>> form = form_of("Al-Omar oil field")
    >>> form.key, form.core, form.noun, form.group
    ('al omar oil field', 'omar', 'oil', 'field')
    """
    return fresh_form(name)


def fresh_form(name: str) -> NameForm:
    """Fold a name as `form_of` does, and keep nothing: for going through very many once."""
    written = unicodedata.normalize("NFC", " ".join(name.split()))
    words = key(written).split()
    bare = without_articles(words)
    nouns, spelt = kind_nouns(), one_spelling()
    plain = [spelt.get(word, word) for word in bare]
    noun = next((word for word in bare if word in nouns), "")
    core = [word for word in plain if word not in nouns] if noun else plain
    if not core:
        noun, core = "", plain
    joined_core = " ".join(core)
    sounds = (*_by_marks(written), *ways(joined_core))
    return NameForm(
        written=written,
        key=" ".join(words),
        bare=" ".join(bare),
        plain=" ".join(plain),
        core=joined_core,
        noun=_as_written(written, noun) if noun else "",
        group=nouns.get(noun, ""),
        joined=joined_core.replace(" ", ""),
        arabic=is_arabic(joined_core),
        articled=bare != words,
        sounds=sounds,
    )


@lru_cache(maxsize=FORMS_KEPT)
def behind_proclitics(folded: str) -> Mapping[str, str]:
    """Give what a folded name may be without a small word on its left, as in وبالميادين: core -> proclitic.

    Examples
    --------
    >>> dict(behind_proclitics("بالميادين"))
    {'ميادين': 'ب'}
    """
    first, _, others = folded.partition(" ")
    if not is_arabic(first):
        return {}
    return {form_of(f"{edge.word} {others}").core: edge.proclitic for edge in edges(first)[1:]}


def _by_marks(written: str) -> tuple[str, ...]:
    """Hear a name by its marked letters, as in Ḫān Šaiḫūn; nothing where it has none."""
    if written.isascii():
        return ()
    spelt_out = written.lower().translate(_MARKED)
    return () if spelt_out == written.lower() else fresh_form(spelt_out).sounds


_MARKED = str.maketrans(MARKED)


def _as_written(written: str, word: str) -> str:
    """Find a folded word as it was written, for showing it."""
    each_written = (each for each in written.split() if without_article((key(each),))[0] == word)
    return next(each_written, word)
