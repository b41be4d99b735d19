"""One sentence for each finding, ready to paste: what the report states and what came of checking it."""

from __future__ import annotations

from collections.abc import Mapping

from geo_osint.case import Case
from geo_osint.checking import is_direction, verdict_words
from geo_osint.checking.wording import OTHERWISE
from geo_osint.model import (
    Bilingual,
    Finding,
    Hypothesis,
    Place,
    ReadingResult,
    Report,
    Statement,
    Verdict,
)
from geo_osint.output import wording

_FITTING: frozenset[Verdict] = frozenset(("fits", "fits_roughly"))


def sentence(finding: Finding, case: Case) -> Bilingual:
    """Say in one sentence what the report states and what came of checking it, ready to paste."""
    told = finding.statement
    report = next((each for each in case.reports if each.id == told.report), None)
    if "/" in told.id:
        return _of_a_movement(finding, case, report)
    if told.kind != "distance":
        return _of_a_relation(finding, case, report)
    subject, reference = wording.named(told.subject, case), wording.named(told.reference, case)
    figure = wording.stated(told.quantity) if told.quantity else wording.term("kind", told.kind)
    by = _attributed(report)
    opening = Bilingual(
        f"The report{by.en} puts {subject.en} {figure.en} from {reference.en}",
        f"بحسب التقرير{by.ar}، المسافة بين {subject.ar} و{reference.ar} هي {figure.ar}",
    )
    capped = (_cap(finding, case), _unmeasured(told), _caveat(finding))
    return wording.joined(opening, _outcome(finding, case), *capped)


def _attributed(report: Report | None) -> Bilingual:
    if report is None:
        return wording.NOTHING
    header = report.header
    publisher = wording.isolated(header.publisher) if header.publisher else ""
    on = wording.day(header.published) if header.published else wording.NOTHING
    en = ", ".join(each for each in (publisher, on.en) if each)
    ar = "، ".join(each for each in (publisher, on.ar) if each)
    return Bilingual(f" ({en})", f" ({ar})") if en else wording.NOTHING


def _outcome(finding: Finding, case: Case) -> Bilingual:
    if not finding.possible:
        why = _reason(finding)
        return Bilingual(
            f"; the distance cannot be checked{': ' if why.en else ''}{why.en}",
            f"؛ ويتعذر التحقق من هذه المسافة{': ' if why.ar else ''}{why.ar}",
        )
    found, basis = wording.amounts(finding.possible, finding.unit), _basis(finding, case)
    parts = {each.name: each for each in finding.readings}
    verdict = _with_direction(finding, parts) if "direction" in parts else _verdict(finding)
    return Bilingual(
        f"; {basis.en} {found.en}, {verdict.en}", f"؛ {basis.ar} {found.ar}، {verdict.ar}"
    )


def _with_direction(finding: Finding, parts: Mapping[str, ReadingResult]) -> Bilingual:
    """Say what came of the distance, of the direction, and of both together."""
    direction = parts["direction"]
    alone, turned = (verdict_words(parts[each].verdict) for each in ("distance", "direction"))
    arc = wording.amounts(direction.possible, "deg")
    stated, both = (
        wording.term("direction", finding.statement.relation),
        verdict_words(finding.verdict),
    )
    return Bilingual(
        f"which taken alone {alone.en}, and the direction {arc.en}, which against {stated.en} "
        f"{turned.en}; both together: {both.en}",
        f"وهي وحدها: {alone.ar}، والاتجاه {arc.ar} قياسًا إلى «{stated.ar}»: {turned.ar}؛ "
        f"والاثنان معًا: {both.ar}",
    )


def _reason(finding: Finding) -> Bilingual:
    return Bilingual(
        "; ".join(each.en for each in finding.reasons),
        "؛ ".join(each.ar for each in finding.reasons),
    )


def _basis(finding: Finding, case: Case) -> Bilingual:
    ids = {id for each in finding.hypotheses for id in (each.subject, each.reference)}
    without = [case.places[id] for id in ids if id in case.places and not case.places[id].positions]
    if any(each.estimate is None for each in without):
        return Bilingual("a coarse drawing gives", "ويعطي رسم تقريبي مسافة")
    if without:
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
    by = wording.length(abs(finding.margin or 0.0))
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
    other = [each for each in finding.readings if each.name in OTHERWISE]
    holds = [OTHERWISE[each.name] for each in other if each.verdict != "does_not_fit"]
    if verdicts == {"does_not_fit"} and holds:
        en, ar = " or ".join(each.en for each in holds), " أو ".join(each.ar for each in holds)
        return Bilingual(
            f"so the distance is not settled: measured so it does not fit, measured {en} it may",
            f"فالمسافة غير محسومة: لا تتوافق بهذا القياس، وقد تتوافق {ar}",
        )
    if verdicts & _FITTING and verdicts - _FITTING:
        return Bilingual(
            "so the distance is not settled: it fits, exactly or roughly, by some of these "
            "positions and not by others",
            "فالمسافة غير محسومة: تتوافق، تمامًا أو تقريبًا، بحسب بعض هذه المواقع ولا تتوافق بحسب غيرها",
        )
    return _OPEN.get(finding.reading, _OPEN["centre"])


_OPEN = {
    "centre": Bilingual(
        "so the distance is not settled: the positions are not known closely enough to tell",
        "فالمسافة غير محسومة: المواقع غير معروفة بدقة تكفي للحسم",
    ),
    "edge": Bilingual(
        "so the distance is not settled: it depends on where the edges run",
        "فالمسافة غير محسومة: الأمر رهن بموضع الحواف",
    ),
    "road": Bilingual(
        "so the distance is not settled: the length of the road is not known closely enough to tell",
        "فالمسافة غير محسومة: طول الطريق غير معروف بدقة تكفي للحسم",
    ),
}
"""What leaves a figure open that neither fits nor fails, by what it was measured between."""


def _cap(finding: Finding, case: Case) -> Bilingual:
    """Cap the answer by what a name was taken to mean, where its namesake is known."""
    told = finding.statement
    if not finding.possible:
        return wording.NOTHING
    taken = [each for each in told.mentions if each.question]
    return wording.joined(
        *(_meant(case.places[each.places[0]]) for each in taken if len(each.places) == 1)
    )


def _meant(place: Place) -> Bilingual:
    en, ar = wording.isolated(place.name("en")), wording.isolated(place.name("ar"))
    return Bilingual(f" (if {en} is what the name means)", f" (إذا كان المقصود {ar})")


def _unmeasured(told: Statement) -> Bilingual:
    """Say that a relation was stated beside the distance which nothing here measures ("upstream")."""
    if not told.relation or is_direction(told.relation):
        return wording.NOTHING
    words = wording.term("direction", told.relation)
    return Bilingual(
        f" (what it states besides, {words.en}, was not checked)",
        f" (أما ما يذكره أيضًا، {words.ar}، فلم يُتحقق منه)",
    )


def _caveat(finding: Finding) -> Bilingual:
    words = finding.stand_in
    return Bilingual(f" ({words.en}).", f" ({words.ar}).") if words else Bilingual(".", ".")


def _of_a_relation(finding: Finding, case: Case, report: Report | None) -> Bilingual:
    told = finding.statement
    by, where = _attributed(report), wording.relation(told, case)
    words = wording.isolated(told.words.rstrip(" ."))
    subject = wording.named(told.subject, case) if told.subject else wording.NOTHING
    of = Bilingual(f"{subject.en}: ", f"{subject.ar}: ") if subject.en else wording.NOTHING
    opening = Bilingual(
        f"The report{by.en} says: “{words}” ({of.en}{where.en}). ",
        f"يقول التقرير{by.ar}: «{words}» ({of.ar}{where.ar}). ",
    )
    return wording.joined(opening, _came_of_it(finding))


def _of_a_movement(finding: Finding, case: Case, report: Report | None) -> Bilingual:
    """Name the movement and what follows from it: its words are quoted where the movement is told."""
    by, what = _attributed(report), _what_follows(finding.statement, case)
    id = finding.id.partition("/")[0]
    opening = Bilingual(
        f"The report{by.en} tells of a movement ({id}): {what.en}. ",
        f"يذكر التقرير{by.ar} تحركًا ({id}): {what.ar}. ",
    )
    return wording.joined(opening, _came_of_it(finding))


def _what_follows(told: Statement, case: Case) -> Bilingual:
    where = wording.relation(told, case)
    if told.kind != "travel_time":
        return where
    origin, destination = wording.named(told.reference, case), wording.named(told.subject, case)
    return Bilingual(
        f"from {origin.en} to {destination.en} in {where.en}",
        f"من {origin.ar} إلى {destination.ar} في {where.ar}",
    )


def _came_of_it(finding: Finding) -> Bilingual:
    """Say what came of checking a relation, and on whose word."""
    why = _reason(finding)
    match finding.verdict:
        case "not_checked":
            return Bilingual("This was read and not checked.", "قُرئ هذا ولم يُتحقق منه.")
        case "cannot_check":
            return Bilingual(
                f"This cannot be checked: {why.en}.", f"يتعذر التحقق من ذلك: {why.ar}."
            )
        case verdict:
            said = verdict_words(verdict)
            return Bilingual(f"Checked: {said.en} ({why.en}).", f"النتيجة: {said.ar} ({why.ar}).")
