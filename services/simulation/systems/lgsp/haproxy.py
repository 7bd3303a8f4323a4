"""HAProxy before the services of the platform: its page of statistics as CSV, its own metrics.

Each service is a backend with one or two servers. Names are as people call the services; HAProxy's own
would have no blanks and no accents. It is restarted each midnight, when its counters begin anew.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, answer
from services.simulation.day import DAY, floored
from services.simulation.dialect import Dialect
from services.simulation.systems.lgsp import columns
from services.simulation.systems.lgsp.proxied import Counted, Service, proxied, together

if TYPE_CHECKING:
    from collections.abc import Iterator


_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)
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


def stats(question: Question) -> Response:
    """`GET /stats;csv`."""
    at, chance = question.at, question.chance
    text = io.StringIO(newline="")
    text.write("# " + ",".join(columns.COLUMNS) + "\n")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_front(together(chance, at)))
    for number, service in enumerate(proxied(chance, at)):
        lines.writerows(_rows(service, number + 3, at))
    return answer(text.getvalue().encode(), "text/plain; charset=utf-8")


def _front(whole: Counted) -> list[str]:
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


def _rows(service: Service, iid: int, at: datetime) -> Iterator[list[str]]:
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
    service: Service,
    name: str,
    ids: tuple[int, int],
    counted: Counted,
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


def _times(service: Service) -> dict[str, object]:
    return {
        "lastsess": 0,
        "qtime": 0,
        "ctime": 1,
        "rtime": service.latency,
        "ttime": service.latency,
    }


def _state(service: Service, at: datetime) -> dict[str, object]:
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
    whole, services = together(chance, at), [*proxied(chance, at)]
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


def _codes(name: str, proxy: str, counted: Counted) -> list[str]:
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
