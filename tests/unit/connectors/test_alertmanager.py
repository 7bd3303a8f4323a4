from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from services.cache import Cache
from services.clock import HeldClock
from services.connectors import batch
from services.connectors.alertmanager import CONNECTOR, Alertmanager, normalise
from services.door import SourceError
from services.news import Covers, Reason
from services.phrase import Phrase, phrase
from services.records import Alert, AlertState


def settings(**more: Any) -> Alertmanager:
    return Alertmanager.model_validate({"connector": "alertmanager", "url": "http://x", **more})


def alert(**more: Any) -> dict[str, Any]:
    return {
        "fingerprint": "f1",
        "labels": {"alertname": "DiaDay", "severity": "warning", "instance": "may-1"},
        "annotations": {},
        "startsAt": "2026-11-24T06:00:00.000Z",
        "endsAt": "2026-11-24T07:04:00.000Z",
        "updatedAt": "2026-11-24T07:00:00.000Z",
        "status": {"state": "active", "silencedBy": [], "inhibitedBy": []},
        **more,
    }


def read(*items: object, **more: Any) -> Alert:
    alerts, _, _ = normalise(settings(**more), json.dumps(items).encode())
    return alerts[0]


def severity(word: str | None, **more: Any) -> tuple[int | None, str | None]:
    labels = {"alertname": "x"} | ({"severity": word} if word else {})
    found = read(alert(labels=labels), **more)
    return found.severity, found.severity_word


def test_a_recorded_alert_is_read(recording: Any) -> None:
    (found,), partial, notes = normalise(settings(), recording("alertmanager_v2_alerts.json"))
    assert (found.uid, found.title) == ("27c7275b221a4673", "Dịch vụ dead_service mất kết nối")
    assert (found.severity, found.state) == (5, AlertState.FIRING)
    assert found.starts == datetime(2026, 11, 24, 5, 29, 1, 928000, tzinfo=UTC)
    assert found.ends is None
    assert found.entity == "127.0.0.1:19999"
    assert dict(found.labels)["system"] == "lgsp"
    assert (found.url or "").startswith("http://prometheus.lan:9090/")
    assert not partial
    assert notes == ()


def test_an_end_ahead_of_the_last_update_is_none_whatever_our_clock_says() -> None:
    assert read(alert(endsAt="2001-01-01T00:01:00Z", updatedAt="2001-01-01T00:00:00Z")).ends is None


def test_an_end_that_was_reported_is_one() -> None:
    found = read(alert(endsAt="2026-11-24T06:59:00Z"))
    assert found.state is AlertState.RESOLVED
    assert found.ends == datetime(2026, 11, 24, 6, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ({"state": "active"}, AlertState.FIRING),
        ({"state": "unprocessed"}, AlertState.FIRING),
        ({"state": "suppressed", "silencedBy": ["s"]}, AlertState.SUPPRESSED),
        ({"state": "suppressed", "inhibitedBy": ["i"]}, AlertState.SUPPRESSED),
        ({"state": "chưa từng thấy"}, AlertState.FIRING),
        ({}, AlertState.FIRING),
        (None, AlertState.FIRING),
    ],
)
def test_only_a_suppressed_alert_is_suppressed(status: object, state: AlertState) -> None:
    assert read(alert(status=status)).state is state


def test_the_word_of_a_severity_becomes_a_number_by_the_table() -> None:
    assert severity("critical") == (5, "critical")
    assert severity("Warning") == (3, "Warning")
    assert severity("none") == (0, "none")
    assert severity("đỏ") == (None, "đỏ")
    assert severity(None) == (0, None)
    assert severity("đỏ", severity={"table": {"Đỏ": 5}}) == (5, "đỏ")
    labels = {"alertname": "x", "muc": "P1"}
    found = read(alert(labels=labels), severity={"label": "muc", "table": {"p1": 4}})
    assert (found.severity, found.severity_word) == (4, "P1")


def test_a_title_and_an_entity_are_found_where_the_wall_file_says() -> None:
    labels = {"alertname": "DiaDay", "host": "may-2", "pod": "p"}
    annotations = {"tieu_de": "Đĩa\u202e đầy\x00", "summary": ""}
    found = read(
        alert(labels=labels, annotations=annotations),
        title=["summary", "tieu_de"],
        entity=["node", "host"],
    )
    assert (found.title, found.entity) == ("Đĩa đầy", "may-2")
    assert read(alert(annotations=None)).title == "DiaDay"
    assert read(alert(labels={})).title == "f1"


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "hôm qua"])
def test_a_time_that_can_not_be_true_is_none(time: str) -> None:
    found = read(alert(startsAt=time, endsAt=time, updatedAt=time))
    assert (found.starts, found.ends, found.state) == (None, None, AlertState.FIRING)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "", None, 7])
def test_only_web_addresses_are_kept(url: object) -> None:
    assert read(alert(generatorURL=url)).url is None


def test_an_alert_without_a_key_is_counted_and_keeps_no_other_standing(door: Any) -> None:
    body = json.dumps([alert(), {"labels": {}}, 5, alert(fingerprint="")]).encode()
    answered = CONNECTOR.ask(settings(), door(lambda _: body), None)
    assert len(answered.records) == 1
    assert answered.covers is Covers.ALL
    assert answered.notes == (phrase("Không đọc được {count} cảnh báo", count=3),)


def test_an_alert_of_which_only_the_key_can_be_read_stands_while_those_that_ended_go(
    door: Any,
) -> None:
    cache = Cache.in_memory(HeldClock(datetime(2026, 11, 24, 7, 0, tzinfo=UTC)))
    broken = alert(labels=7, startsAt=[], annotations={"summary": "Đĩa đầy"})
    standing: list[list[tuple[str, str, int | None]]] = []
    notes: tuple[Phrase, ...] = ()
    for said in ([alert(), alert(fingerprint="f2")], [broken]):
        body = json.dumps(said).encode()
        answered = CONNECTOR.ask(settings(), door(lambda _, body=body: body), None)
        notes = answered.notes
        cache.record(batch("am", answered)).result()
        with cache.picture() as picture:
            found = [fact.record for fact in picture.facts("am", Alert)]
        standing.append(sorted((one.uid, one.title, one.severity) for one in found))
    cache.close()
    assert standing == [[("f1", "DiaDay", 3), ("f2", "DiaDay", 3)], [("f1", "Đĩa đầy", None)]]
    assert notes == (
        phrase("Không đọc được nhãn của {count} cảnh báo", count=1),
        phrase("Không đọc được giờ bắt đầu của {count} cảnh báo", count=1),
    )


def test_more_alerts_than_the_bound_are_a_part(door: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.connectors.alertmanager.alerts.MOST", 1)
    body = json.dumps([alert(), alert(fingerprint="f2")]).encode()
    answered = CONNECTOR.ask(settings(), door(lambda _: body), None)
    assert (len(answered.records), answered.covers) == (1, Covers.PART)


def test_no_alert_is_an_answer_that_covers_all(door: Any) -> None:
    answered = CONNECTOR.ask(settings(), door(lambda _: b"[]"), None)
    assert (answered.records, answered.covers) == ((), Covers.ALL)


@pytest.mark.parametrize("body", [b"{}", b'"bad matcher format"', b"null"])
def test_what_is_no_list_of_alerts_is_malformed(body: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        normalise(settings(), body)
    assert caught.value.reason is Reason.MALFORMED


def test_filters_are_asked_for(door: Any) -> None:
    scripted = door(lambda _: b"[]")
    CONNECTOR.ask(settings(filter=['system="lgsp"', "a=~b"]), scripted, None)
    assert scripted.asked[0].path == "api/v2/alerts"
    assert scripted.asked[0].params == (("filter", 'system="lgsp"'), ("filter", "a=~b"))
