"""The open data portal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, figure, json_answer, said, share
from services.simulation.day import DAY, HOUR, floored, readers
from services.simulation.lore import invented, offices

if TYPE_CHECKING:
    from services.simulation.chance import Chance

_BEGUN = datetime(2023, 1, 1, tzinfo=UTC)
_PERIODS = (30, 90, 365)


def page(question: Question) -> Response:
    """`GET /`: figures and the datasets."""
    at, chance = question.made(HOUR), question.chance
    stamp = question.stamp(HOUR)
    listed = [_dataset(chance, name, at) for name in invented()["datasets"]]
    fresh = sum(one["dung_ky"] is True for one in listed)
    organs = len({one["don_vi"] for one in listed})
    synced = floored(at, 6 * HOUR)
    figures = [
        figure("opendata_datasets", len(listed)),
        figure("opendata_views", sum(int(str(one["luot_xem"])) for one in listed)),
        figure("opendata_downloads", sum(int(str(one["luot_tai"])) for one in listed)),
        figure("opendata_fresh", share(fresh, len(listed))),
        figure("opendata_units", organs, tu=organs, mau=len(offices()) - 4),
        figure("opendata_sync", None, chu="đã đồng bộ", luc_gui=said(synced)),
    ]
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [{**one, "cap_nhat": stamp} for one in figures],
            "bo_du_lieu": listed,
        }
    )


def _dataset(chance: Chance, name: str, at: datetime) -> dict[str, object]:
    """A dataset is renewed in a period of its own, some of them late."""
    period = DAY * chance.pick(_PERIODS, "dataset", name, "period")
    turn, passed = divmod(at - _BEGUN, period)
    late = period * 0.3 * max(chance.share("dataset", name, turn) - 0.6, 0.0) / 0.4
    updated = _BEGUN + turn * period + (late if passed >= late else late * 0.3 - period)
    views = _since(chance, name, at)
    inside = [office for office in offices() if office.block != "Bộ, ngành"]
    return {
        "ten": name,
        "don_vi": chance.pick(inside, "dataset", name, "organ").name,
        "cap_nhat_luc": said(updated.replace(microsecond=0)),
        "dung_ky": at - updated <= period * 1.05,
        "luot_xem": views,
        "luot_tai": views // chance.whole(6, 14, "dataset", name, "share"),
    }


def _since(chance: Chance, name: str, at: datetime) -> int:
    """Views since the portal began: so many a day, and of today what the hours so far had."""
    a_day = chance.between(1.5, 14, "dataset", name, "views")
    today = floored(at, DAY)
    passed = sum(readers(today + HOUR * (hour + 0.5)) for hour in range((at - today) // HOUR))
    return int(a_day * max((today - _BEGUN) / DAY, 0.0) + a_day * passed / 13)


PATHS = {"": page}
