"""What a service answered, in three values that are never mixed up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo_osint.model import Place

Status = Literal["found", "not_found", "unavailable"]


class NoAnswerError(Exception):
    """Raised inside this floor where a service gave no usable answer; becomes `unavailable`.

    `retry_after_s` is how long the service asked to be left alone, 0 where it did not say.
    """

    def __init__(self, reason: str, retry_after_s: float = 0.0) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a service offers for a name; a candidate to look into, never an answer.

    `place` has the service's own id (`osm:node/123`), `address` and `sort` are its own words for
    where and what that is, `url` is the page of the object, to be cited. `score` and `reasons` are
    ours: how like its names are to what was typed.
    """

    place: Place
    address: str
    sort: str
    url: str
    score: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: `found`, `not_found`, or `unavailable` with its reason.

    `not_found` says that the service knows no such name; `unavailable` says nothing about the name.
    `fetched` is the day (UTC) the service was asked, `remembered` that it was an earlier day or run
    and nothing was sent now. `refused` tells which of its results were no use, and why; `notes`
    what else befell.
    """

    service: str
    query: str
    status: Status
    hits: tuple[Hit, ...] = ()
    reason: str = ""
    fetched: str = ""
    remembered: bool = False
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    attribution: str = ""
