"""One ask: the targets a few dozen at a time, those that the last ask did not reach first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from services.connectors import Answered
from services.connectors.check.published import Articles
from services.connectors.check.verdict import figures, service
from services.door import SourceError, Visit
from services.news import Covers, Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.connectors.check.settings import Check, Target
    from services.door import Scout, Visited
    from services.records import ServiceHealth

_TOGETHER = 48
"""Targets of which pages and articles are had before the next ones are begun."""


def answered(settings: Check, door: Scout, cursor: str | None) -> Answered:
    asked = door.now()
    targets = _turned(settings.looked_at(), cursor)
    rounds = _Rounds(settings, door)
    reached = dict(rounds.reached(targets))
    if not reached:
        raise SourceError(
            Reason.DEADLINE,
            phrase("Không địa chỉ nào trả lời kịp trong thời hạn của nguồn"),
            remedy=phrase("nới deadline của nguồn, hoặc giảm patience"),
        )
    if len(reached) > 1 and not rounds.set_out:
        raise SourceError(
            Reason.UNREACHABLE,
            phrase("Không tới được địa chỉ nào: máy này có thể đã mất mạng hoặc mất DNS"),
            remedy=phrase("xem dây mạng, DNS và tường lửa của máy chạy tường"),
        )
    left = [target.url for target in targets if target.url not in reached]
    now = door.now()
    services = [reached[one.url] for one in settings.looked_at() if one.url in reached]
    notes = (phrase("{count} địa chỉ chưa tới lượt, sẽ được hỏi trước ở lần sau", count=len(left)),)
    return Answered(
        records=(*services, *figures(settings, services, now)),
        asked=asked,
        received=now,
        covers=Covers.PART if left else Covers.ALL,
        missing=len(left) or None,
        cursor=json.dumps({"from": left[0]}) if left else "",
        simulated=rounds.simulated,
        notes=notes if left else (),
    )


def _turned(targets: Sequence[Target], cursor: str | None) -> list[Target]:
    try:
        match json.loads(cursor or "null"):
            case {"from": str() as first}:
                at = next((n for n, one in enumerate(targets) if one.url == first), 0)
            case _:
                at = 0
    except ValueError:
        at = 0
    return [*targets[at:], *targets[:at]]


class _Rounds:
    def __init__(self, settings: Check, door: Scout) -> None:
        self._settings, self._door = settings, door
        self._ends = door.now() + settings.deadline
        self.set_out = False
        """One look at least left this computer."""
        self.simulated = False

    def reached(self, targets: Sequence[Target]) -> Iterator[tuple[str, ServiceHealth]]:
        """By the targets' addresses. One whose article is still to be asked for when the time is over was
        not reached: half of what is known of it would take the other half back.
        """
        for start in range(0, len(targets), _TOGETHER):
            if start and self._door.now() + self._settings.patience > self._ends:
                return
            some = targets[start : start + _TOGETHER]
            visited = self._visited(some)
            told = Articles(self._settings, self._door, self._ends).of(some, visited)
            for target in some:
                if target.url not in visited or (target.url in told and told[target.url] is None):
                    continue
                published, lacking = told.get(target.url) or (None, None)
                yield target.url, service(target, visited[target.url], published, lacking)

    def _visited(self, targets: Sequence[Target]) -> dict[str, Visited]:
        visits = [
            Visit(
                address=target.url,
                redirects=target.redirects or self._settings.redirects,
                within=self._settings.patience,
            )
            for target in targets
        ]
        found = {one.visit.address: one for one in self._door.visits(visits)}
        self.set_out = self.set_out or any(one.set_out for one in found.values())
        self.simulated = self.simulated or any(
            one.answer is not None and one.answer.simulated for one in found.values()
        )
        return found
