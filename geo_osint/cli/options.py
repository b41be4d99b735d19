"""What commands share in taking what people type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from geo_osint.errors import InputError
from geo_osint.reading.report import parse_date

Command = TypeVar("Command", bound=Callable[..., Any])


def gazetteers(command: Command) -> Command:
    """Give a command the options `--gazetteer`, as often as wanted, and `--only`."""
    several = click.option(
        "--gazetteer",
        "paths",
        multiple=True,
        type=click.Path(path_type=Path),
        help="A gazetteer of your own (.geojson, or .sqlite from `geo-osint gazetteer import`), asked "
        "behind the one that comes with geo-osint. Give it again for more, the most trusted first.",
    )
    only = click.option("--only", is_flag=True, help="Leave out the one that comes with geo-osint.")
    return several(only(command))


_NEGATIVE = re.compile(r"-(?=[\d.])")

_MINUS = "\N{MINUS SIGN}"


def day(text: str | date) -> date:
    """Read a day written as YYYY-MM-DD, in either set of digits; the type of an option."""
    if isinstance(text, date):
        return text
    try:
        return parse_date("".join(map(_ascii_digit, text)), "day")
    except InputError as fault:
        raise click.BadParameter(str(fault).removeprefix("day: ")) from None


def _ascii_digit(character: str) -> str:
    return str(unicodedata.digit(character, character))


class WithCoordinates(click.Command):
    """A command whose arguments may start with a negative number, which is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put a minus sign for the hyphen before a number; coordinates are read with either."""
        return super().parse_args(ctx, [_with_minus(each) for each in args])


def _with_minus(argument: str) -> str:
    return _MINUS + argument[1:] if _NEGATIVE.match(argument) else argument
