"""The hours at which the province's people and computers do things."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from services.simulation.chance import Chance
from services.simulation.systems.av import fleet
from services.simulation.systems.opendata.catalogue import datasets

AT = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CHANCE = Chance(7)
MORNING, EVENING = (7, 0), (17, 0)


def clock(at: datetime) -> tuple[int, int]:
    here = at.astimezone(ZONE)
    return here.hour, here.minute


def test_datasets_are_renewed_while_the_office_is_open_and_not_at_one_minute() -> None:
    for days in range(0, 400, 30):
        at = AT + timedelta(days=days)
        changed = [one.updated for one in datasets(CHANCE, at)]
        assert max(changed) <= at
        assert all(MORNING <= clock(one) <= EVENING for one in changed)
        assert len(set(map(clock, changed))) > len(changed) / 2


def test_computers_without_new_signatures_got_their_last_while_they_were_on() -> None:
    computers = fleet.computers(CHANCE)
    got = [fleet.updated(CHANCE, one, AT) for one in computers]
    assert max(got) <= AT
    behind = [one for one in got if one < AT - timedelta(days=2)]
    assert behind
    assert all(MORNING <= clock(one) <= EVENING for one in behind)
