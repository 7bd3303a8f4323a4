"""Checks of the schedule: that its scenes and screens are there, and that what it says has a meaning."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.times import said_time
from services.wall_file import calendar
from services.wall_file.faults import Fault, listed
from services.wall_file.seen import undeclared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from services.wall_file.schedule import Holiday, Part, Schedule, Turn
    from services.wall_file.seen import Seen
    from services.wall_file.tree import Path

_DAY = timedelta(days=1)
_AT: Path = ("schedule",)


def checks_of_schedule(seen: Seen) -> Iterator[Fault]:
    schedule = seen.wall.schedule
    if schedule is None:
        return
    yield from _scene(seen, (*_AT, "scene"), schedule.scene)
    yield from _rotation(seen, (*_AT, "rotation"), schedule.rotation)
    yield from _pins(seen, (*_AT, "pins"), schedule.pins)
    for n, part in enumerate(schedule.parts):
        yield from _part(seen, (*_AT, "parts", n), part)
    yield from _holidays(seen, schedule.holidays)
    if seen.intact(*_AT):  # of what was refused nobody knows when it would have been
        yield from _overlaps(seen, schedule)
        yield from _gaps(seen, schedule)


def _scene(seen: Seen, at: Path, scene: str | None) -> Iterator[Fault]:
    known = seen.names("scenes")
    if scene is not None and scene not in known:
        yield undeclared(
            seen.place(*at),
            scene,
            known,
            phrase("không có cảnh “{name}”", name=scene),
            phrase("khai cảnh này ở scenes; hiện có: {names}", names=listed(known)),
        )


def _rotation(seen: Seen, at: Path, rotation: Sequence[Turn]) -> Iterator[Fault]:
    for n, turn in enumerate(rotation):
        yield from _scene(seen, (*at, n, "scene"), turn.scene)
    if len(rotation) == 1 and seen.intact(*at):
        yield Fault.warning(
            seen.place(*at, 0),
            phrase("vòng luân phiên chỉ có một cảnh nên không bao giờ đổi"),
            phrase("thêm cảnh, hoặc ghi scene: {scene} thay cho rotation", scene=rotation[0].scene),
        )
    for n, (before, turn) in enumerate(pairwise(rotation), start=1):
        if before.scene == turn.scene:
            yield Fault.warning(
                seen.place(*at, n),
                phrase("cảnh “{scene}” đứng hai lần liền nhau", scene=turn.scene),
                phrase("gộp thành một lần với dwell dài hơn, hoặc xen cảnh khác vào giữa"),
            )


def _pins(seen: Seen, at: Path, pins: Mapping[str, str]) -> Iterator[Fault]:
    for screen, scene in pins.items():
        if screen not in seen.screens():
            yield undeclared(
                seen.key(*at, screen),
                screen,
                seen.screens(),
                phrase("không có màn hình “{name}”", name=screen),
                phrase(
                    "khai màn hình này ở screens; hiện có: {names}",
                    names=listed(seen.screens()),
                ),
            )
        elif scene not in seen.names("scenes"):
            yield from _scene(seen, (*at, screen), scene)
        elif not seen.declares("scenes", scene, screen):
            having = [one for one in seen.names("scenes") if seen.declares("scenes", one, screen)]
            yield Fault.at(
                seen.place(*at, screen),
                phrase(
                    "cảnh “{scene}” không có màn hình “{screen}” nên không ghim được ở đó",
                    scene=scene,
                    screen=screen,
                ),
                phrase(
                    "thêm {screen}: vào cảnh “{scene}”, hoặc ghim một trong: {names}",
                    screen=screen,
                    scene=scene,
                    names=listed(having),
                ),
            )


def _part(seen: Seen, at: Path, part: Part) -> Iterator[Fault]:
    yield from _scene(seen, (*at, "scene"), part.scene)
    yield from _rotation(seen, (*at, "rotation"), part.rotation)
    yield from _pins(seen, (*at, "pins"), part.pins)
    if part.start == part.end and part.start != calendar.MIDNIGHT:
        yield Fault.warning(
            seen.place(*at, "to"),
            phrase(
                "from và to cùng là {time} nên phần này kéo dài cả 24 giờ",
                time=said_time(part.start),
            ),
            phrase("ghi to khác from; cả ngày thì ghi from và to đều là 00:00"),
        )
    if not part.speaks and not part.pins and part.theme is None and seen.intact(*at):
        yield Fault.warning(
            seen.place(*at),
            phrase("phần này không đổi gì trên tường"),
            phrase("thêm scene, rotation, pins hoặc theme, hoặc xóa nó"),
        )
    if part.days == "holidays" and not seen.declares("schedule", "holidays"):
        yield Fault.warning(
            seen.place(*at, "days"),
            phrase("phần này dành cho ngày nghỉ mà lịch không khai ngày nghỉ nào"),
            phrase("thêm holidays: vào schedule"),
        )
    yield from _hidden(seen, at, part)


def _hidden(seen: Seen, at: Path, part: Part) -> Iterator[Fault]:
    """Hours of the wall's own plan of themes that come while the part has another."""
    plan = seen.wall.theme
    if part.theme is None or isinstance(plan, str):
        return
    begin, end = calendar.stretch(part)
    for hour, theme in plan.items():
        on = [minute for n in (0, 1) if begin < (minute := calendar.minute(hour, n)) < end]
        if on and theme != part.theme:
            yield Fault.warning(
                seen.place(*at, "theme"),
                phrase(
                    "theme: {theme} lúc {time} không có tác dụng: trong phần này giao diện là {own}",
                    theme=theme,
                    time=said_time(hour),
                    own=part.theme,
                ),
                phrase(
                    "bỏ theme ở phần này, hoặc cho phần này kết thúc trước {time}",
                    time=said_time(hour),
                ),
            )


def _holidays(seen: Seen, holidays: Sequence[Holiday]) -> Iterator[Fault]:
    for n, one in enumerate(holidays):
        at = (*_AT, "holidays", n)
        if one.last < one.first:
            yield Fault.at(
                seen.place(*at, "to"),
                phrase("kỳ nghỉ kết thúc trước khi bắt đầu"),
                phrase("ghi from không muộn hơn to"),
            )
        twice = next((o for o in holidays[:n] if o.first <= one.last and one.first <= o.last), None)
        if twice is not None:
            yield Fault.warning(
                seen.place(*at),
                phrase("ngày nghỉ {day} ghi hai lần", day=max(one.first, twice.first).isoformat()),
                phrase("mỗi ngày nghỉ ghi một lần"),
            )


def _overlaps(seen: Seen, schedule: Schedule) -> Iterator[Fault]:
    for first, second, begin, end in calendar.overlaps(schedule):
        yield Fault.warning(
            seen.place(*_AT, "parts", second),
            phrase(
                "phần thứ {second} trùng với phần thứ {first} lúc {begin}–{end}",
                first=first + 1,
                second=second + 1,
                begin=calendar.clock(begin),
                end=calendar.clock(end),
            ),
            phrase("sửa from, to hoặc days của một trong hai; lúc trùng thì theo phần bắt đầu sau"),
        )


def _gaps(seen: Seen, schedule: Schedule) -> Iterator[Fault]:
    if schedule.scene is not None or schedule.rotation or not schedule.speaks:
        return
    gaps = calendar.gaps(schedule)
    if gaps:
        yield Fault.warning(
            seen.key(*_AT, "parts"),
            phrase("lịch không nói hiện cảnh nào lúc {times}", times=calendar.said(gaps)),
            phrase(
                "thêm scene: hoặc rotation: vào schedule cho những lúc ấy; không có thì tường giữ "
                "cảnh vừa hiện"
            ),
        )
