"""The product's list of mentions, in the shape that the preset `listening` has for its default: no open
protocol of such products is known.
"""

from __future__ import annotations

from datetime import timedelta

from services.simulation.answers import BAD, Question, Response, json_answer, said
from services.simulation.day import DAY
from services.simulation.dialect import Dialect
from services.simulation.systems.media.items import LIMIT, WORDS, Item, items

_SINCE = 2 * DAY
_STEP = timedelta(minutes=1)
_MOST, _USUAL = 1000, 100
_DIGITS = 6
_SAID = {
    401: "missing or unknown key",
    403: "this key may not read mentions",
    405: "only GET is allowed",
    429: "quota exceeded",
    500: "internal error",
}


def mentions(question: Question) -> Response:
    """`GET /tin?page=&limit=`: those of the last two days, the latest first."""
    try:
        page, limit = _number(question, "page", 1), _number(question, "limit", _USUAL)
    except ValueError as wrong:
        return json_answer({"error": {"code": "bad_request", "message": str(wrong)}}, BAD)
    limit = min(limit, _MOST)
    at = question.made(_STEP)
    known = items(question.chance, at - _SINCE, at)[::-1]
    shown = known[(page - 1) * limit : page * limit]
    return json_answer({"total": len(known), "data": [_as_json(one, question) for one in shown]})


def _number(question: Question, name: str, usual: int) -> int:
    text = question.param(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS and int(text)):
        raise ValueError(f"{name} must be a number above zero")
    return int(text)


def _as_json(item: Item, question: Question) -> dict[str, object]:
    ahead = question.ahead
    told: dict[str, object] = {
        "id": item.number,
        "published_at": said(item.time + ahead),
        "title": item.title,
        "source": item.outlet,
        "topic": item.topic,
        "sentiment": WORDS[item.tone],
        "reach": item.reach,
        "url": item.url,
    }
    if item.hot:
        told["due_at"] = said(item.time + LIMIT + ahead)
        if item.handled <= question.at:
            told["handled_at"] = said(item.handled + ahead)
    return told


def _refuse(_question: Question, status: int) -> Response:
    return json_answer({"error": {"code": str(status), "message": _SAID.get(status, "")}}, status)


MENTIONS = Dialect(answer=mentions, refuse=_refuse)
