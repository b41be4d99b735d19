"""Break `geo_osint/checking` in each place once: do its tests notice?

    python benchmarks/mutate_checking.py [MODULE ...] [--jobs 2] [--sample N]

Each comparison, each arithmetic sign and each number of the room is changed, one at a time, in memory over
a copy of the package in a temporary folder (the work tree is not touched), and tests/checking is run
against it until a first test fails. What no test notices is printed with its line. Changes that change
nothing are listed in `EQUIVALENT`, each with its reason, and are not counted.

A parent process loads all that the tests need but the room itself, and forks for each change: needs a
system that can fork. About a quarter of an hour for the whole room on two cores.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOM = Path("geo_osint", "checking")
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore:Module already")
"""Stop at the first failure; what was loaded before the fork cannot be rewritten, and need not be."""

LIMIT_S = 240
"""A change that makes the tests run on for so long is noticed."""

SEED = 2004
"""Of the sample: the same changes every time, until the room itself changes."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
SIGNS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
}  # fmt: skip
WORDS = {
    "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Eq": "==", "NotEq": "!=", "In": "in",
    "NotIn": "not in", "Is": "is", "IsNot": "is not", "Add": "+", "Sub": "-", "Mult": "*", "Div": "/",
    "FloorDiv": "//", "Mod": "%", "Pow": "**",
}  # fmt: skip

EQUIVALENT: dict[tuple[str, str, str], str] = {
    (
        "travel",
        "at = max(0, quantity.span.end - statement.span.start)",
        "0 to 1",
    ): "no time ends where its sentence begins",
    (
        "between",
        "margins = [each.margin or 0.0 for each in found]",
        "0.0 to 1.0",
    ): "for the type alone: whatever is judged here has a margin",
    (
        "banks",
        "turns = {side: abs((way - azimuth_deg + 180) % 360 - 180) for side, way in across.items()}",
        "+ to -",
    ): "half a turn forwards and half a turn back are one, modulo a whole one",
    (
        "consistency",
        "conflict = _open_chain(told, places, (a, b, c)) if a < c else None",
        "< to <=",
    ): "corners of a triangle are never the same",
    (
        "figures",
        "if len(arcs) > 1 and arcs[0].lo == 0 and arcs[-1].hi == 360:",
        "> to >=",
    ): "one arc from 0 to 360 is written as all round either way",
    (
        "bulk/ways",
        "ends.append(np.where(good[:, np.newaxis], positions, 0.0))",
        "0.0 to 1.0",
    ): "stands in where a position is bad, and what comes of it is left out",
    (
        "bulk/ways",
        "nowhere = ((0.0, 0.0),)",
        "0.0 to 1.0",
    ): "stands in where a place is not located, and what comes of it is left out",
    (
        "bulk/ways",
        "return nowhere, 0.0, UNLOCATED_REFERENCE if located else UNLOCATED_SUBJECT",
        "0.0 to 1.0",
    ): "stands in where a place is not located, and what comes of it is left out",
    (
        "bulk/ways",
        "return nowhere, 0.0, unknown",
        "0.0 to 1.0",
    ): "stands in where a place is not known, and what comes of it is left out",
    (
        "bulk/ways",
        "if len(self._pairs) >= MOST_PAIRS_KEPT:",
        ">= to >",
    ): "how many pairs are kept changes no answer",
    (
        "bulk/many",
        "PIECE = 1 << 16",
        "1 to 2",
    ): "how many rows are worked on at once changes no answer",
    (
        "bulk/many",
        "PIECE = 1 << 16",
        "16 to 32",
    ): "how many rows are worked on at once changes no answer",
    (
        "bulk/ways",
        "MOST_PAIRS_KEPT = 1 << 17",
        "1 to 2",
    ): "how many pairs are kept changes no answer",
    (
        "bulk/ways",
        "MOST_PAIRS_KEPT = 1 << 17",
        "17 to 34",
    ): "how many pairs are kept changes no answer",
    (
        "bulk/judging",
        "NEAR_HALF = 0.02",
        "0.02 to 1.02",
    ): "more rows than need be are rounded by Python itself, which is right for all",
    (
        "bulk/judging",
        "unsure = np.abs(np.abs(scaled - near) - 0.5) < NEAR_HALF",
        "< to <=",
    ): "the bound is wider than the error it holds off; at it both ways of rounding agree",
    (
        "bulk/judging",
        "unsure |= np.abs(scaled) > 2.0**52",
        "** to *",
    ): "more rows than need be are rounded by Python itself, which is right for all",
    (
        "bulk/judging",
        "unsure |= np.abs(scaled) > 2.0**52",
        "> to >=",
    ): "at that length, beyond the Earth's girth, both ways of rounding agree",
}
"""Module, line and change -> why nothing can be noticed."""


@dataclass(frozen=True)
class Change:
    """One change of one module: which node of its tree, and what is done to it, in words."""

    module: str
    line: int
    text: str
    words: str
    source: str


def changes(path: Path) -> Iterator[Change]:
    """Give every change of a module, in the order of its text."""
    text = path.read_text(encoding="utf-8")
    tree, lines = ast.parse(text), text.splitlines()
    spared = set(_spared(tree))
    module = path.as_posix().rpartition(f"{ROOM.as_posix()}/")[2].removesuffix(".py")
    for number, node in enumerate(ast.walk(tree)):
        if node in spared:
            continue
        for which in range(_ways(node)):
            broken = copy.deepcopy(tree)
            target = next(n for at, n in enumerate(ast.walk(broken)) if at == number)
            words = _broken(target, which)
            source = ast.unparse(ast.fix_missing_locations(broken))
            line = node.lineno  # type: ignore[attr-defined]
            yield Change(module, line, lines[line - 1].strip(), words, source)


def _spared(tree: ast.AST) -> Iterator[ast.AST]:
    """Leave out annotations, which say nothing to the interpreter."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            part = getattr(node, name, None)
            if part is not None:
                yield from ast.walk(part)


def _ways(node: ast.AST) -> int:
    if isinstance(node, ast.Compare):
        return len(node.ops)
    if isinstance(node, ast.BinOp | ast.AugAssign):
        return int(type(node.op) in SIGNS)
    if isinstance(node, ast.UnaryOp):
        return int(isinstance(node.op, ast.USub))
    return int(
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    )


def _broken(node: ast.AST, which: int) -> str:
    """Change a node where it stands, and say how."""
    if isinstance(node, ast.Compare):
        old = node.ops[which]
        node.ops[which] = COMPARISONS[type(old)]()
        return f"{_word(old)} to {_word(node.ops[which])}"
    if isinstance(node, ast.BinOp | ast.AugAssign):
        old_sign, node.op = node.op, SIGNS[type(node.op)]()
        return f"{_word(old_sign)} to {_word(node.op)}"
    if isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
        return "minus to plus"
    assert isinstance(node, ast.Constant)
    old_value = node.value
    assert isinstance(old_value, int | float)
    node.value = old_value + 1 if abs(old_value) < 10 else old_value * 2
    return f"{old_value!r} to {node.value!r}"


def _word(operator: ast.AST) -> str:
    return WORDS[type(operator).__name__]


class Broken(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Gives one module of the room in its changed form."""

    def __init__(self, change: Change) -> None:
        self._name = f"geo_osint.checking.{change.module}".replace("/", ".").removesuffix(
            ".__init__"
        )
        self._source = change.source

    def find_spec(
        self,
        name: str,
        path: object,  # noqa: ARG002
        target: object = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == self._name else None

    def get_filename(self, fullname: str) -> str:
        return f"<{fullname}, changed>"

    def get_data(self, path: str) -> bytes:  # noqa: ARG002
        return self._source.encode()


def warm() -> None:
    """Load all that the tests need, but the room itself."""
    import hypothesis
    import pytest  # noqa: F401

    from geo_osint.gazetteer import load
    from geo_osint.geodesy import Footprint  # noqa: F401
    from geo_osint.model import Header, Report
    from geo_osint.reading import read
    from geo_osint.resolving import settle

    for text in ("Hajin lies 14 km north of Al-Mayadin.", "تقع هجين على بعد 14 كم شمال الميادين."):
        settle(read(Report("r1", "x", Header(), text), load()), load())
    hypothesis.settings.register_profile("mutants", database=None, deadline=None, derandomize=True)
    hypothesis.settings.load_profile("mutants")
    loaded = [name for name in sys.modules if name.startswith("geo_osint.checking")]
    assert not loaded, loaded


def run_tests(runs: Sequence[Sequence[str]], quiet: bool) -> int:
    import pytest

    if quiet:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    return next((code for tests in runs if (code := int(pytest.main([*OPTIONS, *tests])))), 0)


def start(change: Change | None, runs: Sequence[Sequence[str]]) -> int:
    """Fork; the child runs the tests against the change and leaves with pytest's code."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        if change:
            sys.meta_path.insert(0, Broken(change))
        code = run_tests(runs, quiet=change is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def survivors(todo: list[Change], tests: Sequence[str], jobs: int) -> list[Change]:
    """Run every change; give those that no test noticed."""
    running: dict[int, tuple[Change, float]] = {}
    left, found, total = list(reversed(todo)), [], len(todo)
    while left or running:
        while left and len(running) < jobs:
            change = left.pop()
            running[start(change, tests_for(change, tests))] = (change, time.monotonic())
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            for pid, (_, since) in running.items():
                if time.monotonic() - since > LIMIT_S:
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)
            continue
        change, _ = running.pop(child)
        if status == 0:
            found.append(change)
            print(told(change), flush=True)
        done = total - len(left) - len(running)
        if sys.stderr.isatty():
            print(f"\r{done} of {total}, {len(found)} not noticed", end="", file=sys.stderr)
    return found


def tests_for(change: Change, tests: Sequence[str]) -> list[list[str]]:
    """Put the tests of the module itself first, in a run of their own: they notice most."""
    names = {
        f"test_{each}.py"
        for each in (*change.module.split("/"), *NEAR.get(change.module.split("/")[0], ()))
    }
    own = [path for path in tests if Path(path).name in names]
    return [each for each in (own, [path for path in tests if path not in own]) if each]


NEAR = {
    "wording": ("reasons", "distance", "consistency"),
    "pairs": ("distance",),
    "riverside": ("regions",),
    "check": ("distance", "rounding", "vague"),
    "midst": ("statement_regions",),
    "regions": ("statement_regions",),
    "verdicts": ("between", "distance"),
}
"""Modules without tests of their own name, and where they are tested."""


def told(change: Change) -> str:
    return f"{ROOM.as_posix()}/{change.module}.py:{change.line}: {change.words} | {change.text}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", help="Names of modules; all of them by default.")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--sample",
        type=int,
        metavar="N",
        help=f"Try N changes drawn at random (seed {SEED}), not all.",
    )
    arguments = parser.parse_args()
    os.nice(10)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        shutil.copytree(ROOT / "geo_osint", Path(folder, "geo_osint"), symlinks=False)
        shutil.copytree(ROOT / "tests", Path(folder, "tests"))
        shutil.copytree(ROOT / "docs" / "method", Path(folder, "docs", "method"))
        for name in ("pyproject.toml",):
            shutil.copy(ROOT / name, folder)
        os.chdir(folder)
        sys.path.insert(0, folder)
        measure(Path(folder), arguments.modules, arguments.jobs, arguments.sample)


def measure(folder: Path, modules: Sequence[str], jobs: int, sample: int | None) -> None:
    warm()
    tests = sorted(path.as_posix() for path in Path("tests", "checking").glob("test_*.py"))
    child = start(None, [tests])
    if os.waitpid(child, 0)[1] != 0:
        sys.exit("the tests fail without any change; mend them first")
    paths = [p for p in sorted((folder / ROOM).rglob("*.py")) if not modules or p.stem in modules]
    todo = [change for path in paths for change in changes(path)]
    counted = [each for each in todo if (each.module, each.text, each.words) not in EQUIVALENT]
    spared = len(todo) - len(counted)
    if sample is not None and sample < len(counted):
        print(f"{sample} of {len(counted)} changes, drawn at random", flush=True)
        counted = random.Random(SEED).sample(counted, sample)
    found = survivors(counted, tests, jobs)
    made, left = (Counter(each.module for each in group) for group in (counted, found))
    for module in made:
        print(f"{module:16} {made[module] - left[module]:4} of {made[module]:4} noticed")
    share = 1 - len(found) / max(1, len(counted))
    print(f"{share:.1%} of {len(counted)} changes noticed; {spared} change nothing")


if __name__ == "__main__":
    main()
