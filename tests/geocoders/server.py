"""A server on this machine that answers as it is told, and notes what it was asked and when."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import trustme

from geo_osint.geocoders.turns import Clock

Behaviour = Callable[[socket.socket, threading.Event], None]
"""What a server does with a connection, once it has read the question; the event ends the test."""


def reply(body: bytes, status: str = "200 OK", *headers: str, length: int | None = None) -> bytes:
    told = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {told}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def says(data: bytes) -> Behaviour:
    def behave(connection: socket.socket, _: threading.Event) -> None:
        connection.sendall(data)

    return behave


def answers(document: object) -> Behaviour:
    return says(reply(json.dumps(document).encode()))


def refuses(status: str, *headers: str) -> Behaviour:
    return says(reply(b"", status, *headers))


def stalls(connection: socket.socket, over: threading.Event) -> None:
    over.wait(5)


def floods(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n[")
    while not over.is_set():
        connection.sendall(b" " * 65_536)


def drips(before: bytes) -> Behaviour:
    """Send what any client would take, and then a byte now and then, for ever."""

    def behave(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(before)
        while not over.wait(0.02):
            connection.sendall(b" ")

    return behave


def tunnel(context: ssl.SSLContext, behave: Behaviour) -> Behaviour:
    """Be a proxy, and behind it the very server that the connection is meant for."""

    def connect(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        with context.wrap_socket(connection, server_side=True) as inside:
            inside.recv(4096)
            behave(inside, over)

    return connect


@dataclass
class Server:
    behave: Behaviour
    listener: socket.socket
    context: ssl.SSLContext | None = None
    over: threading.Event = field(default_factory=threading.Event)
    asked: list[bytes] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            data = b""
            while b"\r\n\r\n" not in data and (more := connection.recv(4096)):
                data += more
            self.asked.append(data)
            self.times.append(time.monotonic())
            self.behave(connection, self.over)
        except OSError:
            pass  # the client has had enough
        finally:
            connection.close()
            self.ended.set()


@dataclass
class Tls:
    """An authority of certificates that nobody trusts unless told to."""

    authority: trustme.CA
    root: Path

    def context(self, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(host).configure_cert(context)
        return context


class Time:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.at = 1_600_000_000.0
        self.waited: list[float] = []
        self.clock = Clock(lambda: self.at, self.wait)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.at += seconds


MAYADIN = {
    "osm_type": "node",
    "osm_id": 1,
    "lat": "35.0198",
    "lon": "40.4515",
    "display_name": "Al Mayadin, Deir ez-Zor Governorate, Syria",
    "name": "Al Mayadin",
    "category": "place",
    "type": "town",
    "namedetails": {"name": "الميادين", "name:en": "Al Mayadin", "alt_name": "Rahba;Mayadeen"},
    "address": {"country_code": "sy"},
}
"""A result as Nominatim writes it."""

IN_PHOTON = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [40.4515, 35.0198]},
    "properties": {
        "osm_type": "N",
        "osm_id": 1,
        "osm_key": "place",
        "osm_value": "town",
        "name": "Al Mayadin",
        "state": "Deir ez-Zor Governorate",
        "country": "Syria",
        "countrycode": "SY",
    },
}

IN_GEONAMES = {
    "geonameId": 173793,
    "name": "Al Mayādīn",
    "toponymName": "Al Mayādīn",
    "lat": "35.0198",
    "lng": "40.4515",
    "fcode": "PPLA2",
    "countryCode": "SY",
    "countryName": "Syria",
    "adminName1": "Deir ez-Zor",
    "alternateNames": [{"name": "الميادين", "lang": "ar"}],
}
