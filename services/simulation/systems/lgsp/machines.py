"""The machines of the platform, what is measured on them and what ails them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.day import DAY, floored, machines

if TYPE_CHECKING:
    from services.simulation.chance import Chance

_SLOT = timedelta(hours=1)
_RATE = 3.0
"""Problems that begin in an hour, at the busiest time."""
_LONGEST = timedelta(hours=12)
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_ROOM = 20
"""Events that an hour can have: their numbers increase in time."""


@dataclass(frozen=True, slots=True)
class Host:
    id: str
    host: str
    name: str
    ip: str


HOSTS = tuple(
    Host(str(10680 + number), host, name, f"10.10.2.{11 + number}")
    for number, (host, name) in enumerate(
        (
            ("lgsp-01", "Máy chủ LGSP 01"),
            ("lgsp-02", "Máy chủ LGSP 02"),
            ("lgsp-db-01", "Cơ sở dữ liệu LGSP 01"),
            ("lgsp-db-02", "Cơ sở dữ liệu LGSP 02"),
            ("lgsp-mq-01", "Hàng đợi thông điệp LGSP"),
            ("lgsp-fw-01", "Tường lửa trung tâm dữ liệu"),
            ("lgsp-lb-01", "Cân bằng tải LGSP"),
            ("ndxp-gw-01", "Cổng kết nối NDXP"),
        )
    )
)


@dataclass(frozen=True, slots=True)
class Ill:
    """What a trigger finds."""

    name: str
    severity: int
    minutes: int
    """That it usually lasts."""


ILLS = (
    Ill("Bộ xử lý quá tải", 3, 25),
    Ill("Bộ nhớ trống dưới 10 %", 3, 50),
    Ill("Ổ đĩa đầy trên 90 %", 4, 180),
    Ill("Hàng đợi văn bản quá dài", 4, 40),
    Ill("Mất gói tin trên đường truyền", 2, 30),
    Ill("Bản sao cơ sở dữ liệu trễ", 2, 60),
    Ill("Chứng thư sắp hết hạn", 1, 600),
    Ill("Máy chủ không trả lời", 5, 12),
)
_OFTEN = (20, 18, 8, 14, 16, 14, 6, 4)
"""Of a hundred problems, so many are each."""


@dataclass(frozen=True, slots=True)
class Problem:
    event: int
    host: Host
    ill: Ill
    begins: datetime
    ends: datetime
    acknowledged: datetime
    """When somebody does, if it lasts so long."""

    @property
    def trigger(self) -> str:
        return trigger(self.host, self.ill)


def trigger(host: Host, ill: Ill) -> str:
    return str(25200 + HOSTS.index(host) * len(ILLS) + ILLS.index(ill))


def problems(chance: Chance, at: datetime) -> list[Problem]:
    """Those that are open, in the order of their events. One trigger has one at a time."""
    days = (floored(at - _LONGEST, DAY), floored(at, DAY))
    found = [one for day in dict.fromkeys(days) for one in _of_day(chance, day)]
    standing = {one.trigger: one for one in found if one.begins <= at < one.ends}
    return sorted(standing.values(), key=lambda one: one.event)


@lru_cache(maxsize=16)
def _of_day(chance: Chance, day: datetime) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for step in range(DAY // _SLOT):
        slot = day + step * _SLOT
        many = min(chance.count(_RATE * (0.3 + machines(slot)), "zabbix", slot.timestamp()), _ROOM)
        begins = sorted(chance.share("zabbix", slot.timestamp(), number) for number in range(many))
        found += (_problem(chance, slot, number, part) for number, part in enumerate(begins))
    return tuple(found)


def _problem(chance: Chance, slot: datetime, number: int, part: float) -> Problem:
    words = ("zabbix", slot.timestamp(), number)
    draw, ill = chance.whole(0, sum(_OFTEN) - 1, *words, "ill"), ILLS[-1]
    for one, often in zip(ILLS, _OFTEN, strict=True):
        if draw < often:
            ill = one
            break
        draw -= often
    begins = slot + part * _SLOT
    lasts = timedelta(minutes=ill.minutes * chance.between(0.3, 2.0, *words, "lasts"))
    return Problem(
        event=int((slot - _EPOCH) / _SLOT) * _ROOM + number,
        host=chance.pick(HOSTS, *words, "host"),
        ill=ill,
        begins=begins,
        ends=begins + min(lasts, _LONGEST),
        acknowledged=begins + timedelta(minutes=chance.between(5, 90, *words, "seen")),
    )


@dataclass(frozen=True, slots=True)
class Item:
    key: str
    name: str
    units: str
    kind: str
    """Zabbix' value type: 0 float, 3 unsigned."""
    low: float
    high: float


ITEMS = (
    Item("system.cpu.util", "CPU utilization", "%", "0", 6, 78),
    Item("vm.memory.utilization", "Memory utilization", "%", "0", 35, 82),
    Item("vfs.fs.size[/,pused]", "/: Space utilization", "%", "0", 41, 74),
    Item("net.if.in[eth0]", "Interface eth0: Bits received", "bps", "3", 2e6, 4e8),
)


def item_id(host: Host, item: Item) -> str:
    return str(50660 + HOSTS.index(host) * len(ITEMS) + ITEMS.index(item))


def measured(chance: Chance, host: Host, item: Item, at: datetime) -> str:
    """As Zabbix writes it: floats with four decimals, unsigned ones whole."""
    swing = 0.12 * chance.drift(f"zabbix-{host.id}-{item.key}", at, timedelta(minutes=9))
    level = min(max(0.1 + 0.8 * machines(at) * chance.between(0.5, 1, host.id) + swing, 0.0), 1.0)
    value = item.low + (item.high - item.low) * level
    return f"{value:.4f}" if item.kind == "0" else str(round(value))
