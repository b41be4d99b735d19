"""`geo-osint find --online`, and that nothing of a network is near without it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import geo_osint
from geo_osint import cli, geocoders
from geo_osint.cli import online
from tests.geocoders.server import MAYADIN, answers, refuses

PACKAGE = Path(geo_osint.__file__).parent

NETWORK = {
    "aiohttp", "asyncio", "ftplib", "geopy.adapters", "geopy.extra", "geopy.geocoders", "http",
    "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl",
    "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
"""What can open a connection, or make somebody else open one."""


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_no_module_but_these_can_open_a_connection() -> None:
    outside = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        for name in imports(path)
        if any(name == each or name.startswith(f"{each}.") for each in NETWORK)
    }
    assert outside == {"geocoders"}


OFFLINE = """
import socket, sys
def stop(*_, **__):
    raise SystemExit("a socket was opened")
socket.socket.__init__ = stop
socket.create_connection = socket.getaddrinfo = stop
from geo_osint import cli
try:
    cli.main(["find", "Mayadin"])
except SystemExit as left:
    assert left.code == 0, left.code
assert not [name for name in sys.modules if name.startswith("geo_osint.geocoders")]
"""


def test_a_look_up_without_the_option_loads_nothing_of_it_and_opens_no_socket() -> None:
    done = subprocess.run([sys.executable, "-c", OFFLINE], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def test_the_option_names_the_services_there_are() -> None:
    assert tuple(geocoders.SERVICES) == online.SERVICES
    assert geocoders.LIMIT == online.MOST


@pytest.fixture
def find(capsys):
    def find_(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(["find", *arguments])
        printed = capsys.readouterr()
        return left.value.code, printed.out, printed.err

    return find_


def nominatim(server, host: str = "127.0.0.1") -> tuple[str, ...]:
    """Name a server; another `host` has a limit of its own, for which nobody need wait."""
    return "--online", "nominatim", "--online-url", f"http://{host}:{server.port}"


def test_candidates_are_shown_below_the_gazetteer_with_where_to_cite_them(serve, find) -> None:
    code, out, err = find("Mayadin", *nominatim(serve(answers([MAYADIN]))))
    assert code == 0
    ours, theirs = out.index("geo:al-mayadin"), out.index("osm:node/1")
    assert ours < theirs
    assert "© OpenStreetMap contributors, ODbL" in out
    assert "Candidates, not checked by anybody, and in no case" in out
    assert err.startswith("online: asks Nominatim at 127.0.0.1 for “Mayadin”; this leaves")


def test_namesakes_are_counted_and_none_is_chosen(serve, find) -> None:
    two = [MAYADIN, MAYADIN | {"osm_id": 2, "lon": "41.5"}]
    _, out, _ = find("Al Mayadin", *nominatim(serve(answers(two))))
    assert "2 of them bear the name equally well" in out


def test_ten_may_be_cut_off_from_more(serve, find) -> None:
    ten = [MAYADIN | {"osm_id": number} for number in range(1, 11)]
    assert "There may be more" in find("Mayadin", *nominatim(serve(answers(ten))))[1]
    nine = nominatim(serve(answers(ten[:9])), "localhost")
    assert "There may be more" not in find("Mayadin", *nine)[1]


def test_in_json_the_service_stands_apart(serve, find) -> None:
    code, out, err = find("Mayadin", "--json", *nominatim(serve(answers([MAYADIN, "odd"]))))
    told = json.loads(out)
    assert code == 0
    assert told["places"][0]["id"] == "geo:al-mayadin"
    [answer] = told["online"]
    assert (answer["status"], answer["remembered"]) == ("found", False)
    assert answer["candidates"][0]["id"] == "osm:node/1"
    assert (answer["candidates"][0]["lat"], answer["candidates"][0]["lon"]) == (35.0198, 40.4515)
    assert len(answer["refused"]) == 1
    assert "refused: result 2" in err


def test_json_without_the_option_is_as_it_was(find) -> None:
    assert set(json.loads(find("Mayadin", "--json")[1])) == {"query", "places"}


def test_a_name_that_the_service_alone_knows_is_found(serve, find) -> None:
    known = MAYADIN | {"namedetails": {"name": "Xyzzyville"}}
    code, out, _ = find("Xyzzyville", *nominatim(serve(answers([known]))))
    assert code == 0
    assert "osm:node/1" in out


def test_a_name_that_nobody_knows_is_not_found(serve, find) -> None:
    code, out, _ = find("Xyzzyville", *nominatim(serve(answers([]))))
    assert code == 4
    assert "nominatim knows no “Xyzzyville” (fetched 20" in out


def test_unavailable_is_told_and_is_not_not_found(serve, find) -> None:
    server = serve(refuses("403 Forbidden"))
    code, out, err = find("Mayadin", *nominatim(server))
    assert code == 0
    assert "knows no" not in out
    assert "unavailable, which says nothing of the name: 127.0.0.1: it refuses to be used" in err
    _, out, _ = find("Xyzzyville", "--json", *nominatim(server, "localhost"))
    assert json.loads(out)["online"][0]["status"] == "unavailable"


def test_a_remembered_answer_says_so_and_announces_nothing(serve, find) -> None:
    server = serve(answers([MAYADIN]))
    find("Mayadin", *nominatim(server))
    _, out, err = find("Mayadin", *nominatim(server))
    assert "remembered, fetched 20" in out
    assert err == ""
    assert len(server.asked) == 1


def test_from_a_notebook_what_is_sent_is_told_too(serve, caplog) -> None:
    server = serve(answers([MAYADIN]))
    answer = geo_osint.find_online("Mayadin", "nominatim", url=server.url)
    assert answer.hits[0].place.id == "osm:node/1"
    assert "this leaves the machine" in caplog.messages[0]
    told: list[str] = []
    local = server.url.replace("127.0.0.1", "localhost")
    geo_osint.find_online("Hajin", "nominatim", url=local, announce=told.append)
    assert "q=Hajin" in told[1]


def test_a_fault_with_one_service_is_told_before_another_is_asked(find, monkeypatch) -> None:
    monkeypatch.delenv("GEO_OSINT_GEONAMES_USER", raising=False)
    code, _, err = find("Mayadin", "--online", "photon", "--online", "geonames")
    assert code == 2
    assert "this leaves the machine" not in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--refresh",), "go with --online"),
        (("--online-url", "https://example.org"), "go with --online"),
        (("--online", "nominatim", "--online", "photon", "--online-url", "https://x.org"), "one"),
        (("--online", "google"), "google"),
        (("--online", "geonames"), "GEO_OSINT_GEONAMES_USER"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments, words, find, monkeypatch) -> None:
    monkeypatch.delenv("GEO_OSINT_GEONAMES_USER", raising=False)
    code, _, err = find("Mayadin", *arguments)
    assert code == 2
    assert words in err
