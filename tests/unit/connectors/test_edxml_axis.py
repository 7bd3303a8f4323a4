"""The document axis, on a fake one: no axis can be had here. Above all: nothing that changes its queue."""

from __future__ import annotations

import ast
import contextlib
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from pydantic import ValidationError

import services.connectors.edxml_axis as package
from services.clock import HeldClock
from services.connectors.edxml_axis import CONNECTOR, Axis
from services.connectors.edxml_axis.asking import steps, told
from services.connectors.edxml_axis.calls import Call
from services.connectors.edxml_axis.items import Found, take
from services.connectors.edxml_axis.packet import packet
from services.door import Request, SourceError
from services.http.address import address
from services.http.source import SourceHttp
from services.news import Covers, Reason
from services.phrase import phrase
from services.records import Document, DocumentState, Observation, Organ
from tests.fakes.axis import SECRET, FakeAxis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from services.connectors import Answered
    from services.secret import Secret

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
XROAD = {"xroad": {"system": "000.00.02.H36", "secret": "${env:TRUC}"}}
KEY = {"header": {"name": "X-SecretKey", "value": "${env:TRUC}"}}
TOKEN = {"header": {"name": "Authorization", "value": "${env:TRUC}"}}
DIALECTS: dict[str, dict[str, Any]] = {
    "national": {"dialect": "national", "auth": XROAD},
    "provincial": {"dialect": "provincial", "auth": KEY, "system_id": "he-thong"},
    "edoc": {"dialect": "edoc", "auth": TOKEN, "organ": "000.00.02.H36"},
}
CHANGING = (
    "updateStatus",
    "confirmReceived",
    "sendEdoc",
    "sendDocument",
    "v1/sendEdoc",
    "v1/updateStatus",
    "EdocService/confirmReceived",
    "EdocService/sendDocument",
    "EdocService/getDocument",
    "getEdoc",
    "downloadEdoc",
)


def settings(dialect: str, **more: Any) -> Axis:
    given = {"connector": "edxml_axis", "url": "http://truc.example", **DIALECTS[dialect], **more}
    return Axis.model_validate(given)


@pytest.fixture
def axis() -> Iterator[FakeAxis]:
    with FakeAxis() as running:
        yield running


def asked(dialect: str, axis: FakeAxis, secret: str = SECRET, **more: Any) -> Answered:
    """Through the door that a wall has."""
    made = settings(dialect, url=axis.url, **more)

    def told_secret(_: Secret) -> str:
        return secret

    source = SourceHttp(made, axis.url, HeldClock(NOW), told_secret, Path())
    try:
        with source.open() as door:
            return CONNECTOR.ask(made, door, None)
    finally:
        source.close()


def figures(answered: Answered) -> dict[str, int | None]:
    seen = [one for one in answered.records if isinstance(one, Observation)]
    return {one.uid: None if one.value is None else int(one.value) for one in seen}


def states(answered: Answered) -> dict[str, str]:
    return {one.uid: one.code for one in answered.records if isinstance(one, DocumentState)}


def test_the_national_axis_is_read_by_signed_calls(axis: FakeAxis) -> None:
    answered = asked("national", axis)
    documents = {one.uid: one for one in answered.records if isinstance(one, Document)}
    assert set(documents) == {
        "received|000.00.01.H36|d-1",
        "received|000.00.03.H36|d-2",
        "sent|000.00.02.H36|s-1",
    }
    sent = documents["sent|000.00.02.H36|s-1"]
    assert (sent.number, sent.subject) == ("12/SA-VP", "V/v kiểm thử")
    assert sent.to == ("000.00.05.H36", "000.00.06.H36")
    assert states(answered) == {
        "received|000.00.01.H36|d-1|000.00.02.H36": "01",
        "received|000.00.03.H36|d-2|000.00.02.H36": "99",
        "sent|000.00.02.H36|s-1|000.00.05.H36": "06",
        "sent|000.00.02.H36|s-1|000.00.06.H36": "02",
    }
    assert figures(answered) == {
        "received": 2,
        "sent": 2,
        "waiting_documents": 5,
        "waiting_statuses": 2,
    }
    since = {one.uid: one.since for one in answered.records if isinstance(one, DocumentState)}
    assert since["received|000.00.01.H36|d-1|000.00.02.H36"] == datetime(
        2026, 11, 20, 1, 5, tzinfo=UTC
    )
    assert (answered.covers, answered.notes) == (Covers.ALL, ())


def test_the_provincial_axis_is_read(axis: FakeAxis) -> None:
    answered = asked("provincial", axis)
    assert [one.uid for one in answered.records if isinstance(one, Document)] == [
        "received|H36.01|p-1", "received|H36.01|p-2"]  # fmt: skip
    assert states(answered) == {"received|H36.01|p-1|H36.02": "01"}
    assert figures(answered) == {"received": 2}


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_the_edoc_service_is_read(axis: FakeAxis, method: str) -> None:
    answered = asked("edoc", axis, edoc_method=method)
    assert states(answered) == {"waiting_documents|7": "01", "waiting_documents|8": "01"}
    (organ,) = (one for one in answered.records if isinstance(one, Organ))
    assert (organ.id, organ.names, organ.contact) == ("000.00.01.H36", ("Sở A",), "0263")
    assert figures(answered) == {"waiting_documents": 2, "waiting_statuses": 1, "organs": 1}
    assert {made for made, _ in axis.calls} == {method}


def documents_of(answered: Answered) -> list[tuple[str, str | None, str | None]]:
    kept = [one for one in answered.records if isinstance(one, Document)]
    return [(one.number, one.subject, one.sender) for one in kept]


def test_a_number_that_two_senders_gave_is_of_two_documents(door: Any) -> None:
    items = [{"senderDocId": "15", "fromCode": one, "notation": f"15/{one}", "title": f"Của {one}"}
             for one in "AB"]  # fmt: skip
    body = json.dumps({"success": True, "count": 2, "data": items}).encode()
    answered = CONNECTOR.ask(settings("provincial"), door(lambda _: body), None)
    assert documents_of(answered) == [("15/A", "Của A", "A"), ("15/B", "Của B", "B")]
    assert answered.covers is Covers.ALL


def test_what_was_received_and_what_was_sent_under_one_number_are_two_documents(
    axis: FakeAxis,
) -> None:
    good = {"status": "OK", "ErrorCode": "0"}
    received = [{"docId": "15", "to": "TA", "title": "Đã nhận"}]
    sent = [{"senderDocId": "15", "toCode": "C", "title": "Đã gửi"}]
    for path, items in (("/getReceivedEdocList", received), ("/getSentEdocList", sent)):
        axis.faults[path] = (200, json.dumps(good | {"data": items}).encode())
    answered = asked("national", axis)
    assert [subject for _, subject, _ in documents_of(answered)] == ["Đã nhận", "Đã gửi"]


def test_a_number_that_one_sender_gave_twice_is_counted_as_lacking(door: Any) -> None:
    items = [{"senderDocId": "15", "fromCode": "A", "notation": one} for one in ("1/VP", "2/VP")]
    body = json.dumps({"success": True, "count": 2, "data": items}).encode()
    answered = CONNECTOR.ask(settings("provincial"), door(lambda _: body), None)
    assert documents_of(answered) == [("1/VP", None, "A")]
    assert (answered.covers, answered.missing) == (Covers.PART, 1)
    assert [dict(note.values) for note in answered.notes] == [{"count": 1}]


def test_a_state_that_came_in_a_packet_is_of_its_document() -> None:
    found = Found()
    space = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
    status = (
        f'<Status xmlns="{space}"><ResponseFor><DocumentId>15</DocumentId></ResponseFor>'
        "<From><OrganId>B</OrganId></From><StatusCode>06</StatusCode></Status>"
    )
    items = [{"docId": "15", "from": "A"}, {"docId": "16", "from": "A", "data": status}]
    take(settings("national"), found, items, listed="received")
    assert [(one.document, one.organ, one.code) for one in found.joined().values()] == [
        ("received|A|15", "B", "06")]  # fmt: skip


def test_a_wrong_secret_is_told_in_the_axis_own_words(axis: FakeAxis) -> None:
    with pytest.raises(SourceError) as caught:
        asked("national", axis, secret="sai")
    assert caught.value.reason is Reason.REFUSED
    assert dict(caught.value.words.values) == {"code": "15", "why": "Sai chữ ký"}


# Nothing that changes the queue


@pytest.mark.parametrize("dialect", DIALECTS)
def test_an_axis_that_was_read_has_not_changed(axis: FakeAxis, dialect: str) -> None:
    asked(dialect, axis)
    assert axis.calls
    assert axis.changed == []


def test_only_one_module_makes_requests_and_only_of_lists_and_counts() -> None:
    folder = Path(package.__file__).parent
    for module in folder.glob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        goes_out = (attributes | imported) & {"ask", "visits", "Request", "Visit"}
        assert bool(goes_out) == (module.name == "calls.py"), (module.name, goes_out)
    assert {path.rpartition("/")[2] for _, path in (one.value for one in Call)} == {
        "getReceivedEdocList",
        "getSentEdocList",
        "countReceiveEdoc",
        "countReceiveStatus",
        "syncReceivedEdocList",
        "getPendingDocIds",
        "getOrganizations",
    }


PATHS = st.sampled_from(["", "/", "/api", "/VXP/v2/", *(f"/{one}" for one in CHANGING)]) | st.text(
    alphabet="abcSE/._-?#%;\\", max_size=20
).map("/{}".format)
GIVEN = st.fixed_dictionaries(
    {
        "url": PATHS.map("http://truc.example{}".format),
        "dialect": st.sampled_from([*DIALECTS, *DIALECTS, "updateStatus"]),
    },
    optional={
        "organ": st.sampled_from(["000.00.02.H36", *CHANGING, "a\r\nb", "../updateStatus"]),
        "system_id": st.sampled_from(["he-thong", *CHANGING, "a?b"]),
        "edoc_method": st.sampled_from(["POST", "GET", "PUT", "DELETE"]),
        "days": st.integers(-1, 400),
        "codes": st.dictionaries(st.sampled_from(CHANGING), st.just("01"), max_size=2),
        "auth": st.sampled_from(
            [
                XROAD,
                KEY,
                TOKEN,
                {"header": {"name": "X-Original-URL", "value": "${env:A}"}},
                {"header": {"name": "X-HTTP-Method-Override", "value": "${env:A}"}},
                {"login": {"url": "updateStatus", "token": "a"}},
                {"login": {"url": "http://truc.example/sendEdoc", "token": "a"}},
                {
                    "oauth2": {
                        "token_url": "http://truc.example/confirmReceived",
                        "client_id": "a",
                        "client_secret": "${env:A}",
                    }
                },
                {
                    "hmac": {
                        "secret": "${env:A}",
                        "parts": ["path"],
                        "headers": {"X-Original-URL": "/updateStatus{signature}"},
                    }
                },
            ]
        ),
        "path": st.sampled_from(CHANGING),
        "method": st.just("POST"),
        "params": st.just({"a": "updateStatus"}),
        "headers": st.just({"X-Original-URL": "/updateStatus"}),
    },
)


class Recording:
    """A door that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def now(self) -> datetime:
        return NOW

    def ask(self, request: Request) -> Any:
        self.asked.append(request)
        raise SourceError(Reason.MALFORMED, phrase("x"))


@given(given_settings=GIVEN)
@trying(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=400)
def test_no_settings_lead_to_a_call_that_changes_the_queue(given_settings: dict[str, Any]) -> None:
    try:
        made = Axis.model_validate({"connector": "edxml_axis", **given_settings})
    except ValidationError:
        return  # such a wall file has no effect
    door = Recording()
    with contextlib.suppress(SourceError):
        CONNECTOR.ask(made, door, None)
    assert door.asked
    known = {one.value for one in Call}
    for request in door.asked:
        assert (request.method, request.path) in known
        assert request.body is None
        assert not request.follow
        sent = address(made.url, request)
        path = urlsplit(sent).path
        assert path.endswith(f"/{request.path}")
        assert not any(f"/{one}".casefold() in path.casefold() for one in CHANGING)
        named = {name.casefold() for name, _ in request.headers}
        assert all("override" not in one and "original" not in one for one in named)
    auth = made.auth
    assert auth is None or not (auth.login or auth.oauth2 or auth.hmac)


@pytest.mark.parametrize("target", ["/updateStatus", "/EdocService/confirmReceived"])
def test_an_axis_that_sends_a_call_elsewhere_is_not_followed(axis: FakeAxis, target: str) -> None:
    axis.moved["/getReceivedEdocList"] = target
    answered = asked("national", axis)
    assert axis.changed == []
    assert answered.covers is Covers.PART
    assert figures(answered)["received"] is None


@pytest.mark.parametrize("path", CHANGING)
def test_a_path_in_the_address_is_refused(path: str) -> None:
    with pytest.raises(ValidationError, match="địa chỉ gốc"):
        settings("national", url=f"http://truc.example/{path}")


@pytest.mark.parametrize(
    "url",
    [
        "http://truc.example/?a=b",
        "http://truc.example/a#b",
        "http://truc.example/%75pdateStatus",
        "http://truc.example/a;b",
        "http://truc.example/a/../b",
    ],
)
def test_an_address_with_more_than_a_path_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="địa chỉ gốc"):
        settings("national", url=url)


# Bad input


@pytest.mark.parametrize(
    ("body", "reason", "says"),
    [
        (b"", Reason.MALFORMED, "rỗng"),
        (b"<html>login</html>", Reason.MALFORMED, "HTML"),
        (b'{"data": [', Reason.MALFORMED, "cắt"),
        (b"[]", Reason.MALFORMED, "không đúng dạng"),
        (b'{"status": "OK", "ErrorCode": "0"}', Reason.MALFORMED, "không có danh sách"),
        (b'{"data": "x"}', Reason.MALFORMED, "không có danh sách"),
        (b'{"status": "FAIL", "ErrorCode": "10", "ErrorDesc": "x"}', Reason.REFUSED, "báo lỗi"),
        (b'{"success": false, "message": "x", "data": []}', Reason.REFUSED, "báo lỗi"),
        (b'{"code": 9999, "errors": [{"description": "x"}]}', Reason.REFUSED, "báo lỗi"),
        (b'{"code": 200, "errorDetail": [{"exception": "x"}]}', Reason.REFUSED, "báo lỗi"),
        ("{}".encode("utf-16"), Reason.MALFORMED, "UTF-8"),
    ],
)
def test_what_is_no_list_says_so(body: bytes, reason: Reason, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        told(settings("national"), "documents", body)
    assert caught.value.reason is reason
    assert says in caught.value.words.text


@pytest.mark.parametrize("body", [b'{"count": -1}', b'{"count": "n"}', b'{"count": 1.5}', b"{}"])
def test_what_is_no_count_says_so(body: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        told(settings("national"), "count", body)
    assert caught.value.reason is Reason.MALFORMED


def test_one_call_that_fails_costs_no_other(axis: FakeAxis) -> None:
    axis.faults["/countReceiveEdoc"] = (500, b"")
    answered = asked("national", axis)
    assert figures(answered)["waiting_documents"] is None
    assert figures(answered)["received"] == 2
    assert answered.covers is Covers.PART


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.UNAUTHORISED),
        (403, Reason.UNAUTHORISED),
        (404, Reason.REFUSED),
        (429, Reason.REFUSED),
        (500, Reason.REFUSED),
    ],
)
def test_who_refuses_the_first_call_is_not_asked_again(
    axis: FakeAxis, status: int, reason: Reason
) -> None:
    axis.faults["/getReceivedEdocList"] = (status, b"")
    with pytest.raises(SourceError) as caught:
        asked("national", axis)
    assert caught.value.reason is reason
    assert len(axis.calls) == 1


def test_no_document_is_lost_whatever_its_state() -> None:
    found = Found()
    items = [
        {"docId": "a", "status": "chưa từng thấy", "to": "x"},
        {"docId": "b", "status": None, "to": ["x", {"organId": "y"}]},
        {"doc_id": 7, "status": 1, "to": "x#y"},
        {"docId": "c", "status": [], "created_time": "32/13/2026"},
        {"docId": True},
        {},
        None,
    ]
    take(settings("national"), found, items)
    assert set(found.documents) == {"a", "b", "7", "c"}
    assert found.nameless == 3
    codes = {one.uid: one.code for one in found.states.values()}
    assert codes == {"a|x": "chưa từng thấy", "7|x": "01", "7|y": "01"}
    assert found.documents["b"].to == ("x", "y")


def test_an_answer_of_a_million_is_bounded_and_says_how_many_are_missing(
    door: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.connectors.edxml_axis.asking.MOST", 10)
    items = [{"docId": str(n), "status": "01"} for n in range(50)]
    body = json.dumps({"success": True, "count": 60, "data": items}).encode()
    answered = CONNECTOR.ask(settings("provincial"), door(lambda _: body), None)
    assert (answered.covers, answered.missing) == (Covers.PART, 50)
    assert figures(answered) == {"received": 60}


# Packets


@pytest.mark.parametrize(
    ("said", "signed"),
    [(True, True), (False, False), ("1", True), ("false", False), (None, None), ("có", None)],
)
def test_whether_a_document_is_signed_is_what_the_axis_says_or_not_known(
    *, said: object, signed: bool | None
) -> None:
    found = Found()
    take(settings("national"), found, [{"docId": "a", "signed": said, "priority": 3}])
    assert (found.documents["a"].signed, found.documents["a"].priority) == (signed, 3)


def test_a_packet_that_carries_a_signature_is_of_a_signed_document(
    recording: Callable[[str], bytes],
) -> None:
    text = recording("edxml_CONSTRUCTED_packet.xml").decode()
    name = "http://www.w3.org/2000/09/xmldsig#"
    proof = f'<Signature xmlns="{name}"><SignatureValue>eA==</SignatureValue></Signature>'
    at = text.rindex("</")
    for whole, signed in ((text, None), (text[:at] + proof + text[at:], True)):
        told = packet(whole, "Asia/Ho_Chi_Minh")
        assert told is not None
        assert told.document is not None
        assert told.document.signed is signed


def test_today_alone_is_asked_for_by_no_days() -> None:
    first, *_ = steps(settings("national", days=0), "2026/11/24", "2026/11/24")
    assert dict(first.headers)["XroadVnpt-fromDate"] == dict(first.headers)["XroadVnpt-toDate"]


def test_a_packet_within_a_list_completes_its_document(recording: Callable[[str], bytes]) -> None:
    text = recording("edxml_CONSTRUCTED_packet.xml").decode()
    found = Found()
    take(settings("provincial"), found, [{"docId": "p-9", "status": "03", "data": f"rác {text}"}])
    document = found.documents["000.00.01.H99|p-9"]
    assert (document.number, document.subject) == ("12/SA-VP", "V/v kiểm thử màn hình điều hành")
    assert (document.sender, document.to) == ("000.00.01.H99", ("000.00.02.H99",))
    assert document.promulgated == date(2026, 11, 20)
    assert document.due == datetime(2026, 11, 30, 16, 59, 59, 999999, tzinfo=UTC)
    assert (document.priority, document.business_type) == (1, 0)
    assert found.organs["000.00.02.H99"].names == ("Sở B",)


def test_prefixes_and_the_older_namespace_make_no_difference(
    recording: Callable[[str], bytes],
) -> None:
    text = recording("edxml_CONSTRUCTED_packet.xml").decode()
    older = text.replace("http://www.mic.gov.vn/TBT/QCVN_102_2016", "http://www.e-doc.vn/Schema/")
    renamed = older.replace("edXML:", "e:").replace("xmlns:edXML", "xmlns:e")
    first, second = packet(text, "Asia/Ho_Chi_Minh"), packet(renamed, "Asia/Ho_Chi_Minh")
    assert first is not None
    assert first == second
    strange = text.replace("http://www.mic.gov.vn/TBT/QCVN_102_2016", "http://khac.example")
    assert packet(strange, "Asia/Ho_Chi_Minh") is None


def test_a_status_packet_is_where_a_document_stands() -> None:
    text = (
        '<s:Status xmlns:s="http://www.mic.gov.vn/TBT/QCVN_102_2016"><s:ResponseFor><s:DocumentId>a,'
        "2026/11/20,1</s:DocumentId></s:ResponseFor><s:From><s:OrganId>o</s:OrganId></s:From>"
        "<s:StatusCode>13</s:StatusCode><s:Timestamp>2026/11/21 08:00:00</s:Timestamp></s:Status>"
    )
    found = packet(text, "Asia/Ho_Chi_Minh")
    assert found is not None
    (state,) = found.states
    assert (state.document, state.organ, state.code) == ("a,2026/11/20,1", "o", "13")
    assert state.since == datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def test_attachments_are_never_decoded(recording: Callable[[str], bytes]) -> None:
    text = recording("edxml_CONSTRUCTED_packet.xml").decode()
    broken = text.replace("UEsDBAo=", "không phải base64 \u2603")
    assert packet(broken, "Asia/Ho_Chi_Minh") == packet(text, "Asia/Ho_Chi_Minh")
    source = "".join(
        one.read_text(encoding="utf-8") for one in Path(package.__file__).parent.glob("*.py")
    )
    assert "b64decode" not in source
    assert "base64" not in source


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "docId", "to", "status", "code", "errors", "count", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(payload=JSON, gives=st.sampled_from(["documents", "waiting", "statuses", "organs", "count"]))
@trying(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=200)
def test_a_mangled_answer_is_malformed_refused_or_read(payload: object, gives: Any) -> None:
    reasons: set[Reason] = set()
    with contextlib.suppress(SourceError):
        try:
            told(settings("national"), gives, json.dumps(payload).encode("utf-8", "replace"))
        except SourceError as error:
            reasons.add(error.reason)
            raise
    assert reasons <= {Reason.MALFORMED, Reason.REFUSED}
