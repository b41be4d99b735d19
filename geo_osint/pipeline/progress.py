"""Saying what is being done."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], None]
"""Told in a few words what is being done; a terminal shows it."""


def silent(_: str) -> None:
    """Tell nobody."""
