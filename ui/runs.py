"""Whether the wall ran at an instant, as far as its cache knows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.cache import Ended, Ran
from services.phrase import phrase

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache import Picture
    from services.phrase import Phrase
    from services.wall_file.shape import WallFile
    from services.words import Words

_LEAST, _TIMES = timedelta(minutes=5), 5
"""After how long, and how many of a source's rhythms, silence says something."""


def closed(picture: Picture, words: Words) -> Phrase | None:
    """Why there is nothing that people saw: somebody had ended the wall, or it had broken off and another
    program had its cache since. A cache that kept no runs yet doesn't say so.
    """
    chronicle = picture.chronicle()
    cut = chronicle.cut_off()
    if cut is not None:
        return phrase(
            "Lúc {at} tường không mở: đã ngừng đột ngột trước {since}. Ghi --at một lúc tường đang mở, "
            "hoặc bỏ --shown để lấy ảnh mọi cảnh.",
            at=words.moment(picture.now, seconds=True),
            since=words.moment(cut, seconds=True),
        )
    last = chronicle.runs(most=1).found
    if not last or not isinstance(last[0], Ended):
        return None
    return phrase(
        "Lúc {at} tường không mở: đã đóng từ {since}. Ghi --at một lúc tường đang mở, hoặc bỏ --shown để "
        "lấy ảnh mọi cảnh.",
        at=words.moment(picture.now, seconds=True),
        since=words.moment(last[0].at, seconds=True),
    )


def unsure(picture: Picture, latest: Picture, wall: WallFile, words: Words) -> Phrase | None:
    """What is to be said where the instant is still to come, or where nobody had ended the wall, and nothing
    shows that it still ran: it had asked no source for long. `latest`: what is known now, by which it may
    have gone on.
    """
    told = wall.province
    if told is not None and told.history:
        return None  # its past is told, and nobody is asked
    at, lived = picture.now, _lived(picture, wall)
    if picture.at > latest.at:
        # A clock that is told begins anew with every program: of the wall's own nobody knows here.
        return None if told is not None and told.clock is not None else _to_come(at, words)
    after, cut = _after(latest, at), latest.chronicle().cut_off()
    asked = _lived(latest if cut is None else latest.before(cut), wall)
    since = after.lived if isinstance(after, Ran) else asked
    if isinstance(after, Ended) or (since is not None and since >= at):
        return None
    if lived is None or at - lived <= _patience(wall):
        return None
    said = phrase(
        "Không rõ lúc {at} tường còn chạy không: lần cuối nó hỏi một nguồn là {lived}.",
        at=words.moment(at, seconds=True),
        lived=words.moment(lived, seconds=True),
    )
    if after is None:
        return said
    return phrase(
        "{said} Tường mở lại {again}.", said=said, again=words.moment(after.at, seconds=True)
    )


def _to_come(at: datetime, words: Words) -> Phrase:
    return phrase(
        "Lúc {at} chưa tới: ảnh là điều tường sẽ chiếu nếu đến lúc ấy không ai chọn gì khác và không có tin "
        "mới.",
        at=words.moment(at, seconds=True),
    )


def _after(latest: Picture, at: datetime) -> Ran | Ended | None:
    """What is known to have come first after `at`."""
    after: Ran | Ended | None = None
    chronicle, rest = latest.chronicle(), None
    while True:
        piece = chronicle.runs(rest)
        for run in piece.found:
            if run.at <= at:
                return after
            after = run
        if piece.rest is None:
            return after
        rest = piece.rest


def _lived(picture: Picture, wall: WallFile) -> datetime | None:
    """When it asked a source last."""
    asked = (picture.asks(id).last_asked for id in wall.sources)
    return max((at for at in asked if at is not None), default=None)


def _patience(wall: WallFile) -> timedelta:
    """A wall that runs has asked one of its sources meanwhile."""
    often = min((source.every for source in wall.sources.values()), default=_LEAST)
    return max(_LEAST, _TIMES * often)
