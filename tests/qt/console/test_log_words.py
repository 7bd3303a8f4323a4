"""In which words the page of what happened tells of earlier runs."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from services.acts import Person, What
from services.cache import RUN, Pause
from services.clock import HeldClock
from services.news import Reason
from services.program import Choice, Hold
from services.wall_file import installed, load_texts
from tests.qt.console.at_desk import seated
from tests.qt.console.logged import (
    OPENED,
    lines,
    morning,
    open_log,
    page,
    past,
    settled,
    tampered,
)
from tests.qt.console.nights import EVENING, left, night
from tests.qt.test_wall import AT
from ui.face import restaged
from ui.layers import Form, Put, Step

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key
HOSTILE = "x" * 10_000 + "\u202e\x1b[31m\u2066</b>\n\0"
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def test_a_reload_is_told_once_with_the_files_that_changed(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.cache.remember_file("a" * 64, {"tuong.yaml": "1", "chung.yaml": "1"})
        told.wait(hours=1)
        told.cache.remember_file("b" * 64, {"tuong.yaml": "2", "chung.yaml": "1"})
        told.wait(seconds=2)
        told.act(What.RELOAD, "a" * 64, "b" * 64)
    with morning(tmp_path) as seat:
        assert [one for one in past(seat) if "tệp tường" in one] == [
            "tệp tường có hiệu lực, bản bbbbbbbb; trước đó bản aaaaaaaa; khác ở tuong.yaml",
            "tệp tường có hiệu lực, bản aaaaaaaa",
        ]


def test_a_reload_of_this_run_is_told_by_its_own_log(tmp_path: Path) -> None:
    with seated(tmp_path) as seat:
        seat.room.wall._acts.record(What.RELOAD, before="a" * 64, after="b" * 64)
        open_log(seat)
        found = [one for one in lines(seat) if "tệp tường" in one]
        assert found == ["tệp tường có hiệu lực, bản bbbbbbbb; trước đó bản aaaaaaaa"]


def test_acts_are_told_in_the_words_in_which_they_were_announced(tmp_path: Path) -> None:
    until = EVENING + timedelta(minutes=10)
    step = Step("sang", 1, EVENING, ("trái",))
    with night(tmp_path) as told:
        told.act(What.PUT, None, Put("number-tram-1", Form.DETAIL, until).as_json(), "phải")
        told.act(What.PUT, Put("number-tram-1").as_json(), None, "phải")
        told.act(What.HOLD, None, "")
        told.act(What.HOLD, "", "2026-11-23T21:30:00.000000Z", "trái")
        told.act(What.BRIEFING, None, step.as_json())
        told.act(What.BRIEFING, step.as_json(), None)
        told.act(What.ASK, None, "1", "so")
        told.act(What.SCENE, "hai", None, "trái")
        told.act(What.LANGUAGE, "vi", "en")
    with morning(tmp_path) as seat:
        said = [one for one in past(seat) if one != OPENED]
    assert said[:3] == [
        "đổi sang tiếng Anh",
        "cho màn hình trái theo cảnh của cả tường (trước đó: Cảnh hai)",
        "hỏi ngay nguồn “Hệ thống báo cáo chuyên ngành”",
    ]
    assert said[3].startswith(
        "kết thúc giao ban, tường trở về chỗ cũ (trước đó: chiếu bước 2 của “sang”"
    )
    assert said[4] == "chiếu bước 2 của “sang”, trên trái"
    assert said[5].startswith("giữ cảnh đang chiếu thêm ")
    assert said[6] == "giữ cảnh đang chiếu đến khi có người trả"
    assert said[7].startswith("trả màn hình phải về cảnh của nó (trước đó: ô “")
    assert said[8].startswith("đưa chi tiết của ô “")
    assert said[8].endswith("lên màn hình phải trong 10 phút")


def test_a_tile_is_called_what_the_wall_file_calls_it_also_where_it_is_not_shown(
    tmp_path: Path,
) -> None:
    ids = "number-tram-2", "number-xa-2", "number-cu"  # in scene two; in no scene
    with night(tmp_path) as told:
        for tile in ids:
            until = told.clock.now() + 15 * MINUTE
            told.act(What.PUT, None, Put(tile, until=until).as_json(), "phải")
    with morning(tmp_path) as seat:
        wall = seat.room.wall
        assert not {*ids} & {id for face in wall.faces.values() for id in face.tiles}
        text = (tmp_path / "tuong.yaml").read_text(encoding="utf-8")
        bare, titled = (
            "{grid: [1, 1], tiles: [{number: xa}]}",
            "number: xa, title: Quá hạn ở Phường B",
        )
        assert bare in text
        text = text.replace(bare, bare.replace("number: xa", titled))
        file = load_texts({"w": text}, "w", installed()).wall
        assert file is not None
        wall.restage(restaged(wall.stage, file))
        seat.second()
        assert [one for one in past(seat) if one != OPENED] == [
            "đưa ô “number-cu” lên màn hình phải trong 15 phút",
            "đưa ô “Quá hạn ở Phường B” lên màn hình phải trong 15 phút",
            "đưa ô “Trạm” lên màn hình phải trong 15 phút",
        ]


def test_for_how_long_a_scene_was_chosen_is_told_where_the_cache_kept_it(tmp_path: Path) -> None:
    with night(tmp_path) as told:

        def chosen(scene: str, screen: str, hold: Hold | None, act: str | None = None) -> None:
            choice = Choice(scene, told.clock.now(), hold)
            told.cache.remember("scene", screen, scene)
            told.cache.remember("hold", screen, choice.as_kept())
            told.act(What.SCENE, None, act or scene, screen)
            told.wait(minutes=1)

        chosen("hai", "", Hold(told.clock.now() + 15 * MINUTE))
        chosen("hai", "phải", Hold(None))
        chosen("một", "", Hold(told.clock.now() - MINUTE))  # on a clock that was set
        chosen("một", "", Hold(told.clock.now() + 15 * MINUTE), act="hai")  # an act of elsewhere
        chosen("hai", "", None)
        told.act(What.SCENE, None, "hai", "phải")  # what was kept is from minutes before
    with morning(tmp_path) as seat:
        assert [one for one in past(seat) if one != OPENED] == [
            "chiếu cảnh Cảnh hai trên màn hình phải",
            "chiếu cảnh Cảnh hai",
            "chiếu cảnh Cảnh hai",
            "chiếu cảnh Cảnh một",
            "chiếu cảnh Cảnh hai trên màn hình phải, giữ đến khi có người trả",
            "chiếu cảnh Cảnh hai, giữ 15 phút",
        ]


def test_a_hold_of_a_moment_later_is_not_told_of_the_choice_before_it(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        now = told.clock.now()
        told.cache.remember("scene", "", "hai")
        for minutes in (15, 240):
            told.cache.remember(
                "hold", "", Choice("hai", now, Hold(now + minutes * MINUTE)).as_kept()
            )
            if minutes == 15:
                told.act(What.SCENE, None, "hai", "")
            told.clock.move(timedelta(seconds=1))
    with morning(tmp_path) as seat:
        assert [one for one in past(seat) if one != OPENED] == ["chiếu cảnh Cảnh hai, giữ 15 phút"]


def test_what_a_newer_program_or_a_vandal_wrote_is_told_as_plain_bounded_text(
    tmp_path: Path,
) -> None:
    deep = "[" * 100_000
    with night(tmp_path) as told:
        told.act("teleport", "\u202eđông", None, HOSTILE, Person("\u202eAn\x1b\n" + "y" * 9000))
        told.act(What.PAUSE, None, Pause("thay \u202e\x1b[31mổ đĩa\n" + "z" * 9000).as_json(), "so")
        told.act(What.PAUSE, deep, '{"why": 1, "until": "9999-12-31T23:59:59Z"}', HOSTILE)
        told.act(What.PAUSE, None, Pause("", datetime.max.replace(tzinfo=UTC)).as_json(), "so")
        told.act(What.PUT, '{"tile": 1}', deep, HOSTILE)
        told.act(What.PUT, None, '{"tile": "x", "form": "moon", "until": null}', "phải")
        told.act(
            What.PUT, None, '{"tile": "x", "form": "tile", "until": "2026-11-24T07:00:00"}', "phải"
        )
        told.act(What.BRIEFING, '{"briefing": 1}', '{"briefing": "b", "step": -1, "began": "?"}')
        told.act(What.HOLD, None, "một lúc")
        told.act(What.HOLD, None, "9999-12-31T23:59:59.000000Z")
        told.act(What.THEME, "x", None)
        told.act(What.LANGUAGE, "vi", "fr")
        told.act(What.SCENE, HOSTILE, HOSTILE, HOSTILE)
        told.act(What.RELOAD, None, None)
        told.act(What.RENEWED, HOSTILE, None)
        told.cache.remember("outputs", "", "{")
        told.cache.remember("outputs", "", '{"real": true, "screens": {"a": 7, "b": [null, 3]}}')
        told.cache.remember("outputs", "", deep)
        told.cache.remember(RUN, "", HOSTILE)
        told.fails("\u202enguồn", Reason.MALFORMED)
        told.fails("\u202enguồn", Reason.MALFORMED)
    with morning(tmp_path) as seat:
        rows = page(seat).table._model.rows
        every = [text for row in rows for text in (*row.cells, row.hint)]
        assert len(past(seat)) >= 16
        for text in every:
            assert len(text) <= 1030
            assert not set(text) & {"\u202e", "\u2066", "\x1b", "\n", "\0"}
        assert any("thao tác mà bản này không có lời: teleport" in one for one in past(seat))
        assert any(one.startswith("An") for one in past(seat))
        assert not page(seat).past.troubles
        seat.room.wall.deeds.perform(seat.room.wall.steering.language("en"))
        seat.second()
        settled(seat)
        assert any("act that this version" in one or "teleport" in one for one in past(seat))


def test_times_that_nothing_can_have_are_those_of_the_act_beside(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.act(What.THEME, "toi", "sang")
        told.act(What.THEME, "sang", "dem", at=datetime(1850, 1, 2, tzinfo=UTC))
        told.act(What.THEME, "dem", "toi", at=datetime(9999, 12, 30, tzinfo=UTC))
    with morning(tmp_path) as seat:
        assert len([one for one in past(seat) if "giao diện" in one]) == 3


def test_a_source_is_called_as_on_every_page_in_this_run_too(tmp_path: Path) -> None:
    with morning(tmp_path) as seat:
        heard = logging.getLogger("services.asking.silences")
        for source in ("so", "khac"):
            heard.info("%s: %s", source, "đã kết nối lại sau 5 phút")
        seat.second()
        assert lines(seat)[:2] == [
            "khac: đã kết nối lại sau 5 phút",
            "Hệ thống báo cáo chuyên ngành: đã kết nối lại sau 5 phút",
        ]
        seat.press("/")
        seat.press(*"chuyen nganh")
        assert len(lines(seat)) == 1
        assert (
            page(seat)
            .full.text()
            .endswith("Hệ thống báo cáo chuyên ngành (so): đã kết nối lại sau 5 phút")
        )


def test_entries_that_cannot_be_read_are_said_to_be_there(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        for _ in range(3):
            told.act(What.THEME, "toi", "sang")
    clock = HeldClock(AT)
    with seated(tmp_path, cache=left(tmp_path, clock), clock=clock) as seat:
        seat.room.wall._acts.record(What.THEME, before="sang", after="toi").result()
        tampered(tmp_path, "UPDATE entry SET content = ? WHERE id = 1", b"[" * 50_000)
        tampered(tmp_path, "UPDATE entry SET content = zeroblob(90000000) WHERE id = 2")
        open_log(seat)
        said = past(seat)
        assert not page(seat).past.troubles
        assert "mục 1 của nhật ký thao tác không đọc được" in said
        assert "mục 2 của nhật ký thao tác không đọc được" in said
        assert page(seat).proof.text().startswith("▲ ")


def test_things_are_called_as_the_wall_file_calls_them_now(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.act(What.SCENE, "một", "hai")
    with morning(tmp_path) as seat:
        assert past(seat)[-2:] == ["chiếu cảnh Cảnh hai (trước đó: Cảnh một)", OPENED]
        wall = seat.room.wall
        scenes = wall.stage.wall.scenes
        other = scenes["hai"].model_copy(update={"title": scenes["một"].title})
        file = wall.stage.wall.model_copy(update={"scenes": {**scenes, "hai": other}})
        wall.restage(restaged(wall.stage, file))
        seat.second()
        assert past(seat)[-2] == "chiếu cảnh Cảnh một (trước đó: Cảnh một)"
