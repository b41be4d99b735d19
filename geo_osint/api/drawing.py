"""The map of a place that is only described: its regions on the page that shows cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo_osint import styles
from geo_osint.case import Case
from geo_osint.checking import square_kilometres
from geo_osint.checking.locating import Drawn, Meeting
from geo_osint.checking.regions import SETS, StatedSet
from geo_osint.geodesy import area_m2
from geo_osint.layers import COLUMNS, tables
from geo_osint.layers.frames import frame
from geo_osint.layers.ground import Row
from geo_osint.layers.located import TOGETHER, distances
from geo_osint.model import Bilingual, Finding, Span, Statement
from geo_osint.output import page
from geo_osint.output.page import PageFigure

NOTE = Bilingual(
    "A region says where the statements fit; nothing says that the place is there.",
    "يبيّن النطاق أين تصح الأقوال، ولا شيء يقول إن المكان هناك.",
)


def draw_map(case: Case, drawn: Drawn, meetings: Sequence[Meeting]) -> PageFigure:
    """Draw regions and where they meet on an interactive map."""
    together = list(_together(drawn, meetings))
    findings = [
        *(finding for finding, _ in together),
        *(_alone(drawn, each) for each in drawn.statements),
    ]
    shown = replace(case, statements=tuple(each.statement for each in findings))
    rows = [row for finding, found in together for row in _meeting_rows(finding, found)]
    laid = tables(shown, findings, ())
    regions = frame(COLUMNS["regions"], [*rows, *_region_rows(drawn, case)])
    return page.figure(shown, tuple(findings), {**laid, "regions": regions})


def _together(drawn: Drawn, meetings: Sequence[Meeting]) -> Iterator[tuple[Finding, list[Meeting]]]:
    """Give an entry for each way to keep statements, with where they meet in either set."""
    words = {each.id: each.words for each in drawn.statements}
    kept = dict.fromkeys(each.held for each in meetings)
    for number, held in enumerate(kept, start=1):
        found = [each for each in meetings if each.held == held]
        joined = " · ".join(words[id] for id in held)
        told = Statement(
            f"{TOGETHER}{number}", "", Span(0, len(joined)), joined, "within", relation="together"
        )
        areas = [(each.set, each.area_m2, each.ends) for each in found]
        yield Finding(told, "not_checked", reasons=(_area_words(areas), NOTE)), found


def _alone(drawn: Drawn, told: Statement) -> Finding:
    """Give an entry for one statement."""
    if not drawn.regions[told.id]:
        return Finding(told, "cannot_check")
    areas = [(name, area_m2(drawn.whole(told.id, name)), drawn.ends(told.id)) for name in SETS]
    return Finding(told, "not_checked", reasons=(_area_words(areas), NOTE))


def _area_words(areas: Sequence[tuple[StatedSet, float, bool]]) -> Bilingual:
    parts = [_of_set(*each) for each in areas]
    return Bilingual("; ".join(each.en for each in parts), "؛ ".join(each.ar for each in parts))


def _of_set(name: StatedSet, value_m2: float, ends: bool) -> Bilingual:
    label = styles.group("region")[name].label
    if not ends:
        return Bilingual(f"{label.en}: no end of its own", f"{label.ar}: لا حد له من نفسه")
    figure = square_kilometres(value_m2)
    return Bilingual(f"{label.en}: {figure} km²", f"{label.ar}: {figure} كم²")


def _meeting_rows(finding: Finding, found: Sequence[Meeting]) -> Iterator[Row]:
    for each in found:
        yield {
            "id": f"{finding.id}/{each.set}",
            "statement": finding.id,
            "basis": "; ".join(each.held),
            "set": each.set,
            "geometry": each.region,
        }


def _region_rows(drawn: Drawn, case: Case) -> Iterator[Row]:
    for told in drawn.statements:
        for number, region in enumerate(drawn.regions[told.id], start=1):
            place = case.places[region.reference]
            yield {
                "id": f"{told.id}/{region.set}/{number}",
                "statement": told.id,
                "reference_en": place.name("en"),
                "reference_ar": place.name("ar"),
                "basis": region.basis,
                "set": region.set,
                **distances(region),
                "geometry": region.geometry,
            }
