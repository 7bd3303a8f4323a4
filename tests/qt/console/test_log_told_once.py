"""The page of what happened while the wall runs on: each line once, as plain text, nothing tried for ever."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtGui import QTextDocument

from services.acts import ActsTrouble, What
from services.clock import HeldClock
from services.news import Outage, Reason
from services.phrase import phrase
from tests.qt.console.at_desk import CONTROL, Seat, seated
from tests.qt.console.logged import lines, morning, open_log, page, past, settled
from tests.qt.console.nights import left, night
from tests.qt.test_wall import AT
from ui.console import bygone, log, proving
from ui.console.bygone_words import FILE, in_force
from ui.console.log import DEED, SOURCES, TROUBLE
from ui.console.log import MOST as LINES

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")
Key = Qt.Key
SECOND = timedelta(seconds=1)


def theme(seat: Seat, name: str) -> None:
    seat.room.wall.deeds.perform(seat.room.wall.steering.theme(name))


def written(seat: Seat) -> None:
    """Whatever was done is in the journal."""
    seat.room.wall._acts.record(What.ASK, before=None, after="1", about="so").result()


def fill(seat: Seat, many: int) -> None:
    for n in range(many):
        seat.room.clock.move(SECOND)
        seat.console.log.note(TROUBLE, phrase("{n}", n=n))


def refused(*_: object) -> object:
    raise ActsTrouble(phrase("bị khóa"))


def with_themes(told: list[str]) -> list[str]:
    return [one for one in told if "giao diện" in one]


def test_acts_are_told_once_though_the_clock_was_set_back_meanwhile(tmp_path: Path) -> None:
    with night(tmp_path) as told:
        told.act(What.THEME, "toi", "dem")
    clock = HeldClock(AT)
    with seated(tmp_path, cache=left(tmp_path, clock), clock=clock) as seat:
        clock.move(SECOND)
        theme(seat, "sang")
        clock.jump(AT - timedelta(minutes=5))
        theme(seat, "dem")
        written(seat)
        open_log(seat)
        assert with_themes(lines(seat)) == [
            "đổi giao diện sang đêm",
            "đổi giao diện sang sáng",
            "đổi giao diện sang đêm (trước đó: tối)",
        ]


def test_the_oldest_line_of_a_full_log_is_not_told_as_past_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with morning(tmp_path) as seat:
        acts = seat.room.wall._acts
        record = acts.record

        def slowly(what: What, *, before: str | None, after: str | None, about: str = "") -> object:
            """A line comes after its act."""
            kept = record(what, before=before, after=after, about=about)
            seat.room.clock.move(timedelta(milliseconds=1))
            return kept

        monkeypatch.setattr(acts, "record", slowly)
        seat.room.clock.move(SECOND)
        theme(seat, "dem")
        seat.room.clock.move(SECOND)
        theme(seat, "sang")
        monkeypatch.undo()
        written(seat)
        fill(seat, LINES - 1)
        seat.press(Key.Key_1, modifier=CONTROL)
        open_log(seat)
        assert with_themes(lines(seat)) == [
            "đổi giao diện sang sáng",
            "đổi giao diện sang đêm (trước đó: tối)",
        ]


@pytest.mark.parametrize("dropped", [True, False])
def test_what_the_cache_learns_beside_its_line_is_told_once_where_the_log_ends(
    tmp_path: Path, *, dropped: bool
) -> None:
    """A source's silence is logged a moment before it is learned, a wall file a moment after."""
    moment = timedelta(milliseconds=3)
    with morning(tmp_path) as seat:
        cache, clock, note = seat.room.cache, seat.room.clock, seat.console.log.note
        for n in range(2):
            clock.move(SECOND)
            if n:
                note(SOURCES, phrase("so: mất kết nối"))
                clock.move(moment)
            now, words = clock.now(), phrase("đóng")
            outage = Outage(
                source="so", reason=Reason.UNREACHABLE, words=words, asked=now, received=now
            )
            cache.record(outage).result()
        fill(seat, LINES if dropped else LINES - 1)
        seat.press(Key.Key_1, modifier=CONTROL)
        open_log(seat)
        assert len([one for one in lines(seat) if "mất kết nối" in one]) == 1
        clock.move(SECOND)
        cache.remember_file("a" * 64, {"tuong.yaml": "1"})
        clock.move(moment)
        note(FILE, in_force("a" * 64, None))
        fill(seat, LINES if dropped else LINES - 1)
        seat.press(Key.Key_1, modifier=CONTROL)
        open_log(seat)
        assert len([one for one in lines(seat) if "tệp tường" in one]) == 1


def test_lines_that_a_full_log_drops_before_ones_eyes_are_counted_and_home_tells_of_them(
    tmp_path: Path,
) -> None:
    with morning(tmp_path) as seat:
        before = seat.console.log.count
        seat.room.clock.move(SECOND)
        theme(seat, "sang")
        written(seat)
        fill(seat, LINES)
        seat.second()
        assert with_themes(lines(seat)) == []
        said = page(seat).about.text()
        assert said.startswith(f"không còn hiện {before + 1} dòng cũ hơn của lần chạy này, Home")
        seat.press(Key.Key_Home)
        settled(seat)
        assert with_themes(lines(seat)) == ["đổi giao diện sang sáng (trước đó: tối)"]
        assert "lần chạy này" not in page(seat).about.text()
        assert page(seat).table.current == page(seat).table.keys[0]


def test_a_journal_that_can_be_read_again_stands_there_as_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines are known by their keys: what came after another reading has others."""
    with night(tmp_path) as told:
        told.act(What.THEME, "toi", "dem")
        for _ in range(2):
            told.wait(minutes=1)
            told.fails()
        told.act(What.THEME, "dem", "sang")
    clock = HeldClock(AT)
    with seated(tmp_path, cache=left(tmp_path, clock), clock=clock) as seat:
        written(seat)
        with monkeypatch.context() as locked:
            locked.setattr(bygone, "latest", refused)
            open_log(seat)
        assert page(seat).past.troubles
        assert with_themes(past(seat)) == []
        seat.press(Key.Key_Home)
        settled(seat)
        assert not page(seat).past.troubles
        assert with_themes(past(seat)) == [
            "đổi giao diện sang sáng (trước đó: đêm)",
            "đổi giao diện sang đêm (trước đó: tối)",
        ]
        others = [one for one in past(seat) if not one.startswith("mở bộ nhớ")]
        assert len(set(others)) == len(others)


def tip(text: object) -> str:
    """What Qt makes of it."""
    assert isinstance(text, str)
    if not Gui.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText().replace("\xa0", " ")


def test_a_tip_says_what_stands_there_and_is_no_markup(tmp_path: Path) -> None:
    vandal = "<b>đậm</b> <img src='//may.la/x'> &lt;  x"
    with night(tmp_path) as told:
        told.act("teleport", vandal, None)
    with morning(tmp_path) as seat:
        table = page(seat).table
        rows = [n for n, row in enumerate(table._model.rows) if "teleport" in row.hint]
        index = table._model.index(rows[0], 2)
        shown = tip(table._model.data(index, Qt.ItemDataRole.ToolTipRole))
        assert shown == table._model.rows[rows[0]].hint
        assert "<b>đậm</b> <img src='//may.la/x'> &lt; x" in shown
        foot = seat.console.window._foot
        foot.tell(phrase("{text}", text=vandal))
        foot.renew(seat.room.wall.stage.words, phrase("{text}", text=vandal))
        assert tip(foot.told.toolTip()) == foot.told.text()
        assert tip(foot.will.toolTip()) == foot.will.text()


def test_a_defect_ends_the_reading_until_somebody_wants_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """It isn't met once a second, which would fill the log with itself."""
    turns = bygone.Past._turns
    met: list[int] = []

    def defective(self: bygone.Past, before: int | None) -> object:
        met.append(1)
        raise ZeroDivisionError

    with night(tmp_path) as told:
        told.act(What.THEME, "toi", "sang")
    monkeypatch.setattr(bygone.Past, "_turns", defective)
    with qtbot.captureExceptions() as raised, morning(tmp_path) as seat:
        for _ in range(3):
            settled(seat)
        assert len(met) == 1
        assert [kind for kind, *_ in raised] == [ZeroDivisionError]
        assert page(seat).about.text().startswith("không đọc được hết: lỗi chương trình")
        assert "hết: không còn" not in page(seat).about.text().removeprefix("không đọc được hết")
        monkeypatch.setattr(bygone.Past, "_turns", turns)
        seat.press(Key.Key_Home)
        settled(seat)
        assert with_themes(past(seat)) == ["đổi giao diện sang sáng (trước đó: tối)"]
        assert not page(seat).past.troubles


def test_a_proof_says_when_it_was_made(tmp_path: Path) -> None:
    """The journal grows, and can be changed, after it."""
    with night(tmp_path) as told:
        told.act(What.THEME, "toi", "sang")
    with morning(tmp_path) as seat:
        assert page(seat).about.text().endswith(", kiểm lúc 14:00")
        seat.room.clock.move(timedelta(days=1))
        seat.second()
        assert page(seat).about.text().endswith(", kiểm lúc 24/11/2026 14:00")
        seat.press("V")
        settled(seat)
        assert page(seat).about.text().endswith(", kiểm lúc 14:00")


def test_a_defect_ends_the_proof_until_somebody_wants_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    met: list[int] = []

    def defective(*_: object) -> object:
        met.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(proving, "verify", defective)
    with qtbot.captureExceptions() as raised, morning(tmp_path) as seat:
        for _ in range(3):
            settled(seat)
        assert len(met) == 1
        assert [kind for kind, *_ in raised] == [ZeroDivisionError]
        said = "▲ Không kiểm được nhật ký thao tác: lỗi chương trình"
        assert page(seat).proof.text() == said
        seat.press("V")
        settled(seat)
        assert len(met) == 2


@pytest.mark.parametrize("seed", range(6))
def test_each_act_is_told_once_whatever_the_log_the_page_and_the_clock_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Of a log that keeps nine lines."""
    monkeypatch.setattr(log, "MOST", 9)
    chance, many, clock = random.Random(seed), 3, HeldClock(AT)
    with night(tmp_path) as told:
        for n in range(many):
            told.act(What.SCENE, None, f"n{n}x")
    with seated(tmp_path, cache=left(tmp_path, clock), clock=clock) as seat:
        for _ in range(50):
            clock.move(SECOND * chance.randint(1, 40))
            match chance.randrange(8):
                case 0 | 1 | 2:
                    act = seat.room.wall._acts.record(What.SCENE, before=None, after=f"n{many}x")
                    act.result()
                    clock.move(SECOND / 300)
                    seat.console.log.note(DEED, phrase("chiếu cảnh {scene}", scene=f"n{many}x"))
                    many += 1
                case 3 | 4:
                    seat.console.log.note(TROUBLE, phrase("{n}", n=many))
                case 5:
                    open_log(seat)
                    seat.press(chance.choice([Key.Key_Home, Key.Key_End]))
                    settled(seat)
                case 6:
                    seat.press(Key.Key_1, modifier=CONTROL)
                case _:
                    clock.jump(clock.now() - SECOND * chance.randint(1, 200))
        open_log(seat)
        for key in (Key.Key_Home, Key.Key_End, Key.Key_End):
            seat.press(key)
            settled(seat)
        found = re.findall(r"n\d+x", " ".join(lines(seat)))
        assert sorted(found) == sorted(f"n{n}x" for n in range(many))
