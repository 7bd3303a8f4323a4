"""What stood on each screen, as `snapshot --shown` has it afterwards, against what was painted then."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from services.program import Hold
from tests.qt.shown.standing import (
    ALL,
    SIZE,
    WALL,
    Standing,
    output,
    standing,
    taken,
    unlike,
)
from ui.layers import Form

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


def judge(wall: Standing) -> None:
    """Every picture that was seen is had again, to the pixel, and no other."""
    assert wall.seen
    for seen in wall.seen:
        had = taken(wall.path, seen.at)
        assert list(had.pictures) == list(seen.pictures), seen.at
        found = {name: unlike(had.pictures[name], one) for name, one in seen.pictures.items()}
        assert not any(found.values()), (seen.at, found)
        assert had.document["unshown"] == seen.unshown


def figures(wall: Standing, *values: int) -> None:
    wall.answer(**dict(zip(("tram", "xa", "ho-so"), values, strict=True)))


def test_what_was_seen_is_had_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall, 1700, 142, 31)
        wall.after(5)
        wall.look()
        figures(wall, 1712, 142, 31)
        wall.after(1)
        wall.look()  # the new figure glows
        steering = wall.wall.steering
        wall.perform(steering.scene("kin"))
        wall.after(1)
        wall.look()
        wall.perform(steering.put("number-tram", "giua", Form.DETAIL))
        wall.perform(steering.language("en"))
        wall.after(1)
        wall.look()
        wall.perform(wall.wall.briefings.begin("giao-ban"))
        wall.after(1)
        wall.look()
        wall.perform(steering.take_down("giua"))
        wall.after(1)
        wall.look()
        wall.plug(ALL[0], ALL[1])
        wall.after(1)
        wall.look()
        wall.perform(wall.wall.briefings.end())
        wall.perform(steering.scene("mot", hold=Hold(None)))
        wall.plug(output(1, (540, 960)), output(2, (1280, 720)))
        wall.after(1)
        wall.look()
        wall.plug(*ALL)
        wall.after(3)
        wall.look()
    assert [len(seen.pictures) for seen in wall.seen] == [3] * 6 + [2, 2, 3]
    different = {
        unlike(wall.seen[n].pictures["giua"], wall.seen[0].pictures["giua"]) for n in (3, 4)
    }
    assert 0 not in different
    judge(wall)


FILES = (
    WALL,
    WALL[: WALL.index("schedule:")] + WALL[WALL.index("briefings:") :],
    WALL.replace("  khach:", "  khac:"),
    WALL.replace("  mot:", "  dau:").replace("mot", "dau"),
    WALL.replace("pitch: 1 mm", "pitch: 1.3 mm").replace("importance: 9", "importance: 1"),
)
"""Edits of the wall file: no schedule, no such briefing, no such scene, another picture."""


class Play:
    """Anything that people do and cables suffer, in any order."""

    def __init__(self, wall: Standing, chance: random.Random) -> None:
        self.wall, self.chance = wall, chance
        self.outputs = {number: output(number) for number in (1, 2, 3)}

    def step(self) -> None:
        acts = (self.choose, self.put, self.put, self.brief, self.undo, self.say, self.plug)
        self.chance.choice((*acts, self.answer, self.answer, self.take_over, self.edit))()
        self.wall.after(self.chance.choice((1, 1, 2, 7, 61)))

    def choose(self) -> None:
        chance, steering = self.chance, self.wall.wall.steering
        screen = chance.choice(("", "", "trai", "phai"))
        hold = chance.choice((None, Hold(None), Hold(self.wall.clock.now() + timedelta(seconds=9))))
        scene = chance.choice([*self.wall.wall.stage.wall.scenes])
        if screen and screen not in self.wall.wall.stage.wall.scenes[scene].panels:
            return
        deeds = (steering.scene(scene, screen, hold), steering.release(screen))
        self.wall.perform(chance.choice(deeds))

    def put(self) -> None:
        chance, steering = self.chance, self.wall.wall.steering
        screen = chance.choice([one.name for one in self.wall.wall.screens])
        tile = chance.choice([*self.wall.wall.stage.ids.values()])
        lasts = chance.choice((None, timedelta(seconds=5), timedelta(minutes=2)))
        up = steering.put(tile, screen, chance.choice([*Form]), lasts)
        self.wall.perform(chance.choice((up, up, steering.take_down(screen))))

    def brief(self) -> None:
        chance, briefings = self.chance, self.wall.wall.briefings
        if briefings.step is None:
            name = chance.choice([*self.wall.wall.stage.wall.briefings])
            self.wall.perform(briefings.begin(name, screens=chance.choice(((), ("phai",)))))
            return
        deed = chance.choice((briefings.end, lambda: briefings.move(chance.choice((-1, 1)))))()
        if deed is not None:
            self.wall.perform(deed)

    def undo(self) -> None:
        self.wall.wall.deeds.undo()

    def say(self) -> None:
        steering = self.wall.wall.steering
        deeds = [steering.language(lang) for lang in ("vi", "en")]
        self.wall.perform(self.chance.choice(deeds + [steering.theme(t) for t in ("dem", "toi")]))

    def answer(self) -> None:
        if self.chance.random() < 0.2:
            self.wall.fail()
        else:
            figures(self.wall, *(self.chance.randrange(n) for n in (5000, 200, 40)))

    def take_over(self) -> None:
        scenes = self.chance.choice(({}, {"phai": "mot"}, {"trai": "hai", "giua": "kin"}))
        self.wall.wall.take_over(scenes)

    def edit(self) -> None:
        self.wall.edit(self.chance.choice(FILES))

    def plug(self) -> None:
        chance = self.chance
        number = chance.choice((1, 2, 3))
        if number in self.outputs and len(self.outputs) > 1 and chance.random() < 0.6:
            del self.outputs[number]
        else:
            size = chance.choice((SIZE, SIZE, (540, 960), (1280, 720)))
            self.outputs[number] = output(number, size)
        self.wall.plug(*self.outputs.values())


@pytest.mark.parametrize("seed", [0, 1, 2, 101])
def test_whatever_people_do_what_was_seen_is_had_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        play = Play(wall, random.Random(seed))
        for n in range(36):
            play.step()
            if n % 3 == 2:
                wall.look()
    judge(wall)
