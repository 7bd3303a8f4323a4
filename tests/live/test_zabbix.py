"""A real Zabbix, read through a wall file alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.news import Covers, Reason
from services.records import Alert, AlertState, Observation, ServiceHealth
from tests.live.reading import of, reading
from tests.servers.zabbix import HOST, KEY, PROBLEM

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.servers.zabbix import Zabbix


def source(zabbix: Zabbix, more: str = "") -> str:
    return (
        f"{{connector: zabbix, url: '{zabbix.url}', deadline: 25 s, "
        f"auth: {{bearer: '${{env:ZABBIX_THU}}'}}{more}}}"
    )


def test_a_problem_stands_on_the_wall_with_its_host_until_it_is_over(
    zabbix: Zabbix, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZABBIX_THU", zabbix.token)
    items = f", items: {{hang-doi: {{key: '{KEY}', history: 1 h}}}}"
    with reading(tmp_path, source(zabbix, items)) as wall:
        zabbix.raise_problem()
        batch = wall.batch()
        [alert] = of(Alert, batch).values()
        [own] = zabbix.asked("problem.get")
        assert (alert.uid, alert.title, alert.severity) == (own["eventid"], PROBLEM, 4)
        assert (alert.entity, alert.state) == ("Trục liên thông văn bản", AlertState.FIRING)
        assert batch.covers is Covers.ALL
        found = {one.indicator: one for one in of(Observation, batch).values()}
        assert found["problems"].value == 1
        assert found["hang-doi"].value == 1
        assert dict(found["hang-doi"].labels)["host"] == "Trục liên thông văn bản"
        [host] = of(ServiceHealth, batch).values()
        assert host.instance == HOST
        zabbix.asked("event.acknowledge", {"eventids": own["eventid"], "action": 2})
        [alert] = of(Alert, wall.batch()).values()
        assert alert.state is AlertState.ACKNOWLEDGED
        zabbix.resolve_problem()
        assert of(Alert, wall.batch()) == {}


def test_a_wrong_token_is_told_though_zabbix_says_200(
    zabbix: Zabbix, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZABBIX_THU", "0" * 64)
    with reading(tmp_path, source(zabbix)) as wall:
        out = wall.outage()
        assert out.reason is Reason.UNAUTHORISED
        assert out.remedy is not None


def test_pages_that_are_killed_are_an_outage_and_come_back(
    zabbix: Zabbix, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZABBIX_THU", zabbix.token)
    with reading(tmp_path, source(zabbix)) as wall:
        zabbix.pages.kill()
        assert wall.outage().reason is Reason.UNREACHABLE
        zabbix.pages.start()
        assert of(ServiceHealth, wall.batch())
