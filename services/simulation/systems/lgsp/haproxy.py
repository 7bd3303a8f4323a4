"""HAProxy before the services of the platform: its page of statistics as CSV, its own metrics.

Each service is a backend with one or two servers. Names are as people call the services; HAProxy's own
would have no blanks and no accents. It is restarted each midnight, when its counters begin anew.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, answer
from services.simulation.day import DAY, floored
from services.simulation.dialect import Dialect
from services.simulation.systems.lgsp import columns
from services.simulation.systems.lgsp.gateway import (
    calls,
    changed,
    failed_today,
    latency,
    partner,
    stopped,
    today,
    weights,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.simulation.chance import Chance

_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)
_PARTNER = "NDXP"
_PAIRED = 0.35
"""Of all services, so many have two servers."""
_RESTING = 0.1
"""… and of their second ones, so many are being mended."""
_IN, _OUT = 920, 4100
"""Bytes of a call and of its answer."""
_CLIENT_FAULTS = 0.012
_FRONTEND, _BACKEND, _SERVER = 0, 1, 2
_SAID = {
    401: "You need a valid user and password to access this content.",
    403: "Request forbidden by administrative rules.",
    405: "This method is not allowed.",
    429: "You have sent too many requests in a given amount of time.",
    500: "An internal server error occurred.",
}
_TITLES = {
    401: "Unauthorized",
    403: "Forbidden",
    405: "Method Not Allowed",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """What one proxy or server has counted since midnight."""

    calls: int
    failed: int
    a_minute: float

    def part(self, share: float) -> _Counted:
        return _Counted(
            calls=int(self.calls * share),
            failed=int(self.failed * share),
            a_minute=self.a_minute * share,
        )

    @property
    def codes(self) -> dict[str, int]:
        faults = int(self.calls * _CLIENT_FAULTS)
        good = max(self.calls - self.failed - faults, 0)
        return {"1xx": 0, "2xx": good, "3xx": 0, "4xx": faults, "5xx": self.failed, "other": 0}

    @property
    def a_second(self) -> int:
        return round(self.a_minute / 60)

    def columns(self) -> dict[str, object]:
        return {
            "stot": self.calls,
            "bin": self.calls * _IN,
            "bout": self.calls * _OUT,
            "rate": self.a_second,
            "rate_max": self.a_second * 2 + 1,
            **{f"hrsp_{code}": count for code, count in self.codes.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Service:
    name: str
    up: bool
    since: datetime
    counted: _Counted
    latency: int
    servers: tuple[str, ...]
    resting: bool
    """Its second server is in maintenance."""


def stats(question: Question) -> Response:
    """`GET /stats;csv`."""
    at, chance = question.at, question.chance
    text = io.StringIO(newline="")
    text.write("# " + ",".join(columns.COLUMNS) + "\n")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_front(_all(chance, at)))
    for number, service in enumerate(_services(chance, at)):
        lines.writerows(_rows(service, number + 3, at))
    return answer(text.getvalue().encode(), "text/plain; charset=utf-8")


def _all(chance: Chance, at: datetime) -> _Counted:
    return _Counted(
        calls=today(chance, at), failed=failed_today(chance, at), a_minute=calls(chance, at)
    )


def _services(chance: Chance, at: datetime) -> Iterator[_Service]:
    whole, slow, down = _all(chance, at), latency(chance, at), stopped(chance, at)
    for name, share in weights(chance).items():
        paired = chance.share("haproxy-paired", name) < _PAIRED
        yield _Service(
            name=name,
            up=name not in down,
            since=changed(chance, name, at),
            counted=whole.part(share),
            latency=round(slow * chance.between(0.5, 1.4, "lgsp-slow", name)),
            servers=("lgsp-1", "lgsp-2") if paired else ("lgsp-1",),
            resting=paired and chance.share("haproxy-rest", name, f"{at:%Y-%m-%d}") < _RESTING,
        )
    yield _Service(
        name=_PARTNER,
        up=partner(chance, at),
        since=floored(at, DAY),
        counted=whole.part(0.04),
        latency=round(slow * 1.6),
        servers=("ndxp",),
        resting=False,
    )


def _front(whole: _Counted) -> list[str]:
    used = round(whole.a_minute / 60 * 3)
    return columns.row(
        columns.FRONTEND,
        **whole.columns(),
        pxname="lgsp",
        svname="FRONTEND",
        scur=used,
        smax=used * 3,
        slim=2000,
        status="OPEN",
        pid=1,
        iid=2,
        type=_FRONTEND,
        req_rate=whole.a_second,
        req_rate_max=whole.a_second * 2 + 1,
        req_tot=whole.calls,
        mode="http",
        conn_rate=whole.a_second,
        conn_tot=whole.calls,
        h1sess=whole.calls,
        h1req=whole.calls,
    )


def _rows(service: _Service, iid: int, at: datetime) -> Iterator[list[str]]:
    working = [n for n in service.servers if not (service.resting and n == service.servers[1])]
    for sid, name in enumerate(service.servers, 1):
        counted = service.counted.part(1 / len(working) if name in working else 0)
        yield _server(service, name, (iid, sid), counted, at, resting=name not in working)
    own = _state(service, at) | {"act": len(working) if service.up else 0}
    yield columns.row(
        columns.BACKEND,
        **service.counted.columns(),
        **_times(service),
        **own,
        pxname=service.name,
        svname="BACKEND",
        slim=200,
        weight=own["act"],
        pid=1,
        iid=iid,
        type=_BACKEND,
        req_tot=service.counted.calls,
        lbtot=service.counted.calls,
        mode="http",
    )


def _server(
    service: _Service,
    name: str,
    ids: tuple[int, int],
    counted: _Counted,
    at: datetime,
    *,
    resting: bool,
) -> list[str]:
    said = _state(service, at)
    if resting:
        said |= {"status": "MAINT", "lastchg": (at - floored(at, DAY)) // _SECOND}
    elif service.up:
        said |= {"check_status": "L4OK", "check_desc": "Layer4 check passed"}
    else:
        said |= {
            "check_status": "L4CON",
            "last_chk": "Connection refused",
            "check_desc": "Layer4 connection problem",
            "chkfail": 1,
        }
    return columns.row(
        columns.SERVER,
        **counted.columns(),
        **_times(service),
        **said,
        pxname=service.name,
        svname=name,
        weight=1,
        act=1,
        pid=1,
        iid=ids[0],
        sid=ids[1],
        type=_SERVER,
        lbtot=counted.calls,
        check_rise=2,
        check_fall=3,
        check_health=4 if service.up else 0,
        mode="http",
        uweight=1,
    )


def _times(service: _Service) -> dict[str, object]:
    return {
        "lastsess": 0,
        "qtime": 0,
        "ctime": 1,
        "rtime": service.latency,
        "ttime": service.latency,
    }


def _state(service: _Service, at: datetime) -> dict[str, object]:
    """`lastchg` in seconds."""
    lasted = max((at - service.since) // _SECOND, 0)
    return {
        "status": "UP" if service.up else "DOWN",
        "lastchg": lasted,
        "chkdown": 0 if service.up else 1,
        "downtime": 0 if service.up else lasted,
    }


def metrics(question: Question) -> Response:
    """`GET /metrics`: the text that Prometheus scrapes."""
    at, chance = question.at, question.chance
    whole, services = _all(chance, at), [*_services(chance, at)]
    lines = [*_headed("haproxy_frontend_http_responses_total", "counter")]
    lines += _codes("haproxy_frontend_http_responses_total", "lgsp", whole)
    lines += _headed("haproxy_frontend_http_requests_total", "counter")
    lines.append(f'haproxy_frontend_http_requests_total{{proxy="lgsp"}} {whole.calls}')
    lines += _headed("haproxy_backend_status", "gauge")
    for one in services:
        named = f'haproxy_backend_status{{proxy="{one.name}",state='
        lines += [f'{named}"DOWN"}} {int(not one.up)}', f'{named}"UP"}} {int(one.up)}']
    lines += _headed("haproxy_backend_http_responses_total", "counter")
    for one in services:
        lines += _codes("haproxy_backend_http_responses_total", one.name, one.counted)
    return answer("\n".join((*lines, "")).encode(), "text/plain; version=0.0.4")


_HELP = {
    "haproxy_frontend_http_responses_total": "Total number of HTTP responses returned by this frontend",
    "haproxy_frontend_http_requests_total": "Total number of HTTP requests processed by this object",
    "haproxy_backend_status": "Current status of the backend, per state label value.",
    "haproxy_backend_http_responses_total": "Total number of HTTP responses returned by this backend",
}


def _headed(name: str, kind: str) -> list[str]:
    return [f"# HELP {name} {_HELP[name]}", f"# TYPE {name} {kind}"]


def _codes(name: str, proxy: str, counted: _Counted) -> list[str]:
    return [
        f'{name}{{proxy="{proxy}",code="{code}"}} {count}' for code, count in counted.codes.items()
    ]


def _refuse(_question: Question, status: int) -> Response:
    """HAProxy's own pages."""
    title = f"{status} {_TITLES.get(status, '')}".strip()
    page = f"<html><body><h1>{title}</h1>\n{_SAID.get(status, title)}\n</body></html>\n"
    realm = (("WWW-Authenticate", 'Basic realm="HAProxy Statistics"'),) if status == 401 else ()  # noqa: PLR2004 - Unauthorized
    return answer(page.encode(), "text/html", status, realm)


STATS = Dialect(answer=stats, refuse=_refuse)
METRICS = Dialect(answer=metrics, refuse=_refuse)
