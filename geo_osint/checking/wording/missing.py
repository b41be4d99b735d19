"""What is missing for an answer, and what would settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo_osint.checking.sites import grounds
from geo_osint.checking.wording.places import unknown_words
from geo_osint.model import Bilingual, Place, Statement
from geo_osint.model.text import isolated


def a_source_for(places: Sequence[Place]) -> Bilingual:
    """Say that a position would settle a finding that rests on our own estimates."""
    return Bilingual(
        "a source for the position of " + " and ".join(isolated(each.name("en")) for each in places)
        + ": ours is an estimate",
        "مصدر يحدد موقع " + " وموقع ".join(isolated(each.name("ar")) for each in places)
        + "، فما لدينا تقدير",
    )  # fmt: skip


SETTLED_BY = {
    "edge": Bilingual(
        "where the edges run, and from which of them the figure was measured",
        "معرفة أين تمر الحواف، ومن أيها قيست المسافة",
    ),
    "road": Bilingual(
        "the length of the road: only the straight line was measured here",
        "طول الطريق: لم يُقس هنا إلا الخط المستقيم",
    ),
}
"""What a finding hangs on where the words say how the figure was measured."""


FINER_LINE = Bilingual(
    "a finer drawing of the line, or a source for how far the place lies from it",
    "رسم أدق للخط، أو مصدر يذكر بُعد المكان عنه",
)


WHICH_PLACE = Bilingual("which place is meant by the name", "أي مكان هو المقصود بالاسم")


CLOSER_FIGURE = Bilingual(
    "a position given more finely, or what exactly the figure was measured between",
    "موقع أدق، أو معرفة النقطتين اللتين قيست المسافة بينهما بالضبط",
)


NOT_BUILT = Bilingual(
    "read and kept; this version does not check statements of this kind",
    "قُرئ وحُفظ، وهذه النسخة لا تتحقق من هذا النوع من الأقوال",
)


NEAR = Bilingual(
    "“near” was taken, as printed, for within twice the radius of the place itself, and with newsroom "
    "tolerance for within 25 km",
    "فُهم «قرب»، كما نُشر، على أنه ضمن ضعف امتداد المكان نفسه، ومع هامش التسامح الصحفي ضمن 25 كم",
)


CLOSER_POSITION = Bilingual(
    "closer positions of both places, or from where in the one the direction was taken",
    "موقعان أدق للمكانين، أو معرفة النقطة التي أُخذ الاتجاه منها",
)


NO_RANGE = Bilingual("the words give no measurable range", "الكلمات لا تحدد مدى يمكن قياسه")


def gaps(statement: Statement) -> tuple[Bilingual, ...]:
    """Say which of its two places a statement does not name, or names by an unknown name."""
    return tuple(
        unknown_words(role, mention.words if mention else "", known=False)
        for role, mention in (("subject", statement.subject), ("reference", statement.reference))
        if mention is None or not mention.places
    )


def unlocated(statement: Statement, places: Mapping[str, Place]) -> tuple[Bilingual, ...]:
    """Say which of a statement's two places no source locates."""
    return tuple(
        unknown_words(role, mention.words, known=True)
        for role, mention in (("subject", statement.subject), ("reference", statement.reference))
        if mention and not any(grounds(places[id]) for id in mention.places)
    )
