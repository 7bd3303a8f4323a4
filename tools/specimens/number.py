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


def _alone(at: datetime) -> dict[str, tuple[Record, ...]]:
    return {"bao-cao": (Observation(uid="due", indicator="due", value=Decimal(84), at=at),)}


def _four(_at: datetime) -> dict[str, tuple[Record, ...]]:
    def told(id: str, value: str, over: int | None = None, under: int | None = None) -> Observation:
        return Observation(
            uid=id,
            indicator=id,
            value=Decimal(value),
            numerator=None if over is None else Decimal(over),
            denominator=None if under is None else Decimal(under),
            period="2023",
        )

    return {
        "so": (
            told("fibre", "91.53"),
            told("phones", "92.5"),
            told("iocs", "10", 10, 12),
            told("cloud", "4", 4, 8),
        )
    }


_PLANNED = {
    "indicators": {
        "accounts": {
            "name": {"vi": "Tài khoản Công dân số", "en": "Citizen app accounts"},
            "unit": {"vi": "tài khoản", "en": "accounts"},
            "source": "so",
            "better": "up",
        }
    }
}
_FOUR = {
    id: {"name": {"vi": name, "en": english}, "source": "so", "better": "up", "due": "none", **more}
    for id, name, english, more in (
        ("fibre", "Hộ có Internet cáp quang", "Fibre households", {"unit": "%"}),
        ("phones", "Người lớn có điện thoại thông minh", "Adults with smartphones", {"unit": "%"}),
        ("iocs", "IOC huyện, thành phố", "District IOCs", {}),
        ("cloud", "Hệ thống trên đám mây", "Systems in the cloud", {}),
    )
}
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
        wall=_PLANNED,
    ),
    Specimen(
        shows="Cùng số ấy trong ô lớn: kế hoạch, kỳ trước, cùng kỳ thành hàng",
        shows_en="The same in a large tile: plan, last period and last year in rows",
        tile={"number": "accounts"},
        records=_planned,
        wall=_PLANNED,
        size=(922, 880),
    ),
    Specimen(
        shows="Cùng số ấy trong ô rộng",
        shows_en="The same in a wide tile",
        tile={"number": "accounts"},
        records=_planned,
        wall=_PLANNED,
        size=(1880, 440),
    ),
    Specimen(
        shows="Một số đứng một mình trong ô lớn",
        shows_en="A figure alone in a large tile",
        tile={"number": "due"},
        records=_alone,
        wall={
            "indicators": {
                "due": {
                    "name": {"vi": "Báo cáo đến hạn trong kỳ", "en": "Reports due"},
                    "unit": {"vi": "báo cáo", "en": "reports"},
                    "source": "bao-cao",
                }
            }
        },
        size=(922, 443),
    ),
    Specimen(
        shows="Bốn chỉ số cạnh nhau",
        shows_en="Four figures side by side",
        tile={
            "number": ["fibre", "phones", "iocs", "cloud"],
            "title": {"vi": "Hạ tầng số", "en": "Digital infrastructure"},
        },
        records=_four,
        wall={"indicators": _FOUR},
        size=(1880, 360),
    ),
)
