"""The pages of the console, in the order of their keys (Ctrl+1, Ctrl+2 and so on)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.console.briefing import BriefingPage
from ui.console.detail import Detail
from ui.console.scenes_page import ScenesPage
from ui.console.sources import Sources
from ui.console.wall_page import WallPage
from ui.steering_sources import SourceSteering

if TYPE_CHECKING:
    from ui.console.desk import Desk
    from ui.console.log_page import LogPage
    from ui.console.page import Page


def pages(desk: Desk, log: LogPage) -> tuple[Page, ...]:
    return (
        WallPage(desk),
        Sources(desk, _steering(desk)),
        ScenesPage(desk),
        BriefingPage(desk),
        log,
    )


def detail(desk: Desk) -> Page | None:
    """The page that shows what `seek` is given: a tile by its id."""
    return Detail(desk, _steering(desk))


def _steering(desk: Desk) -> SourceSteering:
    return SourceSteering(desk.wall, desk.acts, desk.cache, desk.following, desk.clock.now)
