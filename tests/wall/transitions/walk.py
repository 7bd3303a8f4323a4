"""Ways through the states of a room, drawn by chance: each step is one thing that people or cables do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.wall.transitions.model import LARGE, SIZE, Monitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tests.wall.transitions.model import World

WALL = ("DUMMY0", "DUMMY1", "DUMMY2", "DUMMY3")
DESK = "DUMMY8"
"""A monitor that is no screen of the wall's, as large as one."""
_SIZES = (SIZE, LARGE)


def _on(world: World) -> list[str]:
    return [name for name in WALL if world.cables[name].on]


def _off(world: World) -> list[str]:
    return [name for name in WALL if not world.cables[name].on]


def off(world: World, *names: str) -> World:
    cables = {name: replace(world.cables[name], on=False) for name in names}
    return world.but(f"{'+'.join(names)} off", **cables)


def on(world: World, *names: str) -> World:
    cables = {name: replace(world.cables[name], on=True) for name in names}
    return world.but(f"{'+'.join(names)} on", **cables)


def _one_off(world: World, chance: Random) -> World:
    there = _on(world)
    return off(world, chance.choice(there)) if there else _all_on(world, chance)


def _one_on(world: World, chance: Random) -> World:
    gone = _off(world)
    return on(world, chance.choice(gone)) if gone else _one_off(world, chance)


def _pair_off(world: World, chance: Random) -> World:
    there = _on(world)
    return off(world, *chance.sample(there, min(2, len(there))))


def _pair_on(world: World, chance: Random) -> World:
    gone = _off(world)
    return on(world, *chance.sample(gone, min(2, len(gone))))


def _all_off(world: World, _: Random) -> World:
    """The desk's too: Qt has no screen then."""
    return off(world, *world.cables)


def _all_on(world: World, _: Random) -> World:
    return on(world, *world.cables)


def _places_swapped(world: World, chance: Random) -> World:
    one, other = chance.sample(WALL, 2)
    swapped = {one: other, other: one}
    slots = tuple(swapped.get(name, name) for name in world.slots)
    return replace(world.but(f"{one} and {other} change places"), slots=slots)


def _another_size(world: World, chance: Random) -> World:
    name = chance.choice(_on(world) or WALL)
    cable = world.cables[name]
    width, height = max(cable.size), min(cable.size)
    other = next(size for size in _SIZES if size != (width, height))
    size = other if cable.size == (width, height) else (other[1], other[0])
    return world.but(f"{name} {size}", **{name: replace(cable, size=size)})


def _turned(world: World, chance: Random) -> World:
    name = chance.choice(_on(world) or WALL)
    cable = world.cables[name]
    width, height = cable.size
    return world.but(f"{name} turned", **{name: replace(cable, size=(height, width))})


def _primary(world: World, chance: Random) -> World:
    name = chance.choice(_on(world) or WALL)
    return replace(world.but(f"{name} primary"), primary=name)


def _cables_swapped(world: World, _: Random) -> World:
    """Of the two monitors that are known by their serials, once both say who they are."""
    one, other = world.cables[WALL[0]], world.cables[WALL[1]]
    if {one.monitor.serial, other.monitor.serial} != {"SN0000", "SN0001"}:
        return _all_theirs(world)
    cables = {
        WALL[0]: replace(one, monitor=other.monitor),
        WALL[1]: replace(other, monitor=one.monitor),
    }
    return world.but("cables of DUMMY0 and DUMMY1 swapped", **cables)


def _at_its_own_cable(world: World, chance: Random, monitor: Monitor, what: str) -> World:
    """Another monitor where the own one was; a serial that moved moves back before."""
    world = _all_theirs(world)
    name = chance.choice(WALL)
    cable = replace(world.cables[name], monitor=monitor)
    return world.but(f"{name} {what}", **{name: cable})


def _mute(world: World, chance: Random) -> World:
    return _at_its_own_cable(world, chance, Monitor("", ""), "says nothing of itself")


def _replaced(world: World, chance: Random) -> World:
    return _at_its_own_cable(world, chance, Monitor("QM55R", "NEW"), "replaced")


def _all_theirs(world: World) -> World:
    theirs = dict(zip(WALL, ("SN0000", "SN0001", "TWIN", "TWIN"), strict=True))
    cables = {
        name: replace(world.cables[name], monitor=Monitor("QM55R", serial))
        for name, serial in theirs.items()
    }
    return world.but("each at its own cable", **cables)


def _desk(world: World, _: Random) -> World:
    return off(world, DESK) if world.cables[DESK].on else on(world, DESK)


STEPS: dict[Callable[[World, Random], World], int] = {
    _one_off: 10,
    _one_on: 10,
    _pair_off: 4,
    _pair_on: 5,
    _all_off: 3,
    _all_on: 4,
    _places_swapped: 5,
    _another_size: 6,
    _turned: 5,
    _primary: 3,
    _cables_swapped: 4,
    _mute: 3,
    _replaced: 3,
    _desk: 4,
}
"""And how often each is in a walk."""


def walk(home: World, chance: Random, times: int = 1) -> Iterator[World]:
    """Every step of `STEPS` in an order that chance has made, again and again from home and back."""
    deck = [step for step, count in STEPS.items() for _ in range(count)]
    world = home
    for _ in range(times):
        chance.shuffle(deck)
        for n, step in enumerate(deck, 1):
            world = step(world, chance)
            yield world
            if n % 23 == 0:
                world = replace(home, history=(*world.history, "home"))
                yield world
    yield replace(home, history=(*world.history, "home"))
