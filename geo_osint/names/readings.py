"""What one written name may stand for: itself, and the names that stand side by side in it."""

from __future__ import annotations

import re

LOWER_IN_BRACKETS = 0.1
"""What stands in brackets may be another name, or the area the place lies in."""

LOWER_WITHOUT_THE_REST = 0.03
"""A name without what stands in brackets or behind a comma tells a little less."""

LOWER_FOR_ONE_OF_SEVERAL = 0.02
"""Lists write "الحباب_يدي قوي" or "Derik / Malikiyah" for a place with two names."""

_BESIDE = re.compile(r"\s*[_/\\;؛|=]\s*|\s+-\s+")
_AREA_BEHIND = re.compile(r"\s*[،,].*", re.DOTALL)
"""Behind a comma stands the area: "Paris, Texas" is no name of Texas."""

_SEVERAL = re.compile(r"[_/\\;؛|=،,(\[]|\s-\s")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")


def several(name: str) -> bool:
    """Tell whether a written name may hold more than one."""
    return _SEVERAL.search(name) is not None


def readings_of(name: str) -> tuple[tuple[str, float], ...]:
    """Give the names that a written one may mean, each with what its match is lowered by; itself first.

    Examples
    --------
    >>> readings_of("Malikiyah (Derik)")
    (('Malikiyah (Derik)', 0.0), ('Malikiyah', 0.03), ('Derik', 0.1))
    >>> readings_of("الحباب_يدي قوي")
    (('الحباب_يدي قوي', 0.0), ('الحباب', 0.02), ('يدي قوي', 0.02))
    """
    if not several(name):
        return ((name, 0.0),)
    outside = _AREA_BEHIND.sub("", _BRACKETED.sub(" ", name)).strip()
    if not outside:
        return ((name, 0.0),)
    parts = [part for part in _BESIDE.split(outside) if part]
    found = [(name, 0.0)]
    if outside != name.strip():
        found.append((outside, LOWER_WITHOUT_THE_REST))
    if len(parts) > 1:
        found += [(part, LOWER_FOR_ONE_OF_SEVERAL) for part in parts]
    inside = (part.strip() for part in _BRACKETED.findall(name))
    return (*found, *((part, LOWER_IN_BRACKETS) for part in inside if part))
