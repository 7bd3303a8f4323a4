"""The eDoc service of an organ: what waits to be fetched, and who can be written to.

{"code": "0", "status": "Success", "errors": [], "docIDs": [7, 8]}
"""

from __future__ import annotations

from datetime import timedelta

from services.simulation.answers import Question, Response, json_answer
from services.simulation.day import HOUR
from services.simulation.dialect import POSTING, READING, Dialect
from services.simulation.lore import Office, offices
from services.simulation.systems.docs.papers import recent

_MINUTE = timedelta(minutes=1)
_WAITING = "01"
_GOOD: dict[str, object] = {"code": "0", "status": "Success", "errors": []}
_REFUSALS = {
    401: "Chưa xác thực",
    403: "Không có quyền",
    405: "Phương thức không được hỗ trợ",
    429: "Gọi quá nhiều",
    500: "Lỗi hệ thống",
}


def pending(question: Question) -> Response:
    """`/EdocService/getPendingDocIds`: keys of documents or of statuses, by the header `Type`. A header
    `OrganId` that is no organ's has nothing waiting; the province's own sees all.
    """
    header = question.request.header
    organ = header("organid")
    if not organ:
        return json_answer(_failure("9999", "Thiếu OrganId"))
    at = question.made(_MINUTE)
    known = recent(question.chance, at)
    if header("type") == "STATUS":
        ids = [p.key for p in known if p.stage(at)[0] > at - HOUR / 4 and _is(p.sender, organ)]
    else:
        ids = [p.key for p in known if p.stage(at)[1] == _WAITING and _is(p.to, organ)]
    return json_answer({**_GOOD, "docIDs": ids})


def _is(office: Office, organ: str) -> bool:
    whole = organ in {"H36", "000.00.00.H36"}
    return office.code == organ or (whole and not office.outside)


def organizations(_question: Question) -> Response:
    """`/EdocService/getOrganizations`: all that send and receive."""
    listed = [
        {"organId": one.code, "organName": one.name, "telephone": "", "email": ""}
        for one in offices()
    ]
    return json_answer({**_GOOD, "organizations": listed})


def _failure(code: str, why: str) -> dict[str, object]:
    return {"code": code, "status": "Error", "errors": [{"code": code, "description": why}]}


def _refuse(_question: Question, status: int) -> Response:
    return json_answer(_failure(str(status), _REFUSALS.get(status, str(status))), status)


PENDING = Dialect(answer=pending, refuse=_refuse, methods=READING | POSTING)
ORGANIZATIONS = Dialect(answer=organizations, refuse=_refuse, methods=READING | POSTING)
