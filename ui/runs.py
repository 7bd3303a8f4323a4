"""Whether the wall ran at an instant, as far as its cache knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cache import Ended, Ran
from services.phrase import phrase

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache import Picture
    from services.phrase import Phrase
    from services.words import Words


def closed(picture: Picture, words: Words) -> Phrase | None:
    """Why there is nothing that people saw: somebody had ended the wall. A cache that kept no runs yet
    doesn't say so.
    """
    last = picture.chronicle().runs(most=1).found
    if not last or not isinstance(last[0], Ended):
        return None
    return phrase(
        "Lúc {at} tường không mở: đã đóng từ {since}. Ghi --at một lúc tường đang mở, hoặc bỏ --shown để "
        "lấy ảnh mọi cảnh.",
        at=words.moment(picture.now),
        since=words.moment(last[0].at),
    )


def unsure(latest: Picture, at: datetime, words: Words) -> Phrase | None:
    """What is to be said of a run that nobody ended: it may have been over by then. `latest`: what is known
    now.
    """
    after: Ran | Ended | None = None
    chronicle, rest = latest.chronicle(), None
    while True:
        piece = chronicle.runs(rest)
        for run in piece.found:
            if run.at <= at:
                return _doubt(after, at, words)
            after = run
        if piece.rest is None:
            return _doubt(after, at, words)
        rest = piece.rest


def _doubt(after: Ran | Ended | None, at: datetime, words: Words) -> Phrase | None:
    if not isinstance(after, Ran) or not after.unended or after.lived is None or after.lived >= at:
        return None
    return phrase(
        "Không rõ lúc {at} tường còn chạy không: lần cuối nó ghi bộ nhớ là {lived}, rồi mở lại {again} mà "
        "chưa từng được đóng.",
        at=words.moment(at),
        lived=words.moment(after.lived),
        again=words.moment(after.at),
    )
