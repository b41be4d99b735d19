"""Many stated distances at once: columns in, columns out, the same answers as one at a time.

What `check_distance` does for a statement is done here for a row: P, N and W, the verdict with every
reading that the words leave open, the margin.
"""

from geo_osint.checking.bulk.columns import CheckedMany
from geo_osint.checking.bulk.many import check_many

__all__ = ["CheckedMany", "check_many"]
