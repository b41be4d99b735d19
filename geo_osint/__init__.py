"""geo_osint: check the geography of published reports.

The public names, loaded when first used, so that a program which needs one room does not wait for
the whole house. Nothing inside the package imports this module.

Examples
--------
>>> import geo_osint
>>> geo_osint.find("الميادين")[0].place
'geo:al-mayadin'
"""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = {
    "Case": "case",
    "Finding": "model",
    "GeoOsintError": "errors",
    "InputError": "errors",
    "Interval": "model",
    "IntervalSet": "model",
    "LonLat": "model",
    "NothingFoundError": "errors",
    "OutputError": "errors",
    "Place": "model",
    "UsageError": "errors",
    "__version__": "version",
    "distance_m": "geodesy",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"geo_osint has no {name!r}; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(f"geo_osint.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
