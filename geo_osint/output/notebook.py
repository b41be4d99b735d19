"""How values show themselves in Jupyter: plain tables in which text from outside stays text.

Names, words and notes come from reports and gazetteers. A notebook shows HTML as it is and sets what
stands between `$` signs as mathematics, in which a link may run code: here no such sign reaches it
next to another.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from geo_osint.case import Case
from geo_osint.checking import Pair, amounts, kilometres, metres, short_margin, verdict_words
from geo_osint.gazetteer.kinds import kind_of
from geo_osint.model import (
    Confusion,
    Finding,
    IntervalSet,
    Mention,
    Movement,
    Place,
    Position,
    Source,
    Statement,
)

Value = TypeVar("Value")
Cell = str
"""HTML that is safe to place: made by `escaped`, `listed` or a function of this module."""

_METHOD = "_repr_html_"

UNREVIEWED = "machine reading, unreviewed unless decided"


def show(kind: type[Value], as_html: Callable[[Value], str]) -> None:
    """Let all values of a class show themselves in Jupyter by a function."""
    setattr(kind, _METHOD, as_html)


def escaped(text: object, direction: str = "auto") -> Cell:
    """Write text from outside so that a notebook shows it as it stands.

    `direction` is `ltr` or `rtl` for sentences of a known language, whatever name they begin with.

    Examples
    --------
    >>> escaped("<b>")
    '<bdi dir="auto">&lt;b&gt;</bdi>'
    """
    safe = html.escape(str(text)).replace("\n", "<br>")
    for sign in ("$", "\\"):  # MathJax does not look past a tag for the other sign
        safe = safe.replace(sign, f"<span>{sign}</span>")
    return f'<bdi dir="{direction}">{safe}</bdi>'


def place_html(place: Place, sources: Iterable[Source] = ()) -> str:
    """Show one place: names, kind, positions with their sources, namesakes."""
    titles = {each.key: each.title for each in sources}
    rows = [
        ("place", listed([escaped(place.name("en")), escaped(place.name("ar")), _code(place.id)])),
        ("kind", escaped(kind_of(place.kind).label.en)),
        ("countries", escaped(", ".join(place.countries) or "–")),
        ("positions (lat, lon)", listed(_positions(place, titles))),
        ("names", escaped(", ".join(dict.fromkeys(each.text for each in place.names)))),
        *(("not to be confused with", _confused(each)) for each in place.confused_with),
        *([("note", english_words(place.note))] if place.note else []),
    ]
    return _table((), [(_strong(name), cell) for name, cell in rows])


def matches_html(matches: Iterable[tuple[Place, Sequence[str], Iterable[Source]]]) -> str:
    """Show what a look-up found, best first."""
    rows = [
        (
            listed([escaped(place.name("en")), escaped(place.name("ar")), _code(place.id)]),
            escaped(kind_of(place.kind).label.en),
            listed(_positions(place, {each.key: each.title for each in sources})),
            listed([english_words(each) for each in reasons]),
        )
        for place, reasons, sources in matches
    ]
    headings = ("place", "kind", "positions (lat, lon)", "why")
    return _table(headings, rows) if rows else _paragraph("nothing comes near that name")


def finding_html(found: Finding) -> str:
    """Show one finding: what was stated, what is possible, the verdict and its reasons."""
    told = found.statement
    notes = [found.stand_in, *found.reasons]
    rows = [
        ("statement", f"{_code(found.id)} {escaped(told.words)}"),
        ("verdict", _both(verdict_words(found.verdict).en, verdict_words(found.verdict).ar)),
        ("possible", escaped(amounts(found.possible, found.unit).en or "–")),
        ("as printed", escaped(amounts(found.printed, found.unit).en or "–")),
        ("margin", escaped(short_margin(found))),
        ("reasons", listed([_both(each.en, each.ar) for each in notes if each])),
        *(
            [("would settle it", _both(found.settles.en, found.settles.ar))]
            if found.settles
            else []
        ),
        ("limit", _both(found.limit.en, found.limit.ar)),
        ("decision", escaped(_decision(found))),
    ]
    return _table((), [(_strong(name), cell) for name, cell in rows])


def findings_html(findings: Iterable[Finding]) -> str:
    """Show findings, one a row."""
    rows = [
        (
            _code(each.id),
            escaped(each.statement.words),
            escaped(each.statement.kind.replace("_", " ")),
            escaped(amounts(each.possible, each.unit).en or "–"),
            _both(verdict_words(each.verdict).en, verdict_words(each.verdict).ar),
            escaped(short_margin(each)),
            escaped(_decision(each)),
        )
        for each in findings
    ]
    headings = ("id", "statement", "kind", "possible", "verdict", "margin", "decision")
    return _table(headings, rows) if rows else _paragraph("no statement to check was read")


def case_html(case: Case) -> str:
    """Show a case: its reports, and what was read in them as it stands now."""
    reports = [
        f"{_code(each.id)} {escaped(each.header.title or each.file)}, "
        f"{escaped(each.header.publisher or 'publisher not given')}, "
        f"{escaped(each.header.published or 'date not given')}"
        for each in case.reports
    ]
    told: list[Statement | Movement] = [*case.statements, *case.movements]
    rows = [
        (_code(each.id), escaped(each.words), escaped(each.status), escaped(each.note))
        for each in told
    ]
    questions = [
        f"{escaped(each.words)}: {english_words(each.question or _open(each))}"
        for each in case.mentions
        if each.question or len(each.places) != 1
    ]
    return (
        _paragraph(f"Case {case.name} ({UNREVIEWED})")
        + listed(reports)
        + _table(("id", "words", "status", "note"), rows)
        + (_paragraph("Open questions") + listed(questions) if questions else "")
    )


def measurement_html(case: Case, ways: Iterable[Pair], finding: Finding | None) -> str:
    """Show the ways a distance may be, and the finding on a stated one."""
    rows = [
        (
            escaped(case.places[way.subject.place].name("en")),
            _titles(case, way.subject.sources),
            escaped(case.places[way.reference.place].name("en")),
            _titles(case, way.reference.sources),
            escaped(kilometres(IntervalSet.of(way.interval))),
        )
        for way in ways
    ]
    headings = ("from", "position by", "to", "position by", "distance, centre to centre")
    return _table(headings, rows) + (finding_html(finding) if finding else "")


def result_html(findings: Iterable[Finding], written: Iterable[Path]) -> str:
    """Show the findings of a run and the files it wrote."""
    files = [escaped(path.as_posix()) for path in written]
    return findings_html(findings) + _paragraph("Written") + listed(files)


def english_words(text: str) -> Cell:
    """Write an English sentence of ours in which names of any script may stand."""
    return escaped(text, "ltr")


def listed(cells: Sequence[Cell]) -> Cell:
    """Set cells one below the other."""
    return "<br>".join(cells) or "–"


def _positions(place: Place, titles: dict[str, str]) -> list[Cell]:
    found = [english_words(_position(each, titles)) for each in place.positions]
    if not found and place.estimate:
        at, within = place.estimate.at, metres(place.estimate.radius_m)
        reason = place.estimate.reason
        found = [english_words(f"estimate: {at.lat_deg}, {at.lon_deg} ± {within} ({reason})")]
    return found or [escaped("not located")]


def _position(each: Position, titles: dict[str, str]) -> str:
    by = f", pinned by {each.by} ± {metres(each.radius_m)}" if each.by else ""
    return f"{each.at.lat_deg}, {each.at.lon_deg} ({titles.get(each.source, each.source)}{by})"


def _confused(each: Confusion) -> Cell:
    return f"{_code(each.place)}: {english_words(each.reason)}"


def _open(mention: Mention) -> str:
    return "may mean " + " or ".join(mention.places) if mention.places else "not in the gazetteer"


def _titles(case: Case, keys: Sequence[str]) -> Cell:
    titles = dict.fromkeys(case.sources[key].title if key in case.sources else key for key in keys)
    return listed([escaped(each) for each in titles or ["our own estimate"]])


def _decision(found: Finding) -> str:
    decided = found.decision
    if decided is None:
        return "machine reading, unreviewed"
    return f"{decided.decision} ({decided.by}, {decided.date}) {decided.reason}".strip()


def _both(english: str, arabic: str) -> Cell:
    return f"{english_words(english)}<br>{escaped(arabic, 'rtl')}"


def _code(text: str) -> Cell:
    return f"<code>{escaped(text)}</code>"


def _strong(text: str) -> Cell:
    return f"<strong>{escaped(text)}</strong>"


def _paragraph(text: str) -> str:
    return f"<p>{escaped(text)}</p>"


def _table(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    head = "".join(f"<th {_CELL}>{escaped(each)}</th>" for each in headings)
    lines = ["<tr>" + "".join(f"<td {_CELL}>{each}</td>" for each in row) + "</tr>" for row in rows]
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


_CELL = 'style="text-align:start;vertical-align:top"'

show(Case, case_html)
show(Finding, finding_html)
show(Place, place_html)
