"""The servers that other live tests stand on: each answers, and says what it should."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers import Server


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return bytes(answer.read())


def asked(prometheus: Server, query: str) -> list[dict[str, object]]:
    """The vector that an instant query gives."""
    answer = json.loads(
        get(f"{prometheus.url}/api/v1/query?" + urllib.parse.urlencode({"query": query}))
    )
    assert answer["status"] == "success"
    return list(answer["data"]["result"])


def ranged(prometheus: Server, query: str, start: float, end: float) -> list[dict[str, object]]:
    """The matrix that the query gives, a point of each second."""
    params = {"query": query, "start": f"{start:.3f}", "end": f"{end:.3f}", "step": "1"}
    answer = json.loads(
        get(f"{prometheus.url}/api/v1/query_range?" + urllib.parse.urlencode(params))
    )
    assert answer["status"] == "success"
    return list(answer["data"]["result"])


def awaited(prometheus: Server, query: str) -> list[dict[str, object]]:
    """The same, once Prometheus has scraped: an empty vector is asked for again."""
    give_up = time.monotonic() + 30
    while not (found := asked(prometheus, query)) and time.monotonic() < give_up:
        time.sleep(0.1)
    return found


def test_prometheus_knows_what_the_node_exporter_measures(
    prometheus: Server, node_exporter: Server
) -> None:
    text = get(node_exporter.url + "/metrics").decode()
    exported = next(
        line.split()[1]
        for line in text.splitlines()
        if line.startswith("node_memory_MemTotal_byte")
    )
    [figure] = awaited(prometheus, "node_memory_MemTotal_bytes")
    match figure:
        case {"metric": {"job": "node"}, "value": [_, str() as value]}:
            assert float(value) == float(exported)
        case _:
            raise AssertionError(figure)


def test_an_alert_posted_to_the_alertmanager_is_listed_there(alertmanager: Server) -> None:
    alert = [{"labels": {"alertname": "Thử", "severity": "critical"}}]
    post = urllib.request.Request(
        alertmanager.url + "/api/v2/alerts",
        data=json.dumps(alert).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(post, timeout=10) as answer:
        assert answer.status == 200
    labels = {"alertname": "Thử", "severity": "critical"}
    everything = json.loads(get(alertmanager.url + "/api/v2/alerts"))
    [listed] = [one for one in everything if one["labels"] == labels]
    assert listed["status"]["state"] in {"active", "unprocessed"}


def test_a_killed_prometheus_comes_back_with_what_it_knew(prometheus: Server) -> None:
    awaited(prometheus, "up{job='node'}")
    first = prometheus.pid
    prometheus.kill()
    prometheus.start()
    assert prometheus.pid != first
    assert awaited(prometheus, "count_over_time(up{job='node'}[1h])")


def test_qt_opens_on_the_virtual_display(xvfb: str) -> None:
    program = (
        "from PySide6.QtGui import QGuiApplication\n"
        "app = QGuiApplication([])\n"
        "print(app.platformName(), app.primaryScreen().size().toTuple())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=dict(os.environ, DISPLAY=xvfb, QT_QPA_PLATFORM="xcb"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("xcb (3840, 2160)\n", "")
