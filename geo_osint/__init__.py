"""geo_osint: check the geography of published reports.

The public names, loaded when first used, so that a program which needs one room does not wait for
the whole house. Nothing inside the package imports this module.

Examples
--------
>>> import geo_osint
>>> geo_osint.find("الميادين")[0].place.id
'geo:al-mayadin'
>>> geo_osint.distance("al-Mayadin", "al-Omar field", stated="14 km").finding.verdict
'not_settled'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the same names for editors and type checkers, which do not run what is below
    from geo_osint.api.cases import check, export, load_case, read, run, tables
    from geo_osint.api.distances import distance
    from geo_osint.api.figures import to_figure
    from geo_osint.api.locating import locate
    from geo_osint.api.many import check_table
    from geo_osint.api.maps import to_folium, to_map
    from geo_osint.api.places import find, find_online
    from geo_osint.case import Case
    from geo_osint.checking import check_many
    from geo_osint.errors import (
        GeoOsintError,
        InputError,
        NothingFoundError,
        OutputError,
        UsageError,
    )
    from geo_osint.geodesy import distance_m
    from geo_osint.model import Finding, Header, Interval, IntervalSet, LonLat, Place
    from geo_osint.version import __version__

_HOMES = {
    "Case": "case",
    "Finding": "model",
    "GeoOsintError": "errors",
    "Header": "model",
    "InputError": "errors",
    "Interval": "model",
    "IntervalSet": "model",
    "LonLat": "model",
    "NothingFoundError": "errors",
    "OutputError": "errors",
    "Place": "model",
    "UsageError": "errors",
    "__version__": "version",
    "check": "api.cases",
    "check_many": "checking",
    "check_table": "api.many",
    "distance": "api.distances",
    "distance_m": "geodesy",
    "export": "api.cases",
    "find": "api.places",
    "find_online": "api.places",
    "load_case": "api.cases",
    "locate": "api.locating",
    "read": "api.cases",
    "run": "api.cases",
    "tables": "api.cases",
    "to_figure": "api.figures",
    "to_folium": "api.maps",
    "to_map": "api.maps",
}
"""Each public name, and the module it is taken from."""

_SHOWN = frozenset(("Case", "Finding", "Place"))
"""Values that learn to show themselves in Jupyter when they are first asked for."""

__all__ = [
    "Case",
    "Finding",
    "GeoOsintError",
    "Header",
    "InputError",
    "Interval",
    "IntervalSet",
    "LonLat",
    "NothingFoundError",
    "OutputError",
    "Place",
    "UsageError",
    "__version__",
    "check",
    "check_many",
    "check_table",
    "distance",
    "distance_m",
    "export",
    "find",
    "find_online",
    "load_case",
    "locate",
    "read",
    "run",
    "tables",
    "to_figure",
    "to_folium",
    "to_map",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"geo_osint has no {name!r}; it has {', '.join(__all__)}")
    if name in _SHOWN or _HOMES[name].startswith("api"):
        importlib.import_module("geo_osint.output.notebook")
    return getattr(importlib.import_module(f"geo_osint.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
