from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from services.connectors.http_json import CONNECTOR, HttpJsonSource
from services.door import SourceError
from services.news import Reason
from services.phrase import phrase
from services.records import MAPPED, Alert, Observation
from tests.unit.connectors.json_pages import (
    FIGURES,
    NAMES,
    QUOTED,
    items,
    names,
    only,
    page,
    settings,
)


def faults(**more: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        settings(**more)
    return [".".join(map(str, error["loc"])) for error in caught.value.errors()]


def test_the_mark_of_simulation_goes_with_the_answer(door: Any) -> None:
    body = json.dumps({"chi_so": [QUOTED]}).encode()
    answered = CONNECTOR.ask(
        settings(observations=FIGURES), door(lambda _: (body, {"langbiang-simulated": ""})), None
    )
    assert answered.simulated
    assert answered.records[0].publication is None


# --- the wall file ---------------------------------------------------------------------------------


def test_a_wrong_mapping_is_a_fault_at_its_place() -> None:
    assert faults(observations={"indicator": "a[", "value": "v"}) == ["observations.indicator"]
    assert faults(observations={"each": "nham(a)", "indicator": "a"}) == ["observations.each"]
    assert faults(observations={"indicator": "a", "gia": "b"}) == ["observations.gia"]
    assert faults(observations={"value": "a"}) == ["observations.indicator"]
    assert faults(zone="Asia/Da_Lat", observations=FIGURES) == ["zone"]
    assert faults(pages={"offset": "o", "cursor": "c"}, observations=FIGURES) == ["pages"]
    assert faults() == [""]


def test_the_schema_explains_every_field_of_every_kind() -> None:
    schema = HttpJsonSource.model_json_schema()
    for name in MAPPED:
        assert name in schema["properties"]
    mapping = schema["$defs"]["ObservationsMapping"]["properties"]
    assert all("description" in field for field in mapping.values())
    assert "time" in mapping


# --- real servers ----------------------------------------------------------------------------------


def test_a_recorded_datasette_is_read(recording: Any) -> None:
    found = page(
        recording("datasette_table_objects.json"),
        observations={
            "each": "rows[]",
            "indicator": "chi_tieu.value",
            "organ": "don_vi.value",
            "period": "ky",
            "value": "gia_tri",
        },
        pages={"link": "next_url"},
        error="error",
    )
    first = found.records[0]
    assert isinstance(first, Observation)
    assert (first.uid, str(first.value)) == ("Y01|H26.2|2026-12", "83.24")
    assert (found.next or "").startswith("http://127.0.0.1:18001/nganh/bao_cao.json?")


def test_a_recorded_error_inside_an_answer_is_refused_in_its_own_words(recording: Any) -> None:
    with pytest.raises(SourceError) as caught:
        page(recording("datasette_error.json"), datasets={"name": "x"}, error="error")
    assert caught.value.reason is Reason.REFUSED
    assert caught.value.words == phrase("Nguồn báo lỗi: {why}", why="no such table: nope")


def test_a_recorded_ckan_and_a_recorded_zabbix_are_read(recording: Any) -> None:
    ckan = page(
        recording("ckan_datastore_search.json"),
        observations={
            "each": "result.records[]",
            "indicator": "'so_ca'",
            "period": "ky",
            "value": "so_ca",
        },
    )
    assert [str(record.value) for record in ckan.records if isinstance(record, Observation)] == [
        "1370",
        "1333",
    ]
    zabbix = only(
        page(
            recording("zabbix_problem_get.json"),
            alerts={
                "each": "result[]",
                "uid": "eventid",
                "title": "name",
                "severity": "severity",
                "starts": "clock",
            },
            times="epoch",
        )
    )
    assert isinstance(zabbix, Alert)
    assert (zabbix.uid, zabbix.severity, zabbix.title) == ("6", 4, "Hàng đợi văn bản quá dài")
    assert zabbix.starts == datetime(2026, 11, 24, 5, 53, 26, tzinfo=UTC)


def test_settings_come_whole_to_another_process() -> None:
    kinds: dict[str, Any] = {
        "observations": FIGURES,
        "samples": {**FIGURES, "territory": "noi"},
        "mentions": {"each": "[]", "time": "luc"},
    }
    one = settings(**kinds, path="a", times="epoch")
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_large_answer_is_read_in_another_process(door: Any) -> None:
    body = items("a", "b", filler="x" * (2 * 1024**2))
    large = settings(datasets=NAMES, deadline="60 s")
    assert names(CONNECTOR.ask(large, door(lambda _: body), None).records) == ["a", "b"]
    with pytest.raises(SourceError) as caught:
        CONNECTOR.ask(large, door(lambda _: body[:-1]), None)
    assert caught.value.reason is Reason.MALFORMED
    with pytest.raises(SourceError) as caught:
        CONNECTOR.ask(settings(datasets=NAMES, deadline="10 ms"), door(lambda _: body), None)
    assert caught.value.reason is Reason.TOO_LARGE
