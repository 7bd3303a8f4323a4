"""Of which instants `snapshot --shown` has pictures: a wall that was ended or killed showed nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from services.cache import RUN, Cache
from services.clock import HeldClock, iso
from services.news import Batch
from services.program import Hold
from tests.qt.shown.standing import AT, Standing, standing, taken, unlike

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


def figures(wall: Standing) -> None:
    wall.answer(tram=1700, xa=142, **{"ho-so": 31})
    wall.after(3)


def test_a_wall_that_was_ended_showed_nothing_until_it_ran_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.perform(wall.wall.steering.put("number-xa", "giua", lasts=timedelta(hours=1)))
        wall.perform(wall.wall.steering.scene("hai", "trai", Hold(None)))
        wall.after(1)
        before = wall.look()
    taken(wall.path, AT + timedelta(minutes=9), status=3)
    assert "tường không mở: đã đóng từ 24/11/2026 12:00:04" in capsys.readouterr().err
    later = AT + timedelta(minutes=10)
    with standing(tmp_path, monkeypatch, begins=later) as again:
        again.after(1)
        after = again.look()
    for seen in (before, after):
        had = taken(wall.path, seen.at)
        assert not any(unlike(had.pictures[name], one) for name, one in seen.pictures.items())
        assert had.screen("giua")["rule"]["tile"] == "number-xa"
    taken(wall.path, AT + timedelta(minutes=9), status=3)


def test_whether_a_wall_that_was_killed_still_ran_is_not_certain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.after(1)
        alive = wall.clock.now()
        wall.answer(tram=1700, xa=142, **{"ho-so": 31})
        wall.after(600)
        gone = wall.clock.now()
        taken(wall.path, gone, clock=wall.clock)
        assert "tường còn chạy không: lần cuối nó hỏi một nguồn là" in capsys.readouterr().err
        wall.after(60)
        # Another run began without an end of this one.
        wall.cache.keep(RUN, "", iso(wall.clock.now())).result()
        wall.after(1)
        taken(wall.path, alive)
        assert "Không rõ" not in capsys.readouterr().err
        taken(wall.path, gone)
        told = capsys.readouterr().err
        assert "Không rõ lúc 24/11/2026 12:10:04 tường còn chạy không" in told
        assert "12:00:04. Tường mở lại 24/11/2026 12:11:04." in told
        figures(wall)
        taken(wall.path, wall.clock.now() + timedelta(hours=1), clock=wall.clock)
        told = capsys.readouterr().err
        assert "Không rõ" not in told
        assert "Lúc 24/11/2026 13:11:08 chưa tới: ảnh là điều tường sẽ chiếu" in told


def test_a_picture_that_was_asked_for_since_shows_that_a_wall_that_was_killed_had_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.after(600)
        silent = wall.clock.now()
        # As if it were killed: nothing says that it ends.
        keep = wall.cache.keep
        monkeypatch.setattr(
            wall.cache, "keep", lambda kind, *more: None if kind == RUN else keep(kind, *more)
        )
    clock = HeldClock(silent + timedelta(hours=2))
    cache = Cache.open(tmp_path / "cache", "thu", clock, wall.path)
    clock.move(timedelta(seconds=1))
    now = clock.now()
    cache.record(Batch(source="so", records=(), asked=now, received=now)).result()
    cache.close()
    taken(wall.path, silent, clock=clock)
    assert "Không rõ lúc 24/11/2026 12:10:03 tường còn chạy không" in capsys.readouterr().err
    taken(wall.path, clock.now(), clock=clock, status=3)
    assert "đã ngừng đột ngột trước 24/11/2026 14:10:03" in capsys.readouterr().err
    with standing(tmp_path, monkeypatch, begins=clock.now() + timedelta(hours=1)) as again:
        taken(wall.path, silent, clock=again.clock)
        assert "Tường mở lại 24/11/2026 15:10:04." in capsys.readouterr().err
        taken(wall.path, clock.now(), clock=again.clock, status=3)


def test_a_wall_of_which_an_end_or_a_later_ask_is_known_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.after(600)
        silent = wall.clock.now()
        wall.after(600)
        figures(wall)
        taken(wall.path, silent, clock=wall.clock)
        wall.after(600)
        last = wall.clock.now()
        wall.after(9)
    taken(wall.path, last)
    assert "Không rõ" not in capsys.readouterr().err


def test_on_a_clock_that_was_set_back_an_instant_is_what_the_clock_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch, begins=AT + timedelta(days=30)) as wall:
        figures(wall)
        wall.after(3)
        before = wall.look()
        wall.clock.jump(AT)
        wall.after(1)
        wall.answer(tram=9, xa=2)
        wall.after(2)
        after = wall.look()
        for seen in (before, after):
            had = taken(wall.path, seen.at, clock=wall.clock)
            assert had.document["at"] == iso(seen.at)
            assert not any(unlike(had.pictures[name], one) for name, one in seen.pictures.items())
