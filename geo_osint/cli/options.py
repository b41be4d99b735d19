"""What commands share in taking what people type."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import get_args

import click

from geo_osint.case import Rounding
from geo_osint.cli.stacking import gazetteers as gazetteers
from geo_osint.errors import InputError
from geo_osint.reading.report import parse_date

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


ROUNDING = click.option(
    "--rounding",
    type=click.Choice(get_args(Rounding)),
    help="The rule by which the rounding of a printed figure is taken: that of 2020 (half its precision; 14 km is "
    "13.5 to 14.5), by default, or that of 2004 (all of it; 13 to 15). Where the other one would decide "
    "otherwise, the finding says so.",
)


class WithCoordinates(click.Command):
    """A command whose arguments may start with a negative number, which is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put a minus sign for the hyphen before a number; coordinates are read with either."""
        return super().parse_args(ctx, [_with_minus(each) for each in args])


def _with_minus(argument: str) -> str:
    return _MINUS + argument[1:] if _NEGATIVE.match(argument) else argument
