"""Networks of many links in a file that opens without being parsed: `geo-osint roads npz 1`.

Its columns are those of `Network`, texts as numbers into one list of names. What a file says is checked before it is
believed: a number that leads nowhere, a length that is none, a line that is not there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from geo_osint import files
from geo_osint.errors import InputError
from geo_osint.files import arrays
from geo_osint.files.arrays import Array, Columns
from geo_osint.model import Bilingual, LonLat, Source
from geo_osint.routing.compact import Coded, Numbered, Repeated
from geo_osint.routing.gates import Gate, GateKind
from geo_osint.routing.network import CLASSES, SURFACES, Network

FORMAT = "geo-osint roads npz 1"
"""The `format` that a file tells; the number changes when old files need to be made again."""

SUFFIX = ".npz"

STEPS_PER_DEGREE = 10_000_000
"""Positions are whole numbers of such steps, as OpenStreetMap has them."""

GATE_KINDS: tuple[GateKind, ...] = get_args(GateKind)
"""Columns hold their number."""

BETWEEN = "\n"
"""Stands between the names of a file; no name holds one."""

_UNSEEN = re.compile("[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]")
"""Controls and overrides of direction, which no name has that was imported."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A file that a network was made of: its name, the digest of its bytes, the day up to which it follows the map."""

    file: str
    sha256: str
    observed: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a file tells of itself: of which files and by which rules it was made, and what it is called."""

    name: str
    observed: str
    attribution: str
    rules: str
    origins: tuple[Origin, ...]
    source: Source


def pack(network: Network, about: About) -> dict[str, Array]:
    """Put a network into the columns of a file."""
    names = _Names()
    table: dict[tuple[str, ...], int] = {}
    codes = np.array([table.setdefault(each, len(table)) for each in network.roads], np.int32)
    gates = network.gates
    columns = {
        "about": _bytes(json.dumps(_plain(about), ensure_ascii=False)),
        "junction": _steps(np.stack([network.lon_deg, network.lat_deg], axis=1)),
        "junction_id": _ids(network.junction_ids).numbers,
        "start": network.start,
        "end": network.end,
        "least_m": network.least_m,
        "most_m": network.most_m,
        "road_class": network.road_class,
        "surface": network.surface,
        "oneway": network.oneway.astype(np.int8),
        "offsets": network.offsets,
        "shape": _steps(network.shape_deg),
        "link_id": _ids(network.link_ids).numbers,
        "link_part": _ids(network.link_ids).parts,
        "road": codes,
        "road_offsets": _offsets(table),
        "road_names": np.array([names.number(n) for road in table for n in road], np.int32),
        "gate": _steps(np.array([(g.at.lon_deg, g.at.lat_deg) for g in gates]).reshape(-1, 2)),
        "gate_kind": np.array([GATE_KINDS.index(each.kind) for each in gates], np.int8),
        "gate_names": np.array(
            [(names.number(g.id), names.number(g.name.en), names.number(g.name.ar)) for g in gates],
            np.int32,
        ).reshape(-1, 3),
        "gate_offsets": _offsets([each.links for each in gates]),
        "gate_links": np.array([link for each in gates for link in each.links], np.int32),
    }
    return {**columns, "names": _bytes(BETWEEN.join(names.known))}  # type: ignore[dict-item]


class _Names:
    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def number(self, name: str) -> int:
        return self.known.setdefault(name, len(self.known))


def _ids(ids: Sequence[str]) -> Numbered:
    assert isinstance(ids, Numbered), "only what was imported is saved"
    return ids


def _offsets(parts: Sequence[Sequence[object]] | Mapping[tuple[str, ...], int]) -> Array:
    return np.cumsum([0, *map(len, parts)], dtype=np.int64)


def _steps(degrees: NDArray[np.float64]) -> Array:
    return np.rint(degrees * STEPS_PER_DEGREE).astype(np.int32)


def _bytes(text: str) -> Array:
    return np.frombuffer(text.encode(), np.uint8)


def _plain(about: About) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "name": about.name,
        "observed": about.observed,
        "attribution": about.attribution,
        "rules": about.rules,
        "origins": [
            {"file": each.file, "sha256": each.sha256, "observed": each.observed}
            for each in about.origins
        ],
        "source": {
            "title": about.source.title,
            "reference": about.source.reference,
            "licence": about.source.licence,
            "url": about.source.url,
        },
    }


# ------------------------------------------------------------------------------------ opening


def is_saved(path: Path) -> bool:
    """Tell whether a file may be a saved network, by its first bytes.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    return arrays.is_arrays(path)


def about(path: Path) -> About:
    """Read what a saved network tells of itself, and nothing else of it.

    Raises
    ------
    InputError
        As `load`.
    """
    return _about(arrays.read(path, only="about"))


def load(path: Path) -> Network:
    """Open a saved network.

    Raises
    ------
    InputError
        If the file is missing, damaged, or holds what no network does.
    """
    columns = arrays.read(path)
    told = _about(columns)
    check = _Checked(columns)
    junctions = check.positions("junction")
    links = check.count("start")
    names = check.names()
    roads = _sets(check, names)
    start, end = (check.numbers(each, "<i4", links, len(junctions)) for each in ("start", "end"))
    least_m, most_m = check.lengths(links)
    offsets, shape_deg = check.lines(junctions[start], junctions[end])
    return Network(
        name=told.name,
        sha256=columns.sha256,
        observed=told.observed,
        schematic=False,
        lon_deg=junctions[:, 0].copy(),
        lat_deg=junctions[:, 1].copy(),
        start=start,
        end=end,
        least_m=least_m,
        most_m=most_m,
        road_class=check.numbers("road_class", "|i1", links, len(CLASSES)),
        surface=check.numbers("surface", "|i1", links, len(SURFACES)),
        oneway=check.numbers("oneway", "|i1", links, 2).astype(np.bool_),
        offsets=offsets,
        shape_deg=shape_deg,
        junction_ids=Numbered("osm:node/", check.of_length("junction_id", "<i8", len(junctions))),
        link_ids=Numbered(
            "osm:way/",
            check.of_length("link_id", "<i8", links),
            check.of_length("link_part", "<i4", links),
        ),
        junction_places=Repeated("", len(junctions)),
        roads=Coded(check.numbers("road", "<i4", links, len(roads)), roads),
        cited=Repeated((told.source.key,), links),
        gates=_gates(check, names, links),
        sources={told.source.key: told.source},
        attribution=told.attribution,
    )


def _about(columns: Columns) -> About:
    name = columns.name
    if "about" not in columns.arrays:
        raise InputError(f"{name}: no roads; make them with `geo-osint roads import`")
    told = files.parse_json(files.decode(columns.take("about", "|u1").tobytes(), name), name)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise InputError(
            f"{name}: no roads of the format {FORMAT!r}; make them anew with `geo-osint roads import`"
        )
    try:
        return _read_about(told)
    except (KeyError, TypeError):
        raise _broken(name, "what it tells of itself") from None


def _read_about(told: Mapping[str, Any]) -> About:
    cited = {key: _text(told["source"][key]) for key in ("title", "reference", "licence", "url")}
    return About(
        name=_text(told["name"]),
        observed=_text(told["observed"]),
        attribution=_text(told["attribution"]),
        rules=_text(told["rules"]),
        origins=tuple(
            Origin(_text(each["file"]), _text(each["sha256"]), _text(each["observed"]))
            for each in told["origins"]
        ),
        source=Source("osm", **cited),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _sets(check: _Checked, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Give the table of what roads are called: numbers and names of each."""
    held = check.numbers("road_names", "<i4", None, len(names)).tolist()
    told = [names[each] for each in held]
    ends = check.offsets("road_offsets", None, len(told)).tolist()
    return [tuple(told[a:b]) for a, b in pairwise(ends)]


def _gates(check: _Checked, names: Sequence[str], links: int) -> tuple[Gate, ...]:
    at = check.positions("gate").tolist()
    kinds = check.numbers("gate_kind", "|i1", len(at), len(GATE_KINDS)).tolist()
    called = check.numbers("gate_names", "<i4", len(at), len(names), 3).tolist()
    on = check.numbers("gate_links", "<i4", None, links).tolist()
    ends = check.offsets("gate_offsets", len(at), len(on)).tolist()
    return tuple(
        Gate(
            id=names[id],
            kind=GATE_KINDS[kind],
            name=Bilingual(names[en], names[ar]),
            at=LonLat(*position),
            links=tuple(on[ends[number] : ends[number + 1]]),
            periods=(),
        )
        for number, (position, kind, (id, en, ar)) in enumerate(zip(at, kinds, called, strict=True))
    )


@dataclass(frozen=True, slots=True)
class _Checked:
    """Gives the columns of a file, each looked over."""

    columns: Columns

    def count(self, name: str) -> int:
        return len(self.columns.take(name, "<i4"))

    def of_length(self, name: str, kind: str, count: int | None, width: int = 0) -> Array:
        found = self.columns.take(name, kind, width)
        if count is not None and len(found) != count:
            raise self._wrong(name)
        return found

    def numbers(self, name: str, kind: str, count: int | None, below: int, width: int = 0) -> Array:
        """Give a column of numbers from 0 to below a bound."""
        found = self.of_length(name, kind, count, width)
        if found.size and (found.min() < 0 or found.max() >= below):
            raise self._wrong(name)
        return found

    def offsets(self, name: str, count: int | None, end: int) -> Array:
        """Give where parts of another column begin, which the parts fill."""
        found = self.of_length(name, "<i8", None if count is None else count + 1)
        if not len(found) or found[0] != 0 or found[-1] != end or (np.diff(found) < 0).any():
            raise self._wrong(name)
        return found

    def positions(self, name: str) -> Array:
        found: Array = self.columns.take(name, "<i4", 2) / STEPS_PER_DEGREE
        if (np.abs(found) > [180.0, 90.0]).any():
            raise self._wrong(name)
        return found

    def lengths(self, links: int) -> tuple[Array, Array]:
        """Give the least and the greatest lengths of links."""
        least, most = (self.of_length(name, "<f8", links) for name in ("least_m", "most_m"))
        if not ((least > 0) & (least <= most) & np.isfinite(most)).all():
            raise self._wrong("least_m")
        return least, most

    def lines(self, starts: Array, ends: Array) -> tuple[Array, Array]:
        """Give where the vertices of links begin, and these, each from the position of its start to its end."""
        shape = self.positions("shape")
        offsets = self.offsets("offsets", len(starts), len(shape))
        if (np.diff(offsets) < 2).any():
            raise self._wrong("offsets")
        if (shape[offsets[:-1]] != starts).any() or (shape[offsets[1:] - 1] != ends).any():
            raise self._wrong("shape")
        return offsets, shape

    def names(self) -> list[str]:
        data = self.columns.take("names", "|u1").tobytes()
        try:
            text = data.decode()
        except UnicodeDecodeError:
            raise self._wrong("names") from None
        if _UNSEEN.search(text):
            raise self._wrong("names")
        return text.split(BETWEEN)

    def _wrong(self, name: str) -> InputError:
        return _broken(self.columns.name, name)


def _broken(name: str, what: str) -> InputError:
    return InputError(f"{name}: is damaged ({what}); make it again with `geo-osint roads import`")
