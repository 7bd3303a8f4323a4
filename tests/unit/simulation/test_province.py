from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from services.simulation.answers import ProvinceRequest, Response
from services.simulation.day import HOME
from services.simulation.province import SYSTEMS, Province

NOON = datetime(2026, 11, 24, 14, 5, 37, tzinfo=HOME)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PATHS = [f"/{system}{path}" for system, paths in SYSTEMS.items() for path in paths]


def ask(path: str, at: datetime = NOON, seed: int = 1, **params: str) -> Response:
    if path.endswith(("/query", "/query_range")) and not params:
        params = {"query": "lgsp_calls_per_minute"}
        if path.endswith("range"):
            params |= {
                "start": str(at.timestamp() - 3600),
                "end": str(at.timestamp()),
                "step": "60",
            }
    request = ProvinceRequest(path=path, params=tuple(params.items()))
    return Province(seed).respond(request, at)


def body(path: str, at: datetime = NOON, seed: int = 1, **params: str) -> Any:
    return json.loads(ask(path, at, seed, **params).body)


def figures(path: str, at: datetime = NOON, seed: int = 1, **params: str) -> dict[str, Any]:
    return {one["ma"]: one for one in body(path, at, seed, **params)["chi_so"]}


def calls(at: datetime, seed: int = 1) -> float:
    result = body("/lgsp/api/v1/query", at, seed, query="lgsp_calls_per_minute")["data"]["result"]
    return float(result[0]["value"][1])


@pytest.mark.parametrize("path", PATHS)
def test_the_same_seed_and_instant_give_the_same_bytes(path: str) -> None:
    assert ask(path) == ask(path)
    assert ask(path, NOON.astimezone(UTC)).body == ask(path).body


@pytest.mark.parametrize("path", PATHS)
def test_an_instant_is_answered_the_same_whatever_was_asked_before(path: str) -> None:
    first = ask(path, NOON - 3 * DAY)
    ask(path, NOON)
    ask(path, NOON + 5 * DAY)

    assert ask(path, NOON - 3 * DAY) == first


def test_another_seed_is_another_province() -> None:
    assert ask("/docs/van-ban", seed=2).body != ask("/docs/van-ban", seed=1).body


@pytest.mark.parametrize("path", [*PATHS, "/nowhere", "/docs/nowhere", "/"])
def test_every_answer_says_that_it_is_simulated_and_what_field_quotes(path: str) -> None:
    assert dict(ask(path).headers)["Langbiang-Simulated"] == "cong_bo"


def documents_by_hour(day: datetime) -> list[int]:
    return [point["gia_tri"] for point in body("/docs/van-ban", day + DAY)["lich_su"]]


def test_documents_peak_in_the_morning_and_in_the_afternoon() -> None:
    hours = documents_by_hour(datetime(2026, 11, 24, tzinfo=HOME))

    assert min(hours[8:11]) > hours[11] > hours[12]
    assert min(hours[14:16]) > hours[17]
    assert sum(hours[8:11]) + sum(hours[14:16]) > sum(hours) / 2


def test_nights_and_weekends_are_quiet() -> None:
    tuesday = documents_by_hour(datetime(2026, 11, 24, tzinfo=HOME))
    sunday = documents_by_hour(datetime(2026, 11, 29, tzinfo=HOME))

    assert sum(tuesday[22:]) + sum(tuesday[:5]) < sum(tuesday) / 20
    assert sum(sunday) < sum(tuesday) / 10
    assert calls(datetime(2026, 11, 24, 3, tzinfo=HOME)) < calls(NOON) / 3


def test_calls_are_continuous_from_minute_to_minute() -> None:
    seconds = [calls(NOON + timedelta(minutes=step)) for step in range(120)]

    assert all(abs(after - before) < 0.12 * before for before, after in pairwise(seconds))


def test_incidents_begin_rise_and_end() -> None:
    past = body("/soc/chi-so")["su_co"]
    one = next(case for case in past if case["muc"] == 5 and case["dong"])
    begins, ends = (datetime.fromisoformat(one[name]) for name in ("xay_ra", "dong"))

    def raised(since: datetime, until: datetime) -> int:
        ats = [
            since + timedelta(minutes=10) * n
            for n in range((until - since) // timedelta(minutes=10))
        ]
        seen = {a["fingerprint"]: a for at in ats for a in body("/soc/api/v2/alerts", at)}
        started = (datetime.fromisoformat(a["startsAt"]) for a in seen.values())
        return sum(since <= at < until for at in started)

    length = datetime.fromisoformat(one["khoanh_vung"]) - begins
    during = raised(begins + length * 0.4, begins + length * 1.2)
    assert during > 0
    assert one["trang_thai"] == "đã đóng"
    before = {c["ma"]: c for c in body("/soc/chi-so", begins - timedelta(minutes=1))["su_co"]}
    meanwhile = {c["ma"]: c for c in body("/soc/chi-so", begins + length / 2)["su_co"]}
    after = {c["ma"]: c for c in body("/soc/chi-so", ends + timedelta(minutes=1))["su_co"]}
    assert one["ma"] not in before
    assert meanwhile[one["ma"]]["dong"] is None
    assert after[one["ma"]]["dong"] == one["dong"]


def test_an_alert_keeps_its_identity_while_it_fires_and_then_vanishes() -> None:
    first = {a["fingerprint"]: a for a in body("/soc/api/v2/alerts", NOON)}
    later = {a["fingerprint"]: a for a in body("/soc/api/v2/alerts", NOON + timedelta(minutes=5))}
    tomorrow = {a["fingerprint"] for a in body("/soc/api/v2/alerts", NOON + DAY)}

    assert first.keys() & later.keys()
    assert all(first[k]["startsAt"] == later[k]["startsAt"] for k in first.keys() & later.keys())
    assert not first.keys() & tomorrow


def test_alerts_have_the_shape_of_alertmanager() -> None:
    for alert in body("/soc/api/v2/alerts"):
        assert {
            "annotations",
            "endsAt",
            "fingerprint",
            "receivers",
            "startsAt",
            "status",
        } < alert.keys()
        assert alert["status"]["state"] == "active"
        assert alert["labels"]["severity"] in {"critical", "high", "medium", "low"}
        starts, updated, ends = (
            datetime.fromisoformat(alert[name]) for name in ("startsAt", "updatedAt", "endsAt")
        )
        assert starts <= updated <= NOON < ends


def test_a_filter_keeps_alerts_and_a_bad_one_is_a_bare_string() -> None:
    kept = body("/soc/api/v2/alerts", filter='severity="low"')

    assert {alert["labels"]["severity"] for alert in kept} == {"low"}
    bad = ask("/soc/api/v2/alerts", filter="what?")
    assert bad.status == 400
    assert isinstance(json.loads(bad.body), str)


def test_a_vector_has_a_series_a_label_set_and_a_selector_chooses() -> None:
    every = body("/lgsp/api/v1/query", query="lgsp_service_up")["data"]
    one = body("/lgsp/api/v1/query", query='lgsp_service_up{service="Tin nhắn"}')["data"]

    assert every["resultType"] == "vector"
    assert len(every["result"]) == 47
    assert [s["metric"]["service"] for s in one["result"]] == ["Tin nhắn"]
    assert one["result"][0]["value"][0] == pytest.approx(NOON.timestamp())
    assert isinstance(one["result"][0]["value"][1], str)


def test_an_unknown_metric_is_an_empty_vector_as_prometheus_has_it() -> None:
    assert body("/lgsp/api/v1/query", query="nothing")["data"]["result"] == []


@pytest.mark.parametrize("query", ["", "rate(x[5m])", "a{b=}", 'a{b="c"', "a + b", 'a{b=~"c"}'])
def test_what_is_no_plain_selector_is_a_bad_request(query: str) -> None:
    answer = ask("/lgsp/api/v1/query", query=query)

    assert answer.status == 400
    assert json.loads(answer.body)["status"] == "error"
    assert json.loads(answer.body)["errorType"] == "bad_data"


def test_a_range_has_a_point_a_step_and_none_of_the_future() -> None:
    start = NOON - HOUR
    answer = body(
        "/lgsp/api/v1/query_range",
        query="lgsp_calls_per_minute",
        start=start.isoformat(),
        end=str((NOON + HOUR).timestamp()),
        step="5m",
    )
    values = answer["data"]["result"][0]["values"]

    assert answer["data"]["resultType"] == "matrix"
    assert [at for at, _ in values] == [start.timestamp() + 300 * n for n in range(13)]
    assert float(values[3][1]) == calls(start + timedelta(minutes=15))


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": "0"},
        {"step": "x"},
        {"end": "yesterday"},
        {"start": "2026-11-24T14:05:37+07:00", "end": "2026-11-24T13:05:37+07:00"},
        {"start": "0", "step": "1"},
    ],
)
def test_a_wrong_range_is_a_bad_request(wrong: dict[str, str]) -> None:
    whole = {
        "query": "up",
        "start": str(NOON.timestamp() - 60),
        "end": str(NOON.timestamp()),
        "step": "15",
    }
    assert ask("/lgsp/api/v1/query_range", NOON, 1, **(whole | wrong)).status == 400


def test_prometheus_takes_its_parameters_in_a_form_too() -> None:
    request = ProvinceRequest(
        method="POST", path="/lgsp/api/v1/query", body=b"query=lgsp_services_total"
    )
    answer = json.loads(Province(1).respond(request, NOON).body)

    assert answer["data"]["result"][0]["value"][1] == "47"


def article() -> Any:
    return json.loads((files("resources") / "domain" / "article.json").read_text(encoding="utf-8"))


def test_the_articles_figures_are_served_as_they_were_printed() -> None:
    served = figures("/reports/cong-bo")
    names = {
        "value": "gia_tri",
        "text": "chu",
        "qualifier": "muc",
        "numerator": "tu",
        "denominator": "mau",
        "delta": "tang",
        "ratio": "ty_le",
        "base": "goc",
    }
    assert len(served) == 20
    for one in article()["indicators"]:
        item = served[one["id"]]
        assert {new: item.get(new) for new in names.values()} == {
            new: one.get(old) for old, new in names.items()
        }
        assert item["ky"] == "2023"
    assert served["bts_total"]["tang"] == 70
    assert (served["bts_total"]["ty_le"], served["bts_total"]["goc"]) == (104.29, "2022")
    assert served["revenue"]["ty_le"] == 105.16
    assert "goc" not in served["revenue"]
    assert (served["district_iocs"]["tu"], served["district_iocs"]["mau"]) == (10, 12)
    assert served["digital_tech_as_service"]["chu"]


def test_tasks_and_goals_of_the_article_are_served_with_their_publication() -> None:
    served = body("/reports/cong-bo")

    assert len(served["nhiem_vu"]) == 13
    assert len(served["muc_tieu"]) == 18
    for item in served["chi_so"] + served["nhiem_vu"] + served["muc_tieu"]:
        assert item["cong_bo"] == "Báo Lâm Đồng 22/12/2023"


def test_operations_centres_are_those_that_dated_press_saw_opened_and_of_the_others_nobody_says() -> (
    None
):
    told = {one["dia_ban"]: one for one in body("/reports/cong-bo")["ioc"]}

    assert len(told) == 12
    assert {place for place, one in told.items() if one["chu"] == "chưa rõ"} == {
        "Lâm Hà",
        "Bảo Lâm",
        "Đạ Huoai",
        "Cát Tiên",
    }
    assert told["Di Linh"]["cong_bo"] == "Nông thôn và Phát triển 29/11/2023"
    assert all(any(map(str.isdigit, one["cong_bo"])) for one in told.values())


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/reports/cong-bo"])
def test_nothing_invented_quotes_a_publication(path: str) -> None:
    assert b"cong_bo" not in ask(path).body


def test_no_published_figure_has_a_target_a_curve_or_a_share_of_a_unit() -> None:
    served = body("/reports/cong-bo")
    allowed = {"ma", "ten", "ky", "gia_tri", "chu", "don_vi_tinh", "muc", "tu", "mau"}
    allowed |= {"tang", "ty_le", "goc", "linh_vuc", "cap_nhat", "cong_bo"}

    assert "lich_su" not in served
    assert all(item.keys() <= allowed for item in served["chi_so"])
    published = set(figures("/reports/cong-bo"))
    for path in PATHS:
        answer = ask(path)
        as_json = dict(answer.headers)["Content-Type"].startswith("application/json; ")
        found = json.loads(answer.body) if as_json else None
        if path != "/reports/cong-bo" and isinstance(found, dict):
            assert not published & {one["ma"] for one in found.get("chi_so", ())}


def test_documents_move_on_and_each_has_one_state_a_time() -> None:
    before = {p["ma"]: p for p in body("/docs/van-ban", NOON - HOUR)["van_ban"]}
    now = {p["ma"]: p for p in body("/docs/van-ban", NOON)["van_ban"]}
    order = ["01", "03", "04", "05", "06"]

    known = {"01", "02", "03", "04", "05", "06", "13", "15", "16"}
    assert {p["trang_thai"] for p in now.values()} <= known
    moved = [
        (before[k]["trang_thai"], now[k]["trang_thai"])
        for k in before.keys() & now.keys()
        if {before[k]["trang_thai"], now[k]["trang_thai"]} <= set(order)
    ]
    assert any(old != new for old, new in moved)
    assert all(order.index(old) <= order.index(new) for old, new in moved)


def test_documents_of_one_organ_can_be_asked_for() -> None:
    organ = "Sở Thông tin và Truyền thông"
    papers = body("/docs/van-ban", don_vi=organ)["van_ban"]

    assert 0 < len(papers) < len(body("/docs/van-ban")["van_ban"])
    assert all(organ in {p["noi_gui"], *p["noi_nhan"]} for p in papers)


def test_a_known_etag_is_answered_by_304_and_another_by_the_whole() -> None:
    whole = ask("/opendata")
    tag = dict(whole.headers)["ETag"]

    def conditional(known: str) -> Response:
        request = ProvinceRequest(path="/opendata", headers=(("if-none-match", known),))
        return Province(1).respond(request, NOON)

    assert conditional(tag).status == 304
    assert conditional(tag).body == b""
    assert conditional('"other"') == whole


def test_a_head_has_the_headers_and_no_body() -> None:
    answer = Province(1).respond(ProvinceRequest(method="HEAD", path="/av"), NOON)

    assert answer.body == b""
    assert dict(answer.headers)["Content-Length"] == str(len(ask("/av").body))


def test_what_is_not_there_and_what_may_not_be_done_is_said() -> None:
    assert ask("/docs/nowhere").status == 404
    deleting = ProvinceRequest(method="DELETE", path="/docs/van-ban")
    assert Province(1).respond(deleting, NOON).status == 405


def test_a_wrong_clock_changes_times_and_no_figure() -> None:
    request = ProvinceRequest(path="/av")
    ahead = json.loads(Province(1).respond(request, NOON, timedelta(minutes=10)).body)
    sound = body("/av")

    assert datetime.fromisoformat(ahead["cap_nhat"]) == NOON + timedelta(minutes=10)
    assert [c["gia_tri"] for c in ahead["chi_so"]] == [c["gia_tri"] for c in sound["chi_so"]]
