from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cache import Cache
from services.clock import HeldClock
from services.connectors import batch
from services.connectors.http_json import CONNECTOR
from services.records import Observation
from tests.unit.connectors.json_pages import NAMES, NOON, items, names, settings

if TYPE_CHECKING:
    from services.door import Request

# --- conditions and size ---------------------------------------------------------------------------


def test_an_unchanged_answer_confirms_only_what_was_recorded(door: Any) -> None:
    one = settings(datasets=NAMES)
    first = CONNECTOR.ask(one, door(lambda _: (items("a"), {"etag": '"v1"'})), None)
    again = door(lambda _: None)
    unchanged = CONNECTOR.ask(one, again, first.cursor)
    assert dict(again.asked[0].headers) == {"If-None-Match": '"v1"'}
    assert unchanged.unchanged
    assert unchanged.cursor == first.cursor
    otherwise = door(lambda _: items("a"))
    CONNECTOR.ask(settings(datasets={**NAMES, "organ": "o"}), otherwise, first.cursor)
    assert otherwise.asked[0].headers == ()


@pytest.mark.parametrize("cursor", ["", "x", "[]", '{"of": 1}', '{"of": "x", "kept": {"a": "b"}}'])
def test_a_cursor_that_says_nothing_is_passed_over(door: Any, cursor: str) -> None:
    scripted = door(lambda _: items("a"))
    assert names(CONNECTOR.ask(settings(datasets=NAMES), scripted, cursor).records) == ["a"]
    assert scripted.asked[0].headers == ()


def test_pages_are_never_asked_for_conditionally(door: Any) -> None:
    paged = settings(datasets=NAMES, pages={"link": "next"})
    answered = CONNECTOR.ask(paged, door(lambda _: (items("a"), {"etag": '"v1"'})), None)
    assert answered.cursor == ""


@pytest.mark.parametrize(
    "second",
    [
        (b'[{"k": "a", "v": 12}]', {}),
        (b'[{"k": "a", "v": 12}]', {"etag": '"' + "B" * 300 + '"'}),
        (b'[{"k": "a", "v": 12}, {"k": "b", "v": 1}, {"k": "c", "v": 1}]', {"etag": "B"}),
    ],
    ids=["no validator", "an unbearable one", "cut off"],
)
def test_a_304_never_confirms_what_the_system_no_longer_says(
    door: Any, monkeypatch: pytest.MonkeyPatch, second: tuple[bytes, dict[str, str]]
) -> None:
    """10 at A, then 12 of which no 304 can tell, then 10 at A again."""
    monkeypatch.setattr("services.mapping.MOST", 2)
    one = settings(observations={"each": "[]", "indicator": "k", "value": "v"})
    first = (b'[{"k": "a", "v": 10}]', {"etag": "A"})
    says = [first, second, first]
    cache = Cache.in_memory(HeldClock(NOON))
    values: list[str] = []
    for said in says:

        def answer(request: Request, said: Any = said) -> Any:
            known = dict(request.headers).get("If-None-Match")
            return None if known is not None and known == said[1].get("etag") else said

        answered = CONNECTOR.ask(one, door(answer), cache.cursor("s"))
        cache.record(batch("s", answered)).result()
        with cache.picture() as picture:
            found = [fact.record for fact in picture.facts("s", Observation)]
        values += [str(record.value) for record in found if record.indicator == "a"]
    cache.close()
    assert values == ["10", "12", "10"]
