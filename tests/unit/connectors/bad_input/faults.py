"""What can be wrong with an answer whatever it would say, by name."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.unit.connectors.bad_input.system import Asked, Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.connectors.bad_input.dialects import Dialect

    type Answers = Callable[[Asked], Said]
    type Spoils = Callable[[bytes], bytes]

PAGE = "<!DOCTYPE html><html><head><title>Đăng nhập</title></head><body>…</body></html>".encode()
ELSEWHERE = "http://localhost:9/dang-nhap"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
<rss version="2.0"><channel><title>&f;</title><item><title>&f;</title></item></channel></rss>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>x</title><item><title>&p;</title><guid>1</guid></item></channel></rss>"""


_LETTERS = {
    "json": re.compile(rb"(?<=[A-Za-z])(?=[a-z])"),
    "lines": re.compile(rb"(?<=[A-Za-z])(?=[a-z])"),
    "xml": re.compile(rb"(?<=>[A-Z])(?=[a-z])"),
    "csv": re.compile(rb"(?<=Y)(?=0)"),
    "page": re.compile(rb"(?<=T)(?=r)"),
}
"""Where a letter of another character set is put in; a picture, a workbook and nginx' page have none."""


def refused(status: int, **headers: str) -> Callable[[Dialect], Answers]:
    """The system repeats what it was sent, as many do."""

    def answers(_: Dialect) -> Answers:
        def said(asked: Asked) -> Said:
            sent = asked.headers.get("authorization", "")
            return Said(status=status, body=json.dumps({"message": f"no: {sent}"}).encode(),
                        headers={"Content-Type": "application/json", **headers})  # fmt: skip

        return said

    return answers


def always(body: bytes, kind: str = "text/html") -> Callable[[Dialect], Answers]:
    return lambda _: lambda _: Said(body=body, headers={"Content-Type": kind})


def whole(change: Callable[[Said], Said]) -> Callable[[Dialect], Answers]:
    """Every answer of the dialogue."""
    return lambda dialect: lambda asked: change(Said(body=dialect.good(asked)))


def one(change: Spoils) -> Callable[[Dialect], Answers]:
    """The answer that holds the items."""

    def answers(dialect: Dialect) -> Answers:
        def said(asked: Asked) -> Said:
            body = dialect.good(asked)
            return Said(body=change(body) if dialect.spoilt(asked) else body)

        return said

    return answers


FAULTS: dict[str, Callable[[Dialect], Answers | None]] = {
    "401": refused(401),
    "403": refused(403),
    "404": refused(404),
    "429": refused(429, **{"Retry-After": "120"}),
    "500": refused(500),
    "html": always(PAGE),
    "empty": always(b"", "application/json"),
    "cut line": whole(
        lambda said: replace(said, body=said.body[: len(said.body) // 2], length=len(said.body))
    ),
    "cut": one(lambda body: body[: len(body) * 2 // 3]),
    "utf-16": one(lambda body: body.decode("utf-8", "replace").encode("utf-16")),
    "latin-1": lambda dialect: (
        one(lambda body: _LETTERS[dialect.writes].sub(b"\xe9", body))(dialect)
        if dialect.writes in _LETTERS
        else None
    ),
    "late": lambda _: lambda _: Said(late=True),
    "bomb": always(BOMB, "application/xml"),
    "outside": always(OUTSIDE, "application/xml"),
    "500 bomb": lambda _: lambda _: Said(status=500, body=BOMB),
    "moved": lambda _: lambda _: Said(status=302, headers={"Location": ELSEWHERE}),
    "round": lambda _: lambda asked: Said(status=302, headers={"Location": asked.path}),
}
