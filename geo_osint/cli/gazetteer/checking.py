"""`geo-osint gazetteer check`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def check(path: Path, as_json: bool) -> None:
    """Report all faults of the gazetteer FILE at once, in words you can act on."""
