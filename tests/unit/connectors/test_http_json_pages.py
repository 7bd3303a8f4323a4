from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from services.connectors.http_json import CONNECTOR
from services.door import Request, SourceError
from services.news import Covers, Reason
from services.phrase import phrase
from tests.unit.connectors.json_pages import NAMES, items, names, settings


def test_pages_by_link_end_when_the_last_leads_back_to_the_first(door: Any) -> None:
    pages = {
        "http://nguon.example/": items("a", "b", next="/?trang=2"),
        "http://nguon.example/?trang=2": items("c", next="/?trang=3"),
        "http://nguon.example/?trang=3": items("d", next="/?trang=1"),
        "http://nguon.example/?trang=1": items("a", "b", next="/?trang=2"),
    }
    scripted = door(lambda request: pages[request.path or "http://nguon.example/"])
    answered = CONNECTOR.ask(settings(datasets=NAMES, pages={"link": "next"}), scripted, None)
    assert names(answered.records) == ["a", "b", "c", "d"]
    assert answered.covers is Covers.PART
    assert len(scripted.asked) == 4


@pytest.mark.parametrize("following", ["/", "http://[oops"])
def test_a_page_whose_link_leads_to_itself_or_to_no_address_is_a_part(
    door: Any, following: str
) -> None:
    scripted = door(lambda _: items("a", next=following))
    answered = CONNECTOR.ask(settings(datasets=NAMES, pages={"link": "next"}), scripted, None)
    assert (names(answered.records), answered.covers) == (["a"], Covers.PART)
    assert len(scripted.asked) == 1
    assert answered.notes


def test_pages_by_link_header(door: Any) -> None:
    link = '<http://nguon.example/?p=1>; rel="prev", <http://nguon.example/?p=2>; rel="next"'
    answers = [(items("a"), {"link": link}), (items("b"), {})]
    scripted = door(lambda _: answers.pop(0))
    answered = CONNECTOR.ask(settings(datasets=NAMES, pages={"header": True}), scripted, None)
    assert names(answered.records) == ["a", "b"]
    assert scripted.asked[1].path == "http://nguon.example/?p=2"


def offset_of(request: Request) -> int:
    return int(dict(request.params)["offset"])


def test_pages_by_offset_go_on_where_the_system_gives_fewer_than_asked_for(door: Any) -> None:
    whole = ["a", "b", "c", "d", "e"]
    scripted = door(lambda request: items(*whole[offset_of(request) : offset_of(request) + 2]))
    paged = settings(
        datasets=NAMES, params={"q": "x"}, pages={"offset": "offset", "limit": "limit", "size": 50}
    )
    answered = CONNECTOR.ask(paged, scripted, None)
    assert names(answered.records) == whole
    assert answered.covers is Covers.ALL
    assert scripted.asked[1].params == (("q", "x"), ("offset", "2"), ("limit", "50"))


def test_a_system_that_ignores_the_offset_is_asked_twice_and_not_believed_whole(door: Any) -> None:
    scripted = door(lambda _: items("a", "b"))
    paged = settings(datasets=NAMES, pages={"offset": "offset"})
    answered = CONNECTOR.ask(paged, scripted, None)
    assert names(answered.records) == ["a", "b"]
    assert answered.covers is Covers.PART
    assert len(scripted.asked) == 2


def test_pages_by_cursor_end_when_a_token_comes_again(door: Any) -> None:
    pages = {"": items("a", sau="t1"), "t1": items("b", sau="t2"), "t2": items("c", sau="t1")}
    scripted = door(lambda request: pages[dict(request.params).get("tu", "")])
    paged = settings(datasets=NAMES, pages={"cursor": "sau", "param": "tu"})
    answered = CONNECTOR.ask(paged, scripted, None)
    assert names(answered.records) == ["a", "b", "c"]
    assert answered.covers is Covers.PART
    assert "lặp lại" in answered.notes[0].text


def test_a_cursor_can_travel_in_the_body(door: Any) -> None:
    answers = [items("a", sau="t1"), items("b")]
    scripted = door(lambda _: answers.pop(0))
    paged = settings(
        datasets=NAMES,
        method="POST",
        body={"query": "{…}", "variables": {"n": 5}},
        pages={"cursor": "sau", "param": "variables.after", "body": True},
    )
    CONNECTOR.ask(paged, scripted, None)
    assert json.loads(scripted.asked[1].body) == {
        "query": "{…}",
        "variables": {"n": 5, "after": "t1"},
    }
    assert dict(scripted.asked[0].headers)["Content-Type"] == "application/json"


def test_a_lost_page_makes_the_answer_partial_in_words(door: Any) -> None:
    lost = SourceError(Reason.DEADLINE, phrase("Nguồn im lặng quá thời hạn"))
    answers: list[bytes | SourceError] = [items("a", next="/2"), lost]
    answered = CONNECTOR.ask(
        settings(datasets=NAMES, pages={"link": "next"}), door(lambda _: answers.pop(0)), None
    )
    assert names(answered.records) == ["a"]
    assert answered.covers is Covers.PART
    assert answered.notes == (phrase("Chỉ đọc được {count} trang đầu", count=1), lost.words)


def test_the_page_cap_makes_the_answer_partial(door: Any) -> None:
    scripted = door(lambda request: items(f"n{offset_of(request)}"))
    paged = settings(datasets=NAMES, pages={"offset": "offset"}, max_pages=3)
    answered = CONNECTOR.ask(paged, scripted, None)
    assert len(answered.records) == len(scripted.asked) == 3
    assert answered.covers is Covers.PART


def test_the_time_of_several_pages_is_that_of_the_oldest(door: Any) -> None:
    answers = [
        items("a", next="/2", luc="2026-11-24T06:59:00Z"),
        items("b", luc="2026-11-24T06:58:00Z"),
    ]
    paged = settings(datasets=NAMES, pages={"link": "next"}, answered_at="luc")
    answered = CONNECTOR.ask(paged, door(lambda _: answers.pop(0)), None)
    assert answered.at == datetime(2026, 11, 24, 6, 58, tzinfo=UTC)


def test_one_answer_with_more_records_than_the_bound_is_partial_and_says_so(
    door: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.connectors.http_json.walk.MOST", 5)
    both = settings(datasets=NAMES, alerts={"each": "m[]", "title": "n"})
    answered = CONNECTOR.ask(both, door(lambda _: (items("a", "b", "c"), {"etag": "A"})), None)
    assert len(answered.records) == 5
    assert answered.covers is Covers.PART
    assert answered.notes == (phrase("Bỏ qua {count} mục vượt mức cho phép", count=1),)
    assert answered.cursor == ""


@pytest.mark.parametrize(
    ("said", "covers", "missing"),
    [
        ({"m": [{"i": "a"}], "total": 3}, Covers.PART, 2),
        ({"m": [{"i": "a"}], "total": "1"}, Covers.ALL, None),
        ({"m": [{"i": "a"}], "total": 0}, Covers.ALL, None),
        ({"m": [{"i": "a"}], "total": "nhiều"}, Covers.ALL, None),
        ({"m": [{"i": "a"}], "total": -5}, Covers.ALL, None),
        ({"m": [{"i": "a"}], "total": 1.5}, Covers.ALL, None),
        ({"m": [{"i": "a"}]}, Covers.ALL, None),
    ],
)
def test_an_answer_that_says_how_many_there_are_says_how_many_are_missing(
    door: Any, said: dict[str, object], covers: Covers, missing: int | None
) -> None:
    made = settings(organs={"each": "m[]", "id": "i"}, total="total")
    answered = CONNECTOR.ask(made, door(lambda _: json.dumps(said).encode()), None)
    assert (answered.covers, answered.missing) == (covers, missing)


def test_no_page_is_asked_for_when_all_is_there(door: Any) -> None:
    made = settings(organs={"each": "m[]", "id": "i"}, total="total", pages={"offset": "from"})

    def pages(request: Request) -> bytes:
        begins = int(dict(request.params)["from"])
        return json.dumps({"m": [{"i": str(begins)}, {"i": str(begins + 1)}], "total": 4}).encode()

    behind = door(pages)
    answered = CONNECTOR.ask(made, behind, None)
    assert (len(answered.records), answered.covers, len(behind.asked)) == (4, Covers.ALL, 2)
