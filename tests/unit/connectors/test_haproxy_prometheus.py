"""The preset that asks HAProxy's metrics of a Prometheus, on what HAProxy itself exposed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

from services.connectors.prometheus import CONNECTOR, Prometheus
from services.records import Observation, Reply, ServiceHealth
from services.wall_file import installed, load_texts

if TYPE_CHECKING:
    from services.connectors import Answered
    from services.door import Request

WALL = 'wall: 1\nsources:\n  a: {preset: haproxy_prometheus, url: "https://p.example"}\n'
_LINE = re.compile(r'(\w+)\{proxy="(\w+)",(state|code)="(\w+)"\} (\d+)')


def settings() -> Prometheus:
    loaded = load_texts({"w": WALL}, "w", installed())
    assert loaded.wall is not None, loaded.faults
    return cast("Prometheus", loaded.wall.sources["a"])


class FakePrometheus:
    """Gives the backends that are UP or not, and the sum of what has a code; of the rest nothing."""

    def __init__(self, exposed: str) -> None:
        self._exposed = [found.groups() for found in _LINE.finditer(exposed)]

    def __call__(self, request: Request) -> bytes:
        query = dict(request.params)["query"]
        rows: list[tuple[dict[str, str], str]] = []
        if query.startswith('max by (proxy) (haproxy_backend_status{state="UP"}'):
            up = self._said("haproxy_backend_status", "UP")
            rows = [({"proxy": proxy}, value) for proxy, value in up]
        elif 'responses_total{code="5xx"}[5m]' in query and "/" not in query:
            failed = self._said("haproxy_frontend_http_responses_total", "5xx")
            rows = [({}, value) for _, value in failed]
        result = [{"metric": metric, "value": [1795499606, value]} for metric, value in rows]
        found = {"resultType": "vector", "result": result}
        return json.dumps({"status": "success", "data": found}).encode()

    def _said(self, metric: str, word: str) -> list[tuple[str, str]]:
        """Proxy and value."""
        return [
            (proxy, value)
            for name, proxy, _, said, value in self._exposed
            if (name, said) == (metric, word)
        ]


def asked(door: Any, recording: Any) -> Answered:
    exposed = recording("haproxy_metrics.txt").decode()
    return CONNECTOR.ask(settings(), door(FakePrometheus(exposed)), None)


def test_a_backend_that_is_down_is_a_service_that_does_not_answer(
    door: Any, recording: Any
) -> None:
    [service] = [one for one in asked(door, recording).records if isinstance(one, ServiceHealth)]
    assert (service.service, service.state) == ("csdl_nganh", Reply.NONE)


def test_errors_are_a_figure(door: Any, recording: Any) -> None:
    found = [one for one in asked(door, recording).records if isinstance(one, Observation)]
    assert [(one.indicator, str(one.value)) for one in found] == [("error_rate", "31")]


def test_the_span_of_rates_is_the_wall_file_s() -> None:
    queries = settings().queries
    assert queries["error_rate"].query == (
        '60 * sum(rate(haproxy_frontend_http_responses_total{code="5xx"}[5m]))'
    )
    assert queries["servers"].records == "services"
