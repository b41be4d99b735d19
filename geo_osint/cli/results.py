"""What came of a case, on the terminal: movements, findings, what was not read, the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo_osint import pipeline
from geo_osint.checking import amounts, conflicts, is_direction, short_margin, verdict_words
from geo_osint.cli import show
from geo_osint.model import IMPLIED, Finding, Movement, Statement
from geo_osint.names import is_arabic
from geo_osint.output import wording
from geo_osint.output.findings import document


def print_result(
    result: pipeline.Result, as_json: bool, more: dict[str, Any] | None = None
) -> None:
    """Print what came of a case: movements, findings, what was not read, the files; or JSON."""
    if as_json:
        data = document(result.case, result.findings)
        show.as_json({**data, **(more or {}), "files": file_names(result)})
        return
    print_movements(result)
    rows = [_finding_row(result, finding) for finding in result.findings]
    headings = ("id", "statement", "possible", "as printed", "verdict", "margin")
    show.table(
        f"Findings of {result.case.name} (machine reading, unreviewed unless decided)",
        headings,
        rows,
    )
    for finding in result.findings:
        told = finding.statement
        if finding.hypotheses or finding.verdict == "cannot_check" or told.kind in IMPLIED:
            for note in _notes(finding):
                show.line(f"  {finding.id}: {note}")
    borne = {each.id for each in (*_told(result), *result.findings)}
    for on in dict.fromkeys(each.on for each in result.case.decisions if each.on not in borne):
        show.line(f"  {on}: a decision is on it, and nothing bears that id any more; decide anew")
    for each in conflicts(result.case):
        show.line(f"  {', '.join(each.statements)} contradict each other: {each.reason.en}")
    for status, words in (("rejected", "rejected by you"), ("withdrawn", "no longer read")):
        ids = [each.id for each in _told(result) if each.status == status]
        if ids:
            show.line(f"  {words} and passed over: {', '.join(ids)}")
    print_unread(result)
    show.line(
        f"  {result.findings[0].limit.en}"
        if result.findings
        else "  no statement to check was read"
    )
    print_files(result)


def _told(result: pipeline.Result) -> tuple[Statement | Movement, ...]:
    return (*result.case.statements, *result.case.movements)


def _notes(finding: Finding) -> list[str]:
    settles = [f"what would settle it: {finding.settles.en}"] if finding.settles else []
    stand_in = [finding.stand_in.en] if finding.stand_in else []
    return [*stand_in, *(reason.en for reason in finding.reasons), *settles]


def statement_row(result: pipeline.Result, finding: Finding) -> tuple[str, str, str]:
    """Give a statement as it was read: its id, what it says in few words, and the sentence."""
    told = finding.statement
    spoken_of = f"(the text says “{wording.isolated(told.stand_in)}”)" if told.stand_in else ""
    note = f"({told.note})" if told.note else ""
    lines = (_statement_words(result, finding), spoken_of, note)
    return finding.id, "\n".join(filter(None, lines)), told.words


def _finding_row(result: pipeline.Result, finding: Finding) -> tuple[str, ...]:
    told = finding.statement
    return (
        finding.id if told.status == "read" else f"{finding.id}\n{told.status}",
        _statement_words(result, finding),
        amounts(finding.possible, finding.unit).en or "–",
        amounts(finding.printed, finding.unit).en or "–",
        verdict_words(finding.verdict).en,
        short_margin(finding),
    )


def _statement_words(result: pipeline.Result, finding: Finding) -> str:
    """Put a statement in few words: "A – B: 14 km, north-east", "A: in the countryside of B"."""
    told = finding.statement
    subject, reference = _ends(result, finding)
    if told.quantity:
        named = " – ".join(filter(None, (subject, reference)))
        way = wording.term("direction", told.relation).en if is_direction(told.relation) else ""
        figure = ", ".join(filter(None, (told.quantity.words, way)))
        return f"{named}: {figure}" if named else figure
    words = wording.relation(told, result.case).en
    return f"{subject}: {words}" if subject else words


def _ends(result: pipeline.Result, finding: Finding) -> tuple[str, str]:
    """Name the two places of a statement, as its table has them."""
    row = result.tables["statements"].set_index("id").loc[finding.id]
    return str(row["subject_en"]), str(row["reference_en"])


def print_movements(result: pipeline.Result) -> None:
    """Print the movements of a case as a table; nothing where there are none."""
    rows = [_movement_row(row) for row in result.tables["movements"].to_dict("records")]
    if rows:
        show.table("Movements, as reported", ("id", "date", "what", "from", "to"), rows)
    for told in result.case.standing_movements:
        if told.note:
            show.line(f"  {told.id}: {told.note}")


def _movement_row(row: dict[str, Any]) -> tuple[str, ...]:
    area = "the area of " if row["area"] == "yes" else ""
    reached = f"{area}{row['destination_en']}" if row["destination_en"] else ""
    towards = f"towards {'' if reached else area}{row['towards_en']}" if row["towards_en"] else ""
    origin = row["origin_en"] + (f" via {row['via_en']}" if row["via_en"] else "")
    same = f" (told before: {row['same_as']})" if row["same_as"] else ""
    return (
        row["id"] if row["status"] == "read" else f"{row['id']}\n{row['status']}",
        _when(row),
        _what(row) + same,
        origin,
        ", then ".join(filter(None, (reached, towards))),
    )


def _what(row: dict[str, Any]) -> str:
    counts = " + ".join(filter(None, (row["count_words"], row["also_words"])))
    way = f", {wording.term('sense', row['sense']).en}" if row["sense"] else ""
    series = f" ({_apart(row['ordinal_words'])})" if row["ordinal_words"] else ""
    return (_apart(counts) or "–") + way + series


def _apart(words: str) -> str:
    """Set Arabic apart, so that what stands beside it keeps its place."""
    return wording.isolated(words) if is_arabic(words) else words


_SHOWN_OF_A_DATE = {"month": len("2021-02"), "year": len("2021")}
"""Of a date that is no more precise than this, so much is shown: no day that the text does not tell."""


def _when(row: dict[str, Any]) -> str:
    start, end = row["start_date"], row["end_date"]
    if not start:
        return str(row["date_words"])
    length = _SHOWN_OF_A_DATE.get(row["date_precision"], len(start))
    days = dict.fromkeys((start[:length], end[:length]))
    return " to ".join(filter(None, days))


def read_data(result: pipeline.Result) -> dict[str, Any]:
    """Give the tables of statements and movements for JSON."""
    told = ("statements", "movements")
    return {
        key: result.tables[key]
        .drop(columns="geometry")
        .astype(object)
        .where(lambda f: f.notna(), None)
        .to_dict("records")
        for key in told
    }


def changes(before: Sequence[Finding], after: Sequence[Finding]) -> list[str]:
    """Say which findings of a case came out otherwise than before, are new, or are gone."""
    olds = {each.id: each for each in before}
    found = []
    for new in after:
        old = olds.pop(new.id, None)
        if old is None:
            found.append(f"{new.id}: new: {_outcome(new)}")
        elif replace(old, statement=new.statement, decision=new.decision) != new:
            was, now = _outcome(old), _outcome(new)
            found.append(
                f"{new.id}: {was} → {now}"
                if was != now
                else f"{new.id}: still {now}, told otherwise"
            )
    return [*found, *(f"{id}: {_gone(id)}" for id in olds)]


def _gone(id: str) -> str:
    if "/" in id:
        return "no longer follows from its movement"
    return "passed over, since its reading is rejected"


def _outcome(finding: Finding) -> str:
    possible = amounts(finding.possible, finding.unit).en
    return verdict_words(finding.verdict).en + (f" ({possible})" if possible else "")


def file_names(result: pipeline.Result) -> list[str]:
    """Give the written files as they are printed."""
    return [path.as_posix() for path in result.written]


def print_unread(result: pipeline.Result) -> None:
    """Print what looked like a distance or a transport and was not read."""
    for report in result.case.reports:
        if report.header.published is None:
            show.line(
                f"  {report.id}: has no date of publication: dates without a year stay open; "
                "give it with --published or in the report's header"
            )
        for words in report.unread:
            show.line(f"  {report.id}: not read, look yourself: “{words}”")


def print_files(result: pipeline.Result) -> None:
    """List the written files."""
    show.line("Written:")
    inside: dict[Path, list[str]] = {}
    for path in result.written:
        if path.parent.name.endswith(".layers"):
            inside.setdefault(path.parent, []).append(path.name)
        else:
            show.line(f"  {path.as_posix()}")
    for folder, names in inside.items():
        layers = [name.removesuffix(".geojson") for name in names if name.endswith(".geojson")]
        show.line(f"  {folder.as_posix()}/*.geojson, each with its QGIS style: {', '.join(layers)}")
