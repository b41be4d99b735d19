"""The same question is not sent twice; what is kept has its date and nothing of the asker."""

from __future__ import annotations

import json

import pytest

from tests.geocoders.server import IN_GEONAMES, MAYADIN, answers, refuses

DAY_S = 86_400


@pytest.mark.parametrize(("document", "status"), [([MAYADIN], "found"), ([], "not_found")])
def test_an_answer_is_remembered_with_the_day_it_was_fetched(document, status, serve, ask, clock):
    server = serve(answers(document))
    first = ask(server)
    clock.at += 3 * DAY_S
    server.behave = refuses("500 Oops")
    again = ask(server, announce=lambda _: pytest.fail("nothing is sent, so nothing is announced"))
    assert len(server.asked) == 1
    assert (first.status, first.remembered) == (status, False)
    assert (again.status, again.remembered) == (status, True)
    assert again.hits == first.hits
    assert again.fetched == first.fetched == "2020-09-13"


def test_refresh_asks_anew_and_keeps_the_newer_answer(serve, ask, clock) -> None:
    server = serve(answers([]))
    ask(server)
    clock.at += DAY_S
    server.behave = answers([MAYADIN])
    assert ask(server, refresh=True).status == "found"
    assert (ask(server).status, ask(server).fetched) == ("found", "2020-09-14")
    assert len(server.asked) == 2


def test_a_refresh_that_fails_leaves_what_was_remembered(serve, ask) -> None:
    server = serve(answers([MAYADIN]))
    ask(server)
    server.behave = refuses("500 Oops")
    assert ask(server, refresh=True).status == "unavailable"
    assert ask(server).status == "found"


def test_another_name_service_or_server_is_another_question(serve, ask) -> None:
    server = serve(answers([MAYADIN]))
    ask(server)
    assert not ask(server, name="Mayadin ville").remembered
    server.behave = answers({"features": []})
    assert not ask(server, service="photon").remembered
    other = serve(answers([]))
    assert ask(other).status == "not_found"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[:60],
        lambda text: text.replace("2020-09-13", "yesterday"),
        lambda text: text.replace('"q": "Mayadin"', '"q": "Mosul"'),
        lambda text: text.replace('"document": [', '"other": ['),
        lambda text: text.replace("answer 1", "answer 2"),
        lambda text: text.replace('"35.0198"', "NaN"),
        lambda text: text.replace('"35.0198"', "null"),
        lambda text: "[]",
    ],
)
def test_a_damaged_or_planted_entry_is_told_and_asked_anew(damage, serve, ask, cache) -> None:
    server = serve(answers([MAYADIN]))
    ask(server)
    [entry] = (cache / "answers").iterdir()
    entry.write_text(damage(entry.read_text(encoding="utf-8")), encoding="utf-8")
    answer = ask(server)
    assert (answer.status, answer.remembered, len(server.asked)) == ("found", False, 2)
    assert "what was remembered is not usable" in answer.notes[0]
    assert ask(server).remembered
    assert not ask(server).notes


def test_user_name_and_contact_are_kept_nowhere(serve, ask, cache) -> None:
    server = serve(answers({"geonames": [IN_GEONAMES]}))
    ask(server, service="geonames", user="analyst7", contact="desk@example.org")
    assert b"username=analyst7" in server.asked[0]
    assert b"desk@example.org" in server.asked[0]
    kept = [path.read_bytes() for path in cache.rglob("*") if path.is_file()]
    assert len(kept) == 2
    assert not any(b"analyst7" in each or b"desk@" in each for each in kept)
    assert ask(server, service="geonames", user="somebody.else").remembered


def test_an_answer_that_cannot_be_kept_is_an_answer_all_the_same(serve, ask, cache) -> None:
    cache.mkdir()
    (cache / "answers").write_text("a file stands in the way", encoding="utf-8")
    answer = ask(serve(answers([MAYADIN])))
    assert answer.status == "found"
    assert "could not be remembered" in answer.notes[0]


def test_others_of_the_machine_cannot_look_into_what_was_asked(serve, ask, cache) -> None:
    ask(serve(answers([MAYADIN])))
    assert [path.stat().st_mode & 0o077 for path in cache.iterdir()] == [0, 0]


def test_an_entry_tells_what_was_asked_and_what_came(serve, ask, cache) -> None:
    server = serve(answers([MAYADIN]))
    ask(server)
    [entry] = (cache / "answers").iterdir()
    told = json.loads(entry.read_text(encoding="utf-8"))
    assert told["format"] == "geo-osint online answer 1"
    assert told["url"] == f"{server.url}/search"
    assert told["document"] == [MAYADIN]
