"""Sentences for readers, English and Arabic, composed from a finding and never surer than it.

Names are set between U+2068 and U+2069, so that none turns the words around it. Arabic sentences are
built so that their grammar holds for any name and number: verbs agree with "the distance", nouns
stand beside figures, not after them.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

from geo_osint.case import Case
from geo_osint.checking import kilometres
from geo_osint.model import (
    Bilingual,
    Count,
    DateReading,
    Decision,
    Finding,
    Hypothesis,
    Interval,
    IntervalSet,
    Mention,
    Place,
    Quantity,
    Report,
    Statement,
    Verdict,
)

ISOLATE, POP = "\u2068", "\u2069"

NOTHING = Bilingual("", "")

UNREVIEWED = Bilingual("machine reading, unreviewed", "قراءة آلية غير مراجعة")
"""Stands on everything that no decision stands on."""

STATED, CONVERTED = 4, 3
"""Significant digits of a distance in its own unit, and of one turned into kilometres by us."""

_TURNING = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
"""Marks that turn the direction of text: a name that carries them could turn our own words."""

_FITTING: frozenset[Verdict] = frozenset(("fits", "fits_roughly"))


def isolated(name: str) -> str:
    r"""Set a name apart, so that its direction stays its own.

    Examples
    --------
    >>> isolated("a\u202eb") == "\u2068ab\u2069"
    True
    """
    return f"{ISOLATE}{name.translate(_TURNING)}{POP}"


def term(group: str, code: str) -> Bilingual:
    """Give the words for a code; a code without words is given as it stands."""
    return _terms().get(group, {}).get(code, Bilingual(code, code))


@cache
def _terms() -> Mapping[str, Mapping[str, Bilingual]]:
    text = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return {
        group: {code: Bilingual(words["en"], words["ar"]) for code, words in entries.items()}
        for group, entries in tomllib.loads(text).items()
    }


def length(metres: float) -> Bilingual:
    """Write a length: whole metres below a kilometre, else kilometres to 0.1.

    Examples
    --------
    >>> length(3.2).en, length(14_503).ar
    ('3 m', '14.5 كم')
    """
    if round(metres) < 1_000:
        return Bilingual(f"{metres:.0f} m", f"{metres:.0f} م")
    return Bilingual(f"{metres / 1_000:.1f} km", f"{metres / 1_000:.1f} كم")


def distances(found: IntervalSet) -> Bilingual:
    """Write a set of distances; in Arabic with words, as a dash between figures would turn them.

    Examples
    --------
    >>> distances(IntervalSet.of(Interval(14_500, 15_200), Interval(18_300, 19_000))).ar
    'من 14.5 إلى 15.2 كم أو من 18.3 إلى 19.0 كم'
    """
    return Bilingual(kilometres(found), " أو ".join(_arabic_range(part) for part in found))


def _arabic_range(part: Interval) -> str:
    lo = f"{part.lo / 1_000:.1f}"
    if math.isinf(part.hi):
        return f"{lo} كم على الأقل"
    hi = f"{part.hi / 1_000:.1f}"
    return f"{lo} كم" if lo == hi else f"من {lo} إلى {hi} كم"


def stated(quantity: Quantity) -> Bilingual:
    """Write a distance as stated, in kilometres or metres; other units are quoted beside it.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> stated(Quantity("about 14 km", Span(0, 11), 14_000, 14_000, "km", "about")).ar
    'نحو 14 كم'
    """
    if quantity.value_lo is None or quantity.value_hi is None:
        return Bilingual(f"“{isolated(quantity.words)}”", f"«{isolated(quantity.words)}»")
    small = quantity.unit == "m" and quantity.value_hi < 1_000
    size, unit = (1, Bilingual(" m", " م")) if small else (1_000, Bilingual(" km", " كم"))
    converted = quantity.unit not in ("km", "m")
    digits = CONVERTED if converted else STATED
    lo, hi = (f"{value / size:.{digits}g}" for value in (quantity.value_lo, quantity.value_hi))
    figure = _hedged(_join(_span_of(lo, hi), unit), quantity.hedge)
    words = isolated(quantity.words)
    return _join(figure, Bilingual(f" (“{words}”)", f" («{words}»)") if converted else NOTHING)


def _span_of(lo: str, hi: str) -> Bilingual:
    return Bilingual(lo, lo) if lo == hi else Bilingual(f"{lo}–{hi}", f"{lo} إلى {hi}")


def _hedged(figure: Bilingual, hedge: str) -> Bilingual:
    pattern = term("hedge", hedge) if hedge in _terms()["hedge"] else Bilingual("{}", "{}")
    return Bilingual(pattern.en.format(figure.en), pattern.ar.format(figure.ar))


def _join(*parts: Bilingual) -> Bilingual:
    return Bilingual("".join(p.en for p in parts), "".join(p.ar for p in parts))


def counted(count: Count) -> Bilingual:
    """Write a count with its hedge and, apart from it, what was counted.

    Examples
    --------
    >>> from geo_osint.model import Span
    >>> counted(Count("about 60 lorries", Span(0, 16), 60, 60, "lorry", "about")).ar
    'نحو 60 (شاحنات)'
    """
    figure = _hedged(_span_of(str(count.value_lo), str(count.value_hi)), count.hedge)
    noun = term("noun", count.noun)
    return _join(figure, Bilingual(f" {noun.en}", f" ({noun.ar})") if count.noun else NOTHING)


def day(value: date) -> Bilingual:
    """Write a date in words.

    Examples
    --------
    >>> day(date(2021, 2, 23))
    Bilingual(en='23 February 2021', ar='23 شباط/فبراير 2021')
    """
    month = term("month", str(value.month))
    return Bilingual(f"{value.day} {month.en} {value.year}", f"{value.day} {month.ar} {value.year}")


def when(told: DateReading | None) -> Bilingual:
    """Write a date as finely as it was told, and no finer; its own words where it stayed open."""
    if told is None:
        return Bilingual("no date given", "لم يُذكر تاريخ")
    if told.start is None or told.end is None:
        words = isolated(told.words)
        return Bilingual(f"“{words}” (year not known)", f"«{words}» (السنة غير معروفة)")
    if told.precision == "month":
        month = term("month", str(told.start.month))
        return Bilingual(f"{month.en} {told.start.year}", f"{month.ar} {told.start.year}")
    if told.precision == "year":
        return Bilingual(f"{told.start.year}", f"{told.start.year}")
    first, last = day(told.start), day(told.end)
    if told.start == told.end:
        return first
    return Bilingual(f"{first.en} to {last.en}", f"من {first.ar} إلى {last.ar}")


def named(mention: Mention | None, case: Case) -> Bilingual:
    """Name what a mention means: all candidates where it is open, its own words where unknown."""
    if mention is None:
        return Bilingual("a place the text does not name", "مكان لا يسميه النص")
    places = [case.places[id] for id in mention.places]
    if not places:
        return Bilingual(f"“{isolated(mention.words)}”", f"«{isolated(mention.words)}»")
    return Bilingual(
        " or ".join(isolated(each.name("en")) for each in places),
        " أو ".join(isolated(each.name("ar")) for each in places),
    )


def taken(mention: Mention, case: Case) -> Bilingual | None:
    """Say what a name was taken to mean, and why, where a namesake leaves a question open.

    Reasons and question come from the reading, in its own words (English).
    """
    if not mention.question:
        return None
    name, words = named(mention, case), isolated(mention.words)
    why = isolated("; ".join(mention.reasons)) if mention.reasons else ""
    question = isolated(mention.question)
    return Bilingual(
        f"“{words}” is taken to mean {name.en}{': ' if why else ''}{why}. Look at: {question}",
        f"فُهم «{words}» على أنه {name.ar}{': ' if why else ''}{why}. للمراجعة: {question}",
    )


def margin(finding: Finding) -> Bilingual:
    """Say what a margin means."""
    if finding.margin is None:
        return Bilingual("nothing was measured", "لم يُقس شيء")
    by = length(abs(finding.margin))
    if finding.margin > 0:
        return Bilingual(
            f"inside what was printed, with {by.en} to spare", f"داخل المدى المنشور بفارق {by.ar}"
        )
    if finding.margin < 0:
        return Bilingual(
            f"the nearest possible distance lies {by.en} outside what was printed",
            f"أقرب مسافة ممكنة تقع خارج المدى المنشور بمقدار {by.ar}",
        )
    return Bilingual(
        "reaches into what was printed, and beyond it", "يدخل في المدى المنشور ويتجاوزه"
    )


def reviewed(decision: Decision | None) -> Bilingual:
    """Say who stands for something: an analyst with a date and a reason, or nobody yet."""
    if decision is None:
        return UNREVIEWED
    what, who, why, other = (
        isolated(each)
        for each in (decision.decision, decision.by, decision.reason, decision.second_reader)
    )
    on = day(decision.date)
    return _join(
        Bilingual(f"decided: {what}, by {who}, {on.en}", f"قرار: {what}، {who}، {on.ar}"),
        Bilingual(f"; reason: {why}", f"؛ السبب: {why}") if decision.reason else NOTHING,
        Bilingual(f"; second reader: {other}", f"؛ القارئ الثاني: {other}")
        if decision.second_reader
        else NOTHING,
    )


def sentence(finding: Finding, case: Case) -> Bilingual:
    """Say in one sentence what the report states and what came of checking it, ready to paste."""
    told = finding.statement
    report = next((each for each in case.reports if each.id == told.report), None)
    if told.kind != "distance":
        return _unchecked(finding, case, report)
    subject, reference = named(told.subject, case), named(told.reference, case)
    figure = stated(told.quantity) if told.quantity else term("kind", told.kind)
    by = _attributed(report)
    opening = Bilingual(
        f"The report{by.en} puts {subject.en} {figure.en} from {reference.en}",
        f"بحسب التقرير{by.ar}، المسافة بين {subject.ar} و{reference.ar} هي {figure.ar}",
    )
    capped = (_cap(finding, case), _direction(told), _caveat(finding))
    return _join(opening, _outcome(finding, case), *capped)


def relation(told: Statement, case: Case) -> Bilingual:
    """Say what is stated of the subject, other than a distance in figures."""
    if told.quantity:
        return stated(told.quantity)
    if told.relation not in _terms()["relation"]:
        return term("kind", told.kind)
    pattern, reference = term("relation", told.relation), named(told.reference, case)
    return Bilingual(pattern.en.format(reference.en), pattern.ar.format(reference.ar))


def _attributed(report: Report | None) -> Bilingual:
    if report is None:
        return NOTHING
    header = report.header
    publisher = isolated(header.publisher) if header.publisher else ""
    on = day(header.published) if header.published else NOTHING
    en = ", ".join(each for each in (publisher, on.en) if each)
    ar = "، ".join(each for each in (publisher, on.ar) if each)
    return Bilingual(f" ({en})", f" ({ar})") if en else NOTHING


def _outcome(finding: Finding, case: Case) -> Bilingual:
    if not finding.possible:
        why = _reason(finding)
        return Bilingual(
            f"; the distance cannot be checked{': ' if why.en else ''}{why.en}",
            f"؛ ويتعذر التحقق من هذه المسافة{': ' if why.ar else ''}{why.ar}",
        )
    found, basis = distances(finding.possible), _basis(finding, case)
    verdict = _verdict(finding)
    return Bilingual(
        f"; {basis.en} {found.en}, {verdict.en}", f"؛ {basis.ar} {found.ar}، {verdict.ar}"
    )


def _reason(finding: Finding) -> Bilingual:
    return Bilingual(
        "; ".join(each.en for each in finding.reasons),
        "؛ ".join(each.ar for each in finding.reasons),
    )


def _basis(finding: Finding, case: Case) -> Bilingual:
    ids = {id for each in finding.hypotheses for id in (each.subject, each.reference)}
    guessed = [id for id in ids if id in case.places and not case.places[id].positions]
    if guessed:
        return Bilingual(
            "a position that is only our estimate gives", "ويعطي موقع هو تقديرنا نحن مسافة"
        )
    if any(_added(each, case) for each in finding.hypotheses):
        return Bilingual(
            "positions, some of them added by our analyst, give",
            "وتعطي مواقع، بعضها أضافه محللنا، مسافة",
        )
    return Bilingual("published positions give", "وتعطي المواقع المنشورة مسافة")


def _added(found: Hypothesis, case: Case) -> bool:
    """Tell whether a hypothesis rests on a position that an analyst added."""
    ends = ((found.subject, found.subject_sources), (found.reference, found.reference_sources))
    return any(
        position.by and position.source in keys
        for id, keys in ends
        if id in case.places
        for position in case.places[id].positions
    )


def _verdict(finding: Finding) -> Bilingual:
    by = length(abs(finding.margin or 0.0))
    match finding.verdict:
        case "fits":
            return Bilingual("so the distance fits", "فالمسافة متوافقة مع المنشور")
        case "fits_roughly":
            return Bilingual(
                "so the distance fits roughly: not within what the rounding of the printed figure "
                "allows, but within newsroom tolerance",
                "فالمسافة متوافقة تقريبًا: ليست ضمن ما يسمح به تقريب الرقم المنشور، لكنها ضمن هامش "
                "التسامح الصحفي",
            )
        case "does_not_fit":
            return Bilingual(
                f"so the distance does not fit: the nearest of them is {by.en} outside what was "
                "printed",
                f"فالمسافة غير متوافقة: أقربها يقع خارج المدى المنشور بمقدار {by.ar}",
            )
        case "not_settled":
            return _torn(finding)
        case _:
            return Bilingual("and nothing follows from that yet", "ولا يُستنتج من ذلك شيء بعد")


def _torn(finding: Finding) -> Bilingual:
    verdicts = {each.verdict for each in finding.hypotheses}
    if verdicts == {"does_not_fit"}:
        return Bilingual(
            "so the distance is not settled: measured so it does not fit, measured otherwise "
            "(between edges or by road) it may",
            "فالمسافة غير محسومة: لا تتوافق بهذا القياس، وقد تتوافق بقياس آخر (بين الحافتين أو بالطريق)",
        )
    if verdicts & _FITTING and verdicts - _FITTING:
        return Bilingual(
            "so the distance is not settled: it fits, exactly or roughly, by some of these "
            "positions and not by others",
            "فالمسافة غير محسومة: تتوافق، تمامًا أو تقريبًا، بحسب بعض هذه المواقع ولا تتوافق بحسب غيرها",
        )
    return Bilingual(
        "so the distance is not settled: the positions are not known closely enough to tell",
        "فالمسافة غير محسومة: المواقع غير معروفة بدقة تكفي للحسم",
    )


def _cap(finding: Finding, case: Case) -> Bilingual:
    """Cap the answer by what a name was taken to mean, where its namesake is known."""
    told = finding.statement
    if not finding.possible:
        return NOTHING
    taken = [each for each in (told.subject, told.reference) if each and each.question]
    return _join(*(_meant(case.places[each.places[0]]) for each in taken if len(each.places) == 1))


def _meant(place: Place) -> Bilingual:
    en, ar = isolated(place.name("en")), isolated(place.name("ar"))
    return Bilingual(f" (if {en} is what the name means)", f" (إذا كان المقصود {ar})")


def _direction(told: Statement) -> Bilingual:
    """Say that a direction was stated beside the distance, and that nothing checked it."""
    if not told.relation:
        return NOTHING
    words = term("direction", told.relation)
    return Bilingual(
        f" (the direction it states, {words.en}, was not checked)",
        f" (أما الاتجاه المذكور، {words.ar}، فلم يُتحقق منه)",
    )


def _caveat(finding: Finding) -> Bilingual:
    words = finding.stand_in
    return Bilingual(f" ({words.en}).", f" ({words.ar}).") if words else Bilingual(".", ".")


def _unchecked(finding: Finding, case: Case, report: Report | None) -> Bilingual:
    told = finding.statement
    by, where = _attributed(report), relation(told, case)
    words = isolated(told.words.rstrip(" ."))
    subject = named(told.subject, case) if told.subject else NOTHING
    of = Bilingual(f"{subject.en}: ", f"{subject.ar}: ") if subject.en else NOTHING
    return Bilingual(
        f"The report{by.en} says: “{words}” ({of.en}{where.en}). This was read and not checked.",
        f"يقول التقرير{by.ar}: «{words}» ({of.ar}{where.ar}). قُرئ هذا ولم يُتحقق منه.",
    )
