"""Zabbix' JSON-RPC API: reading calls only. Every error is a 200, and every number a string.

{"jsonrpc": "2.0", "result": …, "id": 1}, or {"jsonrpc": "2.0", "error": {code, message, data}, "id": 1}
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, cast

from services.simulation.answers import Question, Response, answer, json_answer
from services.simulation.dialect import POSTING, Dialect
from services.simulation.systems.lgsp import machines
from services.simulation.systems.lgsp import zabbix_rows as rows
from services.simulation.web_file import refuse as refuse_as_server

if TYPE_CHECKING:
    from services.simulation.systems.lgsp.zabbix_rows import Row

type Params = Mapping[str, object]
type Method = Callable[[Question, Params], list[Row]]

VERSION = "7.0.22"
_MOST = 100_000
_INVALID = (-32602, "Invalid params.")
_PRECONDITION = 412
_SELECTED = {"tags", "hosts", "interfaces"}


class _Wrong(Exception):  # noqa: N818 - it becomes an error of the API, nothing else
    def __init__(self, code: int, message: str, data: str) -> None:
        super().__init__(data)
        self.said = {"code": code, "message": message, "data": data}


def call(question: Question) -> Response:
    """`POST /api_jsonrpc.php`."""
    id: object = None
    try:
        asked = _asked(question.request.body)
        id = asked.get("id")
        result = _result(question, str(asked["method"]), asked.get("params", {}))
    except _Wrong as wrong:
        return json_answer({"jsonrpc": "2.0", "error": wrong.said, "id": id})
    return json_answer({"jsonrpc": "2.0", "result": result, "id": id})


def _asked(body: bytes) -> dict[str, object]:
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise _Wrong(
            -32700,
            "Parse error",
            "Invalid JSON. An error occurred on the server while parsing the JSON text.",
        ) from None
    match asked:
        case {"jsonrpc": "2.0", "method": str()}:
            return cast("dict[str, object]", asked)
        case {"jsonrpc": "2.0"}:
            why = 'Invalid parameter "/": the parameter "method" is missing.'
        case _:
            why = 'Invalid parameter "/": the parameter "jsonrpc" is missing.'
    raise _Wrong(-32600, "Invalid request.", why)


def _result(question: Question, method: str, params: object) -> object:
    if method == "apiinfo.version":
        if question.request.header("authorization") is not None:
            why = 'The "apiinfo.version" method must be called without authorization header.'
            raise _Wrong(*_INVALID, why)
        return VERSION
    known = _METHODS.get(method)
    if known is None:
        raise _Wrong(*_INVALID, f'Incorrect API "{method.partition(".")[0][:80]}".')
    if not isinstance(params, dict):
        raise _Wrong(*_INVALID, 'Invalid parameter "/": an array is expected.')
    said = cast("Params", params)
    found = known(question, said)
    if said.get("countOutput"):
        return str(len(found))
    if said.get("sortorder") == "DESC":
        found.reverse()
    return [_shown(row, said) for row in found[: _limit(said)]]


def _limit(params: Params) -> int:
    limit = params.get("limit")
    if limit is None:
        return _MOST
    text = str(limit)
    if isinstance(limit, bool) or not (text.isascii() and text.isdigit() and len(text) <= 10):  # noqa: PLR2004 - of 32 bits
        raise _Wrong(*_INVALID, 'Invalid parameter "/limit": an integer is expected.')
    return int(text) or _MOST


def _shown(row: Row, params: Params) -> Row:
    """What `output` wants; what a `select…` brings stands beside it."""
    output = params.get("output", "extend")
    chosen = rows.chosen(row, output)
    return chosen | {name: row[name] for name in _SELECTED & row.keys()}


def _names(params: Params, name: str) -> set[str] | None:
    """Identifiers that a parameter lists; None: it isn't there."""
    match params.get(name):
        case None:
            return None
        case list() as several:
            return {str(one) for one in cast("list[object]", several)}
        case one:
            return {str(one)}


def _problems(question: Question, params: Params) -> list[Row]:
    first = str(params.get("eventid_from", "0"))
    if not (first.isascii() and first.isdigit()):
        raise _Wrong(*_INVALID, 'Invalid parameter "/eventid_from": a number is expected.')
    severities, triggers = _names(params, "severities"), _names(params, "objectids")
    hosts = _names(params, "hostids")
    return [
        rows.problem(question, one, tags=params.get("selectTags"))
        for one in machines.problems(question.chance, question.at)
        if one.event >= int(first)
        and (severities is None or str(one.ill.severity) in severities)
        and (triggers is None or one.trigger in triggers)
        and (hosts is None or one.host.id in hosts)
        and _in_group(params)
    ]


def _triggers(question: Question, params: Params) -> list[Row]:
    wanted = _names(params, "triggerids")
    standing = {one.trigger: one for one in machines.problems(question.chance, question.at)}
    return [
        rows.trigger(question, host, ill, standing, hosts=params.get("selectHosts"))
        for host in machines.HOSTS
        for ill in machines.ILLS
        if wanted is None or machines.trigger(host, ill) in wanted
    ]


def _hosts(question: Question, params: Params) -> list[Row]:
    wanted = _names(params, "hostids")
    faces = params.get("selectInterfaces")
    return [
        rows.host(question, one, interfaces=faces)
        for one in machines.HOSTS
        if (wanted is None or one.id in wanted) and _in_group(params)
    ]


def _items(question: Question, params: Params) -> list[Row]:
    wanted = _names(params, "hostids")
    match params.get("search"):
        case {"key_": str() as key}:
            pattern = key if params.get("searchWildcardsEnabled") else f"*{key}*"
        case _:
            pattern = "*"
    return [
        rows.item(question, host, item, hosts=params.get("selectHosts"))
        for host in machines.HOSTS
        for item in machines.ITEMS
        if (wanted is None or host.id in wanted)
        and fnmatchcase(item.key, pattern.replace("[", "[[]"))
        and _in_group(params)
    ]


def _history(question: Question, params: Params) -> list[Row]:
    wanted, kind = _names(params, "itemids"), str(params.get("history", "3"))
    since = rows.seconds(params.get("time_from"))
    of = [
        (host, item)
        for host in machines.HOSTS
        for item in machines.ITEMS
        if item.kind == kind and (wanted is None or machines.item_id(host, item) in wanted)
    ]
    return rows.points(question, of, since, _limit(params))


def _groups(_question: Question, params: Params) -> list[Row]:
    match params.get("filter"):
        case {"name": list() as names}:
            known = rows.GROUP["name"] in cast("list[object]", names)
        case {"name": str() as name}:
            known = rows.GROUP["name"] == name
        case _:
            known = True
    return [dict(rows.GROUP)] if known else []


def _in_group(params: Params) -> bool:
    groups = _names(params, "groupids")
    return groups is None or str(rows.GROUP["groupid"]) in groups


_METHODS: Mapping[str, Method] = {
    "problem.get": _problems,
    "trigger.get": _triggers,
    "host.get": _hosts,
    "hostgroup.get": _groups,
    "item.get": _items,
    "history.get": _history,
}


def page(_question: Question) -> Response:
    """`GET /`: where people sign in."""
    text = "<!DOCTYPE html><html><head><title>LGSP: Zabbix</title></head><body>Zabbix</body></html>"
    return answer(text.encode(), "text/html; charset=UTF-8")


def _refuse(question: Question, status: int) -> Response:
    """Who may not is told so in a 200; what is no call, or too many, the web server refuses."""
    match status:
        case 401:
            said = {"code": -32602, "message": "Invalid params.", "data": "Not authorized."}
        case 403:
            why = 'No permissions to call "problem.get".'
            said = {"code": -32602, "message": "Invalid params.", "data": why}
        case 500:
            said = {"code": -32500, "message": "Application error.", "data": "SQL error."}
        case 405:
            return answer(b"", "text/html; charset=UTF-8", _PRECONDITION)
        case _:
            return refuse_as_server(question, status)
    return json_answer({"jsonrpc": "2.0", "error": said, "id": 1})


API = Dialect(answer=call, refuse=_refuse, methods=POSTING)
PAGE = Dialect(answer=page, refuse=refuse_as_server)
