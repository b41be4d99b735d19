"""Where a question may go: an https address, or this machine itself; and through which proxy."""

from __future__ import annotations

import base64
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from geo_osint.errors import InputError

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server and the path below which it answers."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port as an address shows them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == _PORTS[self.scheme]
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that connects us through (HTTP CONNECT); `authorization` is its header or nothing."""

    host: str
    port: int
    authorization: str = ""


_PORTS = {"https": 443, "http": 80}


def endpoint(url: str) -> Endpoint:
    """Read the address of a server; encrypted, unless it is this machine.

    Raises
    ------
    InputError
        If it is no https address (http only for this machine), or holds a user name, a password, a
        query or letters outside ASCII, which may be look-alikes.

    Examples
    --------
    >>> endpoint("https://geo.example.org/nominatim/").path
    '/nominatim'
    >>> endpoint("http://geo.example.org")
    Traceback (most recent call last):
    geo_osint.errors.InputError: 'http://geo.example.org': not encrypted; give an https address
    """
    parts, port = _split(url)
    host = (parts.hostname or "").lower()
    if parts.scheme not in _PORTS or not _HOST.fullmatch(host):
        raise InputError(f"{url!r}: not an address of a server; give one like https://example.org")
    if parts.scheme == "http" and not is_this_machine(host):
        raise InputError(f"{url!r}: not encrypted; give an https address")
    if "@" in parts.netloc or parts.query or parts.fragment or not _PATH.fullmatch(parts.path):
        raise InputError(f"{url!r}: more than server and path; leave user, query and the rest out")
    return Endpoint(parts.scheme, host, port or _PORTS[parts.scheme], parts.path.rstrip("/"))


def _split(url: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        return parts, parts.port
    except ValueError:
        raise InputError(f"{url!r}: not an address; give one like https://example.org") from None


def is_this_machine(host: str) -> bool:
    """Tell whether a host is this machine by its very name, with nobody asked.

    Examples
    --------
    >>> is_this_machine("127.0.0.1"), is_this_machine("::1"), is_this_machine("127.example.org")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def proxy_to(target: Endpoint) -> Proxy | None:
    """Give the proxy that the environment or the system wants for a server, `no_proxy` honoured.

    Somebody who has set a proxy may have done so to hide: one that cannot be used is never passed by.

    Raises
    ------
    InputError
        If it is of a kind that is not supported (SOCKS, a proxy behind TLS).
    """
    if is_this_machine(target.host) or proxy_bypass(target.host):
        return None
    wanted = getproxies()
    url = wanted.get(target.scheme) or wanted.get("all")
    if not url:
        return None
    parts, port = _split(url if "://" in url else f"http://{url}")
    if parts.scheme != "http" or not parts.hostname:
        raise InputError(
            f"the proxy set for {target.scheme} ({parts.scheme or 'no'} scheme): only http:// proxies "
            "are supported; nothing was sent; set https_proxy to an http:// one"
        )
    return Proxy(parts.hostname, port or _PORTS["http"], _authorization(parts))


def _authorization(parts: SplitResult) -> str:
    if parts.username is None:
        return ""
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return "Basic " + base64.b64encode(pair.encode()).decode()
