"""Invented tasks of the last weeks, and programmes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, figure, json_answer, said
from services.simulation.day import DAY, HOUR, floored
from services.simulation.lore import article, invented, units
from services.simulation.systems.reports.programmes import programmes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.simulation.chance import Chance

_STEP = timedelta(minutes=10)
_ASSIGNERS = (
    *("UBND tỉnh", "UBND tỉnh", "UBND tỉnh", "Tỉnh ủy", "Tỉnh ủy", "HĐND tỉnh"),
    *("Thủ tướng Chính phủ", "Ban Chỉ đạo 35", "Ban Chỉ đạo 35"),
)


def tasks(question: Question) -> Response:
    """`GET /nhiem-vu`: invented tasks of the last weeks, with who does what by when, and programmes."""
    at, chance = question.made(_STEP), question.chance
    stamp = question.stamp(_STEP)
    listed = sorted(_running(chance, at), key=_when_due)
    late = sum(one["trang_thai"] == "quá hạn" for one in listed)
    figures = [figure("tasks_all", len(listed)), figure("tasks_overdue", late)]
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "nhiem_vu": listed,
            "chuong_trinh": programmes(chance, at),
        }
    )


def _when_due(one: dict[str, object]) -> str:
    return str(one["han"])


def _running(chance: Chance, at: datetime) -> Iterator[dict[str, object]]:
    today = floored(at, DAY)
    for back in range(45):
        day = today - DAY * back
        for number in range(chance.count(0.8, "task", day.timestamp())):
            words = ("task", day.timestamp(), number)
            given = day + HOUR * 9
            owed = given + DAY * chance.pick((7, 14, 21, 30), *words, "due") + HOUR * 8
            done = given + (owed - given) * chance.between(0.3, 1.25, *words, "done")
            if given > at or done < at - DAY * 14:
                continue
            part = (at - given) / (done - given)
            task = chance.pick(invented()["tasks"], *words, "name")
            yield {
                "ma": f"NV-{day:%y%m%d}-{number + 1}",
                "ten": task["name"],
                "don_vi": chance.pick(_able(task), *words, "unit"),
                "nguoi_giao": chance.pick(_ASSIGNERS, *words, "by"),
                "ngay_giao": f"{given:%Y-%m-%d}",
                "han": said(owed),
                "tien_do": min(int(100 * part), 100),
                "xong_luc": said(done) if done <= at else None,
                "trang_thai": _task_state(owed, done, at),
                "nhom": chance.pick(list(article()["groups"]), *words, "group"),
            }


def _able(task: Mapping[str, object]) -> tuple[str, ...]:
    """Who may be given it: the departments that it names, else any district or town."""
    named = task.get("units")
    if isinstance(named, list):
        return tuple(map(str, named))
    return tuple(unit.committee for unit in units())


def _task_state(owed: datetime, done: datetime, at: datetime) -> str:
    if done <= at:
        return "hoàn thành đúng hạn" if done <= owed else "hoàn thành quá hạn"
    if owed < at:
        return "quá hạn"
    return "sắp đến hạn" if owed - at < 3 * DAY else "đang thực hiện trong hạn"
