"""Strict readers and whole-or-nothing writers."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint import files
from geo_osint.errors import InputError, OutputError
from tests.conftest import listening


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\x7fELF\0\0", "binary"),
        ("الميادين".encode("cp1256"), "not UTF-8"),
        ("الميادين".encode("utf-16"), "UTF-16"),
        (b"ok\nbad \xff", "line 2"),
        (b"\xed\xa0\x80", "not UTF-8"),
    ],
)
def test_what_is_not_text_is_refused_in_one_line_that_names_the_file(
    tmp_path: Path, data: bytes, words: str
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=words) as fault:
        files.read_text(path)
    assert str(path) in str(fault.value)
    assert "\n" not in str(fault.value)


def test_only_a_byte_order_mark_and_line_ends_are_changed(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("\ufeffأ\u200f ب\r\nج\rد\u2028".encode())
    assert files.read_text(path) == "أ\u200f ب\nج\nد\u2028"


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "nul"])
def test_what_is_not_a_file_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    if kind == "folder":
        path.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(InputError):
        files.read_bytes(tmp_path / "a\0b" if kind == "nul" else path)


def test_a_file_over_the_limit_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100 * 1024**2)
    with pytest.raises(InputError, match="larger than 16 MB"):
        files.read_text(path)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1e999}',
        '{"a": 1, "a": 2}',
        '{"a": "\\ud800"}',
        "[" * 100_000,
        '{"a": ' * 65 + "1" + "}" * 65,
        "1" * 5_000,
        "{'a': 1}",
        "[1,]",
        "",
    ],
)
def test_json_that_is_valid_only_by_habit_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"x\.json"):
        files.parse_json(text, "x.json")


def test_brackets_in_strings_do_not_count_as_nesting() -> None:
    text = json.dumps({"a": "[" * 500 + '"\\'})
    assert files.parse_json(text, "x.json") == {"a": "[" * 500 + '"\\'}


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(plain)
def test_strict_json_reads_back_what_was_written(value: object) -> None:
    assert files.parse_json(json.dumps(value, ensure_ascii=False), "x.json") == value


def test_files_appear_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), files.staged(tmp_path) as stage:
        stage.text("a.txt", "new")
        stage.text("deep/b.txt", "new")
        raise ZeroDivisionError
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_made_for_nothing_is_taken_away_again(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), files.staged(tmp_path / "new" / "deep"):
        raise ZeroDivisionError
    assert not (tmp_path / "new").exists()


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("old", encoding="utf-8")
    (tmp_path / "out.txt").symlink_to(target)
    files.write_text(tmp_path / "out.txt", "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "out.txt").is_symlink()


def test_written_files_can_be_read_by_the_colleagues_that_the_user_allows(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        files.write_text(tmp_path / "a.txt", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o644


def test_a_file_that_stands_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="folder is needed"), files.staged(tmp_path / "out"):
        pass


def test_an_empty_file_left_by_a_library_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="empty"), files.staged(tmp_path) as stage:
        stage.written_by("x.gpkg", lambda path: path.touch())
    assert not (tmp_path / "x.gpkg").exists()


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_database_whose_log_holds_something_is_not_replaced(tmp_path: Path, ending: str) -> None:
    (tmp_path / "a.gpkg").write_bytes(b"old")
    (tmp_path / f"a.gpkg{ending}").write_bytes(b"edits")
    told = pytest.raises(OutputError, match=f"a.gpkg{ending} holds the last edits")
    with told, files.staged(tmp_path) as stage:
        stage.text("b.txt", "new")
        stage.text("a.gpkg", "new")
    assert (tmp_path / "a.gpkg").read_bytes() == b"old"
    assert not (tmp_path / "b.txt").exists()


def test_an_empty_log_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a.gpkg-wal").touch()
    files.write_text(tmp_path / "a.gpkg", "new")
    assert (tmp_path / "a.gpkg").read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file(small_disk: Path) -> None:
    (small_disk / "a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="disk is full"), files.staged(small_disk) as stage:
        stage.text("a.txt", "new")
        stage.bytes("b.bin", b"x" * 1_000_000)
    assert [each.name for each in small_disk.iterdir()] == ["a.txt"]
    assert (small_disk / "a.txt").read_text(encoding="utf-8") == "old"


def test_a_read_only_disk_is_told(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(OutputError, match="read-only"):
        files.write_text(small_disk / "a.txt", "new")


KILLED = """
import sys, time
from pathlib import Path
from geo_osint import files
with files.staged(Path(sys.argv[1])) as stage:
    stage.text("a.txt", "new" * 100_000)
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_writer_leaves_the_old_file(tmp_path: Path, number: int) -> None:
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        preexec_fn=listening,
    ) as writer:
        assert writer.stdout and writer.stdout.readline()
        writer.send_signal(number)
        writer.wait(10)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old"
    if number == signal.SIGINT:
        assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
