"""Whether a report that shall come into a case is one that it holds already, with other words."""

from __future__ import annotations

from collections.abc import Iterable

from geo_osint.errors import InputError
from geo_osint.model import Header, Report
from geo_osint.names import fold

SHINGLE = 5
"""Words in a row that are compared: few texts share five by chance."""

ONE_TEXT = 0.5
"""Share of such rows from which two texts are one: a changed word changes five, a changed paragraph few of many."""


def refuse_changed(new: Report, held: Iterable[Report], name: str) -> None:
    """Refuse a report that is another version of one that the case holds.

    It is one if both name the same address, or are largely the same text, and no other publisher or
    address is named for it: the spans of readings would no longer fit.

    Raises
    ------
    InputError
        Naming the report of the case.
    """
    for old in held:
        if _one_address(new.header, old.header) or (
            not _told_apart(new.header, old.header) and likeness(new.body, old.body) >= ONE_TEXT
        ):
            raise InputError(
                f"{name}: is {old.id} of the case with other words; read the changed text as a case of "
                "its own (-o), or, if somebody else published it, say so with --publisher"
            )


def likeness(one: str, other: str) -> float:
    """Give the share of rows of words that two texts have in common, 0 to 1, whatever the spelling.

    Examples
    --------
    >>> likeness("Raqqa lies 60 km to the west of it", "Raqqa lies 60 km to the west of it.")
    1.0
    """
    mine, theirs = _rows(one), _rows(other)
    return len(mine & theirs) / max(1, len(mine | theirs))


def _rows(text: str) -> set[tuple[str, ...]]:
    words = "".join(c if c.isalnum() else " " for c in fold(text).text).split()
    return {tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


def _one_address(one: Header, other: Header) -> bool:
    return bool(one.source_url) and one.source_url == other.source_url


def _told_apart(one: Header, other: Header) -> bool:
    pairs = ((one.publisher, other.publisher), (one.source_url, other.source_url))
    return any(a and b and a != b for a, b in pairs)
