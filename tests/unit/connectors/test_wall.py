"""Another wall's wall.json."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.connectors.wall import CONNECTOR, Page, Wall, normalise
from services.door import Answer, Files, SourceError
from services.draft import Draft, Met
from services.news import Covers, Reason
from services.records import Alert, AlertState, Observation, Reply, ServiceHealth
from tests.unit.connectors.conftest import NOW

TIME = "2026-11-24T06:59:00.000000Z"


def source(id: str = "lgsp", **more: Any) -> dict[str, Any]:
    return {"id": id, "connector": "http_json", "state": "live", "simulated": False,
            "last_answered": TIME, "words": None, "partial": False, "missing": None, **more}  # fmt: skip


def tile(id: str = "o", **more: Any) -> dict[str, Any]:
    data = {"figures": [{"indicator": "ho-so", "value": "12", "period": "2026-10", "labels": {},
                         "state": "live"}], "series": 30}  # fmt: skip
    return {"id": id, "sources": ["lgsp"], "state": "live", "simulated": False, "data": data,
            "source_time": TIME, "received": TIME, "texts": [], **more}  # fmt: skip


def document(*tiles: Any, **more: Any) -> bytes:
    whole = {"wall": "huyen", "at": "2026-11-24T07:00:00.000000Z", "sources": [source()],
             "alarms": [], "screens": [{"tiles": [*tiles]}], "version": 1, **more}  # fmt: skip
    return json.dumps(whole).encode()


def figures(page: Page) -> dict[str, Observation]:
    return {one.indicator: one for one in page.records if isinstance(one, Observation)}


def test_figures_keep_their_value_period_and_the_time_of_their_own_source() -> None:
    page = normalise(document(tile()))
    [seen] = figures(page).values()
    assert seen.value == 12
    assert (seen.indicator, seen.period, seen.flag) == ("ho-so", "2026-10", None)
    assert seen.at == datetime(2026, 11, 24, 6, 59, tzinfo=UTC)
    assert page.at == datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def test_what_a_tile_counts_is_named_by_the_tile() -> None:
    data = {"counts": {"urgent": 2, "low": None}, "total": 5, "known": True, "rows": [{"n": 1}]}
    found = figures(normalise(document(tile("canh-bao", data=data))))
    assert {name: one.value for name, one in found.items()} == {
        "canh-bao.counts.urgent": 2,
        "canh-bao.total": 5,
    }


@pytest.mark.parametrize(
    ("more", "flag"),
    [
        ({"state": "live"}, None),
        ({"state": "stale"}, "stale"),
        ({"state": "stale", "texts": [{"role": "badge", "text": "Cũ", "full": "Dữ liệu cũ"}]},
         "Dữ liệu cũ"),
        ({"state": "disconnected"}, "disconnected"),
        ({"state": "chưa từng thấy"}, "chưa từng thấy"),
    ],
)  # fmt: skip
def test_a_state_is_never_made_better(more: dict[str, Any], flag: str | None) -> None:
    [seen] = figures(normalise(document(tile(**more)))).values()
    assert seen.flag == flag


def test_a_figure_on_two_tiles_is_doubted_where_one_doubts_it() -> None:
    [seen] = figures(normalise(document(tile(), tile("p", state="late")))).values()
    assert seen.flag == "late"


def places(*rows: tuple[str | None, str]) -> dict[str, Any]:
    said = [{"indicator": "vu", "territory": place, "value": value} for place, value in rows]
    return tile(data={"records": "observations", "rows": said})


def test_figures_of_places_and_organs_are_theirs_and_never_the_province_s() -> None:
    rows = places(("Cam Ly", "22"), ("Lang Biang", "333"))
    rows["data"]["rows"].append({"indicator": "vu", "organ": "Sở Y tế", "value": "5"})
    page = normalise(document(rows))
    seen = [one for one in page.records if isinstance(one, Observation)]
    assert [(one.territory, one.organ, str(one.value)) for one in seen] == [
        ("Cam Ly", None, "22"), ("Lang Biang", None, "333"), (None, "Sở Y tế", "5")]  # fmt: skip
    assert len({one.uid for one in seen}) == 3
    assert not page.partial


def test_of_several_values_of_one_figure_none_is_taken_and_that_is_said() -> None:
    page = normalise(document(places((None, "22"), (None, "333"), (None, "22"))))
    [seen] = figures(page).values()
    assert (seen.value, seen.fault is not None) == (None, True)
    assert (page.partial, page.missing) == (True, None)
    [note] = page.notes
    assert note.text.startswith("{count} số liệu của tường kia có nhiều giá trị khác nhau")


def test_a_figure_that_one_tile_lacks_is_what_the_other_says() -> None:
    for rows in (places((None, ""), (None, "22")), places((None, "22"), (None, ""))):
        page = normalise(document(rows))
        [seen] = figures(page).values()
        assert seen.value == 22
        assert (seen.fault, page.partial) == (None, False)


def test_marks_of_simulation_and_of_parts_come_along(door: Any) -> None:
    lacking = source(partial=True, missing=7, simulated=True)
    body = document(tile(), sources=[lacking])
    answered = CONNECTOR.ask(
        Wall(connector="wall", url="https://h.example"), door(lambda _: body), None
    )
    assert (answered.simulated, answered.covers, answered.missing) == (True, Covers.PART, 7)  # fmt: skip


def test_sources_there_are_services_here() -> None:
    body = document(
        sources=[
            source(),
            source("soc", state="disconnected", words="Cổng đóng"),
            source("av", state="stale"),
        ]
    )
    found = {one.uid: one for one in normalise(body).records if isinstance(one, ServiceHealth)}
    assert {id: one.state for id, one in found.items()} == {
        "lgsp": Reply.ANSWERS, "soc": Reply.NONE, "av": "stale"}  # fmt: skip
    assert found["soc"].words is not None


def test_alarms_there_are_alerts_here() -> None:
    body = document(alarms=[{"id": "1", "priority": "urgent", "title": "x", "state": "acked"}])
    [found] = [one for one in normalise(body).records if isinstance(one, Alert)]
    assert (found.severity, found.state) == (5, AlertState.ACKNOWLEDGED)


def test_what_a_wall_has_from_a_wall_is_not_taken_so_a_ring_of_walls_dies_out() -> None:
    sources = [source(), source("tuong", connector="wall")]
    second = tile("vong", sources=["tuong"])
    page = normalise(document(second, sources=sources))
    assert figures(page) == {}
    assert "Bỏ qua {count} ô mà tường kia lấy lại từ một tường khác" in {
        note.text for note in page.notes
    }


@pytest.mark.parametrize(
    ("body", "reason", "words"),
    [
        (b"{}", Reason.MALFORMED, "Câu trả lời không phải wall.json của một tường Langbiang"),
        (b"[]", Reason.MALFORMED, "Câu trả lời không phải wall.json của một tường Langbiang"),
        (document(version=2), Reason.REFUSED,
         "Tường kia viết wall.json theo dạng {version}, tường này đọc được dạng {known}"),
        (document(version="x"), Reason.REFUSED,
         "Tường kia viết wall.json theo dạng {version}, tường này đọc được dạng {known}"),
        (b"<html>", Reason.MALFORMED,
         "Nguồn trả lời một trang web (HTML) hoặc XML, không phải JSON; có thể là trang đăng nhập"),
        (document()[:-2], Reason.MALFORMED, "Câu trả lời JSON bị cắt cụt"),
        (b"", Reason.MALFORMED, "Nguồn trả lời rỗng"),
    ],
)  # fmt: skip
def test_what_is_no_wall_or_a_newer_one_is_told(body: bytes, reason: Reason, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        normalise(body)
    assert (caught.value.reason, caught.value.words.text) == (reason, words)


def test_a_wall_of_a_program_before_versions_is_read() -> None:
    whole = json.loads(document(tile()))
    del whole["version"]
    assert figures(normalise(json.dumps(whole).encode()))


def test_more_than_the_bound_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.connectors.wall.document.MOST", 3)
    data = {f"n{n}": n for n in range(10)}
    page = normalise(document(tile(data=data)))
    assert (len(page.records), page.partial, page.missing) == (3, True, 8)


def test_a_wall_is_at_one_place() -> None:
    assert Wall(connector="wall", file="nhan/wall.json").files() == Files(path="nhan/wall.json")
    assert Wall(connector="wall", url="https://h.example/wall.json").files() is None
    for given_ in ({}, {"url": "https://h.example", "file": "a"}):
        with pytest.raises(ValidationError, match="cần đúng một chỗ để đọc"):
            Wall(connector="wall", **given_)


def test_a_wall_is_recognised_from_its_file(door: Any) -> None:
    outcome = Answer(status=200, headers={}, body=document(tile()), asked=NOW, received=NOW, url="")
    met = Met(address="wall.json", outcome=outcome, local="file")
    draft = CONNECTOR.recognise(met, door(lambda _: b""))
    assert isinstance(draft, Draft)
    assert draft.settings["file"] == "wall.json"


JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
            ["id", "state", "texts", "role", "full", "data", "indicator", "value", "labels", "x"]
        ), inner, max_size=5)
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.lists(JSONISH, max_size=3), st.lists(JSONISH, max_size=3), st.lists(JSONISH, max_size=3))
def test_mangled_walls_are_read_as_far_as_they_can(
    sources: list[Any], tiles: list[Any], alarms: list[Any]
) -> None:
    normalise(document(*tiles, sources=sources, alarms=alarms))


@given(st.binary(max_size=200))
def test_mangled_bytes_are_malformed(body: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        normalise(body)
    assert caught.value.reason is Reason.MALFORMED
