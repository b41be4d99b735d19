"""Whatever a server does instead of answering becomes `unavailable` with its reason, in time."""

from __future__ import annotations

import json
import socket
import time

import pytest

from geo_osint.geocoders import asking
from tests.geocoders.server import (
    MAYADIN,
    answers,
    drips,
    floods,
    refuses,
    reply,
    says,
    stalls,
    tunnel,
)

GOOD = json.dumps([MAYADIN]).encode()
OPEN = b"HTTP/1.1 200 OK\r\n"

FAULTS = {
    "refuses to be used": (refuses("403 Forbidden"), "refuses to be used (403)"),
    "too many": (refuses("429 Too Many Requests"), "too many questions were asked (429)"),
    "fails": (refuses("500 Oops"), "it failed (status 500)"),
    "another success": (refuses("204 No Content"), "it failed (status 204)"),
    "wants a key": (refuses("401 Unauthorized"), "user name or key"),
    "not here": (refuses("404 Not Found"), "no such service at this address"),
    "web page": (says(reply(b"<!doctype html><p>Log in")), "with a web page"),
    "web page with a heading": (says(reply(b"\n <html>")), "with a web page"),
    "half an answer": (says(reply(GOOD[:90])), "cannot be read"),
    "nothing": (says(reply(b"")), "cannot be read"),
    "NaN": (says(reply(b'[{"lat": NaN}]')), "cannot be read"),
    "twice": (says(reply(b'{"error": 1, "error": 2}')), "cannot be read"),
    "bottomless": (says(reply(b"[" * 100_000)), "cannot be read"),
    "other encoding": (
        says(reply('["\N{LATIN SMALL LETTER E WITH ACUTE}"]'.encode("latin-1"))),
        "read",
    ),
    "huge": (says(reply(b"[" + b" " * 3_000_000 + b"]")), "more than 2 MB"),
    "huge and endless": (says(OPEN + b"\r\n[" + b" " * 3_000_000), "more than 2 MB"),
    "shorter than told": (says(reply(GOOD, length=len(GOOD) + 1)), "before its answer was whole"),
    "a chunk torn": (
        says(OPEN + b"Transfer-Encoding: chunked\r\n\r\nff\r\n[]"),
        "before its answer was whole",
    ),
    "hangs up": (says(b""), "before its answer was whole"),
    "other protocol": (says(b"220 mail.example.org ESMTP\r\n"), "no HTTP"),
    "endless headers": (says(OPEN + b"X: y\r\n" * 10_000), "no HTTP"),
    "compressed": (says(reply(GOOD, "200 OK", "Content-Encoding: gzip")), "compressed"),
    "an error of its own": (answers({"error": "x"}), "an error of its own"),
    "a number": (answers(7), "not a list of results"),
    "nothing of use": (answers(["x"]), "none of its results is of use"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_unavailable_with_its_reason_and_not_remembered(
    fault, serve, ask, cache
) -> None:
    behave, reason = FAULTS[fault]
    server = serve(behave)
    answer = ask(server)
    assert (answer.status, answer.hits, answer.fetched) == ("unavailable", (), "")
    assert answer.reason.startswith("127.0.0.1: ")
    assert reason in answer.reason
    assert not (cache / "answers").exists()
    server.behave = answers([MAYADIN])
    assert ask(server).status == "found"


def test_a_flood_is_stopped_where_it_passes_the_measure(serve, ask) -> None:
    assert "more than 2 MB" in ask(serve(floods)).reason


@pytest.mark.parametrize(
    "behave",
    [stalls, drips(b""), drips(OPEN + b"X: "), drips(reply(GOOD, length=10**6))],
    ids=["stalls", "drips from the start", "drips a header", "drips the body"],
)
def test_the_time_limit_is_for_the_whole_exchange(behave, serve, ask) -> None:
    began = time.monotonic()
    answer = ask(serve(behave), timeout_s=0.2)
    assert answer.status == "unavailable"
    assert "no whole answer within the time limit" in answer.reason
    assert time.monotonic() - began < 3


def test_a_connection_given_up_is_cut(serve, ask) -> None:
    server = serve(drips(OPEN + b"X: "))
    ask(server, timeout_s=0.1)
    assert server.ended.wait(3)


def test_waiting_for_a_turn_and_the_answer_share_the_time_limit(serve, ask, monkeypatch) -> None:
    monkeypatch.setattr(asking, "monotonic", iter((0.0, 29.95)).__next__)
    answer = ask(serve(stalls), timeout_s=30.0)
    assert "within the time limit" in answer.reason


def test_a_host_that_the_network_does_not_know(ask, monkeypatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "geo.example.org: its name is not known" in ask("https://geo.example.org").reason


def test_nobody_listens(ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "refused the connection" in ask(f"http://127.0.0.1:{port}").reason


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_told_and_not_followed(status, serve, ask) -> None:
    elsewhere = serve(answers([MAYADIN]))
    answer = ask(serve(refuses(status, f"Location: {elsewhere.url}/search")))
    assert "redirects elsewhere (to 127.0.0.1)" in answer.reason
    assert elsewhere.asked == []


def test_what_a_stranger_writes_is_no_part_of_a_reason(serve, ask) -> None:
    for behave in (
        refuses("500 \x1b[31mred", "Location: http://\x1b[31m/"),
        refuses("302 Found", "Location: http://[evil"),
        answers({"error": "\x1b[31mred"}),
    ):
        assert ask(serve(behave)).reason.isprintable()
        assert "red" not in ask(serve(behave)).reason.replace("redirects", "").replace(
            "answered", ""
        )


@pytest.mark.parametrize(
    ("code", "words"), [(10, "does not know your user name"), (19, "hour"), (12, "an error (12)")]
)
def test_errors_of_geonames_are_no_absence_of_a_place(code, words, serve, ask) -> None:
    server = serve(answers({"status": {"message": "\x1b[31m", "value": code}}))
    answer = ask(server, service="geonames")
    assert answer.status == "unavailable"
    assert words in answer.reason


def test_a_certificate_nobody_vouches_for_ends_it_before_the_name_is_sent(serve, ask, tls) -> None:
    server = serve(answers([MAYADIN]), tls.context("127.0.0.1"))
    answer = ask(server.url.replace("http:", "https:"))
    assert "certificate is not valid, so the name was not sent" in answer.reason
    assert server.asked == []


@pytest.mark.parametrize(
    ("host", "status"), [("127.0.0.1", "found"), ("example.org", "unavailable")]
)
def test_a_certificate_must_be_for_this_very_host(
    host, status, serve, ask, tls, monkeypatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.root))
    server = serve(answers([MAYADIN]), tls.context(host))
    assert ask(server.url.replace("http:", "https:")).status == status


def test_through_a_proxy_the_certificate_is_the_host_s_and_the_name_is_not_seen(
    serve, ask, tls, monkeypatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tls.root))
    for host, status in (("geo.example.org", "found"), ("example.org", "unavailable")):
        proxy = serve(tunnel(tls.context(host), answers([MAYADIN])))
        monkeypatch.setenv("all_proxy", f"127.0.0.1:{proxy.port}")
        answer = ask("https://geo.example.org", refresh=True)
        assert answer.status == status
        assert len(proxy.asked) == 1
        assert proxy.asked[0].startswith(b"CONNECT geo.example.org:443 ")
        assert b"Mayadin" not in proxy.asked[0]


def test_a_proxy_is_asked_to_connect_and_never_passed_by(serve, ask, monkeypatch) -> None:
    proxy = serve(refuses("403 Forbidden"))
    monkeypatch.setenv("https_proxy", f"http://me:secret@127.0.0.1:{proxy.port}")
    announced = []
    answer = ask("https://geo.example.org", announce=announced.append)
    assert answer.status == "unavailable"
    [head] = proxy.asked
    assert head.startswith(b"CONNECT geo.example.org:443 ")
    assert b"Basic bWU6c2VjcmV0" in head
    assert b"Mayadin" not in head
    told = "\n".join(announced[0].announcement())
    assert f"through the proxy 127.0.0.1:{proxy.port}" in told
    assert "secret" not in told
