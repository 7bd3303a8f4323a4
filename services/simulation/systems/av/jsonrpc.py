"""The server's list of computers, asked as GravityZone's public API 1.0 is: JSON-RPC 2.0 over POST."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, cast

from services.simulation.answers import OK, Question, Response, json_answer
from services.simulation.dialect import POSTING, Dialect
from services.simulation.systems.av.fleet import Computer, computers

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST, _USUAL = 100, 30
_ERRORS = {
    -32700: "Parse error",
    -32600: "Invalid Request",
    -32601: "Method not found",
    -32602: "Invalid params",
    -32000: "Server error",
}
_DETAILS = {
    401: "The API key is missing or not valid.",
    403: "The API key has no right to this API.",
    405: "Only POST is allowed.",
    429: "Too many requests.",
    500: "An error occurred on the server.",
}


class _Wrong(Exception):  # noqa: N818 - it becomes an error object, nothing else
    """`code` of JSON-RPC."""

    def __init__(self, code: int, details: str) -> None:
        super().__init__(details)
        self.code = code


def call(question: Question) -> Response:
    """`POST /jsonrpc`, also with the path that the API has within its address."""
    asked: Mapping[str, object] = {}
    try:
        asked = _request(question.request.body)
        result = _endpoints(question, _params(asked))
    except _Wrong as wrong:
        return _error(wrong.code, str(wrong), asked.get("id"))
    return json_answer({"id": asked.get("id"), "jsonrpc": "2.0", "result": result})


def _request(body: bytes) -> Mapping[str, object]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise _Wrong(-32700, "The request is not a valid JSON.") from None
    match said:
        case {"jsonrpc": "2.0", "method": "getEndpointsList"}:
            return cast("Mapping[str, object]", said)
        case {"jsonrpc": "2.0", "method": str() as method}:
            raise _Wrong(-32601, f"The method '{method[:60]}' is not available.")
        case _:
            raise _Wrong(-32600, "The request is not a JSON-RPC 2.0 request.")


def _params(asked: Mapping[str, object]) -> Mapping[str, object]:
    params = asked.get("params", {})
    if not isinstance(params, dict):
        raise _Wrong(-32602, "The 'params' member is not an object.")
    return cast("Mapping[str, object]", params)


def _endpoints(question: Question, params: Mapping[str, object]) -> dict[str, object]:
    page, size = _whole(params, "page", 1, None), _whole(params, "perPage", _USUAL, _MOST)
    managed = params.get("isManaged")
    known = [c for c in computers(question.chance) if managed is None or c.managed is managed]
    return {
        "total": len(known),
        "page": page,
        "perPage": size,
        "pagesCount": -(-len(known) // size),
        "items": [_item(one) for one in known[(page - 1) * size : page * size]],
    }


def _whole(params: Mapping[str, object], name: str, usual: int, most: int | None) -> int:
    value = params.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _Wrong(-32602, f"The value for '{name}' parameter should be a positive integer.")
    if most is not None and value > most:
        raise _Wrong(-32602, f"The value for '{name}' parameter should be at most {most}.")
    return value


def _item(computer: Computer) -> dict[str, object]:
    mac = blake2b(computer.id.encode(), digest_size=5).hexdigest()
    return {
        "id": computer.id,
        "name": computer.name,
        "label": "",
        "fqdn": computer.name.casefold(),
        "groupId": blake2b(computer.office.name.encode(), digest_size=12).hexdigest(),
        "isManaged": computer.managed,
        "machineType": 2 if "Server" in computer.system else 1,
        "operatingSystemVersion": computer.system,
        "ip": computer.ip,
        "macs": [f"02{mac}"],
        "ssid": "",
        "managedWithBest": computer.managed,
    }


def _error(
    code: int,
    details: str,
    id_: object = None,
    status: int = OK,
    headers: tuple[tuple[str, str], ...] = (),
) -> Response:
    """Errors of a call come with a 200, as in all JSON-RPC."""
    error = {"code": code, "message": _ERRORS[code], "data": {"details": details}}
    return json_answer({"id": id_, "jsonrpc": "2.0", "error": error}, status, headers)


def _refuse(_question: Question, status: int) -> Response:
    realm = (("WWW-Authenticate", "Basic"),) if status == 401 else ()  # noqa: PLR2004 - Unauthorized
    return _error(-32000, _DETAILS.get(status, str(status)), status=status, headers=realm)


CALL = Dialect(answer=call, refuse=_refuse, methods=POSTING)
