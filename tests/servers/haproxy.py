"""HAProxy before two services, whose servers a test brings down and up again."""

from __future__ import annotations

import csv
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.servers.nginx import PASSWORD, USER, Nginx, nginx_in
from tests.servers.process import Server, awaited, free_port, program

if TYPE_CHECKING:
    from tests.servers.rack import Rack

RETRY_AFTER = 7
"""Seconds that /limited/ asks whoever comes too often to wait."""

_CONFIGURATION = """\
global
    stats socket {folder}/socket mode 600 level admin
defaults
    mode http
    timeout connect 1s
    timeout client 10s
    timeout server 10s
    retries 0
userlist people
    user {user} insecure-password {password}
frontend state
    bind 127.0.0.1:{port}
    stick-table type ip size 10 expire 1m store http_req_cnt
    http-request auth realm kin if {{ path_beg /locked/ }} !{{ http_auth(people) }}
    http-request track-sc0 src if {{ path_beg /limited/ }}
    http-request return status 429 content-type text/plain string "cham lai" hdr Retry-After {wait} \
if {{ path_beg /limited/ }} {{ sc_http_req_cnt(0) gt 1 }}
    http-request replace-path ^/(locked|limited)(/.*) \\2
    http-request use-service prometheus-exporter if {{ path /metrics }}
    stats enable
    stats uri /stats
frontend gateway
    bind 127.0.0.1:{gateway_port}
    use_backend trucvanban if {{ path_beg /truc/ }}
    default_backend dichvucong
backend dichvucong
    default-server check inter 100ms fastinter 50ms downinter 50ms fall 2 rise 1
    server dvc1 127.0.0.1:{dvc1}
    server dvc2 127.0.0.1:{dvc2}
backend trucvanban
    default-server check inter 100ms fastinter 50ms downinter 50ms fall 2 rise 1
    server truc1 127.0.0.1:{truc1}
"""


@dataclass(slots=True)
class HAProxy(Server):
    """Its state is at `url` + /stats;csv, /stats;json and /metrics; the same below /locked (401
    without USER and PASSWORD) and below /limited (429 from the second request on, until
    `forget_requests`)."""

    gateway_port: int = field(default_factory=free_port)
    servers: dict[str, Nginx] = field(default_factory=dict)
    """dvc1 and dvc2 of the backend `dichvucong`, truc1 of `trucvanban`: kill one, and it is DOWN."""

    @property
    def gateway_url(self) -> str:
        """Where what goes to the services is counted: /truc/… goes to `trucvanban`."""
        return f"http://127.0.0.1:{self.gateway_port}"

    def forget_requests(self) -> None:
        """/limited/ lets the next request in again."""
        self.told("clear table state")

    def told(self, command: str) -> str:
        """What HAProxy answers on its own socket."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.folder / "socket"))
            line.sendall(command.encode() + b"\n")
            return line.makefile("r", encoding="utf-8").read()

    def await_state(self, server: str, state: str) -> None:
        """Returns once HAProxy itself says that one of its servers is UP or DOWN."""
        awaited(lambda: self._state(server) == state, f"{server} {state}")

    def _state(self, server: str) -> str:
        rows = csv.DictReader(self.told("show stat").removeprefix("# ").splitlines())
        return next(row["status"] for row in rows if row["svname"] == server)


@pytest.fixture(scope="session")
def haproxy(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> HAProxy:
    folder = tmp_path_factory.mktemp("haproxy")
    proxy = HAProxy(
        (program("haproxy"), "-db", "-f", f"{folder}/haproxy.cfg"), folder, free_port(), "/metrics"
    )
    for name in ("dvc1", "dvc2", "truc1"):
        server = nginx_in(tmp_path_factory.mktemp(name))
        for path in ("index.html", "truc/index.html"):
            (server.root / path).parent.mkdir(exist_ok=True)
            (server.root / path).write_text(name, encoding="utf-8")
        proxy.servers[name] = rack.stand(f"haproxy/{name}", server)
    (folder / "haproxy.cfg").write_text(
        _CONFIGURATION.format(
            folder=folder,
            user=USER,
            password=PASSWORD,
            port=proxy.port,
            gateway_port=proxy.gateway_port,
            wait=RETRY_AFTER,
            **{name: server.port for name, server in proxy.servers.items()},
        ),
        encoding="utf-8",
    )
    rack.stand("haproxy", proxy)
    for name in proxy.servers:
        proxy.await_state(name, "UP")
    return proxy
