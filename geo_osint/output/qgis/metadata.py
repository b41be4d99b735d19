"""What a layer says of itself: what it shows, by whom and from what it was made, under which licences.

The same text stands in the project (for QGIS) and in the tables that the GeoPackage standard has for it
(for others, and for QGIS where a layer is opened without the project). QGIS shows it as HTML, so that
words from outside are escaped.
"""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from geo_osint.case import Case
from geo_osint.layers import Tables
from geo_osint.model import Report, Source
from geo_osint.version import __version__

ABSTRACT = (
    "What published reports state, checked against sourced positions. Each verdict is about geography, "
    "not about whether a thing happened. · أقوال منشورة قورنت بمواقع موثقة المصدر؛ الحكم جغرافي ولا يعني "
    "أن الحدث وقع."
)

STANDARD = "http://mrcc.com/qgis.dtd"
"""By this name QGIS finds its own metadata among others; nothing is fetched from there."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_TABLES = """
CREATE TABLE gpkg_metadata (
    id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
    md_scope TEXT NOT NULL DEFAULT 'dataset',
    md_standard_uri TEXT NOT NULL,
    mime_type TEXT NOT NULL DEFAULT 'text/xml',
    metadata TEXT NOT NULL DEFAULT ''
);
CREATE TABLE gpkg_metadata_reference (
    reference_scope TEXT NOT NULL,
    table_name TEXT,
    column_name TEXT,
    row_id_value INTEGER,
    timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    md_file_id INTEGER NOT NULL,
    md_parent_id INTEGER,
    CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
    CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
);"""
"""As GeoPackage 1.2 has them (tables 14 and 15)."""

_EXTENSION = """
INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_metadata',
    'http://www.geopackage.org/spec120/#extension_metadata', 'read-write')"""


@dataclass(frozen=True, slots=True)
class Provenance:
    """From what a file was made: a line each, and the licences of what it holds."""

    history: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()

    @classmethod
    def of(cls, case: Case, tables: Tables) -> Provenance:
        """Tell it of a case and its tables."""
        known = [case.sources[key] for key in sorted(case.sources)]
        return cls(
            tuple(_history(case, tables)),
            tuple(map(_source, known)),
            tuple(sorted({each.licence for each in known if each.licence})),
        )


NOTHING = Provenance()
"""Of a file of which nothing is told."""


def _history(case: Case, tables: Tables) -> Iterator[str]:
    yield f"written by geo_osint {__version__}"
    yield _line(f"case {case.name}", _digest(case.sha256))
    yield from map(_report, case.reports)
    for used in case.gazetteers:
        yield _line(f"gazetteer {used.name}", _digest(used.sha256))
    roads = tables["corridors"]
    for name, sha256 in sorted(set(zip(roads["network"], roads["network_sha256"], strict=True))):
        if name:
            yield _line(f"road network {name}", _digest(sha256))


def _report(report: Report) -> str:
    head = report.header
    day = head.published.isoformat() if head.published else ""
    told = (head.title, head.publisher, day, head.source_url, _digest(report.sha256))
    return _line(f"report {report.id}", *told)


def _source(source: Source) -> str:
    return _line(source.title, source.reference, source.licence, source.url, source.date)


def _digest(sha256: str) -> str:
    return f"SHA-256 {sha256}" if sha256 else ""


def _line(*told: str) -> str:
    return ", ".join(filter(None, told))


def element(tag: str, title: str, kind: str, provenance: Provenance) -> ET.Element:
    """Write metadata as QGIS reads it; `kind` is `dataset` or `project`."""
    root = ET.Element(tag)
    ET.SubElement(root, "language").text = "en, ar"
    ET.SubElement(root, "type").text = kind
    ET.SubElement(root, "title").text = _plain(title)
    ET.SubElement(root, "abstract").text = ABSTRACT
    parts: Mapping[str, Iterable[str]] = {
        "history": provenance.history,
        "rights": provenance.sources,
        "license": provenance.licences,
    }
    for name, lines in parts.items():
        for line in lines:
            ET.SubElement(root, name).text = _plain(line)
    return root


def _plain(text: str) -> str:
    return html.escape(_NOT_XML.sub("\ufffd", text), quote=False)


def put(
    database: sqlite3.Connection, titles: Mapping[str, str], provenance: Provenance, moment: str
) -> None:
    """Give each layer, by its name, its metadata in a GeoPackage."""
    database.executescript(_TABLES)
    for table in ("gpkg_metadata", "gpkg_metadata_reference"):
        database.execute(_EXTENSION, (table,))
    for number, (layer, title) in enumerate(titles.items(), start=1):
        root = element("qgis", title, "dataset", provenance)
        ET.indent(root)
        text = f"<!DOCTYPE qgis PUBLIC '{STANDARD}' 'SYSTEM'>\n{ET.tostring(root, 'unicode')}\n"
        database.execute(
            "INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, 'text/xml', ?)",
            (number, STANDARD, text),
        )
        database.execute(
            "INSERT INTO gpkg_metadata_reference VALUES ('table', ?, NULL, NULL, ?, ?, NULL)",
            (layer, moment, number),
        )
