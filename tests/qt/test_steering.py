from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from services.acts import Answer
from services.cache import Cache
from services.clock import HeldClock
from services.phrase import phrase
from services.program import Hold, Kind, Rule, choices_of
from services.sensitivity import Sensitivity
from services.settings import Wording
from services.wall_file.briefing import Briefing
from tests.qt.test_wall import AT, Room, opened, press
from tests.unit.acts.telling import done
from ui import acts
from ui.face import restaged
from ui.layers import Form, Layers, Put, Step, layers_of
from widgets.drawing import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.in_memory(clock), clock) as made:
        yield made


def tiles(room: Room, screen: str) -> list[str]:
    return list(room.wall.faces[screen].tiles)


def kept(room: Room) -> Layers:
    room.cache.remember("history", "", "x")  # in order: what was kept before is written
    with room.cache.picture() as picture:
        return layers_of(picture)


def with_briefing(room: Room, **said: object) -> None:
    told = {"steps": ["hai", "một"], "audience": "restricted", **said}
    briefing = Briefing.model_validate(told)
    wall = room.wall.stage.wall.model_copy(update={"briefings": {"giao-ban": briefing}})
    room.wall.restage(restaged(room.wall.stage, wall))


def test_a_tile_that_is_put_up_fills_its_screen_and_the_other_screen_stays(room: Room) -> None:
    other = room.wall.faces["phải"]
    room.wall.deeds.perform(room.wall.steering.put("number-xa", "trái"))
    assert tiles(room, "trái") == ["number-xa"]
    face = room.wall.faces["trái"]
    assert face.tiles["number-xa"].place.rect.w > face.sheet.width * 0.9
    assert room.wall.faces["phải"] is other


def test_what_is_put_up_is_over_after_its_time_and_forgotten(room: Room) -> None:
    before = tiles(room, "trái")
    room.wall.deeds.perform(room.wall.steering.put("number-xa", "trái", lasts=timedelta(minutes=2)))
    room.clock.move(timedelta(seconds=119))
    room.look(second=True)
    assert tiles(room, "trái") == ["number-xa"]
    room.clock.move(timedelta(seconds=1))
    room.look(second=True)
    assert tiles(room, "trái") == before
    assert kept(room) == Layers()


def test_a_wall_that_opens_again_shows_what_was_put_up(tmp_path: Path) -> None:
    clock = HeldClock(AT)
    cache = Cache.in_memory(clock)
    with opened(tmp_path, cache, clock) as room:
        room.wall.deeds.perform(room.wall.steering.put("number-xa", "trái", lasts=None))
        kept(room)
        again = room.wall
        again.decided = replace(again.decided, layers=Layers())
        again.begin()
        assert tiles(room, "trái") == ["number-xa"]


def test_what_was_done_is_undone_in_its_order_and_the_journal_has_it_all(tmp_path: Path) -> None:
    clock = HeldClock(AT)
    with opened(tmp_path, Cache.in_memory(clock), clock) as room:
        wall = room.wall
        before = tiles(room, "trái")
        wall.deeds.perform(wall.steering.put("number-xa", "trái"))
        wall.deeds.perform(wall.steering.scene("hai"))
        wall.deeds.perform(wall.steering.theme("sang"))
        undone = [wall.deeds.undo() for _ in range(3)]
        assert all(undone)
        assert wall.deeds.undo() is None
        assert wall.setting.scene == "một"
        assert wall.setting.theme == "toi"
        assert tiles(room, "trái") == before
        journal = room.acts
    assert [what for what, _, _ in done(journal)] == [
        *("put", "scene", "theme"),
        *("theme", "scene", "put"),
    ]


def test_a_deed_that_is_refused_changes_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = phrase("Chỉ trưởng ca được đưa ô lên.")
    monkeypatch.setattr(acts, "may", lambda _person, _what: Answer(why))
    before = tiles(room, "trái")
    answer = room.wall.deeds.perform(room.wall.steering.put("number-xa", "trái"))
    assert answer.why == why
    assert tiles(room, "trái") == before
    assert room.wall.deeds.undoes is None


def test_one_screen_may_show_another_scene_than_the_wall(room: Room) -> None:
    wall = room.wall
    wall.deeds.perform(wall.steering.scene("hai", "trái"))
    assert wall.faces["trái"].scene == "hai"
    assert wall.setting.scene == "một"
    wall.deeds.perform(wall.steering.release("trái"))
    assert wall.faces["trái"].scene == "một"


def test_a_hold_for_good_is_kept_beside_the_scene(room: Room) -> None:
    room.wall.deeds.perform(room.wall.steering.scene("hai", hold=Hold(None)))
    kept(room)
    with room.cache.picture() as picture:
        assert choices_of(picture) == room.wall.choices


def test_a_tile_that_the_wall_file_no_longer_has_gives_way_to_the_scene(room: Room) -> None:
    before = tiles(room, "trái")
    layers = Layers(put={"trái": Put("không-có")})
    room.wall.decide(replace(room.wall.decided, layers=layers))
    assert tiles(room, "trái") == before


def test_a_remote_steps_through_a_briefing_and_the_wall_returns_to_where_it_was(
    room: Room,
) -> None:
    with_briefing(room)
    before = room.wall.setting.scene, tiles(room, "trái")
    press(room, Qt.Key.Key_F5)
    assert room.wall.faces["trái"].scene == "hai"
    assert "clock" not in tiles(room, "trái")
    press(room, Qt.Key.Key_PageUp)
    assert room.wall.faces["trái"].scene == "hai"
    press(room, Qt.Key.Key_PageDown)
    assert room.wall.layers.step == Step("giao-ban", 1, AT)
    assert kept(room).step == Step("giao-ban", 1, AT)
    press(room, Qt.Key.Key_PageDown)
    assert room.wall.layers.step is not None
    press(room, Qt.Key.Key_F5)
    assert room.wall.layers.step is None
    assert (room.wall.setting.scene, tiles(room, "trái")) == before
    kept(room)
    with room.cache.picture() as picture:
        assert set(picture.settings("briefed")) == {"giao-ban"}


def test_a_briefing_ends_by_its_own_key_and_by_escape(room: Room) -> None:
    with_briefing(room)
    for key in (Qt.Key.Key_F5, Qt.Key.Key_Escape):
        press(room, Qt.Key.Key_F5)
        assert room.wall.layers.step is not None
        QTest.keyClick(room.window, key)
        assert room.wall.layers.step is None


def test_before_visitors_no_screen_shows_what_is_stricter(room: Room) -> None:
    with_briefing(room, screens=["trái"], audience="public")
    scenes = room.wall.stage.wall.scenes
    public = scenes["hai"].model_copy(update={"audience": Sensitivity.PUBLIC})
    wall = room.wall.stage.wall.model_copy(update={"scenes": {**scenes, "hai": public}})
    room.wall.restage(restaged(room.wall.stage, wall))
    assert "number-xa" in [*tiles(room, "trái"), *tiles(room, "phải")]
    press(room, Qt.Key.Key_F5)
    assert room.wall.faces["trái"].scene == "hai"
    assert tiles(room, "phải") == ["clock"]
    layers = room.wall.layers.with_put("phải", Put("number-xa", Form.TILE))
    room.wall.decide(replace(room.wall.decided, layers=layers))
    assert tiles(room, "phải") == ["clock"]
    strict = room.wall.steering.put("number-tram", "phải")
    assert "nên hết buổi ô mới hiện" in room.wall.stage.words.say(strict.says)
    seen = next(id for where, id in room.wall.stage.ids.items() if where[0] == "hai")
    assert "hết buổi" not in room.wall.stage.words.say(room.wall.steering.put(seen, "phải").says)
    press(room, Qt.Key.Key_F5)
    assert "clock" not in tiles(room, "phải")


def test_what_a_newer_program_kept_is_left_out(room: Room) -> None:
    for text in ("", "[]", '{"tile": 1}', '{"tile": "a", "form": "nổi", "until": null}'):
        room.cache.remember("put", "trái", text)
        room.cache.remember("briefing", "", text)
        assert kept(room) == Layers()


def test_layers_end_at_the_first_end_of_theirs() -> None:
    first, later = AT + timedelta(minutes=1), AT + timedelta(minutes=2)
    layers = Layers(put={"a": Put("x", until=later), "b": Put("y", until=first), "c": Put("z")})
    assert layers.until == first
    assert layers.over(first) == {"b"}
    assert replace(layers, put={}).until is None


def test_the_heading_says_why_a_screen_shows_what_it_shows(room: Room) -> None:
    wall = room.wall
    wall.deeds.perform(wall.steering.put("number-xa", "trái", lasts=timedelta(minutes=9)))
    assert any("đưa lên, còn 9 phút" in text for text in room.texts("trái"))
    room.kept()
    room.clock.move(timedelta(minutes=1))
    room.look(second=True)
    assert any("đưa lên, còn 8 phút" in text for text in room.texts("trái"))
    wall.take_over({"trái": "hai"})
    assert any("do cảnh báo" in text for text in room.texts("trái"))
    wall.take_over({})
    wall.deeds.perform(wall.steering.take_down("trái"))
    with_briefing(room)
    press(room, Qt.Key.Key_F5)
    rule = room.wall.faces["trái"].composition.rule
    assert rule == Rule(kind=Kind.BRIEFING, step=1, scenes=2)
    assert rule.words(AT, ZoneInfo("UTC")) == phrase(
        "giao ban, bước {step}/{steps}", step=1, steps=2
    )
    called = replace(rule, title=Wording(vi="Đón khách"))
    assert called.words(AT, ZoneInfo("UTC")) == phrase(
        "{title}, bước {step}/{steps}", title="Đón khách", step=1, steps=2
    )


def test_a_screen_that_its_scene_leaves_out_lives_still(room: Room) -> None:
    scenes = room.wall.stage.wall.scenes
    panels = {name: one for name, one in scenes["một"].panels.items() if name != "phải"}
    left = scenes["một"].model_copy()
    left.__pydantic_extra__ = panels
    wall = room.wall.stage.wall.model_copy(update={"scenes": {**scenes, "một": left}})
    room.wall.restage(restaged(room.wall.stage, wall))
    assert tiles(room, "phải") == []
    assert "14:00:00" in room.texts("phải")
    room.clock.move(timedelta(seconds=1))
    room.look(second=True)
    assert "14:00:01" in room.texts("phải")


def test_the_letters_of_a_tile_that_is_put_up_grow_and_none_is_lost(room: Room) -> None:
    def told() -> dict[str, Text]:
        items = room.wall.faces["trái"].tiles["number-xa"].items
        return {item.role: item for item in items if isinstance(item, Text)}

    room.answer(xa=142, tram=1700)
    room.look(second=True)
    if "number-xa" not in tiles(room, "trái"):
        room.wall.deeds.perform(room.wall.steering.scene("hai"))
    before = told() if "number-xa" in tiles(room, "trái") else None
    room.wall.deeds.perform(room.wall.steering.put("number-xa", "trái"))
    face = room.wall.faces["trái"]
    after = told()
    assert after["title"].cap > 1.15 * face.sheet.reading * face.sheet.measure.cap
    assert not any(text.clipped for text in after.values())
    assert before is None or before.keys() <= after.keys()
