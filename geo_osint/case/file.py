"""The case's folder: read with care, written so that a person likes to read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, InlineTable

from geo_osint import files
from geo_osint import gazetteer as gazetteers
from geo_osint.case.by_hand import complete
from geo_osint.case.codec import entry_name, from_plain, to_plain
from geo_osint.case.compose import named_places, with_places
from geo_osint.case.digests import as_read
from geo_osint.case.value import Case, GazetteerUsed, Review, RoadsUsed, Rounding
from geo_osint.errors import InputError
from geo_osint.files import Stage
from geo_osint.gazetteer.stack import open_stack
from geo_osint.model import Decision, Header, Mention, Movement, Report, Statement
from geo_osint.reading.report import read_report

FORMAT = "geo-osint case 1"
SUFFIX = ".case.toml"

READINGS = ("statements", "movements", "mentions")
"""The tables that a person may write in by hand."""

PREFACE = (
    "What was read in the reports, for you to check: compare each `words` with its fields.",
    'Mend a field and set status = "corrected"; set "accepted" or "rejected" otherwise.',
    "Then run `geo-osint check` on this folder. Nothing here is deleted; ids never change.",
)


SEAL = "\n# As it was read; nobody has touched this file while its sha256 above this line is "
"""Starts the last line: a file that still fits its seal holds no person's work and may be replaced."""


_SEAL_LINE = re.compile(re.escape(SEAL) + "[0-9a-f]{64}\n")
"""Goes when a person's work comes in: it would say no more than that it is broken."""


@dataclass(frozen=True, slots=True)
class _ReportEntry:
    id: str
    file: str
    sha256: str
    header: Header = field(default_factory=Header)
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _CaseFile:
    format: str
    name: str
    reports: tuple[_ReportEntry, ...]
    gazetteers: tuple[GazetteerUsed, ...] = ()
    statements: tuple[Statement, ...] = ()
    movements: tuple[Movement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    decisions: tuple[Decision, ...] = ()
    reviews: tuple[Review, ...] = ()
    as_read: Mapping[str, str] = field(default_factory=dict)
    rounding: Rounding = "2020"
    roads: tuple[RoadsUsed, ...] = ()


HEAD = ("format", "name", "rounding")
"""Lines of a case file that stand before its tables."""


def find_case(path: Path) -> Path:
    """Find the case file that a path means: the file itself, or the one in a case's folder.

    Raises
    ------
    InputError
        If there is none, or more than one to choose from.
    """
    if path.name.endswith(SUFFIX):
        return path
    if not path.exists():
        raise InputError(
            f"{path}: no such folder, so no case; `geo-osint read` makes one of a report"
        )
    if not path.is_dir():
        raise InputError(f"{path}: not a case; `geo-osint read` makes one of a report")
    found = sorted(path.glob(f"*{SUFFIX}"))
    if not found:
        raise InputError(f"{path}: holds no case (NAME{SUFFIX}); give the folder that does")
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise InputError(f"{path}: holds {len(found)} cases; give the path of one: {names}")
    return found[0]


def load(path: Path, gazetteer_paths: Sequence[Path] = (), only: bool = False) -> Case:
    """Read a case from its folder or case file, and check that it holds together.

    What a person left out of a reading is filled in from the report. A place that they gave by its id and that
    the case does not hold yet is taken from the gazetteers, see `gazetteer.stack.open_stack`.

    Raises
    ------
    InputError
        For a case, a snapshot of places or a report that is missing, changed or does not fit.
    """
    path = find_case(path)
    data = files.read_bytes(path)
    text = files.decode(data, str(path))
    plain = _parse(text, path).unwrap()
    told = {key: value for key, value in plain.items() if key not in READINGS}
    head = from_plain(_CaseFile, told, path.name)
    if head.format != FORMAT:
        raise InputError(f"{path}: format {head.format!r}; this version reads {FORMAT!r}")
    if path.name != head.name + SUFFIX:
        raise InputError(
            f"{path}: is named {head.name!r} inside; call the file {head.name}{SUFFIX} again"
        )
    snapshot = gazetteers.load(path.with_name(f"{head.name}.places.geojson"))
    reports = tuple(_report(path.parent, each) for each in head.reports)
    found = from_plain(_CaseFile, _completed(plain, reports, path.name), path.name)
    case = Case(
        name=found.name,
        reports=reports,
        gazetteers=found.gazetteers,
        statements=found.statements,
        movements=found.movements,
        mentions=found.mentions,
        decisions=found.decisions,
        reviews=found.reviews,
        as_read=found.as_read,
        rounding=found.rounding,
        roads=found.roads,
        places=snapshot.places,
        sources=snapshot.sources,
        sha256=files.sha256(data),
    )
    if not case.as_read and not _is_touched(text):
        case = replace(case, as_read=as_read(case))  # of a version that did not note it
    missing = named_places(case) - set(case.places)
    if missing:
        case = with_places(case, missing, open_stack(gazetteer_paths, only).holding(missing))
    faults = list(_faults(case))
    if faults:
        more = f" (and {len(faults) - 5} more)" if len(faults) > 5 else ""
        raise InputError(f"{path}: {'; '.join(faults[:5])}{more}; mend the case file")
    return case


def _completed(plain: Mapping[str, Any], reports: Sequence[Report], name: str) -> dict[str, Any]:
    found = dict(plain)
    for key in READINGS:
        if isinstance(found.get(key), list):
            found[key] = [
                complete(each, reports, entry_name(f"{name}.{key}", each, number))
                for number, each in enumerate(found[key], start=1)
            ]
    return found


def save(case: Case, stage: Stage, copies: Mapping[str, bytes]) -> Case:
    """Stage the case's own files; give the case as it now stands, with its digest.

    `copies` holds each report's bytes by its id.
    """
    text = dumps(case)
    stage.text(case.name + SUFFIX, text)
    stage.text(f"{case.name}.places.geojson", _places_text(case))
    for report in case.reports:
        stage.bytes(_copy(case.name, report), copies[report.id])
    return replace(case, sha256=files.sha256(text.encode()))


def amend(
    path: Path,
    case: Case,
    *keys: str,
    before: Case | None = None,
    beside: Mapping[str, bytes] | None = None,
) -> Case:
    """Write some of a case's tables and its places anew; all else in the file stays to the letter.

    Parameters
    ----------
    path, case
        Where the case is, and as it shall stand there.
    keys
        Names of tables of the case file: "gazetteers", "decisions"… An entry that did not change is
        not touched, so that what a person wrote in it and beside it stays as it is.
    before
        The case as it was loaded: what a person left out of an entry is then not filled in there.
    beside
        Files of the case's folder that shall appear together with it, by name.
    """
    path = find_case(path)
    old = files.read_text(path)
    document = _parse(old, path)
    plain, known = to_plain(_case_file(case)), to_plain(_case_file(before)) if before else {}
    for key in keys:
        if key == "as_read":
            document[key] = _digests(plain.get(key, {}))
        elif key in HEAD:
            _set(document, key, plain.get(key))
        elif isinstance(document.get(key), AoT):
            _update(document[key], plain.get(key, []), known.get(key, []))
        elif key in plain:
            document[key] = _tables(plain[key])
    text = _SEAL_LINE.sub("", tomlkit.dumps(document))
    if "as_read" in keys and not _is_touched(old):
        text = _with_seal(text)
    with files.staged(path.parent) as stage:
        stage.text(path.name, text)
        stage.text(f"{case.name}.places.geojson", _places_text(case))
        for name, data in (beside or {}).items():
            stage.bytes(name, data)
    return replace(case, sha256=files.sha256(text.encode()))


def _set(document: Any, key: str, value: str | None) -> None:
    """Write a line of the file's head; leave out what is not told there."""
    if value is not None:
        document[key] = value
    elif key in document:
        del document[key]


def _update(
    tables: Any, entries: Sequence[dict[str, Any]], known: Sequence[dict[str, Any]]
) -> None:
    """Bring tables up to date, which stand in the order of the entries; new ones come last."""
    for at, (table, entry) in enumerate(zip(tables, entries, strict=False)):
        if list(known[at : at + 1]) != [entry]:
            _update_one(table, entry)
    for table in _tables(entries[len(tables) :]):
        tables.append(table)
    for _ in range(len(tables) - len(entries)):
        tables.pop()


def _update_one(table: Any, entry: Mapping[str, Any]) -> None:
    for key in [each for each in table if each not in entry]:
        del table[key]
    before = table.unwrap()
    for key, value in entry.items():
        if before.get(key) != value:
            table[key] = _inline(value) if isinstance(table.get(key), InlineTable) else value


def _digests(read: Mapping[str, str]) -> Any:
    table = tomlkit.table()
    table.comment("by which a later reading knows what a person has changed")
    table.update(read)
    return table


def _inline(value: Any) -> Any:
    """Keep a table on one line that a person wrote so: what stands below it is not its own."""
    if not isinstance(value, dict):
        return value
    table = tomlkit.inline_table()
    table.update({key: _inline(each) for key, each in value.items()})
    return table


def keep_places(path: Path, case: Case) -> None:
    """Write a case's places if they are not those of its snapshot: corrections may have brought some."""
    kept = find_case(path).with_name(f"{case.name}.places.geojson")
    text = _places_text(case)
    if files.read_text(kept) != text:
        files.write_text(kept, text)


def _places_text(case: Case) -> str:
    return gazetteers.dump(case.places.values(), case.sources, f"{case.name} places")


def dumps(case: Case) -> str:
    """Write the case file's text: one table an entry, what is empty left out."""
    document = tomlkit.document()
    for line in PREFACE:
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    plain = to_plain(_case_file(case))
    for key in HEAD:
        if key in plain:
            document.add(key, plain.pop(key))
    read = plain.pop("as_read", {})
    for key, entries in plain.items():
        document.add(key, _tables(entries))
    if read:
        document.add("as_read", _digests(read))
    return _with_seal(tomlkit.dumps(document))


def reviewed(path: Path) -> bool:
    """Tell whether anybody has touched a case file since it was written from fresh readings."""
    return _is_touched(files.read_text(path))


def _is_touched(text: str) -> bool:
    told, _, seal = text.rpartition(SEAL)
    return not told or seal.strip() != _sealed(told)


def _sealed(text: str) -> str:
    return files.sha256(text.encode())


def _with_seal(text: str) -> str:
    return f"{text}{SEAL}{_sealed(text)}\n"


def _parse(text: str, path: Path) -> Any:
    try:
        return tomlkit.parse(text)
    except TOMLKitError as fault:
        raise InputError(f"{path}: not valid TOML ({fault}); mend it there") from None


def _case_file(case: Case) -> _CaseFile:
    entries = (
        _ReportEntry(each.id, _copy(case.name, each), each.sha256, each.header, each.unread)
        for each in case.reports
    )
    return _CaseFile(
        FORMAT,
        case.name,
        tuple(entries),
        case.gazetteers,
        case.statements,
        case.movements,
        case.mentions,
        case.decisions,
        case.reviews,
        case.as_read,
        case.rounding,
        case.roads,
    )


def _tables(entries: Sequence[dict[str, Any]]) -> Any:
    tables = tomlkit.aot()
    for entry in entries:
        table = tomlkit.table()
        for key, value in entry.items():
            table.add(key, value)
        table.add(tomlkit.nl())
        tables.append(table)
    return tables


def _copy(case: str, report: Report) -> str:
    return f"{case}.reports/{report.id}.txt"


def _report(folder: Path, entry: _ReportEntry) -> Report:
    path = folder / entry.file
    if Path(entry.file).is_absolute() or ".." in Path(entry.file).parts:
        raise InputError(f"{entry.file}: lies outside the case's folder; copy the report into it")
    data = files.read_bytes(path)
    if files.sha256(data) != entry.sha256:
        raise InputError(
            f"{path}: was changed after it was read (sha256 differs); put the original back, or "
            "read the changed report as a new case"
        )
    read = read_report(files.decode(data, str(path)), str(path), entry.id)
    return replace(
        read, file=entry.file, header=entry.header, sha256=entry.sha256, unread=entry.unread
    )


def _faults(case: Case) -> Iterator[str]:
    bodies = {report.id: len(report.body) for report in case.reports}
    told: list[Statement | Movement] = [*case.statements, *case.movements]
    ids = Counter([*bodies, *(each.id for each in told)])
    yield from (f"the id {id!r} stands {n} times" for id, n in ids.items() if n > 1)
    for each in told:
        yield from _loose_ends(each, case, bodies)
    for mention in case.mentions:
        yield from _unplaced(f"mention {mention.words!r}", mention, case)
    moved = {each.id for each in case.movements}
    for decision in case.decisions:
        movement, _, follows = decision.on.partition("/")
        if decision.on not in ids and not (follows and movement in moved):
            yield f"a decision is on {decision.on!r}, which is not in the case"


def _loose_ends(each: Statement | Movement, case: Case, bodies: Mapping[str, int]) -> Iterator[str]:
    if each.report not in bodies:
        yield f"{each.id}: report {each.report!r} is not in the case"
    elif each.span.end > bodies[each.report]:
        yield f"{each.id}: span ends at {each.span.end}, the report at {bodies[each.report]}"
    for role, mention in _roles(each):
        yield from _unplaced(f"{each.id}.{role}", mention, case)


def _roles(told: Statement | Movement) -> Iterator[tuple[str, Mention]]:
    if isinstance(told, Statement):
        names = ("subject", "reference", "second_reference")
        roles = [(name, getattr(told, name)) for name in names]
    else:
        via = (("via", each) for each in told.via)
        ends = (("destination", told.destination), ("towards", told.towards))
        roles = [("origin", told.origin), *via, *ends]
    yield from ((role, mention) for role, mention in roles if mention)


def _unplaced(where: str, mention: Mention, case: Case) -> Iterator[str]:
    for id in mention.places:
        if id not in case.places:
            yield (
                f"{where}: the place {id!r} is neither in {case.name}.places.geojson nor in the "
                "gazetteer: `geo-osint find NAME` shows ids"
            )
