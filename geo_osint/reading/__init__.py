"""A report's text -> the places it names, what it states about them, who moved between them.

What is read stays as the text says it: nothing is looked up in the world here, and what cannot be
attached to a place is handed back as `unread`. The words are data: see `lexicons/`.
"""

from geo_osint.reading.reader import read
from geo_osint.reading.report import read_report

__all__ = ["read", "read_report"]
