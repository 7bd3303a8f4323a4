"""How long until a moment, or since it: in steps that a wall at rest can bear, never over too early."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.settings import Wording
from tests.unit.tiles.world import ODD, Told, drawn, faults, said, sheet_of
from widgets.drawing import Ink, Mark, Rect
from widgets.tiles.countdown import TILE, CountdownTile

if TYPE_CHECKING:
    from widgets.tiles.countdown import CountdownView

END = datetime(2026, 12, 31, 10, 0, tzinfo=UTC)
SAID = "2026-12-31 17:00"
"""The same on the wall."""
DAY, HOUR, MINUTE, SECOND = (
    timedelta(days=1),
    timedelta(hours=1),
    timedelta(minutes=1),
    timedelta(seconds=1),
)
SIZES = [(1240, 700), (922, 443), (608, 288), (420, 260), *ODD]
LONG = Wording(vi="Hoàn thành chỉ tiêu chuyển đổi số của huyện, thành phố ẪỔỀẲẠỰỘ")


def seen(at: datetime, **more: Any) -> CountdownView:
    settings = CountdownTile(**{"countdown": SAID, **more})
    return TILE.look_up(settings, Told(at=at).knowledge())


def left(apart: timedelta, **more: Any) -> dict[str, int]:
    return dict(seen(END - apart, **more).shown)


def shown(at: datetime, size: tuple[int, int] = (922, 443), lang: str = "vi", **more: Any) -> Any:
    settings = CountdownTile(**{"countdown": SAID, "title": "Hạn", **more})
    return drawn(TILE, settings, Told(at=at).knowledge(), Rect(0, 0, *size), sheet_of(lang=lang))


@pytest.mark.parametrize(
    ("apart", "amounts"),
    [
        (200 * DAY + SECOND, {"days": 201}),
        (34 * DAY + 14 * HOUR + 30 * MINUTE, {"days": 34, "hours": 15}),
        (DAY, {"days": 1, "hours": 0}),
        (DAY - SECOND, {"days": 1, "hours": 0}),
        (23 * HOUR + 59 * MINUTE, {"hours": 23, "minutes": 59}),
        (2 * HOUR, {"hours": 2, "minutes": 0}),
        (90 * SECOND, {"minutes": 2}),
        (SECOND, {"minutes": 1}),
    ],
)
def test_what_is_left_is_said_in_sensible_steps_rounded_up(
    apart: timedelta, amounts: dict[str, int]
) -> None:
    assert left(apart) == amounts


def test_the_last_hour_can_be_counted_by_the_second() -> None:
    assert left(HOUR + SECOND, seconds=True) == {"hours": 1, "minutes": 1}
    assert left(59 * MINUTE + 7 * SECOND, seconds=True) == {"minutes": 59, "seconds": 7}
    assert left(9 * SECOND, seconds=True) == {"seconds": 9}


@given(
    st.timedeltas(min_value=-150 * DAY, max_value=150 * DAY).map(
        lambda apart: apart - apart % SECOND
    ),
    st.booleans(),
)
def test_a_picture_holds_exactly_as_long_as_it_says(apart: timedelta, seconds: bool) -> None:  # noqa: FBT001
    at = END - apart
    now = seen(at, since=True, seconds=seconds)
    until = now.standing.until
    assert until is not None
    assert until > at
    assert seen(until - timedelta(microseconds=1), since=True, seconds=seconds) == now
    assert seen(until, since=True, seconds=seconds) != now


def test_when_it_is_over_it_says_so_and_changes_no_more() -> None:
    view = seen(END)
    assert (view.passed, view.shown, view.standing.until) == (True, (), None)
    assert said(shown(END)) == ["Hạn", "Đã đến thời điểm", "17:00 ngày 31/12/2026"]
    over = Wording(vi="Hội nghị đang diễn ra", en="The conference is on")
    assert "Hội nghị đang diễn ra" in said(shown(END, over=over))
    assert "The conference is on" in said(shown(END, lang="en", over=over))


def test_a_deadline_that_has_passed_wears_a_pennant_and_its_word() -> None:
    before = shown(END - SECOND, overdue=True)
    assert not [item for item in before if isinstance(item, Mark)]
    after = shown(END + 2 * DAY + 3 * HOUR, overdue=True)
    (mark,) = (item for item in after if isinstance(item, Mark))
    assert (mark.shape, mark.ink) == ("pennant", Ink.OVERDUE)
    assert said(after)[1:] == ["2 ngày", "3 giờ", "Quá hạn", "17:00 ngày 31/12/2026"]


@pytest.mark.parametrize("size", [(451, 160), (600, 120), (922, 200)])
def test_what_is_overdue_says_so_with_its_mark_in_the_lowest_tile(size: tuple[int, int]) -> None:
    items = shown(END + 2 * DAY + 3 * HOUR, size=size, overdue=True)
    assert [item.shape for item in items if isinstance(item, Mark)] == ["pennant"]
    assert any("Quá hạn" in text for text in said(items))


def test_what_has_passed_is_counted_only_where_that_is_wanted() -> None:
    assert dict(seen(END + 90 * MINUTE, since=True).shown) == {"hours": 1, "minutes": 30}
    assert seen(END + 90 * MINUTE).shown == ()


def test_a_day_without_an_hour_ends_with_the_day() -> None:
    midnight = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    assert not seen(midnight - SECOND, countdown="2026-12-31").passed
    assert seen(midnight, countdown="2026-12-31").passed
    assert "hết ngày 31/12/2026" in said(shown(midnight, countdown="2026-12-31"))
    before, after = midnight - SECOND, midnight + SECOND
    texts = said(shown(before, countdown="2026-12-31"))
    assert texts == ["Hạn", "1 phút", "còn lại đến hết ngày 31/12/2026"]
    texts = said(shown(after, countdown="2026-12-31", since=True))
    assert texts == ["Hạn", "0 phút", "kể từ hết ngày 31/12/2026"]


def test_an_offset_is_kept() -> None:
    assert seen(END, countdown="2026-12-31T12:00+02:00").moment == END


def test_it_tells_its_figures() -> None:
    assert seen(END - DAY - HOUR).figures() == {
        "moment": "2026-12-31T10:00:00.000000Z",
        "passed": False,
        "overdue": False,
        "days": 1,
        "hours": 1,
    }


def test_where_room_is_short_the_smaller_unit_gives_way() -> None:
    at = END - 34 * DAY - 15 * HOUR
    assert said(shown(at, (300, 200)), "value") == ["34 ngày"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("at", [END - 3000 * DAY, END - 34 * DAY, END + 40 * DAY], ids=str)
@pytest.mark.parametrize("over", [None, Wording(vi="Đã quá hạn " * 30)], ids=["", "long"])
def test_nothing_overlaps_or_is_cut_at_any_size(
    size: tuple[int, int], lang: str, at: datetime, over: Wording | None
) -> None:
    box = Rect(0, 0, *size)
    for more in ({"overdue": True}, {"since": True}, {}):
        items = shown(at, size, lang, title=LONG, over=over, **more)
        assert faults(items, box, sheet_of(lang=lang)) == []


@pytest.mark.parametrize(
    "wrong", ["31/12/2026", "2026-02-30", "2026-12-31 25:00", "17:00", "2026-12-31+07:00", 2026, ""]
)
def test_what_is_no_moment_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        CountdownTile(countdown=wrong)
