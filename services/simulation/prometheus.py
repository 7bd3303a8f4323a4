"""Prometheus' HTTP API v1 as a dialect: names with simple selectors, no engine behind it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.simulation.answers import BAD, Question, Response, json_answer
from services.simulation.chance import Chance

type Point = tuple[Mapping[str, str], float]
type Metric = Callable[[Chance, datetime], list[Point]]
"""What one metric is at an instant: labels and value of each of its series."""

_MOST_POINTS = 11_000
_SCRAPED = timedelta(seconds=15)
_SELECTOR = re.compile(r"^\s*([A-Za-z_:][\w:]*)\s*(?:\{(.*)\})?\s*$", re.ASCII | re.DOTALL)
_MATCHER = re.compile(r'\s*([A-Za-z_]\w*)\s*(!?=)\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)', re.ASCII)
_STEP = re.compile(r"^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$")
_FINEST, _COARSEST = 0.001, 366 * 86400
_UNITS = {"ms": 0.001, None: 1.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class _Wrong(Exception):  # noqa: N818 - it becomes a 400, nothing else
    pass


@dataclass(frozen=True, slots=True)
class _Selector:
    name: str
    matchers: tuple[tuple[str, str, str], ...]

    def chosen(self, metric: Metric, chance: Chance, at: datetime) -> Iterator[Point]:
        for labels, value in metric(chance, at):
            if all((labels.get(n, "") == v) == (sign == "=") for n, sign, v in self.matchers):
                yield {"__name__": self.name, **labels}, value


def query(question: Question, metrics: Mapping[str, Metric]) -> Response:
    """`/api/v1/query?query=&time=`; `time()` is answered too, for those who want the server's clock."""
    if (question.param("query") or "").strip() == "time()":
        now = _stamp(question.at + question.ahead)
        scalar = {"resultType": "scalar", "result": [now, _number(now)]}
        return json_answer({"status": "success", "data": scalar})
    try:
        selector = _selector(question)
        asked = _time(question, "time", question.at)
    except _Wrong as wrong:
        return _error(str(wrong))
    metric = metrics.get(selector.name)
    stamp = _stamp(min(asked, question.at) + question.ahead)
    found = selector.chosen(metric, question.chance, _scraped(question, asked)) if metric else ()
    result = [{"metric": labels, "value": [stamp, _number(value)]} for labels, value in found]
    return json_answer({"status": "success", "data": {"resultType": "vector", "result": result}})


def query_range(question: Question, metrics: Mapping[str, Metric]) -> Response:
    """`/api/v1/query_range?query=&start=&end=&step=`; nothing later than now."""
    try:
        selector = _selector(question)
        start, end, step = _span(question)
    except _Wrong as wrong:
        return _error(str(wrong))
    series: dict[tuple[tuple[str, str], ...], list[list[float | str]]] = {}
    metric = metrics.get(selector.name)
    at = start
    while metric and at <= min(end, question.at):
        for labels, value in selector.chosen(metric, question.chance, _scraped(question, at)):
            key = tuple(sorted(labels.items()))
            series.setdefault(key, []).append([_stamp(at + question.ahead), _number(value)])
        at += step
    result = [{"metric": dict(key), "values": values} for key, values in series.items()]
    return json_answer({"status": "success", "data": {"resultType": "matrix", "result": result}})


def _span(question: Question) -> tuple[datetime, datetime, timedelta]:
    start, end = _time(question, "start"), _time(question, "end")
    step = _step(question)
    if end < start:
        raise _Wrong('invalid parameter "end": end timestamp must not be before start time')
    if (end - start) / step > _MOST_POINTS:
        raise _Wrong(
            "exceeded maximum resolution of 11,000 points per timeseries. "
            "Try decreasing the query resolution (?step=XX)"
        )
    return start, end, step


def _selector(question: Question) -> _Selector:
    text = question.param("query")
    if not text:
        raise _Wrong(
            'invalid parameter "query": unknown position: parse error: no expression found'
        )
    whole = _SELECTOR.match(text)
    if whole is None:
        raise _Wrong(
            f'invalid parameter "query": parse error: only name{{label="value"}}: {text[:80]}'
        )
    matchers: list[tuple[str, str, str]] = []
    inside, place = whole[2] or "", 0
    while inside[place:].strip():
        one = _MATCHER.match(inside, place)
        if one is None:
            raise _Wrong(f'invalid parameter "query": parse error in label matching: {inside[:80]}')
        matchers.append((one[1], one[2], re.sub(r"\\(.)", r"\1", one[3])))
        place = one.end()
    return _Selector(whole[1], tuple(matchers))


def _time(question: Question, name: str, default: datetime | None = None) -> datetime:
    text = question.param(name)
    if text is None and default is not None:
        return default
    try:
        if text is not None and re.fullmatch(r"-?\d{1,12}(\.\d*)?", text):
            return datetime.fromtimestamp(float(text), UTC)
        whole = datetime.fromisoformat(text or "")
    except (ValueError, OverflowError, OSError) as error:
        raise _Wrong(_not_a_time(name, text)) from error
    if whole.tzinfo is None:
        raise _Wrong(_not_a_time(name, text))
    return whole.astimezone(UTC)


def _not_a_time(name: str, text: str | None) -> str:
    return f'invalid parameter "{name}": cannot parse "{(text or "")[:80]}" to a valid timestamp'


def _step(question: Question) -> timedelta:
    text = question.param("step") or ""
    found = _STEP.match(text)
    seconds = float(found[1]) * _UNITS[found[2]] if found else math.nan
    if not _FINEST <= seconds <= _COARSEST:
        raise _Wrong(
            f'invalid parameter "step": cannot parse "{text[:80]}" to a valid duration above zero'
        )
    return timedelta(seconds=seconds)


def _scraped(question: Question, asked: datetime) -> datetime:
    """The last scrape before: values stand still between two."""
    at = min(asked, question.at).astimezone(UTC)
    step = _SCRAPED.total_seconds()
    return datetime.fromtimestamp(at.timestamp() // step * step, UTC)


def _stamp(at: datetime) -> float:
    return round(at.timestamp(), 3)


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _error(words: str) -> Response:
    return json_answer({"status": "error", "errorType": "bad_data", "error": words}, BAD)
