"""Operators' words: sentences, numbers, ages, dates, sorting. No Qt: `check` speaks too."""

from __future__ import annotations

from services.plain import plain
from services.words.ages import age_step, next_step
from services.words.catalogue import Lang
from services.words.collation import fold, sort_key
from services.words.figures import MISSING, Figure
from services.words.finding import Sought, best
from services.words.words import Words

__all__ = [
    "MISSING",
    "Figure",
    "Lang",
    "Sought",
    "Words",
    "age_step",
    "best",
    "fold",
    "next_step",
    "plain",
    "sort_key",
]
