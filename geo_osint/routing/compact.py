"""Texts of a million links, kept as numbers into a table, and read like any sequence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Each = TypeVar("Each", covariant=True)

Whole = NDArray[np.int64] | NDArray[np.int32]


class _Compact(Sequence[Each]):
    """A sequence whose entries are made when they are asked for."""

    __slots__ = ()

    def _at(self, number: int) -> Each:
        raise NotImplementedError

    @overload
    def __getitem__(self, index: int) -> Each: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Each]: ...

    def __getitem__(self, index: int | slice) -> Each | Sequence[Each]:
        found: Any = range(len(self))[index]
        return [self._at(each) for each in found] if isinstance(found, range) else self._at(found)


@dataclass(frozen=True, slots=True, eq=False)
class Coded(_Compact[Each]):
    """Entries of a table, by their numbers.

    Examples
    --------
    >>> told = Coded(np.array([1, 0, 1]), (("M4",), ("M20", "طريق الفرات")))
    >>> len(told), told[1], told[0] is told[2]
    (3, ('M4',), True)
    """

    codes: Whole
    table: Sequence[Each]

    def __len__(self) -> int:
        return len(self.codes)

    def _at(self, number: int) -> Each:
        return self.table[int(self.codes[number])]

    def __iter__(self) -> Iterator[Each]:
        return map(self.table.__getitem__, self.codes.tolist())


@dataclass(frozen=True, slots=True, eq=False)
class Repeated(_Compact[Each]):
    """One entry, many times.

    Examples
    --------
    >>> len(Repeated("", 1_000_000)), Repeated(("osm",), 3)[2]
    (1000000, ('osm',))
    """

    value: Each
    times: int

    def __len__(self) -> int:
        return self.times

    def _at(self, _: int) -> Each:
        return self.value


@dataclass(frozen=True, slots=True, eq=False)
class Numbered(_Compact[str]):
    """Ids made of a word before, a number, and of which part of that it is, if not the first.

    Examples
    --------
    >>> list(Numbered("osm:way/", np.array([173, 173]), np.array([0, 1])))
    ['osm:way/173', 'osm:way/173/1']
    """

    before: str
    numbers: Whole
    parts: Whole | None = None

    def __len__(self) -> int:
        return len(self.numbers)

    def _at(self, number: int) -> str:
        part = 0 if self.parts is None else int(self.parts[number])
        return f"{self.before}{int(self.numbers[number])}" + (f"/{part}" if part else "")
