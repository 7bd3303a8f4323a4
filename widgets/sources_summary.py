"""How the sources of a wall are, in one line of a heading: what is wrong first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.freshness import State
from services.phrase import phrase

if TYPE_CHECKING:
    from services.words import Words

type States = tuple[tuple[State, int], ...]
"""How many sources are in each state, worst first."""

_IN_SHORT = {
    State.NEVER: phrase("chưa có dữ liệu").text,
    State.DISCONNECTED: phrase("mất kết nối").text,
    State.FAULTY: phrase("báo lỗi").text,
    State.SKEWED: phrase("lệch giờ").text,
    State.STALE: phrase("cũ").text,
    State.LATE: phrase("chậm").text,
    State.MAINTENANCE: phrase("bảo trì").text,
}

BY_NAME = 2
"""Of its forms when not all is well the shortest that names all states."""


def summary(states: States | None, words: Words) -> tuple[str, ...]:
    """`1 mất kết nối · 8/9 nguồn đang cập nhật`, and shorter forms: what is wrong first, worst first,
    and no state is left out before the count of those that are well; at last `24/28 cần xem`. Nothing
    where nothing is to be said of sources.
    """
    if states is None:
        return ()
    total = sum(count for _, count in states)
    live = dict(states).get(State.LIVE, 0)
    if not total:
        return (words.say("không có nguồn nào"),)
    if live == total:
        return (words.count(total, "{n} nguồn đang cập nhật"), words.count(total, "{n} nguồn"))
    wrong = [
        f"{count} {words.say(_IN_SHORT[state])}"
        for state, count in states
        if state is not State.LIVE
    ]
    share = f"{live}/{total}"
    return (
        " · ".join([*wrong, words.say("{share} nguồn đang cập nhật", share=share)]),
        " · ".join([*wrong, words.say("{share} tốt", share=share)]),
        " · ".join(wrong),
        *_fewer(states, wrong, words),
        words.say("{share} nguồn cần xem", share=f"{total - live}/{total}"),
        words.say("{share} cần xem", share=f"{total - live}/{total}"),
    )


def _fewer(states: States, wrong: list[str], words: Words) -> list[str]:
    """The worst states by name, the others as a number."""
    counts = [count for state, count in states if state is not State.LIVE]
    return [
        " · ".join([*wrong[:named], words.count(sum(counts[named:]), "{n} khác cần xem")])
        for named in range(len(wrong) - 1, 0, -1)
    ]
