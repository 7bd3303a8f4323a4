"""Pages that lead elsewhere, or back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.unit.connectors.bad_input.faults import ELSEWHERE
from tests.unit.connectors.bad_input.system import Asked, Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.connectors.bad_input.dialects import Dialect
    from tests.unit.connectors.bad_input.faults import Answers


def _pointed(dialect: Dialect, link: Callable[[Asked], str], total: int | None = None) -> Answers:
    """Each answer is the first one of its kind, says that there are more, and where."""
    first: dict[tuple[object, ...], bytes] = {}

    def said(asked: Asked) -> Said:
        of = asked.json.get("method") if asked.body.startswith(b"{") else None
        key = (asked.path, asked.params.get("request"), asked.params.get("resultType"), of)
        body = first.setdefault(key, dialect.good(asked))
        if not dialect.spoilt(asked):
            return Said(body=body)
        payload = json.loads(body)
        if dialect.link is not None:
            at = link(asked)
            payload = _promised(
                payload,
                dialect.link,
                [{"rel": "next", "href": at}] if dialect.link == ("links",) else at,
            )
        if dialect.total is not None and total is not None:
            whole = {"value": total} if dialect.total == ("hits", "total") else total
            payload = _promised(payload, dialect.total, whole)
        return Said(body=json.dumps(payload).encode())

    return said


def _promised(payload: Any, path: tuple[str, ...], value: object) -> Any:
    if not path:
        return value
    return payload | {path[0]: _promised(payload.get(path[0]), path[1:], value)}


PAGING: dict[str, Callable[[Dialect], Answers | None]] = {
    "away": lambda dialect: _pointed(dialect, lambda _: ELSEWHERE) if dialect.link else None,
    "circle": lambda dialect: (
        _pointed(dialect, lambda asked: asked.path, 5000) if dialect.link or dialect.total else None
    ),
    "link circle": lambda dialect: (
        _pointed(dialect, lambda asked: asked.path) if dialect.link else None
    ),
}
