"""What the parts of the island share: values that JSON has, and words in both languages."""

from __future__ import annotations

from typing import Any

from geo_osint.case import Case
from geo_osint.model import Bilingual

Values = dict[str, Any]


def both(words: Bilingual | None) -> Values | None:
    """Give words for the page, `None` for nothing said."""
    return {"en": words.en, "ar": words.ar} if words and words.en else None


def name_of(id: str, case: Case) -> Values:
    """Name a place of the case in both languages; an id that the case lacks stands for itself."""
    place = case.places.get(id)
    return {each: place.name(each) if place else id for each in ("en", "ar")}
