"""The province: one pure function from a request and an instant to an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
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
from services.simulation.dialect import READING, Answering, Dialect, Found, Path, found
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
    web,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
_PLACES: Mapping[str, Mapping[str, Path]] = {**SYSTEMS, "web": web.PATHS}
"""Localities' web sites belong to no system, and have no faults but their own."""

_FORMS = ("/api/v1/query", "/api/v1/query_range")
"""Prometheus takes its parameters in a POST's body too."""


def system_of(path: str) -> str:
    """`docs` of `/docs/van-ban`; empty at the root."""
    return path.lstrip("/").split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class Province:
    seed: int

    def respond(
        self,
        request: ProvinceRequest,
        at: datetime,
        ahead: timedelta = timedelta(),
        broke: datetime | None = None,
    ) -> Response:
        """The same request at the same instant has the same answer, byte for byte. `ahead`: how much
        the clock of the asked system is wrong, `broke`: since when it has its fault.
        """
        there = _found(request)
        if there is None:
            return refusal(NOT_FOUND, f"không có đường dẫn {request.path[:200]}")
        question = self._question(request, there, at, ahead, broke)
        match there.path:
            case Dialect() as path if request.method not in path.methods:
                allowed = ("Allow", ", ".join(sorted(path.methods)))
                refused = path.refuse(question, NOT_ALLOWED)
                return replace(refused, headers=(*refused.headers, allowed))
            case Dialect() as path:
                answer = path.answer(question)
            case path if request.method in READING | _forms(request):
                answer = path(question)
            case _:
                return refusal(NOT_ALLOWED, "chỉ nhận GET và HEAD", (("Allow", "GET, HEAD"),))
        return _conditional(request, answer)

    def refuse(self, request: ProvinceRequest, at: datetime, status: int) -> Response | None:
        """In the form of the path's own dialect; None: it has none."""
        there = _found(request)
        if there is None or not isinstance(there.path, Dialect):
            return None
        return there.path.refuse(self._question(request, there, at), status)

    def _question(
        self,
        request: ProvinceRequest,
        there: Found,
        at: datetime,
        ahead: timedelta = timedelta(),
        broke: datetime | None = None,
    ) -> Question:
        form = _form(request.body) if _forms(request) and request.method == "POST" else ()
        return Question(
            request=request,
            params=request.params + form,
            parts=there.parts,
            chance=Chance(self.seed),
            at=at,
            ahead=ahead,
            broke=broke,
        )


def _found(request: ProvinceRequest) -> Found | None:
    system = system_of(request.path)
    below = request.path.lstrip("/").removeprefix(system).rstrip("/")
    paths = _PLACES.get(system, {})
    if paths and not below and below not in paths:
        return Found(_listing(system, paths))
    return found(paths, below)


def _forms(request: ProvinceRequest) -> frozenset[str]:
    """The methods that the path takes beside those that read."""
    return frozenset({"POST"}) if request.path.endswith(_FORMS) else frozenset()


def _listing(system: str, paths: Iterable[str]) -> Answering:
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
