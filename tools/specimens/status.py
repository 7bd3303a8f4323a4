"""Boards of services, sites and computers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.records import Endpoint, Record, Reply, ServiceHealth
from tools.specimens import DAY, HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_MINUTE = timedelta(minutes=1)
_SITES = (
    "Đà Lạt",
    "Bảo Lộc",
    "Đam Rông",
    "Lạc Dương",
    "Lâm Hà",
    "Đơn Dương",
    "Đức Trọng",
    "Di Linh",
    "Bảo Lâm",
    "Đạ Huoai",
    "Đạ Tẻh",
    "Cát Tiên",
)
_RUNNING = 43
_COMPUTERS = 482


def _services(at: datetime) -> dict[str, tuple[Record, ...]]:
    told: list[Record] = [
        ServiceHealth(
            uid="a", service="Tra cứu giấy phép lái xe", state="DOWN", since=at - 2 * HOUR
        ),
        ServiceHealth(
            uid="b", service="Đối soát dân cư", state="Suy giảm", since=at - 25 * _MINUTE
        ),
        ServiceHealth(
            uid="c",
            service="Thanh toán trực tuyến",
            state="UP",
            certificate_until=at + 9 * DAY,
            since=at - 40 * DAY,
        ),
        ServiceHealth(uid="d", service="Cấp mã số hồ sơ", state="XYZ"),
    ]
    told += [
        ServiceHealth(uid=f"ok-{n}", service=f"Dịch vụ chia sẻ số {n + 1}", state="UP")
        for n in range(_RUNNING)
    ]
    return {"lgsp": tuple(told)}


def _sites(at: datetime) -> dict[str, tuple[Record, ...]]:
    told: list[Record] = []
    for n, name in enumerate(_SITES):
        down, quiet = name == "Đạ Tẻh", name in {"Cát Tiên", "Lạc Dương"}
        told.append(
            ServiceHealth(
                uid=name,
                service=name,
                state=Reply.NONE if down else Reply.ANSWERS,
                since=at - (3 * HOUR if down else n * DAY),
                last_published=at - ((40 + n) * DAY if quiet else n * HOUR),
                certificate_until=at + (6 if name == "Bảo Lâm" else 200) * DAY,
                words=phrase("Máy chủ không nhận kết nối ở cổng {port}", port="443")
                if down
                else None,
            )
        )
    return {"trang": tuple(told)}


def _computers(at: datetime) -> dict[str, tuple[Record, ...]]:
    units = ("Sở Tài chính", "UBND huyện Di Linh", "Sở Y tế", "UBND thành phố Bảo Lộc")
    told: list[Record] = []
    for n in range(_COMPUTERS):
        state, infected, updated = "managed", False, at - n % 20 * HOUR
        if n < 3:  # noqa: PLR2004 - a few
            infected = True
        elif n < 10:  # noqa: PLR2004
            state, updated = "unmanaged", at - n * DAY
        elif n < 16:  # noqa: PLR2004
            updated = at - n * DAY
        told.append(
            Endpoint(
                uid=str(n),
                name=f"PC-{units[n % 4].split()[-1].upper()}-{n:03}",
                unit=units[n % 4],
                av_state=state,
                infected=infected,
                updated=updated,
            )
        )
    return {"av": tuple(told)}


SPECIMENS = (
    Specimen(
        shows="Dịch vụ: cái dừng lên trước, từ lúc nào; cái bình thường chỉ đếm",
        shows_en="Services: what has stopped first, since when; what is well is only counted",
        tile={"status": "lgsp", "title": {"vi": "Dịch vụ LGSP", "en": "LGSP services"}},
        records=_services,
    ),
    Specimen(
        shows="Trang thông tin: có trả lời không, chứng thư, bài mới nhất",
        shows_en="Web sites: whether they answer, their certificates, their latest article",
        tile={
            "status": "trang",
            "quiet": "30 d",
            "title": {"vi": "Trang thông tin của địa phương", "en": "Localities’ web sites"},
        },
        records=_sites,
        size=(1864, 570),
    ),
    Specimen(
        shows="Hàng trăm máy, chỉ nêu máy nhiễm, không được bảo vệ, chưa cập nhật",
        shows_en="Hundreds of computers: only infected, unprotected and outdated ones",
        tile={
            "status": "av",
            "records": "endpoints",
            "title": {"vi": "Máy trạm, máy chủ", "en": "Endpoints"},
        },
        records=_computers,
        size=(1236, 570),
    ),
)
