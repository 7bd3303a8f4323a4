"""The wall of a server room as it ships, pointed at real servers: only its addresses are changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from services.clock import SystemClock
from services.wall_file import installed, load
from tests.live.machine import awaited
from tests.servers.suricata import ping, question
from tests.servers.zabbix import PROBLEM
from ui.command_line import obey

if TYPE_CHECKING:
    from tests.servers import Clamd, HAProxy, Nginx, Server, Suricata, Zabbix

pytestmark = pytest.mark.xdist_group("zabbix")
SHIPPED = Path(__file__).parents[2] / "resources" / "walls" / "phong-may.yaml"


@dataclass(frozen=True)
class Room:
    """The wall file with these servers' addresses, its cache and its pictures."""

    folder: Path
    addresses: dict[str, str]

    def snapshot(self, *more: str) -> dict[str, Any]:
        text = SHIPPED.read_text(encoding="utf-8")
        for shipped, here in self.addresses.items():
            assert f"url: {shipped}\n" in text
            text = text.replace(f"url: {shipped}\n", f"url: {here}\n")
        wall, out = self.folder / SHIPPED.name, self.folder / "out"
        wall.write_text(text, encoding="utf-8")
        where = ["--out", str(out), "--cache", str(self.folder / "cache"), "--wait", "30"]
        assert obey(["snapshot", str(wall), *where, *more], SystemClock()) == 0
        document: dict[str, Any] = json.loads((out / "wall.json").read_text(encoding="utf-8"))
        return document


@pytest.fixture
def room(
    prometheus: Server,
    zabbix: Zabbix,
    haproxy: HAProxy,
    nginx: Nginx,
    suricata: Suricata,
    clamd: Clamd,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Room:
    """Its sensor has seen two things, one of them bad; without any it has no log."""
    monkeypatch.setenv("ZABBIX_TOKEN", zabbix.token)
    suricata.clear()
    bad, harmless = question("10.1.2.3", "a.c2.example", recent(9)), recent(8)
    suricata.watch([bad, ping("10.9.9.9", "10.1.2.3", harmless)])
    return Room(
        tmp_path,
        {
            "http://prometheus.noi-bo:9090": prometheus.url,
            "https://zabbix.noi-bo/zabbix": zabbix.url,
            "http://haproxy.noi-bo:8404": haproxy.url,
            "http://web.noi-bo/nginx_status": nginx.status_url,
            "http://cam-bien.noi-bo/eve.json": suricata.url,
            "tcp://av.noi-bo:3310": f"tcp://{clamd.address}",
        },
    )


def tiles(document: dict[str, Any], type_: str) -> list[dict[str, Any]]:
    found = [one for screen in document["screens"] for one in screen["tiles"]]
    return [one for one in found if one["type"] == type_]


def figures(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        one["indicator"]: one for t in tiles(document, "number") for one in t["data"]["figures"]
    }


def states(document: dict[str, Any]) -> dict[str, str]:
    return {one["id"]: one["state"] for one in document["sources"]}


def recent(minutes: int) -> float:
    return (datetime.now(UTC) - timedelta(minutes=minutes)).timestamp()


def alerts(suricata: Suricata) -> list[int]:
    """Priorities of all alerts, as Suricata itself wrote them."""
    events = [json.loads(line) for line in suricata.eve.read_text("utf-8").splitlines()]
    return [one["alert"]["severity"] for one in events if one["event_type"] == "alert"]


def test_every_system_of_the_room_stands_on_its_wall_with_what_it_says_itself(
    room: Room, zabbix: Zabbix, haproxy: HAProxy, suricata: Suricata, clamd: Clamd
) -> None:
    zabbix.raise_problem()
    haproxy.servers["dvc1"].kill()
    haproxy.await_state("dvc1", "DOWN")
    clamd.update(27400, datetime.now(UTC) - timedelta(days=4))

    seen = whole(room)

    found = figures(seen)
    assert set(states(seen).values()) == {"live"}
    assert (found["cum-song"]["numerator"], found["cum-song"]["denominator"]) == ("2", "3")
    assert found["su-kien"]["value"] == str(len(alerts(suricata)))
    assert found["su-kien-nang"]["value"] == str(alerts(suricata).count(1))
    assert 4 <= Decimal(found["tuoi-mau"]["value"]) < 5
    assert 0 <= Decimal(found["cpu"]["value"]) <= 100
    (counted,) = tiles(seen, "severity")
    assert counted["data"]["counts"]["high"] == 1
    titles = [row.get("title") for t in tiles(seen, "table") for row in t["data"]["rows"]]
    assert PROBLEM in titles
    zabbix.resolve_problem()
    haproxy.servers["dvc1"].start()
    haproxy.await_state("dvc1", "UP")


UNTOLD = {"goi-roi", "may-song"}
"""What Suricata counts of packets that it takes from a network card, where the tests hand it files; and hosts
that Zabbix reaches, where the only one is sent to it and never asked.
"""


def whole(room: Room, *more: str) -> dict[str, Any]:
    """Its wall once all is known: rates need two asks, and Prometheus two scrapes of what it has just
    found."""
    return awaited(lambda: seen if complete(seen := room.snapshot(*more)) else {})


def complete(seen: dict[str, Any]) -> bool:
    figured = figures(seen)
    known = all(one["value"] is not None for id, one in figured.items() if id not in UNTOLD)
    return known and set(states(seen).values()) == {"live"}


def test_a_system_that_dies_takes_nothing_else_along(room: Room, haproxy: HAProxy) -> None:
    whole(room)
    haproxy.kill()
    room.snapshot()
    seen = room.snapshot()
    assert states(seen).pop("haproxy") == "disconnected"
    assert {state for id, state in states(seen).items() if id != "haproxy"} == {"live"}
    assert figures(seen)["cum-song"]["denominator"] == "3"
    haproxy.start()
    whole(room)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_on_it_is_clipped_or_too_small_to_read(room: Room, lang: str) -> None:
    seen = whole(room, "--lang", lang)
    texts = [
        text
        for screen in seen["screens"]
        for text in (*screen["texts"], *(one for t in screen["tiles"] for one in t["texts"]))
    ]
    assert [text for text in texts if text["clipped"] or text["arcmin"] < 12] == []


def test_it_is_whole_as_it_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZABBIX_TOKEN", "0")
    loaded = load(SHIPPED, installed())
    assert (loaded.faults, loaded.warnings) == ((), ())
