"""Headlines, newest first: what is written where and since when, as plain text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from heapq import nsmallest
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import BeforeValidator, Field

from services.plain import plain
from services.quantities import Identifier
from services.records import FeedItem, Mention, Tone
from services.settings import Tile, Wording
from services.words.ages import age_step, next_step
from widgets.drawing import Box, Ink, Item, Rect, Weight
from widgets.kinds import SAID
from widgets.page import Page
from widgets.sheet import TIGHT
from widgets.tile import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from services.cache import Fact
    from services.phrase import Phrase
    from services.views import Knowledge
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room

type Told = Fact[FeedItem] | Fact[Mention]

MOST = 60
"""Headlines that a view holds; a wall shows a dozen."""
_LINES = 2
"""Lines of a headline."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Sources = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=12)]


class FeedTile(Tile):
    """Tin, bài mới nhất của một hay nhiều nguồn."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    title: str
    where: Wording | str | None
    """Who published it: a source of the wall, or as a source calls it."""
    age: timedelta | None
    """In the steps in which it is said."""
    tone: Phrase | None = None
    bad: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView(View):
    headlines: tuple[Headline, ...]
    total: int
    known: bool

    @override
    def figures(self) -> dict[str, Json]:
        rows: list[Json] = [
            {
                "title": one.title,
                "where": one.where.vi if isinstance(one.where, Wording) else one.where,
            }
            for one in self.headlines
        ]
        return {"total": self.total if self.known else None, "rows": rows}


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
        shown = nsmallest(MOST, told, key=_newest)
        standing = knowledge.standing(settings.feed, [*items, *mentions])
        next_age = _until(map(_time, shown), knowledge)
        edges = [at for at in (standing.until, next_age) if at is not None]
        names = [knowledge.wall.sources[id].name for id in settings.feed]
        return FeedView(
            title=settings.title or (names[0] if len(names) == 1 and names[0] else _TITLE),
            standing=replace(standing, until=min(edges, default=None)),
            headlines=tuple(_headline(fact, settings, knowledge) for fact in shown),
            total=len(told),
            known=any(knowledge.asked(id).last_answered is not None for id in settings.feed),
        )

    def lay_out(self, view: FeedView, room: Room, sheet: Sheet) -> list[Item]:
        page = Page(room, sheet)
        if not view.headlines:
            said = sheet.words.say("Không có tin nào") if view.known else "–"
            return [page.text("cell", said, room.box, room.ink)]
        return list(_Column(view, room, sheet).items())


TILE = FeedType()
_TITLE = Wording(vi="Tin mới", en="News")


def _time(told: Told) -> datetime | None:
    match told.record:
        case FeedItem() as item:
            return item.published
        case mention:
            return mention.time


def _newest(told: Told) -> tuple[bool, float, str]:
    """Dated ones first, the newest of them first; those of one time by their titles."""
    at = _time(told)
    return at is None, 0.0 if at is None else -at.timestamp(), told.record.title or ""


def _headline(told: Told, settings: FeedTile, knowledge: Knowledge) -> Headline:
    match told.record:
        case FeedItem() as item:
            return _of_item(item, told.source, settings, knowledge)
        case mention:
            return _of_mention(mention, knowledge)


def _of_item(item: FeedItem, source: str, settings: FeedTile, knowledge: Knowledge) -> Headline:
    return Headline(
        title=plain(item.title),
        where=knowledge.wall.sources[source].name if len(settings.feed) > 1 else None,
        age=_age(item.published, knowledge),
        link=item.url,
    )


def _of_mention(mention: Mention, knowledge: Knowledge) -> Headline:
    return Headline(
        title=plain(mention.title or mention.topic or mention.uid),
        where=plain(mention.source, 60) if mention.source else None,
        age=_age(mention.time, knowledge),
        tone=SAID.get(mention.tone) if mention.tone else None,
        bad=mention.tone is Tone.NEGATIVE,
        link=mention.url,
    )


def _age(at: datetime | None, knowledge: Knowledge) -> timedelta | None:
    """An item that claims to come from the future is as new as can be."""
    return None if at is None else age_step(max(knowledge.at - at, timedelta()))


def _until(times: Iterable[datetime | None], knowledge: Knowledge) -> datetime | None:
    """When the first of the ages is said otherwise."""
    ages = [max(knowledge.at - at, timedelta()) for at in times if at is not None]
    ahead = [next_step(age) - age for age in ages]
    return knowledge.at + min(ahead) if ahead else None


@dataclass(slots=True)
class _Column:
    """Headlines under each other, each with its line of where and when; what has no room is counted."""

    view: FeedView
    room: Room
    sheet: Sheet

    @property
    def _page(self) -> Page:
        return Page(self.room, self.sheet)

    def items(self) -> Iterator[Item]:
        box, tight = self.room.box, self.sheet.tight
        gap = self.sheet.px(14)
        heights = self._fitting(gap, box.h)
        if len(heights) < self.view.total:
            heights = self._fitting(gap, box.h - tight)
        left = self.view.total - len(heights)
        if sum(heights) + gap * (len(heights) - 1) + tight > box.h:
            left = 0  # Where one headline takes all, it says nothing of the others.
        spare = box.h - sum(heights) - gap * (len(heights) - 1) - (tight if left else 0.0)
        air = gap + min(max(spare, 0.0) / len(heights), self.sheet.px(16))
        y = box.y
        for number, (one, height) in enumerate(zip(self.view.headlines, heights, strict=False)):
            if number:
                rule = Rect(box.x, y - air / 2, box.w, self.sheet.px(1.5))
                yield Box(rule, fill=Ink.LINE)
            yield from self._headline(one, Rect(box.x, y, box.w, height))
            y += height + air
        if left:
            rest = self.sheet.words.say("và {n} mục khác", n=left)
            place = Rect(box.x, box.bottom - tight, box.w, tight)
            yield self._page.text("context", rest, place, Ink.SECOND, leading=TIGHT)

    def _fitting(self, gap: float, room: float) -> list[float]:
        """Heights of those that have room, one at least; the last may be left with one line."""
        heights: list[float] = []
        for one in self.view.headlines:
            left = room - sum(heights) - gap * len(heights)
            height = self._height(one)
            brief = min(height, (1 + bool(self._under(one))) * self.sheet.tight)
            if heights and brief > left:
                break
            heights.append(height if height <= left or not heights else brief)
        return heights

    def _height(self, one: Headline) -> float:
        lines = self.sheet.broken(one.title, self.room.box.w, self.sheet.reading, Weight.REGULAR)
        rows = min(len(lines), _LINES) + bool(self._under(one))
        most = int(self.room.box.h / self.sheet.tight) - (self.view.total > 1)
        return min(rows, max(most, 1)) * self.sheet.tight

    def _under(self, one: Headline) -> str:
        words = self.sheet.words
        parts = [words.say(one.tone)] if one.tone is not None else []
        parts += [words.age(one.age)] if one.age is not None else []
        match one.where:
            case Wording() as name:
                parts.append(name.short_in(words.lang) or name.full_in(words.lang))
            case name:
                parts.append(name or "")
        return " · ".join(part for part in parts if part)

    def _headline(self, one: Headline, place: Rect) -> Iterator[Item]:
        tight = self.sheet.tight
        under = self._under(one)
        rows = round(place.h / tight)
        title = self.sheet.paragraph(
            "cell",
            one.title,
            place.above(tight) if under and rows > 1 else place,
            lines=_LINES,
            weight=Weight.SEMIBOLD if one.bad else Weight.REGULAR,
            ink=self.room.ink,
            ground=self.room.ground,
            leading=TIGHT,
        )
        yield title
        if under and rows > 1:
            below = Rect(place.x, title.rect.bottom, place.w, tight)
            yield self._page.text("context", under, below, Ink.SECOND, leading=TIGHT)
