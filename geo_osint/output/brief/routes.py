"""What the route of a movement rests on, in a paragraph for each leg: read from the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from geo_osint import styles
from geo_osint.layers import Tables
from geo_osint.model import Bilingual, Interval, IntervalSet
from geo_osint.model.text import isolated
from geo_osint.output import wording

Row = Mapping[str, Any]


def routes_by_movement(tables: Tables | None) -> dict[str, list[Bilingual]]:
    """Write a paragraph for each leg of each movement; without tables there is none."""
    if tables is None:
        return {}
    known = {row["id"]: row for row in _rows(tables, "corridors") if row["network"]}
    found: dict[str, list[Bilingual]] = {}
    for leg, grouped in groupby(
        _rows(tables, "segments"), lambda row: row["id"].rpartition("/")[0]
    ):
        parts = list(grouped)
        words = _known(known[leg], parts) if leg in known else _assumed(parts[0])
        found.setdefault(parts[0]["movement"], []).append(words)
    return found


def _rows(tables: Tables, name: str) -> list[Row]:
    rows: list[Row] = tables[name].drop(columns="geometry").to_dict("records")
    return rows


def _known(leg: Row, parts: list[Row]) -> Bilingual:
    road = wording.distances(IntervalSet.of(Interval(leg["length_lo_m"], leg["length_hi_m"])))
    longest, hours = wording.length(leg["longest_m"]), (leg["hours_lo"], leg["hours_hi"])
    lo, hi = (f"{each:.1f}" for each in hours)
    classes, gates, ends = _by_class(parts), _gates(parts), _named(leg)
    other = int(leg["alternatives"])
    return Bilingual(
        f"{ends.en}. Way by road, inferred and not reported: {road.en} by the shortest way, up to {longest.en} by "
        f"others that make sense, {other} of them truly different. A lorry drives {lo} to {hi} hours, without waits, borders "
        f"and nights. Drawn: {classes.en}.{gates.en} {_sentence(leg['basis_en'])}",
        f"{ends.ar}. الطريق مستنتج ولم يُذكر: {road.ar} بأقصر طريق، وحتى {longest.ar} بطرق معقولة أخرى، "
        f"منها {other} مختلفة فعلًا. تقود الشاحنة من {lo} إلى {hi} ساعة، من دون الانتظار والحدود والمبيت. "
        f"المرسوم: {classes.ar}.{gates.ar} {_sentence(leg['basis_ar'])}",
    )


def _assumed(part: Row) -> Bilingual:
    ends, length = _named(part), wording.length(part["length_m"])
    return Bilingual(
        f"{ends.en}. No way is known: a straight line of {length.en}. {_sentence(part['reason_en'])}",
        f"{ends.ar}. لا طريق معروفًا: خط مستقيم طوله {length.ar}. {_sentence(part['reason_ar'])}",
    )


def _named(row: Row) -> Bilingual:
    en, ar = (
        (isolated(row[f"origin_{each}"]), isolated(row[f"destination_{each}"]))
        for each in ("en", "ar")
    )
    towards = row["ends"] == "direction"
    return Bilingual(
        f"From {en[0]} {'towards' if towards else 'to'} {en[1]}",
        f"من {ar[0]} {'باتجاه' if towards else 'إلى'} {ar[1]}",
    )


def _by_class(parts: list[Row]) -> Bilingual:
    length_m: dict[str, float] = {}
    for part in parts:
        code = part["segment_class"]
        length_m[code] = length_m.get(code, 0.0) + part["length_m"]
    told = [
        (styles.style(code, "segment").label, wording.length(m)) for code, m in length_m.items()
    ]
    return Bilingual(
        ", ".join(f"{label.en} {length.en}" for label, length in told),
        "، ".join(f"{label.ar} {length.ar}" for label, length in told),
    )


def _gates(parts: list[Row]) -> Bilingual:
    en, ar = (dict.fromkeys(_told(parts, f"gates_{each}")) for each in ("en", "ar"))
    if not en:
        return Bilingual("", "")
    return Bilingual(
        f" Crossings and bridges: {', '.join(en)}.", f" المعابر والجسور: {'، '.join(ar)}."
    )


def _told(parts: list[Row], column: str) -> Iterator[str]:
    return (part[column] for part in parts if part[column])


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
