"""Statements that cannot hold together."""

from __future__ import annotations

from collections.abc import Sequence

from geo_osint.checking.figures import length
from geo_osint.model import Bilingual, Place, Statement
from geo_osint.model.text import isolated


def told_twice(
    places: Sequence[Place], short: Statement, long: Statement, gap_m: float, apart: bool
) -> Bilingual:
    """Say that two statements give one distance differently."""
    (a_en, b_en), (a_ar, b_ar) = _names(places)
    short_words, long_words = _figure_of(short), _figure_of(long)
    gap, how = length(gap_m), _NOT_EVEN_SO if apart else _WITH_TOLERANCE
    open_ = _UNLESS_OTHERWISE if "unstated" in (short.measured_as, long.measured_as) else NOTHING
    return Bilingual(
        f"from {a_en} to {b_en} {short.id} gives {short_words} and {long.id} {long_words}: as "
        f"printed, {gap.en} apart; {how.en}{open_.en}",
        f"بين {a_ar} و{b_ar} يذكر {short.id} {short_words} ويذكر {long.id} {long_words}: يفصل بينهما كما "
        f"نُشرا {gap.ar}؛ {how.ar}{open_.ar}",
    )


def does_not_close(
    places: Sequence[Place], told: Sequence[Statement], gap_m: float, apart: bool
) -> Bilingual:
    """Say that two distances together are shorter than the third that they must reach over."""
    (a_en, b_en, c_en), (a_ar, b_ar, c_ar) = _names(places)
    first, second, whole = (f"{each.id}: {_figure_of(each)}" for each in told)
    gap, how = length(gap_m), _NOT_EVEN_SO if apart else _WITH_TOLERANCE
    open_ = _UNLESS_OTHERWISE if "unstated" in {each.measured_as for each in told} else NOTHING
    return Bilingual(
        f"from {a_en} to {b_en} ({first}) and on to {c_en} ({second}) is less than from {a_en} straight "
        f"to {c_en} ({whole}): {gap.en} are missing as printed; {how.en}{open_.en}",
        f"الطريق من {a_ar} إلى {b_ar} ({first}) ثم إلى {c_ar} ({second}) أقصر من المسافة المباشرة من "
        f"{a_ar} إلى {c_ar} ({whole}): ينقص {gap.ar} كما نُشر؛ {how.ar}{open_.ar}",
    )


def _names(places: Sequence[Place]) -> tuple[list[str], list[str]]:
    return (
        [isolated(each.name("en")) for each in places],
        [isolated(each.name("ar")) for each in places],
    )


def _figure_of(told: Statement) -> str:
    return isolated(told.quantity.words if told.quantity else "")


NOTHING = Bilingual("", "")


_WITH_TOLERANCE = Bilingual(
    "they can hold together only within newsroom tolerance",
    "ولا تصح معًا إلا ضمن هامش التسامح الصحفي",
)


_NOT_EVEN_SO = Bilingual(
    "not even newsroom tolerance lets them hold together",
    "ولا تصح معًا حتى ضمن هامش التسامح الصحفي",
)


_UNLESS_OTHERWISE = Bilingual(
    ", unless they were measured differently (by road, from an edge)",
    "، إلا إذا قيست بطرق مختلفة (بالطريق أو من حافة)",
)
