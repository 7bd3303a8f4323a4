"""A running wall publishes: what, how often, for whom, and without being held up."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import threading
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QImage

from services.cache import Cache, CacheTrouble
from services.clock import HeldClock, from_iso
from services.phrase import phrase
from tests.qt.publishing.published import (
    publish_once,
    room,
    running,
    sums,
    sums_of,
    told,
    until,
    wall,
)
from ui import canvas
from ui.face import Face
from ui.leftovers import DOCUMENT, PAGE, STATE
from ui.publishing import folder as folders
from ui.publishing import publishing as keeping
from ui.publishing import turn
from ui.publishing.publishing import SLOW

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

HANGS = (
    "Chưa ghi xong ảnh vào {path} sau {seconds} giây, có thể ổ chia sẻ đang treo; tường vẫn chạy và sẽ ghi "
    "tiếp khi ổ trả lời."
)
TWO = ["một--phải.png", "một--trái.png", "hai--trái.png"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_pictures_wall_json_and_a_page_lie_in_the_folder(tmp_path: Path) -> None:
    with room(tmp_path, wall("{to: cong-bo}")) as made:
        state = publish_once(made, made.folder())
    folder = made.folder()
    assert names(folder) == sorted([*TWO, DOCUMENT, PAGE, STATE])
    assert sums(state) == sums_of(folder)
    assert QImage(str(folder / "một--trái.png")).size().toTuple() == (640, 360)
    document = json.loads((folder / DOCUMENT).read_text("utf-8"))
    assert [one["png"] for one in document["screens"]] == [
        "một--trái.png",
        "một--phải.png",
        "hai--trái.png",
    ]
    assert document["at"] == "2026-11-24T07:00:03.000000Z"
    scene = state["scenes"][0]
    assert (scene["title"], scene["size"]) == ("Cảnh một", [1280, 360])
    assert [one["area"] for one in scene["panels"]] == [[0, 0, 640, 360], [640, 0, 640, 360]]
    assert scene["panels"][0]["title"] == "Bên trái"
    assert "Trạm" in scene["panels"][0]["tiles"][0]["says"]
    assert "1.700" in scene["panels"][0]["tiles"][0]["says"]


def test_it_is_done_again_as_often_as_the_file_says_and_not_before(tmp_path: Path) -> None:
    found: list[datetime] = []

    async def go() -> None:
        async with running(made):
            for _ in range(3):
                await until(lambda: last() not in (None, *found[-1:]))
                moment = last()
                assert moment is not None
                found.append(moment)

    def last() -> datetime | None:
        state = told(made.folder())
        return None if state is None else from_iso(state["published"])

    with room(tmp_path, wall("{to: cong-bo, every: 20 s}")) as made:
        made.waits_for_disks = True
        asyncio.run(go())
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(found)]
    assert all(20 <= gap < 22 for gap in gaps), gaps


def test_a_figure_that_changed_is_in_the_next_picture(tmp_path: Path) -> None:
    with room(tmp_path, wall("{to: cong-bo, every: 10 s}")) as made:
        before = publish_once(made, made.folder())
        made.answer(tram=1701, xa=142)
        after = publish_once(made, made.folder())
    assert "1.701" in after["scenes"][1]["panels"][0]["tiles"][0]["says"]
    assert sums(before) != sums(after) == sums_of(made.folder())


def test_each_audience_gets_what_is_for_it_in_its_language_and_colours(tmp_path: Path) -> None:
    asked = """
  - {to: cong-bo}
  - {to: noi-bo, audience: restricted, lang: en, theme: sang, scenes: [kín, hai]}
"""
    with room(tmp_path, wall(asked)) as made:
        ours = publish_once(made, made.folder("noi-bo"))
    theirs = told(made.folder())
    assert theirs is not None
    assert [one["name"] for one in theirs["scenes"]] == ["một", "hai"]
    assert [one["name"] for one in ours["scenes"]] == ["kín", "hai"]
    assert (ours["title"], ours["lang"], ours["dark"]) == ("Trial wall", "en", False)
    assert (theirs["title"], theirs["lang"], theirs["dark"]) == ("Tường thử", "vi", True)
    assert "kín" not in (made.folder() / DOCUMENT).read_text("utf-8")


def test_what_people_choose_on_the_wall_is_followed_where_the_file_leaves_it_open(
    tmp_path: Path,
) -> None:
    with room(tmp_path, wall("{to: cong-bo}")) as made:
        made.setting = replace(made.setting, lang="en", theme="sang")
        state = publish_once(made, made.folder())
    assert (state["title"], state["lang"], state["dark"]) == ("Trial wall", "en", False)


@pytest.mark.skipif(os.name == "nt", reason="Windows goes by the folder")
def test_what_is_not_for_the_public_is_its_owners_alone_to_read(tmp_path: Path) -> None:
    with room(tmp_path, wall("[{to: a/noi-bo, audience: internal}, {to: cong-bo}]")) as made:
        publish_once(made, made.folder())
    inner = made.folder("a/noi-bo")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in inner.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(inner.stat().st_mode) == 0o700
    assert stat.S_IMODE((made.folder() / PAGE).stat().st_mode) & 0o600 == 0o600


def test_what_the_file_closes_is_gone_at_once(tmp_path: Path) -> None:
    """Whatever the pace says."""

    async def go() -> None:
        async with running(made):
            await until(lambda: told(made.folder()))
            made.say(wall("{to: cong-bo, every: 1 h}", audience="restricted"))
            await until(lambda: len(told(made.folder())["scenes"]) == 1)  # type: ignore[index] # it is there
            await until(lambda: not (made.folder() / TWO[0]).exists())

    with room(tmp_path, wall("{to: cong-bo, every: 1 h}")) as made:
        asyncio.run(go())
        assert made.clock.at.minute < 10
    assert names(made.folder()) == sorted(["hai--trái.png", DOCUMENT, PAGE, STATE])


@pytest.mark.skipif(os.name == "nt", reason="Windows goes by the folder")
def test_what_is_for_fewer_eyes_from_now_on_is_closed_whatever_keeps_new_pictures_from_being_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unreadable(*_: object, **__: object) -> None:
        raise CacheTrouble(phrase("Bộ nhớ hỏng"))

    async def go() -> None:
        async with running(made):
            await until(lambda: told(made.folder()))
            monkeypatch.setattr(keeping, "made", unreadable)
            made.say(wall("{to: cong-bo, every: 1 h, audience: internal}"))
            await until(lambda: stat.S_IMODE(made.folder().stat().st_mode) == 0o700)
            await until(
                lambda: not any(one.stat().st_mode & 0o077 for one in made.folder().iterdir())
            )

    with room(tmp_path, wall("{to: cong-bo, every: 1 h}")) as made:
        asyncio.run(go())
        assert made.clock.at.minute < 10


@pytest.mark.skipif(os.name == "nt", reason="Windows goes by the folder")
def test_what_becomes_public_is_opened_at_once_to_whom_the_umask_lets_read(tmp_path: Path) -> None:
    def is_open() -> bool:
        modes = [stat.S_IMODE(one.stat().st_mode) for one in made.folder().iterdir()]
        return stat.S_IMODE(made.folder().stat().st_mode) == 0o755 and {*modes} == {0o644}

    async def go() -> None:
        async with running(made) as publishing:
            await until(lambda: told(made.folder()))
            assert stat.S_IMODE(made.folder().stat().st_mode) == 0o700
            made.say(wall("{to: cong-bo, every: 1 h}"))
            await until(is_open)
            assert publishing.troubles == ()

    before = os.umask(0o022)
    try:
        with room(tmp_path, wall("{to: cong-bo, every: 1 h, audience: internal}")) as made:
            asyncio.run(go())
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows goes by the folder")
def test_a_running_wall_says_why_nobody_else_can_read_what_it_published(tmp_path: Path) -> None:
    (tmp_path / "cong-bo").mkdir(mode=0o700)

    async def go() -> str:
        async with running(made) as publishing:
            await until(lambda: publishing.troubles)
            said = made.opened.terminal.words.say(publishing.troubles[0])
            made.folder().chmod(0o755)
            await until(lambda: not publishing.troubles)
            return said

    with room(tmp_path, wall("{to: cong-bo}")) as made:
        said = asyncio.run(go())
        assert told(made.folder())
    assert said.startswith("Ảnh đã xuất nhưng người khác không đọc được: chỉ chủ của thư mục")


def test_what_the_file_closes_while_it_is_painted_is_not_laid_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[set[str]] = []

    def noting(folder: Path, files: Mapping[str, bytes], wall: str, *, private: bool) -> None:
        laid.append({name for name in files if name.endswith(".png")})
        folders.lay_down(folder, files, wall, private=private)

    def closing(seconds: float) -> None:
        if seconds == turn.BREATH and not closed:
            closed.append(True)
            made.say(wall("{to: cong-bo}", audience="restricted"))

    monkeypatch.setattr(turn, "lay_down", noting)
    closed: list[bool] = []
    with room(tmp_path, wall("{to: cong-bo}")) as made:
        made.waited = closing
        publish_once(made, made.folder())
    assert closed
    assert laid == [{"hai--trái.png"}]


def test_where_nothing_is_for_the_public_any_more_no_old_picture_stays(tmp_path: Path) -> None:
    closed = wall("{to: cong-bo}", audience="restricted").replace(
        "audience: public\n", "audience: restricted\n"
    )
    with room(tmp_path, wall("{to: cong-bo}")) as made:
        publish_once(made, made.folder())
        made.say(closed)
        state = publish_once(made, made.folder())
    assert state["scenes"] == []
    assert names(made.folder()) == sorted([DOCUMENT, PAGE, STATE])


def test_never_more_than_one_tile_between_two_turns_of_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    paint, look_up = canvas.print_part, Face.renew

    def painting(*told: Any) -> None:
        done.append("tile")
        paint(*told)

    def looking(face: Any, knowledge: Any, chosen: Any) -> list[str]:
        done.extend("tile" for _ in chosen)
        return look_up(face, knowledge, chosen)

    monkeypatch.setattr(turn, "print_part", painting)
    monkeypatch.setattr("ui.face.Face.renew", looking)
    with room(tmp_path, wall("{to: cong-bo}")) as made:
        made.waited = lambda _: done.append("turn")
        publish_once(made, made.folder())
    assert done.count("tile") == 4 + 7
    assert ("tile", "tile") not in list(pairwise(done))


def test_a_share_that_hangs_holds_up_nobody_and_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, lay_down = threading.Event(), folders.lay_down

    def hanging(folder: Path, files: Mapping[str, bytes], wall: str, *, private: bool) -> None:
        if folder.name == "treo":
            free.wait()
        lay_down(folder, files, wall, private=private)

    monkeypatch.setattr(turn, "lay_down", hanging)

    async def go() -> None:
        async with running(made) as publishing:
            await until(lambda: publishing.troubles)
            [hangs] = publishing.troubles
            assert hangs == phrase(HANGS, path=str(made.folder("treo")), seconds=round(SLOW))
            first = told(made.folder())
            assert first is not None
            await until(lambda: told(made.folder()) != first)
            assert publishing.troubles == (hangs,)
            free.set()
            await until(lambda: not publishing.troubles)

    with room(tmp_path, wall("[{to: treo, every: 10 s}, {to: cong-bo, every: 10 s}]")) as made:
        asyncio.run(go())
    [over] = made.said
    assert over.startswith("Đã xuất lại được ảnh vào")
    assert told(made.folder("treo"))


def test_a_wall_that_ends_leaves_a_hanging_share_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, began = threading.Event(), threading.Event()

    def hanging(*_: object, **__: object) -> None:
        began.set()
        free.wait()

    monkeypatch.setattr(turn, "lay_down", hanging)

    async def go() -> None:
        async with running(made):
            await until(began.is_set)

    with room(tmp_path, wall("{to: treo}")) as made:
        asyncio.run(go())  # ends
    free.set()


def test_a_folder_that_cannot_be_written_is_told_of_and_tried_again(tmp_path: Path) -> None:
    async def go() -> None:
        async with running(made) as publishing:
            await until(lambda: publishing.troubles)
            troubles, began = publishing.troubles, made.clock.at
            assert "đó là một tệp" in made.opened.terminal.words.say(troubles[0])
            await until(lambda: (made.clock.at - began).total_seconds() > 40)
            assert publishing.troubles == troubles
            (tmp_path / "tep").unlink()
            await until(lambda: made.said)
            assert not publishing.troubles

    (tmp_path / "tep").write_text("", encoding="utf-8")
    with room(tmp_path, wall("{to: tep/cong-bo, every: 10 s}")) as made:
        asyncio.run(go())
    assert told(made.folder("tep/cong-bo"))


def test_a_wall_whose_time_is_told_says_by_the_computers_own_when_it_published(
    tmp_path: Path,
) -> None:
    """Or its page would be old from the first."""
    with room(tmp_path, wall("{to: cong-bo}")) as made:
        told_clock = HeldClock(made.clock.at.replace(year=2023))
        made.cache.close()
        made.cache = Cache.in_memory(told_clock)
        state = publish_once(made, made.folder())
    assert state["published"].startswith("2026-11-24")
    assert "2023" in state["at"]


def test_a_defect_that_one_folder_meets_time_and_again_keeps_no_other_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made_of = turn.made

    async def failing(order: turn.Order, *rest: Any, **more: Any) -> turn.Made:
        if order.publication.to == "hong":
            raise ZeroDivisionError
        return await made_of(order, *rest, **more)

    monkeypatch.setattr(keeping, "made", failing)

    async def go() -> None:
        async with running(made):
            await until(lambda: told(made.folder()))

    with room(tmp_path, wall("[{to: hong, every: 10 s}, {to: cong-bo, every: 10 s}]")) as made:
        asyncio.run(go())
    assert "việc xuất ảnh dừng" in caplog.text
    assert not made.folder("hong").exists()
