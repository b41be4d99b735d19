"""One question at a time and no faster than a service allows, for all that runs on this machine.

The public services set their limits for the whole application, not for one process of it. So the
turn is a locked file in the user's cache folder, held until the answer is there, and in it stands
the time (seconds since 1970) from which the next question may be asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from geo_osint import files
from geo_osint.files import cache
from geo_osint.geocoders.transport import LONGEST_PAUSE_S
from geo_osint.geocoders.values import NoAnswerError


@dataclass(frozen=True, slots=True)
class Clock:
    """What tells the time (seconds since 1970) and waits; tests have their own."""

    now: Callable[[], float] = time.time
    wait: Callable[[float], None] = time.sleep


class Turn:
    """The right to ask now."""

    def __init__(self) -> None:
        self.pause_s = 0.0

    def pause(self, seconds: float) -> None:
        """Leave the service alone for a while after this turn, as it asked."""
        self.pause_s = max(self.pause_s, seconds)


@contextmanager
def turn(host: str, interval_s: float, timeout_s: float, clock: Clock) -> Iterator[Turn]:
    """Wait for the turn to ask a host; the next one comes `interval_s` after this has ended.

    Raises
    ------
    NoAnswerError
        If it does not come within `timeout_s` seconds, or the host asked to be left alone until
        later. Nothing was sent then.
    OutputError
        If the cache folder cannot be written: without it nobody could keep to the limit.
    """
    path = cache.folder() / "turns" / files.sha256(host.encode())[:16]
    began = time.monotonic()
    with ExitStack() as held:
        try:
            slate = held.enter_context(cache.locked(path, timeout_s))
        except TimeoutError:
            raise NoAnswerError("other questions were in the way; nothing was sent") from None
        _wait(_not_before(slate, clock.now()), timeout_s - (time.monotonic() - began), clock)
        mine = Turn()
        slate.write(repr(clock.now() + interval_s))  # should this process die while it asks
        try:
            yield mine
        finally:
            slate.write(repr(clock.now() + max(interval_s, mine.pause_s)))


def _wait(not_before: float, timeout_s: float, clock: Clock) -> None:
    wait_s = not_before - clock.now()
    if wait_s > timeout_s:
        raise NoAnswerError(
            f"it is to be left alone for another {wait_s:.0f} seconds; nothing was sent"
        )
    if wait_s > 0:
        clock.wait(wait_s)


def _not_before(slate: cache.Slate, now: float) -> float:
    """Read when the next question may be asked; a time that no pause reaches is a clock set back."""
    try:
        at = float(slate.read())
    except ValueError:
        return now
    return at if at <= now + LONGEST_PAUSE_S else now
