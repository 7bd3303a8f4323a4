"""Alertmanager's v2 alerts. All that it lists is current: what was resolved is no longer there.

So one alert that can't be read must not keep the others from ending: with its fingerprint it is there,
with as much as could be read; without one it has no key that could stand, and is only counted. One whose
fingerprint is there and can't be read may be one that stands: nothing ends by that answer. Where none of
the items has a fingerprint the answer is no list of alerts.

Shape of one: {"fingerprint", "startsAt", "endsAt", "updatedAt", "generatorURL", "labels": {},
"annotations": {}, "status": {"state": "active|suppressed|unprocessed", "silencedBy": [], …}}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from services.door import SourceError
from services.json_text import read_json
from services.mapping import MOST, bounded_uid
from services.moments import moment
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.records import Alert, AlertState, labels
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from services.connectors.alertmanager.settings import Alertmanager

_ISO = Writing()
"""RFC 3339, by its API; a time without an offset is nobody's."""
_STATES = {
    "active": AlertState.FIRING,
    "unprocessed": AlertState.FIRING,
    "suppressed": AlertState.SUPPRESSED,
}


def normalise(
    settings: Alertmanager, body: bytes
) -> tuple[tuple[Alert, ...], bool, tuple[Phrase, ...]]:
    """Alerts, whether there were too many of them, and what to say of those that could not be read."""
    payload = read_json(body)
    if not isinstance(payload, list):
        raise _stranger()
    items = cast("list[object]", payload)
    if items and not any(map(_keyed, items[:MOST])):
        raise _stranger()
    severities = {word.casefold(): level for word, level in settings.severity.table.items()}
    read = [_alert(settings, severities, item) for item in items[:MOST]]
    known = [alert for alert in read if alert is not None]
    alerts = {alert.uid: alert for alert in known}
    garbled = any(_keyed(item) and not _fingerprint(item) for item in items[:MOST])
    left, doubles = len(items) - len(known), len(known) - len(alerts)
    return (
        tuple(alerts.values()),
        len(items) > MOST or garbled,
        tuple(_notes(items[:MOST], left, doubles)),
    )


def _notes(items: list[object], left: int, doubles: int) -> Iterator[Phrase]:
    with_key = [item for item in items if _fingerprint(item)]
    if left:
        yield phrase("Không đọc được {count} cảnh báo", count=left)
    if halves := sum(_labels(item) is None for item in with_key):
        yield phrase("Không đọc được nhãn của {count} cảnh báo", count=halves)
    if undated := sum(map(_undated, with_key)):
        yield phrase("Không đọc được giờ bắt đầu của {count} cảnh báo", count=undated)
    if doubles:
        yield phrase("{count} mục trùng khóa với mục khác", count=doubles)


def _stranger() -> SourceError:
    return SourceError(
        Reason.MALFORMED,
        phrase("Câu trả lời không phải danh sách cảnh báo của Alertmanager"),
        remedy=phrase(
            "ghi url là địa chỉ của Alertmanager, trước /api/v2, ví dụ http://10.1.0.9:9093"
        ),
    )


def _keyed(item: object) -> bool:
    """Whether a fingerprint is there, readable or not."""
    return isinstance(item, dict) and item.get("fingerprint") not in (None, "")


def _undated(item: object) -> bool:
    match item:
        case {"startsAt": str() as starts} if starts:
            return _time(starts) is None
        case {"startsAt": starts}:
            return starts is not None and starts != ""
        case _:
            return False


def _fingerprint(item: object) -> str | None:
    match item:
        case {"fingerprint": str() as fingerprint}:
            return plain(fingerprint) or None
        case _:
            return None


def _labels(item: object) -> dict[object, object] | None:
    match item:
        case {"labels": dict() as raw}:
            return raw
        case _:
            return None


def _alert(settings: Alertmanager, severities: dict[str, int], item: object) -> Alert | None:
    fingerprint, raw = _fingerprint(item), _labels(item)
    if fingerprint is None:
        return None
    named = _texts(raw or {})
    more = cast("dict[str, object]", item)
    annotations, status = more.get("annotations"), more.get("status")
    told = _texts(annotations) if isinstance(annotations, dict) else {}
    level, word = None, None
    if raw is not None:
        level, word = _severity(named.get(settings.severity.label), severities)
    ends = _end(more)
    state = _state(status)
    titles = [told.get(name) for name in settings.title]
    entities = [named.get(name) for name in settings.entity]
    return Alert(
        uid=bounded_uid(fingerprint),
        title=next(filter(None, [*titles, named.get("alertname")]), fingerprint),
        severity=level,
        severity_word=word,
        state=AlertState.RESOLVED if ends else state,
        starts=_time(more.get("startsAt")),
        ends=ends,
        entity=next(filter(None, entities), None),
        labels=labels(named),
        url=_url(more.get("generatorURL")),
    )


def _texts(raw: dict[object, object]) -> dict[str, str]:
    pairs = list(raw.items())[:200]
    return {plain(str(name), 100): plain(text) for name, text in pairs if isinstance(text, str)}


def _severity(word: str | None, severities: dict[str, int]) -> tuple[int | None, str | None]:
    """An alert that names no severity is not classified (0); one with a strange word has none."""
    if not word:
        return 0, None
    return severities.get(word.casefold()), word


def _state(status: object) -> AlertState:
    """An unknown state is taken for the worse: it fires."""
    match status:
        case {"state": str() as word}:
            return _STATES.get(word, AlertState.FIRING)
        case _:
            return AlertState.FIRING


def _end(alert: dict[str, object]) -> datetime | None:
    """While an alert fires its `endsAt` lies ahead: when it would expire unless renewed. It is an
    end only if it wasn't later than the alert's last update, both by the source's own clock.
    """
    ends, updated = _time(alert.get("endsAt")), _time(alert.get("updatedAt"))
    return ends if ends and updated and ends <= updated else None


def _time(raw: object) -> datetime | None:
    try:
        return moment(raw, _ISO)
    except Unreadable:
        return None


def _url(raw: object) -> str | None:
    if isinstance(raw, str) and raw.lower().startswith(("http://", "https://")):
        return plain(raw, 2000)
    return None
