"""What is wrong with the record or the file of a wall that goes on regardless, and what that means for
people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.wall_file import Severity, line

if TYPE_CHECKING:
    from services.cache import Cache
    from services.wall_file.faults import Fault
    from services.words import Words

type Troubles = tuple[Phrase, ...]

IN_MEMORY = phrase("Tường tiếp tục chạy và chỉ nhớ trong RAM; tắt tường là mất.")


def troubles(cache: Cache, met: Phrase | None = None) -> Troubles:
    """What follows, then its cause; `met`: a trouble of reading, where the cache knows of none."""
    cause = cache.trouble or met
    if cause is None:
        return ()
    return (IN_MEMORY, cause) if cache.forgets else (cause,)


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


def refused(fault: Fault, words: Words) -> str:
    """The first fault of a file that was edited, and that nothing has changed by it."""
    return words.say(
        "Tệp tường vừa sửa chưa có hiệu lực, tường vẫn chạy theo tệp trước: {fault}",
        fault=line(fault, words.say),
    )
