"""What pages tell a reader to type works, and prints what they say it prints."""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

from geo_osint import cli
from tests.documentation.pages import PAGES, ROOT, Block, Command, blocks, commands, named

ISOLATES = re.compile("[\u2066-\u2069]")
"""Invisible marks around names; pages leave them out."""

SAVED_AS = {"json": "mine.geojson", "csv": "wells.csv"}
"""How a page's whole file is called in the commands below it."""

KINDS = {"", "console", "csv", "json", "python", "sh", "text", "toml"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand where a reader would: beside the examples, with nothing else around."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def says(command: Command) -> None:
    """Run a `geo-osint` command in this process and compare what it prints."""
    program, *arguments = shlex.split(command.line)
    assert program == "geo-osint", f"{command.line}: console blocks hold geo-osint commands"
    printed = io.StringIO()
    with (
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        pytest.raises(SystemExit) as left,
    ):
        cli.main(arguments)
    got = _plain(printed.getvalue())
    assert left.value.code == 0, f"{command.line}:\n{got}"
    told = _plain(command.prints)
    checker = doctest.OutputChecker()
    assert not told or checker.check_output(told, got, doctest.ELLIPSIS), f"{command.line}:\n{got}"


def _plain(text: str) -> str:
    lines = [line.rstrip() for line in ISOLATES.sub("", text).strip().splitlines()]
    return "\n".join(lines) + "\n" if lines else ""


def follow(block: Block, names: dict[str, object]) -> None:
    """Do what a block tells."""
    if block.kind == "console":
        for command in commands(block):
            says(command)
    elif block.kind == "python":
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(block.body, f"line {block.line}", "exec"), names)
    elif block.kind in SAVED_AS:
        if block.kind == "json":
            json.loads(block.body)
        Path(SAVED_AS[block.kind]).write_text(block.body, encoding="utf-8")
    elif block.kind == "toml":
        tomllib.loads(block.body)


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_can_be_followed_from_top_to_bottom(home: Path, path: Path) -> None:
    names: dict[str, object] = {}
    for block in blocks(path):
        follow(block, names)


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_blocks_are_of_a_kind_that_is_checked(path: Path) -> None:
    assert {block.kind for block in blocks(path)} <= KINDS


def test_make_targets_that_pages_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.M))
    for path in PAGES:
        named_ones = re.findall(r"(?:^|`)make ([a-z]+)\b", path.read_text(encoding="utf-8"), re.M)
        assert set(named_ones) <= targets, path


def test_commands_that_pages_name_exist() -> None:
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for name in re.findall(
            r"geo-osint ([a-z]+)\b(?! 1)", " ".join(re.findall(r"`([^`\n]+)`", text))
        ):
            assert name in cli.COMMANDS, f"{path}: geo-osint {name}"
