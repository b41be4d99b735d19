"""One block for each finding, and the small pieces that blocks are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from geo_osint import styles
from geo_osint.case import Case
from geo_osint.checking import verdict_words
from geo_osint.model import (
    Bilingual,
    Decision,
    Finding,
    LonLat,
    Mention,
    Place,
    Position,
    Report,
    Source,
    Verdict,
)
from geo_osint.output import wording
from geo_osint.output.brief.figure import figure
from geo_osint.output.brief.html import NO_ATTRIBUTES, Markup, Node, element, fragment, link, table
from geo_osint.output.sentences import sentence

ENGLISH = {"lang": "en", "dir": "ltr"}
ARABIC = {"lang": "ar", "dir": "rtl"}

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Fact = tuple[Bilingual, Sequence[Bilingual]]
"""A label and what stands under it, one thing or several."""


def pair(words: Bilingual) -> Markup:
    """Set a label in both languages on one line."""
    return fragment(words.en, " · ", element("bdi", ARABIC, words.ar))


def both(words: Bilingual) -> tuple[Markup, Markup]:
    """Set a text in both languages, each in a paragraph of its own direction."""
    return element("p", ENGLISH, words.en), element("p", ARABIC, words.ar)


def review(decision: Decision | None, note: str = "") -> Markup:
    """Say who stands for what follows: an analyst, or nobody yet."""
    words = wording.reviewed(decision)
    kind = "review decided" if decision else "review"
    return element(
        "div",
        {"class": kind},
        element("span", ENGLISH, words.en, note),
        element("span", ARABIC, words.ar),
    )


def verdict(finding: Finding) -> Markup:
    """Set a verdict in its colour, with its mark and its words."""
    return _verdict(finding.verdict)


def _verdict(code: Verdict) -> Markup:
    mark = styles.style(code, "verdict").mark
    shown = element("span", {"aria-hidden": "true"}, f"{mark} ")
    return element("span", {"class": f"verdict v-{code}"}, shown, pair(verdict_words(code)))


def quote(words: str, report: Report | None) -> Markup:
    """Quote a report in its own language and direction."""
    language = report.header.language if report else ""
    told = {"lang": language} if _LANGUAGE.fullmatch(language) else {}
    return element("blockquote", {"dir": "auto", **told}, words)


def finding_block(finding: Finding, case: Case) -> Markup:
    """Set one finding: verdict, quote, sentence to paste, figure, facts, sources."""
    told = finding.statement
    report = next((each for each in case.reports if each.id == told.report), None)
    return element(
        "article",
        {"class": f"finding v-{finding.verdict}", "id": finding.id},
        element("h2", NO_ATTRIBUTES, f"{finding.id} ", verdict(finding)),
        review(finding.decision),
        quote(told.words, report),
        element("p", {"class": "cite"}, *_cited(finding, report)),
        element("h3", NO_ATTRIBUTES, pair(Bilingual("To paste", "للنسخ"))),
        element("div", {"class": "say both"}, *both(sentence(finding, case))),
        _drawn(finding),
        element("div", {"class": "both"}, *_facts(tuple(_told(finding, case)))),
        _cited_facts(finding.sources),
        sources_table(_places(case, *told.mentions), case),
    )


def _cited_facts(sources: Sequence[Source]) -> Markup | None:
    """List the sources of what is no position, the states of crossings and bridges."""
    if not sources:
        return None
    heading = element("h3", NO_ATTRIBUTES, pair(Bilingual("On whose word", "بحسب من")))
    return fragment(
        heading, element("ul", {}, (element("li", {}, *_source(each)) for each in sources))
    )


def _cited(finding: Finding, report: Report | None) -> Iterator[Node]:
    told = finding.statement
    yield f"{told.report}, {told.span.start}–{told.span.end}"
    if report and report.header.publisher:
        yield fragment(": ", element("bdi", NO_ATTRIBUTES, report.header.publisher))
    if told.same_as:
        yield f"; tells again what {told.same_as} tells · "
        yield element("bdi", ARABIC, f"تكرار لما في {told.same_as}")


def _drawn(finding: Finding) -> Markup | None:
    drawn = figure(finding)
    return element("figure", {}, drawn) if drawn else None


def _facts(facts: Sequence[Fact]) -> tuple[Markup, Markup]:
    """Set the same facts twice, side by side."""
    english = ((label.en, [each.en for each in told]) for label, told in facts)
    arabic = ((label.ar, [each.ar for each in told]) for label, told in facts)
    return _listed(ENGLISH, english), _listed(ARABIC, arabic)


def _listed(attributes: dict[str, str], facts: Iterable[tuple[str, Sequence[str]]]) -> Markup:
    return element(
        "dl",
        attributes,
        (
            fragment(
                element("dt", NO_ATTRIBUTES, label),
                element("dd", NO_ATTRIBUTES, told[0] if len(told) == 1 else _bullets(told)),
            )
            for label, told in facts
        ),
    )


def _bullets(told: Sequence[str]) -> Markup:
    return element("ul", NO_ATTRIBUTES, (element("li", NO_ATTRIBUTES, each) for each in told))


def _told(finding: Finding, case: Case) -> Iterator[Fact]:
    told = finding.statement
    if finding.possible:
        basis = wording.term("reading", finding.reading)
        found = wording.amounts(finding.possible, finding.unit)
        yield (
            Bilingual("Possible", "الممكن"),
            [Bilingual(f"{found.en} ({basis.en})", f"{found.ar} ({basis.ar})")],
        )
    if finding.printed:
        labels = wording.fitting(finding)
        for label, each in zip(labels, (finding.printed, finding.newsroom), strict=True):
            yield label, [wording.amounts(each, finding.unit)]
    if finding.margin is not None:
        yield Bilingual("Margin", "الفارق"), [wording.margin(finding)]
    if finding.readings:
        yield Bilingual("Measured otherwise", "بقياس آخر"), [*_otherwise(finding)]
    if finding.breakdown:
        yield (
            Bilingual("What makes it wide", "أسباب اتساعه"),
            [wording.breakdown(finding.breakdown)],
        )
    if finding.reasons:
        yield Bilingual("Reasons", "الأسباب"), finding.reasons
    if finding.settles:
        yield Bilingual("What would settle it", "ما يحسمه"), [finding.settles]
    if finding.stand_in:
        yield Bilingual("Stands in", "البديل"), [finding.stand_in]
    names = [wording.taken(each, case) for each in told.mentions]
    if any(names):
        yield Bilingual("Names", "الأسماء"), [each for each in names if each]
    if told.note:
        note = wording.isolated(told.note)
        yield Bilingual("Note", "ملاحظة"), [Bilingual(note, note)]
    yield Bilingual("Reading", "القراءة"), [wording.term("status", told.status)]
    yield Bilingual("Limit", "الحد"), [finding.limit]


def _otherwise(finding: Finding) -> Iterator[Bilingual]:
    for each in finding.readings:
        found, words = wording.amounts(each.possible, each.unit), verdict_words(each.verdict)
        yield Bilingual(
            f"{found.en}: {words.en} ({each.basis.en})", f"{found.ar}: {words.ar} ({each.basis.ar})"
        )


def _places(case: Case, *mentions: Mention | None) -> list[Place]:
    ids = dict.fromkeys(id for each in mentions if each for id in each.places)
    return [case.places[id] for id in ids]


_COLUMNS = (
    Bilingual("Place", "المكان"),
    Bilingual("Position (lat, lon)", "الموقع (عرض، طول)"),
    Bilingual("Source", "المصدر"),
    Bilingual("Date", "التاريخ"),
)


def sources_table(places: Sequence[Place], case: Case) -> Markup | None:
    """List every source's position of some places, and what the others rest on."""
    rows = [row for place in places for row in _rows(place, case)]
    if not rows:
        return None
    heading = element("h3", NO_ATTRIBUTES, pair(Bilingual("Sources", "المصادر")))
    return fragment(heading, table(map(pair, _COLUMNS), rows))


_ROUNDED = Bilingual("rounded to within {}", "مقرّب ضمن {}")
_WITHIN = Bilingual("may be off by {}", "قد يبعد عنه {}")
_DRAWN = Bilingual("a line or an area, drawn coarsely", "خط أو مساحة برسم تقريبي")
_NOWHERE = Bilingual("not located", "موقعه غير محدد")
_ADDED = Bilingual("added by the analyst", "أضافه المحلل")
_ESTIMATE = Bilingual("our estimate", "تقديرنا")


def _at(at: LonLat, off_m: float, told: Bilingual) -> Node:
    off = wording.length(off_m)
    return (
        element("p", ENGLISH, f"{at.lat_deg}, {at.lon_deg}"),
        element(
            "p", {"class": "words"}, pair(Bilingual(told.en.format(off.en), told.ar.format(off.ar)))
        ),
    )


def _rows(place: Place, case: Case) -> Iterator[Markup]:
    name = (
        element("p", ENGLISH, wording.isolated(place.name("en"))),
        element("p", ARABIC, wording.isolated(place.name("ar"))),
    )
    for position in place.positions:
        source = case.sources.get(position.source, Source(position.source, position.source))
        told = (
            (position.radius_m, _WITHIN) if position.radius_m else (position.precision_m, _ROUNDED)
        )
        at = _at(position.at, *told)
        yield _row(name, at, _positioned(source, position), position.date or source.date)
    if place.estimate and not place.positions:
        basis = fragment(
            pair(_ESTIMATE), ": ", element("bdi", NO_ATTRIBUTES, place.estimate.reason)
        )
        yield _row(name, _at(place.estimate.at, place.estimate.radius_m, _WITHIN), basis, "")
    if not place.positions and not place.estimate:
        yield _row(name, pair(_DRAWN if place.shape else _NOWHERE), "–", "")


def _row(name: Node, at: Node, source: Node, date: str) -> Markup:
    cells = (name, at, source, element("bdi", ENGLISH, date) if date else "–")
    return element("tr", NO_ATTRIBUTES, *(element("td", {}, each) for each in cells))


def _positioned(source: Source, position: Position) -> Node:
    added = (pair(_ADDED), " ", element("bdi", NO_ATTRIBUTES, position.by), "; ")
    return (added if position.by else None, *_source(source, position.note))


def _source(source: Source, note: str = "") -> tuple[Node, ...]:
    parts = (source.title, source.reference, note, source.licence)
    return (
        *(fragment(element("bdi", NO_ATTRIBUTES, each), "; ") for each in parts if each),
        link(source.url) if source.url else None,
    )
