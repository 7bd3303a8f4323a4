"""Gauges."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from services.records import Observation, Record
from tools.specimens import DAY, Specimen

if TYPE_CHECKING:
    from datetime import datetime


def _on_time(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = Observation(uid="on_time", indicator="on_time", value=Decimal("97.4"), at=at)
    return {"docs": (told,)}


def _platform(at: datetime) -> dict[str, tuple[Record, ...]]:
    return {
        "lgsp": (
            Observation(uid="errors", indicator="errors", value=Decimal("0.4"), at=at),
            Observation(uid="latency", indicator="latency", value=Decimal(1340), at=at),
            Observation(
                uid="services",
                indicator="services",
                value=Decimal(44) / Decimal(47),
                numerator=Decimal(44),
                denominator=Decimal(47),
                at=at,
            ),
            Observation(uid="queue", indicator="queue", value=Decimal(9200), at=at),
        )
    }


def _accounts(at: datetime) -> dict[str, tuple[Record, ...]]:
    told = Observation(
        uid="accounts",
        indicator="accounts",
        value=Decimal(202_794),
        period="2023-11",
        previous=Decimal(197_937),
        plan=Decimal(230_000),
        at=at - DAY,
    )
    return {"so": (told,)}


def _unjudged(at: datetime) -> dict[str, tuple[Record, ...]]:
    return {
        "so": (
            Observation(uid="fibre", indicator="fibre", value=Decimal("91.53"), at=at),
            Observation(uid="calls", indicator="calls", value=Decimal(1920), at=at),
            Observation(
                uid="centres",
                indicator="centres",
                value=Decimal(10) / Decimal(12),
                numerator=Decimal(10),
                denominator=Decimal(12),
                at=at,
            ),
        )
    }


_ON_TIME = {
    "name": {"vi": "Văn bản xử lý đúng hạn", "en": "Documents handled on time"},
    "unit": "%",
    "source": "docs",
    "better": "up",
    "bands": [
        {"to": 85, "meaning": {"vi": "không đạt", "en": "missed"}, "priority": "high"},
        {"from": 85, "to": 95, "meaning": {"vi": "nguy cơ", "en": "at risk"}, "priority": "medium"},
        {"from": 95, "meaning": {"vi": "đạt", "en": "reached"}},
    ],
}
_LGSP = {
    "errors": {
        "name": {"vi": "Tỷ lệ lỗi", "en": "Error rate"},
        "unit": "%",
        "source": "lgsp",
        "bands": [
            {"from": 1, "to": 5, "meaning": {"vi": "cao", "en": "high"}, "priority": "medium"},
            {"from": 5, "meaning": {"vi": "rất cao", "en": "very high"}, "priority": "high"},
        ],
    },
    "latency": {
        "name": {"vi": "Độ trễ P95", "en": "Latency p95"},
        "unit": "ms",
        "source": "lgsp",
        "bands": [
            {
                "from": 1000,
                "to": 3000,
                "meaning": {"vi": "chậm", "en": "slow"},
                "priority": "medium",
            },
            {"from": 3000, "meaning": {"vi": "rất chậm", "en": "very slow"}, "priority": "high"},
        ],
    },
    "services": {
        "name": {"vi": "Dịch vụ hoạt động", "en": "Services up"},
        "source": "lgsp",
        "better": "up",
        "bands": [
            {"to": 0.9, "meaning": {"vi": "dưới 90%", "en": "under 90%"}, "priority": "high"},
            {
                "from": 0.9,
                "to": 1,
                "meaning": {
                    "vi": "chưa đủ các dịch vụ",
                    "en": "not all of them",
                    "short": "chưa đủ",
                },
                "priority": "medium",
            },
        ],
    },
    "queue": {
        "name": {"vi": "Gói tin chờ gửi", "en": "Waiting packets"},
        "unit": {"vi": "gói tin", "en": "packets"},
        "source": "lgsp",
        "bands": [
            {"from": 500, "to": 2000, "meaning": {"vi": "ứ", "en": "queueing"}, "priority": "low"},
            {"from": 2000, "meaning": {"vi": "tắc", "en": "stuck"}, "priority": "high"},
        ],
    },
}

SPECIMENS = (
    Specimen(
        shows="Một chỉ số trong các ngưỡng của nó",
        shows_en="One figure within its bands",
        tile={"gauge": "on_time"},
        records=_on_time,
        wall={"indicators": {"on_time": _ON_TIME}},
    ),
    Specimen(
        shows="Bốn chỉ số, mỗi chỉ số một thang; số vượt ra ngoài thang có mũi tên",
        shows_en="Four figures on a scale each; an arrow where one lies beyond its end",
        tile={
            "gauge": [*_LGSP],
            "title": {"vi": "Chất lượng dịch vụ LGSP", "en": "LGSP quality of service"},
        },
        records=_platform,
        wall={"indicators": _LGSP},
        size=(922, 640),
    ),
    Specimen(
        shows="Số của kỳ so với kế hoạch được giao",
        shows_en="A period’s figure against its plan",
        tile={"gauge": "accounts"},
        records=_accounts,
        wall={
            "indicators": {
                "accounts": {
                    "name": {"vi": "Tài khoản Công dân số", "en": "Citizen app accounts"},
                    "unit": {"vi": "tài khoản", "en": "accounts"},
                    "source": "so",
                    "better": "up",
                    "bands": [
                        {
                            "to": 90,
                            "of": "plan",
                            "meaning": {"vi": "nguy cơ không đạt", "en": "likely to be missed"},
                            "priority": "medium",
                        },
                    ],
                }
            }
        },
    ),
    Specimen(
        shows="Không có ngưỡng, không có kế hoạch: chỉ phần trăm và tỷ lệ có thang",
        shows_en="Neither thresholds nor a plan: only shares have a scale",
        tile={
            "gauge": ["fibre", "centres", "calls"],
            "title": {"vi": "Hạ tầng, nền tảng", "en": "Infrastructure"},
        },
        records=_unjudged,
        wall={
            "indicators": {
                "fibre": {
                    "name": {"vi": "Hộ có Internet cáp quang", "en": "Homes with fibre"},
                    "unit": "%",
                    "source": "so",
                },
                "centres": {
                    "name": {"vi": "IOC huyện, thành phố", "en": "District centres"},
                    "source": "so",
                },
                "calls": {
                    "name": {"vi": "Lượt gọi LGSP", "en": "LGSP calls"},
                    "unit": {"vi": "lượt/phút", "en": "a minute"},
                    "source": "so",
                },
            }
        },
    ),
    Specimen(
        shows="Bốn chỉ số trong một dải thấp",
        shows_en="Four figures in a low strip",
        tile={"gauge": [*_LGSP], "title": {"vi": "Chất lượng LGSP", "en": "LGSP quality"}},
        records=_platform,
        wall={"indicators": _LGSP},
        size=(1864, 310),
    ),
)
