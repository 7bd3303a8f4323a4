"""The sector reporting system: what was published, which reports are due, which tasks run."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import (
    QUOTED,
    Question,
    Response,
    figure,
    json_answer,
    said,
    share,
)
from services.simulation.day import DAY, HOUR, floored, worked
from services.simulation.lore import article, invented, offices, units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.simulation.chance import Chance

_STEP = timedelta(minutes=10)
_LAST_DAYS = 5
"""Reports of a month are owed on the fifth day of the next one, at 17:00."""


def published(question: Question) -> Response:
    """`GET /cong-bo`: the article's figures, tasks and goals as printed, each with its publication.
    `cap_nhat` is when the system last vouched for the list, not when the figures arose.
    """
    stamp = question.stamp(HOUR)
    quoted = {QUOTED: article()["publication"]}
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [
                {**_as_printed(one), "cap_nhat": stamp, **quoted} for one in article()["indicators"]
            ],
            "nhiem_vu": [
                {
                    "ma": one["id"],
                    "ten": one["name"],
                    "trang_thai": one["state"],
                    "linh_vuc": one["field"],
                    "nhom": one["group"],
                    **quoted,
                }
                for one in article()["tasks"]
            ],
            "muc_tieu": [
                {
                    "ma": one["id"],
                    "nam": one["year"],
                    "noi_dung": one["text"],
                    "nguoi_neu": one["speaker"],
                    "do_luong": one.get("measure"),
                    **quoted,
                }
                for one in article()["goals"]
            ],
        }
    )


_PRINTED = {
    "id": "ma",
    "name": "ten",
    "period": "ky",
    "value": "gia_tri",
    "text": "chu",
    "unit": "don_vi_tinh",
    "qualifier": "muc",
    "numerator": "tu",
    "denominator": "mau",
    "delta": "tang",
    "ratio": "ty_le",
    "base": "goc",
    "field": "linh_vuc",
}


def _as_printed(one: dict[str, object]) -> dict[str, object]:
    """Only what the article states: a field that it doesn't have is not there."""
    return {new: one[old] for old, new in _PRINTED.items() if old in one}


def due(question: Question) -> Response:
    """`GET /bao-cao`: reports of the last and the running month, and their sums."""
    at, chance = question.made(_STEP), question.chance
    stamp = question.stamp(_STEP)
    current, before = (list(_owed(chance, month, at)) for month in _months(at))
    sent = sum(one["gui_luc"] is not None for one in current)
    approved = sum(one["duyet_luc"] is not None for one in current)
    late = [one for one in current if _is_late(one, at)]
    figures = [
        figure("reports_due", len(current)),
        figure("reports_submitted", sent, tu=sent, mau=len(current)),
        figure("reports_approved", approved, tu=approved, mau=len(current)),
        figure("reports_late", len(late)),
        figure("reports_on_time", share(len(current) - len(late), len(current))),
    ]
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "bao_cao": [*current, *before],
        }
    )


def _months(at: datetime) -> tuple[datetime, datetime]:
    """The beginnings of the last month, whose reports are owed in this one, and the one before."""
    first = floored(at, DAY).replace(day=1)
    last = (first - DAY).replace(day=1)
    return last, (last - DAY).replace(day=1)


def _owed(chance: Chance, month: datetime, at: datetime) -> Iterator[dict[str, object]]:
    owed = _next(month) + DAY * (_LAST_DAYS - 1) + HOUR * 17
    names: list[str] = invented()["reports"]
    for report in names:
        for unit in units():
            yield _report(chance, report, unit.committee, month, owed, at)


def _next(month: datetime) -> datetime:
    return (month + 32 * DAY).replace(day=1)


def _report(
    chance: Chance, report: str, unit: str, month: datetime, owed: datetime, at: datetime
) -> dict[str, object]:
    words = ("report", report, unit, f"{month:%Y-%m}")
    draw = chance.share(*words)
    # Most come in the last days; a few of a hundred come days too late.
    sent = owed - DAY * 4 * (1 - draw) if draw < 0.96 else owed + DAY * 30 * (draw - 0.95)  # noqa: PLR2004 - a share of all reports
    approved = worked(sent, HOUR * chance.between(2, 16, *words, "approved"))
    returned = sent + HOUR if chance.share(*words, "returned") < 0.03 else None  # noqa: PLR2004 - a share of all reports
    return {
        "ten": report,
        "don_vi": unit,
        "ky": f"{month:%Y-%m}",
        "han": said(owed),
        "gui_luc": said(sent) if sent <= at else None,
        "duyet_luc": said(approved) if approved <= at else None,
        "tra_lai_luc": said(returned) if returned and returned <= at else None,
    }


def _is_late(one: dict[str, object], at: datetime) -> bool:
    sent = one["gui_luc"]
    return str(one["han"]) < (said(at) if sent is None else str(sent))


def tasks(question: Question) -> Response:
    """`GET /nhiem-vu`: invented tasks of the last weeks, with who does what by when."""
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
            yield {
                "ma": f"NV-{day:%y%m%d}-{number + 1}",
                "ten": chance.pick(invented()["tasks"], *words, "name"),
                "don_vi": chance.pick(offices(), *words, "unit").name,
                "nguoi_giao": chance.pick(("UBND tỉnh", "Tỉnh ủy"), *words, "by"),
                "ngay_giao": f"{given:%Y-%m-%d}",
                "han": said(owed),
                "tien_do": min(int(100 * part), 100),
                "xong_luc": said(done) if done <= at else None,
                "trang_thai": _task_state(owed, done, at),
                "nhom": chance.pick(list(article()["groups"]), *words, "group"),
            }


def _task_state(owed: datetime, done: datetime, at: datetime) -> str:
    if done <= at:
        return "hoàn thành đúng hạn" if done <= owed else "hoàn thành quá hạn"
    if owed < at:
        return "quá hạn"
    return "sắp đến hạn" if owed - at < 3 * DAY else "đang thực hiện trong hạn"


PATHS = {"/cong-bo": published, "/bao-cao": due, "/nhiem-vu": tasks}
