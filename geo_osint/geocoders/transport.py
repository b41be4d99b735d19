"""One GET, wholly bounded: in time, in size, to one host, with a verified certificate.

Python's own time-outs are per read: a server that sends a byte now and then holds them off for
ever, and looking a host up has none at all. So the exchange runs in a thread of its own, and whoever
asked waits for it just so long; then the connection is cut. Redirects are told, not followed.
Cookies, compression and kept connections are not spoken.
"""

from __future__ import annotations

import email.utils
import http.client
import queue
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from geo_osint.geocoders.questions import Question
from geo_osint.geocoders.values import NoAnswerError

MAX_BYTES = 2 * 1024 * 1024
"""Ten results with all their names are some 100 kB."""

LONGEST_PAUSE_S = 24 * 3600.0
"""A service that asks for a longer pause has mistaken its clock, or lies."""

TOO_LATE = "no whole answer within the time limit"


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    body: bytes
    whole: bool
    location: str
    encoding: str
    retry_after: str


def fetch(question: Question, timeout_s: float, now: float) -> bytes:
    """Send a question and give the body of the answer, within `timeout_s` seconds, whatever happens.

    `now` (seconds since 1970) is what a pause until a date is counted from.

    Raises
    ------
    NoAnswerError
        With the reason, if there is no whole answer of status 200 in time.
    """
    outcomes: queue.SimpleQueue[_Response | Exception] = queue.SimpleQueue()
    exchange = _Exchange(question, timeout_s)
    threading.Thread(target=lambda: outcomes.put(exchange.run()), daemon=True).start()
    try:
        outcome = outcomes.get(timeout=timeout_s)
    except queue.Empty:
        raise NoAnswerError(TOO_LATE) from None
    finally:
        exchange.cut()
    if isinstance(outcome, Exception):
        raise NoAnswerError(_in_words(outcome)) from None
    return _body(outcome, question, now)


class _Exchange:
    """A connection that another thread may cut."""

    def __init__(self, question: Question, timeout_s: float) -> None:
        self._question = question
        self._timeout_s = timeout_s
        self._socket: socket.socket | None = None

    def run(self) -> _Response | Exception:
        """Exchange; faults are handed back, since nobody is there to raise them to."""
        try:
            connection = _connection(self._question, self._timeout_s)
            try:
                return self._through(connection)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, ValueError) as fault:
            return fault

    def _through(self, connection: http.client.HTTPConnection) -> _Response:
        connection.connect()
        self._socket = connection.sock
        headers = {"User-Agent": self._question.agent, "Accept": "application/json"}
        connection.request("GET", self._question.target, headers=headers)
        response = connection.getresponse()
        body = response.read(MAX_BYTES + 1) if response.status == http.client.OK else b""
        told = response.getheader("Content-Length", "")
        return _Response(
            status=response.status,
            body=body,
            whole=not told.isdecimal() or len(body) >= int(told),
            location=response.getheader("Location", ""),
            encoding=response.getheader("Content-Encoding", "identity"),
            retry_after=response.getheader("Retry-After", ""),
        )

    def cut(self) -> None:
        """End the connection under the thread that reads from it."""
        if self._socket is not None:
            with suppress(OSError):  # it may have ended by itself
                # not the method of an encrypted socket, which would take its state away as well
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def _connection(question: Question, timeout_s: float) -> http.client.HTTPConnection:
    target, proxy = question.endpoint, question.proxy
    host, port = (proxy.host, proxy.port) if proxy else (target.host, target.port)
    if target.scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=timeout_s)
    context = ssl.create_default_context()
    connection = http.client.HTTPSConnection(host, port, timeout=timeout_s, context=context)
    if proxy:
        headers = {"Proxy-Authorization": proxy.authorization} if proxy.authorization else {}
        connection.set_tunnel(target.host, target.port, headers)
    return connection


def _body(response: _Response, question: Question, now: float) -> bytes:
    """Give the body of a good answer, or the reason why it is none."""
    if response.status != http.client.OK:
        pause_s = _pause_s(response.retry_after, now)
        raise NoAnswerError(_refusal(response, question, pause_s), pause_s)
    if len(response.body) > MAX_BYTES:
        raise NoAnswerError(f"it answered with more than {MAX_BYTES // 1024**2} MB")
    if not response.whole:
        raise NoAnswerError("it closed the connection before its answer was whole")
    if response.encoding.strip().lower() not in ("", "identity"):
        raise NoAnswerError("it answered compressed, which was not asked for")
    return response.body


def _refusal(response: _Response, question: Question, pause_s: float) -> str:
    status = response.status
    if 300 <= status < 400:
        return (
            f"it redirects elsewhere{_host_of(response.location)} ({status}), which is not followed"
        )
    words = {
        401: "it wants a user name or key that it knows (401)",
        403: f"it refuses to be used (403); its rules: {question.service.rules}",
        404: "there is no such service at this address (404)",
        407: "the proxy wants a password (407)",
        429: "too many questions were asked (429)",
    }.get(status, f"it failed (status {status})")
    return f"{words}; it asks to wait {pause_s:.0f} seconds" if pause_s else words


def _host_of(location: str) -> str:
    try:
        host = urlsplit(location).hostname or ""
    except ValueError:
        host = ""
    return f" (to {host[:100]})" if host.isascii() and host.isprintable() and host else ""


def _pause_s(retry_after: str, now: float) -> float:
    """Read a Retry-After header, seconds or a date (RFC 9110, 10.2.3); 0 where it says neither."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        pause_s = float(text[:12])
    else:
        try:
            pause_s = email.utils.parsedate_to_datetime(text).timestamp() - now
        except (ValueError, TypeError, OverflowError):
            return 0.0
    return min(max(pause_s, 0.0), LONGEST_PAUSE_S)


def _in_words(fault: Exception) -> str:
    for kind, words in _FAULTS:
        if isinstance(fault, kind):
            return words
    return f"the connection failed ({type(fault).__name__})"


_FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLCertVerificationError, "its certificate is not valid, so the name was not sent"),
    (ssl.SSLError, "no encrypted connection could be made"),
    (socket.gaierror, "its name is not known to the network (no network, or no such host)"),
    (ConnectionRefusedError, "it refused the connection"),
    (TimeoutError, TOO_LATE),
    (ConnectionResetError, "it closed the connection before its answer was whole"),
    (BrokenPipeError, "it closed the connection before its answer was whole"),
    (http.client.IncompleteRead, "it closed the connection before its answer was whole"),
    (http.client.RemoteDisconnected, "it closed the connection before its answer was whole"),
    (http.client.HTTPException, "what it answered is no HTTP"),
    (ValueError, "what it answered is no HTTP"),
)
"""Most special first. No fault's own text is shown: it may hold what a stranger wrote."""
