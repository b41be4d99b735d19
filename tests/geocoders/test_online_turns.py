"""One question at a time, no faster than allowed, for all processes; a service is left alone if it asks."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from itertools import pairwise

import pytest

from geo_osint.errors import OutputError
from tests.geocoders.server import MAYADIN, answers, refuses

ASK = """
import sys
from dataclasses import replace
from geo_osint import geocoders
from geo_osint.geocoders import services
services.SERVICES["nominatim"] = replace(services.SERVICES["nominatim"], interval_s=0.3)
settings = geocoders.Settings(url=sys.argv[1])
for name in sys.argv[2:]:
    assert geocoders.ask(name, "nominatim", lambda _: None, settings).status == "found"
"""


def test_two_processes_together_keep_to_the_limit_of_one(serve) -> None:
    """Measured by the server, between what it received; the limit is lowered to keep the test quick."""
    server = serve(answers([MAYADIN]))
    together = [
        subprocess.Popen([sys.executable, "-c", ASK, server.url, *names])
        for names in (("Mayadin", "Mayadeen"), ("Al Mayadin", "الميادين"))
    ]
    assert [process.wait(30) for process in together] == [0, 0]
    assert len(server.times) == 4
    assert min(b - a for a, b in pairwise(sorted(server.times))) >= 0.3


HOLD = """
import sys, time
from pathlib import Path
from geo_osint.files import cache
with cache.locked(Path(sys.argv[1]), 5):
    print("held", flush=True)
    time.sleep(60)
"""


def test_who_waits_too_long_sends_nothing_and_a_killed_holder_is_forgotten(
    serve, ask, cache
) -> None:
    server = serve(answers([MAYADIN]))
    ask(server, name="Raqqa")
    [lock] = (cache / "turns").iterdir()
    command = [sys.executable, "-c", HOLD, str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        answer = ask(server, timeout_s=0.1)
        holder.kill()
    assert "other questions were in the way; nothing was sent" in answer.reason
    assert len(server.asked) == 1
    assert ask(server, timeout_s=1.5).status == "found"


def test_a_question_waits_a_second_after_the_last_answer(serve, ask, clock) -> None:
    server = serve(answers([MAYADIN]))
    for name in ("Mayadin", "Raqqa", "Hajin"):
        ask(server, name=name)
    assert clock.waited == pytest.approx([1.0, 1.0])


def test_a_process_that_dies_while_it_asks_leaves_the_limit_behind(
    serve, ask, cache, clock
) -> None:
    noted = []

    def announce(_) -> None:
        [slate] = (cache / "turns").iterdir()
        noted.append(float(slate.read_text(encoding="ascii")))

    ask(serve(answers([MAYADIN])), announce=announce)
    assert noted == [clock.at + 1]


def test_the_limit_is_one_for_all_services_of_a_host(serve, ask, clock) -> None:
    ask(serve(answers([MAYADIN])))
    ask(serve(answers({"features": []})), service="photon")
    assert clock.waited == pytest.approx([1.0])


@pytest.mark.parametrize("after", ["100", "Sun, 13 Sep 2020 12:28:20 GMT"])
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Busy"])
def test_a_service_that_asks_to_be_left_alone_is(status, after, serve, ask, clock) -> None:
    server = serve(refuses(status, f"Retry-After: {after}"))
    assert "it asks to wait 100 seconds" in ask(server).reason
    server.behave = answers([MAYADIN])
    clock.at += 50
    announced = []
    answer = ask(server, announce=announced.append)
    assert answer.status == "unavailable"
    assert "left alone for another 50 seconds; nothing was sent" in answer.reason
    assert (len(server.asked), announced) == (1, [])
    clock.at += 47
    assert ask(server).status == "found"
    assert clock.waited == pytest.approx([3.0])


@pytest.mark.parametrize("after", ["soon", "-5", "", "Sun, 13 Sep 2010 12:28:20 GMT"])
def test_a_pause_that_makes_no_sense_is_none(after, serve, ask, clock) -> None:
    server = serve(refuses("429 Too Many Requests", f"Retry-After: {after}"))
    ask(server)
    server.behave = answers([MAYADIN])
    clock.at += 1
    assert ask(server).status == "found"


def test_no_pause_is_longer_than_a_day(serve, ask, clock) -> None:
    server = serve(refuses("429 Too Many Requests", f"Retry-After: {'9' * 400}"))
    assert "wait 86400 seconds" in ask(server).reason
    server.behave = answers([MAYADIN])
    assert "another 86400 seconds" in ask(server).reason
    clock.at += 86_400
    assert ask(server).status == "found"


def test_a_full_disk_is_told_in_one_line(serve, ask, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "ftruncate", full)
    with pytest.raises(OutputError, match=r"No space left on device.*GEO_OSINT_CACHE"):
        ask(serve(answers([MAYADIN])))


@pytest.mark.parametrize("text", ["", "soon", "nan", "inf", "9e15", "\0"])
def test_a_damaged_note_of_the_time_does_not_lock_out(text, serve, ask, cache, clock) -> None:
    server = serve(answers([MAYADIN]))
    ask(server)
    [note] = (cache / "turns").iterdir()
    note.write_text(text, encoding="utf-8")
    assert ask(server, name="Raqqa").status == "found"
    assert clock.waited == []


def test_without_a_place_for_the_limit_nothing_is_sent(serve, ask, cache) -> None:
    cache.write_text("a file stands in the way", encoding="utf-8")
    server = serve(answers([MAYADIN]))
    with pytest.raises(OutputError, match="turns"):
        ask(server)
    assert server.asked == []
