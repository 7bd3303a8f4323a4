"""The gateway's services, as a page of the province's own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, figure, json_answer, said
from services.simulation.day import DAY, floored
from services.simulation.lore import invented
from services.simulation.systems.lgsp.gateway import calls, errors, latency, stopped

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

_MINUTE = timedelta(minutes=1)


def services(question: Question) -> Response:
    """`GET /dich-vu`: all services, those that stopped first."""
    at, chance = question.made(_MINUTE), question.chance
    stamp, down = question.stamp(_MINUTE), stopped(chance, question.made(_MINUTE))
    names: list[str] = invented()["services"]
    up = len(names) - len(down)
    listed = [_service(chance, name, at, down=name in down) for name in names]
    listed.sort(key=_stopped_first)
    return json_answer(
        {
            "cap_nhat": stamp,
            "chi_so": [figure("lgsp_services", up, tu=up, mau=len(names), cap_nhat=stamp)],
            "dich_vu": listed,
        }
    )


def _stopped_first(one: dict[str, object]) -> bool:
    return one["trang_thai"] != "Dừng"


def _service(chance: Chance, name: str, at: datetime, *, down: bool) -> dict[str, object]:
    weight = chance.between(0.2, 2.4, "lgsp-weight", name)
    rate = calls(chance, at) * weight / (1.3 * len(invented()["services"]))
    fault = errors(chance, at) / 100 * chance.between(0.4, 1.6, "lgsp-fault", name)
    slow = latency(chance, at) * chance.between(0.5, 1.4, "lgsp-slow", name)
    until = floored(at, DAY) + DAY * (20 + int(300 * chance.share("lgsp-cert", name)))
    state = "Dừng" if down else "Suy giảm" if fault > 0.03 else "Hoạt động"  # noqa: PLR2004 - a share of calls that fail
    return {
        "ten": name,
        "may_chu": f"lgsp-{1 + int(2 * chance.share('lgsp-host', name))}",
        "trang_thai": state,
        "luot_phut": 0 if down else round(rate, 1),
        "ty_le_loi": 1.0 if down else round(fault, 4),
        "do_tre_ms": None if down else round(slow),
        "chung_thu_den": said(until),
    }
