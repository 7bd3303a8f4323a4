"""Why a tile or a source is in its state, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.freshness import State
from services.views.because import because

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache import Pause
    from services.freshness import Cause
    from services.phrase import Phrase
    from services.words import Words


def why(
    state: State | None,
    cause: Cause | None,
    said: Phrase | None,
    at: datetime,
    words: Words,
    pause: Pause | None = None,
) -> str:
    """The state's word, the rule by which it holds, and what whoever asked said of it."""
    if state is None:
        return ""
    parts = ["" if cause is None else because(cause, at, words)]
    if state is not State.LIVE and said is not None:
        parts.append(words.say(said).rstrip("."))
    if pause is not None and pause.until is not None:
        parts.append(words.say("đến {time}", time=words.since(pause.until, at)))
    told = "; ".join(part for part in parts if part)
    return f"{words.state(state)}: {told}" if told else words.state(state)
