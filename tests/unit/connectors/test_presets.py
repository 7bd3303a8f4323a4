"""The shipped presets, on recordings of real answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest

from services.connectors.http_json import CONNECTOR, HttpJson
from services.door import SourceError
from services.news import Covers, Reason
from services.records import Alert, AlertState, Observation
from services.wall_file import installed, load_texts
from services.wall_file.presets import shipped
from services.wall_file.presets.resolving import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.connectors import Answered
    from services.door import Request

ZABBIX = '{preset: zabbix_problems, url: "https://z.example", with: {entity: system}}'
CKAN = (
    '{preset: ckan_table, url: "https://c.example", with: {resource: b5f43fc3, indicator: kham, '
    "value: so_ca, period: ky, page: 10}}"
)


def settings(source: str) -> HttpJson:
    loaded = load_texts({"w": f"wall: 1\nsources:\n  a: {source}\n"}, "w", installed())
    assert loaded.wall is not None, loaded.faults
    return cast("HttpJson", loaded.wall.sources["a"])


def asked(source: str, door: Any) -> Answered:
    return CONNECTOR.ask(settings(source), door, None)


@pytest.mark.parametrize("name", shipped.names())
def test_every_shipped_preset_is_sound(name: str) -> None:
    path = shipped.path(shipped.called(name))
    assert path is not None
    found, faults = read(path.read_text(encoding="utf-8"), name)
    assert faults == []
    assert found is not None
    said = (
        found.preset.title,
        found.preset.about,
        *(p.about for p in found.preset.parameters.values()),
    )
    assert all(wording.en for wording in said)
    assert found.preset.tested in {"recording", "contract"}


def test_the_open_problems_of_zabbix_are_alerts(
    door: Any, recording: Callable[[str], bytes]
) -> None:
    behind = door(lambda _: recording("zabbix_problem_get.json"))
    answered = asked(ZABBIX, behind)
    (alert,) = answered.records
    assert isinstance(alert, Alert)
    assert (alert.uid, alert.title) == ("6", "Hàng đợi văn bản quá dài")
    assert (alert.severity, alert.state, alert.entity) == (4, AlertState.FIRING, "lgsp")
    assert alert.starts == datetime.fromtimestamp(1795499606, UTC)
    assert alert.ends is None
    assert (answered.covers, answered.notes) == (Covers.ALL, ())
    (request,) = behind.asked
    body = json.loads(request.body)
    assert (request.method, request.path) == ("POST", "api_jsonrpc.php")
    assert body["method"] == "problem.get"
    assert body["params"]["limit"] == 500


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"acknowledged": "1"}, AlertState.ACKNOWLEDGED),
        ({"acknowledged": "1", "suppressed": "1"}, AlertState.SUPPRESSED),
        ({"r_eventid": "9", "r_clock": "1795499706"}, AlertState.RESOLVED),
    ],
)
def test_what_people_did_about_a_problem_is_its_state(
    door: Any, recording: Callable[[str], bytes], change: dict[str, str], state: AlertState
) -> None:
    said = json.loads(recording("zabbix_problem_get.json"))
    said["result"][0] |= change
    (alert,) = asked(ZABBIX, door(lambda _: json.dumps(said).encode())).records
    assert isinstance(alert, Alert)
    assert alert.state is state


@pytest.mark.parametrize("severity", ["0", "1", "2", "3", "4", "5", "9"])
def test_zabbix_counts_severities_as_the_wall_does(
    door: Any, recording: Callable[[str], bytes], severity: str
) -> None:
    said = json.loads(recording("zabbix_problem_get.json"))
    said["result"][0]["severity"] = severity
    (alert,) = asked(ZABBIX, door(lambda _: json.dumps(said).encode())).records
    assert isinstance(alert, Alert)
    assert alert.severity == (None if severity == "9" else int(severity))
    assert alert.severity_word == ("9" if severity == "9" else None)


def test_many_problems_are_asked_for_page_by_page(
    door: Any, recording: Callable[[str], bytes]
) -> None:
    (problem,) = json.loads(recording("zabbix_problem_get.json"))["result"]
    every = [{**problem, "eventid": str(n)} for n in range(1, 26)]

    def zabbix(request: Request) -> bytes:
        """As problem.get does it: from `eventid_from` on, itself included."""
        params = json.loads(request.body or b"")["params"]
        left = [one for one in every if int(one["eventid"]) >= params.get("eventid_from", 0)]
        return json.dumps({"result": left[: params["limit"]]}).encode()

    behind = door(zabbix)
    answered = asked(ZABBIX.replace("{entity: system}", "{page: 10}"), behind)
    assert {record.uid for record in answered.records} == {str(n) for n in range(1, 26)}
    assert answered.covers is Covers.ALL
    assert len(behind.asked) == 3


def test_an_error_of_zabbix_comes_with_200_and_is_an_outage(door: Any) -> None:
    said = {"jsonrpc": "2.0", "error": {"code": -32602, "message": "x", "data": "Not authorized."}}
    with pytest.raises(SourceError) as caught:
        asked(ZABBIX, door(lambda _: json.dumps(said).encode()))
    assert caught.value.reason is Reason.REFUSED
    assert dict(caught.value.words.values)["why"] == "Not authorized."


def test_rows_of_a_ckan_table_are_figures_by_period(
    door: Any, recording: Callable[[str], bytes]
) -> None:
    first = recording("ckan_datastore_search.json")
    after = json.loads(first)
    after["result"]["records"] = []

    def ckan(request: Request) -> bytes:
        start = int(dict(request.params)["offset"])
        return json.dumps(after).encode() if start else first

    behind = door(ckan)
    answered = asked(CKAN, behind)
    figures = [one for one in answered.records if isinstance(one, Observation)]
    assert [(one.indicator, one.period, one.value) for one in figures] == [
        ("kham", "2026-10", Decimal(1370)),
        ("kham", "2026-09", Decimal(1333)),
    ]
    assert (answered.covers, answered.missing) == (Covers.PART, 8)  # the recording is a page of two
    assert dict(behind.asked[0].params) == {
        "resource_id": "b5f43fc3",
        "sort": '"ky" desc',
        "offset": "0",
        "limit": "10",
    }


def test_an_error_of_ckan_is_told_in_its_own_words(
    door: Any, recording: Callable[[str], bytes]
) -> None:
    with pytest.raises(SourceError) as caught:
        asked(CKAN, door(lambda _: recording("ckan_error.json")))
    assert dict(caught.value.words.values)["why"] == "Not found"
