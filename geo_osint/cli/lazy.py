"""Groups of commands whose modules are imported when they are called."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Mapping

import click


class LazyGroup(click.Group):
    """A group of commands, each `name: ("module:function", its line in --help)`, in that order.

    `other_words` are what people try as commands, and what to do instead.
    """

    commands_by_name: Mapping[str, tuple[str, str]] = {}
    other_words: Mapping[str, str] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names, in the order of the table."""
        return list(self.commands_by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.commands_by_name:
            return None
        module, name = self.commands_by_name[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or say which was meant."""
        if args and not args[0].startswith("-") and args[0] not in self.commands_by_name:
            close = difflib.get_close_matches(
                args[0], [*self.commands_by_name, *self.other_words], n=1
            )
            meant = self.other_words.get(close[0], f"did you mean {close[0]!r}?") if close else ""
            ctx.fail(
                f"No such command {args[0]!r}; {meant or f'{ctx.command_path} --help lists them'}"
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.commands_by_name.items()])
