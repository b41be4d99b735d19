"""Whether a value fits a JSON Schema, yes or no, forty times faster than finding out why not.

The schema is turned into closures once. What fits needs no words; what does not goes to `jsonschema`,
which has them. Only the keywords that our schemas use are known; any other is refused, so that none is
passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Fits = Callable[[Any], bool]

_ANNOTATIONS = frozenset(("title", "description", "$comment", "$schema", "$defs"))


def fits(schema: dict[str, Any]) -> Fits:
    """Compile a schema without references into a test.

    Raises
    ------
    NotImplementedError
        For a keyword that is not known here.

    Examples
    --------
    >>> test = fits({"type": "string", "pattern": "^[a-z]+$"})
    >>> test("abc"), test("ABC"), test(5)
    (True, False, False)
    """
    rules = [_compiled(keyword, rule, schema) for keyword, rule in schema.items()]
    tests = tuple(each for each in rules if each is not None)
    if len(tests) == 1:
        return tests[0]
    return lambda value: all(test(value) for test in tests)


def _compiled(keyword: str, rule: Any, schema: dict[str, Any]) -> Fits | None:
    if keyword in _ANNOTATIONS or keyword in ("then", "else"):
        return None
    if keyword == "if":
        return _branch(fits(rule), fits(schema.get("then", {})), fits(schema.get("else", {})))
    if keyword == "items":
        return _items(fits(rule), len(schema.get("prefixItems", ())))
    if keyword == "additionalProperties":
        return _others(rule, frozenset(schema.get("properties", ())))
    if keyword not in _KEYWORDS:
        raise NotImplementedError(f"the keyword {keyword!r} of JSON Schema")
    return _KEYWORDS[keyword](rule)


def _type(rule: str | list[str]) -> Fits:
    classes = tuple(_CLASSES[name] for name in ([rule] if isinstance(rule, str) else rule))
    flat = tuple(one for each in classes for one in each)
    with_bool = bool in flat
    return lambda value: isinstance(value, flat) and (with_bool or not isinstance(value, bool))


_CLASSES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def _equal_to(allowed: Iterable[Any]) -> Fits:
    words = frozenset(allowed)
    if not all(isinstance(word, str) for word in words):
        raise NotImplementedError("const and enum of anything but strings")
    return lambda value: isinstance(value, str) and value in words


def _pattern(rule: str) -> Fits:
    search = re.compile(rule).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _number(compare: Callable[[Any], bool]) -> Fits:
    return lambda value: (
        isinstance(value, bool) or not isinstance(value, int | float) or compare(value)
    )


def _list(compare: Callable[[list[Any]], bool]) -> Fits:
    return lambda value: not isinstance(value, list) or compare(value)


def _items(test: Fits, start: int) -> Fits:
    return _list(lambda value: all(test(each) for each in (value[start:] if start else value)))


def _prefix(rules: list[dict[str, Any]]) -> Fits:
    tests = [fits(rule) for rule in rules]
    return _list(lambda value: all(test(each) for test, each in zip(tests, value, strict=False)))


def _unique(rule: bool) -> Fits:
    return _list(lambda value: not rule or len({repr(each) for each in value}) == len(value))


def _properties(rules: dict[str, dict[str, Any]]) -> Fits:
    tests = {name: fits(rule) for name, rule in rules.items()}
    return lambda value: (
        not isinstance(value, dict)
        or all(tests[name](each) for name, each in value.items() if name in tests)
    )


def _others(rule: bool | dict[str, Any], known: frozenset[str]) -> Fits:
    if isinstance(rule, bool):
        return lambda value: rule or not isinstance(value, dict) or known.issuperset(value)
    test = fits(rule)
    return lambda value: (
        not isinstance(value, dict)
        or all(test(each) for name, each in value.items() if name not in known)
    )


def _names(rule: dict[str, Any]) -> Fits:
    test = fits(rule)
    return lambda value: not isinstance(value, dict) or all(test(name) for name in value)


def _required(names: list[str]) -> Fits:
    needed = tuple(names)
    return lambda value: not isinstance(value, dict) or all(name in value for name in needed)


def _branch(when: Fits, then: Fits, otherwise: Fits) -> Fits:
    return lambda value: then(value) if when(value) else otherwise(value)


_KEYWORDS: dict[str, Callable[[Any], Fits]] = {
    "type": _type,
    "const": lambda rule: _equal_to([rule]),
    "enum": _equal_to,
    "pattern": _pattern,
    "minimum": lambda rule: _number(lambda value: value >= rule),
    "maximum": lambda rule: _number(lambda value: value <= rule),
    "exclusiveMinimum": lambda rule: _number(lambda value: value > rule),
    "minItems": lambda rule: _list(lambda value: len(value) >= rule),
    "maxItems": lambda rule: _list(lambda value: len(value) <= rule),
    "uniqueItems": _unique,
    "prefixItems": _prefix,
    "properties": _properties,
    "propertyNames": _names,
    "required": _required,
}
"""Keyword -> how its rule becomes a test; as JSON Schema has it, a rule for lists passes all else."""
