"""Zabbix' JSON-RPC, by recordings and by what can go wrong between its calls."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, override

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.zabbix import CONNECTOR, Zabbix
from services.connectors.zabbix.answer import alert, figures, hosts_of, result, rows, service
from services.connectors.zabbix.settings import Item
from services.door import SourceError
from services.news import Covers, Reason
from services.records import Alert, AlertState, Observation, Reply, Sample, ServiceHealth
from tests.unit.connectors.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from services.connectors import Answered
    from services.door import Request

NOTHING: Mapping[str, Any] = {}
BAD_TOKEN = {"code": -32602, "message": "Invalid params.", "data": "Not authorized."}


def settings(**more: Any) -> Zabbix:
    return Zabbix(connector="zabbix", url="https://z.example/zabbix", **more)


def said(found: object) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "result": found, "id": 1}).encode()


def error(**found: object) -> bytes:
    return json.dumps({"jsonrpc": "2.0", "error": found, "id": 1}).encode()


class FakeZabbix:
    """Answers each method as given; problems by their `eventid`."""

    def __init__(self, methods: Mapping[str, Any] = NOTHING, problems: int = 0) -> None:
        self.problems = [{"eventid": str(n + 1), "objectid": "7", "name": f"v{n}", "severity": "3",
                          "clock": "1795499606", "r_eventid": "0"} for n in range(problems)]  # fmt: skip
        self.methods = {"apiinfo.version": said("7.0.10"), "trigger.get": said([]),
                        "host.get": said([])} | dict(methods)  # fmt: skip
        self.asked: list[tuple[str, Any]] = []

    def __call__(self, request: Request) -> Any:
        asked = json.loads(request.body or b"{}")
        method, params = asked["method"], asked["params"]
        self.asked.append((method, params))
        if method == "apiinfo.version":
            assert request.anonymous
        if method == "problem.get" and method not in self.methods:
            if params.get("countOutput"):
                return said(str(len(self.problems)))
            start = int(params["eventid_from"])
            found = [one for one in self.problems if int(one["eventid"]) >= start]
            return said(found[: params["limit"]])
        return self.methods[method]


def asked(door: Any, behind: Callable[[Request], Any], **more: Any) -> Answered:
    return CONNECTOR.ask(settings(**more), door(behind), None)


def of[T](kind: type[T], answered: Answered) -> list[T]:
    return [record for record in answered.records if isinstance(record, kind)]


def test_the_recorded_problem_is_joined_to_its_host(door: Any, recording: Any) -> None:
    behind = FakeZabbix(
        {
            "problem.get": recording("zabbix_problem_get.json"),
            "trigger.get": recording("zabbix_trigger_get.json"),
        }
    )
    answered = asked(door, behind)
    [found] = of(Alert, answered)
    assert (found.uid, found.title, found.severity) == ("6", "Hàng đợi văn bản quá dài", 4)
    assert (found.entity, found.state) == ("Máy chủ LGSP 01", AlertState.FIRING)
    assert found.starts == datetime(2026, 11, 24, 5, 53, 26, 6147, tzinfo=UTC)
    assert dict(found.labels) == {"scope": "document", "system": "lgsp"}
    assert found.url == "https://z.example/zabbix/tr_events.php?triggerid=25212&eventid=6"
    assert answered.covers is Covers.ALL
    assert {method for method, _ in behind.asked} == {
        "apiinfo.version", "problem.get", "trigger.get", "host.get"}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, AlertState.FIRING),
        ({"acknowledged": "1"}, AlertState.ACKNOWLEDGED),
        ({"acknowledged": "1", "suppressed": "1"}, AlertState.SUPPRESSED),
        ({"suppressed": "1", "r_eventid": "9", "r_clock": "1795499700"}, AlertState.RESOLVED),
    ],
)
def test_how_a_problem_stands_is_told(more: dict[str, str], state: AlertState) -> None:
    made = alert({"eventid": "1", "name": "x", **more}, {}, "")
    assert made is not None
    assert made.state is state
    assert (made.ends is not None) is (state is AlertState.RESOLVED)


@pytest.mark.parametrize(
    ("code", "severity", "word"),
    [("0", 0, None), ("5", 5, None), ("6", None, "6"), ("x", None, "x")],
)
def test_severities_are_the_wall_s_and_others_are_shown(
    code: str, severity: int | None, word: str | None
) -> None:
    made = alert({"eventid": "1", "severity": code}, {}, "")
    assert made is not None
    assert (made.severity, made.severity_word, made.title) == (severity, word, "1")


def test_pages_go_on_after_the_last_event_until_one_is_short(door: Any) -> None:
    behind = FakeZabbix(problems=25)
    answered = asked(door, behind, page=10)
    froms = [params["eventid_from"] for method, params in behind.asked if method == "problem.get"]
    assert froms == ["0", "11", "21"]
    assert len(of(Alert, answered)) == 25
    assert answered.covers is Covers.ALL
    assert [one.value for one in of(Observation, answered) if one.indicator == "problems"] == [25]


def test_beyond_the_cap_it_is_said_how_many_are_missing(door: Any) -> None:
    answered = asked(door, FakeZabbix(problems=45), page=10, max_pages=2)
    assert len(of(Alert, answered)) == 20
    assert (answered.covers, answered.missing) == (Covers.PART, 25)
    [count] = [one for one in of(Observation, answered) if one.indicator == "problems"]
    assert count.value == 45


def test_a_server_that_repeats_its_page_ends(door: Any) -> None:
    page = said([{"eventid": str(n), "name": "x"} for n in range(10)])
    behind = FakeZabbix({"problem.get": page})
    answered = asked(door, behind, page=10)
    assert len(of(Alert, answered)) == 10
    assert (answered.covers, answered.missing) == (Covers.PART, None)


def test_hosts_that_can_not_be_had_leave_the_problems_standing(door: Any) -> None:
    refusal = error(code=-32500, message="Application error.", data="x")
    behind = FakeZabbix(problems=1, methods={"trigger.get": refusal, "host.get": refusal})
    answered = asked(door, behind)
    assert [one.entity for one in of(Alert, answered)] == [None]
    assert answered.covers is Covers.PART
    assert "Không hỏi được vấn đề thuộc máy nào" in {note.text for note in answered.notes}


def test_hosts_say_whether_zabbix_reaches_them(door: Any) -> None:
    hosts = [
        {"hostid": "1", "host": "h1", "name": "Một", "interfaces": [{"available": "1"}]},
        {"hostid": "2", "host": "h2", "name": "Hai",
         "interfaces": [{"available": "2", "error": "connection refused"}]},
        {"hostid": "3", "host": "h3", "name": "Ba", "maintenance_status": "1"},
        {"hostid": "4", "host": "h4", "name": "Bốn", "active_available": "1"},
        {"hostid": "5", "host": "h5", "name": "Năm", "interfaces": []},
    ]  # fmt: skip
    answered = asked(door, FakeZabbix({"host.get": said(hosts)}))
    states = {one.service: one.state for one in of(ServiceHealth, answered)}
    assert states == {"Một": Reply.ANSWERS, "Hai": Reply.NONE, "Ba": "maintenance",
                      "Bốn": Reply.ANSWERS, "Năm": None}  # fmt: skip
    up = next(one for one in of(Observation, answered) if one.indicator == "hosts_up")
    assert up.numerator == 2
    assert up.denominator == 4  # of one nobody knows
    refusing = next(one for one in of(ServiceHealth, answered) if one.uid == "2")
    assert refusing.words is not None
    assert dict(refusing.words.values) == {"why": "connection refused"}


def test_items_are_figures_with_their_points(door: Any, recording: Any) -> None:
    item = {"itemid": "50668", "key_": "doc.queue", "lastvalue": "150", "lastclock": "1795498568",
            "lastns": "0", "units": "vb", "value_type": "3", "state": "0",
            "hosts": [{"host": "lgsp-01", "name": "Máy chủ LGSP 01"}]}  # fmt: skip
    history = {"3": recording("zabbix_history_get.json")}
    hosts = said([{"hostid": "10", "host": "lgsp-01", "name": "Máy chủ LGSP 01"}])
    behind = FakeZabbix({"item.get": said([item]), "history.get": history["3"], "host.get": hosts})
    wanted = {"hang-doi": {"key": "doc.queue", "host": "lgsp-*", "history": "3650 d"}}
    answered = asked(door, behind, items=wanted)
    [figure] = [one for one in of(Observation, answered) if one.indicator == "hang-doi"]
    assert (figure.value, figure.unit) == (Decimal(150), "vb")
    assert dict(figure.labels) == {"host": "Máy chủ LGSP 01", "key": "doc.queue"}
    [point] = of(Sample, answered)
    assert point.value == 150
    assert point.labels == figure.labels
    assert answered.cursor == '{"hang-doi/3": 1795498568}'
    [params] = [params for method, params in behind.asked if method == "item.get"]
    assert params["hostids"] == ["10"]


class FakeHistory(FakeZabbix):
    """Keeps values of items `f` (float) and `u` (unsigned) as Zabbix does."""

    def __init__(self, points: Sequence[tuple[str, int]]) -> None:
        items = [{"itemid": one, "key_": one, "value_type": kind, "lastvalue": "1", "lastclock": "1",
                  "hosts": [{"host": "h"}]} for one, kind in (("f", "0"), ("u", "3"))]  # fmt: skip
        super().__init__({"item.get": said(items)})
        self._points = points

    @override
    def __call__(self, request: Request) -> Any:
        asked = json.loads(request.body or b"{}")
        if asked["method"] != "history.get":
            return super().__call__(request)
        params = asked["params"]
        rows = [{"itemid": item, "clock": str(clock), "ns": str(n * 1000), "value": "1"}
                for n, (item, clock) in enumerate(self._points)
                if item in params["itemids"] and clock >= params["time_from"]]  # fmt: skip
        return said(rows[: params["limit"]])


def points_read(door: Any, points: Sequence[tuple[str, int]], asks: int) -> tuple[int, Answered]:
    """How many different ones are had in so many asks, and the last answer."""
    made = settings(items={"x": {"key": "*", "history": "1 d"}})
    came = [CONNECTOR.ask(made, door(FakeHistory(points)), None)]
    for _ in range(asks - 1):
        came.append(CONNECTOR.ask(made, door(FakeHistory(points)), came[-1].cursor))
    read = {(point.uid, point.at) for answered in came for point in of(Sample, answered)}
    return len(read), came[-1]


BEGAN = int(NOW.timestamp()) - 3600


def test_no_point_is_lost_where_there_are_more_than_an_answer_holds(
    door: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.connectors.zabbix.history.POINTS", 10)
    many = [("f", BEGAN + n // 3) for n in range(31)]
    count, last = points_read(door, [*many, ("u", BEGAN + 900)], 6)
    assert count == 32
    assert last.notes == ()
    _, first = points_read(door, many, 1)
    assert [note.text for note in first.notes] == [
        "{name}: giá trị đã qua còn nhiều, lần hỏi sau đọc tiếp"
    ]


def test_a_second_with_more_points_than_an_answer_holds_is_passed_and_that_is_said(
    door: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.connectors.zabbix.history.POINTS", 10)
    crowd = [("f", BEGAN)] * 15
    _, first = points_read(door, [*crowd, ("f", BEGAN + 1)], 1)
    assert first.covers is Covers.PART
    count, last = points_read(door, [*crowd, ("f", BEGAN + 1)], 2)
    assert (count, last.covers) == (11, Covers.ALL)


def test_items_beyond_a_thousand_are_asked_for_in_more_calls(
    door: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.connectors.zabbix.asking._TOGETHER", 1)
    items = [
        {"itemid": one, "key_": one, "value_type": "3", "hosts": [{"host": "h"}]} for one in "abc"
    ]
    behind = FakeZabbix({"item.get": said(items), "history.get": said([])})
    asked(door, behind, items={"x": {"key": "*", "history": "1 h"}})
    called = [params["itemids"] for method, params in behind.asked if method == "history.get"]
    assert called == [["a"], ["b"], ["c"]]


def test_more_items_than_the_bound_are_a_part(door: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.connectors.zabbix.asking.MOST", 2)
    items = [{"itemid": one, "key_": one, "hosts": [{"host": "h"}]} for one in "abc"]
    answered = asked(door, FakeZabbix({"item.get": said(items)}), items={"x": "*"})
    assert (answered.covers, answered.missing) == (Covers.PART, None)


def test_where_no_host_is_known_it_is_not_known_how_many_are_up(door: Any) -> None:
    for hosts in ([], [{"hostid": "5", "host": "h5", "interfaces": []}]):
        answered = asked(door, FakeZabbix({"host.get": said(hosts)}))
        up = next(one for one in of(Observation, answered) if one.indicator == "hosts_up")
        assert (up.value, up.denominator) == (None, None)
        assert up.fault is not None


@pytest.mark.parametrize(
    ("item", "value", "text", "fault"),
    [
        ({"value_type": "0", "lastvalue": "1.5", "lastclock": "1795498568"}, Decimal("1.5"), None, None),
        ({"value_type": "4", "lastvalue": "ổn", "lastclock": "1795498568"}, None, "ổn", None),
        ({"value_type": "0", "lastvalue": "0", "lastclock": "0"}, None, None, "Zabbix chưa có giá trị nào"),
        ({"value_type": "0", "lastclock": "0", "state": "1", "error": "timeout"}, None, None,
         "Zabbix không đo được: {why}"),
        ({"value_type": "3", "lastvalue": "1e999999", "lastclock": "1795498568"}, None, None,
         "Zabbix chưa có giá trị nào"),
    ],
)  # fmt: skip
def test_an_item_without_a_value_says_why(
    item: dict[str, Any], value: Decimal | None, text: str | None, fault: str | None
) -> None:
    [(_, figure)] = figures("x", Item(key="k"), [{**item, "hosts": [{"name": "h"}]}])
    assert (figure.value, figure.text) == (value, text)
    assert (figure.fault.text if figure.fault else None) == fault


@pytest.mark.parametrize(
    ("body", "reason", "words"),
    [
        (error(**BAD_TOKEN), Reason.UNAUTHORISED, "Zabbix không nhận API token: {why}"),
        (error(code=-32602, message="Invalid params.", data="API token expired."), Reason.UNAUTHORISED,
         "Zabbix không nhận API token: {why}"),
        (error(code=-32500, message="Application error."), Reason.REFUSED, "Zabbix báo lỗi: {why}"),
        (b"<html>dang nhap</html>", Reason.MALFORMED,
         "Nguồn trả lời một trang web (HTML) hoặc XML, không phải JSON; có thể là trang đăng nhập"),
        (b'{"jsonrpc": "2.0", "result": [', Reason.MALFORMED, "Câu trả lời JSON bị cắt cụt"),
        (b"", Reason.MALFORMED, "Nguồn trả lời rỗng"),
        (b'{"result": []}', Reason.MALFORMED, "Câu trả lời không theo API của Zabbix"),
        (said({"a": 1}), Reason.MALFORMED, "Zabbix không trả danh sách như được hỏi"),
        ('{"jsonrpc": "2.0", "result": "é"}'.encode("latin-1"), Reason.MALFORMED,
         "Câu trả lời không phải văn bản UTF-8"),
    ],
)  # fmt: skip
def test_what_zabbix_refuses_with_200_is_an_outage_in_words(
    body: bytes, reason: Reason, words: str, door: Any
) -> None:
    with pytest.raises(SourceError) as caught:
        asked(door, FakeZabbix({"problem.get": body}))
    assert (caught.value.reason, caught.value.words.text) == (reason, words)


def test_a_zabbix_that_is_too_old_is_told(door: Any) -> None:
    with pytest.raises(SourceError) as caught:
        asked(door, FakeZabbix({"apiinfo.version": said("6.0.32")}))
    assert caught.value.words.text == "Zabbix {version} quá cũ: tường cần từ 6.4"


def test_problems_without_a_key_and_items_that_are_none_are_counted(door: Any) -> None:
    page = said([{"eventid": "1"}, {"name": "không có mã"}, 5, None])
    answered = asked(door, FakeZabbix({"problem.get": page}))
    assert len(of(Alert, answered)) == 1
    assert (answered.covers, answered.missing) == (Covers.PART, None)


JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)  # fmt: skip
FIELDS = st.sampled_from(
    ["eventid", "objectid", "clock", "ns", "severity", "tags", "hosts", "triggerid", "name",
     "hostid", "interfaces", "itemid", "lastvalue", "lastclock", "value_type"]
)  # fmt: skip


@given(st.dictionaries(FIELDS, JSONISH, max_size=8))
def test_mangled_objects_are_read_as_far_as_they_can(row: dict[str, object]) -> None:
    hosts = hosts_of([row])
    alert(row, hosts, "https://z.example")
    service(row)
    figures("x", Item(key="*"), [row])


@given(st.binary(max_size=200) | JSONISH.map(lambda made: json.dumps({"jsonrpc": "2.0", **(
    made if isinstance(made, dict) else {"result": made})}).encode()))  # fmt: skip
def test_mangled_answers_are_malformed_or_refused(body: bytes) -> None:
    for read in (result, rows):
        try:
            read(body)
        except SourceError as caught:
            assert caught.reason in {Reason.MALFORMED, Reason.REFUSED, Reason.UNAUTHORISED}  # noqa: PT017
