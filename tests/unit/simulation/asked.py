"""Systems of the simulated province, asked as others ask the real ones."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from services.simulation.answers import ProvinceRequest, Response
from services.simulation.day import HOME
from services.simulation.province import Province
from tests.unit.simulation.shapes import Shape, misfits

NOON = datetime(2026, 11, 24, 14, 5, 37, tzinfo=HOME)
DAYS = [NOON + timedelta(days=n, hours=n) for n in range(0, 12, 3)]
RECORDINGS = Path(__file__).parents[2] / "recordings"


def ask(path: str, at: datetime = NOON, /, **params: str) -> Response:
    request = ProvinceRequest(path=path, params=tuple(params.items()))
    return Province(1).respond(request, at)


def post(path: str, body: object = None, at: datetime = NOON, /, **headers: str) -> Any:
    sent = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    request = ProvinceRequest(
        method="POST", path=path, headers=sent, body=json.dumps(body).encode()
    )
    return json.loads(Province(1).respond(request, at).body)


def refused(path: str, status: int, method: str = "GET") -> Response:
    answer = Province(1).refuse(ProvinceRequest(method=method, path=path), NOON, status)
    assert answer is not None
    return answer


def said(path: str, at: datetime = NOON, /, **params: str) -> Any:
    return json.loads(ask(path, at, **params).body)


def real(name: str) -> Any:
    return json.loads((RECORDINGS / name).read_text(encoding="utf-8").partition("\n\n200")[0])


def fits(told: Any, known: Shape, *lacking: str) -> None:
    assert list(misfits(told, known, set(lacking))) == []


# Zabbix 7.0


def call(method: str, params: object, at: datetime = NOON, /, **headers: str) -> Any:
    asked = {"jsonrpc": "2.0", "method": method, "params": params, "id": 1}
    return post("/lgsp/zabbix/api_jsonrpc.php", asked, at, **headers)


# CKAN 2.12

"""An extension tells it, which the recorded portal didn't have."""


def recorded(name: str) -> bytes:
    text = (RECORDINGS / name).read_bytes()
    return text[: text.rindex(b">") + 1]
