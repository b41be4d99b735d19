"""Phrases without a subject, in both languages, and the one line that answers what is none."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.errors import InputError
from geo_osint.reading.phrases import FORMS, LONGEST, read_phrase
from tests.conftest import ROOT

TABLE = tomllib.loads((ROOT / "tests/cases/phrases.toml").read_text(encoding="utf-8"))["phrase"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["words"])
def test_a_phrase_is_read(row: dict[str, Any]) -> None:
    found = read_phrase(row["words"])
    assert (found.kind, found.name) == (row["kind"], row["name"])
    assert found.relation == row.get("relation", "")
    assert found.second_name == row.get("second_name", "")
    assert found.measured_as == row.get("measured_as", "unstated")
    assert (found.quantity.value_lo if found.quantity else None) == row.get("metres")


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "14 km",
        "hello world",
        "al-Mayadin",
        "The field is 14 km north-east of al-Mayadin",
        "14 km north-east of al-Mayadin, on the east bank of the Euphrates",
        "between Raqqa and Hajin and Tabqa",
        "between Raqqa",
        "14 km between Raqqa and Hajin",
        "opposite bank of the Euphrates",
        "على الضفة المقابلة من الفرات",
        "2 km upstream of Raqqa",
        "bank of the Euphrates",
    ],
)
def test_what_is_no_such_phrase_is_told_the_forms_that_work(words: str) -> None:
    with pytest.raises(InputError) as told:
        read_phrase(words)
    assert str(told.value).endswith(FORMS) and "\n" not in str(told.value)


def test_the_forms_in_the_message_do_work() -> None:
    shown = FORMS.replace("«", '"').replace("»", '"').split('"')[1::2]
    assert len(shown) == 8
    for words in shown:
        assert read_phrase(words).name


def test_a_text_is_no_phrase() -> None:
    with pytest.raises(InputError, match="too long"):
        read_phrase("near Hajin " * LONGEST)


@given(st.text(max_size=60))
def test_any_words_are_read_or_refused_in_one_line(words: str) -> None:
    try:
        assert read_phrase(words).name
    except InputError as fault:
        assert "\n" not in str(fault)
