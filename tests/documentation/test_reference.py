"""The reference says what the code says."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

import geo_osint
from geo_osint import errors, model
from geo_osint.checking import VERDICTS
from geo_osint.layers import COLUMNS
from geo_osint.model.routes import SegmentClass
from geo_osint.output.findings import to_json
from geo_osint.reading.report import KEYS
from tests.documentation.pages import DOCS, ROOT

SECTION = re.compile(r"^(#{2,3}) (.+?)\n(.*?)(?=^#{2,3} |\Z)", re.M | re.S)


@cache
def sections() -> Mapping[str, str]:
    """Give the sections of the page of formats by heading."""
    text = (DOCS / "reference" / "formats.md").read_text(encoding="utf-8")
    return {each[2]: each[3] for each in SECTION.finditer(text)}


def listed(section: str) -> list[str]:
    """List what the first column of a section's table names."""
    return re.findall(r"^\| `(\w+)` \|", sections()[section], re.M)


@pytest.mark.parametrize("table", COLUMNS)
def test_all_columns_of_a_table_are_documented_in_order(table: str) -> None:
    assert tuple(listed(table)) == COLUMNS[table]


@pytest.mark.parametrize(
    ("section", "value"),
    [
        ("Statement", model.Statement),
        ("Movement", model.Movement),
        ("Mention", model.Mention),
        ("Quantity", model.Quantity),
        ("Count", model.Count),
        ("Date", model.DateReading),
        ("Decision", model.Decision),
    ],
)
def test_all_fields_of_the_case_file_are_documented(section: str, value: type) -> None:
    assert listed(section) == [each.name.rstrip("_") for each in dataclasses.fields(value)]


def test_the_keys_of_a_report_s_header_are_documented() -> None:
    assert tuple(listed("Report file")) == KEYS


def test_the_members_of_a_finding_are_documented(case_of) -> None:
    told = model.Statement("s1", "r1", model.Span(0, 1), "x", "distance")
    [finding] = json.loads(to_json(case_of(), [model.Finding(told, "fits")]))["findings"]
    assert listed("Findings") == list(finding)


def test_codes_are_documented() -> None:
    verdicts, classes = re.findall(r"^\*\*.*?(?=^\*\*|\Z)", sections()["Codes"], re.M | re.S)
    assert re.findall(r"`(\w+)`", verdicts) == list(VERDICTS)
    assert re.findall(r"`(\w+)`", classes) == list(SegmentClass.__args__)


def test_exit_codes_are_documented() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", sections()["Exit codes"], re.M)}
    ours = {
        each.exit_code for each in (errors.GeoOsintError, *errors.GeoOsintError.__subclasses__())
    }
    assert told == ours | {0, errors.INTERRUPTED}


def test_verdicts_stand_in_the_readme_and_the_arabic_page() -> None:
    for page in (ROOT / "README.md", DOCS / "ar" / "index.md", DOCS / "method" / "verdicts.md"):
        text = page.read_text(encoding="utf-8")
        assert re.findall(r"^\|.*?`(\w+)`.*\|$", text, re.M) == list(VERDICTS)
    arabic = (DOCS / "ar" / "index.md").read_text(encoding="utf-8")
    assert all(f"| {words.ar} | `{code}` |" in arabic for code, words in VERDICTS.items())


def test_the_page_of_commands_is_what_help_says() -> None:
    """After a change of the command line: python docs/generate_cli.py."""
    script = DOCS / "generate_cli.py"
    assert subprocess.run([sys.executable, script, "--check"]).returncode == 0


def documented() -> Iterator[str]:
    page = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
    yield from re.findall(r"^::: [\w.]+\.(\w+)$", page, re.M)


def test_every_public_name_is_in_the_reference() -> None:
    assert set(geo_osint.__all__) - {"__version__"} <= set(documented())


def test_every_public_name_says_what_it_is() -> None:
    for name in set(geo_osint.__all__) - {"__version__"}:
        assert (getattr(geo_osint, name).__doc__ or "").strip(), name


def test_the_citation_file_tells_the_version_and_licence() -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {geo_osint.__version__}\n" in text
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"license: {project['license']}\n" in text


def test_the_changelog_has_an_entry_for_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(geo_osint.__version__)}\b", text, re.M)
