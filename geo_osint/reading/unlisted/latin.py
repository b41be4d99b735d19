"""Where an unknown Latin name ends, told by capitals and by what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from geo_osint.names import LATIN_ARTICLES, is_arabic
from geo_osint.reading.grammar import Grammar
from geo_osint.reading.mentions import LONGEST_NAME
from geo_osint.reading.refusals import PLACE_PREPOSITIONS
from geo_osint.reading.tokens import Token
from geo_osint.reading.unlisted.rows import NEVER_MERGED, skip


def end_of_latin(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where an unknown Latin name that begins here ends; `at` if none does.

    A capitalised word, or several, beside a feature noun, or measured from or to.
    """
    longer = _longer_than_listed(row, at, grammar)
    end = max(longer, capitals(row, at, grammar))
    if end == at or longer > at:
        return end
    before = skip(row, at - 1, -1, ("quote", "of", "det", "indef"))
    behind_noun = (
        before >= 0 and row[before].symbol == "feature" and row[before].value not in NEVER_MERGED
    )
    if at > 1 and row[at - 1].symbol == "and" and _of_several(row, at - 2):
        return end
    listed = at > 1 and row[at - 1].symbol == "and" and row[at - 2].symbol == "hit"
    if listed and "between" in [
        token.symbol for token in row[max(0, at - 2 - 2 * LONGEST_NAME) : at]
    ]:
        return end
    after = skip(row, end, 1, ("quote",))
    while after < len(row) and row[after].text in grammar.context["between"]:
        after += 1
    before_noun = (
        after < len(row)
        and row[after].symbol == "feature"
        and row[after].value not in (*NEVER_MERGED, "river", "country")
    )
    if (behind_noun and (before < at - 1)) or before_noun:
        return end
    headed = at and row[at - 1].symbol in PLACE_PREPOSITIONS and end > at + 1
    if headed and row[at].text in grammar.context["name_starts"]:
        return end
    of_a_person = row[at].text in grammar.context["person_before"]
    if not of_a_person and _measured_latin(row, at, end):
        return end
    return at


def _of_several(row: Sequence[Token], at: int) -> bool:
    """Tell the X of "the towns of X and Y", whose noun tells of more than one."""
    noun = skip(row, at - 1, -1, ("of", "det", "quote"))
    return (
        row[at].symbol == "hit"
        and 0 <= noun < at - 1
        and row[noun].symbol == "feature"
        and row[noun].text.endswith("s")
    )


def _longer_than_listed(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where "the town of X Y" ends when only X is listed; `at` if the name is X."""
    if row[at].symbol != "hit":
        return at
    noun = skip(row, at - 1, -1, ("of", "det", "quote"))
    if not 0 <= noun < at - 1 or row[noun].symbol != "feature":
        return at
    end = capitals(row, at + 1, grammar)
    return end if end > at + 1 and not is_arabic(row[at].text) else at


def capitals(row: Sequence[Token], at: int, grammar: Grammar) -> int:
    """Say where a run of capitalised words ends, "al-" and the like included."""
    end = at
    while end < len(row) and end - at < LONGEST_NAME + 1 and _name_part(row, end, grammar):
        headed = row[end].text in grammar.context["name_heads"]
        end += 2 if headed and end + 1 < len(row) and row[end + 1].capital else 1
    while end > at and not row[end - 1].capital:
        end -= 1
    return end


def _name_part(row: Sequence[Token], at: int, grammar: Grammar) -> bool:
    token = row[at]
    if token.symbol != "word" or is_arabic(token.text):
        return False
    if token.capital:
        head = token.text in grammar.context["name_heads"]
        barred = grammar.context["not_names"] | grammar.context["person_before"]
        return head or token.text not in barred
    next_glued = at + 1 < len(row) and row[at + 1].glued and row[at + 1].capital
    return token.text in LATIN_ARTICLES and next_glued


def _measured_latin(row: Sequence[Token], at: int, end: int) -> bool:
    symbols = [token.symbol for token in row]
    before = skip(row, at - 1, -1, ("det", "indef", "quote", "word"))
    lead = symbols[max(0, before - 6) : before + 1]
    if (
        before >= 0
        and lead[-1] in ("from", "of", "outside")
        and {"distance", "vague"} & set(lead[:-1])
    ):
        return True
    if (
        before >= 0
        and lead[-1] in ("between", "and")
        and "between" in lead
        and {"distance", "vague", "measure"} & set(symbols)
    ):
        return True
    ahead = symbols[end : end + 9]
    stop = next((i for i, s in enumerate(ahead) if s in ("distance", "vague")), None)
    if stop is None:
        return False
    link = set(ahead[:stop])
    if at == 0 and "hit" in link:
        return False  # "Shells fell in X, 14 km from": the capital of a sentence, and X is measured
    return bool(link & {"which", "lie", "open"}) or (
        stop <= 4 and bool(link & {"comma", "be"}) and "and" not in link
    )
