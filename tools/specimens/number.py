"""Figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import Observation, Record, Sample
from tools.specimens import DAY, HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_CALLS = (1290, 1120, 980, 905, 860, 900, 1010, 1240, 1620, 1910, 2080, 2110, 1890, 1760, 1920)


def _told(at: datetime) -> dict[str, tuple[Record, ...]]:
    samples = tuple(
        Sample(uid="calls", indicator="calls", value=Decimal(value), at=at - (14 - n) * HOUR)
        for n, value in enumerate(_CALLS)
    )
    calls = Observation(uid="calls", indicator="calls", value=Decimal(1920), at=at)
    return {"lgsp": (calls, *samples)}


def _published(_at: datetime) -> dict[str, tuple[Record, ...]]:
    told = Observation(
        uid="revenue",
        indicator="revenue",
        value=Decimal(2850),
        qualifier="ước",
        period="2023",
        ratio=Decimal("105.16"),
        publication="Báo Lâm Đồng 22/12/2023",
    )
    return {"cong-bo": (told,)}


def _planned(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = Observation(
        uid="accounts",
        indicator="accounts",
        value=Decimal(202_794),
        period="2023-11",
        previous=Decimal(197_937),
        same_period=Decimal(157_060),
        plan=Decimal(230_000),
        at=at - DAY,
    )
    return {"so": (told,)}


SPECIMENS = (
    Specimen(
        shows="Một chỉ số với đường biến thiên 14 giờ",
        shows_en="One figure with its course over 14 hours",
        tile={
            "number": "calls",
            "trend": "14 h",
            "title": {"vi": "Lượt gọi LGSP", "en": "LGSP calls"},
        },
        records=_told,
        wall={
            "indicators": {
                "calls": {
                    "name": {"vi": "Lượt gọi", "en": "Calls"},
                    "unit": {"vi": "lượt/phút", "en": "a minute"},
                    "source": "lgsp",
                }
            }
        },
    ),
    Specimen(
        shows="Số đã công bố, đúng như đã in",
        shows_en="A published figure, as it was printed",
        tile={"number": "revenue"},
        records=_published,
        wall={
            "indicators": {
                "revenue": {
                    "name": {
                        "vi": "Doanh thu bưu chính, viễn thông",
                        "en": "Post and telecom revenue",
                        "short": "Doanh thu BCVT",
                    },
                    "unit": {"vi": "tỷ đồng", "en": "bn VND"},
                    "source": "cong-bo",
                    "due": "none",
                }
            }
        },
    ),
    Specimen(
        shows="Số của kỳ, so với kỳ trước, cùng kỳ và kế hoạch",
        shows_en="A period’s figure against the last period, last year and the plan",
        tile={"number": "accounts"},
        records=_planned,
        wall={
            "indicators": {
                "accounts": {
                    "name": {"vi": "Tài khoản Công dân số", "en": "Citizen app accounts"},
                    "unit": {"vi": "tài khoản", "en": "accounts"},
                    "source": "so",
                    "better": "up",
                }
            }
        },
    ),
)
