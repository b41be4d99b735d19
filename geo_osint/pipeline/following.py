"""A case to all that follows from it: routes, findings, tables. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo_osint.case import Case
from geo_osint.checking import by_network, check_case, check_journeys
from geo_osint.layers import Tables, tables
from geo_osint.model import Finding, Route
from geo_osint.pipeline.roads import network_of
from geo_osint.routing import Network, route


@dataclass(frozen=True, slots=True)
class Result:
    """A case with all that follows from it, and the files that were written."""

    case: Case
    findings: tuple[Finding, ...]
    routes: tuple[Route, ...]
    tables: Tables
    written: tuple[Path, ...] = ()


def check(case: Case) -> tuple[Finding, ...]:
    """Check a case's statements and what its movements say of the ground, by its road network."""
    network = network_of(case)
    return _checked(case, _routes(case, network), network)


def follow(case: Case) -> Result:
    """Derive all that follows from a case; nothing is written.

    Raises
    ------
    InputError
        As `network_of`.
    """
    network = network_of(case)
    routes = _routes(case, network)
    found = _checked(case, routes, network)
    return Result(case, found, routes, tables(case, found, routes))


def _routes(case: Case, network: Network) -> tuple[Route, ...]:
    return tuple(route(each, case.places, network) for each in case.standing_movements)


def _checked(case: Case, routes: Sequence[Route], network: Network) -> tuple[Finding, ...]:
    roads = by_network(network, case.places)
    return (*check_case(case, roads), *check_journeys(case, routes, network, roads))
