"""What the servers have in common: a child process on a free port of loopback, in a folder of its own,
awaited by asking it and never by sleeping it out, ended by its own pid."""

from __future__ import annotations

import atexit
import os
import random
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn, Protocol, TypedDict

import psutil
import pytest

from tools import debian
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 30.0
"""Seconds that a server may take to be ready: two cores are shared by everything."""


PORTS = range(20_000, 32_768)
"""Below those that Linux, macOS and Windows give to whoever connects: a server that was killed
finds its port free when it is started again."""

_reserved: dict[int, socket.socket] = {}


def free_port(ports: range = PORTS) -> int:
    """A port of loopback that nobody listens at, and that no test of any process gets again: its
    namesake of UDP, where none of the servers listens, is held until this process ends.

    Raises OSError when none is left."""
    for port in random.sample(ports, len(ports)):
        if _reserve(port):
            return port
    raise OSError(f"no port is free from {ports.start} to {ports.stop - 1}")


def _reserve(port: int) -> bool:
    held = socket.socket(type=socket.SOCK_DGRAM)
    try:
        held.bind(("127.0.0.1", port))
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", port))
    except OSError:
        held.close()
        return False
    _reserved[port] = held
    return True


@atexit.register
def _give_back() -> None:
    for held in _reserved.values():
        held.close()


def program(name: str) -> str:
    """Where a program lies, on this computer or unpacked."""
    return str(_there(name, debian.found(name, SERVERS)))


def file(pattern: str) -> Path:
    """Where a file of Debian's lies that is on no PATH."""
    return _there(pattern, debian.located(pattern, SERVERS))


def _there(name: str, path: Path | None) -> Path:
    if os.name == "nt":
        pytest.skip(f"{name} is Debian's; the same test runs on Linux")
    if path is None and debian.has_apt():
        pytest.fail(f"{name} is neither installed nor in {SERVERS}: run `make test`", pytrace=False)
    if path is None:
        not_here(f"{name} is not installed, and without apt-get it can't be unpacked")
    return path


def not_here(why: str) -> NoReturn:
    """For a server that can't run on this computer: said aloud and counted as not run, but on the
    computer that decides whether a change is sound nothing may be left out."""
    if os.environ.get("CI") == "true":
        pytest.fail(why, pytrace=False)
    pytest.skip(f"NOT RUN: {why}")


def start_folder(folder: Path) -> Path:
    """Where a server is started: unpacked ones find their own files from there."""
    return SERVERS if SERVERS.exists() else folder


def awaited(met: Callable[[], bool], what: str) -> None:
    """Returns once the condition holds; a test that waits in vain fails with the words."""
    give_up = time.monotonic() + PATIENCE
    while not met():
        if time.monotonic() > give_up:
            pytest.fail(f"in {PATIENCE:.0f} s {what} did not come", pytrace=False)
        time.sleep(0.02)


class Runs(Protocol):
    """One or several processes that answer as one server."""

    def start(self) -> None:
        """Returns when it answers, with the data and the port that it had before."""

    def kill(self) -> None:
        """As a power cut would."""

    def stop(self) -> None: ...

    @property
    def alive(self) -> bool: ...

    @property
    def pids(self) -> list[int]: ...


class Rights(TypedDict):
    """Arguments of `subprocess` for another account."""

    user: str | None
    group: str | None
    extra_groups: list[str] | None


def rights(account: str | None) -> Rights:
    """Those of the account; only root can give them, everybody else keeps his own."""
    if account is None or os.geteuid() != 0:
        return {"user": None, "group": None, "extra_groups": None}
    return {"user": account, "group": "nogroup", "extra_groups": []}


@dataclass(slots=True)
class Server:
    """A server that can be killed and started again on the same port and data."""

    command: tuple[str, ...]
    folder: Path
    port: int
    ready: str = "/-/ready"
    account: str | None = None
    """Whose rights it has when root runs the tests; None: those of the tests."""
    variables: dict[str, str] = field(default_factory=dict)
    ending: signal.Signals = signal.SIGTERM
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.address}"

    @property
    def pid(self) -> int:
        assert self._process is not None, "not started"
        return self._process.pid

    @property
    def pids(self) -> list[int]:
        return [self.pid] if self.alive else []

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self) -> None:
        """Returns when it answers; fails with the end of its log when it ends instead."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command,
                cwd=start_folder(self.folder),
                env=debian.environment(SERVERS) | self.variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                **rights(self.account),
            )
        give_up = time.monotonic() + PATIENCE
        while not self.answers():
            if not self.alive or time.monotonic() > give_up:
                self.kill()
                said = self.log.read_text("utf-8", "replace")[-2000:]
                pytest.fail(f"{self.command[0]} did not get ready:\n{said}", pytrace=False)
            time.sleep(0.02)

    def kill(self) -> None:
        if self._process is None:
            return
        family = _family(self._process.pid) if self.alive else []
        self._process.kill()
        self._process.wait()
        for one in family:
            if one.is_running():
                one.kill()
        psutil.wait_procs(family, PATIENCE)

    def stop(self) -> None:
        if self._process is None or self.ending is signal.SIGKILL:
            self.kill()
            return
        self._process.send_signal(self.ending)
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + self.ready, timeout=1) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False


def _family(pid: int) -> list[psutil.Process]:
    """What a process started: it ends with it, as everything does in a power cut."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def running(server: Server) -> Iterator[Server]:
    try:
        server.start()
        yield server
    finally:
        server.stop()


def connects(port: int) -> bool:
    """Whether somebody listens at a port of loopback."""
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0
