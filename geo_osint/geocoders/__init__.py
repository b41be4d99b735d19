"""Online geocoders, asked only when a person asks for one by name: the one floor that uses a network.

One question is one typed name to one service. `questions` words it, `turns` waits until it may be
asked, `transport` exchanges it, `documents` reads what came back as text from a stranger, `ranking`
orders it by our own comparison of names, `memory` keeps it with its date.
"""

from geo_osint.geocoders.asking import ask
from geo_osint.geocoders.questions import Question, Settings, question
from geo_osint.geocoders.services import LIMIT, SERVICES, Service
from geo_osint.geocoders.values import Answer, Hit

__all__ = [
    "LIMIT",
    "SERVICES",
    "Answer",
    "Hit",
    "Question",
    "Service",
    "Settings",
    "ask",
    "question",
]
