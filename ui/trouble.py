"""What is wrong with the record or the file of a wall that goes on regardless, and what that means for
people.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from services.acts import DISK_FULL as JOURNAL_FULL
from services.cache import DISK_FULL as CACHE_FULL
from services.phrase import Phrase, phrase
from services.wall_file import Severity, line

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache import Cache
    from services.wall_file.faults import Fault
    from services.words import Words

type Troubles = tuple[Phrase, ...]


class Remarking(Protocol):
    """Something of a running wall that has to be told of, as long as it is so."""

    @property
    def troubles(self) -> Troubles: ...


IN_MEMORY = phrase("Tường tiếp tục chạy và chỉ nhớ trong RAM; tắt tường là mất.")


def troubles(cache: Cache, met: Phrase | None = None) -> Troubles:
    """What follows, then its cause; `met`: a trouble of reading, where the cache knows of none."""
    cause = cache.trouble or met
    if cause is None:
        return ()
    return (IN_MEMORY, cause) if cache.forgets else (cause,)


def together(cache: Troubles, acts: Troubles) -> Troubles:
    """Of the cache and of the journal of acts; one sentence where one full disk is behind both."""
    match cache, acts:
        case (first, Phrase(text=CACHE_FULL.text, values=values)), (
            Phrase(values=(("count", count),)),
            Phrase(text=JOURNAL_FULL.text),
        ) if first == IN_MEMORY:
            folder = str(Path(str(dict(values)["path"])).parent)
            return (
                phrase(
                    "Hết chỗ trên ổ đĩa: tường chỉ còn nhớ tạm, tắt tường là mất; {lost}. Hãy dọn ổ "
                    "chứa {folder}.",
                    lost=phrase("{count} thao tác chưa vào nhật ký", count=count),
                    folder=folder,
                ),
            )
        case _:
            return cache + acts


def said(found: Troubles, words: Words) -> str:
    return " ".join(words.say(one) for one in found)


def weighed(fault: Fault, words: Words) -> str:
    """Its line, which says whether it is a warning only."""
    if fault.severity is Severity.ERROR:
        return line(fault, words.say)
    return line(
        fault,
        lambda said: (
            f"{words.say('cảnh báo')}: {words.say(said)}" if said is fault.what else words.say(said)
        ),
    )


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why what a wall file says now is not in force."""

    fault: Fault
    """The first."""
    at: datetime
    """When it was seen that the file had changed."""
    more: int = 0
    """Faults beside the first."""


def refused(refusal: Refusal, words: Words) -> str:
    """On the terminal: the first fault of a file that was edited, and that nothing has changed by it."""
    said = words.say(
        "Tệp tường vừa sửa chưa có hiệu lực, tường vẫn chạy theo tệp trước: {fault}",
        fault=line(refusal.fault, words.say),
    )
    return f"{said}{_more(refusal, words)}"


def banner(refusal: Refusal, words: Words) -> str:
    """On the wall, for people who come by later."""
    fault = refusal.fault
    said = words.say(
        "Tệp tường sửa lúc {time} chưa dùng được; tường giữ bản trước. {file} dòng {line}: {what}: "
        "{remedy}",
        time=words.time(refusal.at),
        file=fault.file,
        line=str(fault.line),
        what=fault.what,
        remedy=fault.remedy,
    )
    return f"{said}{_more(refusal, words)}"


def _more(refusal: Refusal, words: Words) -> str:
    return f" {words.count(refusal.more, '(và {n} lỗi khác)')}" if refusal.more else ""
