"""Ask a service for a name: remembered, or announced, waited for, exchanged, read and ranked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic

from geo_osint.errors import InputError, OutputError
from geo_osint.geocoders import documents, memory
from geo_osint.geocoders.memory import Memory
from geo_osint.geocoders.questions import Question, Settings, question
from geo_osint.geocoders.ranking import rank
from geo_osint.geocoders.transport import fetch
from geo_osint.geocoders.turns import Clock, turn
from geo_osint.geocoders.values import Answer, NoAnswerError

Announce = Callable[[Question], None]

USUAL = Settings()
CLOCK = Clock()


def ask(
    name: str,
    service: str,
    announce: Announce,
    settings: Settings = USUAL,
    clock: Clock = CLOCK,
) -> Answer:
    """Ask an online geocoder for the places of a name.

    This sends the name to the service's host, which learns your IP address; nothing else of yours
    is sent. `announce` is called with the question just before it leaves the machine, and is not
    called when the answer is remembered: then nothing is sent.

    Parameters
    ----------
    name
        As you would type it; at most 120 characters.
    service
        One of `SERVICES`.
    announce
        Told what is about to be sent; what it raises stops it.
    settings
        Server, user name, contact, refresh, time limit.
    clock
        What tells the time.

    Returns
    -------
    Answer
        `found` with candidates, best first, `not_found`, or `unavailable` with its reason.

    Raises
    ------
    UsageError
        If there is no such service, or it needs a user name.
    InputError
        If the name, the address or the proxy cannot be used.
    OutputError
        If the cache folder cannot be written, without which limits could not be kept.
    """
    asked = question(name, service, settings)
    notes: tuple[str, ...] = ()
    if not settings.refresh:
        try:
            if (known := memory.recall(asked)) is not None:
                return replace(_answer(asked, known), remembered=True)
        except (InputError, NoAnswerError) as fault:
            notes = (f"what was remembered is not usable: {fault}",)
    try:
        fresh = _exchange(asked, announce, settings.timeout_s, clock)
        answer = _answer(asked, fresh)
    except NoAnswerError as fault:
        return _unavailable(asked, str(fault), notes)
    return replace(answer, notes=(*notes, *_kept(asked, fresh)))


def _kept(asked: Question, fresh: Memory) -> tuple[str, ...]:
    """Keep an answer; where that fails, it is as good as before, and the failure a note."""
    try:
        memory.keep(asked, fresh)
    except OutputError as fault:
        return (f"the answer could not be remembered: {fault}",)
    return ()


def _exchange(asked: Question, announce: Announce, timeout_s: float, clock: Clock) -> Memory:
    """Send a question when its turn has come; waiting and answering share one time limit."""
    began = monotonic()
    host, service = asked.endpoint.host, asked.service
    with turn(host, service.interval_s, timeout_s, clock) as mine:
        announce(asked)
        left_s = max(timeout_s - (monotonic() - began), 0.01)
        try:
            body = fetch(asked, left_s, clock.now())
        except NoAnswerError as fault:
            mine.pause(fault.retry_after_s)
            raise
        day = datetime.fromtimestamp(clock.now(), UTC).date().isoformat()
        return Memory(documents.parse(body, service), day)


def _answer(asked: Question, known: Memory) -> Answer:
    hits, refused = documents.read(known.document, asked.service)
    return Answer(
        service=asked.service.name,
        query=asked.query,
        status="found" if hits else "not_found",
        hits=rank(asked.query, hits, asked.service),
        fetched=known.fetched,
        refused=tuple(refused),
        attribution=asked.service.attribution,
    )


def _unavailable(asked: Question, reason: str, notes: tuple[str, ...]) -> Answer:
    where = asked.endpoint.host
    return Answer(
        asked.service.name, asked.query, "unavailable", reason=f"{where}: {reason}", notes=notes
    )
