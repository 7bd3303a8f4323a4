"""For whose eyes a snapshot is: which scenes it may show, and what is said of the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from services.audience import at_least_as_strict, needed, visible
from services.phrase import phrase
from services.program import Kind
from services.sensitivity import Sensitivity
from ui.arrangement import is_cover
from ui.outcome import Refused, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.audience import Visible
    from services.settings import Tile
    from services.wall_file import Plugins
    from services.wall_file.shape import WallFile
    from services.words import Words
    from ui.composition import Composition
    from ui.requests import Snapshot
    from ui.stood import Stood
    from ui.terminal import Terminal


def admitted(asked: Snapshot, wall: WallFile, plugins: Plugins, words: Words) -> Visible:
    """What the audience may see of the wall. Refused where a scene is asked for that isn't there or
    isn't for it, and where no scene at all is.
    """
    seen = visible(wall, frozenset(plugins.tiles), asked.audience)
    for scene in asked.scenes:
        if scene not in wall.scenes:
            raise click.UsageError(
                words.say(
                    "không có cảnh “{scene}”; các cảnh: {all}",
                    scene=scene,
                    all=", ".join(wall.scenes) or "–",
                )
            )
        if scene in seen.hidden:
            raise click.UsageError(
                words.say(
                    "cảnh “{scene}” chỉ dành cho {eyes}, không xuất cho {audience} được; bỏ "
                    "--scene {scene}, hoặc dùng --audience {needs}",
                    scene=scene,
                    eyes=seen.hidden[scene].eyes,
                    needs=seen.hidden[scene].value,
                    audience=asked.audience.eyes,
                )
            )
    if not seen.wall.scenes:
        raise Refused(
            Status.NOT_HAD,
            phrase(
                "Không cảnh nào dành cho {eyes} nên không xuất gì; ghi audience: {audience} ở "
                "cảnh được phép, hoặc dùng --audience internal hay restricted.",
                eyes=asked.audience.eyes,
                audience=asked.audience.value,
            ),
        )
    return seen


def tell_hidden(asked: Snapshot, seen: Visible, terminal: Terminal) -> None:
    """Which scenes are left out, and why; nothing where only some were asked for."""
    if asked.scenes:
        return
    for scene, needs in seen.hidden.items():
        terminal.tell(
            phrase(
                "Không xuất cảnh “{scene}”: chỉ dành cho {needs}, ảnh này cho {audience}.",
                scene=scene,
                needs=needs.eyes,
                audience=asked.audience.eyes,
            )
        )


@dataclass(frozen=True, slots=True)
class Admitted:
    """What of a wall as it stood an audience may see."""

    wall: WallFile
    """As if there were nothing else."""
    screens: tuple[str, ...]
    hidden: Mapping[str, Sensitivity]
    """Screens that are left out, and whom it is for what they showed."""
    missing: tuple[str, ...]
    """Screens that weren't there, as far as what they would have shown is for the audience."""
    unshown: tuple[str, ...]
    """Tiles for which no screen had room, as far as they are for it."""


def screens_for(stood: Stood, today: WallFile, audience: Sensitivity) -> Admitted:
    """As strict as the wall file of then and as `today`'s. To the control room nothing of its own wall is
    closed. Refused where no screen showed anything that is for the audience.
    """
    stage, then, made = stood.stage, stood.then, stood.arrangement
    if audience is Sensitivity.RESTRICTED:
        return Admitted(stage.wall, tuple(made.compositions), {}, then.missing, made.unshown)
    eyes = _Eyes(stood, today, audience)
    needs = {screen: eyes.needs(one) for screen, one in made.compositions.items()}
    seen = tuple(screen for screen, needed in needs.items() if needed <= audience)
    if not seen:
        raise Refused(
            Status.NOT_HAD,
            phrase(
                "Không màn hình nào chiếu điều dành cho {eyes} nên không xuất gì; dùng --audience {needs}.",
                eyes=audience.eyes,
                needs=min(needs.values()).value,
            ),
        )
    return Admitted(
        eyes.wall,
        seen,
        {screen: needed for screen, needed in needs.items() if needed > audience},
        tuple(screen for screen in then.missing if eyes.sees_missing(screen)),
        tuple(id for id in made.unshown if eyes.sees_tile(id)),
    )


class _Eyes:
    """Of an audience that may not see all."""

    def __init__(self, stood: Stood, today: WallFile, audience: Sensitivity) -> None:
        self._stood, self._today, self._audience = stood, today, audience
        self._kinds = frozenset(stood.stage.types)
        self._strict = at_least_as_strict(stood.stage.wall, today)
        visible_to = visible(self._strict, self._kinds, audience)
        self.wall, self._hidden = visible_to.wall, visible_to.hidden

    def needs(self, composition: Composition) -> Sensitivity:
        """The laxest audience that may see it: its scene, its tiles wherever they come from, and what a part
        of the schedule is called, or a briefing, whose heading speaks to those who attend.
        """
        step, rule = self._stood.layers.step, composition.rule
        spoken_to = Sensitivity.PUBLIC
        if rule is not None and rule.title is not None:
            spoken_to = rule.title_for
        if step is not None and rule is not None and rule.kind is Kind.BRIEFING:
            told = (wall.briefings.get(step.briefing) for wall in (self._strict, self._today))
            spoken_to = max(one.audience for one in told if one is not None)
        came = () if is_cover(composition) else (self._came(one.id) for one in composition.names)
        return max(self._needed(composition.scene, composition.panel.tiles), spoken_to, *came)

    def sees_missing(self, screen: str) -> bool:
        """Whether what it would have shown is for them."""
        stage = self._stood.stage
        scene = self._stood.program.scene_of(screen)
        panel = stage.wall.scenes[scene].panels.get(screen)
        return self._needed(scene, () if panel is None else panel.tiles) <= self._audience

    def sees_tile(self, id: str) -> bool:
        return self._came(id) <= self._audience

    def _came(self, id: str) -> Sensitivity:
        """The laxest audience that may see a tile in its own scene, wherever it has moved; everybody of
        what is in none.
        """
        stage = self._stood.stage
        places = (where for where, called in stage.ids.items() if called == id)
        found = (
            self._needed(scene, [stage.wall.scenes[scene].panels[screen].tiles[number]])
            for scene, screen, number in places
        )
        return max(found, default=Sensitivity.PUBLIC)

    def _needed(self, scene: str, tiles: Iterable[Tile]) -> Sensitivity:
        own = needed(self._strict.scenes[scene].audience, tiles, self._strict, self._kinds)
        return max(own, self._hidden.get(scene, Sensitivity.PUBLIC))


def tell_covered(seen: Admitted, audience: Sensitivity, terminal: Terminal) -> None:
    """Which screens are left out, and why."""
    for screen, needs in seen.hidden.items():
        terminal.tell(
            phrase(
                "Không xuất màn hình {screen}: lúc ấy nó chiếu điều chỉ dành cho {needs}, ảnh này cho "
                "{audience}.",
                screen=screen,
                needs=needs.eyes,
                audience=audience.eyes,
            )
        )
