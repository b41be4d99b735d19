"""A server as told, a cache of its own for each test, a clock that only waiting moves."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator

import pytest
import trustme

from geo_osint import geocoders
from geo_osint.geocoders import Answer, Question, Settings
from tests.geocoders.server import Behaviour, Server, Time, Tls


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    servers = []

    def start(behave: Behaviour, context: ssl.SSLContext | None = None) -> Server:
        server = Server(behave, socket.create_server(("127.0.0.1", 0)), context)
        servers.append(server)
        threading.Thread(target=server.run, daemon=True).start()
        return server

    yield start
    for server in servers:
        server.over.set()
        server.listener.close()


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """Give each test a cache of its own, and no proxy."""
    for name in ("https_proxy", "http_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("GEO_OSINT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def ask(clock: Time) -> Callable[..., Answer]:
    """Ask a server for al-Mayadin, as Nominatim unless told otherwise."""

    def ask_(
        server: Server | str,
        name: str = "Mayadin",
        service: str = "nominatim",
        announce: Callable[[Question], None] = lambda _: None,
        **settings: object,
    ) -> Answer:
        url = server if isinstance(server, str) else server.url
        told = Settings(**{"url": url, "user": "me", "timeout_s": 5.0} | settings)  # type: ignore[arg-type]
        return geocoders.ask(name, service, announce, told, clock.clock)

    return ask_


@pytest.fixture(scope="session")
def tls(tmp_path_factory) -> Tls:
    authority = trustme.CA()
    root = tmp_path_factory.mktemp("tls") / "root.pem"
    authority.cert_pem.write_to_path(str(root))
    return Tls(authority, root)
