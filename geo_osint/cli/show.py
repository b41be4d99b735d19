"""What commands print: tables for people, JSON for programs, progress on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from geo_osint.cli.plain import printable

WIDE = 140
"""Columns where nobody told: output that goes to a file or a pipe."""


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        raise BrokenPipeError  # `| head` is no failure of ours; rich would leave with 1


def console() -> Console:
    """Give the console that results are printed on."""
    found = _Console(highlight=False)
    return found if found.is_terminal else _Console(highlight=False, width=WIDE)


NARROW = 80
"""Columns below which a table of six would break words; its rows are written one below the other."""


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; cells are text, never markup."""
    if console().width < NARROW:
        _list(title, headings, rows)
        return
    shown = Table(title=Text(title), title_justify="left", show_lines=True, expand=False)
    for heading in headings:
        shown.add_column(Text(heading), overflow="fold")
    for row in rows:
        shown.add_row(*(Text(printable(cell)) for cell in row))
    console().print(shown)


def _list(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    line(title)
    for row in rows:
        line("")
        for heading, cell in zip(headings, row, strict=True):
            if cell:
                line(f"{heading}: {', '.join(cell.splitlines())}")
    line("")


def line(text: str) -> None:
    """Print one line of text, as it is."""
    click.echo(printable(text))


def warn(text: str) -> None:
    """Print one line of text beside the result, where errors go."""
    click.echo(printable(text), err=True)


def as_json(value: Any) -> None:
    """Print strict JSON."""
    click.echo(json.dumps(value, ensure_ascii=not has_unicode(), indent=2, allow_nan=False))


def has_unicode() -> bool:
    """Tell whether what is printed may hold any character."""
    return (sys.stdout.encoding or "utf-8").lower().startswith("utf")


@contextmanager
def progress(quiet: bool = False) -> Iterator[Any]:
    """Show what is being done, on a terminal only; gives the function to say it with."""
    terminal = Console(stderr=True)
    if quiet or not terminal.is_terminal:
        yield lambda _: None
        return
    with terminal.status("starting") as status:
        yield lambda words: status.update(Text(words))


SWAPPED = "Did you swap latitude and longitude of “{}”? The other way round it lies where the known places are."
"""Asked, never acted upon: a point may lie anywhere."""
