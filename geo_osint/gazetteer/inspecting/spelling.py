"""How names are written: letters, scripts, tags, and characters nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from geo_osint.gazetteer.checks import DIRECTION_MARKS
from geo_osint.gazetteer.inspecting.report import Remark
from geo_osint.gazetteer.inspecting.scripts import (
    everyday_words,
    languages,
    script_of,
    scripts_of,
    unseen,
)
from geo_osint.gazetteer.inspecting.sheet import UNNAMED, Sheet
from geo_osint.model import PlaceName
from geo_osint.names import key

TATWEEL = "\u0640"

DAMAGED = re.compile(
    "\N{REPLACEMENT CHARACTER}|\\?{2,}|[ØÙÃÂ][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]|&#?\\w+;|<[^>]*>"
)
"""Letters that were lost, UTF-8 read as something else, or marks of a web page."""

SHOWN = 40
"""Characters of a name that a message quotes."""

Found = Iterator[tuple[str, str]]
"""Rules that a name breaks, and the words for it."""


def names(sheet: Sheet) -> Iterator[Remark]:
    """Look at every name."""
    for entry in sheet.entries:
        seen: set[tuple[str, str, str]] = set()
        for index, name in enumerate(entry.place.names):
            if name.text == UNNAMED["text"]:
                continue
            member = f"names[{index}]"
            for rule, what in _faults(name):
                yield entry.remark(rule, f"{member}.text", what)
            identity = (name.text, name.language, name.script)
            if identity in seen:
                yield entry.remark(
                    "name_twice", member, f"{_shown(name.text)} stands there already"
                )
            seen.add(identity)


def _faults(name: PlaceName) -> Found:
    yield from _hidden(name)
    yield from _form(name.text)
    yield from _scripts(name)
    if key(name.text) in everyday_words():
        yield "everyday_word", f"{_shown(name.text)} reads as {key(name.text)}"
    if name.script == "Arab":
        yield from _letters(name)


def _hidden(name: PlaceName) -> Found:
    found = [
        f"{what} at character {index + 1}"
        for index, what in unseen(name.text, name.language)
        if name.text[index] not in DIRECTION_MARKS
        and unicodedata.category(name.text[index]) != "Cc"
    ]
    if found:
        yield "hidden_characters", f"{_shown(name.text)} holds {', '.join(found)}"


def _form(text: str) -> Found:
    if DAMAGED.search(text):
        yield "broken_encoding", f"{_shown(text)} is not what a source prints"
        return
    if TATWEEL in text:
        yield (
            "text_form",
            f"{_shown(text)} holds the stretching sign ـ; without: {_shown(text.replace(TATWEEL, ''))}",
        )
    plain = unicodedata.normalize("NFKC", text)
    if plain != unicodedata.normalize("NFC", text):
        odd = sorted(
            {c for c in text if unicodedata.normalize("NFKC", c) != unicodedata.normalize("NFC", c)}
        )
        told = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, 'unnamed')}" for c in odd[:3])
        yield "text_form", f"{_shown(text)} holds {told}; in plain letters: {_shown(plain)}"
    if re.search(r"\s{2,}", text):
        yield "text_form", f"{_shown(text)} has several spaces in a row"
    if not any(c.isalpha() for c in text):
        yield "broken_encoding", f"{_shown(text)} has no letters"


def _scripts(name: PlaceName) -> Found:
    written = scripts_of(name.text)
    mixed = [word for word in re.split(r"[\s\-/()«»“”]+", name.text) if len(scripts_of(word)) > 1]
    for word in mixed:
        yield "mixed_scripts", f"{_shown(word)}: {_letter_by_letter(word)}"
    if not mixed and len(written) > 1:
        yield "mixed_words", f"{_shown(name.text)} is written in {' and '.join(sorted(written))}"
    if written and name.script not in written:
        yield (
            "script_tag",
            f"{_shown(name.text)} is tagged {name.script}, its letters are {' and '.join(sorted(written))}",
        )
    allowed = languages()["scripts"].get(name.language)
    if allowed and name.script not in allowed:
        yield (
            "language_script",
            f"{_shown(name.text)} is tagged {name.language}-{name.script}; {name.language} is written in {' or '.join(allowed)}",
        )


def _letter_by_letter(word: str) -> str:
    """Say which letters are of the script that has fewer of them."""
    tally: dict[str, list[str]] = {}
    for character in word:
        if script_of(character):
            tally.setdefault(script_of(character), []).append(character)
    few = min(tally, key=lambda script: (len(tally[script]), script))
    letters = ", ".join(f"{c} (U+{ord(c):04X})" for c in dict.fromkeys(tally[few]))
    rest = " and ".join(sorted(set(tally) - {few}))
    return (
        f"{letters} {'is' if len(set(tally[few])) == 1 else 'are'} {few}, the other letters {rest}"
    )


def _letters(name: PlaceName) -> Found:
    for rule, table in (("foreign_letters", "foreign"), ("letters_of_neighbours", "neighbours")):
        own: dict[str, str] = languages()[table].get(name.language, {})
        found = dict.fromkeys(c for c in name.text if c in own)
        if found:
            told = ", ".join(
                f"{c} (U+{ord(c):04X}) where {name.language} has {own[c]}" for c in found
            )
            yield rule, f"{_shown(name.text)} holds {told}"


def _shown(text: str) -> str:
    """Quote a name; what nobody sees is shown by its number."""
    visible = "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") else c
        for c in text[:SHOWN]
    )
    return f"“\u2068{visible}{'…' if len(text) > SHOWN else ''}\u2069”"


def words(data: Any) -> Iterator[tuple[list[Any], str]]:
    """Find what nobody sees in every other text of the file: its path, and what it is."""
    pile: list[tuple[list[Any], Any]] = [([], data)]
    while pile:
        path, value = pile.pop()
        if isinstance(value, dict):
            pile += [([*path, key], each) for key, each in value.items()]
        elif isinstance(value, list) and path[-1:] != ["coordinates"]:
            pile += [([*path, index], each) for index, each in enumerate(value)]
        elif isinstance(value, str) and not value.isprintable() and not _is_name(path):
            found = unseen(value)
            if found:
                yield path, f"{found[0][1]} at character {found[0][0] + 1}"


def _is_name(path: list[Any]) -> bool:
    return path[-1:] == ["text"] and "names" in path
