"""Sources and how they stand."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from services.records import Observation, Record
from tools.specimens import AT, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_SOURCES: dict[str, dict[str, Any]] = {
    "soc": {"system": "soc", "every": "30 s", "provider": "Đơn vị vận hành SOC"},
    "av": {"system": "av"},
    "media": {"system": "media"},
    "docs": {"system": "docs"},
    "lgsp": {"system": "lgsp", "every": "9 s", "contact": "Tổ trực LGSP, 0263 100 200"},
    "opendata": {"system": "opendata"},
    "reports": {"system": "reports"},
    "sectordb": {"system": "sectordb"},
    "map": {"system": "map", "contact": "Phòng Hạ tầng số, 0263 300 400"},
}
_SILENT = "map"
"""Never answered."""
_PAUSED = "reports"


def _told(at: datetime) -> dict[str, tuple[Record, ...]]:
    figure = Observation(uid="a", indicator="a", value=Decimal(1), at=at)
    return {id: (figure,) for id in _SOURCES if id != _SILENT}


def _window() -> dict[str, str]:
    hour = timedelta(hours=1)
    return {
        "source": _PAUSED,
        "from": (AT - hour).isoformat(),
        "to": (AT + hour).isoformat(),
    }


_WALL = {"sources": _SOURCES, "maintenance": [_window()]}
SPECIMENS = (
    Specimen(
        shows="Mỗi hệ thống một dòng, cái cần người lên trước",
        shows_en="A row for each system, what needs somebody first",
        tile={"systems": "all"},
        records=_told,
        wall=_WALL,
        stateless=True,
        size=(922, 570),
    ),
    Specimen(
        shows="Vài nguồn trong một ô thấp",
        shows_en="A few sources in a low tile",
        tile={
            "systems": ["soc", "lgsp", "map"],
            "title": {"vi": "Ba nguồn", "en": "Three sources"},
        },
        records=_told,
        wall=_WALL,
        stateless=True,
        size=(922, 288),
    ),
)
