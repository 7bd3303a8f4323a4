"""Which composition each screen has: the programme's scene, over it a briefing's, a tile that was put up, and
what an alarm has taken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from services.program import Kind, Rule
from services.sensitivity import Sensitivity
from ui.composition import Named, alone, bare, titled
from ui.large import large
from ui.reflowing import reflowed
from widgets.guest import Guest, GuestFailed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.program import Program
    from services.wall_file.shape import Screen, WallFile
    from ui.composition import Composition
    from ui.face import Stage
    from ui.layers import Layers, Put

_CLOCK = Named("clock", "clock")
"""What a cover is called."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    compositions: Mapping[str, Composition]
    """By the name of the screen, in the order of those that are there."""
    unshown: tuple[str, ...] = ()
    """Tiles of missing screens, or that gave way to such, for which no screen has room, by their ids; the
    most important first.
    """


def arranged(
    stage: Stage, program: Program, layers: Layers, screens: Sequence[Screen]
) -> Arrangement:
    """`screens`: those that are there, as they are laid out. Important tiles of the others move onto those
    that show their scene; what people or alarms put up stays whole.
    """
    own = {one.name: stage.composition(program.scene_of(one.name), one) for one in screens}
    shown = {one.name: _one(stage, own[one.name], layers, one) for one in screens}
    plain = {name: one for name, one in shown.items() if one is own[name]}
    gone = (one for one in stage.wall.screens if one.name not in own)
    missing = {one.name: stage.composition(program.scene_of(one.name), one) for one in gone}
    moved, unshown = reflowed(stage, _had(plain), _had(missing))
    whole = {
        one.name: moved.get(one.name) or shown[one.name] or _left_out(stage, program, layers, one)
        for one in screens
    }
    attend = attending(stage.wall, layers)
    compositions = {
        name: one
        if one.rule is not None
        else replace(one, rule=_told_to(attend, program.rule_of(name)))
        for name, one in whole.items()
    }
    return Arrangement(compositions, unshown)


def _told_to(attend: Sensitivity | None, rule: Rule) -> Rule:
    """Without a part's title that speaks of what those who attend may not see."""
    return rule if attend is None or rule.title_for <= attend else replace(rule, title=None)


def of_scene(stage: Stage, scene: str, screens: Sequence[Screen], *, reflows: bool) -> Arrangement:
    """A scene on `screens`, which are there, were it all that is shown. `reflows`: what it has for others
    moves onto these, as it does when it is the wall's and not a briefing's.
    """
    own = {one.name: stage.composition(scene, one) for one in screens}
    missing = {
        one.name: stage.composition(scene, one)
        for one in stage.wall.screens
        if reflows and one.name not in own
    }
    moved, unshown = reflowed(stage, _had(own), _had(missing))
    return Arrangement(
        {one.name: moved.get(one.name) or bare(one, scene) for one in screens}, unshown
    )


def _had(of: Mapping[str, Composition | None]) -> dict[str, Composition]:
    return {name: one for name, one in of.items() if one is not None}


def _one(
    stage: Stage, own: Composition | None, layers: Layers, screen: Screen
) -> Composition | None:
    """`own`: of the screen's scene. A visitors' briefing lets nothing stricter be seen on any screen."""
    shown = _shown(stage, own, layers, screen)
    attend = attending(stage.wall, layers)
    if shown is None or attend is None or stage.wall.scenes[shown.scene].audience <= attend:
        return shown
    return _cover(stage, screen, layers, attend)


def _shown(
    stage: Stage, own: Composition | None, layers: Layers, screen: Screen
) -> Composition | None:
    taken = layers.taken.get(screen.name)
    if taken is not None and taken in stage.wall.scenes:
        by_alarm = stage.composition(taken, screen)
        if by_alarm is not None:
            return replace(by_alarm, rule=Rule(kind=Kind.ALARM))
    put = layers.put.get(screen.name)
    shown = None if put is None else _put_up(stage, put, screen)
    if put is not None and shown is not None:
        return replace(shown, rule=Rule(kind=Kind.PUT, until=put.until))
    return _of_briefing(stage, layers, screen) or own


def attending(wall: WallFile, layers: Layers) -> Sensitivity | None:
    """Who attends the briefing that is on, be it one that the wall file doesn't have any more: nothing
    stricter is to be seen on any screen. None: there is none.
    """
    if layers.step is None:
        return None
    briefing = wall.briefings.get(layers.step.briefing)
    return layers.step.audience if briefing is None else briefing.audience


def _left_out(stage: Stage, program: Program, layers: Layers, screen: Screen) -> Composition:
    """A screen for which its scene has nothing lives still: its heading, with clock and heartbeat."""
    scene = program.scene_of(screen.name)
    attend = attending(stage.wall, layers)
    if attend is not None and stage.wall.scenes[scene].audience > attend:
        return _cover(stage, screen, layers, attend)
    return bare(screen, scene)


def _of_briefing(stage: Stage, layers: Layers, screen: Screen) -> Composition | None:
    """None: the screen isn't the briefing's, or its step has nothing for it."""
    briefing = None if layers.step is None else stage.wall.briefings.get(layers.step.briefing)
    if layers.step is None or briefing is None:
        return None
    chosen = layers.step.screens or briefing.screens
    if chosen and screen.name not in chosen:
        return None
    number, steps = min(layers.step.number, len(briefing.steps) - 1), len(briefing.steps)
    step = briefing.steps[number]
    shown = stage.composition(step.scene, screen) if step.scene in stage.wall.scenes else None
    if shown is None:
        return None
    rule = Rule(kind=Kind.BRIEFING, title=briefing.title, step=number + 1, scenes=steps)
    shown = replace(shown, rule=rule)
    return shown if step.title is None else titled(shown, step.title)


def _cover(stage: Stage, screen: Screen, layers: Layers, attend: Sensitivity) -> Composition:
    """What a screen shows in place of what the room may not see: the time, and nothing of the rule by which
    it would show that.
    """
    said = {"clock": "minutes", "sensitivity": Sensitivity.PUBLIC}
    clock = stage.types["clock"].settings.model_validate(said)
    briefing = None if layers.step is None else stage.wall.briefings.get(layers.step.briefing)
    steps = () if briefing is None else briefing.steps
    scenes, first = stage.wall.scenes, [step.scene for step in steps]
    fit = (name for name in (*first, *scenes) if name in scenes and scenes[name].audience <= attend)
    scene = next(fit, None)
    cover = alone(screen, scene or next(iter(scenes)), clock, _CLOCK)
    cover = replace(cover, rule=Rule(kind=Kind.KEPT))
    return cover if scene is not None else replace(cover, covers=attend)


def is_cover(composition: Composition) -> bool:
    """It is that clock, unless somebody put one up."""
    return composition.grows and composition.names == (_CLOCK,)


def _put_up(stage: Stage, put: Put, screen: Screen) -> Composition | None:
    """None: the wall file has no such tile any more."""
    where = next((where for where, id in stage.ids.items() if id == put.tile), None)
    if where is None:
        return None
    scene, panel, number = where
    tile = stage.wall.scenes[scene].panels[panel].tiles[number]
    named = Named(*stage.named(*where))
    kind = stage.types[named.type]
    make = partial(large, stage.wall, screen, scene, tile, named, put.form)
    try:
        return kind.asked(tile, make) if isinstance(kind, Guest) else make()
    except GuestFailed:
        return alone(screen, scene, tile, named)  # in which it says so itself
