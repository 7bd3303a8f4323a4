"""Presets for systems that can't be had here, on contract fixtures: what their vendors document."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from services.connectors.http_json import CONNECTOR, HttpJson
from services.door import SourceError
from services.news import Covers, Reason
from services.records import Endpoint, Mention, Observation, SecurityEvent, Tone, Vulnerability
from services.wall_file import installed, load_texts

if TYPE_CHECKING:
    from services.connectors import Answered
    from services.door import Request

CONTRACTS = Path(__file__).parents[2] / "contracts"
PRESETS = {
    "gravityzone": '{preset: gravityzone, url: "https://x.example", auth: {basic: {user: "${env:K}"}}}',
    "opensearch": '{preset: opensearch, url: "https://x.example", with: {index: "security-*"}}',
    "wazuh_indexer": '{preset: wazuh_indexer, url: "https://x.example"}',
    "wazuh_vulnerabilities": '{preset: wazuh_vulnerabilities, url: "https://x.example"}',
    "wazuh_manager": '{preset: wazuh_manager, url: "https://x.example"}',
    "wazuh_agents": '{preset: wazuh_agents, url: "https://x.example"}',
    "misp": '{preset: misp, url: "https://x.example"}',
    "listening": '{preset: listening, url: "https://x.example"}',
}
FIXTURES = {
    "gravityzone": "gravityzone_endpoints.json",
    "opensearch": "opensearch_search.json",
    "wazuh_indexer": "wazuh_alerts.json",
    "wazuh_vulnerabilities": "wazuh_vulnerabilities.json",
    "wazuh_manager": "wazuh_agents.json",
    "wazuh_agents": "wazuh_summary.json",
    "misp": "misp_events.json",
    "listening": "mentions_CONSTRUCTED.json",
}


def settings(source: str) -> HttpJson:
    loaded = load_texts({"w": f"wall: 1\nsources:\n  a: {source}\n"}, "w", installed())
    assert loaded.wall is not None, loaded.faults
    return cast("HttpJson", loaded.wall.sources["a"])


def contract(name: str) -> Any:
    return json.loads((CONTRACTS / FIXTURES[name]).read_text(encoding="utf-8"))


def asked(name: str, said: object, door: Any, source: str | None = None) -> tuple[Answered, Any]:
    """The first page is `said`, others are empty."""
    empty = json.dumps(
        {"result": {"items": []}, "hits": {"hits": []}, "data": [], "response": []}
    ).encode()
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    pages = [body]
    behind = door(lambda _: pages.pop() if pages else empty)
    return CONNECTOR.ask(settings(source or PRESETS[name]), behind, None), behind


def body_of(request: Request) -> Any:
    return json.loads(request.body or b"null")


def test_computers_of_gravityzone_are_endpoints(door: Any) -> None:
    answered, behind = asked("gravityzone", contract("gravityzone"), door)
    first, second, third = (one for one in answered.records if isinstance(one, Endpoint))
    assert (first.name, first.ip, first.os) == ("SYSVM-PC", "10.10.20.184", "Windows 10 Pro")
    assert [one.av_state for one in (first, second, third)] == ["managed", "unmanaged", "managed"]
    assert second.name == "Máy văn thư"
    assert (answered.covers, answered.missing) == (Covers.ALL, None)
    (request,) = behind.asked
    assert request.path == "v1.0/jsonrpc/network/computers"
    assert body_of(request)["method"] == "getEndpointsList"
    assert body_of(request)["params"] == {"perPage": 100, "page": 1}


def test_events_of_opensearch_are_ranked_by_their_words(door: Any) -> None:
    answered, behind = asked("opensearch", contract("opensearch"), door)
    first, second = (one for one in answered.records if isinstance(one, SecurityEvent))
    assert (first.signature, first.severity, first.src) == ("SSH brute force", 4, "203.0.113.7")
    assert first.time == datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    assert (second.signature, second.severity) == ("Quét cổng", 3)
    (request,) = behind.asked
    assert request.path == "security-*/_search"
    assert ("sort", "@timestamp:desc") in request.params
    asked_for = body_of(request)
    assert (asked_for["from"], asked_for["size"], asked_for["track_total_hits"]) == (0, 500, True)
    assert asked_for["query"]["query_string"]["query"] == "@timestamp:[now-24h TO now]"


def test_no_page_of_an_index_lies_beyond_its_ten_thousandth_event(door: Any) -> None:
    hit = contract("wazuh_indexer")["hits"]["hits"][0]

    def indexer(request: Request) -> bytes:
        begins, size = body_of(request)["from"], body_of(request)["size"]
        assert begins + size <= 10_000
        hits = [{**hit, "_id": str(n)} for n in range(begins, begins + size)]
        return json.dumps({"hits": {"total": {"value": 12_345}, "hits": hits}}).encode()

    answered = CONNECTOR.ask(settings(PRESETS["wazuh_indexer"]), door(indexer), None)
    assert len(answered.records) == 10_000
    assert (answered.covers, answered.missing) == (Covers.PART, 2345)


def test_a_level_of_wazuh_is_divided_by_three(door: Any) -> None:
    said = contract("wazuh_indexer")
    first, second = asked("wazuh_indexer", said, door)[0].records
    assert isinstance(first, SecurityEvent)
    assert isinstance(second, SecurityEvent)
    assert (first.severity, second.severity) == (3, 5)
    assert (first.src, first.dst, second.dst) == ("203.0.113.7", "10.10.1.5", "wazuh-manager")
    assert first.category == "syslog"
    for level in range(16):
        said["hits"]["hits"][0]["_source"]["rule"]["level"] = level
        event = asked("wazuh_indexer", said, door)[0].records[0]
        assert isinstance(event, SecurityEvent)
        assert event.severity == level // 3


def test_vulnerabilities_of_wazuh_are_ranked_and_those_nobody_ranked_have_no_severity(
    door: Any,
) -> None:
    answered, behind = asked("wazuh_vulnerabilities", contract("wazuh_vulnerabilities"), door)
    first, second = (one for one in answered.records if isinstance(one, Vulnerability))
    assert (first.id, first.severity, first.asset) == ("CVE-2024-6387", 4, "web-01")
    assert first.found == datetime(2026, 11, 20, 2, 14, 5, 123000, UTC)
    assert (second.severity, second.asset) == (None, "VT-01")
    assert (answered.covers, answered.missing, answered.notes) == (Covers.ALL, None, ())
    (request,) = behind.asked
    assert request.path == "wazuh-states-vulnerabilities-*/_search"


def test_agents_of_wazuh_are_endpoints_and_its_own_last_report_is_no_time(door: Any) -> None:
    answered, behind = asked("wazuh_manager", contract("wazuh_manager"), door)
    own, away, fresh = (one for one in answered.records if isinstance(one, Endpoint))
    assert (own.updated, own.os) == (None, "Ubuntu 22.04.4 LTS")
    assert away.updated == datetime(2026, 11, 23, 15, 7, 38, tzinfo=UTC)
    assert (away.av_state, away.unit) == ("disconnected", "default")
    assert (fresh.av_state, fresh.os, fresh.updated) == ("never_connected", None, None)
    assert answered.notes == ()
    assert len(behind.asked) == 1
    login = settings(PRESETS["wazuh_manager"]).auth
    assert login is not None
    assert login.login is not None
    assert (login.login.url, login.login.token) == ("security/user/authenticate", "data.token")


def test_agents_of_wazuh_are_counted_by_state(door: Any) -> None:
    answered, _ = asked("wazuh_agents", contract("wazuh_agents"), door)
    found = {one.uid: one.value for one in answered.records if isinstance(one, Observation)}
    assert found["agents.active"] == Decimal(41)
    assert found["agents.total"] == Decimal(45)
    assert len(found) == 5


def test_events_of_misp_are_ranked_by_their_threat_level(door: Any) -> None:
    answered, behind = asked("misp", contract("misp"), door)
    first, second = (one for one in answered.records if isinstance(one, SecurityEvent))
    assert (first.severity, first.category, first.action) == (5, "CIRCL", "completed")
    assert first.time == datetime.fromtimestamp(1795155568, UTC)
    assert (second.severity, second.action) == (0, "initial")
    assert body_of(behind.asked[0])["metadata"] is True
    assert [body_of(one)["page"] for one in behind.asked] == [1, 2]


def test_mentions_have_tone_and_handling(door: Any) -> None:
    answered, behind = asked("listening", contract("listening"), door)
    good, bad = (one for one in answered.records if isinstance(one, Mention))
    assert (good.tone, bad.tone) == (Tone.POSITIVE, Tone.NEGATIVE)
    assert bad.time == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    assert bad.handled == datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
    assert good.reach == 15200
    assert ("page", "1") in behind.asked[0].params


def test_a_product_s_own_words_and_names_are_declared(door: Any) -> None:
    source = (
        '{preset: listening, url: "https://x.example", with: {list: ket_qua.tin, time: ngay, title: '
        'tieu_de, tone: sac_thai, positive: "1", neutral: "0", negative: "-1", total: ket_qua.so}}'
    )
    item = {"id": "a", "ngay": "2026-11-24T08:00:00", "tieu_de": "x", "sac_thai": -1}
    answered, _ = asked("listening", {"ket_qua": {"so": 3, "tin": [item]}}, door, source)
    (mention,) = answered.records
    assert isinstance(mention, Mention)
    assert (mention.tone, mention.title) == (Tone.NEGATIVE, "x")
    assert (answered.covers, answered.missing) == (Covers.PART, 2)


ERRORS = {
    "gravityzone": {"error": {"message": "Invalid params", "data": {"details": "No such service"}}},
    "wazuh_manager": {"title": "Bad Request", "detail": "Invalid limit", "error": 1405},
    "wazuh_agents": {"title": "Permission Denied", "detail": "Permission denied", "error": 4000},
    "misp": {"name": "Authentication failed.", "message": "Authentication failed.", "errors": ["x"]},
    "listening": {"error": {"message": "quota"}},
    "opensearch": {"error": {"reason": "no such index [security-*]"}, "status": 404},
    "wazuh_vulnerabilities": {"error": {"reason": "no such index"}, "status": 404},
    "wazuh_indexer": {"error": {"reason": "no permissions for [indices:data/read/search]"}},
}  # fmt: skip


@pytest.mark.parametrize("name", ["opensearch", "wazuh_indexer", "wazuh_vulnerabilities"])
@pytest.mark.parametrize(
    ("more", "covers"),
    [
        ({"timed_out": True}, Covers.PART),
        ({"timed_out": False, "_shards": {"total": 5, "failed": 3}}, Covers.PART),
        ({"timed_out": False, "_shards": {"total": 5, "failed": 0}}, Covers.ALL),
    ],
    ids=["timed out", "shards failed", "whole"],
)
def test_a_search_that_did_not_see_the_whole_index_is_a_part(
    door: Any, name: str, more: dict[str, Any], covers: Covers
) -> None:
    answered, _ = asked(name, {**contract(name), **more}, door)
    assert answered.records
    assert answered.covers is covers


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_within_a_200_is_an_outage_in_the_system_s_own_words(door: Any, name: str) -> None:
    with pytest.raises(SourceError) as caught:
        asked(name, ERRORS[name], door)
    assert caught.value.reason is Reason.REFUSED
    assert dict(caught.value.words.values)["why"] not in {"", "null"}


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html>login</html>", Reason.MALFORMED),
        (b"", Reason.MALFORMED),
        (b"[1, 2", Reason.MALFORMED),
        (b"{}", Reason.MALFORMED),
        (b'{"hits": 5, "data": 5, "result": 5, "response": 5}', Reason.MALFORMED),
        ("Lỗi".encode("utf-16"), Reason.MALFORMED),
    ],
    ids=["html", "empty", "cut", "other", "types", "charset"],
)
def test_what_is_no_answer_of_it_is_malformed(
    door: Any, name: str, body: bytes, reason: Reason
) -> None:
    with pytest.raises(SourceError) as caught:
        asked(name, body, door)
    assert caught.value.reason is reason


@pytest.mark.parametrize("name", PRESETS)
def test_items_of_wrong_types_cost_no_other(door: Any, name: str) -> None:
    def spoilt(value: Any) -> Any:
        if isinstance(value, list) and len(value) > 1 and isinstance(value[0], dict):
            return [{key: [key] for key in value[0]}, *value]
        if isinstance(value, dict):
            return {key: spoilt(one) for key, one in value.items()}
        return value

    whole = asked(name, contract(name), door)[0]
    mangled = asked(name, spoilt(contract(name)), door)[0]
    assert {one.uid for one in whole.records} <= {one.uid for one in mangled.records}
