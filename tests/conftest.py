"""What all tests share: a small world of places, and what machines must have."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from geo_osint.case import Case
from geo_osint.model import (
    Confusion,
    Estimate,
    Interval,
    IntervalSet,
    LonLat,
    Mention,
    Place,
    PlaceName,
    Position,
    Quantity,
    Source,
    Span,
    Statement,
)

# no test may fail because the machine is busy
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).parents[1]
REQUIRED = os.environ.get("GEO_OSINT_REQUIRE", "").split(",")


def need(what: str, found: object, install: str) -> None:
    """Skip a test whose program is missing, or fail it where the program is required."""
    if found:
        return
    message = f"{what} is not installed; {install}"
    pytest.fail(message) if what in REQUIRED else pytest.skip(message)


def listening() -> None:
    """Let a child process hear Ctrl-C even where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples" / "al-omar-2021"


def place(
    id: str,
    *points: tuple[float, float],
    kind: str = "PPL",
    estimate: Estimate | None = None,
    confused_with: tuple[str, ...] = (),
    extent_m: float | None = None,
) -> Place:
    """Make a place with positions (lat, lon as sources print them), each of a source of its own."""
    return Place(
        id=id,
        names=(
            PlaceName(id.removeprefix("geo:"), "en", "Latn", "main", "atlas1"),
            PlaceName("الاسم", "ar", "Arab", "main", "atlas1"),
        ),
        kind=kind,
        positions=tuple(
            Position(LonLat(lon, lat), f"atlas{number}", 1.0)
            for number, (lat, lon) in enumerate(points, start=1)
        ),
        estimate=estimate,
        confused_with=tuple(Confusion(each, "the same name") for each in confused_with),
        extent_m=extent_m,
    )


def mention(*ids: str, words: str = "somewhere", question: str = "") -> Mention:
    return Mention("r1", Span(0, len(words)), words, places=ids, question=question)


def about(value_m: float, rounding_m: float, slack_m: float) -> Quantity:
    """Make a stated distance with its two sets."""
    printed = Interval(value_m - rounding_m, value_m + rounding_m)
    return Quantity(
        f"{value_m / 1000:g} km",
        Span(0, 5),
        value_m,
        value_m,
        "km",
        printed=IntervalSet.of(printed),
        newsroom=IntervalSet.of(Interval(printed.lo - slack_m, printed.hi + slack_m)),
    )


@pytest.fixture
def case_of() -> Callable[..., Case]:
    def make(*places: Place, **parts: object) -> Case:
        keys = {each.source for each in places for each in (*each.names, *each.positions)}
        return Case(
            name="trial",
            reports=(),
            places={each.id: each for each in places},
            sources={key: Source(key, f"The {key}") for key in sorted(keys)},
            **parts,  # type: ignore[arg-type]
        )

    return make


def statement(subject: Mention | None, reference: Mention | None, **more: object) -> Statement:
    return Statement(
        "s1", "r1", Span(0, 9), "A is 14 km from B", "distance", subject, reference, **more
    )  # type: ignore[arg-type]


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of 256 kB, which needs the rights to mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], capture_output=True
    )
    if made.returncode:
        pytest.skip("needs the rights to mount a small disk (root)")
    yield folder
    subprocess.run(["mount", "-o", "remount,rw", str(folder)], capture_output=True)
    subprocess.run(["umount", "-l", str(folder)], check=True)
