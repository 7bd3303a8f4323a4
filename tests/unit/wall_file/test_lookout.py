from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from services.wall_file import installed, load
from services.wall_file.loading import Loaded
from services.wall_file.lookout import AGAIN, CALM, LATEST, SETTLED, STANDING, Gone, Lookout
from services.wall_file.signatures import COARSE

if TYPE_CHECKING:
    from pathlib import Path

    from services.wall_file.lookout import News

MAIN = "wall: 1\ninclude: phan/nguon.yaml\nsystems:\n  a: {name: A}\n"
PART = "systems:\n  b: {name: B}\n"


@dataclass
class Room:
    """A wall file with one include, and a clock that tests move."""

    folder: Path
    now: float = 0.0
    reads: list[Loaded] = field(default_factory=list)

    def __post_init__(self) -> None:
        (self.folder / "phan").mkdir()
        self.main.write_text(MAIN, encoding="utf-8")
        self.part.write_text(PART, encoding="utf-8")
        self.lookout = Lookout(
            self.main, load(self.main, installed()), self._read, lambda: self.now
        )

    @property
    def main(self) -> Path:
        return self.folder / "tuong.yaml"

    @property
    def part(self) -> Path:
        return self.folder / "phan" / "nguon.yaml"

    def _read(self, path: Path) -> Loaded:
        self.reads.append(load(path, installed()))
        return self.reads[-1]

    def look(self, after: float = 0.0) -> News | None:
        self.now += after
        return self.lookout.look()

    def looks(self, seconds: float) -> list[News]:
        """At its own pace, for so long."""
        ends, told = self.now + seconds, []
        while self.now < ends:
            if (news := self.look(self.lookout.pause)) is not None:
                told.append(news)
        return told

    def systems(self, news: News | None) -> list[str]:
        assert isinstance(news, Loaded)
        assert news.wall is not None
        return sorted(news.wall.systems)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_a_file_that_stays_as_it_is_is_not_read_again(room: Room) -> None:
    assert room.looks(60) == []
    assert room.reads == []
    assert room.lookout.pause == CALM


def test_a_good_edit_is_told_once_it_has_settled(room: Room) -> None:
    room.main.write_text(MAIN + "  c: {name: C}\n", encoding="utf-8")
    assert room.look(CALM) is None
    assert room.systems(room.look(SETTLED)) == ["a", "b", "c"]
    assert room.looks(60) == []


def test_a_good_edit_of_an_include_is_told(room: Room) -> None:
    room.part.write_text(PART + "  c: {name: C}\n", encoding="utf-8")
    (news,) = room.looks(2)
    assert room.systems(news) == ["a", "b", "c"]


def test_an_include_that_is_added_is_watched_from_then_on(room: Room) -> None:
    more = room.folder / "them.yaml"
    room.main.write_text(MAIN.replace("phan/nguon.yaml", "[phan/nguon.yaml, them.yaml]"), "utf-8")
    (lacking,) = room.looks(2)
    assert isinstance(lacking, Loaded)
    assert lacking.wall is None
    more.write_text("systems:\n  c: {name: C}\n", encoding="utf-8")
    (there,) = room.looks(2)
    assert room.systems(there) == ["a", "b", "c"]
    more.write_text("systems:\n  d: {name: D}\n", encoding="utf-8")
    (other,) = room.looks(2)
    assert room.systems(other) == ["a", "b", "d"]


def test_an_include_that_is_no_longer_named_is_no_longer_watched(room: Room) -> None:
    room.main.write_text(MAIN.replace("include: phan/nguon.yaml\n", ""), encoding="utf-8")
    (news,) = room.looks(2)
    assert room.systems(news) == ["a"]
    room.part.unlink()
    assert room.looks(5) == []


def test_an_editor_that_writes_by_rename_is_followed(room: Room) -> None:
    fresh = room.folder / ".tuong.yaml.swp"
    fresh.write_text(MAIN + "  c: {name: C}\n", encoding="utf-8")
    room.main.replace(room.folder / "tuong.yaml~")
    assert room.look(CALM) is None
    fresh.replace(room.main)
    (news,) = room.looks(2)
    assert room.systems(news) == ["a", "b", "c"]


def test_a_fault_is_told_only_when_it_stands(room: Room) -> None:
    room.main.write_text("wall: 1\nscenes: [\n", encoding="utf-8")
    assert room.look(CALM) is None
    assert room.look(STANDING / 2) is None
    news = room.look(STANDING)
    assert isinstance(news, Loaded)
    assert news.wall is None
    assert news.faults[0].file == str(room.main)


def test_a_save_in_two_parts_is_taken_as_one(room: Room) -> None:
    whole = MAIN.replace("name: A}", "name: Â}") + "  c: {name: C}\n"
    for cut in (0, whole.index("systems"), whole.index("  c:"), len(whole) - 3):
        room.main.write_text(MAIN, encoding="utf-8")
        room.looks(3)
        room.main.write_text(whole[:cut], encoding="utf-8")
        assert room.looks(STANDING / 2) == [], cut
        room.main.write_text(whole, encoding="utf-8")
        (news,) = room.looks(2)
        assert room.systems(news) == ["a", "b", "c"]


def test_a_text_that_was_cut_on_purpose_counts_when_it_stands(room: Room) -> None:
    room.main.write_text("wall: 1\n", encoding="utf-8")
    assert room.look(CALM) is None
    assert room.look(SETTLED) is None
    (news,) = room.looks(STANDING)
    assert room.systems(news) == []


def test_saves_without_end_are_read_all_the_same(room: Room) -> None:
    told, ends = [], room.now + 5.0
    for n in range(10_000):
        if room.now >= ends:
            break
        room.main.write_text(f"{MAIN}  c{n}: {{name: C}}\n", encoding="utf-8")
        told.append(room.look(0.05))
    heard = [news for news in told if news is not None]
    assert next(n for n, news in enumerate(told, 1) if news is not None) * 0.05 <= LATEST + 0.1
    assert len(heard) == len(room.reads) <= 5.0 / LATEST + 1
    last = room.looks(2)
    assert room.systems((heard + last)[-1]) == ["a", "b", f"c{n - 1}"]


def test_what_is_undone_before_it_stands_is_never_told(room: Room) -> None:
    room.main.write_text("wall: [", encoding="utf-8")
    room.look(CALM)
    room.look(SETTLED)
    room.main.write_text(MAIN, encoding="utf-8")
    assert room.looks(5) == []


def test_a_fault_that_is_mended_by_the_text_in_force_is_told(room: Room) -> None:
    room.main.write_text("wall: [", encoding="utf-8")
    (bad,) = room.looks(2)
    room.main.write_text(MAIN, encoding="utf-8")
    (good,) = room.looks(2)
    assert isinstance(bad, Loaded)
    assert room.systems(good) == ["a", "b"]


def test_a_file_that_is_deleted_is_gone_when_that_stands_and_comes_back(room: Room) -> None:
    room.main.unlink()
    assert room.look(CALM) is None
    assert room.looks(2) == [Gone()]
    assert room.looks(60) == []
    room.main.write_text(MAIN + "  c: {name: C}\n", encoding="utf-8")
    (news,) = room.looks(2)
    assert room.systems(news) == ["a", "b", "c"]


def test_an_include_that_is_deleted_is_a_fault_of_the_line_that_names_it(room: Room) -> None:
    room.part.unlink()
    (news,) = room.looks(2)
    assert isinstance(news, Loaded)
    assert [(fault.file, fault.line) for fault in news.faults] == [(str(room.main), 2)]


def test_a_touch_is_no_edit(room: Room) -> None:
    room.looks(COARSE + 1)
    os.utime(room.main, ns=(1, 1))
    assert room.looks(5) == []
    assert room.reads == []


def test_a_file_with_two_byte_order_marks_is_read_once(room: Room) -> None:
    room.main.write_bytes(b"\xef\xbb\xbf\xef\xbb\xbf" + MAIN.encode())
    [news] = room.looks(3)
    assert isinstance(news, Loaded)
    assert [fault.line for fault in news.faults] == [1]
    assert len(room.reads) == 1


def test_two_saves_of_one_time_and_size_are_told_apart(room: Room) -> None:
    """On a disk that counts in steps of two seconds."""
    for letter in "xy":
        with room.main.open("r+", encoding="utf-8") as file:
            file.write(MAIN.replace("a:", f"{letter}:"))
        os.utime(room.main, ns=(1, 1))
        (news,) = room.looks(1)
        assert room.systems(news) == ["b", letter]


def test_what_is_no_file_is_never_opened(room: Room) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no pipes among files")
    room.main.unlink()
    os.mkfifo(room.main)
    (news,) = room.looks(2)
    assert isinstance(news, Loaded)
    assert news.wall is None


def test_a_fault_outside_the_texts_is_looked_at_again(room: Room) -> None:
    url = "sources:\n  s: {connector: alertmanager, url: https://x/, ca: goc.pem}\n"
    room.main.write_text(MAIN + url, encoding="utf-8")
    (lacking,) = room.looks(2)
    assert isinstance(lacking, Loaded)
    assert lacking.wall is None
    (room.folder / "goc.pem").write_text("-", encoding="utf-8")
    (there,) = room.looks(AGAIN + 1)
    assert room.systems(there) == ["a", "b"]
    assert room.looks(60) == []
