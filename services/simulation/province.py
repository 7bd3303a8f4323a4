"""The province: one pure function from a request and an instant to an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from services.simulation.answers import (
    NOT_ALLOWED,
    NOT_FOUND,
    NOT_MODIFIED,
    OK,
    ProvinceRequest,
    Question,
    Response,
    json_answer,
    refusal,
)
from services.simulation.chance import Chance
from services.simulation.systems import (
    av,
    docs,
    lgsp,
    maps,
    media,
    opendata,
    reports,
    sectordb,
    soc,
)

type Path = Callable[[Question], Response]

SYSTEMS: Mapping[str, Mapping[str, Path]] = {
    "soc": soc.PATHS,
    "av": av.PATHS,
    "media": media.PATHS,
    "docs": docs.PATHS,
    "lgsp": lgsp.PATHS,
    "opendata": opendata.PATHS,
    "reports": reports.PATHS,
    "sectordb": sectordb.PATHS,
    "map": maps.PATHS,
}
"""By the ids of the nine systems; each has paths of its own."""

_FORMS = ("/api/v1/query", "/api/v1/query_range")
"""Prometheus takes its parameters in a POST's body too."""


def system_of(path: str) -> str:
    """`docs` of `/docs/van-ban`; empty at the root."""
    return path.lstrip("/").split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Province:
    seed: int

    def respond(
        self, request: ProvinceRequest, at: datetime, ahead: timedelta = timedelta()
    ) -> Response:
        """The same request at the same instant has the same answer, byte for byte. `ahead`: how much
        the clock of the asked system is wrong.
        """
        system = system_of(request.path)
        below = request.path.lstrip("/").removeprefix(system).rstrip("/")
        paths = SYSTEMS.get(system, {})
        path = paths.get(below)
        if path is None and paths and not below:
            path = _listing(system, paths)
        if path is None:
            return refusal(NOT_FOUND, f"không có đường dẫn {request.path[:200]}")
        params = request.params
        if request.method == "POST" and below in _FORMS:
            params += _form(request.body)
        elif request.method not in {"GET", "HEAD"}:
            return refusal(NOT_ALLOWED, "chỉ nhận GET và HEAD", (("Allow", "GET, HEAD"),))
        answer = path(Question(params=params, chance=Chance(self.seed), at=at, ahead=ahead))
        return _conditional(request, answer)


def _listing(system: str, paths: Iterable[str]) -> Path:
    """What lies under a system that has no answer at its own root."""
    return lambda _: json_answer(
        {"system": system, "paths": [f"/{system}{path}" for path in paths]}
    )


def _form(body: bytes) -> tuple[tuple[str, str], ...]:
    return tuple(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _conditional(request: ProvinceRequest, answer: Response) -> Response:
    """A 304 for what the asker has, and no body for a HEAD."""
    tag = dict(answer.headers).get("ETag")
    known = request.header("if-none-match") or ""
    if answer.status == OK and tag and tag in [t.strip() for t in known.split(",")]:
        kept = tuple(h for h in answer.headers if h[0] != "Content-Type")
        return Response(status=NOT_MODIFIED, headers=kept, body=b"")
    if request.method == "HEAD":
        length = ("Content-Length", str(len(answer.body)))
        return replace(answer, headers=(*answer.headers, length), body=b"")
    return answer
