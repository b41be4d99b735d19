"""Write docs/reference/cli.md from what `geo-osint --help` says.

python docs/generate_cli.py          writes it anew
python docs/generate_cli.py --check  says whether it is current
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from geo_osint.cli import cli

PAGE = Path(__file__).parent / "reference" / "cli.md"
WIDTH = 92

HEAD = """# Commands

Written by `docs/generate_cli.py` from what each command says of itself with `--help`; do not edit it here.
"""


def page() -> str:
    """Give the page's text."""
    return "\n".join([HEAD, *_sections()])


def _sections() -> Iterator[str]:
    yield from _described(cli, _context(cli, "geo-osint", None))


def _described(command: click.Command, context: click.Context) -> Iterator[str]:
    """Give a command's section, and after a group's those of its commands."""
    yield _section(context.command_path, command.get_help(context))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found
            yield from _described(found, _context(found, name, context))


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )


def _section(name: str, help: str) -> str:
    lines = "\n".join(line.rstrip() for line in help.splitlines())
    return f"## {name}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
