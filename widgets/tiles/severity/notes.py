"""What the four figures don't say: which alert waits longest, what is hidden, what nobody classified."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from services.settings import Wording

if TYPE_CHECKING:
    from services.words import Words
    from widgets.tiles.severity.view import SeverityView, Waiting


def notes(view: SeverityView, words: Words) -> list[str]:
    """In full; what is hidden comes before what can be missed."""
    said: list[str] = []
    if view.counts is None:
        return said
    if view.old and view.state is not None:
        said.append(words.say("Cảnh báo: {state}", state=words.state(view.state).lower()))
    if view.hidden:
        said.append(words.say("{n} đang ẩn", n=view.hidden))
    if view.unclassified:
        some = words.say("{n} chưa phân mức", n=view.unclassified)
        said.append(f"{some}: {', '.join(view.raw)}" if view.raw else some)
    if sum(view.counts) and view.unseen is not None and not any(view.unseen):
        said.append(words.say("đã xác nhận hết"))
    return said


def waiting(one: Waiting, day: date, words: Words) -> tuple[str, ...]:
    """In one line, from the fullest wording to the shortest."""
    priority, since = words.priority(one.priority), _since(one, day, words)
    return (
        words.say(
            "{priority}, chưa xác nhận lâu nhất: {title}, từ {since}",
            priority=priority,
            title=one.title,
            since=_with_age(one, since, words),
        ),
        words.say(
            "{priority}, chưa xác nhận từ {since}: {title}",
            priority=priority,
            since=since,
            title=one.title,
        ),
        words.say(
            "{priority}, chưa xác nhận từ {since}",
            priority=priority,
            since=_with_age(one, since, words),
        ),
        words.say("{priority}, chưa xác nhận từ {since}", priority=priority, since=since),
        words.say("Chưa xác nhận từ {since}", since=since),
    )


def under(one: Waiting, day: date, words: Words) -> tuple[str, ...]:
    """Under its title, from the fullest wording to the shortest."""
    start = _since(one, day, words)
    since = _with_age(one, start, words)
    priority = words.priority(one.priority)
    longest = words.say("{priority}, chưa xác nhận lâu nhất", priority=priority)
    unseen = words.say("{priority}, chưa xác nhận", priority=priority)
    lasting = words.say("từ {since}", since=since)
    match one.place:
        case Wording() as place:
            where = place.full_in(words.lang)
        case place:
            where = place or ""
    forms = (
        [longest, where, lasting],
        [unseen, where, lasting],
        [unseen, where, words.say("từ {since}", since=start)],
        [longest, lasting],
        [unseen, lasting],
        [words.say("{priority}, chưa xác nhận từ {since}", priority=priority, since=start)],
    )
    return tuple(" · ".join(filter(None, form)) for form in forms)


def _since(one: Waiting, day: date, words: Words) -> str:
    return words.since(one.since, datetime.combine(day, time(12), words.zone))


def _with_age(one: Waiting, since: str, words: Words) -> str:
    """`22/12 07:46 (hơn 2 ngày)`; below a day no age, for the time says it better than a step would."""
    if not one.age:
        return since
    return words.say("{since} (hơn {age})", since=since, age=words.age(one.age))


def hidden(view: SeverityView, words: Words) -> str:
    """In few words."""
    return words.say("{n} ẩn", n=view.hidden) if view.hidden else ""
