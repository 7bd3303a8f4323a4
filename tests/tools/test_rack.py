"""The tests' servers: what is decided without one. The servers here are fakes."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.servers import Rack
from tests.servers.process import free_port, not_here


@dataclass(slots=True)
class FakeServer:
    name: str
    told: list[str] = field(default_factory=list)
    alive: bool = False
    pids: list[int] = field(default_factory=list)

    def start(self) -> None:
        self.told.append(f"start {self.name}")
        self.alive = True

    def kill(self) -> None:
        self.alive = False

    def stop(self) -> None:
        self.told.append(f"stop {self.name}")
        self.alive = False


def test_a_server_that_a_test_killed_is_started_for_the_next_that_asks_for_it() -> None:
    told: list[str] = []
    rack = Rack()
    first, second = FakeServer("first", told), FakeServer("second", told)
    rack.stand("gateway", first)
    rack.stand("gateway/backend", second)
    second.kill()
    rack.wake(["tmp_path", "other"])
    assert not second.alive
    rack.wake(["gateway"])
    assert told == ["start first", "start second", "start second"]


def test_servers_end_in_the_opposite_order_of_their_starts() -> None:
    told: list[str] = []
    rack = Rack()
    for name in ("zabbix/database", "zabbix/server", "nginx"):
        rack.stand(name, FakeServer(name, told))
    told.clear()
    rack.take("zabbix")
    rack.clear()
    assert told == ["stop zabbix/server", "stop zabbix/database", "stop nginx"]


def test_a_server_that_cannot_run_here_is_left_out_aloud_but_never_where_changes_are_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="NOT RUN: no such thing"):
        not_here("no such thing")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=r"^no such thing"):
        not_here("no such thing")


def test_a_free_port_lies_within_the_bounds() -> None:
    assert 20_000 <= free_port(20_000, 20_100) <= 20_100
    assert free_port() > 1023
