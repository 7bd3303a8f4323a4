"""A notice: plain words in two languages, a code that a phone can read, and nothing once it is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import segno
from pydantic import ValidationError

from services.settings import Wording
from tests.unit.tiles.world import ODD, Told, drawn, faults, said, sheet_of
from widgets import code
from widgets.drawing import Area, Box, Ink, Rect, Text
from widgets.palette import THEMES
from widgets.tiles.text import TILE, TextTile

if TYPE_CHECKING:
    from widgets.drawing import Item
    from widgets.tiles.text import TextView

AT = datetime(2026, 12, 15, 2, 0, tzinfo=UTC)
"""09:00 on the wall."""
URL = "https://stttt.lamdong.gov.vn/dien-tap"
LONG = "Các sở, ngành, huyện, thành phố cử cán bộ dự diễn tập ẪỔỀẲẠỰỘ trước 17:00. " * 8
SIZES = [(1240, 700), (922, 443), (608, 443), (451, 620), (420, 260), *ODD]


def seen(at: datetime = AT, **more: Any) -> TextView:
    return TILE.look_up(TextTile(**{"text": "Họp giao ban", **more}), Told(at=at).knowledge())


def shown(
    room: tuple[int, int] = (922, 443), lang: str = "vi", at: datetime = AT, **more: Any
) -> list[Item]:
    settings = TextTile(**{"text": "Họp giao ban", **more})
    return drawn(TILE, settings, Told(at=at).knowledge(), Rect(0, 0, *room), sheet_of(lang=lang))


def sizes(items: list[Item]) -> set[float]:
    return {
        run.size
        for item in items
        if isinstance(item, Text) and item.role == "value"
        for run in item.runs
    }


def test_a_notice_without_a_title_is_nothing_but_its_words() -> None:
    assert said(shown()) == ["Họp giao ban"]
    assert said(shown(title="Thông báo")) == ["Thông báo", "Họp giao ban"]
    assert seen().title.vi == "Thông báo"


def test_paragraphs_and_their_lines_are_kept_in_both_languages() -> None:
    text = [{"vi": "một\nhai", "en": "one\ntwo"}, "ba"]
    vi = [item for item in shown(text=text) if isinstance(item, Text)]
    assert [[run.text for run in one.runs] for one in vi] == [["một", "hai"], ["ba"]]
    assert said(shown(text=text, lang="en")) == ["one two", "ba"]


def test_what_looks_like_markup_is_shown_as_it_is() -> None:
    assert said(shown(text="<b>đậm</b> *nghiêng* {n}")) == ["<b>đậm</b> *nghiêng* {n}"]


def test_letters_are_as_large_as_was_wanted_where_there_is_room() -> None:
    sheet = sheet_of()
    assert sizes(shown()) == {sheet.reading}
    assert sizes(shown(size="figure")) == {sheet.size(30.0)}
    assert sizes(shown(size="figure", text=LONG[:300])) == {sheet.reading}


def test_the_short_form_stands_where_the_whole_has_no_room() -> None:
    text = Wording(vi=LONG[:490], short="Diễn tập trước 17:00")
    assert said(shown((451, 160), text=text)) == ["Diễn tập trước 17:00"]


def test_what_has_no_room_at_all_is_told_by_an_ellipsis() -> None:
    last = said(shown((451, 160), text=["Một đoạn ngắn", LONG[:490]]))[-1]
    assert last.endswith("…")


@pytest.mark.parametrize("blank", [" ", "\n"])
def test_a_paragraph_of_nothing_is_passed_over_where_the_room_ends(blank: str) -> None:
    long = "đoạn dài " * 50
    for height in range(40, 400, 7):
        items = shown((400, height), text=["trước", blank, long])
        said_there = [item.text for item in items if isinstance(item, Text)]
        assert not said_there or said_there[-1].endswith(("…", "đoạn dài"))


def test_a_centred_notice_stands_in_the_middle() -> None:
    (text,) = (item for item in shown(align="centre") if isinstance(item, Text))
    assert abs(text.rect.x + text.rect.w / 2 - 461) < 1
    assert abs(text.rect.y + text.rect.h / 2 - 221.5) < 1


def test_before_its_time_and_after_it_a_notice_says_nothing_and_stays_calm() -> None:
    times: dict[str, Any] = {"from": "2026-12-10", "until": "2026-12-20", "title": "Thông báo"}
    times["qr"] = URL
    day = timedelta(days=1)
    before, after = AT - 10 * day, AT + 6 * day
    for at in (before, after):
        assert [item for item in shown(at=at, **times) if not isinstance(item, Box)] == []
        assert seen(at, **times).figures()["paragraphs"] == []
    assert "Họp giao ban" in said(shown(at=AT, **times))


def test_it_says_until_when_it_stays_as_it_is() -> None:
    times = {"from": "2026-12-10", "until": "2026-12-20 12:00"}
    begins = datetime(2026, 12, 9, 17, 0, tzinfo=UTC)
    ends = datetime(2026, 12, 20, 5, 0, tzinfo=UTC)
    second = timedelta(seconds=1)
    assert seen(begins - second, **times).standing.until == begins
    assert seen(begins, **times).standing.until == ends
    assert (seen(begins, **times).shown, seen(ends, **times).shown) == (True, False)
    assert seen(ends, **times).standing.until is None
    whole_day = datetime(2026, 12, 20, 17, 0, tzinfo=UTC)
    assert seen(whole_day - second, until="2026-12-20").shown
    assert not seen(whole_day, until="2026-12-20").shown


def test_the_code_says_what_was_given_dark_on_light_with_its_quiet_zone() -> None:
    items = shown(qr=URL)
    (area,) = (item for item in items if isinstance(item, Area))
    ground = next(item for item in items if isinstance(item, Box) and item.fill is Ink.PAPER).rect
    module = area.module
    assert module is not None
    matrix = segno.make_qr(URL, error="m").matrix
    assert ground.w == ground.h == (len(matrix) + 8) * module
    dark = set()
    for ring in area.rings:
        (x, y), _, (right, bottom), _ = ring
        assert bottom - y == module
        dark |= {
            (round((y - ground.y) / module) - 4, round((x - ground.x) / module) - 4 + n)
            for n in range(round((right - x) / module))
        }
    assert dark == {
        (y, x) for y, row in enumerate(matrix) for x, square in enumerate(row) if square
    }
    for palette in THEMES.values():
        assert palette.contrast(Ink.PRINT, Ink.PAPER) >= 7
    assert area.fill is Ink.PRINT


def test_the_code_is_as_large_as_a_phone_in_the_farthest_seat_needs() -> None:
    (area,) = (item for item in shown(qr=URL) if isinstance(item, Area))
    assert sheet_of().arcmin(area.module or 0.0) >= code.LEAST
    (small,) = (item for item in shown((420, 260), qr=URL) if isinstance(item, Area))
    assert sheet_of().arcmin(small.module or 0.0) < code.LEAST


def test_the_code_gives_way_to_the_words_down_to_what_a_phone_needs() -> None:
    alone = code.sides(URL, sheet_of(), most=900)
    assert alone == sorted(alone, reverse=True)
    (roomy,) = (item for item in shown((1240, 700), qr=URL) if isinstance(item, Area))
    full = shown((922, 443), qr=URL, text=[LONG[:150]])
    (tight,) = (item for item in full if isinstance(item, Area))
    assert (roomy.module or 0) > (tight.module or 0) >= 6


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("qr", [None, URL, "https://" + "x" * 290], ids=["", "qr", "long qr"])
@pytest.mark.parametrize("wanted", ["reading", "large", "figure"])
def test_nothing_overlaps_or_is_cut_at_any_size(
    size: tuple[int, int], lang: str, qr: str | None, wanted: str
) -> None:
    box, sheet = Rect(0, 0, *size), sheet_of(lang=lang)
    text = [Wording(vi=LONG[:490], en=LONG[:200]), Wording(vi="Ngắn"), Wording(vi=LONG[:400])]
    for align in ("left", "centre"):
        items = shown(size, lang, text=text, qr=qr, size=wanted, align=align)
        assert faults(items, box, sheet) == []
        boxes = [item.rect for item in items if isinstance(item, Box) and item.fill is Ink.PAPER]
        texts = [item.rect for item in items if isinstance(item, Text)]
        assert all(box.holds(one) for one in boxes)
        assert not any(one.meets(text) for one in boxes for text in texts)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": []},
        {"text": ["a"] * 13},
        {"text": 7},
        {"size": "huge"},
        {"qr": ""},
        {"qr": "x" * 301},
        {"until": "31/12/2026"},
        {"align": "right"},
    ],
)
def test_wrong_settings_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TextTile(**{"text": "a", **wrong})
