"""Invented programmes: milestones with their days, money that is planned and paid out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from services.simulation.day import local
from services.simulation.lore import invented

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

_LONGEST_LATE = 70


def programmes(chance: Chance, at: datetime) -> list[dict[str, object]]:
    """`ke_hoach`, `giai_ngan` in thousand millions of đồng."""
    return [_programme(chance, one, local(at).date()) for one in invented()["programmes"]]


def _programme(chance: Chance, one: dict[str, object], today: date) -> dict[str, object]:
    name, period, planned = str(one["name"]), str(one["period"]), float(str(one["planned"]))
    first, _, last = period.partition("–")
    begins, ends = date(int(first), 1, 15), date(int(last or first), 12, 15)
    names = one["milestones"]
    assert isinstance(names, list)
    steps = [_milestone(chance, name, one, names, (begins, ends), today) for one in names]
    passed = min(max((today - begins) / (ends - begins), 0.0), 1.0)
    pace = chance.between(0.72, 1.02, "programme", name)
    late = any(step["xong"] is None and str(step["han"]) < today.isoformat() for step in steps)
    done = all(step["xong"] is not None for step in steps)
    return {
        "ma": f"ct-{first}-{int(planned * 10)}",
        "ten": name,
        "ky": period,
        "moc": steps,
        "ke_hoach": planned,
        "giai_ngan": round(planned * passed * pace, 1),
        "trang_thai": "hoàn thành" if done else "chậm tiến độ" if late else "đúng tiến độ",
    }


def _milestone(
    chance: Chance,
    programme: str,
    name: str,
    names: list[str],
    span: tuple[date, date],
    today: date,
) -> dict[str, object]:
    begins, ends = span
    part = (names.index(name) + 1) / len(names)
    due = begins + (ends - begins) * part
    late = chance.whole(-30, _LONGEST_LATE, "milestone", programme, name)
    done = due + timedelta(days=late if late > 0 else late // 2)
    return {
        "ten": name,
        "han": due.isoformat(),
        "xong": done.isoformat() if done <= today else None,
    }
