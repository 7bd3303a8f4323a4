"""Where documents have got to, in few words: what is overdue apart from the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.settings import Wording
from widgets.documents import DONE, UNSAID, label
from widgets.tiles.flow.view import LATE, OTHER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widgets.tiles.flow.papers import Paper

_STATES: tuple[tuple[str, frozenset[str], str | None, Wording], ...] = (
    ("completed", frozenset({DONE}), DONE, Wording(vi="Hoàn thành", en="Completed")),
    ("in_progress", frozenset({"04", "05"}), "05", Wording(vi="Đang xử lý", en="In progress")),
    ("accepted", frozenset({"03"}), "03", Wording(vi="Đã tiếp nhận", en="Accepted")),
    (
        "waiting",
        frozenset({"01"}),
        None,
        Wording(vi="Chờ tiếp nhận", en="Waiting", short="Chờ"),
    ),
    (
        "returned",
        frozenset({"02", "13", "15", "16"}),
        None,
        Wording(vi="Từ chối, lấy lại", en="Refused, recalled", short="Từ chối", short_en="Refused"),
    ),
)
"""Id, edXML's codes, the one of them whose label it wears, and its name."""
OTHERS = Wording(vi="Trạng thái khác", en="Other states", short="Khác", short_en="Other")
_UNKNOWN = "unknown"
_LATE = Wording(vi="Quá hạn", en="Overdue")
STATES = (*(id for id, *_ in _STATES), OTHER, _UNKNOWN, LATE)
"""In the order in which they stand, what is overdue last."""
_OF_CODE = {code: id for id, codes, *_ in _STATES for code in codes}
BETWEEN = STATES[:-1]
"""Of a layer of its own, before `ENDS`."""

_ENDS: Mapping[str, Wording] = {
    "completed_on_time": Wording(
        vi="Hoàn thành đúng hạn", en="Completed on time", short="Đúng hạn", short_en="On time"
    ),
    "completed_late": Wording(
        vi="Hoàn thành muộn", en="Completed late", short="Xong muộn", short_en="Late"
    ),
    "completed": Wording(vi="Hoàn thành", en="Completed", short="Xong", short_en="Done"),
    "within": Wording(vi="Còn trong hạn", en="Within its time", short="Còn hạn", short_en="Within"),
    "undated": Wording(vi="Không đặt hạn", en="No due date", short="Không hạn", short_en="Undated"),
    "returned": Wording(
        vi="Từ chối, lấy lại", en="Refused, recalled", short="Từ chối", short_en="Refused"
    ),
    LATE: _LATE,
}
"""By their dates, where a layer before them has told the states."""
ENDS = tuple(_ENDS)


def of_state(paper: Paper) -> str:
    """One of `STATES`."""
    return LATE if paper.overdue else standing(paper)


def standing(paper: Paper) -> str:
    """One of `STATES`, whatever its due date."""
    if not paper.code:
        return _UNKNOWN
    return _OF_CODE.get(paper.code, OTHER)


def of_end(paper: Paper) -> str:
    """One of `ENDS`."""
    if paper.overdue:
        return LATE
    if paper.code == DONE:
        told = {True: "completed_on_time", False: "completed_late", None: "completed"}
        return told[paper.punctual]
    if paper.closed:
        return "returned"
    return "undated" if paper.due is None else "within"


def named(id: str, declared: Mapping[str, Wording], *, by_end: bool) -> Wording:
    """`declared`: what the wall file calls the states."""
    if by_end:
        return _ENDS[id]
    if id in {LATE, _UNKNOWN}:
        return _LATE if id == LATE else UNSAID
    for known, codes, code, name in _STATES:
        if known == id:
            alone = next(iter(codes)) if len(codes) == 1 else None
            own = code or (alone if alone in declared else None)
            return name if own is None else label(own, declared)
    return OTHERS
