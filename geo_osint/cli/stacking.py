"""The options that say which gazetteers a command asks; apart, so that `find` loads nothing of reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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
