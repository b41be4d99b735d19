"""Findings and movements as Markdown that reads well as plain text too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geo_osint.case import Case
from geo_osint.checking import conflicts, verdict_words
from geo_osint.model import Decision, Finding, Mention, Movement, Source, Statement
from geo_osint.output import wording
from geo_osint.output.findings.escaping import escaped, linked
from geo_osint.output.sentences import sentence
from geo_osint.routing import stops
from geo_osint.version import __version__


def to_markdown(case: Case, findings: Iterable[Finding]) -> str:
    """Write findings and movements as Markdown that reads well as plain text too.

    What comes from outside (reports, gazetteer, analyst) is escaped: it is shown as it stands.
    """
    listed = tuple(findings)
    blocks = [
        *_head(case),
        *(block for each in listed for block in _block(each, case)),
        *_conflicts(case),
        *_movements(case),
        *_unread(case),
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
    words = sentence(found, case)
    yield escaped(words.en)
    yield escaped(words.ar)
    facts = (*_facts(found), *_taken(told.mentions, case), *_reasons(found))
    yield "\n".join([*facts, *(f"- Source · المصدر: {_source(each)}" for each in found.sources)])


def _facts(found: Finding) -> Iterator[str]:
    status = wording.term("status", found.statement.status)
    if found.possible:
        yield f"- Possible: {wording.amounts(found.possible, found.unit).en} ({_named(found.reading)})"
    if found.printed:
        printed = wording.amounts(found.printed, found.unit)
        newsroom = wording.amounts(found.newsroom, found.unit)
        exactly, roughly = (each.en for each in wording.fitting(found))
        yield f"- {exactly}: {printed.en}; {roughly[:1].lower()}{roughly[1:]}: {newsroom.en}"
    if found.margin is not None:
        yield f"- Margin: {wording.margin(found).en}"
    for each in found.readings:
        verdict = verdict_words(each.verdict).en
        figure = wording.amounts(each.possible, each.unit).en
        yield f"- Measured otherwise: {figure}, {verdict} ({escaped(each.basis.en)})"
    if found.breakdown:
        yield f"- What makes it wide: {wording.breakdown(found.breakdown).en}"
    if found.statement.same_as:
        yield f"- Tells again what {escaped(found.statement.same_as)} tells"
    yield f"- Reading: {status.en}; {escaped(found.statement.report)}, {_at(found.statement)}"
    if found.statement.note:
        yield f"- Note: {escaped(found.statement.note)}"


def _named(reading: str) -> str:
    return wording.term("reading", reading).en


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


def _conflicts(case: Case) -> Iterator[str]:
    found = conflicts(case)
    if found:
        yield f"# {wording.CONFLICTS.en} · {wording.CONFLICTS.ar}"
        yield "\n".join(
            f"- {escaped(each.reason.en)}  \n  {escaped(each.reason.ar)}" for each in found
        )


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
    if told.arrival:
        when = escaped(wording.when(told.arrival).en)
        yield f"- Arrival: {when} (“{escaped(told.arrival.words)}”)"
    if told.took:
        yield f"- Time on the way: “{escaped(told.took.words)}”"
    for count in told.counts:
        words, said = wording.counted(count), count.with_
        with_ = f"; said of them: “{escaped(said)}”" if said else ""
        yield f"- Count: {escaped(words.en)} (“{escaped(count.words)}”){with_}"
    if told.sense:
        yield f"- By the verb: {escaped(wording.term('sense', told.sense).en)}"
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


def _unread(case: Case) -> Iterator[str]:
    quotes = [f"- {escaped(r.id)}: “{escaped(words)}”" for r in case.reports for words in r.unread]
    if quotes:
        yield f"# {wording.UNREAD.en} · {wording.UNREAD.ar}"
        yield "\n".join(quotes)


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
