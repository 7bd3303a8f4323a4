"""The national axis, as its SDK speaks: parameters in signed headers, errors inside a 200.

    {"status": "OK", "ErrorCode": "0", "ErrorDesc": "Success", "data": […]}, or {…, "count": 5}

Items have what public code of others reads, and `dueDate`, `priority` and `signed` beside: the lists that
are known say nothing of the three, which stand in a document's own packet.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, json_answer
from services.simulation.day import HOUR, local
from services.simulation.dialect import POSTING, READING, Dialect
from services.simulation.systems.docs.papers import Paper, listed, recent

if TYPE_CHECKING:
    from collections.abc import Callable

SECRET = b"mo-phong"
"""With which the simulated axis wants its calls signed, where they are."""
_PREFIX = "xroadvnpt-"
_SIGNED = (f"{_PREFIX}sign-header", f"{_PREFIX}hash-header")
_MINUTE = timedelta(minutes=1)
_WAITING = "01"
_INITIAL = "initial"
"""What the axis calls 01."""
DESCRIPTIONS = {
    "01": "Đã đến",
    "02": "Từ chối tiếp nhận",
    "03": "Đã tiếp nhận",
    "04": "Phân công",
    "05": "Đang xử lý",
    "06": "Hoàn thành",
    "13": "Yêu cầu lấy lại",
    "15": "Đồng ý lấy lại",
    "16": "Từ chối lấy lại",
}
_GOOD = {"status": "OK", "ErrorCode": "0", "ErrorDesc": "Success"}
_REFUSALS = {
    401: "Hệ thống chưa được xác thực",
    403: "Hệ thống không có quyền gọi dịch vụ",
    405: "Phương thức không được hỗ trợ",
    429: "Vượt quá số lần gọi cho phép",
    500: "Lỗi hệ thống",
}


def received(question: Question) -> Response:
    """`POST /getReceivedEdocList`: what comes into the province."""
    return _list(question, _received, lambda one: one.sender.outside and not one.to.outside)


def sent(question: Question) -> Response:
    """`POST /getSentEdocList`: what organs of the province send, and where it stands at who gets it."""
    return _list(question, _sent, lambda paper: not paper.sender.outside)


def documents(question: Question) -> Response:
    """`GET /countReceiveEdoc`: documents that nobody has taken in."""
    at = question.made(_MINUTE)
    return _count(question, sum(p.stage(at)[1] == _WAITING for p in recent(question.chance, at)))


def statuses(question: Question) -> Response:
    """`GET /countReceiveStatus`: changes of the last quarter of an hour, which wait to be fetched."""
    at = question.made(_MINUTE)
    since = at - HOUR / 4
    return _count(question, sum(p.stage(at)[0] > since for p in recent(question.chance, at)))


def _list(
    question: Question,
    item: Callable[[Question, Paper, datetime], dict[str, object]],
    wanted: Callable[[Paper], bool],
) -> Response:
    if _is_forged(question):
        return _wrong_signature()
    at = question.made(_MINUTE)
    first, last = _day(question, "fromdate"), _day(question, "todate")
    papers = [
        paper
        for paper in listed(recent(question.chance, at), at)
        if wanted(paper) and within(paper, first, last)
    ]
    return json_answer({**_GOOD, "data": [item(question, paper, at) for paper in papers]})


def _count(question: Question, count: int) -> Response:
    return _wrong_signature() if _is_forged(question) else json_answer({**_GOOD, "count": count})


def within(paper: Paper, first: str, last: str) -> bool:
    """Days as `2026/11/24`; an empty one is no bound."""
    day = f"{paper.stages[0][0]:%Y/%m/%d}"
    return first <= day and (not last or day <= last)


def _day(question: Question, name: str) -> str:
    return question.request.header(_PREFIX + name) or ""


def _received(question: Question, paper: Paper, at: datetime) -> dict[str, object]:
    since, code = paper.stage(at)
    return {
        "docId": paper.key,
        "serviceType": "eDoc",
        "messageType": "edoc",
        "from": paper.sender.code,
        "to": paper.to.code,
        "status": _INITIAL if code == _WAITING else code,
        "status_desc": DESCRIPTIONS[code],
        "created_time": f"{local(question.noted(paper.stages[0][0])):%Y/%m/%d %H:%M:%S}",
        "updated_time": written(question.noted(since)),
        "notation": paper.number,
        "title": paper.subject,
        **told(paper),
    }


def _sent(question: Question, paper: Paper, at: datetime) -> dict[str, object]:
    since, code = paper.stage(at)
    return {
        "senderDocId": paper.key,
        "receiverDocId": f"{paper.key}-den",
        "fromCode": paper.sender.code,
        "toCode": paper.to.code,
        "notation": paper.number,
        "title": paper.subject,
        "sendStatus": "done",
        "receiveStatus": code,
        "sentTime": written(question.noted(paper.stages[0][0])),
        "receivedTime": written(question.noted(since)),
        **told(paper),
    }


def told(paper: Paper) -> dict[str, object]:
    """What lists of the province tell beyond those that are known."""
    return {"dueDate": written(paper.due), "priority": paper.priority, "signed": paper.signed}


def written(at: datetime) -> str:
    return f"{local(at):%Y-%m-%d %H:%M:%S}"


def _is_forged(question: Question) -> bool:
    """A call that is signed is to be signed well; one that isn't is nobody's, and taken."""
    text, proof = (question.request.header(name) for name in _SIGNED)
    if text is None and proof is None:
        return False
    good = hmac.new(SECRET, (text or "").encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest((proof or "").encode(), good.encode()):
        return True
    try:
        signed = json.loads(text or "")
    except (ValueError, RecursionError):
        return True
    sent = isinstance(signed, dict) and signed.items()
    return not sent or any(question.request.header(name.lower()) != one for name, one in sent)


def _wrong_signature() -> Response:
    return json_answer({"status": "FAIL", "ErrorCode": "15", "ErrorDesc": "Sai chữ ký"})


def _refuse(_question: Question, status: int) -> Response:
    why = _REFUSALS.get(status, str(status))
    return json_answer({"status": "FAIL", "ErrorCode": str(status), "ErrorDesc": why}, status)


RECEIVED = Dialect(answer=received, refuse=_refuse, methods=POSTING)
SENT = Dialect(answer=sent, refuse=_refuse, methods=POSTING)
DOCUMENTS = Dialect(answer=documents, refuse=_refuse, methods=READING)
STATUSES = Dialect(answer=statuses, refuse=_refuse, methods=READING)
