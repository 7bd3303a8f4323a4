"""Monitoring of press and social networks: the product's lists, a newspaper's feeds, its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.systems.media import crawlers, feeds, listening, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.dialect import Path

PATHS: Mapping[str, Path] = {
    "": page.page,
    "/tin": listening.MENTIONS,
    "/nguon": crawlers.page,
    "/rss.xml": feeds.RSS,
    "/atom.xml": feeds.ATOM,
}
