"""Items and mentions that have the same headline are one story, told by whoever was first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.cache import Fact
from services.plain import plain
from services.records import FeedItem, Mention, Tone
from services.settings import Wording
from services.words.ages import age_step
from widgets.tiles.feed.view import Headline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from services.views import Knowledge

type Told = Fact[FeedItem] | Fact[Mention]
type Story = tuple[Told, ...]
"""The first told first."""

_SAME = timedelta(days=2)
"""How long after the first one that is called the same tells of the same."""
_WORST = (Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE)


def stories(every: Iterable[Told]) -> list[Story]:
    """A story keeps its place when another repeats it. Letters and figures make a headline the same, neither
    case nor signs; what is said again days later is news again.
    """
    found: list[list[Told]] = []
    latest: dict[str, list[Told]] = {}
    for one in sorted(every, key=_first):
        title = title_of(one)
        key = "".join(sign for sign in title.casefold() if sign.isalnum())
        story = latest.get(key) if key else None
        if story is not None and _together(story[0], one):
            story.append(one)
            continue
        latest[key] = [one]
        found.append(latest[key])
    return [tuple(story) for story in found]


def _together(first: Told, other: Told) -> bool:
    begun, again = time_of(first), time_of(other)
    return begun is None or again is None or again - begun <= _SAME


def time_of(told: Told) -> datetime | None:
    """Never later than the wall learned of it: a clock that runs ahead pins nothing to the top."""
    record = told.record
    said = record.published if isinstance(record, FeedItem) else record.time
    return None if said is None else min(said, told.learned)


def title_of(told: Told) -> str:
    match told.record:
        case FeedItem() as item:
            return plain(item.title)
        case mention:
            return plain(mention.title or mention.topic or mention.uid)


def newest(story: Story) -> tuple[bool, float, str]:
    """Dated ones first, the newest of them first; those of one time by their titles."""
    at = time_of(story[0])
    return at is None, 0.0 if at is None else -at.timestamp(), title_of(story[0])


def headline(story: Story, knowledge: Knowledge, *, several: bool) -> Headline:
    """`several`: the tile has more than one source, so that an item says whose it is."""
    first = story[0]
    told = {_where(one, knowledge, several=True) for one in story}
    tones = {one.record.tone for one in story if isinstance(one.record, Mention)}
    return Headline(
        title=title_of(first),
        where=_where(first, knowledge, several=several),
        age=_age(time_of(first), knowledge.at),
        tone=next((tone for tone in _WORST if tone in tones), None),
        others=len({_name(where) for where in told} - {None}) - 1 if len(told) > 1 else 0,
        link=first.record.url,
    )


def _first(told: Told) -> tuple[bool, float, str, str]:
    at = time_of(told)
    return at is None, 0.0 if at is None else at.timestamp(), told.source, told.record.uid


def _where(told: Told, knowledge: Knowledge, *, several: bool) -> Wording | str | None:
    match told.record:
        case FeedItem():
            return knowledge.wall.sources[told.source].name if several else None
        case mention:
            return plain(mention.source, 60) if mention.source else None


def _name(where: Wording | str | None) -> str | None:
    return where.vi if isinstance(where, Wording) else where


def _age(at: datetime | None, now: datetime) -> timedelta | None:
    return None if at is None else age_step(max(now - at, timedelta()))
