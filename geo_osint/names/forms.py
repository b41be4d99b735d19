"""A name in the forms under which it is compared: as written, folded, without article, without noun."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from geo_osint.names.edges import edges, is_arabic, is_latin_article, without_article
from geo_osint.names.folding import key
from geo_osint.names.nouns import kind_nouns, one_spelling

FORMS_KEPT = 65_536
"""Names whose forms are remembered, so that a second comparison does not fold them again."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name as `written` and folded, ever less of it: `key`, `bare`, `plain`, `core`.

    `bare` has no articles, `plain` one spelling for words that romanisations write in many ways,
    `core` no noun beside the name either. `noun` is that noun as it was written, `group` the group of
    kinds it tells; both empty where there is none.
    """

    written: str
    key: str
    bare: str
    plain: str
    core: str
    noun: str
    group: str

    @property
    def arabic(self) -> bool:
        """Tell whether the name is in Arabic letters."""
        return is_arabic(self.core)

    @property
    def joined(self) -> str:
        """Give the core as one word."""
        return self.core.replace(" ", "")


@lru_cache(maxsize=FORMS_KEPT)
def form_of(name: str) -> NameForm:
    """Fold a name; take its articles and kind nouns off, unless that leaves nothing.

    Examples
    --------
    >>> form = form_of("Al-Omar oil field")
    >>> form.key, form.core, form.noun, form.group
    ('al omar oil field', 'omar', 'oil', 'field')
    """
    written = unicodedata.normalize("NFC", " ".join(name.split()))
    words = key(written).split()
    bare = without_articles(words)
    groups = [kind_nouns().get(word, "") for word in bare]
    kept = [word for word, group in zip(bare, groups, strict=True) if not group]
    noun, group = next(((w, g) for w, g in zip(bare, groups, strict=True) if g and kept), ("", ""))
    spelt = one_spelling()
    return NameForm(
        written=written,
        key=" ".join(words),
        bare=" ".join(bare),
        plain=" ".join(spelt.get(word, word) for word in bare),
        core=" ".join(spelt.get(word, word) for word in kept or bare),
        noun=_as_written(written, noun) if noun else "",
        group=group,
    )


def without_articles(words: list[str]) -> list[str]:
    """Take the article off each word of a folded name; the same words where there is none.

    Examples
    --------
    >>> without_articles(["deir", "ez", "zor"]), without_articles(["المحطه", "الثانيه"])
    (['deir', 'zor'], ['محطه', 'ثانيه'])
    """
    pairs = zip_longest(words, words[1:], fillvalue="")
    kept = [word for word, after in pairs if not (after and is_latin_article(word, after))]
    return [without_article((word,))[0] for word in kept]


def behind_proclitics(form: NameForm) -> list[tuple[str, str]]:
    """Give what a name may be once a small word is cut off its left: (proclitic, core), as in وبالميادين.

    Examples
    --------
    >>> behind_proclitics(form_of("بالميادين"))
    [('ب', 'ميادين')]
    """
    first, _, others = form.key.partition(" ")
    if not is_arabic(first):
        return []
    cuts = [(edge.proclitic, f"{edge.word} {others}") for edge in edges(first)[1:]]
    return [(proclitic, form_of(name).core) for proclitic, name in cuts]


def _as_written(written: str, word: str) -> str:
    """Find a folded word as it was written, for showing it."""
    each_written = (each for each in written.split() if without_article((key(each),))[0] == word)
    return next(each_written, word)
