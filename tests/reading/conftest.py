"""What the tests of reading share."""

from __future__ import annotations

import pytest

from geo_osint.gazetteer import Gazetteer
from tests.small_gazetteer import SMALL


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """A small gazetteer of its own, so that no test hangs on the data that ships."""
    return SMALL
