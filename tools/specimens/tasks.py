"""Tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.records import Record, Task
from tools.specimens import DAY, Specimen

if TYPE_CHECKING:
    from datetime import datetime, timedelta

_UNITS = (
    ("Sở Thông tin và Truyền thông", 18, 2, 1, 3, 24),
    ("Công an tỉnh", 9, 1, 1, 1, 6),
    ("UBND huyện Di Linh", 8, 1, 0, 2, 12),
    ("UBND thành phố Đà Lạt", 12, 0, 2, 0, 0),
    ("UBND huyện Đạ Huoai", 6, 1, 0, 0, 0),
    ("Sở Y tế", 7, 0, 1, 0, 0),
    ("UBND huyện Lâm Hà", 6, 0, 0, 1, 3),
)
"""Name, done in time, done late, due soon, overdue, days of the longest."""
_WORK = (
    "Hoàn thiện quy chế vận hành Trung tâm Giám sát an toàn, an ninh tập trung",
    "Phê duyệt hồ sơ đề xuất cấp độ các hệ thống thông tin",
    "Rà soát, xử lý các vùng lõm sóng di động",
    "Kết nối IOC huyện, thành phố về tỉnh",
    "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
    "Tập huấn Tổ công nghệ số cộng đồng",
)
_GROUPS = ("nhiem-vu", "ctmtqg", "nghi-quyet", "dieu-hanh")
_ASSIGNERS = ("UBND tỉnh", "Tỉnh ủy", "Ban Chỉ đạo 35")


def _tasks(at: datetime) -> dict[str, tuple[Record, ...]]:
    tasks: list[Task] = []

    def add(unit: str, due: timedelta, finished: timedelta | None = None) -> None:
        n = len(tasks)
        tasks.append(
            Task(
                uid=f"nv{n}",
                title=_WORK[n % len(_WORK)],
                lead_unit=unit,
                assigner=_ASSIGNERS[n % 5 % 3],
                group=_GROUPS[(n * 7 + n // 4) % 7 % 4],
                due=at + due,
                finished=None if finished is None else at + finished,
            )
        )

    for unit, early, late, soon, over, longest in _UNITS:
        for n in range(early):
            add(unit, -(n + 2) * DAY, -(n + 5) * DAY)
        for n in range(late):
            add(unit, -(n + 20) * DAY, -(n + 3) * DAY)
        for n in range(soon):
            add(unit, (n + 1) * DAY)
        for n in range(4):
            add(unit, (n + 20) * DAY)
        for n in range(over):
            add(unit, -max(longest - 5 * n, 1) * DAY)
    return {"nhiem-vu": tuple(tasks)}


_TITLE = {"vi": "Nhiệm vụ được giao", "en": "Assigned tasks"}
_NAMES = (
    ("Chính phủ, Tỉnh ủy, UBND tỉnh giao", "Assigned by Government and province"),
    ("Chương trình, đề án trọng điểm", "Programmes and key projects"),
    ("Nghị quyết Tỉnh ủy, HĐND tỉnh", "Resolutions"),
    ("Chỉ đạo, điều hành khác", "Other direction"),
)
_WALL = {
    "groups": {
        id: {"name": {"vi": name, "en": english}}
        for id, (name, english) in zip(_GROUPS, _NAMES, strict=True)
    }
}
SPECIMENS = (
    Specimen(
        shows="Năm trạng thái, rồi nhiệm vụ quá hạn và sắp đến hạn",
        shows_en="Five states, then what is overdue and due soon",
        tile={"tasks": "nhiem-vu", "title": _TITLE},
        records=_tasks,
    ),
    Specimen(
        shows="Theo đơn vị chủ trì: nhiều việc quá hạn lên trước, kèm số ngày",
        shows_en="By lead unit: most overdue first, with their days",
        tile={
            "tasks": "nhiem-vu",
            "by": "unit",
            "title": {"vi": "Nhiệm vụ theo đơn vị", "en": "Tasks by unit"},
        },
        records=_tasks,
        size=(1880, 640),
    ),
    Specimen(
        shows="Theo bốn nhóm chỉ số",
        shows_en="By the four groups of indicators",
        tile={
            "tasks": "nhiem-vu",
            "by": "group",
            "title": {"vi": "Nhiệm vụ được giao, theo bốn nhóm", "en": "Tasks by four groups"},
        },
        records=_tasks,
        wall=_WALL,
        size=(1880, 440),
    ),
    Specimen(
        shows="Theo nơi giao, ô hẹp",
        shows_en="By assigner, in a narrow tile",
        tile={
            "tasks": "nhiem-vu",
            "by": "assigner",
            "title": {"vi": "Nhiệm vụ theo nơi giao", "en": "Tasks by assigner"},
        },
        records=_tasks,
        size=(922, 440),
    ),
)
