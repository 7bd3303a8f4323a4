"""Acts of the journal in the words in which they were announced, and what was before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from services.acts import What
from services.cache import Pause, pause_of
from services.cache.dates import absurd
from services.phrase import phrase
from services.program import Hold
from ui.layers import put_of, step_of

if TYPE_CHECKING:
    from services.acts import Act
    from services.phrase import Phrase
    from ui.deed_words import DeedWords
    from ui.layers import Put

_SHORT = 8
"""Characters of a hash that people compare."""


def said_act(act: Act, words: DeedWords, hold: Hold | None = None) -> Phrase:
    """What was done; what a newer program did, or wrote otherwise, as it was written. `hold`: for how long
    a scene was chosen.
    """
    said = _said(act, words, hold)
    before = None if said is None else _before(act, words)
    if said is None:
        said = _raw(act)
    elif before is not None:
        said = phrase("{deed} (trước đó: {before})", deed=said, before=before)
    if act.who.name is not None:
        said = phrase("{who}: {deed}", who=act.who.name, deed=said)
    return said


def short(hash: str | None) -> str:
    return (hash or "–")[:_SHORT]


def _said(act: Act, words: DeedWords, hold: Hold | None) -> Phrase | None:
    match act.what:
        case What.SCENE:
            return words.scene(act.about, act.after, hold, act.at)
        case What.THEME if act.after is not None:
            return words.theme(act.after)
        case What.LANGUAGE if act.after in {"vi", "en"}:
            return words.language(act.after)
        case What.ASK:
            return words.ask(act.about)
        case What.PAUSE:
            return words.pause(act.about, _pause(act.after), act.at)
        case What.HOLD:
            return _hold(act, words)
        case What.PUT:
            return _put_up(act, words)
        case What.BRIEFING:
            step = None if act.after is None else step_of(act.after)
            return None if step is None and act.after is not None else words.briefing(step)
        case What.RENEWED:
            return phrase(
                "nhật ký thao tác bắt đầu lại; phần trước giữ ở tệp {file}", file=act.before or "–"
            )
        case _:
            return None


def _put_up(act: Act, words: DeedWords) -> Phrase | None:
    put = None if act.after is None else _put(act.after)
    return None if put is None and act.after is not None else words.put(act.about, put, act.at)


def _hold(act: Act, words: DeedWords) -> Phrase | None:
    hold = None
    if act.after is not None:
        until = _instant(act.after)
        if until is None and act.after:
            return None
        hold = Hold(until)
    return words.held(act.about, hold, act.at)


def _before(act: Act, words: DeedWords) -> Phrase | str | None:
    """None where it goes without saying."""
    if act.before is None:
        return None
    match act.what:
        case What.SCENE:
            return words.called_scene(act.before)
        case What.THEME:
            return words.called_theme(act.before)
        case What.PUT:
            put = _put(act.before)
            return None if put is None else words.called_put(put)
        case What.BRIEFING if act.after is None:
            step = step_of(act.before)
            return None if step is None else words.briefing(step)
        case What.PAUSE:
            return _pause_before(act.before)
        case _:
            return None


def _pause_before(kept: str) -> Phrase | None:
    pause = _pause(kept)
    return phrase("tạm dừng: {why}", why=pause.why) if pause is not None and pause.why else None


def _pause(kept: str | None) -> Pause | None:
    if kept is None:
        return None
    pause = pause_of(kept)
    return replace(pause, until=None) if absurd(pause.until) else pause


def _put(kept: str) -> Put | None:
    put = put_of(kept)
    return replace(put, until=None) if put is not None and absurd(put.until) else put


def _instant(text: str) -> datetime | None:
    """None where that is no time that anything holds until."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if at.tzinfo is None or absurd(at) else at


def _raw(act: Act) -> Phrase:
    return phrase(
        "thao tác mà bản này không có lời: {what} {about}, {before} → {after}",
        what=str(act.what),
        about=act.about,
        before="–" if act.before is None else act.before,
        after="–" if act.after is None else act.after,
    )
