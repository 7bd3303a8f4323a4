"""What a row of events says beside its name: each from the fullest wording to the shortest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.settings import Wording
from widgets.others import others
from widgets.tiles.events.view import NAMES
from widgets.values import cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.words import Words
    from widgets.tiles.events.view import EventsView, Group

_URGENT, _HIGH = 0, 1


@dataclass(frozen=True, slots=True)
class Sentences:
    view: EventsView
    words: Words

    def name(self, one: Group) -> str:
        return cell(one.what, self.view.day, self.words).text

    def priority(self, one: Group) -> str:
        """With the source's own word where it classes nothing."""
        said = self.words.priority(NAMES[one.rank])
        return f"{said} ({one.raw})" if one.raw else said

    def count(self, one: Group, *, short: bool = False) -> str:
        """How often; a cross before a figure would say that something failed."""
        if one.count < 2:  # noqa: PLR2004 - once is what a row says by itself
            return ""
        return self.times_over(one.count, short=short)

    def times_over(self, count: int, *, short: bool = False) -> str:
        return f"{self.words.number(count)}×" if short else self.words.count(count, "{n} lần")

    def parts(self, one: Group, *, short: bool = False) -> Iterator[str]:
        """What matters first."""
        if (seen := self.seen(one)) and one.acknowledged:
            yield seen
        if where := self.where(one, short=short):
            yield where
        if seen and not one.acknowledged:
            yield seen
        if states := self.states(one):
            yield states

    def seen(self, one: Group) -> str:
        """Whether somebody acknowledged it; of what is not urgent silence means no."""
        words = self.words
        if not one.alarm:
            return ""
        if one.seen:
            return words.say("đã xác nhận")
        if one.acknowledged:
            return words.say("đã xác nhận {n}/{total}", n=one.acknowledged, total=one.count)
        return words.say("chưa xác nhận") if one.rank <= _HIGH else ""

    def where(self, one: Group, *, short: bool = False) -> str:
        words = self.words
        if one.sources or one.targets:
            return self._among(one) if short else self._between(one)
        match one.place:
            case None:
                return ""
            case Wording() as place:
                said = place.full_in(words.lang)
            case place:
                said = place
        others = one.places - 1
        if others < 1:
            return said
        if short:
            return f"{said} +{words.number(others)}"
        return words.say("{place} và {count} nơi khác", place=said, count=others)

    def _between(self, one: Group) -> str:
        """Addresses where there is one and it may be shown, else how many."""
        words = self.words
        source = one.source or (words.count(one.sources, "{n} nguồn") if one.sources else "")
        target = one.target or (words.count(one.targets, "{n} đích") if one.targets else "")
        if source and target:
            return words.say("từ {source} đến {target}", source=source, target=target)
        return words.say("từ {source}", source=source) if source else target

    def _among(self, one: Group) -> str:
        words = self.words
        many = [words.count(one.sources, "{n} nguồn")] if one.sources else []
        if one.targets:
            many.append(one.target or words.count(one.targets, "{n} đích"))
        return ", ".join(many)

    def states(self, one: Group) -> str:
        words = self.words
        if len(one.states) == 1:
            said, count = one.states[0]
            whole = count == one.count
            return words.say(said) if whole else f"{words.say(said)} {words.number(count)}"
        return ", ".join(f"{words.say(said)} {words.number(n)}" for said, n in one.states)

    def times(self, one: Group) -> tuple[str, str]:
        """In full and short. Of what happens: from first to last; of what lasts: since when."""
        words = self.words
        if one.first is None or one.last is None:
            return "", ""
        noon = datetime.combine(self.view.day, time(12), words.zone)
        if self.view.kind != "security_events":
            today = words.since(one.first, noon) == words.time(one.first)
            short = words.time(one.first) if today else words.date(one.first)
            return words.say("từ {since}", since=short), short
        last = words.since(one.last, noon)
        short = last if last == words.time(one.last) else words.date(one.last)
        first = words.since(one.first, noon)
        if first == last:
            return last, short
        if first != words.time(one.first):
            return last, short
        return f"{first}–{last}", short

    def rests(self, shown: int) -> tuple[str, ...]:
        """What has no row: how many rows more and how bad, what is hidden, what is only counted."""
        return tuple(self._rest(shown, short=n > 0, worst=n < 2) for n in range(3))  # noqa: PLR2004

    def _rest(self, shown: int, *, short: bool, worst: bool) -> str:
        words, view = self.words, self.view
        parts = []
        left = view.rows - shown
        if left > 0:
            parts.append(self._others(left, shown, worst=worst))
        if view.hidden:
            hidden = phrase("{n} đang ẩn") if worst else phrase("{n} ẩn")
            parts.append(words.say(hidden, n=view.hidden))
        if view.low and view.lower is not None:
            said = self._lesser(short=short)
            parts.append(said if parts else words.say("và {what}", what=said))
        return " · ".join(parts)

    @property
    def _lower(self) -> str:
        return self.words.priority(self.view.lower or NAMES[-1]).lower()

    def _lesser(self, *, short: bool) -> str:
        words, n, worst = self.words, self.view.low, self._lower
        lowest = self.view.lower == NAMES[-1]
        if short:
            return words.count(
                n,
                "{n} mức {priority}" if lowest else "{n} mức {priority} trở xuống",
                priority=worst,
            )
        match self.view.kind:
            case "alerts":
                return words.count(
                    n,
                    "{n} cảnh báo mức {priority}"
                    if lowest
                    else "{n} cảnh báo mức {priority} trở xuống",
                    priority=worst,
                )
            case "incidents":
                return words.count(
                    n,
                    "{n} sự cố mức {priority}" if lowest else "{n} sự cố mức {priority} trở xuống",
                    priority=worst,
                )
            case "security_events":
                return words.count(
                    n,
                    "{n} sự kiện mức {priority}"
                    if lowest
                    else "{n} sự kiện mức {priority} trở xuống",
                    priority=worst,
                )
            case _:
                return words.count(
                    n,
                    "{n} lỗ hổng mức {priority}"
                    if lowest
                    else "{n} lỗ hổng mức {priority} trở xuống",
                    priority=worst,
                )

    def _others(self, left: int, shown: int, *, worst: bool) -> str:
        """Called by what they are where each row is one of them."""
        words, view = self.words, self.view
        more = others(left, view.kind if view.total == view.rows else "", words)
        gone = [
            self.view.ranks[rank] - sum(one.rank == rank for one in self.view.groups[:shown])
            for rank in (_URGENT, _HIGH)
        ]
        for rank, count in zip((_URGENT, _HIGH), gone, strict=True):
            if count and worst:
                called = words.priority(NAMES[rank]).lower()
                return words.say(
                    "{others}, {bad} mức {worst}", others=more, bad=count, worst=called
                )
        return more

    def quiet(self) -> str:
        """Of a list in which only lesser ones are counted."""
        least = NAMES[NAMES.index(self.view.lower) - 1] if self.view.lower else NAMES[-1]
        if least == NAMES[_URGENT]:
            return self.words.say("Không có gì ở mức khẩn cấp")
        return self.words.say(
            "Không có gì từ mức {priority} trở lên", priority=self.words.priority(least).lower()
        )
