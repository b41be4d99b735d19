"""A typed name and a service, worded as exactly what will be sent, before it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from geo_osint.errors import InputError, UsageError
from geo_osint.geocoders.addresses import Endpoint, Proxy, endpoint, proxy_to
from geo_osint.geocoders.services import SERVICES, Service
from geo_osint.names import is_arabic
from geo_osint.version import __version__

LONGEST_NAME = 120
"""Characters of a name that leave the machine; what is longer is a text, and texts stay here."""

USER_VARIABLE = "GEO_OSINT_GEONAMES_USER"
CONTACT_VARIABLE = "GEO_OSINT_CONTACT"


@dataclass(frozen=True, slots=True)
class Settings:
    """How services are asked.

    Parameters
    ----------
    url
        A server of your own in place of the public one: https, or this machine.
    user
        Your user name at GeoNames. It is sent, never kept or shown.
    contact
        An e-mail or web address of yours that services may write to. It is sent, never kept.
    refresh
        Ask anew what has been asked before.
    timeout_s
        Seconds after which a question is given up, from the wait for its turn to the last byte.
    """

    url: str = ""
    user: str = ""
    contact: str = ""
    refresh: bool = False
    timeout_s: float = 20.0


@dataclass(frozen=True, slots=True)
class Question:
    """One name for one service: what is sent, and where to."""

    query: str
    service: Service
    endpoint: Endpoint
    parameters: Mapping[str, str]
    user: str
    agent: str
    proxy: Proxy | None

    @property
    def url(self) -> str:
        """The address without what is asked."""
        return f"{self.endpoint.origin}{self.path}"

    @property
    def path(self) -> str:
        """The path without what is asked."""
        return f"{self.endpoint.path}{self.service.path}"

    @property
    def target(self) -> str:
        """Path and query as sent, the user name included."""
        user = {"username": self.user} if self.user else {}
        return f"{self.path}?{urlencode({**self.parameters, **user})}"

    def announcement(self) -> tuple[str, ...]:
        """Say in lines what is about to leave the machine; the user name is masked."""
        masked = "&username=(yours)" if self.user else ""
        by = f" through the proxy {self.proxy.host}:{self.proxy.port}" if self.proxy else ""
        return (
            f"online: asks {self.service.title} at {self.endpoint.host}{by} for “{self.query}”; "
            "this leaves the machine:",
            f"  GET {self.url}?{urlencode(self.parameters)}{masked}",
            f"  User-Agent: {self.agent}",
            "  The host learns the name, the time and your IP address (or your proxy's); whoever "
            "carries your traffic learns the host.",
        )


def question(name: str, service: str, settings: Settings) -> Question:
    """Word a question; nothing is sent.

    Raises
    ------
    UsageError
        If there is no such service, or it needs a user name.
    InputError
        If the name is empty or longer than a name, or the address, the contact or the user name
        cannot be used.

    Examples
    --------
    >>> question("Tell Brak", "photon", Settings()).url
    'https://photon.komoot.io/api'
    >>> question("Tell Brak", "photon", Settings()).target
    '/api?q=Tell+Brak&limit=10&lang=en'
    """
    asked = _service(service)
    if asked.needs_user and not settings.user:
        raise UsageError(
            f"{asked.title}: asks for a user name of yours; give --online-user, or set {USER_VARIABLE}"
        )
    query = _query(name)
    where = endpoint(settings.url or asked.base)
    arabic = any(is_arabic(word) for word in query.split())
    return Question(
        query=query,
        service=asked,
        endpoint=where,
        parameters={
            "q": query,
            **asked.parameters,
            **(asked.arabic if arabic else asked.english),
        },
        user=_plain("user name", settings.user) if asked.needs_user else "",
        agent=_agent(settings.contact),
        proxy=proxy_to(where),
    )


def _service(name: str) -> Service:
    if name not in SERVICES:
        raise UsageError(f"{name!r}: no such online service; there are {', '.join(SERVICES)}")
    return SERVICES[name]


def _query(name: str) -> str:
    query = unicodedata.normalize("NFC", " ".join(name.split()))
    if not query or not _is_plain(query):
        raise InputError(f"{name!r}: not a name that can be sent; type it in plain letters")
    if len(query) > LONGEST_NAME:
        raise InputError(
            f"“{query[:40]}…”: longer than {LONGEST_NAME} characters; only a name leaves this "
            "machine, no text"
        )
    return query


def _is_plain(text: str) -> bool:
    """Let pass, beside what is seen, the joiners and direction marks of Arabic and Persian words."""
    return all(c.isprintable() or c in "\u200c\u200d\u200e\u200f" for c in text)


def _agent(contact: str) -> str:
    return f"geo_osint/{__version__}" + (f" ({_plain('contact', contact)})" if contact else "")


def _plain(what: str, text: str) -> str:
    if not (text.isascii() and text.isprintable() and len(text) <= LONGEST_NAME):
        raise InputError(
            f"{what} {text[:40]!r}: cannot be sent; use up to {LONGEST_NAME} plain ASCII characters"
        )
    return text.strip()
