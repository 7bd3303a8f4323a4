"""A question to one system of the province, and its answer, before any socket."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from services.door import SIMULATED
from services.simulation.day import floored, local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.chance import Chance

QUOTED = "cong_bo"
"""The field of an item that quotes a publication; an item without it is invented."""
JSON = "application/json; charset=utf-8"
OK, NOT_MODIFIED, BAD, NOT_FOUND, NOT_ALLOWED, NOTHING_THERE = 200, 304, 400, 404, 405, 416


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceRequest:
    method: str = "GET"
    path: str
    """From the province's root: `/docs/van-ban`."""
    params: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case."""
    body: bytes = b""

    def header(self, name: str) -> str | None:
        return dict(self.headers).get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What one system is asked. `ahead` is how much its clock is wrong (a fault); the figures are
    those of `at`, only the times it writes are not.
    """

    request: ProvinceRequest
    params: tuple[tuple[str, str], ...]
    """Of the address, and of a form."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """What stands in the path in the place of each `{name}`."""
    chance: Chance
    at: datetime
    ahead: timedelta = timedelta()
    broke: datetime | None = None
    """Since when the system has its fault: what was written before is as it was."""

    @property
    def root(self) -> str:
        """The province's address as it was asked: links in answers begin with it."""
        return f"http://{self.request.header('host') or '127.0.0.1'}"

    def param(self, name: str) -> str | None:
        return dict(self.params).get(name)

    def made(self, every: timedelta) -> datetime:
        """The instant for which a system that reckons each `every` has figures."""
        return floored(self.at, every)

    def stamp(self, every: timedelta) -> str:
        """When the figures were made, as the system writes it."""
        return said(self.at + self.ahead) if self.ahead else said(self.made(every))

    def noted(self, time: datetime) -> datetime:
        """When something was, by the system's own clock: what it noted before the clock went wrong is
        right.
        """
        return time if self.broke is not None and time <= self.broke else time + self.ahead


def said(at: datetime) -> str:
    """`2026-11-24T14:05:00+07:00`."""
    return local(at).isoformat(timespec="seconds")


def json_answer(
    body: object, status: int = OK, headers: tuple[tuple[str, str], ...] = ()
) -> Response:
    """Every answer says that it is simulated, and by which field it quotes."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    tag = (("ETag", etag(text)),) if status == OK else ()
    return answer(text, JSON, status, (*tag, *headers))


def answer(
    body: bytes, content_type: str, status: int = OK, headers: tuple[tuple[str, str], ...] = ()
) -> Response:
    """Of any form; it says that it is simulated."""
    own = (("Content-Type", content_type), (_header(SIMULATED), QUOTED))
    return Response(status=status, headers=(*own, *headers), body=body)


def refusal(
    status: int,
    words: str,
    headers: tuple[tuple[str, str], ...] = (),
    *,
    english: str | None = None,
) -> Response:
    """`english`: of what is said to those who try the wall, and not to the wall."""
    said = {"loi": words} if english is None else {"loi": words, "error": english}
    return json_answer(said, status, headers)


def etag(body: bytes) -> str:
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'


def figure(code: str, value: object, **more: object) -> dict[str, object]:
    """One item of `chi_so`. `tu`, `mau`: both numbers of a ratio; `luc`: when it was made."""
    return {"ma": code, "gia_tri": value, **more}


def share(part: int, whole: int, digits: int = 1) -> float:
    """In percent."""
    return round(100 * part / whole, digits) if whole else 100.0


def _header(name: str) -> str:
    return "-".join(word.capitalize() for word in name.split("-"))
