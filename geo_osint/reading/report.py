"""A report file: an optional header between two lines `---`, then the body, untouched."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from geo_osint.errors import InputError
from geo_osint.model import Header, Report
from geo_osint.reading.lexicon import LANGUAGES

FENCE = "---"
"""The line that opens a header, and the line that closes it."""

KEYS = tuple(field.name for field in fields(Header))
"""The keys a header may have, in the order of `Header`."""

DATE_KEYS = ("published", "accessed")
"""Keys whose values are ISO dates."""

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BOM = "\ufeff"


def read_report(
    text: str,
    file: str,
    id: str,
    *,
    published: date | None = None,
    publisher: str = "",
    source_url: str = "",
    language: str = "",
    sha256: str = "",
) -> Report:
    r"""Read a report from the text of its file.

    A byte-order mark is dropped and line ends become LF; nothing else is altered. Spans count from
    the body's first character, header excluded.

    Parameters
    ----------
    text
        The whole file.
    file
        Its name, for messages and for the case.
    id
        The report's id in its case (`r1`).
    published, publisher, source_url, language
        Override the header where given.
    sha256
        Of the file's bytes, in hexadecimal.

    Returns
    -------
    Report
        `header.language` is always one the house can read ("ar", "en"): as given, or detected by
        script; where another was given, the script decides and `header.note` says so.

    Raises
    ------
    InputError
        Header never closed, unknown or repeated key, line that is no `key: value`, impossible date,
        or nothing but blanks behind the header.

    Examples
    --------
    >>> report = read_report("---\npublished: 2021-02-25\n---\nوصلت القافلة أمس.\n", "a.txt", "r1")
    >>> report.header.published, report.header.language, report.body
    (datetime.date(2021, 2, 25), 'ar', 'وصلت القافلة أمس.\n')
    """
    lines, body = _cut(_plain(text), file)
    if not body.strip():
        raise InputError(f"{file}: there is no text in the report; paste it in behind the header")
    header = _header(lines, file)
    header = replace(
        header,
        published=published or header.published,
        publisher=publisher or header.publisher,
        source_url=source_url or header.source_url,
    )
    return Report(id, file, _with_language(header, language, body), body, sha256)


def detect_language(text: str) -> str:
    """Tell by script what a text is read as: "ar" if most of its letters are Arabic, else "en".

    Examples
    --------
    >>> detect_language("حقل العمر (al-Omar)"), detect_language("al-Omar (العمر)")
    ('ar', 'en')
    """
    arabic = len(re.findall(r"[\u0620-\u064a\u066e-\u06d3]", text))
    latin = len(re.findall(r"[A-Za-z\u00c0-\u024f]", text))
    return "ar" if arabic > latin else "en"


def _plain(text: str) -> str:
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")


def _cut(text: str, file: str) -> tuple[list[str], str]:
    """Part the header's lines from the body."""
    first, _, rest = text.partition("\n")
    if first.rstrip() != FENCE:
        return [], text
    lines = rest.split("\n")
    for index, line in enumerate(lines):
        if line.rstrip() == FENCE:
            return lines[:index], "\n".join(lines[index + 1 :])
    raise InputError(
        f"{file}: line 1: the header opened by {FENCE} is never closed; put a line {FENCE} behind it"
    )


def _header(lines: list[str], file: str) -> Header:
    given: dict[str, str] = {}
    for number, line in enumerate(lines, start=2):
        if line.strip():
            key, value = _entry(line, f"{file}: line {number}")
            if key in given:
                raise InputError(f"{file}: line {number}: {key!r} is given twice; keep one")
            given[key] = value
            if key in DATE_KEYS and value:
                parse_date(value, f"{file}: line {number}: {key}")
    return _as_header(given, file)


def _entry(line: str, where: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    key = key.strip()
    if not colon:
        raise InputError(f"{where}: {_short(line)!r} is no `key: value`; add the key and a colon")
    if key not in KEYS:
        raise InputError(f"{where}: {_short(key)!r} is no header key; {_suggestion(key)}")
    return key, value.strip()


def _suggestion(key: str) -> str:
    near = difflib.get_close_matches(key.lower().replace("-", "_"), KEYS, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(KEYS)}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _as_header(given: Mapping[str, str], file: str) -> Header:
    words = {key: value for key, value in given.items() if key not in DATE_KEYS}
    published, accessed = (
        parse_date(given[key], f"{file}: {key}") if given.get(key) else None for key in DATE_KEYS
    )
    return Header(
        title=words.get("title", ""),
        publisher=words.get("publisher", ""),
        source_url=words.get("source_url", ""),
        archive_url=words.get("archive_url", ""),
        published=published,
        accessed=accessed,
        language=words.get("language", ""),
        translation_of=words.get("translation_of", ""),
        note=words.get("note", ""),
    )


def parse_date(value: str, where: str) -> date:
    """Read an ISO date as people type it into a header or an option.

    Raises
    ------
    InputError
        If it has another form or names no day of the calendar.

    Examples
    --------
    >>> parse_date("2021-02-23", "--published")
    datetime.date(2021, 2, 23)
    """
    if not _ISO_DATE.fullmatch(value, 0) or not value.isascii():
        raise InputError(f"{where}: {_short(value)!r} is no date; write it as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InputError(
            f"{where}: {value!r} is no day of the calendar; check month and day (YYYY-MM-DD)"
        ) from None


def _with_language(header: Header, override: str, body: str) -> Header:
    given = override or header.language
    language = re.split(r"[-_]", given.strip().lower())[0]
    if language in LANGUAGES:
        return replace(header, language=language)
    detected = detect_language(body)
    if not given:
        return replace(header, language=detected)
    note = f"language {given!r} has no lexicon: read by its script as {detected!r}"
    return replace(
        header, language=detected, note=f"{header.note}; {note}" if header.note else note
    )
