"""What part each place of a sentence plays in a movement: whence, by way of, where to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from geo_osint.model import Mention, Span
from geo_osint.reading.scene import Scene
from geo_osint.reading.tokens import Token

VERBS = ("head", "go", "reach", "arrive", "leave", "cross", "through", "towards")
"""Classes of words that tell of motion; the last two are prepositions that imply it."""

PREPOSITIONS = (
    "towards",
    "through",
    "from",
    "to",
    "into",
    "for",
    "at",
    "with",
    "between",
    "near",
    "opposite",
    "around",
    "of",
)

SKIPPED = (
    "det",
    "indef",
    "quote",
    "open",
    "word",
    "dir",
    "superlative",
    "thing",
    "demonstrative",
    "area",
    "possessive",
)
"""Tokens that may stand between a preposition and its place."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The places of one movement by the part they play.

    `into_country`: the destination is only a country or governorate so far ("crossed into Syria");
    `at_crossing`: it is a crossing so far. `towards_country` says the first of a direction. `further` are goals beside the first ("to X and Y").
    """

    origin: Mention | None = None
    via: tuple[Mention, ...] = ()
    destination: Mention | None = None
    towards: Mention | None = None
    areas: frozenset[Span] = field(default=frozenset())
    into_country: bool = False
    at_crossing: bool = False
    towards_country: bool = False
    further: tuple[Mention, ...] = ()

    def __bool__(self) -> bool:
        return any((self.origin, self.via, self.destination, self.towards))


def roles_in(scene: Scene, start: int, end: int) -> Roles:
    """Give every place of a stretch of tokens its part; "from A and B" gives B the part of A."""
    roles = Roles()
    last_role = ""
    for at in range(start, end):
        mention = scene.mention(at)
        if mention is None:
            continue
        joined = (
            at > start + 1
            and scene.row[at - 1].symbol in ("and", "comma")
            and scene.mention(at - 2)
        )
        role = last_role if joined else _role(scene, start, at)
        if scene.row[at].symbol == "river" and role != "via":
            role = ""  # "the areas east of the Euphrates": nobody goes to a river
        if role == "destination" and _goes_further(scene, start, at, roles, roles.destination):
            roles = replace(roles, via=(*roles.via, *_one(roles.destination)), destination=mention)
        elif role == "towards" and _goes_further(scene, start, at, roles, roles.towards):
            roles = replace(roles, via=(*roles.via, *_one(roles.towards)), towards=mention)
        elif joined and role in ("destination", "towards") and (roles.destination or roles.towards):
            roles = replace(roles, further=(*roles.further, mention))
        else:
            roles = _with(roles, role, mention, scene.row[at])
        last_role = role
    return roles


def _one(mention: Mention | None) -> tuple[Mention, ...]:
    return () if mention is None else (mention,)


def _goes_further(scene: Scene, start: int, at: int, roles: Roles, goal: Mention | None) -> bool:
    """Tell the next leg of one journey ("to A, then on to B") from a part that went elsewhere.

    The next leg has a word for it ("then", "from there") or a verb of its own; figures, "the second" or
    "the rest" before the place tell of a column that parted.
    """
    open_yet = roles.into_country if goal == roles.destination else roles.towards_country
    if goal is None or open_yet:
        return False
    before = next(i for i in range(start, at) if scene.row[i].value == goal)
    between = scene.row[before + 1 : at]
    verbs = VERBS[1:6] if goal == roles.towards else VERBS[:6]
    again = any(token.symbol in ("next", *verbs) or _on_the_way(token) for token in between)
    return again and not any(_of_a_part(token) for token in between)


def _on_the_way(token: Token) -> bool:
    """Tell "on the way to", which what was named before lies on."""
    return token.symbol == "towards" and " " in token.text


def _of_a_part(token: Token) -> bool:
    return token.symbol in ("count", "ordinal") or token.text.isdecimal() or token.text in PARTS


PARTS = frozenset(
    ("others", "other", "rest", "remainder", "half", "some", "remaining", "اخري", "اخرون", "باقي", "بقيه", "الباقي", "الثاني", "الثانيه", "بعضها", "قسم", "نصفها")
)  # fmt: skip
"""Folded words for the part of a convoy that went elsewhere."""


def _with(roles: Roles, role: str, mention: Mention, token: Token) -> Roles:
    """Put a place into its part; the first one named keeps it."""
    area = "area" in (mention.feature, *token.outer)
    areas = roles.areas | {mention.span} if area else roles.areas
    if role == "via":
        return replace(roles, via=(*roles.via, mention), areas=areas)
    if role == "origin" and roles.origin is None:
        return replace(roles, origin=mention, areas=areas)
    if role == "destination" and (_open_goal(roles) and roles.towards is None):
        return replace(
            _passed(roles),
            destination=mention,
            into_country=token.symbol == "adjunct",
            at_crossing=token.symbol == "crossing",
            areas=areas,
        )
    if role == "towards" and (roles.towards is None or roles.towards_country):
        passed = _passed(roles)
        destination = None if passed.into_country else passed.destination
        country = token.symbol == "adjunct"
        return replace(
            passed, destination=destination, towards=mention, towards_country=country, areas=areas
        )
    if role in ("destination", "towards"):
        return replace(roles, further=(*roles.further, mention))
    return roles


def _open_goal(roles: Roles) -> bool:
    """Tell whether a closer goal may follow: none was told yet, or only a country or a crossing."""
    return roles.destination is None or roles.into_country or roles.at_crossing


def _passed(roles: Roles) -> Roles:
    """Make a crossing that was reached before the goal a place on the way."""
    if not roles.at_crossing or roles.destination is None:
        return roles
    return replace(roles, via=(*roles.via, roles.destination), destination=None, at_crossing=False)


def _role(scene: Scene, start: int, at: int) -> str:
    """Look up what the last verb of motion and the preposition make of a place."""
    verb = next(
        (t.symbol for t in reversed(scene.row[start:at]) if t.symbol in (*VERBS[:6], "link")), ""
    )
    if verb == "link":
        return ""
    preposition, where = _preposition(scene, start, at)
    if _of_a_distance(scene, where) or (preposition == "from" and _of_a_source(scene, where)):
        return ""
    for wanted, word, role in scene.grammar.roles:
        if word == preposition and (wanted == verb or (wanted == "*" and _moves(scene, start, at))):
            return role
    return ""


def _moves(scene: Scene, start: int, at: int) -> bool:
    """Tell whether anything moves in the segment: a verb before the place or right behind it."""
    return any(token.symbol in VERBS for token in scene.row[start : at + 12])


LONGEST_GAP = 6
"""Tokens between a verb and the place it reaches directly: «دخلت القافلة مدينة س»."""


def _preposition(scene: Scene, start: int, at: int) -> tuple[str, int]:
    """Find the preposition of a place, or "none" where it follows the verb itself."""
    for back in range(at - 1, max(start - 1, at - 1 - LONGEST_GAP), -1):
        symbol = scene.row[back].symbol
        if symbol == "adjunct" and back == at - 1 and scene.grammar.language == "en":
            continue  # "in the Syria city of X"
        if symbol in ("at", "near") and scene.mention(back - 1) is not None:
            return "", at  # "through X in Y", "X near Y": Y only says where X lies
        if symbol == "comma" and (opened := _parenthesis(scene, start, back)) is not None:
            return _preposition(scene, start, opened)
        if symbol == "of" and _quarter_of_an_area(scene, back, at):
            continue
        if symbol == "at" and (thing := _thing_before(scene, start, back)) is not None:
            return _preposition(scene, start, thing)
        if symbol in PREPOSITIONS:
            return symbol, back
        if symbol in VERBS:
            return "none", back
        if symbol not in (*SKIPPED, "convoy", "count", "actor", "mover", "and"):
            break
    return "", at


WHEN = ("date", "open", "close", "quote", "word")
"""Tokens of a parenthesis that only says when."""


def _parenthesis(scene: Scene, start: int, comma: int) -> int | None:
    """Find where a parenthesis with a date opens that a comma closes: "entered, today (Sunday), X"."""
    for back in range(comma - 1, max(start, comma - LONGEST_GAP), -1):
        if scene.row[back].symbol == "comma":
            told = any(token.symbol == "date" for token in scene.row[back:comma])
            return back if told else None
        if scene.row[back].symbol not in WHEN:
            return None
    return None


def _quarter_of_an_area(scene: Scene, of: int, at: int) -> bool:
    """Tell the "of" in "from the north of Iraq", which leaves "from" to say what the country is."""
    return scene.row[at].symbol == "adjunct" and scene.row[of - 1].symbol == "dir"


def _thing_before(scene: Scene, start: int, at: int) -> int | None:
    """Find the unnamed thing that is "at" a place, and what was gone to: "the bases in X"."""
    for back in range(at - 1, max(start - 1, at - 1 - LONGEST_GAP), -1):
        if scene.row[back].symbol == "thing" or scene.row[back].value == "area":
            return back  # «إلى مناطق في ريف س»
        if scene.row[back].symbol in (*VERBS, "comma", "stop", "place", "crossing"):
            return None
    return None


SOURCE_REACH = 3
"""Tokens between who told it and "from": «مصادر محلية من ريف س»."""


def _of_a_source(scene: Scene, at: int) -> bool:
    """Tell the "from" of "local sources from X": nobody set out there."""
    for token in reversed(scene.row[max(0, at - SOURCE_REACH) : at]):
        if token.text in scene.grammar.context["told_by"]:
            return True
        if token.symbol != "word":
            return False
    return False


def _of_a_distance(scene: Scene, at: int) -> bool:
    before = [token.symbol for token in scene.row[max(0, at - 4) : at]]
    return bool({"distance", "vague"} & set(before))


def with_crossing_rule(scene: Scene, roles: Roles) -> Roles:
    """Make the crossing entered through the origin where nothing earlier is named."""
    if roles.origin is not None or not roles.via:
        return roles
    first = roles.via[0]
    crossings = [t.value for t in scene.row if t.symbol == "crossing" and t.value in roles.via]
    if (
        first not in crossings
        or len(crossings) > 1
        or (roles.towards_country and not first.places)
        or _leads_to(scene, first, roles.towards or roles.destination)
    ):
        return roles
    return replace(roles, origin=first, via=roles.via[1:])


def _leads_to(scene: Scene, crossing: Mention, goal: Mention | None) -> bool:
    """Tell whether the goal lies beyond a crossing: what leaves through it did not begin there."""
    beyond = {
        each.of
        for id in crossing.places
        for each in scene.places[id].attributes
        if each.key == "crossing_with"
    }
    return goal is not None and bool(beyond & set(goal.places))


def role_at(scene: Scene, start: int, at: int) -> str:
    """Name the part of the place at a token; empty if it is no place or plays none."""
    return _role(scene, start, at) if scene.mention(at) is not None else ""
