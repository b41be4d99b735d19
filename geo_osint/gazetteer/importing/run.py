"""Sources in, one store out: whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from geo_osint import files
from geo_osint.errors import NothingFoundError, OutputError, UsageError
from geo_osint.files import streams
from geo_osint.gazetteer.importing import axes, readers
from geo_osint.gazetteer.importing.options import Options
from geo_osint.gazetteer.importing.sniffing import STORE, format_of, members_with_data
from geo_osint.gazetteer.store.building import Builder
from geo_osint.gazetteer.store.entries import Attributed, Done, Rejected, Told
from geo_osint.model import Source

REJECTS_NAMED = 10
"""Rejected rows that a summary quotes; a file takes them all."""

OnProgress = Callable[[str, float], None]
"""Told what is being done, and how much of it is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import came to.

    `read` are the files with the kind that each was taken for; `rejected` counts rows that are no usable
    places, the first of which are quoted; `dropped` counts parts of good rows that were left out, by why.
    """

    path: Path
    places: int
    names: int
    read: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    rejected: int
    first_rejected: tuple[Rejected, ...]
    dropped: Mapping[str, int]
    attribution: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, or the `member` of a zip, and the format it is in."""

    path: Path
    member: str
    format: str

    @property
    def name(self) -> str:
        """Name it without its folder: what is written into the store."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name


def import_sources(
    paths: Sequence[Path],
    output: Path,
    options: Options | None = None,
    rejects: Path | None = None,
    progress: OnProgress = lambda _, __: None,
) -> Summary:
    """Make a store of one or several source files; memory stays flat whatever their size.

    Files are told apart by how they begin. The first listing of an id is kept. The same files, in the
    same order, give the same bytes (with the same version of SQLite).

    Parameters
    ----------
    paths
        GeoNames (`XX.txt`, `allCountries.txt`, `alternateNamesV2.txt`), `.osm.pbf`, Wikidata (lines of
        a JSON dump, CSV of a query), COD with p-codes (CSV, `.xlsx`), GeoJSON, GeoPackage, KML, CSV; most also in
        their zip.
    output
        The store; it is replaced only by a whole one.
    options
        What the files do not tell.
    rejects
        A file for all rejected rows, one a line.
    progress
        Called with words and a share from 0 to 1.

    Raises
    ------
    InputError
        If a file is no data of a known kind.
    NothingFoundError
        If the files hold no place.
    OutputError
        If the store cannot be written, or would replace a file that is none; what stood there still stands.
    UsageError
        If one file is to be read and written.
    """
    _replace_no_other(paths, output, rejects)
    sources = _in_order(each for path in paths for each in _files_of(path))
    given = any(each.format == "alternates" for each in sources)
    run = _Import(replace(options or Options(), alternates_given=given), progress)
    with ExitStack() as opened:
        stage = opened.enter_context(files.staged(output.parent))
        if rejects is not None:
            beside = opened.enter_context(files.staged(rejects.parent))
            run.on_rejected = opened.enter_context(beside.lines(rejects.name))
        stage.written_by(output.name, lambda path: run.write(sources, path))
    return run.summary(output)


def _replace_no_other(paths: Sequence[Path], output: Path, rejects: Path | None) -> None:
    """Refuse to write over a source, one output over the other, or a store over a file that is none."""
    read = {path.resolve() for path in paths}
    for option, path in (("-o", output), ("--rejects", rejects)):
        if path is not None and path.resolve() in read:
            raise UsageError(f"{option} {path}: is read or written already; give it another name")
        read |= {output.resolve()}
    if output.is_dir():
        raise OutputError(
            f"{output}: is a folder; name the file to write in it, like places.sqlite"
        )
    if output.is_file() and _start(output) not in (STORE, b""):
        raise OutputError(
            f"{output}: is no store and would be replaced; remove it or choose another name with -o"
        )


def _start(path: Path) -> bytes:
    with streams.regular(path) as file:
        return file.read(len(STORE))


def _files_of(path: Path) -> Iterator[SourceFile]:
    for member in members_with_data(path):
        yield SourceFile(path, member, format_of(path, member))


def _in_order(found: Iterable[SourceFile]) -> list[SourceFile]:
    """Put files of further names behind those of the places they belong to."""
    return sorted(found, key=lambda each: each.format == "alternates")


class _Import:
    """One import under way: what was told, rejected and read so far."""

    def __init__(self, options: Options, progress: OnProgress) -> None:
        self._options, self._progress = options, progress
        self._told: list[str] = []
        self._attributed: list[str] = []
        self._first: list[Rejected] = []
        self._rejected = 0
        self._read: list[tuple[SourceFile, str]] = []
        self._sources: dict[str, Source] = {}
        self._counts = (0, 0)
        self._dropped: dict[str, int] = {}
        self.on_rejected: Callable[[str], None] = lambda _: None

    def write(self, sources: Sequence[SourceFile], path: Path) -> None:
        """Read all sources into a store at `path`, which is not there yet."""
        builder = Builder(path, path.with_name(path.name + ".sorting"))
        try:
            self._fill(builder, sources)
            self._counts, self._dropped = (builder.places, builder.names), builder.dropped
            if not builder.places:
                names = ", ".join(str(each.path) for each in sources)
                raise NothingFoundError(f"{names}: no usable place in it; {self._why()}")
            name = self._options.name or self._name()
            builder.finish(
                name, self._digest(), self._attribution(), lambda w: self._progress(w, 0.0)
            )
        finally:
            builder.close()

    def _fill(self, builder: Builder, sources: Sequence[SourceFile]) -> None:
        places_in = False
        for each in sources:
            if each.format == "alternates" and not places_in:
                self._note(builder.places_are_in())
                places_in = True
            options = self._options.for_file(each.name)
            source = readers.SOURCES[each.format](options)
            builder.add_source(source)
            words = f"reading {each.name}"
            entries = readers.entries(
                each.format, each.path, each.member, options, partial(self._progress, words)
            )
            if each.format in axes.IN_ANY_ORDER:
                entries = axes.watched(entries)
            said = len(self._attributed)
            self._read.append((each, self._note(builder.take(entries))))
            if len(self._attributed) == said:
                self._sources.setdefault(source.key, source)
            builder.add_file(each.name, self._read[-1][1], source.key)
        if not places_in:
            self._note(builder.places_are_in())

    def _note(self, given: Iterable[Rejected | Attributed | Told | Done]) -> str:
        """Count and keep what did not go into the store; give the digest of the file, at its end."""
        digest = ""
        for each in given:
            if isinstance(each, Done):
                digest = each.sha256
            elif isinstance(each, Attributed):
                self._attributed.append(each.words)
            elif isinstance(each, Told):
                self._told.append(each.words)
            else:
                self._rejected += 1
                self.on_rejected(str(each))
                if len(self._first) < REJECTS_NAMED:
                    self._first.append(each)
        return digest

    def _why(self) -> str:
        if self._first:
            return f"the first row refused: {self._first[0]}"
        return "give the file of places itself (alternate names alone are none)"

    def _name(self) -> str:
        titles = ", ".join(dict.fromkeys(source.title for source in self._sources.values()))
        files = ", ".join(dict.fromkeys(each.path.name for each, _ in self._read))
        return f"{titles} ({files})" if titles and titles != files else files

    def _digest(self) -> str:
        return sha256("".join(digest for _, digest in self._read).encode()).hexdigest()

    def _attribution(self) -> str:
        each = [f"{s.title}, {s.licence or 'licence not told'}" for s in self._sources.values()]
        ours = f"Contains data from: {'; '.join(each)}. Selected and changed." if each else ""
        return " ".join(filter(None, (*self._attributed, ours)))

    def summary(self, path: Path) -> Summary:
        """Say what it came to."""
        places, names = self._counts
        return Summary(
            path=path,
            places=places,
            names=names,
            read=tuple((each.name, each.format) for each, _ in self._read),
            told=tuple(self._told),
            rejected=self._rejected,
            first_rejected=tuple(self._first),
            dropped=dict(sorted(self._dropped.items())),
            attribution=self._attribution(),
        )
