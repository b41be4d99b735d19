"""All faults of a gazetteer file at once, in words its author can act on.

`sheet` reads what can be read of a file, however broken; each module looks at one side of it:
`spelling` at names, `ground`, `rivers` and `digits` at positions, `twins` and `kin` at places beside each
other, `facts` at sources, dates and attributes. What is looked for stands in `rules.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geo_osint import files
from geo_osint.errors import InputError
from geo_osint.gazetteer.checks import breaches, doubled
from geo_osint.gazetteer.faults import against_schema, dotted, feature_path, name_of
from geo_osint.gazetteer.inspecting import digits, facts, ground, kin, rivers, spelling, twins
from geo_osint.gazetteer.inspecting.report import Remark, Report, Rule, in_order, rules
from geo_osint.gazetteer.inspecting.sheet import Sheet, sheet_of

__all__ = ["Remark", "Report", "Rule", "inspect", "rules"]

LOOKS = (
    spelling.names,
    ground.countries,
    ground.shapes,
    ground.areas,
    ground.agreement,
    rivers.banks,
    digits.precisions,
    twins.names,
    twins.points,
    twins.identifiers,
    kin.order,
    kin.cycles,
    kin.filing,
    kin.seats,
    kin.confusions,
    kin.neighbourhood,
    facts.sources,
    facts.dates,
    facts.attributes,
    facts.kinds,
)
"""Everything that is looked at, each from a sheet to remarks."""


DATABASE = b"SQLite format 3\0"
"""How an imported gazetteer begins, whose rows were looked at one by one on the way in."""


def inspect(data: bytes, name: str) -> Report:
    """Report all faults of a gazetteer file, and what is worth a second look; `name` is the file's.

    A feature that breaks the schema is told so, and looked at as far as it can be read.

    Raises
    ------
    InputError
        Where the file is no JSON or no gazetteer at all; anything less is a fault in the report.

    Examples
    --------
    >>> text = '{"type": "FeatureCollection", "format": "geo-osint gazetteer 1", "name": "n", "features": []}'
    >>> [each.what for each in inspect(text.encode(), "mine.geojson").remarks]
    ["the member 'sources' is missing; add it"]
    """
    if data.startswith(DATABASE):
        raise InputError(
            f"{name}: a database, as `geo-osint gazetteer import` makes them; check the files it was "
            "made from"
        )
    parsed = files.parse_json(files.decode(data, name), name)
    _refuse_strangers(parsed, name)
    found = against_schema(parsed)
    broken = frozenset(each.feature for each in found)
    sheet, remarks = sheet_of(parsed, broken)
    remarks += [Remark("format", f.feature, f.where, f.member, f.what) for f in found]
    remarks += _of_the_frame(parsed, sheet)
    remarks += [remark for look in LOOKS for remark in look(sheet)]
    title = parsed.get("name")
    return Report(
        name,
        files.sha256(data),
        title if isinstance(title, str) else "",
        len(sheet.entries),
        len(sheet.sources),
        in_order(remarks),
    )


def _refuse_strangers(parsed: Any, name: str) -> None:
    if not isinstance(parsed, dict) or not str(parsed.get("format", "")).startswith("geo-osint"):
        raise InputError(
            f'{name}: not a gazetteer; it should say "format": "geo-osint gazetteer 1"'
        )
    if not isinstance(parsed.get("features"), list):
        raise InputError(f'{name}: has no list of "features"; add it')


def _of_the_frame(parsed: dict[str, Any], sheet: Sheet) -> Iterator[Remark]:
    """Find what also keeps the file from being read, and hidden characters anywhere in it."""
    features = parsed["features"]
    known = None if sheet.excerpt else frozenset(sheet.by_id)
    for entry in sheet.entries:
        for rule, member, what in breaches(entry.place, entry.geometry, sheet.sources, known):
            if member not in entry.lost:
                yield entry.remark(rule, member, what)
    ids = [str(f.get("id")) if isinstance(f, dict) else "" for f in features]
    for index, twice in doubled(ids):
        yield Remark("id_twice", index, twice, "id", "another feature has it")
    for path, what in spelling.words(parsed):
        feature_index, member_path = feature_path(path)
        where = name_of(features[feature_index], feature_index) if feature_index >= 0 else ""
        yield Remark("hidden_in_words", feature_index, where, dotted(member_path), what)
