"""What can be wrong with a system, as far as it shows in its answers."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.simulation.answers import OK, ProvinceRequest, Response, etag, refusal
from services.simulation.chance import Chance
from services.simulation.province import Province, system_of

KINDS = (
    *("down", "slow", "stall", "garbage", "stale", "skew"),
    *("401", "403", "429", "500", "none"),
)
"""What `POST /fault` takes. Of these down, slow and stall are the socket's business."""
AHEAD = timedelta(minutes=10)
"""How far a skewed clock is ahead."""
OLD = timedelta(minutes=45)
"""How old the body is that a stale system repeats from the first answer on."""
RETRY_AFTER = timedelta(seconds=30)
_REFUSALS = {
    "401": (401, "chưa xác thực", (("WWW-Authenticate", "Bearer"),)),
    "403": (403, "không có quyền", ()),
    "429": (429, "hỏi quá nhiều", (("Retry-After", str(RETRY_AFTER.seconds)),)),
    "500": (500, "lỗi bên trong hệ thống", ()),
}
_CONDITIONS = {"if-none-match", "if-modified-since"}
_OF_A_FILE = {"ETag", "Last-Modified", "Content-Range", "Content-Length"}
_HTML = (
    "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
    "<body><h1>502 Bad Gateway</h1><p>Máy chủ đang bận.</p></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    kind: str
    frozen: datetime | None = None
    """The instant whose answers a stale system repeats."""
    since: datetime | None = None
    """When it began."""


SOUND = Fault(kind="none")


def curl(root: str) -> str:
    """How a system is broken on purpose."""
    return f"""curl -d '{{"system": "docs", "kind": "down"}}' {root}fault"""


def answer(province: Province, request: ProvinceRequest, fault: Fault, at: datetime) -> Response:
    """What the system answers while it has the fault."""
    match fault.kind:
        case "garbage":
            return _garbage(province, request, at)
        case "stale":
            return province.respond(request, min(fault.frozen or at - OLD, at), broke=fault.since)
        case "skew":
            return province.respond(request, at, AHEAD, fault.since)
        case "lacking":
            return _lacking(province.respond(_unconditional(request), at))
        case "401" | "403" | "429" | "500":
            return _refused(province, request, fault.kind, at)
        case _:
            return province.respond(request, at)


def _refused(province: Province, request: ProvinceRequest, kind: str, at: datetime) -> Response:
    """In the words of the path's dialect, if it has one."""
    status, words, headers = _REFUSALS[kind]
    own = province.refuse(request, at, status)
    if own is None:
        return refusal(status, words, headers)
    missing = tuple(h for h in headers if h[0] == "Retry-After" and h[0] not in dict(own.headers))
    return replace(own, headers=(*own.headers, *missing))


def _garbage(province: Province, request: ProvinceRequest, at: datetime) -> Response:
    """An error page with a good status, or half an answer."""
    whole = province.respond(_unconditional(request), at)
    minute = int(at.timestamp()) // 60
    if Chance(province.seed).share("garbage", system_of(request.path), minute) < 0.5:  # noqa: PLR2004 - half of the minutes
        return replace(whole, body=whole.body[: max(len(whole.body) * 2 // 3, 1)])
    headers = tuple(
        (name, "text/html; charset=utf-8" if name == "Content-Type" else value)
        for name, value in whole.headers
        if name not in _OF_A_FILE
    )
    return replace(whole, status=OK, headers=headers, body=_HTML.encode())


def _lacking(whole: Response) -> Response:
    """The same answer with every figure empty; lists and alerts are left as they are."""
    try:
        body = json.loads(whole.body)
    except ValueError:
        return whole
    match body:
        case {"chi_so": list() as figures}:
            body["chi_so"] = [{**one, "gia_tri": None, "tu": None, "chu": None} for one in figures]
        case {"data": {"result": list() as series}}:
            for one in series:
                if "value" in one:
                    one["value"][1] = "NaN"
        case _:
            return whole
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    headers = tuple((n, etag(text) if n == "ETag" else v) for n, v in whole.headers)
    return replace(whole, headers=headers, body=text)


def _unconditional(request: ProvinceRequest) -> ProvinceRequest:
    kept = tuple(header for header in request.headers if header[0] not in _CONDITIONS)
    return replace(request, headers=kept)
