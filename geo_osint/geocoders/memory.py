"""What was answered before, with its date, so that the same question is not sent twice.

Found and not found are kept; unavailable never is. An entry holds what the service answered, and is
read as strictly as an answer from the network: a file that somebody planted can do no more than a
server could. User names, contacts and proxies stand in none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo_osint import files
from geo_osint.errors import InputError
from geo_osint.files import cache
from geo_osint.geocoders.questions import Question

FORMAT = "geo-osint online answer 1"

MAX_BYTES = 8 * 1024 * 1024

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Memory:
    """An answer of a service, as it came, and the day (UTC) it was fetched."""

    document: Any
    fetched: str


def recall(question: Question) -> Memory | None:
    """Give what was answered to the same question before, if it was asked.

    Raises
    ------
    InputError
        If the entry is damaged, or is not about this question.
    """
    path = _path(question)
    if not cache.holds(path):
        return None
    entry = files.read_json(path, MAX_BYTES)
    told = dict(entry) if isinstance(entry, dict) else {}
    fetched = told.get("fetched")
    if {key: told.get(key) for key in _key(question)} != _key(question) or "document" not in told:
        raise InputError(f"{path}: not an answer to this question; it is asked anew")
    if not isinstance(fetched, str) or not _DAY.fullmatch(fetched):
        raise InputError(f"{path}: without the day it was fetched; it is asked anew")
    return Memory(told["document"], fetched)


def keep(question: Question, memory: Memory) -> None:
    """Keep an answer, in place of an earlier one to the same question."""
    entry = {**_key(question), "fetched": memory.fetched, "document": memory.document}
    text = json.dumps(entry, ensure_ascii=False, allow_nan=False, indent=1)
    path = _path(question)
    cache.private(path.parent)
    files.write_text(path, text + "\n")


def _key(question: Question) -> Mapping[str, Any]:
    return {
        "format": FORMAT,
        "service": question.service.name,
        "url": question.url,
        "parameters": dict(question.parameters),
    }


def _path(question: Question) -> Path:
    digest = files.sha256(json.dumps(_key(question), sort_keys=True).encode())
    return cache.folder() / "answers" / f"{digest[:32]}.json"
