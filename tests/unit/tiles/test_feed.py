"""Headlines: newest first, plain, as many as can be read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from services.freshness import State
from services.records import FeedItem, Mention, Record, Tone
from tests.unit.tiles.world import AT, Told, drawn, faults, said, sheet_of, source
from widgets.drawing import Ink, Mark, Rect, Text, Weight
from widgets.tiles.feed import TILE, FeedTile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widgets.tiles.feed import FeedView

HOUR = timedelta(hours=1)
LONG = "Lâm Đồng đẩy mạnh chuyển đổi số, phủ sóng 5G tới mọi huyện, thành phố trong năm nay ẪỔỀẲẠỰỘ"
SIZES = [(1864, 906), (922, 906), (922, 443), (608, 443), (451, 288), (1864, 200)]


def item(id: int, ago: timedelta | None, title: str | None = None) -> FeedItem:
    title = f"{LONG} {id}" if title is None else title
    return FeedItem(uid=f"i{id}", title=title, published=None if ago is None else AT - ago)


def knowledge(
    records: Iterable[Record], state: State = State.LIVE, other: Iterable[Record] = ()
) -> Any:
    told = Told()
    told.be("bao", state, records)
    told.be("mang", State.LIVE, other)
    return told.knowledge({"sources": {"bao": source("bao", name="Báo Lâm Đồng")}})


def seen(records: Iterable[Record], **more: Any) -> FeedView:
    settings = FeedTile(feed=("bao",), **more)
    return TILE.look_up(settings, knowledge(records))


def test_the_newest_come_first_and_undated_ones_last() -> None:
    view = seen([item(1, 3 * HOUR, "cũ"), item(2, None, "không ngày"), item(3, HOUR, "mới")])
    assert [one.title for one in view.headlines] == ["mới", "cũ", "không ngày"]
    assert view.title.vi == "Báo Lâm Đồng"


def test_headlines_of_several_sources_say_whose_they_are() -> None:
    both = knowledge([item(1, HOUR, "tin")], other=[item(2, 2 * HOUR, "bài")])
    view = TILE.look_up(FeedTile(feed=("bao", "mang")), both)
    assert view.figures()["rows"] == [
        {"title": "tin", "where": "Báo Lâm Đồng", "tone": None, "others": 0},
        {"title": "bài", "where": None, "tone": None, "others": 0},
    ]


def test_a_source_is_called_in_the_language_of_the_wall() -> None:
    told = Told()
    told.be("bao", State.LIVE, [item(1, HOUR, "tin")])
    told.be("mang", State.LIVE, [])
    name = {"vi": "Báo Lâm Đồng", "short": "Báo LĐ", "en": "Lam Dong newspaper"}
    known = told.knowledge({"sources": {"bao": source("bao", name=name)}})
    settings, box = FeedTile(feed=("bao", "mang")), Rect(0, 0, 922, 443)
    under = said(drawn(TILE, settings, known, box, sheet_of(lang="en")), "context")
    assert under[0].endswith("Lam Dong newspaper")
    assert said(drawn(TILE, settings, known, box, sheet_of()), "context")[0].endswith("Báo LĐ")


def test_an_item_that_claims_to_be_of_the_future_is_as_old_as_the_wall_knows_it() -> None:
    told = Told()
    told.be("bao", State.LIVE, [item(1, -4000 * 24 * HOUR, "tương lai")])
    settings = FeedTile(feed=("bao",))
    sources = {"sources": {"bao": source("bao")}}
    [later] = TILE.look_up(settings, told.at_a_later(30 * 24 * HOUR).knowledge(sources)).headlines
    assert later.age == 30 * 24 * HOUR


def test_an_item_from_the_future_is_just_new() -> None:
    assert seen([item(1, -5 * HOUR)]).headlines[0].age == timedelta()


def test_mentions_say_their_tone_and_only_negative_ones_may_be_wanted() -> None:
    told: list[Record] = [
        Mention(uid="a", time=AT - HOUR, title="xấu", source="Trang A", tone=Tone.NEGATIVE),
        Mention(uid="b", time=AT - HOUR, title="tốt", source="Trang B", tone=Tone.POSITIVE),
        item(3, HOUR, "không sắc thái"),
    ]
    assert len(seen(told).headlines) == 3
    assert [one.title for one in seen(told, tone="negative").headlines] == ["xấu"]


def mention(id: str, ago: timedelta, title: str, where: str, tone: Tone | None = None) -> Mention:
    return Mention(uid=id, time=AT - ago, title=title, source=where, tone=tone)


def test_the_same_headline_is_told_once_where_it_was_first_and_by_how_many() -> None:
    told = [
        mention("a", 3 * HOUR, "Mưa lớn ở Bảo Lâm", "Báo Lâm Đồng", Tone.NEUTRAL),
        mention("b", HOUR, "mưa lớn ở Bảo Lâm!", "Trang A", Tone.NEGATIVE),
        mention("c", HOUR, "Mưa lớn ở Bảo Lâm", "Trang B"),
        mention("d", HOUR, "Mưa lớn ở Bảo Lâm", "Trang B"),
        mention("e", 2 * HOUR, "Mua lon o Bao Lam", "Trang C"),
    ]
    view = seen(told)
    assert [(one.title, one.where, one.others, one.tone) for one in view.headlines] == [
        ("Mua lon o Bao Lam", "Trang C", 0, None),
        ("Mưa lớn ở Bảo Lâm", "Báo Lâm Đồng", 2, Tone.NEGATIVE),
    ]
    assert view.total == 2
    box = Rect(0, 0, 1236, 443)
    items = drawn(TILE, FeedTile(feed=("bao",)), knowledge(told), box, sheet_of())
    assert "Tiêu cực · 2 giờ · Báo Lâm Đồng và 2 nơi khác" in said(items, "context")


def test_a_headline_that_is_said_again_days_later_is_news_again() -> None:
    told = [item(n, n * 72 * HOUR, "Lịch tiếp công dân") for n in range(3)]
    assert len(seen(told).headlines) == 3


def test_items_without_a_title_are_not_all_the_same() -> None:
    told = [Mention(uid=str(n), time=AT - n * HOUR, title="…") for n in range(3)]
    assert len(seen(told).headlines) == 3


def test_a_tone_is_a_thin_mark_beside_its_word_and_none_of_an_alarm() -> None:
    told = [
        mention(tone.value, n * HOUR, tone.value, "A", tone)
        for n, tone in enumerate((Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE))
    ]
    box = Rect(0, 0, 1236, 906)
    items = drawn(TILE, FeedTile(feed=("bao",)), knowledge(told), box, sheet_of())
    marks = [one for one in items if isinstance(one, Mark)]
    assert [one.shape for one in marks] == ["down", "level", "up"]
    assert {one.ink for one in marks} == {Ink.SECOND}
    under = [text.split(" · ")[0] for text in said(items, "context")]
    assert under == ["Tiêu cực", "Trung lập", "Tích cực"]


def test_what_has_no_room_is_counted() -> None:
    told = [item(n, n * HOUR) for n in range(40)]
    box = Rect(0, 0, 922, 443)
    items = drawn(TILE, FeedTile(feed=("bao",)), knowledge(told), box, sheet_of())
    shown = len(said(items, "cell"))
    assert f"và {40 - shown} mục khác" in said(items, "context")


def test_markup_is_only_letters() -> None:
    view = seen([item(1, HOUR, "<b>đậm</b>\x1b[31m\u202e")])
    assert view.headlines[0].title == "<b>đậm</b>[31m"


def test_nothing_heard_is_not_no_news() -> None:
    box = Rect(0, 0, 922, 443)
    never = drawn(TILE, FeedTile(feed=("bao",)), knowledge([], State.NEVER), box, sheet_of())
    empty = drawn(TILE, FeedTile(feed=("bao",)), knowledge([]), box, sheet_of())
    assert said(never, "cell") == ["–"]
    assert said(empty, "cell") == ["Không có tin nào"]


def test_a_view_holds_until_the_first_age_is_said_otherwise() -> None:
    view = seen([item(1, timedelta(seconds=50))])
    assert view.standing.until is not None
    assert view.standing.until <= AT + timedelta(seconds=10)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("count", [1, 4, 40])
def test_nothing_overlaps_or_leaves_the_tile(size: tuple[int, int], lang: str, count: int) -> None:
    told: list[Record] = [item(n, n * HOUR) for n in range(count)]
    told.append(Mention(uid="m", time=AT + HOUR, title=LONG, source=LONG, tone=Tone.NEGATIVE))
    box, sheet = Rect(20, 20, *size), sheet_of(lang=lang)
    items = drawn(TILE, FeedTile(feed=("bao",)), knowledge(told), box, sheet)
    found = [fault for fault in faults(items, box, sheet) if not fault.startswith("clipped")]
    assert found == []
    first = next(one for one in items if isinstance(one, Text) and one.role == "cell")
    assert first.runs[0].weight is Weight.SEMIBOLD


def test_headlines_have_what_the_longest_line_beside_them_leaves() -> None:
    title = "Trạm y tế Đà Lạt khám bệnh lưu động cho người cao tuổi ở các xã vùng sâu"
    sheet, box = sheet_of(), Rect(0, 0, 1864, 500)
    lone = drawn(
        TILE,
        FeedTile(feed=("bao",)),
        knowledge([item(1, timedelta(minutes=30), title)]),
        box,
        sheet,
    )
    (cell,) = (one for one in lone if isinstance(one, Text) and one.role == "cell")
    (when,) = (one for one in lone if isinstance(one, Text) and one.role == "context")
    assert (len(cell.runs), cell.text) == (1, title)
    assert cell.rect.right <= when.rect.x
    assert when.rect.right <= box.right
