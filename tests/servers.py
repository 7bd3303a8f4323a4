"""Real servers of Debian's, run as children of the tests on free ports of loopback, each in a folder
of its own. `make test` unpacks them into `.tools/servers`."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tools import debian, relocation
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 30.0
"""Seconds that a server may take to be ready: two cores are shared by everything."""


def free_port() -> int:
    """A port of loopback that nobody listens at now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def program(name: str) -> str:
    if os.name == "nt":
        pytest.skip(f"{name} is Debian's; the same test runs on Linux")
    path = debian.found(name, SERVERS)
    if path is None:
        pytest.fail(f"{name} is neither on PATH nor in {SERVERS}: run `make test`", pytrace=False)
    return str(path)


def _start(folder: Path) -> Path:
    """Where a server is started: unpacked ones find their own files from there."""
    return SERVERS if SERVERS.exists() else folder


@dataclass(slots=True)
class Server:
    """A server that can be killed and started again on the same port and data."""

    command: tuple[str, ...]
    folder: Path
    port: int
    ready: str = "/-/ready"
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None, "not started"
        return self._process.pid

    def start(self) -> None:
        """Returns when it answers; fails with the end of its log when it ends instead."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command,
                cwd=_start(self.folder),
                env=debian.environment(SERVERS),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        give_up = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > give_up:
                self.kill()
                said = self._log.read_text("utf-8", "replace")[-2000:]
                pytest.fail(f"{self.command[0]} did not get ready:\n{said}", pytrace=False)
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()

    @property
    def _log(self) -> Path:
        return self.folder / "log"

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + self.ready, timeout=1) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False


def running(server: Server) -> Iterator[Server]:
    try:
        server.start()
        yield server
    finally:
        server.stop()


def node_exporter_in(folder: Path) -> Server:
    """Not started; so are the others here that end in `_in`."""
    port = free_port()
    command = (program("prometheus-node-exporter"), f"--web.listen-address=127.0.0.1:{port}")
    return Server(command, folder, port, ready="/")


def alertmanager_in(folder: Path) -> Server:
    port = free_port()
    (folder / "alertmanager.yml").write_text(
        "route: {receiver: nobody, group_wait: 0s, group_interval: 1s}\n"
        "receivers: [{name: nobody}]\n",
        encoding="utf-8",
    )
    command = (
        program("prometheus-alertmanager"),
        f"--config.file={folder}/alertmanager.yml",
        f"--storage.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
        "--cluster.listen-address=",
    )
    return Server(command, folder, port)


@pytest.fixture
def node_exporter(tmp_path: Path) -> Iterator[Server]:
    """Figures of this computer, in Prometheus' text format at /metrics."""
    folder = tmp_path / "node_exporter"
    folder.mkdir()
    yield from running(node_exporter_in(folder))


@pytest.fixture
def alertmanager(tmp_path: Path) -> Iterator[Server]:
    """Takes alerts by POST /api/v2/alerts, groups them at once and tells nobody."""
    folder = tmp_path / "alertmanager"
    folder.mkdir()
    yield from running(alertmanager_in(folder))


@pytest.fixture
def prometheus(tmp_path: Path, node_exporter: Server, alertmanager: Server) -> Iterator[Server]:
    """Scrapes the node exporter (job node), the Alertmanager (job alertmanager) and itself (job
    prometheus) once a second."""
    folder, port = tmp_path / "prometheus", free_port()
    folder.mkdir()
    jobs = {"prometheus": port, "node": node_exporter.port, "alertmanager": alertmanager.port}
    (folder / "prometheus.yml").write_text(
        "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"
        + "".join(
            f"  - {{job_name: {job}, static_configs: [{{targets: ['127.0.0.1:{at}']}}]}}\n"
            for job, at in jobs.items()
        ),
        encoding="utf-8",
    )
    command = (
        program("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
    )
    yield from running(Server(command, folder, port))


@pytest.fixture
def xvfb(tmp_path: Path) -> Iterator[str]:
    """A virtual display of 3840 × 2160: its name, for DISPLAY."""
    readable, writable = os.pipe()
    command = (
        *(program("Xvfb"), "-displayfd", str(writable), "-screen", "0", "3840x2160x24"),
        *("-nolisten", "tcp", "-noreset", "-xkbdir", str(relocation.keyboards(SERVERS))),
    )
    with (tmp_path / "xvfb.log").open("wb") as log, os.fdopen(readable, "rb") as told:
        server = subprocess.Popen(
            command,
            cwd=_start(tmp_path),
            env=debian.environment(SERVERS),
            pass_fds=(writable,),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        os.close(writable)
        try:
            number = told.readline().decode().strip()  # ends with the server, if that fails
            if not number:
                said = (tmp_path / "xvfb.log").read_text("utf-8", "replace")[-2000:]
                pytest.fail(f"Xvfb did not get ready:\n{said}", pytrace=False)
            yield f":{number}"
        finally:
            server.terminate()
            server.wait(PATIENCE)
