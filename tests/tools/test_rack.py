"""The tests' servers: what is decided without one. The servers here are fakes."""

from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import dataclass, field

import pytest

from tests.servers import Rack
from tests.servers.process import PORTS, free_port, not_here


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


def test_a_port_is_given_once_and_is_none_of_those_that_connections_take() -> None:
    given = [free_port() for _ in range(50)]
    assert len(set(given)) == 50
    assert set(given) <= set(PORTS)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert listening.getsockname()[1] not in PORTS


def test_a_port_that_is_taken_is_not_given() -> None:
    port = free_port()
    with pytest.raises(OSError, match=f"from {port} to {port}"):
        free_port(range(port, port + 1))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        taken = listening.getsockname()[1]
        with pytest.raises(OSError, match="no port is free"):
            free_port(range(taken, taken + 1))


def test_a_port_given_to_one_process_is_given_to_no_other() -> None:
    port = free_port()
    asking = f"from tests.servers.process import free_port; free_port(range({port}, {port + 1}))"
    asked = subprocess.run(
        [sys.executable, "-c", asking], capture_output=True, text=True, check=False
    )
    assert "no port is free" in asked.stderr
