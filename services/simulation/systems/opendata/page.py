"""The open data portal as pages of the province's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, figure, json_answer, said, share
from services.simulation.day import HOUR
from services.simulation.lore import offices
from services.simulation.systems.opendata.catalogue import Offered, datasets, synced

if TYPE_CHECKING:
    from datetime import datetime


def page(question: Question) -> Response:
    """`GET /`: figures and the datasets."""
    at, chance = question.made(HOUR), question.chance
    stamp = question.stamp(HOUR)
    listed = [_as_json(one, at) for one in datasets(chance, at)]
    fresh = sum(one["dung_ky"] is True for one in listed)
    organs = len({one["don_vi"] for one in listed})
    figures = [
        figure("opendata_datasets", len(listed)),
        figure("opendata_views", sum(int(str(one["luot_xem"])) for one in listed)),
        figure("opendata_downloads", sum(int(str(one["luot_tai"])) for one in listed)),
        figure("opendata_fresh", share(fresh, len(listed))),
        figure("opendata_units", organs, tu=organs, mau=len(offices()) - 4),
        figure("opendata_sync", None, chu="đã đồng bộ", luc_gui=said(synced(at))),
    ]
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "bo_du_lieu": listed,
        }
    )


def _as_json(one: Offered, at: datetime) -> dict[str, object]:
    return {
        "ten": one.name,
        "don_vi": one.office.name,
        "cap_nhat_luc": said(one.updated),
        "dung_ky": one.is_fresh(at),
        "luot_xem": one.views,
        "luot_tai": one.downloads,
    }


def sync(question: Question) -> Response:
    """`GET /dong-bo`: how handing the catalogue to the national portal stands."""
    last = synced(question.at)
    service = {
        "ma": "data-gov-vn",
        "ten": "Đồng bộ với Cổng dữ liệu quốc gia",
        "trang_thai": "đang hoạt động",
        "lan_dong_bo_cuoi": said(question.noted(last)),
    }
    return json_answer({"cap_nhat": question.stamp(HOUR), "dich_vu": [service]})
