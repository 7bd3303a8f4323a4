"""What changed since the last briefing, or in the last so many hours: each figure held against itself as the
wall knew it then, and what began and ended.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from services.freshness import State
from services.settings import Wording
from services.views import merged
from services.wall_file.derived import figures_behind, sources_behind
from services.wall_file.priority import Priority
from widgets.tiles.changes.drawing import drawn
from widgets.tiles.changes.events import Both, named
from widgets.tiles.changes.moved import moved, size
from widgets.tiles.changes.settings import SINCE_BRIEFING, ChangesTile
from widgets.tiles.changes.view import ChangesView, Moved, Outcome, Weight

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from services.views import Knowledge, Standing
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.changes.view import Change

_TITLES = {
    True: Wording(
        vi="Thay đổi từ buổi giao ban trước",
        en="Changed since the last briefing",
        short="Thay đổi",
        short_en="Changes",
    ),
    False: Wording(
        vi="Thay đổi gần đây", en="Recent changes", short="Thay đổi", short_en="Changes"
    ),
}
_ALIVE = frozenset({State.LIVE, State.LATE, State.SKEWED})


class ChangesType:
    name = "changes"
    settings = ChangesTile
    own_notes = False

    def look_up(self, settings: ChangesTile, knowledge: Knowledge) -> ChangesView:
        chosen = _chosen(settings, knowledge)
        since, briefing, edge = _since(settings, knowledge)
        found, unheard, outcome = _found(chosen, since, knowledge)
        standing = _standing(chosen, found, knowledge)
        edges = [at for at in (standing.until, edge) if at is not None]
        states = [knowledge.source(id).state for id in chosen.every]
        return ChangesView(
            title=settings.title or _TITLES[settings.changes == SINCE_BRIEFING],
            standing=replace(standing, until=min(edges, default=None)),
            dimmed=bool(states) and not _ALIVE & {*states},
            priority=next((p for one in found if (p := getattr(one, "priority", None))), None),
            outcome=outcome,
            since=since,
            briefing=briefing,
            of=None if settings.of is None else _called(settings.of, knowledge),
            changes=tuple(found[: settings.most]),
            total=len(found),
            grave=sum(one.weight <= Weight.LATE for one in found),
            compared=len(chosen.indicators) + len(chosen.every),
            unheard=unheard,
            known=any(knowledge.asked(id).last_answered is not None for id in chosen.every),
        )

    def lay_out(self, view: ChangesView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = ChangesType()


@dataclass(frozen=True, slots=True)
class _Chosen:
    indicators: tuple[str, ...]
    sources: tuple[str, ...]
    """Whose records and states are held against those of then."""
    behind: tuple[str, ...]
    """Others, of which the figures are: their states alone."""

    @property
    def every(self) -> tuple[str, ...]:
        return (*self.sources, *self.behind)


def _chosen(settings: ChangesTile, knowledge: Knowledge) -> _Chosen:
    """What is named, by whatever way. What nobody named is told to those alone whom the tile is for."""
    wall = knowledge.wall
    day, eyes = wall.as_of or knowledge.day, settings.sensitivity

    def may_see(id: str) -> bool:
        behind = figures_behind(wall.indicators, [id])
        strict = [wall.indicators[name].sensitivity for name in behind]
        of = sources_behind(wall.indicators, [id]) & wall.sources.keys()
        return max([*strict, *(wall.sources[one].sensitivity for one in of)]) <= eyes

    if settings.everything:
        sources = tuple(id for id, one in wall.sources.items() if one.sensitivity <= eyes)
        ids = tuple(id for id in wall.indicators if may_see(id))
    else:
        sources = tuple(dict.fromkeys(settings.sources_))
        told = set(settings.indicators_)
        groups = set(settings.groups_)
        ids = tuple(
            id
            for id, one in wall.indicators.items()
            if id in told
            or groups & {*one.gathered_on(day)}
            or ({*sources} & {*one.origins} and may_see(id))
        )
    behind = sources_behind(wall.indicators, ids) - {*sources}
    return _Chosen(ids, sources, tuple(id for id in wall.sources if id in behind))


def _since(
    settings: ChangesTile, knowledge: Knowledge
) -> tuple[datetime | None, Wording | None, datetime | None]:
    """From when, which briefing that was, and when there is another answer to that by time alone."""
    if isinstance(settings.changes, timedelta):
        step = (
            timedelta(hours=1) if settings.changes >= timedelta(hours=3) else timedelta(minutes=1)
        )
        now = _floor(knowledge.at, step, knowledge.zone)
        return now - settings.changes, None, now + step
    last = knowledge.briefed(settings.of)
    if last is None:
        return None, None, None
    return last.began, _called(last.name, knowledge), None


def _floor(at: datetime, step: timedelta, zone: tzinfo) -> datetime:
    """By the wall's clock."""
    here = at.astimezone(zone)
    past = timedelta(minutes=here.minute, seconds=here.second, microseconds=here.microsecond)
    return at - past % step


def _called(name: str, knowledge: Knowledge) -> Wording:
    """A briefing that the wall file doesn't have any more goes by its name."""
    declared = knowledge.wall.briefings.get(name)
    return (None if declared is None else declared.title) or Wording(vi=name)


def _found(
    chosen: _Chosen, since: datetime | None, now: Knowledge
) -> tuple[list[Change], tuple[Wording, ...], Outcome]:
    """All that changed, the most important first; sources of which nothing was known then."""
    if since is None:
        return [], (), Outcome.NO_BRIEFING
    then = now.then(since)
    heard = {id for id in chosen.every if then.asked(id).last_answered is not None}
    if not heard:
        return [], (), Outcome.UNKNOWN_THEN
    touched = {id: now.touched(id, then) for id in chosen.every}
    both = Both(now, then, touched)
    figures = moved(chosen.indicators, now, then, touched)
    events = chain(both.events(chosen.sources), both.states(chosen.behind))
    found: list[Change] = sorted(chain(figures, events), key=_place)
    unheard = tuple(
        named(now, id)
        for id in chosen.every
        if id not in heard and now.asked(id).last_answered is not None
    )
    return found, unheard, Outcome.CHANGED if found else Outcome.NOTHING


def _place(one: Change) -> tuple[object, ...]:
    """Of those that weigh alike figures by how far they moved, alarms by their priority; the rest in the
    wall file's order.
    """
    if isinstance(one, Moved):
        return one.weight, 0, -size(one)
    priorities = [one.value for one in Priority]
    rank = len(priorities) if one.priority is None else priorities.index(one.priority)
    return one.weight, 1, rank


def _standing(chosen: _Chosen, found: list[Change], knowledge: Knowledge) -> Standing:
    shown = [one.after.standing for one in found if isinstance(one, Moved)]
    return merged([*(knowledge.standing([id]) for id in chosen.every), *shown])
