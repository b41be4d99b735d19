"""Findings for machines (`findings.json`) and for any text editor (`findings.md`)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

from geo_osint.case import Case
from geo_osint.checking import verdict_words
from geo_osint.files import Stage
from geo_osint.layers import Tables
from geo_osint.model import (
    Bilingual,
    Decision,
    Finding,
    Hypothesis,
    Interval,
    IntervalSet,
    Mention,
    Movement,
    ReadingResult,
    Source,
    Statement,
)
from geo_osint.output import wording
from geo_osint.routing import stops
from geo_osint.version import __version__

FORMAT = "geo-osint findings 1"

DIGITS = 3
"""Metres are given to the millimetre: finer than any source, and the same on every machine."""


def write(
    stage: Stage,
    case: Case,
    findings: tuple[Finding, ...],
    tables: Tables,  # noqa: ARG001  all outputs are called alike
) -> None:
    """Stage `NAME.findings.json` and `NAME.findings.md`."""
    stage.text(f"{case.name}.findings.json", to_json(case, findings))
    stage.text(f"{case.name}.findings.md", to_markdown(case, findings))


def to_json(case: Case, findings: Iterable[Finding]) -> str:
    """Write findings as strict JSON; the same findings give the same bytes.

    Intervals are closed, in metres, `null` where unbounded.
    """
    document = {
        "format": FORMAT,
        "case": case.sha256,
        "tool": __version__,
        "findings": [_finding(each) for each in findings],
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _finding(found: Finding) -> dict[str, Any]:
    told = found.statement
    quantity = told.quantity
    return {
        "id": found.id,
        "kind": told.kind,
        "words": told.words,
        "report": told.report,
        "span": [told.span.start, told.span.end],
        "verdict": found.verdict,
        "reading": found.reading,
        "unit": found.unit,
        "possible": _set(found.possible),
        "as_printed": _set(quantity.printed if quantity else IntervalSet()),
        "newsroom": _set(quantity.newsroom if quantity else IntervalSet()),
        "margin": _number(found.margin),
        "hypotheses": [_hypothesis(each) for each in found.hypotheses],
        "readings": {each.name: _reading(each) for each in found.readings},
        "breakdown": None
        if found.breakdown is None
        else {
            "extent": _number(found.breakdown.extent),
            "sources": _number(found.breakdown.sources),
            "coordinates": _number(found.breakdown.coordinates),
        },
        "reasons": {
            "en": [each.en for each in found.reasons],
            "ar": [each.ar for each in found.reasons],
        },
        "settles": _words(found.settles),
        "stand_in": _words(found.stand_in),
        "limit": _words(found.limit),
        "decision": _decision(found.decision),
    }


def _hypothesis(each: Hypothesis) -> dict[str, Any]:
    return {
        "subject": each.subject,
        "reference": each.reference,
        "positions": {
            "subject": list(each.subject_sources),
            "reference": list(each.reference_sources),
        },
        "interval": _interval(each.interval),
        "verdict": each.verdict,
        "margin": _number(each.margin),
    }


def _reading(each: ReadingResult) -> dict[str, Any]:
    return {"possible": _set(each.possible), "verdict": each.verdict, "basis": _words(each.basis)}


def _decision(each: Decision | None) -> dict[str, str] | None:
    if each is None:
        return None
    return {
        "by": each.by,
        "date": each.date.isoformat(),
        "decision": each.decision,
        "reason": each.reason,
        "second_reader": each.second_reader,
    }


def _words(each: Bilingual | None) -> dict[str, str] | None:
    return None if each is None else {"en": each.en, "ar": each.ar}


def _set(found: IntervalSet) -> list[list[float | None]]:
    return [_interval(part) for part in found]


def _interval(part: Interval) -> list[float | None]:
    return [_number(part.lo), _number(part.hi)]


def _number(value: float | None) -> float | None:
    """Round; whole numbers without a point, no minus zero, infinities as null."""
    if value is None or math.isinf(value):
        return None
    rounded = round(value, DIGITS)
    return int(rounded) if rounded == int(rounded) else rounded


def to_markdown(case: Case, findings: Iterable[Finding]) -> str:
    """Write findings and movements as Markdown that reads well as plain text too.

    What comes from outside (reports, gazetteer, analyst) is escaped: it is shown as it stands.
    """
    listed = tuple(findings)
    blocks = [
        *_head(case),
        *(block for each in listed for block in _block(each, case)),
        *_movements(case),
        *_sources(case, listed),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(case: Case) -> Iterator[str]:
    yield f"# Findings: {escaped(case.name)}"
    yield "\n".join(
        f"- {escaped(report.id)}: {_reported(case, report.id)}" for report in case.reports
    )
    digest = case.sha256 or "not written yet"
    yield f"Case sha256 `{digest}`, geo-osint {__version__}."
    yield _banner(None) + " This holds for everything below on which no decision stands."


def _reported(case: Case, id: str) -> str:
    header = next(each.header for each in case.reports if each.id == id)
    parts = [
        header.title,
        header.publisher,
        header.published.isoformat() if header.published else "",
    ]
    links = [linked(each) for each in (header.source_url, header.archive_url) if each]
    return ", ".join([*(escaped(each) for each in parts if each), *links]) or "no header"


def _banner(decision: Decision | None) -> str:
    words = wording.reviewed(decision)
    return f"**{escaped(words.en)}** · **{escaped(words.ar)}**"


def _block(found: Finding, case: Case) -> Iterator[str]:
    told, verdict = found.statement, verdict_words(found.verdict)
    yield f"## {escaped(found.id)}: {verdict.en} · {verdict.ar}"
    yield f"> {escaped(told.words)}"
    yield _banner(found.decision)
    words = (
        wording.sentence(found, case) if told.kind == "distance" else wording.relation(told, case)
    )
    yield escaped(words.en)
    yield escaped(words.ar)
    yield "\n".join(
        [*_facts(found), *_taken((told.subject, told.reference), case), *_reasons(found)]
    )


def _facts(found: Finding) -> Iterator[str]:
    quantity = found.statement.quantity
    status = wording.term("status", found.statement.status)
    if found.possible:
        yield f"- Possible: {wording.distances(found.possible).en} ({_named(found.reading)})"
    if quantity and quantity.printed:
        printed, newsroom = (
            wording.distances(quantity.printed),
            wording.distances(quantity.newsroom),
        )
        yield f"- As printed: {printed.en}; with newsroom tolerance: {newsroom.en}"
    if found.margin is not None:
        yield f"- Margin: {wording.margin(found).en}"
    for each in found.readings:
        verdict = verdict_words(each.verdict).en
        figure = wording.distances(each.possible).en
        yield f"- Measured otherwise: {figure}, {verdict} ({escaped(each.basis.en)})"
    if found.breakdown:
        wide = {name: wording.length(value).en for name, value in _causes(found)}
        yield "- What makes it wide: " + ", ".join(
            f"{name} {value}" for name, value in wide.items()
        )
    if found.statement.same_as:
        yield f"- Tells again what {escaped(found.statement.same_as)} tells"
    yield f"- Reading: {status.en}; {escaped(found.statement.report)}, {_at(found.statement)}"
    if found.statement.note:
        yield f"- Note: {escaped(found.statement.note)}"


def _named(reading: str) -> str:
    return wording.term("reading", reading).en


def _causes(found: Finding) -> list[tuple[str, float]]:
    assert found.breakdown
    parts = found.breakdown
    return [
        ("extent", parts.extent),
        ("sources", parts.sources),
        ("rounded coordinates", parts.coordinates),
    ]


def _at(told: Statement | Movement) -> str:
    return f"characters {told.span.start} to {told.span.end}"


def _taken(mentions: Iterable[Mention | None], case: Case) -> Iterator[str]:
    for mention in mentions:
        words = wording.taken(mention, case) if mention else None
        if words:
            yield f"- Name · الاسم: {escaped(words.en)}"


def _reasons(found: Finding) -> Iterator[str]:
    for name, words in (
        *(("Reason · السبب", each) for each in found.reasons),
        ("What would settle it · ما يحسمه", found.settles),
        ("Stands in · بديل", found.stand_in),
        ("Limit · الحد", found.limit),
    ):
        if words:
            yield f"- {name}: {escaped(words.en)}  \n  {escaped(words.ar)}"


def _movements(case: Case) -> Iterator[str]:
    if case.standing_movements:
        yield "# Movements as reported"
    for told in case.standing_movements:
        yield f"## {escaped(told.id)}: {escaped(wording.when(told.date).en)}"
        yield f"> {escaped(told.words)}"
        yield _banner(case.decision_on(told.id))
        yield "\n".join(_moved(told, case))


def _moved(told: Movement, case: Case) -> Iterator[str]:
    area = " (the area of it)" if told.area else ""
    named = (
        ("From", told.origin, ""),
        *(("Through", each, "") for each in told.via),
        ("To", told.destination, area),
        ("Towards", told.towards, area),
    )
    if told.date:
        yield f"- Date: “{escaped(told.date.words)}”"
    if told.count:
        words, said = wording.counted(told.count), told.count.with_
        with_ = f"; said of them: “{escaped(said)}”" if said else ""
        yield f"- Count: {escaped(words.en)} (“{escaped(told.count.words)}”){with_}"
    if told.actor:
        yield f"- Actor: {escaped(told.actor)}"
    for label, mention, note in named:
        if mention:
            words = wording.named(mention, case)
            yield f"- {label}: {escaped(words.en)} · {escaped(words.ar)}{note}"
    yield from _taken((mention for _, mention in stops(told)), case)
    if told.ordinal_words:
        yield f"- Of a series: “{escaped(told.ordinal_words)}”"
    if told.same_as:
        yield f"- Tells again what {escaped(told.same_as)} tells"
    yield f"- Reading: {wording.term('status', told.status).en}; {escaped(told.report)}, {_at(told)}"


def _sources(case: Case, findings: tuple[Finding, ...]) -> Iterator[str]:
    keys = dict.fromkeys(
        key
        for found in findings
        for each in found.hypotheses
        for key in (*each.subject_sources, *each.reference_sources)
    )
    if keys:
        yield "# Sources of the positions"
        listed = (case.sources.get(key, Source(key, key)) for key in sorted(keys))
        yield "\n".join(f"- {_source(each)}" for each in listed)


def _source(source: Source) -> str:
    parts = (source.title, source.reference, source.date, source.licence)
    told = [escaped(each) for each in parts if each]
    return ", ".join([*told, linked(source.url)] if source.url else told)


_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~#$!^{}])")
"""Characters that may open or close something in Markdown and its common extensions."""

_AT_START = re.compile(r"^(?:(?=[-+=:])|\d+(?=[.)](?:\s|$)))")
"""What opens a list, a heading's underline or a definition at the start of a line."""

_LINK = re.compile(r"(?i)\b(https?|ftp|javascript|data|vbscript|mailto|www)(:|\.)")
"""What readers turn into a link by themselves."""


def escaped(text: str) -> str:
    r"""Write text from outside so that Markdown shows it as it stands, on one line.

    Examples
    --------
    >>> escaped("[x](javascript:y) | <b>")
    '\\[x\\](javascript\\:y) \\| \\<b\\>'
    """
    line = " ".join(re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", text).split())
    line = _LINK.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\1", line))
    return _AT_START.sub(r"\g<0>\\", line)


_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
"""A web address that can stand between angle brackets as it is."""


def linked(url: str) -> str:
    r"""Write an address from outside: a plain web address as a link, anything else as text.

    Examples
    --------
    >>> linked("https://a.example/b_c"), linked("javascript:x")
    ('<https://a.example/b_c>', 'javascript\\:x')
    """
    return f"<{url}>" if _ADDRESS.fullmatch(url) else escaped(url)
