"""Many names, ready to be looked up by one that is misspelt, cut short or written in another script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo_osint.names.comparing import Likeness, compare

if TYPE_CHECKING:
    from geo_osint.names.index import Index

LINEAR_UP_TO = 2500
"""So many names are compared one by one faster than numpy is imported and an index is built."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name of a table that a query may mean: its `row`, the `name`, and a `score` from 0 to 1.

    The score orders; `likeness()` works the reason out, which takes longer than finding.
    """

    row: int
    name: str
    score: float
    query: str

    def likeness(self) -> Likeness | None:
        """Say in words why this name was found; `None` for one too unlike to give a reason for."""
        return compare(self.query, self.name)


class NameTable:
    """Names in rows, found by `search`. The sequence is kept, not copied: do not change it.

    Up to some two thousand names are compared one by one; more are indexed on the first search, after
    which a search takes about the same time whatever the number of names.
    """

    def __init__(self, listed: Sequence[str]) -> None:
        self._listed = listed

    def __len__(self) -> int:
        return len(self._listed)

    def search(self, query: str, limit: int = 10) -> list[NameHit]:
        """Find the names most like a query, best first; names that score the same in their order.

        Parameters
        ----------
        query
            A name in either script, with or without article, proclitic or kind noun, however spelt.
        limit
            How many at most. Names too unlike to be worth showing do not come.

        Examples
        --------
        >>> table = NameTable(["القامشلي", "الميادين", "Tell Abyad"])
        >>> [(hit.row, hit.likeness().reason) for hit in table.search("Mayadeen")]
        [(1, 'has the same consonants, in Arabic letters')]
        >>> [hit.name for hit in table.search("Tel Abiad")]
        ['Tell Abyad']
        """
        scores = self._index.scores(query, limit) if self._indexed else self._linear(query)
        best = sorted(scores, key=lambda each: (-each[1], each[0]))[:limit]
        return [NameHit(row, self._listed[row], score, query) for row, score in best]

    @property
    def _indexed(self) -> bool:
        return len(self._listed) > LINEAR_UP_TO

    @cached_property
    def _index(self) -> Index:
        from geo_osint.names.index import Index  # numpy is imported only where it is needed

        return Index(self._listed)

    def _linear(self, query: str) -> Iterable[tuple[int, float]]:
        for row, name in enumerate(self._listed):
            if likeness := compare(query, name):
                yield row, likeness.score
