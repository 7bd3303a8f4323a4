from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from services.connectors.prometheus import CONNECTOR, Prometheus, Query, normalise
from services.door import Request, SourceError
from services.news import Covers, Reason
from services.phrase import phrase
from services.records import Observation, Reply, Sample, ServiceHealth

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.connectors import Answered

NOW = datetime(2026, 11, 24, 7, 0, 7, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def settings(**queries: object) -> Prometheus:
    return Prometheus.model_validate(
        {"connector": "prometheus", "url": "http://x", "queries": queries}
    )


def vector(*figures: tuple[dict[str, str], object], at: object = 1795503607.25) -> bytes:
    result = [{"metric": labels, "value": [at, value]} for labels, value in figures]
    return success("vector", result)


def success(kind: str, result: object, **more: object) -> bytes:
    data = {"resultType": kind, "result": result}
    return json.dumps({"status": "success", "data": data, **more}).encode()


class Server:
    """Answers each query by its words; range queries with one point a step, of its own clock."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now
        self.says: dict[str, bytes | SourceError] = {}
        self.ranges: list[dict[str, str]] = []

    def __call__(self, request: Request) -> bytes | SourceError:
        asked = dict(request.params)
        if asked["query"] in self.says:
            return self.says[asked["query"]]
        stamp = (self.now - EPOCH).total_seconds()
        if request.path == "api/v1/query":
            return success("scalar", [stamp, "1"])
        self.ranges.append(asked)
        start, end, step = (float(asked[name]) for name in ("start", "end", "step"))
        count = int((end - start) // step) + 1
        values = [[start + step * point, str(point)] for point in range(count)]
        return success("matrix", [{"metric": {"job": "node"}, "values": values}])


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def ask(door: Any, server: Server) -> Callable[..., Answered]:
    def asked(cursor: str | None = None, **queries: object) -> Answered:
        return CONNECTOR.ask(settings(**queries), door(server), cursor)

    return asked


def test_what_is_1_or_0_is_a_service_that_answers_or_does_not() -> None:
    figures = [
        ({"__name__": "up", "job": "node", "instance": "10.0.0.5:9100"}, "0"),
        ({"__name__": "up", "job": "node", "instance": "10.0.0.6:9100"}, "1"),
        ({"instance": "https://tinh.example"}, "1"),
        ({}, "0.5"),
        ({"job": "lạ"}, "NaN"),
    ]
    found = normalise("up", Query(query="up", records="services"), vector(*figures))
    services = [record for record in found.records if isinstance(record, ServiceHealth)]
    assert [(one.service, one.instance, one.state) for one in services] == [
        ("node", "10.0.0.5:9100", Reply.NONE),
        ("node", "10.0.0.6:9100", Reply.ANSWERS),
        ("https://tinh.example", None, Reply.ANSWERS),
        ("up", None, "0.5"),
        ("lạ", None, None),
    ]


def test_a_service_whose_value_can_not_be_read_stays_and_says_so() -> None:
    good = {"metric": {"job": "a", "instance": "x"}, "value": [1795503607.25, "1"]}
    bad = {"metric": {"job": "a", "instance": "y"}, "value": "hỏng"}
    query = Query(query="up", records="services")
    found = normalise("up", query, success("vector", [good, bad]))
    one, other = (record for record in found.records if isinstance(record, ServiceHealth))
    assert (one.state, one.words) == (Reply.ANSWERS, None)
    assert (other.instance, other.state) == ("y", None)
    assert other.words is not None
    assert other.words.text == "Không đọc được giá trị và giờ của số liệu"
    assert not found.partial


def test_of_services_without_names_a_part_is_left() -> None:
    good = {"metric": {"job": "a", "instance": "x"}, "value": [1795503607.25, "1"]}
    query = Query(query="up", records="services")
    found = normalise("up", query, success("vector", [good, "hỏng"]))
    assert (len(found.records), found.partial, len(found.notes)) == (1, True, 1)


def test_services_have_no_course() -> None:
    with pytest.raises(ValidationError):
        Query(query="up", records="services", range=timedelta(hours=1))


def times(answered: Answered) -> list[datetime]:
    return [record.at for record in answered.records if isinstance(record, Sample) and record.at]


def test_a_recorded_vector_is_one_figure_per_label_set(recording: Any) -> None:
    found = normalise("song", Query(query="up"), recording("prometheus_query_up.json"))
    figures = [record for record in found.records if isinstance(record, Observation)]
    assert [str(figure.value) for figure in figures] == ["1", "0", "0", "1"]
    assert figures[2].indicator == "song"
    assert dict(figures[2].labels)["service"] == "truc-lien-thong"
    assert "__name__" not in dict(figures[2].labels)
    assert found.at == datetime(2026, 11, 24, 5, 29, 32, 47000, tzinfo=UTC)
    assert len({figure.uid for figure in figures}) == 4


def test_a_recorded_matrix_is_samples_of_one_series(recording: Any) -> None:
    query = Query(query="node_load1", range=timedelta(hours=1))
    found = normalise("tai", query, recording("prometheus_query_range.json")).records
    assert [str(sample.value) for sample in found if isinstance(sample, Sample)] == [
        "2.23",
        "2.39",
        "1.99",
    ]
    assert len({sample.uid for sample in found}) == 1


def test_labels_can_be_chosen_and_say_where_a_figure_belongs() -> None:
    query = Query(query="x", labels=("job",), territory="xa")
    body = vector(({"job": "a", "pod": "p", "xa": "24775"}, "1"))
    (found,) = normalise("x", query, body).records
    assert isinstance(found, Observation)
    assert (found.labels, found.territory) == ((("job", "a"),), "24775")


def test_series_that_fall_together_without_their_labels_are_no_figure() -> None:
    body = vector(({"job": "a", "pod": "p"}, "1"), ({"job": "a", "pod": "q"}, "2"))
    (found,) = normalise("x", Query(query="x", labels=("job",)), body).records
    assert isinstance(found, Observation)
    assert found.value is None
    assert found.fault is not None


@pytest.mark.parametrize("value", ["NaN", "+Inf", "-Inf", "", "9" * 1000, "1e90000000", None, 5])
def test_what_is_no_number_is_no_value_and_says_so(value: object) -> None:
    (found,) = normalise("x", Query(query="x"), vector(({}, value))).records
    assert isinstance(found, Observation)
    assert found.value is None
    assert found.fault is not None


@pytest.mark.parametrize("seconds", [253402300799, -62135596800, "hôm qua", None])
def test_a_figure_of_a_time_that_can_not_be_true_is_no_figure_and_the_others_are_whole(
    ask: Any, server: Server, seconds: object
) -> None:
    sound = {"metric": {"job": "b"}, "value": [1795503607, "2"]}
    odd = {"metric": {"job": "a"}, "value": [seconds, "1"]}
    server.says["q"] = success("vector", [odd, sound, 5])
    answered = ask(x="q")
    assert [str(record.value) for record in answered.records] == ["None", "2"]
    assert "Không đọc được giờ" in answered.records[0].fault.text
    assert answered.covers is Covers.ALL
    assert len(answered.notes) == 1


def test_a_point_of_a_time_that_can_not_be_true_is_left_out_of_its_series() -> None:
    query = Query(query="q", range=timedelta(hours=1))
    values = [[253402300799, "1"], [1795503607, "2"]]
    found = normalise("x", query, success("matrix", [{"metric": {}, "values": values}]))
    assert [str(one.value) for one in found.records if isinstance(one, Sample)] == ["2"]


def test_a_value_keeps_the_digits_of_the_source() -> None:
    (found,) = normalise("x", Query(query="x"), vector(({}, "0.10"))).records
    assert isinstance(found, Observation)
    assert str(found.value) == "0.10"


def test_a_histogram_is_no_single_number() -> None:
    body = success("vector", [{"metric": {}, "histogram": [1795503607, {"count": "5"}]}])
    (found,) = normalise("x", Query(query="x"), body).records
    assert isinstance(found, Observation)
    assert found.fault == phrase("Giá trị là biểu đồ phân bố, không phải một số")


@pytest.mark.parametrize(
    ("kind", "result", "query"),
    [
        ("string", [1, "x"], Query(query="x")),
        ("matrix", [], Query(query="x")),
        ("vector", [], Query(query="x", range=timedelta(hours=1))),
        ("streams", [], Query(query="x")),
    ],
)
def test_a_result_of_another_kind_is_refused_in_words(
    kind: str, result: object, query: Query
) -> None:
    with pytest.raises(SourceError) as caught:
        normalise("x", query, success(kind, result))
    assert caught.value.reason is Reason.REFUSED


def test_a_vector_that_is_no_list_is_no_answer_of_prometheus() -> None:
    with pytest.raises(SourceError) as caught:
        normalise("x", Query(query="x"), success("vector", {}))
    assert caught.value.reason is Reason.MALFORMED


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"status": "success"}', b"7"])
def test_what_is_no_answer_of_prometheus_is_malformed(body: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        normalise("x", Query(query="x"), body)
    assert caught.value.reason is Reason.MALFORMED


def test_a_recorded_error_is_quoted(recording: Any) -> None:
    with pytest.raises(SourceError) as caught:
        normalise("x", Query(query="x"), recording("prometheus_error.json"))
    assert "parse error" in str(dict(caught.value.words.values)["why"])


def test_warnings_are_notes() -> None:
    found = normalise("x", Query(query="x"), success("vector", [], warnings=["một phần"]))
    assert found.notes == (phrase("Prometheus lưu ý: {text}", text="một phần"),)


def test_figures_have_the_time_of_the_ask_so_that_equal_ones_stay_equal(
    ask: Any, server: Server
) -> None:
    server.says = {"a": vector(({}, "1"), at=1795503607.25), "b": vector(({}, "2"), at=1795503607)}
    answered = ask(x="a", y="b")
    assert answered.at == NOW
    assert [record.at for record in answered.records] == [None, None]
    assert answered.covers is Covers.ALL


def test_figures_of_different_times_keep_their_own(ask: Any, server: Server) -> None:
    server.says = {"a": vector(({}, "1"), at=1795503607), "b": vector(({}, "2"), at=1795500000)}
    answered = ask(x="a", y="b")
    assert answered.at is None
    assert [record.at for record in answered.records] == [
        NOW,
        EPOCH + timedelta(seconds=1795500000),
    ]


def test_one_query_that_fails_breaks_its_own_figure_only(ask: Any, server: Server) -> None:
    wrong = phrase("Nguồn báo lỗi {status}: {why}", status=400, why="parse error")
    server.says = {"sai{": SourceError(Reason.REFUSED, wrong, status=400), "a": vector(({}, "1"))}
    answered = ask(hong="sai{", tot="a")
    broken, sound = answered.records
    assert isinstance(broken, Observation)
    assert isinstance(sound, Observation)
    assert (broken.indicator, broken.value, broken.fault) == ("hong", None, wrong)
    assert (sound.indicator, sound.value, sound.fault) == ("tot", Decimal(1), None)
    assert answered.covers is Covers.PART


def test_all_queries_failing_is_an_outage_with_the_first_words(ask: Any, server: Server) -> None:
    words = phrase("Nguồn báo lỗi {status}", status=422)
    server.says = dict.fromkeys(
        ("a", "b"), SourceError(Reason.REFUSED, words, timedelta(seconds=9), status=422)
    )
    with pytest.raises(SourceError) as caught:
        ask(x="a", y={"query": "b", "range": "1 h"})
    assert caught.value.words == words
    assert caught.value.retry_after == timedelta(seconds=9)


def test_after_a_lost_connection_nothing_more_is_asked(door: Any, server: Server) -> None:
    lost = SourceError(Reason.DEADLINE, phrase("Nguồn im lặng quá thời hạn"))
    server.says = {"a": vector(({}, "1")), "b": lost}
    scripted = door(server)
    answered = CONNECTOR.ask(settings(x="a", y="b", z="c"), scripted, None)
    assert [dict(request.params)["query"] for request in scripted.asked] == ["a", "b"]
    faults = [record.fault for record in answered.records if isinstance(record, Observation)]
    assert sorted(map(bool, faults)) == [False, True, True]


def test_a_query_without_a_result_is_said(ask: Any, server: Server) -> None:
    server.says = {"a": vector()}
    assert ask(x="a").notes == (phrase("{name}: câu hỏi không có kết quả nào", name="x"),)


LOAD = {"query": "tai", "range": "10 min", "step": "1 min"}


def test_a_series_is_asked_for_up_to_the_servers_own_time(ask: Any, server: Server) -> None:
    answered = ask(t=LOAD)
    assert times(answered)[0] == datetime(2026, 11, 24, 6, 50, tzinfo=UTC)
    assert times(answered)[-1] == datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def test_a_query_with_a_range_gives_its_figure_as_well(ask: Any, server: Server) -> None:
    answered = ask(t=LOAD)
    figures = [record for record in answered.records if isinstance(record, Observation)]
    assert [figure.indicator for figure in figures] == ["t"]
    assert answered.covers is Covers.ALL


def test_only_newer_points_are_asked_for_afterwards(ask: Any, server: Server) -> None:
    first = ask(t=LOAD)
    nothing = ask(first.cursor, t=LOAD)
    assert times(nothing) == []
    server.now += timedelta(minutes=2)
    later = ask(nothing.cursor, t=LOAD)
    assert [at.minute for at in times(later)] == [1, 2]


def test_the_gap_of_an_outage_is_filled(ask: Any, server: Server) -> None:
    first = ask(t={**LOAD, "range": "2 h"})
    server.now += timedelta(hours=1)
    later = ask(first.cursor, t={**LOAD, "range": "2 h"})
    assert len(times(later)) == 60
    assert min(times(later)) - max(times(first)) == timedelta(minutes=1)


def test_a_series_that_failed_is_asked_for_again_from_where_it_was(
    ask: Any, server: Server
) -> None:
    first = ask(x="a", t=LOAD)
    server.now += timedelta(minutes=1)
    server.says = {"tai": SourceError(Reason.REFUSED, phrase("x"), status=503)}
    failed = ask(first.cursor, x="a", t=LOAD)
    assert failed.covers is Covers.PART
    server.now += timedelta(minutes=1)
    server.says = {}
    assert [at.minute for at in times(ask(failed.cursor, x="a", t=LOAD))] == [1, 2]


def test_a_series_that_fails_alone_is_said_and_leaves_its_figure_sound(door: Any) -> None:
    lost = SourceError(Reason.REFUSED, phrase("x"), status=503)
    server = Server()
    scripted = door(
        lambda request: lost if request.path == "api/v1/query_range" else server(request)
    )
    answered = CONNECTOR.ask(settings(t=LOAD), scripted, None)
    (figure,) = answered.records
    assert isinstance(figure, Observation)
    assert (figure.value, figure.fault) == (Decimal(1), None)
    assert answered.notes == (lost.words,)
    assert answered.covers is Covers.PART


def test_no_answer_is_asked_for_more_points_than_prometheus_gives(ask: Any, server: Server) -> None:
    answered = ask(t={"query": "tai", "range": "30 d", "step": "1 s"})
    assert len(times(answered)) == 11_000
    assert max(times(answered)) == NOW


def test_a_query_whose_words_changed_starts_anew(ask: Any, server: Server) -> None:
    first = ask(t=LOAD)
    other = ask(first.cursor, t={**LOAD, "query": "khac"})
    assert len(times(other)) == 11
    assert len(json.loads(other.cursor)) == 1


def test_a_server_whose_clock_went_back_is_asked_for_its_whole_range(
    ask: Any, server: Server
) -> None:
    first = ask(t=LOAD)
    server.now -= timedelta(hours=1)
    assert len(times(ask(first.cursor, t=LOAD))) == 11


@pytest.mark.parametrize("cursor", ["", "x", "[]", '{"t": 5}', '{"t": "hôm qua"}', "7"])
def test_a_cursor_that_says_nothing_is_passed_over(ask: Any, cursor: str) -> None:
    assert len(times(ask(cursor, t=LOAD))) == 11


def test_a_point_without_a_number_is_left_out_of_its_series() -> None:
    body = success("matrix", [{"metric": {}, "values": [[1, "NaN"], [2, "2"], ["x", "3"], [4]]}])
    found = normalise("x", Query(query="x", range=timedelta(hours=1)), body)
    assert [str(point.value) for point in found.records if isinstance(point, Sample)] == ["2"]
    assert found.notes != ()


@pytest.mark.parametrize(
    "queries",
    [
        {"a": ""},
        {"a": {"query": "x", "range": "1 s", "step": "1 min"}},
        {"a": {"query": "x", "range": "1 h", "step": "1 ms"}},
        {"a": {"query": "x", "rnage": "1 h"}},
    ],
)
def test_a_wrong_query_is_a_fault_of_the_wall_file(queries: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        settings(**queries)


def test_without_queries_the_targets_and_the_known_figures_that_it_has_are_asked_for(
    door: Any,
) -> None:
    def said(request: Request) -> bytes:
        if request.path == "api/v1/label/__name__/values":
            names = ["node_cpu_seconds_total", "probe_success", "up"]
            return json.dumps({"status": "success", "data": names}).encode()
        return vector(({"job": "node", "instance": "a"}, "1"))

    behind = door(said)
    found = CONNECTOR.ask(settings(), behind, None)
    assert len(behind.asked) == 5
    figures = {one.indicator for one in found.records if isinstance(one, Observation)}
    services = [one.service for one in found.records if isinstance(one, ServiceHealth)]
    assert (figures, services) == ({"down", "cpu"}, ["node", "node"])
    assert found.covers is Covers.ALL


def test_what_lists_no_metrics_is_asked_for_its_targets_alone(door: Any) -> None:
    def said(request: Request) -> bytes | SourceError:
        if request.path != "api/v1/query":
            return SourceError(Reason.REFUSED, phrase("Không có"), status=404)
        return vector(({"job": "node", "instance": "a"}, "0"))

    [one] = CONNECTOR.ask(settings(), door(said), None).records
    assert isinstance(one, ServiceHealth)
    assert one.state is Reply.NONE


def test_a_server_that_is_away_is_an_outage_without_queries_too(door: Any) -> None:
    away = SourceError(Reason.UNREACHABLE, phrase("Mất nối"))
    with pytest.raises(SourceError) as failure:
        CONNECTOR.ask(settings(), door(lambda _: away), None)
    assert failure.value.reason is Reason.UNREACHABLE
