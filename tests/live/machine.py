"""A computer that is watched by real servers of Debian's, and its wall: may-nay.yaml pointed at them.

What the servers themselves say is asked for here by plain HTTP, without a line of the wall's own.
"""

from __future__ import annotations

import json
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from services.clock import SystemClock
from tests.servers import Server, free_port, program
from ui.command_line import obey

if TYPE_CHECKING:
    from collections.abc import Callable

WALL = Path(__file__).parents[2] / "resources" / "walls" / "may-nay.yaml"
PATIENCE = 60.0
"""Seconds after which something awaited is given up."""
_PROMETHEUS = """\
global: {{scrape_interval: {every}, scrape_timeout: 1s, evaluation_interval: 1s}}
alerting: {{alertmanagers: [{{static_configs: [{{targets: ['{alertmanager}']}}]}}]}}
rule_files: [rules.yml]
scrape_configs:
  - {{job_name: prometheus, static_configs: [{{targets: ['{prometheus}']}}]}}
  - {{job_name: node, static_configs: [{{targets: ['{node}']}}]}}
"""
_RULES = """\
groups:
  - name: máy
    rules:
      - alert: KhongLayDuocSoLieu
        expr: up == 0
        labels: {severity: critical}
        annotations: {summary: 'Không lấy được số liệu của {{ $labels.job }}'}
"""


def prometheus_in(folder: Path) -> Server:
    """One whose configuration can be changed while it runs; not started."""
    port = free_port()
    command = (
        program("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
        "--web.enable-lifecycle",
    )
    return Server(command, folder, port)


@dataclass(frozen=True)
class Machine:
    """The three servers, and a folder for the wall file, its cache and its pictures."""

    prometheus: Server
    node_exporter: Server
    alertmanager: Server
    folder: Path

    # --- the servers

    def scrape(self, every: str) -> None:
        """How often Prometheus asks its targets from now on. When this returns nothing is under way
        by the old rhythm."""
        if self.configure(every):
            _sent(urllib.request.Request(f"{self.prometheus.url}/-/reload", method="POST"))

    def configure(self, every: str) -> bool:
        """Whether what Prometheus reads when it starts is another than before."""
        text = _PROMETHEUS.format(
            every=every,
            prometheus=f"127.0.0.1:{self.prometheus.port}",
            node=f"127.0.0.1:{self.node_exporter.port}",
            alertmanager=f"127.0.0.1:{self.alertmanager.port}",
        )
        path = self.prometheus.folder / "prometheus.yml"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return False
        path.write_text(text, encoding="utf-8")
        path.with_name("rules.yml").write_text(_RULES, encoding="utf-8")
        return True

    def tells_alertmanager(self) -> bool:
        """Prometheus forgets it when it is configured anew, and finds it again within five seconds;
        what it had to tell in between it tells a minute later."""
        answer = json.loads(_sent(f"{self.prometheus.url}/api/v1/alertmanagers"))
        return bool(answer["data"]["activeAlertmanagers"])

    def vector(self, query: str, at: datetime | None = None) -> list[dict[str, Any]]:
        """Prometheus' own answer, evaluated at `at`."""
        params = {"query": query} | ({} if at is None else {"time": _seconds(at)})
        return self._result("query", params)

    def points(self, query: str, at: datetime) -> int:
        """How many points Prometheus has of the series that the query gives: one at each whole second
        of the hour that ended then."""
        end = at.replace(microsecond=0)
        since = _seconds(end - timedelta(hours=1))
        params = {"query": query, "start": since, "end": _seconds(end), "step": "1"}
        return sum(len(series["values"]) for series in self._result("query_range", params))

    def alerts(self) -> list[dict[str, Any]]:
        """Alertmanager's own answer."""
        return list(json.loads(_sent(f"{self.alertmanager.url}/api/v2/alerts")))

    def post(self, *alerts: dict[str, Any]) -> None:
        _sent(
            urllib.request.Request(
                f"{self.alertmanager.url}/api/v2/alerts",
                data=json.dumps(alerts).encode(),
                headers={"Content-Type": "application/json"},
            )
        )

    def _result(self, kind: str, params: dict[str, str]) -> list[dict[str, Any]]:
        url = f"{self.prometheus.url}/api/v1/{kind}?{urllib.parse.urlencode(params)}"
        return list(json.loads(_sent(url))["data"]["result"])

    # --- the wall

    @property
    def wall(self) -> Path:
        """The wall file that ships, with these servers' addresses, and a point of its curves every
        second, for a test that has no hour."""
        path = self.folder / "may-nay.yaml"
        if not path.exists():
            text = WALL.read_text(encoding="utf-8")
            for shipped, here in {
                "http://127.0.0.1:9090": self.prometheus.url,
                "http://127.0.0.1:9093": self.alertmanager.url,
                "step: 15 s": "step: 1 s",
            }.items():
                assert shipped in text
                text = text.replace(shipped, here)
            path.write_text(text, encoding="utf-8")
        return path

    def declared(self) -> dict[str, Any]:
        declared: dict[str, Any] = YAML(typ="safe").load(WALL.read_text(encoding="utf-8"))
        return declared

    def snapshot(self, *more: str) -> Seen:
        out = self.folder / "out"
        where = ["--out", str(out), "--cache", str(self.folder / "cache")]
        assert obey(["snapshot", str(self.wall), *where, *more], SystemClock()) == 0
        return Seen(json.loads((out / "wall.json").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Seen:
    """What wall.json says."""

    document: dict[str, Any]

    @property
    def at(self) -> datetime:
        return time_of(self.document["at"])

    def source(self, id: str) -> dict[str, Any]:
        return next(one for one in self.document["sources"] if one["id"] == id)

    @property
    def tiles(self) -> dict[str, dict[str, Any]]:
        return {tile["id"]: tile for screen in self.document["screens"] for tile in screen["tiles"]}

    @property
    def texts(self) -> list[dict[str, Any]]:
        """All that is painted."""
        (screen,) = self.document["screens"]
        return [*screen["texts"], *(text for tile in screen["tiles"] for text in tile["texts"])]


def painted(tile: dict[str, Any], role: str) -> list[str]:
    return [str(text["full"]) for text in tile["texts"] if text["role"] == role]


def time_of(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def awaited[T](look: Callable[[], T]) -> T:
    """What `look` gives as soon as that is something."""
    give_up = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < give_up, "it never came"
        time.sleep(0.05)
    return found


def _seconds(at: datetime) -> str:
    return f"{at.timestamp():.3f}"


def _sent(request: urllib.request.Request | str) -> bytes:
    with urllib.request.urlopen(request, timeout=10) as answer:
        return bytes(answer.read())
