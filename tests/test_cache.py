"""Where the cache lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo_osint.errors import InputError
from geo_osint.files import cache


@pytest.mark.parametrize(
    ("own", "shared", "folder"),
    [
        ("/a/b", "/c", "/a/b"),
        ("", "/c", "/c/geo-osint"),
        ("", "relative/path", "/home/me/.cache/geo-osint"),
        ("", "", "/home/me/.cache/geo-osint"),
    ],
)
def test_the_nearest_setting_wins(own, shared, folder, monkeypatch) -> None:
    monkeypatch.setenv("GEO_OSINT_CACHE", own)
    monkeypatch.setenv("XDG_CACHE_HOME", shared)
    monkeypatch.setenv("HOME", "/home/me")
    assert cache.folder() == Path(folder)


def test_without_a_home_the_setting_is_named(monkeypatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("GEO_OSINT_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(InputError, match="GEO_OSINT_CACHE"):
        cache.folder()
