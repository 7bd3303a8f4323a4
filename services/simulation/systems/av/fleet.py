"""The computers that the antivirus server guards, and how each stands at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from services.simulation.day import DAY, HOME, HOUR, floored, machines
from services.simulation.incidents import trouble
from services.simulation.lore import Office, invented, own_offices

if TYPE_CHECKING:
    from services.simulation.chance import Chance

COMPUTERS = 480
OFTEN = 0.2
_SYSTEMS = ("Windows 11 Pro", "Windows 10 Pro", "Windows 10 Pro", "Windows Server 2019")
_MANAGED, _GUARDED, _FIREWALL = 0.975, 0.988, 0.96
"""Shares of the computers."""
_SPAN = timedelta(days=24)
_SEEN = (14 * 60 * 60, 24 * 60 * 60 - 1)
"""Seconds before midnight in UTC at which a computer was on last: from 17:00 back to 07:00 in Lâm Đồng."""
_BEHIND = 0.035
"""Of such spans, in so many a computer gets no signatures."""
_HALF = timedelta(minutes=30)
_FOUND, _CALLS = 0.55, 0.3
"""Detections and calls to control servers an hour at the busiest time."""
_LONGEST = 3
"""Days after which every detection has been dealt with."""
_HOLED = 14
UNHANDLED = "Chưa xử lý"
_HANDLED = ("Đã xóa", "Đã cách ly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Computer:
    number: int
    name: str
    ip: str
    office: Office
    system: str
    managed: bool

    @property
    def id(self) -> str:
        """24 hexadecimal digits."""
        return blake2b(self.name.encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    computer: Computer
    time: datetime
    malware: str
    files: int
    device: str
    outcome: str
    """What was done in the end."""
    handled: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A program's connection to a control server."""

    computer: Computer
    time: datetime
    program: str
    md5: str
    sha2: str
    target: str


@lru_cache(maxsize=4)
def computers(chance: Chance) -> tuple[Computer, ...]:
    offices = own_offices()
    return tuple(
        _computer(chance, number, offices[number % len(offices)])
        for number in range(1, COMPUTERS + 1)
    )


def _computer(chance: Chance, number: int, office: Office) -> Computer:
    words = ("av-computer", number)
    return Computer(
        number=number,
        name=f"PC-{office.sign}-{number:03}",
        ip=f"10.68.{20 + number // 200}.{10 + number % 200}",
        office=office,
        system=chance.pick(_SYSTEMS, *words, "system"),
        managed=chance.share(*words, "managed") < _MANAGED,
    )


def updated(chance: Chance, computer: Computer, at: datetime) -> datetime:
    """When it got its signatures: some have been without new ones for days."""
    span, inside = divmod(
        at.timestamp() + computer.number * DAY.total_seconds(), _SPAN.total_seconds()
    )
    words = ("av-updated", computer.number)
    if chance.share(*words, span) < _BEHIND:
        clock = timedelta(seconds=chance.whole(*_SEEN, *words, span, "clock"))
        return _whole(at - timedelta(seconds=inside) - clock)
    last = floored(at, 4 * HOUR) - timedelta(minutes=chance.whole(0, 200, *words, "minutes"))
    return _whole(last)


def guarded(chance: Chance, computer: Computer, at: datetime) -> bool:
    """Protection in real time is on."""
    return chance.share("av-guarded", computer.number, floored(at, DAY).timestamp()) < _GUARDED


def walled(chance: Chance, computer: Computer) -> bool:
    return chance.share("av-firewall", computer.number) < _FIREWALL


def holed(chance: Chance) -> list[tuple[Computer, dict[str, Any]]]:
    """Computers with a hole that is known, and the hole."""
    holes = [hole for hole in invented()["vulnerabilities"] if hole["system"] == "windows"]
    return [
        (chance.pick(computers(chance), "av-hole", n), chance.pick(holes, "av-hole", n, "which"))
        for n in range(_HOLED)
    ]


def detections(chance: Chance, at: datetime) -> list[Detection]:
    """Those of the running day, and those of before that nobody has dealt with."""
    today = floored(at, DAY)
    past = [today - DAY * back for back in range(_LONGEST, 0, -1)]
    old = [one for day in past for one in _found(chance, day) if one.handled > at]
    return old + [one for one in _found(chance, today) if one.time <= at]


@lru_cache(maxsize=16)
def _found(chance: Chance, day: datetime) -> tuple[Detection, ...]:
    made = [_detection(chance, *one) for one in _times(chance, "av-malware", day, _FOUND)]
    return tuple(sorted(made, key=lambda one: one.time))


def _detection(chance: Chance, time: datetime, words: tuple[object, ...]) -> Detection:
    return Detection(
        computer=chance.pick(computers(chance), *words, "computer"),
        time=time,
        malware=chance.pick(invented()["malware"], *words, "malware"),
        files=chance.whole(1, 12, *words, "files"),
        device=chance.pick(("usb", "email", "web", "hdd"), *words, "device"),
        outcome=chance.pick(_HANDLED, *words, "outcome"),
        handled=time + 0.8 * _LONGEST * DAY * chance.share(*words, "handled") ** 4,
    )


def calls(chance: Chance, at: datetime) -> list[Call]:
    """Of the running day."""
    return [one for one in _called(chance, floored(at, DAY)) if one.time <= at]


@lru_cache(maxsize=8)
def _called(chance: Chance, day: datetime) -> tuple[Call, ...]:
    made = [_call(chance, *one) for one in _times(chance, "av-c2", day, _CALLS)]
    return tuple(sorted(made, key=lambda one: one.time))


def _call(chance: Chance, time: datetime, words: tuple[object, ...]) -> Call:
    program = chance.pick(("svch0st.exe", "update_flash.exe", "kms.exe"), *words, "program")
    return Call(
        computer=chance.pick(computers(chance), *words, "computer"),
        time=time,
        program=program,
        md5=blake2b(program.encode(), digest_size=16).hexdigest(),
        sha2=blake2b(program.encode(), digest_size=32).hexdigest(),
        target=f"198.51.100.{chance.whole(2, 40, *words, 'target')}",
    )


def _times(
    chance: Chance, name: str, day: datetime, rate: float
) -> list[tuple[datetime, tuple[object, ...]]]:
    """When something happens in the day, and the words of its draws."""
    found: list[tuple[datetime, tuple[object, ...]]] = []
    for step in range(DAY // _HALF):
        slot = day + step * _HALF
        bad = trouble(chance, "av", slot, OFTEN)
        mean = rate * (0.1 + 0.9 * machines(slot) + 3 * bad) * (_HALF / HOUR)
        for number in range(chance.count(mean, name, slot.timestamp())):
            words = (name, slot.timestamp(), number)
            found.append((_whole(slot + _HALF * chance.share(*words, "time")), words))
    return found


def _whole(at: datetime) -> datetime:
    return at.astimezone(HOME).replace(microsecond=0)
