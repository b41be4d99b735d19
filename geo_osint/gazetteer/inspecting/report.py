"""What a check of a gazetteer file found."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

LONGEST = 300
"""Characters of a message; what is longer quotes a value that nobody reads to its end."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing looked for: `level` is "fault" or "notice"; what to do about it is its `advice`."""

    code: str
    level: str
    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One breach of a rule: the feature's index (-1: the file), its id or number, member, words."""

    rule: str
    feature: int
    where: str
    member: str
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in a file, in the order of the rules and then of the file."""

    file: str
    sha256: str
    name: str
    places: int
    sources: int
    remarks: tuple[Remark, ...]

    def groups(self, level: str) -> list[tuple[Rule, list[Remark]]]:
        """Give the breached rules of a level, each with its remarks."""
        found: dict[str, list[Remark]] = {}
        for remark in self.remarks:
            found.setdefault(remark.rule, []).append(remark)
        return [
            (rule, found[code])
            for code, rule in rules().items()
            if rule.level == level and code in found
        ]

    def count(self, level: str) -> int:
        """Count the remarks of a level."""
        return sum(rules()[each.rule].level == level for each in self.remarks)


def in_order(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Sort by rule, then by place in the file; one that is there twice is kept once."""
    order = {code: number for number, code in enumerate(rules())}
    once = dict.fromkeys(replace(each, what=_one_line(each.what)) for each in remarks)
    return tuple(sorted(once, key=lambda each: (order[each.rule], each.feature, each.member)))


def _one_line(words: str) -> str:
    """Keep a message readable, whatever stands in the file that it quotes."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"


@cache
def rules() -> Mapping[str, Rule]:
    """Give the table of rules, by code, in the order of the report."""
    file = resources.files(__package__) / "rules.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {code: Rule(code, **about) for code, about in table.items()}
