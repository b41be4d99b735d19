"""Everything that geo_osint raises on purpose.

::

    GeoOsintError            1  our own fault, unless a child says otherwise
    ├── UsageError           2  the command was put together wrongly
    ├── InputError           3  a file or a value from outside is not usable
    ├── NothingFoundError    4  the input is fine and holds nothing of what was asked
    └── OutputError          5  a result could not be written

Each message is one line: the value, what is wrong with it, what to do about it. The number is the
exit code of the command line; 130 is an interruption by the user.
"""

from __future__ import annotations

INTERRUPTED = 130
"""Exit code after Ctrl-C."""


class GeoOsintError(Exception):
    """Base of every error raised on purpose; `exit_code` is what the command line returns."""

    exit_code = 1


class UsageError(GeoOsintError):
    """The command was put together wrongly."""

    exit_code = 2


class InputError(GeoOsintError):
    """A file or a value from outside is not usable."""

    exit_code = 3


class NothingFoundError(GeoOsintError):
    """The input is fine and holds nothing of what was asked."""

    exit_code = 4


class OutputError(GeoOsintError):
    """A result could not be written; what stood there before still stands."""

    exit_code = 5
