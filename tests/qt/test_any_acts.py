"""Whatever people do, in whichever order, while time goes on, screens go and the wall file changes: the wall
that opens again is the wall that was shown.
"""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

from services.acts import What
from services.cache import Cache, CacheTrouble, Picture
from services.clock import HeldClock
from services.phrase import phrase
from services.program import Hold, choices_of, program
from services.sensitivity import Sensitivity
from services.wall_file.briefing import Briefing
from services.wall_file.schedule import Schedule
from tests.qt.test_wall import Room, opened
from ui.arrangement import attending
from ui.face import restaged
from ui.layers import Form, layers_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from services.wall_file.shape import WallFile
    from ui.deed import Deed

pytestmark = pytest.mark.usefixtures("qapp")
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
"""12:00 on the wall, a Tuesday."""
SCHEDULES = (
    None,
    {"scene": "một", "parts": [{"from": "12:30", "to": "13:00", "scene": "hai", "theme": "sang"}]},
    {"rotation": [{"scene": "một", "dwell": "7 min"}, {"scene": "hai", "dwell": "3 min"}]},
    {"parts": [{"from": "12:10", "to": "12:40", "scene": "hai"}]},
    {"pins": {"phải": "hai"}, "hold": "5 min"},
)
THEMES: tuple[Any, ...] = ("toi", "dem", {time(6): "sang", time(12, 20): "toi"})
BRIEFINGS = {
    "sáng": {"steps": ["hai"], "audience": "public"},
    "chiều": {"steps": ["hai", "một", "hai"], "audience": "restricted", "screens": ["trái"]},
}


class Play:
    """Does one thing after the other, as chance says."""

    def __init__(self, room: Room, chance: random.Random) -> None:
        self.room, self.chance = room, chance
        self.whole = room.wall.stage.wall
        public = self.whole.scenes["hai"].model_copy(update={"audience": Sensitivity.PUBLIC})
        self.scenes = {**self.whole.scenes, "hai": public}

    def deed(self) -> Deed | None:
        wall, chance = self.room.wall, self.chance
        screen = chance.choice(("", "trái", "phải"))
        scene = chance.choice(("một", "hai"))
        until = wall._clock.now() + timedelta(minutes=chance.randint(1, 20))
        hold = chance.choice((None, None, Hold(None), Hold(until)))
        lasts = chance.choice((None, timedelta(minutes=chance.randint(1, 10))))
        match chance.randrange(8):
            case 0 | 1:
                return wall.steering.scene(scene, screen, hold)
            case 2:
                return wall.steering.release(screen)
            case 3:
                return wall.steering.theme(chance.choice(("toi", "sang", "dem")))
            case 4:
                tile = chance.choice((*wall.stage.ids.values(), "không-có"))
                return wall.steering.put(tile, screen or "trái", chance.choice([*Form]), lasts)
            case 5:
                return wall.steering.take_down(screen or "phải")
            case 6:
                known = [*wall.stage.wall.briefings]
                return wall.briefings.begin(chance.choice(known)) if known else None
            case _:
                return chance.choice((wall.briefings.end(), wall.briefings.move(1)))

    def file(self) -> WallFile:
        chance = self.chance
        schedule = chance.choice(SCHEDULES)
        names = chance.sample([*BRIEFINGS], chance.randint(0, 2))
        scenes = self.scenes if chance.random() < 0.8 else {"hai": self.scenes["hai"]}
        return self.whole.model_copy(
            update={
                "schedule": None if schedule is None else Schedule.model_validate(schedule),
                "theme": chance.choice(THEMES),
                "briefings": {one: Briefing.model_validate(BRIEFINGS[one]) for one in names}
                if len(scenes) == 2
                else {},
                "scenes": scenes,
            }
        )

    def step(self, *, opens: bool = True) -> None:
        room, wall, chance = self.room, self.room.wall, self.chance
        room.clock.move(timedelta(milliseconds=7))  # nobody is as quick
        match chance.randrange(10):
            case 0 | 1 | 2 | 3:
                if (deed := self.deed()) is not None:
                    wall.deeds.perform(deed)
            case 4 | 5:
                wall.deeds.undo()
            case 6:
                wall.restage(restaged(wall.stage, self.file()))
            case 7:
                there = chance.sample(self.whole.screens, chance.randint(1, 2))
                windows = wall.windows
                screens = tuple(one for one in self.whole.screens if one in there)
                wall.decide(replace(wall.decided, there=screens), lambda: windows)
            case 8 if opens:
                if wall.stage.wall.schedule is None:
                    wall._acts.keep(What.SCENE, wall.setting.scene)  # as whoever opens it does
                room.cache.remember("history", "", "x")
                wall.begin()
            case _:
                minutes = chance.choice((0.021, 1.003, 3.017, 11.031, 30.07, -7.009))
                room.clock.move(timedelta(minutes=minutes))
        room.look(second=True)
        QApplication.processEvents()

    def judge(self) -> None:
        room, wall = self.room, self.room.wall
        room.cache.remember("history", "", "x")  # all that was kept before is written
        with room.cache.picture() as picture:
            choices, layers = choices_of(picture), layers_of(picture)
            again = program(wall.stage.wall, choices, picture.now)
        assert layers == wall.layers
        live = wall.program
        assert live is not None
        assert (again.scene, again.screens, again.theme) == (live.scene, live.screens, live.theme)
        assert (live.theme, live.scene) == (wall.setting.theme, wall.setting.scene)
        step = wall.layers.step
        assert set(wall.faces) == {one.name for one in wall.screens}
        if step is not None:
            assert layers.step is not None
            assert layers.step.audience is step.audience is attending(wall.stage.wall, layers)
            if step.briefing == "sáng":  # whether the wall file has it or not
                assert step.audience is Sensitivity.PUBLIC
            for face in wall.faces.values():
                assert wall.stage.wall.scenes[face.scene].audience <= step.audience


@pytest.mark.parametrize("seed", [*range(8), 463, 523, 1075])
def test_a_wall_that_opens_again_is_the_wall_that_was_shown(tmp_path: Path, seed: int) -> None:
    clock = HeldClock(NOON)
    with opened(tmp_path, Cache.in_memory(clock), clock) as room:
        room.wall._acts.keep(What.SCENE, room.wall.setting.scene)  # as a wall that opens does
        room.kept()  # before the clock jumps
        play = Play(room, random.Random(seed))
        for n in range(60):
            play.step()
            try:
                play.judge()
            except AssertionError as error:
                raise AssertionError(f"after step {n}") from error


@pytest.mark.parametrize("seed", [*range(6), 913, 1191])
def test_what_a_cache_that_cannot_be_read_prevents_has_changed_nothing(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = HeldClock(NOON)
    with opened(tmp_path, Cache.in_memory(clock), clock) as room:
        room.wall._acts.keep(What.SCENE, room.wall.setting.scene)
        room.kept()
        chance, wall = random.Random(seed), room.wall
        play = Play(room, chance)
        for _ in range(40):
            if chance.random() < 0.4:
                before = (wall.choices, wall.layers, wall.setting, {**wall.faces}, wall.screens)
                with monkeypatch.context() as locked:
                    locked.setattr(room.cache, "picture", unreadable)
                    # A file that can't be taken is owed by its reload, outputs by theirs.
                    with suppress(CacheTrouble):
                        play.step(opens=False)
                after = (wall.choices, wall.layers, wall.setting, {**wall.faces}, wall.screens)
                assert before == after
                room.look(second=True)
            else:
                play.step()
            play.judge()


def unreadable(at: datetime | None = None) -> AbstractContextManager[Picture]:
    del at
    raise CacheTrouble(phrase("Bộ nhớ {path} đang bị một chương trình khác khóa.", path="x"))
