"""Headlines, newest first: what is written where and since when, as plain text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from heapq import nsmallest
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import BeforeValidator, Field

from services.quantities import Identifier
from services.records import FeedItem, Mention, Tone
from services.settings import Tile, Wording
from services.words.ages import next_step
from widgets.page import Page
from widgets.tiles.feed.column import Column
from widgets.tiles.feed.stories import headline, newest, stories, time_of
from widgets.tiles.feed.view import FeedView

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from services.views import Knowledge
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.feed.stories import Told

__all__ = ["TILE", "FeedTile", "FeedView"]

MOST = 60
"""Headlines that a view holds; a wall shows a dozen."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Sources = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=12)]


class FeedTile(Tile):
    """Tin, bài mới nhất của một hay nhiều nguồn; tin trùng đầu đề chỉ hiện một lần."""

    feed: Annotated[
        tuple[Identifier, ...],
        Field(min_length=1, max_length=12),
        BeforeValidator(_listed, json_schema_input_type=Identifier | Sources),
        Field(examples=["bao-chi"]),
    ]
    """Các nguồn tin (RSS, Atom) hoặc nguồn giám sát báo chí, mạng xã hội."""
    tone: Literal["all", "negative"] = "all"
    """Chỉ hiện tin có sắc thái tiêu cực (negative), hoặc tất cả (all); tin không ghi sắc thái chỉ hiện với
    all."""

    @override
    def sources(self) -> tuple[str, ...]:
        return self.feed


class FeedType:
    name = "feed"
    settings = FeedTile
    own_notes = False

    def look_up(self, settings: FeedTile, knowledge: Knowledge) -> FeedView:
        items = knowledge.facts(settings.feed, FeedItem)
        mentions = knowledge.facts(settings.feed, Mention)
        told: list[Told] = [*items, *mentions]
        if settings.tone == "negative":
            told = [fact for fact in mentions if fact.record.tone is Tone.NEGATIVE]
        every = stories(told)
        shown = nsmallest(MOST, every, key=newest)
        standing = knowledge.standing(settings.feed, [*items, *mentions])
        next_age = _until((time_of(story[0]) for story in shown), knowledge)
        edges = [at for at in (standing.until, next_age) if at is not None]
        several = len(settings.feed) > 1
        names = [knowledge.wall.sources[id].name for id in settings.feed]
        return FeedView(
            title=settings.title or (names[0] if len(names) == 1 and names[0] else _TITLE),
            standing=replace(standing, until=min(edges, default=None)),
            headlines=tuple(headline(story, knowledge, several=several) for story in shown),
            total=len(every),
            known=any(knowledge.asked(id).last_answered is not None for id in settings.feed),
        )

    def lay_out(self, view: FeedView, room: Room, sheet: Sheet) -> list[Item]:
        page = Page(room, sheet)
        if not view.headlines:
            said = sheet.words.say("Không có tin nào") if view.known else "–"
            return [page.text("cell", said, room.box, room.ink)]
        return list(Column(view, room, sheet).items())


TILE = FeedType()
_TITLE = Wording(vi="Tin mới", en="News")


def _until(times: Iterable[datetime | None], knowledge: Knowledge) -> datetime | None:
    """When the first of the ages is said otherwise."""
    ages = [max(knowledge.at - at, timedelta()) for at in times if at is not None]
    ahead = [next_step(age) - age for age in ages]
    return knowledge.at + min(ahead) if ahead else None
