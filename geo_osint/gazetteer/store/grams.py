"""Which spellings hold which three letters: postings in blocks, and the count of letters shared.

Method: spellings are numbered by length and then by letters, and cut into blocks of one length. A
gram's posting in a block is a row of 16-bit numbers relative to the block's first. A query reads the
blocks of about its own length only, and counts how many of its grams each spelling shares.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

BLOCK = 1 << 16
"""Spellings of a block: their places in it are 16-bit numbers."""

BITS = 21
"""A Unicode code point has so many; three make one whole number."""

EDITS_BY_LENGTH = ((0, 1), (6, 2))
"""From a length on, how many letters may be wrong."""

GRAMS_PER_EDIT = 3
"""One wrong letter spoils so many grams of three."""


LEAST_SHARED = 2
"""Grams that a spelling shares at least, however short and however wrong."""


def edits_of(length: int) -> int:
    """Tell how many letters of a name of that length may be wrong."""
    return next(edits for start, edits in reversed(EDITS_BY_LENGTH) if length >= start)


def _codes(texts: Sequence[str]) -> NDArray[np.int64]:
    """Give the grams of texts of one length, a row each; an edge counts as a letter."""
    length = len(texts[0])
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    padded = np.zeros((len(texts), length + 2), np.int64)
    padded[:, 1:-1] = points.reshape(len(texts), length)
    return (padded[:, :-2] << 2 * BITS) | (padded[:, 1:-1] << BITS) | padded[:, 2:]


def postings(texts: Sequence[str]) -> Iterator[tuple[int, bytes]]:
    """Give each gram of a block of texts with the places of those that hold it."""
    codes = _codes(texts)
    codes.sort(axis=1)
    twice = np.zeros(codes.shape, bool)
    twice[:, 1:] = codes[:, 1:] == codes[:, :-1]
    places = np.repeat(np.arange(len(texts), dtype=np.uint16), codes.shape[1])
    kept = ~twice.ravel()
    flat, places = codes.ravel()[kept], places[kept]
    order = np.argsort(flat, kind="stable")
    flat, places = flat[order], places[order]
    starts = np.flatnonzero(np.r_[True, flat[1:] != flat[:-1]])
    for start, end in zip(starts, [*starts[1:], len(flat)], strict=True):
        yield int(flat[start]), places[start:end].astype("<u2").tobytes()


def sharing(connection: sqlite3.Connection, text: str, most: int) -> list[int]:
    """List the spellings that share most grams with a text, those with most first.

    A spelling whose length is out of reach of the edits allowed does not count, nor one that shares
    fewer grams than those leave whole.
    """
    edits = edits_of(len(text))
    grams = sorted({int(code) for code in _codes([text])[0]})
    needed = max(min(LEAST_SHARED, len(grams) - 1), len(grams) - GRAMS_PER_EDIT * edits, 1)
    found: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = []
    for length, first, last in _blocks(connection, len(text) - edits, len(text) + edits):
        for block, members in _members(connection, grams, first[0], last[0]):
            counts = np.bincount(members, minlength=1)
            places = np.flatnonzero(counts >= needed)
            if len(places):
                likeness = 2 * counts[places] / (len(text) + length)
                if len(places) > most:
                    best = np.argpartition(-likeness, most)[:most]
                    places, likeness = places[best], likeness[best]
                found.append((places + (first[1] + (block - first[0]) * BLOCK), likeness))
    return _best(found, most)


def _blocks(
    connection: sqlite3.Connection, shortest: int, longest: int
) -> list[tuple[int, tuple[int, int], tuple[int, int]]]:
    """Give the blocks of each length, first and last, each with its first spelling."""
    rows = connection.execute(
        "SELECT length, min(n), max(n), min(first) FROM blocks WHERE length BETWEEN ? AND ? "
        "GROUP BY length ORDER BY length",
        (shortest, longest),
    )
    return [(length, (first, start), (last, start)) for length, first, last, start in rows]


def _members(
    connection: sqlite3.Connection, grams: list[int], first: int, last: int
) -> Iterator[tuple[int, NDArray[np.uint16]]]:
    """Give the places of all postings of some grams, block by block."""
    by_block: dict[int, list[bytes]] = {}
    for gram in grams:
        rows = connection.execute(
            "SELECT block, members FROM grams WHERE gram = ? AND block BETWEEN ? AND ?",
            (gram, first, last),
        )
        for block, members in rows:
            by_block.setdefault(block, []).append(members)
    for block, parts in sorted(by_block.items()):
        yield block, np.frombuffer(b"".join(parts), dtype="<u2")


def _best(found: list[tuple[NDArray[np.int64], NDArray[np.float64]]], most: int) -> list[int]:
    if not found:
        return []
    places = np.concatenate([each for each, _ in found])
    likeness = np.concatenate([each for _, each in found])
    order = np.lexsort((places, -likeness))[:most]
    return [int(place) for place in places[order]]
