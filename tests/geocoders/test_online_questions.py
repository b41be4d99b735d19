"""What leaves the machine is told before it does, and is what was told; where to, is checked."""

from __future__ import annotations

import pytest

from geo_osint.errors import InputError, UsageError
from geo_osint.geocoders import Settings
from geo_osint.geocoders.questions import question
from tests.geocoders.server import IN_GEONAMES, MAYADIN, answers


def test_what_is_announced_is_what_the_server_receives(serve, ask) -> None:
    server = serve(answers([MAYADIN]))
    announced = []

    def announce(asked):
        announced.append((list(server.asked), "\n".join(asked.announcement())))

    ask(server, name="  معبر   الوليد ", announce=announce, contact="desk@example.org")
    [(before, told)] = announced
    assert before == []
    head = server.asked[0].decode().split("\r\n")
    sent = head[0].removeprefix("GET ").removesuffix(" HTTP/1.1")
    assert f"GET {server.url}{sent}\n" in told
    assert "“معبر الوليد”" in told
    assert "accept-language=ar" in sent
    [agent] = [line for line in head if line.startswith("User-Agent")]
    assert (
        agent == f"User-Agent: geo_osint/{__import__('geo_osint').__version__} (desk@example.org)"
    )
    assert agent in told
    assert "your IP address" in told
    assert {line.partition(":")[0] for line in head[1:] if line} == {
        "Host",
        "Accept-Encoding",
        "User-Agent",
        "Accept",
    }


def test_an_announcement_that_is_stopped_sends_nothing(serve, ask) -> None:
    server = serve(answers([MAYADIN]))

    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(server, announce=stop)
    assert server.asked == []


def test_the_user_name_is_sent_and_not_shown(serve, ask) -> None:
    server = serve(answers({"geonames": [IN_GEONAMES]}))
    announced = []
    ask(server, service="geonames", user="analyst7", announce=announced.append)
    assert b"username=analyst7" in server.asked[0]
    told = "\n".join(announced[0].announcement())
    assert "analyst7" not in told
    assert "username=(yours)" in told


def test_geonames_asks_for_a_user_name() -> None:
    with pytest.raises(UsageError, match="GEO_OSINT_GEONAMES_USER"):
        question("Mayadin", "geonames", Settings())


def test_a_user_name_goes_to_geonames_alone() -> None:
    assert "analyst7" not in question("Tabqa", "nominatim", Settings(user="analyst7")).target


@pytest.mark.parametrize(
    "name", ["", "  ", "\x1b[31m", "a\0b", "\ud800", "a\u202eb", "x" * 121, "word " * 60]
)
def test_what_is_no_name_does_not_leave(name) -> None:
    with pytest.raises(InputError):
        question(name, "nominatim", Settings())


@pytest.mark.parametrize(
    "url",
    [
        "http://geo.example.org",
        "http://10.0.0.7",
        "http://127.0.0.1.example.org",
        "ftp://example.org",
        "file:///etc/passwd",
        "geo.example.org",
        "https://",
        "https://me:secret@example.org",
        "https://me@example.org",
        "https://example.org?key=1",
        "https://example.org#x",
        "https://example.org/a b",
        "https://example.org/../x y",
        "https://exаmple.org",  # a Cyrillic а
        "https://example.org:99999",
        "https://[::1",
        "https://exa\nmple.org\r\nX: y",
        "https://-x-.org-",
    ],
)
def test_an_address_that_is_not_plainly_a_server_is_refused(url) -> None:
    with pytest.raises(InputError):
        question("Tabqa", "nominatim", Settings(url=url))


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://Geo.Example.org/", "https://geo.example.org/search"),
        ("https://geo.example.org:8443/nominatim", "https://geo.example.org:8443/nominatim/search"),
        ("http://localhost:8080", "http://localhost:8080/search"),
        ("http://[::1]:8080", "http://[::1]:8080/search"),
    ],
)
def test_a_server_of_ones_own_is_asked(url, asked) -> None:
    assert question("Tabqa", "nominatim", Settings(url=url)).url == asked


@pytest.mark.parametrize("contact", ["ops@example.org\r\nX: y", "مكتب", "x" * 200])
def test_a_contact_that_would_break_the_header_is_refused(contact) -> None:
    with pytest.raises(InputError, match="contact"):
        question("Tabqa", "nominatim", Settings(contact=contact))


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:9050", "https://proxy.example.org", "http://"]
)
@pytest.mark.parametrize("variable", ["https_proxy", "ALL_PROXY"])
def test_a_proxy_that_cannot_be_used_is_not_passed_by(proxy, variable, monkeypatch) -> None:
    monkeypatch.setenv(variable, proxy)
    with pytest.raises(InputError, match="nothing was sent"):
        question("Tabqa", "nominatim", Settings())


def test_hosts_that_need_no_proxy_are_asked_directly(monkeypatch) -> None:
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "geo.example.org")
    assert question("Tabqa", "nominatim", Settings(url="https://geo.example.org")).proxy is None
    assert question("Tabqa", "nominatim", Settings(url="http://localhost:8080")).proxy is None
    assert question("Tabqa", "nominatim", Settings()).proxy is not None


def test_no_such_service() -> None:
    with pytest.raises(UsageError, match="nominatim, photon, geonames"):
        question("Tabqa", "google", Settings())
