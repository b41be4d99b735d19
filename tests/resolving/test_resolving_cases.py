"""Texts of our own -> what their names mean, in a table: tests/cases/resolving.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from geo_osint import gazetteer as gazetteers
from geo_osint.gazetteer import Gazetteer
from geo_osint.model import Header, Mention, Report
from geo_osint.reading import read
from geo_osint.resolving import settle
from tests.resolving.namesakes import NAMESAKES

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "resolving.toml").read_text(encoding="utf-8")
)["case"]


@cache
def _packaged() -> Gazetteer:
    return gazetteers.load()


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_names_mean_what_the_text_says(case: dict[str, Any]) -> None:
    """Each name is settled, left open between the named places, unknown, or no place at all."""
    known = _packaged() if case.get("packaged") else NAMESAKES
    report = Report("r1", "case", Header(title=case.get("title", "")), case["text"])
    mentions = settle(read(report, known), known).mentions
    for name, meant in case["means"].items():
        found = [each for each in mentions if each.words == name]
        assert meant == "none" or found, f"{name} is not read; read are {mentions}"
        for mention in found:
            assert _told(mention, meant) == meant, mention.reasons or mention.question


def _told(mention: Mention, meant: str | list[str]) -> str | list[str]:
    """Say what was found in the form of the case."""
    if isinstance(meant, list):
        return sorted(mention.places, key=lambda id: meant.index(id) if id in meant else -1)
    if not mention.places:
        return "unknown"
    if len(mention.places) > 1:
        return f"{mention.places[0]}?"
    return mention.places[0]
