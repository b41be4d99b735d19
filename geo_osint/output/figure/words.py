"""What a figure says, in the one language it is made in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Literal

from geo_osint.case import Case
from geo_osint.checking import is_direction
from geo_osint.model import Bilingual, Finding, LonLat, Movement
from geo_osint.model.text import isolated
from geo_osint.output import wording
from geo_osint.output.figure.scene import Scene
from geo_osint.routing import stops


@cache
def _strings() -> Mapping[str, Mapping[str, str]]:
    text = resources.files(__package__).joinpath("strings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


Language = Literal["en", "ar"]


class Words:
    """Words in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.rtl = language == "ar"

    def say(self, key: str, **parts: str) -> str:
        """Give a sentence of our own."""
        return _strings()[self.language][key].format(**parts)

    def of(self, words: Bilingual | None) -> str:
        """Choose the language of words; "" for none."""
        return (words.ar if self.rtl else words.en) if words else ""

    @property
    def start(self) -> str:
        """The side on which lines begin."""
        return "right" if self.rtl else "left"

    @property
    def comma(self) -> str:
        """What parts things in a row."""
        return "، " if self.rtl else ", "

    def at(self, where: LonLat) -> str:
        """Write a position in whole minutes, latitude first."""
        return f"{self.degrees(where.lat_deg, 'lat')} {self.degrees(where.lon_deg, 'lon')}"

    def degrees(self, value: float, axis: str) -> str:
        r"""Write a latitude or a longitude in degrees and minutes.

        Examples
        --------
        >>> Words("en").degrees(-0.5, "lon"), Words("ar").degrees(35, "lat")
        ('0°30′W', '\u206835°\u2069 شمالًا')
        """
        minutes = round(abs(value) * 60)
        side = _SIDES[self.language][axis][value < 0] if minutes else ""
        if axis == "lon" and minutes == 180 * 60:
            side = ""
        small = f"{minutes % 60:02d}′" if minutes % 60 else ""
        figure = f"{minutes // 60}°{small}"
        return f"{isolated(figure)} {side}".strip() if self.rtl else f"{figure}{side}"


_SIDES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {"lat": ("N", "S"), "lon": ("E", "W")},
    "ar": {"lat": ("شمالًا", "جنوبًا"), "lon": ("شرقًا", "غربًا")},
}


def finding_in_few_words(finding: Finding, case: Case) -> Bilingual:
    """Say what a statement states: "A – B: 14 km", "A: in the countryside of B"."""
    told = finding.statement
    subject, what = wording.named(told.subject, case), wording.relation(told, case)
    if told.kind == "distance":
        other = wording.named(told.reference, case)
        if is_direction(told.relation):
            turn = wording.term("direction", told.relation)
            what = Bilingual(f"{what.en}, {turn.en}", f"{what.ar}، {turn.ar}")
        subject = Bilingual(f"{subject.en} – {other.en}", f"{subject.ar} – {other.ar}")
    elif told.subject is None:
        return what
    return Bilingual(f"{subject.en}: {what.en}", f"{subject.ar}: {what.ar}")


def movement_in_few_words(told: Movement, case: Case) -> Bilingual:
    """Say what a movement was reported to be: when, how many, from where to where."""
    parts = [wording.when(told.date)]
    if told.count:
        parts.append(wording.counts(told))
    parts += [wording.stop(role, mention, told, case) for role, mention in stops(told)]
    return Bilingual("; ".join(p.en for p in parts), "؛ ".join(p.ar for p in parts))


def title(scene: Scene) -> Bilingual:
    """Name a figure: after what it shows alone, else after the report, else after the case."""
    if scene.alone and scene.movements:
        return movement_in_few_words(scene.movements[0], scene.case)
    if scene.alone:
        return finding_in_few_words(scene.findings[0], scene.case)
    titles = [each.header.title for each in scene.case.reports if each.header.title]
    said = titles[0] if len(titles) == 1 == len(scene.case.reports) else scene.case.name
    return Bilingual(isolated(said), isolated(said))


def credits(scene: Scene) -> Iterator[Bilingual]:
    """Name who published what, and when, for each report that is shown."""
    shown = {each.statement.report for each in scene.findings}
    shown |= {each.report for each in scene.movements}
    for report in scene.case.reports:
        header = report.header
        if report.id not in shown:
            continue
        who = isolated(header.publisher) if header.publisher else isolated(report.file)
        on = wording.day(header.published) if header.published else Bilingual("", "")
        yield Bilingual(
            ", ".join(filter(None, (who, on.en))), "، ".join(filter(None, (who, on.ar)))
        )
