"""What is written for readers: the pages, their code blocks, links and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "data" / "README.md"])
"""Every Markdown page of the project."""

_BLOCK = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<body>.*?)^(?P=indent)```$", re.M | re.S)
_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<to>[^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(?P<words>.+?) *$", re.M)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, the line it starts on."""

    kind: str
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Command:
    """A line after `$` in a console block, and what the page says it prints."""

    line: str
    prints: str


def named(path: Path) -> str:
    """Name a page in the list of tests."""
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path) -> list[Block]:
    """List a page's fenced blocks."""
    text = path.read_text(encoding="utf-8")
    return [
        Block(each["kind"], each["body"], text[: each.start()].count("\n") + 1)
        for each in _BLOCK.finditer(text)
    ]


def commands(block: Block) -> Iterator[Command]:
    """Cut a console block into commands with what they print."""
    for part in re.split(r"^\$ ", block.body, flags=re.M)[1:]:
        line, _, prints = part.partition("\n")
        yield Command(line, prints)


def links(path: Path) -> list[str]:
    """List where a page's links and pictures point, code left out."""
    text = _BLOCK.sub("", path.read_text(encoding="utf-8"))
    return [each["to"] for each in _LINK.finditer(re.sub(r"`[^`]*`", "", text))]


def anchors(path: Path) -> set[str]:
    """Give the anchors of a page's headings, as GitHub and MkDocs make them."""
    text = _BLOCK.sub("", path.read_text(encoding="utf-8"))
    return {_slug(each["words"]) for each in _HEADING.finditer(text)}


def _slug(words: str) -> str:
    plain = re.sub(r"[`*]|\[|\]\([^)]*\)", "", words).lower()
    return re.sub(r"[^\w\- ]", "", plain).strip().replace(" ", "-")
