"""For whose eyes a snapshot is: which scenes it may show, and what is said of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from services.audience import visible
from services.phrase import phrase
from ui.outcome import Refused, Status

if TYPE_CHECKING:
    from services.audience import Visible
    from services.wall_file import Plugins
    from services.wall_file.shape import WallFile
    from services.words import Words
    from ui.requests import Snapshot
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
