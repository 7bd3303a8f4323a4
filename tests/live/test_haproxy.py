"""A real HAProxy, read through a wall file alone."""

from __future__ import annotations

import csv
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from services.news import Reason
from services.records import Observation, Reply, ServiceHealth
from tests.live.reading import of, reading
from tests.servers.nginx import USER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.haproxy import HAProxy


def rows(haproxy: HAProxy) -> dict[str, dict[str, str]]:
    """What HAProxy says on its own socket."""
    found = csv.DictReader(haproxy.told("show stat").removeprefix("# ").splitlines())
    return {f"{row['pxname']}/{row['svname']}": row for row in found}


def test_backends_and_servers_stand_on_the_wall_as_haproxy_knows_them(
    haproxy: HAProxy, tmp_path: Path
) -> None:
    for name in haproxy.servers:
        haproxy.await_state(name, "UP")
    with reading(tmp_path, f"{{connector: haproxy, url: '{haproxy.url}'}}") as wall:
        services = of(ServiceHealth, wall.batch())
        own = {key: row for key, row in rows(haproxy).items() if row["type"] in {"1", "2"}}
        assert services.keys() == own.keys()
        assert {one.state for one in services.values()} == {Reply.ANSWERS}
        haproxy.servers["dvc1"].kill()
        haproxy.await_state("dvc1", "DOWN")
        batch = wall.batch()
        down = of(ServiceHealth, batch)["dichvucong/dvc1"]
        assert down.state == Reply.NONE
        assert down.words is not None
        up = of(Observation, batch)["servers_up"]
        assert up.numerator == 2
        assert up.denominator == 3
        haproxy.servers["dvc1"].start()
        haproxy.await_state("dvc1", "UP")
        assert of(ServiceHealth, wall.batch())["dichvucong/dvc1"].state == Reply.ANSWERS


def test_a_killed_haproxy_is_an_outage_and_comes_back(haproxy: HAProxy, tmp_path: Path) -> None:
    with reading(tmp_path, f"{{connector: haproxy, url: '{haproxy.url}'}}") as wall:
        haproxy.kill()
        assert wall.outage().reason is Reason.UNREACHABLE
        haproxy.start()
        assert of(ServiceHealth, wall.batch())


def test_calls_that_went_through_are_counted(haproxy: HAProxy, tmp_path: Path) -> None:
    with reading(tmp_path, f"{{connector: haproxy, url: '{haproxy.url}'}}") as wall:
        wall.batch()
        before = int(rows(haproxy)["gateway/FRONTEND"]["req_tot"])
        for path in ("/", "/truc/"):
            with urllib.request.urlopen(haproxy.gateway_url + path, timeout=10) as answer:
                assert answer.status == 200
        assert int(rows(haproxy)["gateway/FRONTEND"]["req_tot"]) == before + 2
        sessions = of(Observation, wall.batch())["frontend_sessions/gateway"]
        assert sessions.value is not None


def test_a_locked_and_a_limited_page_say_what_to_check(haproxy: HAProxy, tmp_path: Path) -> None:
    with reading(tmp_path, f"{{connector: haproxy, url: '{haproxy.url}/locked'}}") as wall:
        assert wall.outage().reason is Reason.UNAUTHORISED
    key = f"auth: {{basic: {{user: {USER}, password: '${{env:HAPROXY_THU}}'}}}}"
    with reading(tmp_path, f"{{connector: haproxy, url: '{haproxy.url}/locked', {key}}}") as wall:
        assert wall.outage().reason is Reason.UNAUTHORISED  # the variable isn't set
    haproxy.forget_requests()
    with reading(tmp_path, f"{{connector: haproxy, url: '{haproxy.url}/limited'}}") as wall:
        wall.batch()
        late = wall.outage()
        assert late.retry_after is not None
        assert late.words.text == "Nguồn yêu cầu hỏi thưa hơn (429)"
    haproxy.forget_requests()
