"""The page of what happened, beyond this run too, by key events alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from services.acts import UNNAMED, Act, What, latest
from services.cache import Pause
from services.clock import HeldClock
from services.phrase import phrase
from tests.qt.console.at_desk import CONTROL, seated
from tests.qt.console.logged import (
    OPENED,
    end_of_all,
    lines,
    morning,
    open_log,
    page,
    past,
    settled,
    tampered,
    whole,
)
from tests.qt.console.nights import REFUSED, WALL, left, night
from tests.qt.test_wall import AT
from ui.acts import journal_path
from ui.console import bygone, past_lines
from ui.console.log import MOST as LINES
from ui.console.log import TROUBLE

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def test_the_morning_sees_what_the_night_did_and_met_in_one_order_of_time(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.begins()
        told.wait(hours=1)
        told.act(What.SCENE, "một", "hai")
        told.wait(hours=1)
        for _ in range(2):
            told.wait(seconds=30)
            told.fails()
        told.wait(hours=1)
        told.act(What.PAUSE, None, Pause("thay ổ đĩa").as_json(), "so")
        told.wait(hours=1)
        told.act(What.PAUSE, Pause("thay ổ đĩa").as_json(), None, "so")
        told.answers()
        told.wait(minutes=1)
        told.ends()
    with morning(tmp_path) as seat:
        assert past(seat) == [
            "dừng theo lệnh",
            "tiếp tục hỏi nguồn “Hệ thống báo cáo chuyên ngành” (trước đó: tạm dừng: thay ổ đĩa)",
            "Hệ thống báo cáo chuyên ngành: đã kết nối lại sau 2 giờ",
            "tạm dừng hỏi nguồn “Hệ thống báo cáo chuyên ngành” đến khi có người tiếp tục: thay ổ đĩa",
            f"Hệ thống báo cáo chuyên ngành: mất kết nối: {REFUSED.text}",
            "chiếu cảnh Cảnh hai (trước đó: Cảnh một)",
            "bắt đầu chạy",
        ]
        assert lines(seat)[-len(past(seat)) :] == past(seat), "below this run's own lines"
        assert end_of_all(seat)
        assert whole(seat).startswith("nhật ký thao tác nguyên vẹn, 3 mục")


def test_a_run_that_was_cut_off_is_told_with_its_last_sign_of_life(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.begins()
        told.wait(hours=7)
        told.answers()
    with night(tmp_path, AT - MINUTE) as told:
        told.begins()
    with morning(tmp_path) as seat:
        assert past(seat)[0] == (
            "chạy lại sau 2 giờ 59 phút; lần trước ngừng đột ngột, ghi lần cuối lúc 11:00:00"
        )
        rows = page(seat).table._model.rows
        cut = next(row for row in rows if row.key.startswith("past"))
        assert cut.cells[2].startswith("▲")


def test_who_asks_for_a_picture_between_two_runs_is_no_run_of_the_wall(tmp_path: Path) -> None:
    over = AT - timedelta(minutes=10)
    with night(tmp_path, over - timedelta(hours=1)) as told:
        told.answers()  # for a picture, before the wall ever ran
    with night(tmp_path, over - MINUTE) as told:
        told.begins()
        told.wait(minutes=1)
        told.ends()
    with night(tmp_path, over + 20 * SECOND) as told:
        told.answers()
    with night(tmp_path, over + 34 * SECOND) as told:
        told.begins()
    with morning(tmp_path) as seat:
        assert past(seat) == [
            "chạy lại sau 34 giây; lần trước dừng theo lệnh lúc 13:50:00",
            "dừng theo lệnh",
            "bắt đầu chạy; bộ nhớ đã có từ trước, ghi lần cuối lúc 12:50:00, cách đó 59 phút",
            "mở bộ nhớ, để chạy tường hoặc để xuất ảnh",
        ]


def test_it_is_said_what_is_kept_of_earlier_runs_and_that_other_troubles_are_not(
    tmp_path: Path,
) -> None:
    with night(tmp_path) as told:
        told.begins()
    with morning(tmp_path) as seat:
        for group in "15":  # all, and troubles: there is none
            seat.press(group)
            assert "chỉ giữ thao tác, nguồn, màn hình, tệp tường" in page(seat).about.text()
            assert "không giữ các vướng mắc khác" in page(seat).about.text()


def test_each_day_is_named_above_its_lines(tmp_path: Path) -> None:
    late = datetime(2026, 11, 22, 16, 59, tzinfo=UTC)
    with night(tmp_path, late) as told:  # 23:59 of the wall
        told.act(What.THEME, "toi", "dem")
        told.wait(minutes=2)
        told.act(What.THEME, "dem", "toi")
    with morning(tmp_path) as seat:
        rows = [
            row
            for row in page(seat).table._model.rows
            if row.key.startswith(("past", "day")) and "chạy" not in row.cells[2]
        ]
        assert [(row.cells[0], row.cells[2]) for row in rows] == [
            ("", "Thứ Hai, 23/11/2026"),
            ("00:01:00", "đổi giao diện sang tối (trước đó: đêm)"),
            ("", "Chủ Nhật, 22/11/2026"),
            ("23:59:00", "đổi giao diện sang đêm (trước đó: tối)"),
        ]


def test_what_this_run_did_stands_there_once(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.act(What.THEME, "toi", "dem")
    clock = HeldClock(AT)
    with seated(tmp_path, cache=left(tmp_path, clock), clock=clock) as seat:
        clock.move(MINUTE)
        seat.room.wall.deeds.perform(seat.room.wall.steering.theme("sang"))
        for _ in range(2):
            clock.move(MINUTE)
            seat.room.fail()
        clock.move(MINUTE)
        open_log(seat)
        assert lines(seat).count("đổi giao diện sang sáng") == 1
        assert [one for one in past(seat) if one != OPENED] == [
            "đổi giao diện sang đêm (trước đó: tối)"
        ]


def test_acts_of_this_run_from_before_its_log_are_told_as_past(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.act(What.LANGUAGE, "vi", "en", at=AT - timedelta(seconds=1))
    with morning(tmp_path) as seat:
        assert "đổi sang tiếng Anh" in past(seat)


def test_further_back_is_read_by_a_key_and_by_coming_to_the_last_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bygone.Past.leaf, "__defaults__", (5,))
    with night(tmp_path) as told:
        for n in range(18):
            told.wait(minutes=1)
            told.act(What.SCENE, None, f"cảnh {n}")
    with morning(tmp_path) as seat:
        assert [one for one in past(seat) if "cảnh" in one] == [
            f"chiếu cảnh cảnh {n}" for n in range(17, 13, -1)
        ]
        assert "đã đọc đến" in page(seat).about.text()
        seat.press(Key.Key_End)
        settled(seat)
        assert len(past(seat)) == 10
        chosen = page(seat).table.current
        assert chosen == "past 5", "the line that was the last one stays selected"
        seat.press(*[Key.Key_Down] * 5)
        settled(seat)
        assert len(past(seat)) == 15
        seat.press(Key.Key_End)
        settled(seat)
        seat.press(Key.Key_End)
        settled(seat)
        assert past(seat)[-1] in {OPENED, "chiếu cảnh cảnh 0"}
        assert end_of_all(seat)
        before = past(seat)
        seat.press(Key.Key_End)
        settled(seat)
        assert past(seat) == before
        seat.press(Key.Key_Home)
        assert page(seat).table.current == page(seat).table.keys[0]


def test_only_so_many_lines_are_kept_and_home_has_the_newest_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bygone.Past.leaf, "__defaults__", (5,))
    monkeypatch.setattr(past_lines.PastLines.__init__, "__defaults__", (8,))
    with night(tmp_path) as told:
        for n in range(14):
            told.wait(minutes=1)
            told.act(What.SCENE, None, f"cảnh {n}")
    with morning(tmp_path) as seat:
        first = past(seat)
        for _ in range(2):
            seat.press(Key.Key_End)
            settled(seat)
        assert len(past(seat)) == 8
        assert "Home" in page(seat).about.text()
        assert first[0] not in past(seat)
        seat.press(Key.Key_Home)
        settled(seat)
        assert past(seat) == first
        assert "Home" not in page(seat).about.text()


def test_lines_are_seen_by_kind_and_narrowed_without_accents(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.act(What.SCENE, "một", "hai")
        told.wait(minutes=1)
        told.outputs(phải="DP-2")
        told.wait(minutes=1)
        told.outputs(phải="")
        told.wait(minutes=1)
        told.outputs(phải="DP-2")
        for _ in range(2):
            told.wait(minutes=1)
            told.fails("khac")
    with morning(tmp_path) as seat:
        seat.press("2")
        assert past(seat) == ["chiếu cảnh Cảnh hai (trước đó: Cảnh một)"]
        seat.press("3")
        assert past(seat) == [
            "khac: mất kết nối: Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt"
        ]
        assert page(seat).groups.text().split("     ")[2] == "[3 Nguồn]"
        seat.press("4")
        assert past(seat) == ["đã thấy màn hình phải", "mất màn hình phải (DP-2)"]
        seat.press("5")
        assert [one[:12] for one in past(seat)] == ["khac: mất kế", "mất màn hình"]
        seat.press("1")
        seat.press("/")
        seat.press(*"mat man hinh")
        assert past(seat) == ["mất màn hình phải (DP-2)"]
        assert page(seat).line.text() == "mat man hinh"
        seat.press(Key.Key_Escape)
        assert len(past(seat)) > 3


def test_digits_are_typed_where_people_type(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.act(What.SCENE, None, "cảnh 2")
        told.act(What.SCENE, None, "cảnh 3")
    with morning(tmp_path) as seat:
        seat.press("/", "2")
        assert page(seat).line.text() == "2"
        assert "[1 Tất cả]" in page(seat).groups.text()


def test_from_where_people_type_the_lines_can_be_gone_through(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        for n in range(3):
            told.act(What.SCENE, None, f"cảnh {n}")
    with morning(tmp_path) as seat:
        table = page(seat).table
        seat.press("/")
        seat.press(*"canh")
        assert page(seat).line.hasFocus()
        table.step(-10)
        first = table.current
        seat.press(Key.Key_Down, Key.Key_Down)
        assert table.current not in {first, None}
        seat.press(Key.Key_Return)
        assert table.hasFocus()
        assert page(seat).line.text() == "canh"
        seat.press(Key.Key_Escape)
        assert page(seat).line.text() == ""
        assert seat.console.window.isVisible()


def test_who_edits_the_journal_of_acts_is_told_with_the_place(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        for _ in range(3):
            told.act(What.THEME, "toi", "sang")
    clock = HeldClock(AT)
    with seated(tmp_path, cache=left(tmp_path, clock), clock=clock) as seat:
        seat.room.wall._acts.record(What.THEME, before="sang", after="toi").result()
        tampered(
            tmp_path,
            "UPDATE entry SET content = CAST(replace(content, 'sang', 'nhat') AS BLOB) WHERE id = 2",
        )
        open_log(seat)
        said = page(seat).proof.text()
        assert said.startswith("▲ Nhật ký thao tác không còn nguyên. Mục 2: ")
        assert said.endswith("Giữ nguyên tệp tuong.acts.sqlite và báo người phụ trách tường.")
        assert page(seat).proof.isVisible()
        seat.press("V")
        settled(seat)
        assert len([one for one in lines(seat) if "Mục 2" in one]) == 1, "once"
        assert any("Mục 2" in one for one in lines(seat)), "and in the log"
        tampered(
            tmp_path,
            "UPDATE entry SET content = CAST(replace(content, 'nhat', 'sang') AS BLOB) WHERE id = 2",
        )
        seat.press("V")
        settled(seat)
        assert whole(seat).startswith("nhật ký thao tác nguyên vẹn, 4 mục")


def test_the_selected_line_stays_in_sight_while_what_is_said_below_grows(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        for _ in range(40):
            told.act(What.THEME, "toi", "sang")
    with morning(tmp_path) as seat:
        seat.press(Key.Key_End)
        settled(seat)
        table = page(seat).table
        room = table.viewport().height()
        tampered(
            tmp_path,
            "UPDATE entry SET content = CAST(replace(content, 'sang', 'nhat') AS BLOB) WHERE id = 2",
        )
        seat.press("V")
        settled(seat)
        assert table.viewport().height() < room
        assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_a_journal_that_is_gone_or_no_journal_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        for _ in range(2):
            told.wait(minutes=1)
            told.fails()
    clock = HeldClock(AT)
    with seated(tmp_path, cache=left(tmp_path, clock), clock=clock) as seat:
        acts = seat.room.wall._acts
        acts.record(What.THEME, before="sang", after="toi").result()
        path = journal_path(tmp_path, WALL)
        for suffix in ("", "-wal", "-shm"):
            try:
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            except PermissionError:
                pytest.skip("Windows doesn't let it be taken away")
        path.write_text("no journal " * 1000)
        open_log(seat)
        assert page(seat).proof.text().startswith("▲ Nhật ký thao tác không còn nguyên. Tệp")
        assert page(seat).about.text().startswith("không đọc được hết: ")
        assert any("mất kết nối" in one for one in past(seat))


def test_of_a_large_past_little_is_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """100,000 asks and 5,000 acts."""
    with night(tmp_path, AT - timedelta(days=3)) as told:
        told.fails()
        told.fails()
        file = told.cache._writer.file
        assert file is not None
        file.connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
            "INSERT INTO ask SELECT source, learned + i * 2000000, asked, received, NULL, NULL, "
            "'all', NULL, 0, NULL, learned, 1, 0, NULL, learned, learned, NULL, NULL, NULL, 0, NULL "
            "FROM ask, n WHERE outages = 2"
        )
        evening = AT - timedelta(hours=20)
        for _ in range(10):
            written = [
                told.journal.append(
                    Act(
                        who=UNNAMED,
                        at=evening + n * SECOND,
                        what=What.THEME,
                        before="",
                        after="toi",
                    )
                )
                for n in range(500)
            ]
            for one in written:
                one.result()
    read: list[int] = []

    def counted(path: Path, most: int, before: int | None = None) -> object:
        found = latest(path, most, before)
        read.append(len(found))
        return found

    monkeypatch.setattr(bygone, "latest", counted)
    with morning(tmp_path) as seat:
        assert len(past(seat)) == bygone.LEAF
        assert sum(read) <= 3 * bygone.LEAF
        for _ in range(3):
            seat.press(Key.Key_End)
            settled(seat)
        assert len(past(seat)) == 4 * bygone.LEAF
        assert sum(read) <= 6 * bygone.LEAF
        assert whole(seat).startswith("nhật ký thao tác nguyên vẹn, 5.000 mục")


def test_a_long_quiet_is_looked_through_a_bounded_piece_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    with night(tmp_path) as told:
        told.fails()
        told.wait(seconds=1)
        told.fails()
        for _ in range(60):
            told.wait(seconds=1)
            told.answers()

    def counted(self: bygone.Past, before: int | None) -> object:
        looked.append(1)
        with self._cache.picture(self._until) as picture:
            return bygone._timed(picture.chronicle().turns(before, most=5))

    monkeypatch.setattr(bygone.Past, "_turns", counted)
    with morning(tmp_path) as seat:
        assert sum(looked) == bygone.LOOKS
        assert "đã đọc đến" in page(seat).about.text()
        seat.press(Key.Key_End)
        settled(seat)
        assert sum(looked) <= 2 * bygone.LOOKS
        assert any("mất kết nối" in one for one in past(seat))


def test_nothing_is_read_before_the_page_is_opened_and_nothing_after_the_wall_ended(
    tmp_path: Path,
) -> None:
    with night(tmp_path) as told:
        told.act(What.THEME, "toi", "sang")
    clock = HeldClock(AT)
    with seated(tmp_path, cache=left(tmp_path, clock), clock=clock) as seat:
        log = seat.console._log_page
        seat.second()
        assert not log.past.begun
        assert not log.past.reading
    assert not log.past._errand.start(lambda: None)


def test_who_stands_on_the_newest_line_stays_there_and_who_reads_stays_too(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        for n in range(60):
            told.wait(minutes=1)
            told.act(What.SCENE, None, f"cảnh {n}")
    with morning(tmp_path) as seat:
        table = page(seat).table
        seat.console.log.note(TROUBLE, phrase("{text}", text="một"))
        seat.second()
        assert table.current == table.keys[0]
        seat.press(*[Key.Key_Down] * 40)
        chosen, top = table.current, table.visualRect(table.currentIndex()).top()
        seat.console.log.note(TROUBLE, phrase("{text}", text="hai"))
        seat.second()
        QApplication.processEvents()
        assert table.current == chosen
        assert abs(table.visualRect(table.currentIndex()).top() - top) <= 1


def test_the_selected_line_is_said_in_full_with_its_day_below(tmp_path: Path) -> None:
    with night(tmp_path, AT - timedelta(days=2)) as told:
        told.act("teleport", "a" * 30, "b" * 300)
    with morning(tmp_path) as seat:
        shown = page(seat)
        key = next(row.key for row in shown.table._all if "teleport" in row.cells[2])
        while shown.table.current != key:
            seat.press(Key.Key_Down)
        assert shown.full.text().startswith("22/11/2026 14:00:00   ·   thao tác")
        assert "b" * 300 in shown.full.text()


def test_lines_that_are_narrowed_have_their_day_beside_them(tmp_path: Path) -> None:
    with night(tmp_path, AT - timedelta(days=2)) as told:
        told.act(What.THEME, "toi", "sang")
    with morning(tmp_path) as seat:
        times = [row.cells[0] for row in page(seat).table._model.rows if "sang" in row.cells[2]]
        assert times == ["14:00:00"]
        seat.press("/")
        seat.press(*"giao dien")
        (row,) = page(seat).table._model.rows
        assert row.cells[0] == "22/11/2026 14:00:00"
        seat.press(Key.Key_Escape)
        times = [row.cells[0] for row in page(seat).table._model.rows if "sang" in row.cells[2]]
        assert times == ["14:00:00"]


def test_what_the_log_of_a_long_run_no_longer_keeps_is_told_as_past(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.act(What.THEME, "toi", "dem")
    with morning(tmp_path) as seat:
        seat.room.clock.move(MINUTE)
        seat.room.wall.deeds.perform(seat.room.wall.steering.theme("sang"))
        seat.room.wall._acts.record(What.ASK, before=None, after="1", about="so").result()
        seat.second()
        assert "đổi giao diện sang sáng" not in " ".join(past(seat))
        for n in range(LINES):
            seat.room.clock.move(SECOND)
            seat.console.log.note(TROUBLE, phrase("{n}", n=n))
        seat.press(Key.Key_1, modifier=CONTROL)
        open_log(seat)
        found = [one for one in lines(seat) if "sang sáng" in one]
        assert len(found) == 1
        assert any("sang sáng" in one for one in past(seat))
