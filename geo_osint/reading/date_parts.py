"""What the readers of dates share: the text they read, what they find, the numbers behind words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from geo_osint.names import Folded
from geo_osint.reading.almanac import Days, Part, Side
from geo_osint.reading.cues import Cues
from geo_osint.reading.lexicon import Lexicon
from geo_osint.reading.ordinals import ordinal_of


@dataclass(frozen=True, slots=True)
class Source:
    """A text and what its dates are read with: the day it is dated, the words, where they stand."""

    body: str
    folded: Folded
    published: date | None
    lexicon: Lexicon
    cues: Cues

    @property
    def text(self) -> str:
        """Give the folded text, which all offsets are into."""
        return self.folded.text

    def is_capital(self, at: int) -> bool:
        """Tell whether a name begins with a capital in print; Arabic has none and passes."""
        character = self.body[self.folded.offsets[at]]
        return character.isupper() or not character.islower()

    def before(self, at: int, pattern: re.Pattern[str]) -> bool:
        """Tell whether a pattern that ends in `$` matches right before an offset."""
        return pattern.search(self.text, max(0, at - 32), at) is not None


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of folded text and the days it means, None if it is no date after all."""

    start: int
    end: int
    days: Days | None


def day_number(words: str, lexicon: Lexicon) -> int:
    """Give the day of the month that a figure or an ordinal names; 0 if it is none."""
    digits = re.match(r"(?:ال)?(\d{1,2})", words)
    return int(digits[1]) if digits else ordinal_of(words, lexicon) or 0


def weekday_number(words: str, lexicon: Lexicon) -> int:
    """Give the ISO number of a weekday's name."""
    return int(lexicon.classes("weekdays")[" ".join(words.split())])


def side_of(match: re.Match[str], lexicon: Lexicon) -> Side:
    """Tell "last", "this" or "next" from the words beside a date."""
    groups = match.groupdict()
    words = " ".join((groups.get("side_before") or groups["side_after"] or "").split())
    sides: tuple[Side, ...] = ("last", "this", "next")
    return next((side for side in sides if words in lexicon.forms("dates", side)), "")


def part_of(match: re.Match[str], lexicon: Lexicon) -> Part:
    """Tell "early", "mid-" or "late" from the words before a month."""
    words = " ".join((match["part"] or "").split())
    parts: tuple[Part, ...] = ("early", "middle", "late")
    return next((part for part in parts if words in lexicon.forms("month_parts", part)), "")
