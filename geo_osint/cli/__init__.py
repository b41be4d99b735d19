"""The command line: parse, call one function, print, give the exit code of `errors`.

A command's module is imported when it is called, so that `geo-osint find` does not wait for maps.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from geo_osint import files
from geo_osint.cli.lazy import LazyGroup
from geo_osint.cli.plain import printable
from geo_osint.errors import INTERRUPTED, GeoOsintError
from geo_osint.version import __version__

COMMANDS = {
    "run": (
        "geo_osint.cli.cases:run",
        "Read reports, check them and write everything: the first look.",
    ),
    "read": ("geo_osint.cli.cases:read", "Read reports into a case, for you to review."),
    "reread": (
        "geo_osint.cli.rereading:reread",
        "Read a case's reports anew, or one more; a reviewer's work stays.",
    ),
    "check": ("geo_osint.cli.cases:check", "Check a reviewed case; write findings and brief."),
    "map": ("geo_osint.cli.cases:map_", "Write a case's interactive map."),
    "figure": ("geo_osint.cli.figure:figure", "Draw a case for print: PNG, SVG or PDF."),
    "export": ("geo_osint.cli.cases:export", "Write a case's layers for QGIS and other GIS."),
    "review": (
        "geo_osint.cli.reviewing:review",
        "Review a case in a browser: write its page, bring in what was saved.",
    ),
    "decide": ("geo_osint.cli.review:decide", "Enter your decision on a statement or movement."),
    "pin": ("geo_osint.cli.review:pin", "Add a position from your own evidence to a case."),
    "edits": (
        "geo_osint.cli.edits:edits",
        "Show what was changed in QGIS; bring it into a case or gazetteer.",
    ),
    "find": ("geo_osint.cli.find:find", "Look a place name up in the gazetteer, in either script."),
    "distance": (
        "geo_osint.cli.distance:distance",
        "Measure between two places; check a stated figure.",
    ),
    "check-many": (
        "geo_osint.cli.many:check_many",
        "Check a table of stated distances (CSV), a million rows if need be.",
    ),
    "locate": (
        "geo_osint.cli.locate:locate",
        "Find where an unnamed place must lie, from what was stated of it.",
    ),
    "coverage": (
        "geo_osint.cli.coverage:coverage",
        "Show which regions the gazetteer covers.",
    ),
    "roads": (
        "geo_osint.cli.roads:roads",
        "Make a road network of OpenStreetMap; show what one holds.",
    ),
    "gazetteer": (
        "geo_osint.cli.gazetteer:gazetteer",
        "Check and make gazetteer files of your own.",
    ),
}
"""Each command: where it lives, and its line in `geo-osint --help`."""


_NO_COMMANDS = {
    "help": "try geo-osint --help",
    "version": "try geo-osint --version",
}
"""Words that people try as commands, and what to do instead."""


class _Commands(LazyGroup):
    commands_by_name = COMMANDS
    other_words = _NO_COMMANDS


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="geo-osint")
def cli() -> None:
    """Check the geography of published reports.

    Finds the places in a report (Arabic or English), measures, says for each statement whether
    the geography fits and by what margin, and writes a map, GIS layers and a brief. Works without a
    network: nothing leaves this machine unless you name an online service to `find`.

    \b
    First look:   geo-osint run report.txt -o out/my-case
    With review:  geo-osint read report.txt -o out/my-case --review
                  (open out/my-case/my-case.review.html, compare, mend, save)
                  geo-osint review out/my-case my-case.review.json --by NAME --on DATE
                  geo-osint map out/my-case;  geo-osint export out/my-case

    Exit codes: 0 done, whatever the verdicts; 2 the command is put together wrongly; 3 bad
    input; 4 nothing found; 5 could not write; 130 interrupted; 1 our own fault.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    files.let_every_character_through(sys.stdout, sys.stderr)
    sys.exit(_exit_code(arguments))


def _exit_code(arguments: list[str] | None) -> int:
    try:
        result: Any = cli.main(arguments, prog_name="geo-osint", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as fault:
        _with_advice(fault).show()
        return fault.exit_code
    except GeoOsintError as fault:
        return _complain(str(fault), fault.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _complain("interrupted; nothing was written", INTERRUPTED)
    except BrokenPipeError:
        files.silence(sys.stdout)  # the reader of the pipe has gone; so may we
        return 0
    except Exception as fault:  # the last resort: a user gets one line, never a traceback
        if os.environ.get("GEO_OSINT_TRACEBACK"):
            raise
        return _complain(
            f"a fault of ours ({type(fault).__name__}: {fault}); please report it, with what "
            "GEO_OSINT_TRACEBACK=1 shows",
            1,
        )


def _with_advice(fault: click.ClickException) -> click.ClickException:
    if not isinstance(fault, click.UsageError) or "unexpected extra argument" not in fault.message:
        return fault
    advice = 'put words that belong together into straight quotes: "two words"'
    return click.UsageError(f"{fault.message}; {advice}", fault.ctx)


def _complain(message: str, code: int) -> int:
    line = printable(" ".join(message.split()))
    click.echo(f"geo-osint: {line}", err=True)
    return code
