"""What of a wall file concerns those who ask and those who record: connectors, and figures by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from services.asking.guest import Guest
from services.cache import Named
from services.records import labels
from services.wall_file.fitting import CONNECTORS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.connectors import Connector
    from services.wall_file import Plugins
    from services.wall_file.shape import WallFile


def asking(plugins: Plugins) -> Mapping[str, Connector[Any]]:
    """A wall file only wants a name and settings of a connector; one that is asked has all of it. What
    those of other packages answer is looked at.
    """
    connectors = cast("Mapping[str, Connector[Any]]", plugins.connectors)
    guests = plugins.guests_of(CONNECTORS)
    return {name: Guest(one) if name in guests else one for name, one in connectors.items()}


def named_figures(wall: WallFile) -> frozenset[Named]:
    """What the wall file names by indicator: lacked when an answer leaves it out, never gone."""
    return frozenset(
        Named(
            source=indicator.source,
            indicator=indicator.metric or id,
            where=labels(indicator.where),
            history=indicator.history,
        )
        for id, indicator in wall.indicators.items()
        if indicator.source is not None and indicator.formula is None
    )
