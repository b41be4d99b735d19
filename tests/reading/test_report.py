"""Report files: header, overrides, language, and what is refused."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_osint.errors import InputError
from geo_osint.reading.report import FENCE, KEYS, detect_language, parse_date, read_report

HEADER = """---
title: Convoy reaches Qamishli
publisher: Observatory: field desk
source_url: https://example.org/a?b=c#d
published: 2021-02-25
language: en
note: line one

---
Body line.
"""


def read(text: str, **more: object):  # type: ignore[no-untyped-def]
    return read_report(text, "a.txt", "r1", **more)  # type: ignore[arg-type]


def test_header_and_body_are_parted() -> None:
    report = read(HEADER, sha256="ab")
    assert report.header.title == "Convoy reaches Qamishli"
    assert report.header.publisher == "Observatory: field desk"
    assert report.header.source_url == "https://example.org/a?b=c#d"
    assert report.header.published == date(2021, 2, 25)
    assert report.body == "Body line.\n"
    assert (report.id, report.file, report.sha256) == ("r1", "a.txt", "ab")


def test_a_report_needs_no_header() -> None:
    report = read("  دخلت القافلة\n")
    assert report.body == "  دخلت القافلة\n"
    assert report.header.published is None


def test_options_override_the_header() -> None:
    header = read(
        HEADER, published=date(2020, 1, 1), publisher="Me", source_url="u", language="ar"
    ).header
    assert (header.published, header.publisher) == (date(2020, 1, 1), "Me")
    assert (header.source_url, header.language, header.title) == (
        "u",
        "ar",
        "Convoy reaches Qamishli",
    )


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff")).filter(str.strip))
def test_nothing_in_the_body_is_altered(body: str) -> None:
    assert read(f"{FENCE}\n{FENCE}\n{body}").body == body


def test_a_byte_order_mark_is_dropped_and_line_ends_become_lf() -> None:
    report = read("\ufeff---\r\nlanguage: en\r\n---\r\none\r\ntwo\rthree")
    assert report.body == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("body", "language"),
    [("دخلت القافلة عبر معبر الوليد (Al-Walid)", "ar"), ("The base at العمر", "en"), ("123", "en")],
)
def test_the_language_is_told_by_script(body: str, language: str) -> None:
    assert read(body).header.language == detect_language(body) == language


@pytest.mark.parametrize(("given", "language"), [("ar-SY", "ar"), ("EN", "en"), ("en_GB", "en")])
def test_the_header_s_language_counts_without_its_region(given: str, language: str) -> None:
    assert read("٣ x", language=given).header.language == language


def test_a_language_without_a_lexicon_is_read_by_script_and_says_so() -> None:
    header = read("---\nlanguage: ku\nnote: from the field\n---\nQamişlo").header
    assert header.language == "en"
    assert header.note.startswith("from the field; language 'ku' has no lexicon")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\npublishd: 2021-02-25\n---\nx", "a.txt: line 2: 'publishd' is no header key; did you mean 'published'?"),
        ("---\nSource-URL: u\n---\nx", "did you mean 'source_url'?"),
        ("---\nzzz: u\n---\nx", "the keys are title, publisher"),
        ("---\ntitle: a\npublished: 2021-02-31\n---\nx", "a.txt: line 3: published: '2021-02-31' is no day of the calendar"),
        ("---\naccessed: 25/2/2021\n---\nx", "line 2: accessed: '25/2/2021' is no date; write it as YYYY-MM-DD"),
        ("---\ntitle: a\ntitle: b\n---\nx", "line 3: 'title' is given twice"),
        ("---\njust words\n---\nx", "line 2: 'just words' is no `key: value`"),
        ("---\ntitle: a\nx", "line 1: the header opened by --- is never closed"),
        ("---\ntitle: a\n---\n \n\n", "there is no text in the report"),
        ("", "there is no text in the report"),
    ],
)  # fmt: skip
def test_a_faulty_report_names_the_line_and_the_fix(text: str, told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)) as caught:
        read(text)
    assert "\n" not in str(caught.value)


def test_hostile_header_lines_are_quoted_short_and_on_one_line() -> None:
    with pytest.raises(InputError) as caught:
        read(f"---\n{'k' * 5000}: v\n---\nx")
    assert len(str(caught.value)) < 300


def test_only_western_digits_make_an_iso_date() -> None:
    with pytest.raises(InputError):
        parse_date("٢٠٢١-٠٢-٢٥", "--published")


def test_every_key_of_the_header_is_read() -> None:
    dated = {"published", "accessed"}
    lines = [f"{key}: {'2021-02-25' if key in dated else key}" for key in KEYS if key != "language"]
    header = read("\n".join([FENCE, *lines, FENCE, "x"])).header
    for key in set(KEYS) - dated - {"language"}:
        assert getattr(header, key) == key
    assert header.published == header.accessed == date(2021, 2, 25)
