"""How alike two names are, and why, in words: the ladder from "written exactly so" to "a part of it".

Method: each step lets go of more (spelling, article, kind noun, spaces, a proclitic); behind the last,
letters are counted within a script (optimal string alignment, of rapidfuzz) beside how the names sound
(`crossing.similarity`), and across scripts the sound alone tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from geo_osint.names.crossing import likeness
from geo_osint.names.forms import NameForm, behind_proclitics, form_of
from geo_osint.names.readings import readings_of, several

SCORES = {
    "exact": 1.0,
    "spelling": 0.97,
    "article": 0.94,
    "joined": 0.92,
    "proclitic": 0.91,
    "noun": 0.9,
    "letters": 0.9,
    "sound": 0.8,
    "part": 0.6,
}
"""The most each step can reach: an order of trust, not a probability."""

LOWER_FOR_NOUN_NOT_ASKED = 0.03
"""Taken off where only the listed name has a noun: "Frat" is the river before the dam named after it."""

LOWER_FOR_ARTICLE = 0.005
"""Taken off across scripts where one has an article and the other has none: it decides between equals."""

LEAST_LIKENESS = 0.6
"""Two names less alike than this are not shown: two fifths of what they are made of differ."""

LEAST_SHARED_SKELETON = 50.0
"""Of 100; names whose consonants share less are not aligned, to save time."""

SHORTEST_PART = 2
"""A part of a name has more letters than this, and no fewer consonants where it only sounds alike."""

LEAST_LIKENESS_OF_A_WORD = 0.85
"""One word of a longer name says little: it has to sound nearly the same."""

PAIRS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a listed name is to the one asked for, from 0 to 1, and the `reason` in words.

    `how` is the step of `SCORES` on which they met. The reason is said of the listed name ("is the
    same but for the article"). The score orders answers; it is no probability.
    """

    score: float
    how: str
    reason: str


def compare(query: str, listed: str) -> Likeness | None:
    """Compare a name somebody typed with a listed one, in one script or across scripts.

    Nothing comes back where the two have too little in common to be shown. Not symmetric: a query
    may be a part of the listed name, or carry a proclitic, not the other way round.

    Examples
    --------
    >>> compare("الميادين", "الميادين").reason
    'is written exactly so'
    >>> compare("الحسكه", "الحسكة").reason
    'is the same but for spelling (ه/ة)'
    >>> compare("Mayadin", "Al-Mayadin").reason
    'is the same but for the article'
    >>> compare("Mayadin", "الميادين").reason
    'has the same consonants, in Arabic letters'
    >>> compare("Mayadin", "Qamishli") is None
    True
    """
    if not several(query) and not several(listed):
        return compare_forms(form_of(query), form_of(listed))
    found = [
        _of_reading(found_one, one, query, other, listed, lower + less)
        for one, lower in readings_of(query)
        for other, less in readings_of(listed)
        if (found_one := compare_forms(form_of(one), form_of(other))) is not None
    ]
    return max(found, key=lambda each: each.score, default=None)


def _of_reading(
    likeness: Likeness, one: str, query: str, other: str, listed: str, lower: float
) -> Likeness:
    """Say which of the names in a name met, where one holds several."""
    if one == query and other == listed:
        return likeness
    met = " and ".join(
        f"“{part}”" for part, whole in ((one, query), (other, listed)) if part != whole
    )
    return Likeness(likeness.score - lower, likeness.how, f"{likeness.reason}, as to {met}")


def compare_forms(asked: NameForm, listed: NameForm) -> Likeness | None:
    """Compare two names that are folded already, as `compare` does."""
    if not asked.core or not listed.core:
        return None
    found = _same(asked, listed) or _better(_alike(asked, listed), _part(asked, listed))
    if found and listed.group and not asked.group and asked.plain != listed.plain:
        aside = "" if found.how in ("noun", "part") else f", once “{listed.noun}” is dropped"
        return Likeness(found.score - LOWER_FOR_NOUN_NOT_ASKED, found.how, found.reason + aside)
    return found


def _better(one: Likeness | None, other: Likeness | None) -> Likeness | None:
    return max(filter(None, (one, other)), key=lambda each: each.score, default=None)


def same(asked: NameForm, listed: str) -> float:
    """Score a listed name only as to whether it is the same but for spelling, article, noun or proclitic."""
    each = ((_same(asked, form_of(part)), lower) for part, lower in readings_of(listed))
    return max((found.score - lower for found, lower in each if found), default=0.0)


def _same(asked: NameForm, listed: NameForm) -> Likeness | None:
    """Match names that are one but for what each step lets go of."""
    if asked.written == listed.written:
        return _likeness("exact", "is written exactly so")
    if asked.key == listed.key:
        return _likeness("spelling", f"is the same but for spelling{_pairs(asked, listed)}")
    if asked.bare == listed.bare:
        return _likeness("article", "is the same but for the article")
    if asked.plain == listed.plain:
        return _likeness("article", f"is the same but for spelling{_words(asked, listed)}")
    if asked.core == listed.core and asked.group and asked.group == listed.group:
        return _likeness("article", "is the same but for the noun beside the name, of one kind")
    if asked.core == listed.core:
        return _likeness("noun", "is the same but for the noun beside the name")
    return _joined(asked, listed) or _behind_proclitic(asked, listed)


def _joined(asked: NameForm, listed: NameForm) -> Likeness | None:
    if asked.joined == listed.joined or asked.key.replace(" ", "") == listed.key.replace(" ", ""):
        return _likeness("joined", "has the same letters, joined or apart")
    if article_cut_off(asked.joined) == article_cut_off(listed.joined):
        return _likeness("joined", "is the same but for the article, joined to the name")
    return None


_ARTICLE_GROWN_ON = re.compile(r"^[aeu]l(?=[a-z]{4})")


def article_cut_off(joined: str) -> str:
    """Take off a Latin article that has grown together with its name (Almayadin); else the same.

    Examples
    --------
    >>> article_cut_off("almayadin"), article_cut_off("mayadin")
    ('mayadin', 'mayadin')
    """
    return _ARTICLE_GROWN_ON.sub("", joined)


def _behind_proclitic(asked: NameForm, listed: NameForm) -> Likeness | None:
    proclitic = behind_proclitics(asked.key).get(listed.core)
    if proclitic is None:
        return None
    return _likeness("proclitic", f"is the same once “{proclitic}” is taken off")


def _alike(asked: NameForm, listed: NameForm) -> Likeness | None:
    """Match names that differ by letters, or sound alike across scripts."""
    if fuzz.ratio(asked.skeleton, listed.skeleton) < LEAST_SHARED_SKELETON:
        return None
    sound = likeness(asked.sounds, listed.sounds)
    if asked.arabic != listed.arabic:
        how, reason = "sound", _sounding(listed, asked.skeleton == listed.skeleton)
        alike = sound - LOWER_FOR_ARTICLE * (asked.articled != listed.articled)
    else:
        alike = (sound + letters_alike(asked.joined, listed.joined)) / 2
        how, reason = "letters", _letters(OSA.distance(asked.core, listed.core))
    return _likeness(how, reason, alike) if alike >= LEAST_LIKENESS else None


def letters_alike(one: str, other: str) -> float:
    """Tell how alike two folded names are letter by letter, from 0 to 1.

    The mean of an edit distance, which counts slips, and of Jaro-Winkler, which forgives what comes
    late in a name.
    """
    return (
        OSA.normalized_similarity(one, other) + JaroWinkler.normalized_similarity(one, other)
    ) / 2


def _part(asked: NameForm, listed: NameForm) -> Likeness | None:
    if len(asked.core) <= SHORTEST_PART:
        return None
    words = listed.plain.split()
    if set(asked.core.split()) < set(words):
        return _likeness("part", "has it as a part")
    if len(words) < 2 or " " in asked.core:
        return None
    return max((_word(asked, word) for word in words), key=_score, default=None)


def _word(asked: NameForm, word: str) -> Likeness | None:
    """Match one word of a longer name that sounds like what was asked for: "Jdeideh" in «جديدة كحيط»."""
    form = form_of(word)
    if len(form.skeleton) < SHORTEST_PART or form.skeleton != asked.skeleton:
        return None
    sound = likeness(asked.sounds, form.sounds)
    if sound < LEAST_LIKENESS_OF_A_WORD:
        return None
    return _likeness("part", "has a word that sounds like it", sound)


def _score(found: Likeness | None) -> float:
    return found.score if found else 0.0


def _likeness(how: str, reason: str, likeness: float = 1.0) -> Likeness:
    return Likeness(SCORES[how] * likeness, how, reason)


def _letters(count: int) -> str:
    return f"is similar ({'1 letter differs' if count == 1 else f'{count} letters differ'})"


def _sounding(listed: NameForm, same_skeleton: bool) -> str:
    script = "Arabic" if listed.arabic else "Latin"
    return f"has {'the same' if same_skeleton else 'similar'} consonants, in {script} letters"


def _pairs(asked: NameForm, listed: NameForm) -> str:
    """Name the letters that differ, as asked and as listed: (ه/ة)."""
    a, b = asked.written.casefold(), listed.written.casefold()
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    pairs = [f"{_seen(a[i:j])}/{_seen(b[k:m])}" for what, i, j, k, m in codes if what != "equal"]
    return f" ({', '.join(dict.fromkeys(pairs[:PAIRS_SHOWN]))})" if pairs else ""


def _words(asked: NameForm, listed: NameForm) -> str:
    """Name the words that are spelt otherwise: (tel/tell)."""
    both = zip(asked.bare.split(), listed.bare.split(), strict=True)
    pairs = [f"{a}/{b}" for a, b in both if a != b]
    return f" ({', '.join(pairs[:PAIRS_SHOWN])})"


def _seen(letters: str) -> str:
    return letters.replace(" ", "space") or "nothing"
