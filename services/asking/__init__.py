"""Asking the sources: paces, threads, back-off. Whatever comes of an ask is a batch or an outage."""

from __future__ import annotations

from services.asking.line import AskedSource
from services.asking.once import ask_once
from services.asking.poller import Poller
from services.asking.question import asked_alike, question

__all__ = ["AskedSource", "Poller", "ask_once", "asked_alike", "question"]
