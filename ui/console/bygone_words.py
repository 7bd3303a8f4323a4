"""What happened before this run, in the words in which a running wall's log tells of the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from services.acts import Act, What
from services.cache import Back, CacheOpened, Ended, InForce, Ran, Silent
from services.phrase import phrase
from services.plain import plain
from ui.console.bygone import Reloaded, Unread
from ui.console.log import ACTS, DEED, SCREENS, SOURCES
from ui.console.past_acts import said_act, short
from ui.console.past_holds import Chosen
from ui.placing.remembered import Change

if TYPE_CHECKING:
    from datetime import datetime

    from services.phrase import Phrase
    from services.words import Words
    from ui.console.bygone import Event
    from ui.deed_words import DeedWords

PROGRAM, FILE = phrase("chương trình"), phrase("tệp tường")
_LONGEST = 1000
"""Characters of a line, as in the log of this run."""


@dataclass(frozen=True, slots=True)
class Told:
    kind: Phrase
    said: str
    grave: bool = False


def told(event: Event, at: datetime, words: Words, deeds: DeedWords) -> Told:
    kind, said, grave = _told(event, at, words, deeds)
    return Told(kind, plain(said, _LONGEST), grave)


def _told(event: Event, at: datetime, words: Words, deeds: DeedWords) -> tuple[Phrase, str, bool]:
    match event:
        case Act():
            renewed = event.what is What.RENEWED
            return ACTS if renewed else DEED, words.say(said_act(event, deeds)), renewed
        case Chosen(act=act, hold=hold):
            return DEED, words.say(said_act(act, deeds, hold)), False
        case Unread(number=number):
            said = words.say("mục {n} của nhật ký thao tác không đọc được", n=number)
            return ACTS, said, True
        case Reloaded(act=act, file=file):
            return FILE, _in_force(act.after, act.before, file, words), False
        case InForce(hash=hash, before=before):
            return FILE, _in_force(hash, before, event, words), False
        case Silent(source=source):
            return SOURCES, f"{plain(source)}: {_silent(event, words)}", True
        case Back(source=source, since=since):
            lasted = words.duration(max(at - since, timedelta()))
            said = words.say("đã kết nối lại sau {time}", time=lasted)
            return SOURCES, f"{plain(source)}: {said}", False
        case Change():
            return SCREENS, _changed(event, words), bool(event.gone)
        case Ran() | CacheOpened() | Ended():
            unended = isinstance(event, Ran) and event.unended
            return PROGRAM, _ran(event, at, words), unended


def _silent(silent: Silent, words: Words) -> str:
    why: Phrase | str = silent.words or ""
    if not why and silent.reason is not None:
        why = words.reason(silent.reason)
    if silent.reason is None or not silent.reason.of_connection:
        return words.say("nguồn báo lỗi: {why}", why=why)
    return words.say("mất kết nối: {why}", why=why)


def in_force(hash: str | None, before: str | None) -> Phrase:
    """A wall file took effect; its hash stands in `wall.json` too."""
    said = phrase("tệp tường có hiệu lực, bản {hash}", hash=short(hash))
    if before is None:
        return said
    return phrase("{file}; trước đó bản {hash}", file=said, hash=short(before))


def _in_force(hash: str | None, before: str | None, file: InForce | None, words: Words) -> str:
    said = words.say(in_force(hash, before))
    if file is None or not file.files:
        return said
    names = ", ".join(plain(name) for name in file.files)
    if file.more:
        names = f"{names}, {words.count(file.more, 'và {n} tệp khác')}"
    return words.say("{file}; khác ở {files}", file=said, files=names)


def _changed(change: Change, words: Words) -> str:
    parts = [
        words.say("mất màn hình {screen} ({connector})", screen=screen, connector=connector)
        if connector
        else words.say("chưa thấy màn hình {screen}", screen=screen)
        for screen, connector in change.gone
    ]
    parts += [words.say("đã thấy màn hình {screen}", screen=screen) for screen in change.came]
    return "; ".join(parts)


def _ran(ran: Ran | CacheOpened | Ended, at: datetime, words: Words) -> str:
    if isinstance(ran, CacheOpened):
        return words.say("mở bộ nhớ, để chạy tường hoặc để xuất ảnh")
    if isinstance(ran, Ended):
        return words.say("dừng theo lệnh")
    if ran.lived is None:
        return words.say("bắt đầu chạy")
    gap = words.duration(max(at - ran.lived, timedelta()))
    lived = words.since(ran.lived, at, seconds=True)
    if ran.unended:
        return words.say(
            "chạy lại sau {gap}; lần trước ngừng đột ngột, ghi lần cuối lúc {time}",
            gap=gap,
            time=lived,
        )
    if ran.ended:
        return words.say(
            "chạy lại sau {gap}; lần trước dừng theo lệnh lúc {time}", gap=gap, time=lived
        )
    return words.say(
        "bắt đầu chạy; bộ nhớ đã có từ trước, ghi lần cuối lúc {time}, cách đó {gap}",
        gap=gap,
        time=lived,
    )
