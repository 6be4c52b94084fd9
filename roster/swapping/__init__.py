"""Swaps of duties between colleagues: the only writers of requests.

Every step locks the two people, then their duties, then the request, so that of two steps at the
same moment the second sees what the first has done. The rules are asked at asking, at accepting
and again at approval. Requests whose duty began, or whose rota changed, end with words.
"""

from roster.swapping.answer import accept, decline
from roster.swapping.ask import ask
from roster.swapping.decide import approve, refuse
from roster.swapping.end import end_overtaken
from roster.swapping.errors import NotPossible, NotYours
from roster.swapping.withdraw import withdraw

__all__ = [
    "NotPossible",
    "NotYours",
    "accept",
    "approve",
    "ask",
    "decline",
    "end_overtaken",
    "refuse",
    "withdraw",
]
