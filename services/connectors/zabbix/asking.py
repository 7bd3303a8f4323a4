"""From call to call of one ask: the version, problems page by page, their hosts, hosts, items."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from services.aside import LARGE, aside
from services.connectors import Answered
from services.connectors.zabbix import calls, history
from services.connectors.zabbix.answer import (
    Chosen,
    Row,
    alert,
    figures,
    hosts_of,
    result,
    rows,
    samples,
    service,
    text,
    undated,
)
from services.connectors.zabbix.calls import API, call, version
from services.connectors.zabbix.gathered import Gathered
from services.door import SourceError
from services.mapping import MOST, bounded_uid
from services.news import Covers, Reason
from services.phrase import Phrase, phrase
from services.plain import number
from services.records import Observation, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from services.connectors.zabbix.settings import Item, Zabbix
    from services.door import Answer, Door, Request

_TOGETHER = 1000
"""Identifiers in one call."""
_ONE_LETTER = re.compile(r"\[[^\]]*\]|\?")
"""What Zabbix' own patterns have not."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


_NO_HOST = phrase("Zabbix chưa biết máy nào trả lời")


class Asking:
    """What a call after the problems fails of leaves the others standing: the batch is partial then."""

    def __init__(self, settings: Zabbix, door: Door, cursor: str | None) -> None:
        self._settings, self._door = settings, door
        self._path = "" if settings.url.endswith(API) else API
        self._scope: dict[str, object] = {}
        self._ends = history.ends(cursor)
        self._answers: list[Answer] = []
        self._got = Gathered()

    def answered(self) -> Answered:
        version(self._sent(call("apiinfo.version", [], self._path, anonymous=True)).body)
        self._scope = self._groups()
        self._take_problems()
        if self._settings.hosts:
            self._try(self._take_hosts, phrase("Không hỏi được danh sách máy"))
        for name, item in self._settings.items.items():
            self._try(
                partial(self._take_items, name, item),
                phrase("{name}: không hỏi được phần tử (item)", name=name),
            )
        return Answered(
            records=tuple(self._got.records.values()),
            asked=self._answers[0].asked,
            received=self._answers[-1].received,
            covers=Covers.PART if self._got.partial else Covers.ALL,
            missing=self._got.missing if self._got.partial else None,
            cursor=json.dumps(self._ends) if self._ends else "",
            simulated=any(answer.simulated for answer in self._answers),
            notes=tuple(self._got.notes),
        )

    def _try(self, step: Callable[[], None], words: Phrase) -> None:
        """One that fails leaves what stands of it."""
        try:
            step()
        except SourceError as error:
            self._got.note(words)
            self._got.note(error.words)
            self._got.lack(None)

    def _ask(self, method: str, params: dict[str, object]) -> Answer:
        return self._sent(call(method, params, self._path))

    def _sent(self, request: Request) -> Answer:
        answer = self._door.ask(request)
        self._answers.append(answer)
        return answer

    def _rows(self, method: str, params: dict[str, object]) -> list[Row]:
        answer = self._ask(method, params)
        if len(answer.body) > LARGE:
            begun = self._answers[0].asked
            left = self._settings.deadline - max(self._door.now() - begun, timedelta())
            found, lost = aside(rows, left.total_seconds(), answer.body)
        else:
            found, lost = rows(answer.body)
        self._got.lose(lost)
        return found

    def _groups(self) -> dict[str, object]:
        if not self._settings.groups:
            return {}
        names = [*self._settings.groups]
        found = self._rows(
            "hostgroup.get", {"output": ["groupid", "name"], "filter": {"name": names}}
        )
        if lacking := [name for name in names if name not in {text(one, "name") for one in found}]:
            self._got.note(phrase("Zabbix không có nhóm máy “{name}”", name=lacking[0]))
        if not found:
            raise SourceError(
                Reason.REFUSED,
                phrase("Zabbix không có nhóm máy nào trong groups, hoặc tài khoản không được xem"),
                remedy=phrase("sửa groups của nguồn, hoặc cấp quyền xem nhóm cho tài khoản"),
            )
        return {"groupids": [text(one, "groupid") for one in found]}

    def _take_problems(self) -> None:
        problems = self._problems()
        triggers = [*dict.fromkeys(text(one, "objectid") for one in problems)]
        hosts: dict[str, tuple[str, ...]] = {}
        self._try(
            lambda: hosts.update(self._hosts_of(triggers)),
            phrase("Không hỏi được vấn đề thuộc máy nào"),
        )
        home = self._settings.url.removesuffix(API).rstrip("/")
        if lacking := sum(map(undated, problems)):
            words = phrase("Không đọc được giờ bắt đầu của {count} vấn đề", count=lacking)
            self._got.note(words)
        for problem in problems:
            made = alert(problem, hosts, home)
            if made is None:
                self._got.lose(1)
            else:
                self._got.take(made)

    def _problems(self) -> list[Row]:
        """Page by page; the figure of how many there are is Zabbix' own where not all are read."""
        found: dict[str, Row] = {}
        after = "0"
        for nth in range(self._settings.max_pages):
            try:
                page = self._rows(
                    "problem.get", calls.problems(self._settings.page, after, self._wanted())
                )
            except SourceError as error:
                if not nth:
                    raise
                self._got.note(error.words)
                break
            fresh = {key: one for one in page if (key := text(one, "eventid")) not in found}
            found |= fresh
            if len(page) < self._settings.page:
                self._got.figure("problems", Decimal(len(found)))
                return [*found.values()]
            highest = max((int(key) for key in fresh if key.isdigit()), default=None)
            if highest is None or len(found) >= MOST:
                break
            after = str(highest + 1)
        self._capped(len(found))
        return [*found.values()][:MOST]

    def _wanted(self) -> dict[str, object]:
        least = self._settings.least
        return self._scope | ({"severities": [*range(least, 6)]} if least else {})

    def _capped(self, read: int) -> None:
        """There are more than were read: how many, Zabbix is asked."""
        try:
            answer = self._ask("problem.get", {"countOutput": True, **self._wanted()})
            said = result(answer.body)
            count = number(str(said)) if isinstance(said, str | int) else None
        except SourceError:
            count = None
        if count is not None:
            self._got.figure("problems", Decimal(int(count)))
        self._got.lack(None if count is None else max(int(count) - read, 0))
        self._got.note(phrase("Chỉ đọc được {count} vấn đề đầu", count=read))

    def _hosts_of(self, triggers: Sequence[str]) -> dict[str, tuple[str, ...]]:
        hosts: dict[str, tuple[str, ...]] = {}
        for start in range(0, len(triggers), _TOGETHER):
            some = triggers[start : start + _TOGETHER]
            hosts |= hosts_of(self._rows("trigger.get", calls.triggers(some)))
        return hosts

    def _take_hosts(self) -> None:
        found = self._rows("host.get", calls.hosts(self._scope))
        services = [made for host in found[:MOST] if (made := service(host)) is not None]
        for one in services:
            self._got.take(one)
        known = [one.state for one in services if one.state is not None]
        up = sum(state == Reply.ANSWERS for state in known)
        if known:
            self._got.figure("hosts_up", Decimal(up), Decimal(len(known)))
        else:
            self._got.take(Observation(uid="hosts_up", indicator="hosts_up", fault=_NO_HOST))
        if len(found) > MOST:
            self._got.lack(None)

    def _take_items(self, name: str, wanted: Item) -> None:
        scope = {**self._scope, **self._of_hosts(wanted)}
        items = self._rows("item.get", calls.items(wanted.key, scope))
        if len(items) > MOST:
            self._got.lack(None)
            words = phrase("{name}: chỉ đọc được {count} phần tử (item) đầu", name=name, count=MOST)
            self._got.note(words)
        found = figures(name, wanted, items[:MOST])
        if not found:
            fault = phrase("Zabbix không có phần tử (item) nào có khóa “{key}”", key=wanted.key)
            self._got.take(Observation(uid=bounded_uid(name), indicator=name, fault=fault))
        for _, figure in found:
            self._got.take(figure)
        if wanted.history is not None:
            for kind in history.TYPES:
                of = {one.item: one for one, _ in found if one.kind == kind}
                self._take_history(name, wanted.history, kind, of)

    def _of_hosts(self, wanted: Item) -> dict[str, object]:
        """Items of other hosts would take the place of those that are wanted."""
        if wanted.host == "*":
            return {}
        pattern = _ONE_LETTER.sub("*", wanted.host)
        hosts = self._rows("host.get", calls.hosts_like(pattern, self._scope))
        return {"hostids": [text(host, "hostid") for host in hosts]} if len(hosts) <= MOST else {}

    def _take_history(
        self, name: str, span: timedelta, kind: str, of: Mapping[str, Chosen]
    ) -> None:
        """What came since the last point that was had, as far as an answer reaches."""
        if not of:
            return
        now, key = int((self._door.now() - _EPOCH).total_seconds()), f"{name}/{kind}"
        since = max(self._ends.get(key, 0) + 1, now - int(span.total_seconds()))
        reaches: list[history.Reach] = []
        for start in range(0, len(of), _TOGETHER):
            items = [*of][start : start + _TOGETHER]
            points = self._rows("history.get", history.asked(items, kind, since))
            for sample in samples(of, points):
                self._got.take(sample, sample.at)
            reaches.append(history.reach(points, since, now))
        reached = history.together(reaches)
        self._ends[key] = reached.end
        if reached.more:
            words = phrase("{name}: giá trị đã qua còn nhiều, lần hỏi sau đọc tiếp", name=name)
            self._got.note(words)
        if reached.lost:
            self._got.lack(None)
            words = phrase("{name}: một giây có nhiều giá trị hơn một lần hỏi đọc được", name=name)
            self._got.note(words)
