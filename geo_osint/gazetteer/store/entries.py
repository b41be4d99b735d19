"""What a store is built from, one at a time: places, further names of places, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass

from geo_osint.model import Place, PlaceName, Source

SHOWN = 80
"""A rejected row is quoted up to this many characters."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A place of a source.

    `lies_in` is the source's code of the smallest area around it, parts joined by dots ("SY.09"),
    `stands_for` the code of the area that the place is; what lies in what is known when all is read.
    """

    place: Place
    lies_in: str = ""
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A further name of a place that another file of the source lists, by its id."""

    id: str
    name: PlaceName


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not a usable place: where it stands, what is wrong, and its beginning."""

    where: str
    what: str
    row: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" [{self.row}]" if self.row else "")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of a good row that was left out for a reason that is only counted."""

    why: str


@dataclass(frozen=True, slots=True)
class Cites:
    """A source that places to come cite, where a file brings its own."""

    source: Source


@dataclass(frozen=True, slots=True)
class Attributed:
    """What the licences of a file's sources ask to be said, where the file says it itself."""

    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the user should know of a file: which columns were taken for what."""

    words: str


@dataclass(frozen=True, slots=True)
class Done:
    """The end of a file: the digest of what was read."""

    sha256: str


Entry = Listed | Added | Rejected | Dropped | Cites | Attributed | Told | Done


def rejected(where: str, what: str, row: str | bytes = "") -> Rejected:
    """Reject a row, quoting its beginning."""
    text = row.decode("utf-8", "backslashreplace") if isinstance(row, bytes) else row
    shown = "".join(c if c.isprintable() else " " for c in text[:SHOWN])
    return Rejected(where, what, " ".join(shown.split()))
