"""The province's own axis: REST, with days in the address.

{"success": true, "code": 200, "message": "", "count": 2, "data": […]}
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, json_answer
from services.simulation.day import local
from services.simulation.dialect import Dialect
from services.simulation.systems.docs.axis import DESCRIPTIONS, told, within, written
from services.simulation.systems.docs.papers import listed, recent

if TYPE_CHECKING:
    from services.simulation.systems.docs.papers import Paper

_MINUTE = timedelta(minutes=1)
_DAY = re.compile(r"\d{4}/\d{2}/\d{2}", re.ASCII)
_BAD_REQUEST = 400
_REFUSALS = {
    400: "messageType, fromDate, toDate (YYYY/MM/DD) là bắt buộc",
    401: "Sai SystemId hoặc SecretKey",
    403: "Hệ thống không có quyền",
    405: "Phương thức không được hỗ trợ",
    429: "Gọi quá nhiều",
    500: "Lỗi hệ thống",
}


def received(question: Question) -> Response:
    """`GET /v1/syncReceivedEdocList?messageType=edoc&fromDate=&toDate=`: between organs of the province."""
    kind, first, last = (question.param(n) for n in ("messageType", "fromDate", "toDate"))
    if not kind or not (first and _DAY.fullmatch(first)) or not (last and _DAY.fullmatch(last)):
        return _refuse(question, _BAD_REQUEST)
    at = question.made(_MINUTE)
    papers = [
        paper
        for paper in listed(recent(question.chance, at), at)
        if not paper.sender.outside and not paper.to.outside and within(paper, first, last)
    ]
    items = [_item(question, paper, at) for paper in papers] if kind == "edoc" else []
    good = {"success": True, "code": 200, "message": ""}
    return json_answer({**good, "count": len(items), "data": items})


def _item(question: Question, paper: Paper, at: datetime) -> dict[str, object]:
    since, code = paper.stage(at)
    return {
        "docId": paper.key,
        "from": paper.sender.code,
        "to": paper.to.code,
        "status": code,
        "statusDesc": DESCRIPTIONS[code],
        "createdTime": f"{local(question.noted(paper.stages[0][0])):%d/%m/%Y %H:%M}",
        "updatedTime": written(question.noted(since)),
        "notation": paper.number,
        "title": paper.subject,
        **told(paper),
    }


def _refuse(_question: Question, status: int) -> Response:
    why = _REFUSALS.get(status, str(status))
    return json_answer({"success": False, "code": status, "message": why}, status)


RECEIVED = Dialect(answer=received, refuse=_refuse)
