"""The servers that a session shares: started for the first test that asks for one, ended with the
session, also when tests fail."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.servers.process import Runs

SLOW_TO_START = (
    "chromium",
    "zabbix",
    "mapserver",
    "postgres",
    "clamd",
    "suricata",
    "datasette",
    "feeds",
    "prometheus",
)
"""Fixtures that only one of several workers should pay for."""


@dataclass(slots=True)
class Rack:
    _standing: dict[str, Runs] = field(default_factory=dict)

    def stand[Kind: Runs](self, name: str, server: Kind) -> Kind:
        """Starts it; it stays until the session's end. The name is its fixture's, with what it is
        there for behind a slash when the fixture stands on several."""
        server.start()
        self._standing[name] = server
        return server

    def take(self, fixture: str) -> None:
        """Ends a fixture's servers before the others, where what they stand on goes."""
        for name in reversed(self._of({fixture})):
            self._standing.pop(name).stop()

    def wake(self, fixtures: Iterable[str]) -> None:
        """Starts those again that another test has killed."""
        for name in self._of(set(fixtures)):
            server = self._standing[name]
            if not server.alive:
                server.kill()
                server.start()

    def _of(self, fixtures: set[str]) -> list[str]:
        return [name for name in self._standing if name.partition("/")[0] in fixtures]

    def processes(self) -> set[psutil.Process]:
        """Everything that runs for the servers: they start and end children as they like."""
        found: set[psutil.Process] = set()
        for pid in [pid for server in self._standing.values() for pid in server.pids]:
            try:
                parent = psutil.Process(pid)
                found |= {parent, *parent.children(recursive=True)}
            except psutil.NoSuchProcess:
                continue
        return found

    def clear(self) -> None:
        for server in reversed(self._standing.values()):
            server.stop()


@pytest.fixture(scope="session")
def rack() -> Iterator[Rack]:
    rack = Rack()
    try:
        yield rack
    finally:
        rack.clear()


@pytest.fixture(autouse=True)
def _awake(request: pytest.FixtureRequest, rack: Rack) -> None:
    """No test meets a server that another one has killed."""
    rack.wake(request.fixturenames)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one slow server go to one worker; said before pytest-xdist reads it."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        for name in SLOW_TO_START:
            if name in used and item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group(name))
