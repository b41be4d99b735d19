"""`--online` of `geo-osint find`: asks a service by name, and shows its answer apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from geo_osint.cli import show
from geo_osint.errors import UsageError

if TYPE_CHECKING:
    from geo_osint.geocoders import Answer, Hit, Question

SERVICES = ("nominatim", "photon", "geonames")
"""As in `geocoders.SERVICES`, which is not loaded unless it is wanted; a test compares them."""

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Online:
    """What was typed of these options."""

    services: tuple[str, ...]
    url: str
    user: str
    contact: str
    refresh: bool


def options(command: Command) -> Command:
    """Give a command the options of online services, each a field of `Online`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option(
        "--online",
        "services",
        multiple=True,
        type=click.Choice(SERVICES),
        help="Ask this online service as well; NAME is sent to it. May be repeated.",
    ),
    click.option(
        "--online-url",
        "url",
        default="",
        metavar="URL",
        help="A server of your own for --online, in place of the public one.",
    ),
    click.option(
        "--online-user",
        "user",
        default="",
        metavar="USER",
        envvar="GEO_OSINT_GEONAMES_USER",
        show_envvar=True,
        help="Your user name at GeoNames; sent, never kept.",
    ),
    click.option(
        "--contact",
        default="",
        envvar="GEO_OSINT_CONTACT",
        show_envvar=True,
        help="Where the service may write to you; sent with --online, never kept.",
    ),
    click.option(
        "--refresh",
        is_flag=True,
        help="Send the question of --online again, though its answer is remembered.",
    ),
)


def ask(name: str, online: Online) -> list[Answer]:
    """Ask the services that were named, one after the other; each says first what it sends.

    Raises
    ------
    UsageError
        If an option does not go with the others.
    """
    if not online.services:
        if online.url or online.refresh:
            raise UsageError("--online-url and --refresh go with --online; name a service with it")
        return []
    if online.url and len(set(online.services)) > 1:
        raise UsageError("--online-url is the server of one service; give --online once")
    from geo_osint import geocoders  # here alone a network is within reach

    settings = geocoders.Settings(
        url=online.url, user=online.user, contact=online.contact, refresh=online.refresh
    )
    services = list(dict.fromkeys(online.services))
    for service in services:
        geocoders.question(name, service, settings)  # a fault is told before any of them is asked
    return [geocoders.ask(name, service, _announce, settings) for service in services]


def _announce(question: Question) -> None:
    for line in question.announcement():
        show.warn(line)


HEADINGS = ("candidate", "what it is", "position (lat, lon)", "why", "cite")


MOST = 10
"""As `geocoders.LIMIT`: where so many came, the service may know more."""

ALIKE = 0.05
"""Scores that are no farther apart say nothing about which place is meant."""


def tell(answers: Sequence[Answer], as_json: bool) -> None:
    """Print answers, each service apart from the gazetteer and from the others; faults go aside."""
    for answer in answers:
        for note in (*answer.notes, *(f"refused: {each}" for each in answer.refused)):
            show.warn(f"{answer.service}: {note}")
        if answer.status == "unavailable":
            show.warn(
                f"{answer.service}: unavailable, which says nothing of the name: {answer.reason}"
            )
        elif not as_json:
            _print(answer)


def _print(answer: Answer) -> None:
    if not answer.hits:
        show.line(f"{answer.service} knows no “{answer.query}” ({_dated(answer)})")
        return
    title = f"{answer.query} at {answer.service} ({_dated(answer)}; {answer.attribution})"
    show.table(title, HEADINGS, [_row(hit) for hit in answer.hits])
    show.line(_advice(answer.hits))


def _advice(hits: Sequence[Hit]) -> str:
    alike = sum(hit.score >= hits[0].score - ALIKE for hit in hits)
    several = f"{alike} of them bear the name equally well. " if alike > 1 else ""
    full = "There may be more than were asked for. " if len(hits) >= MOST else ""
    return (
        f"{several}{full}Candidates, not checked by anybody, and in no case: to use one, look at it, then "
        "geo-osint pin, with its page as --source"
    )


def _dated(answer: Answer) -> str:
    return f"{'remembered, ' if answer.remembered else ''}fetched {answer.fetched}"


def _row(hit: Hit) -> tuple[str, ...]:
    place = hit.place
    english, arabic = place.name("en"), place.name("ar")
    at = place.positions[0].at
    return (
        "\n".join(dict.fromkeys((english, arabic, place.id))),
        "\n".join(each for each in (hit.sort, "/".join(place.countries)) if each),
        f"{at.lat_deg}, {at.lon_deg}\n{hit.address}",
        f"{hit.score:.2f}: {'; '.join(hit.reasons)}",
        hit.url,
    )


def data(answers: Sequence[Answer]) -> dict[str, Any]:
    """Give answers as the member `online` of a result in JSON; nothing where none was asked for."""
    return {"online": [_answer_data(each) for each in answers]} if answers else {}


def _answer_data(answer: Answer) -> dict[str, Any]:
    return {
        "service": answer.service,
        "status": answer.status,
        "reason": answer.reason or None,
        "fetched": answer.fetched or None,
        "remembered": answer.remembered,
        "attribution": answer.attribution or None,
        "candidates": [_hit_data(hit) for hit in answer.hits],
        "refused": list(answer.refused),
        "notes": list(answer.notes),
    }


def _hit_data(hit: Hit) -> dict[str, Any]:
    at = hit.place.positions[0].at
    return {
        "id": hit.place.id,
        "score": round(hit.score, 4),
        "reasons": list(hit.reasons),
        "names": [
            {"text": each.text, "language": each.language, "role": each.role}
            for each in hit.place.names
        ],
        "address": hit.address,
        "sort": hit.sort,
        "countries": list(hit.place.countries),
        "lat": at.lat_deg,
        "lon": at.lon_deg,
        "cite": hit.url,
    }
