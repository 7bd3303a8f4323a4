"""Asking the sources: paces, threads, back-off. Whatever comes of an ask is a batch or an outage."""

from __future__ import annotations

from services.asking.answers import LastAnswer, LastAnswers, Overheard, OverheardScout, Part
from services.asking.line import AskedSource
from services.asking.once import ask_once
from services.asking.poller import Poller
from services.asking.question import asked_alike, question
from services.asking.turn import Next

__all__ = [
    "AskedSource",
    "LastAnswer",
    "LastAnswers",
    "Next",
    "Overheard",
    "OverheardScout",
    "Part",
    "Poller",
    "ask_once",
    "asked_alike",
    "question",
]
