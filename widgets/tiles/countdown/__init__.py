"""How long until a moment, or since it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, override

from pydantic import Field

from services.clock import iso
from services.settings import Tile, Wording
from services.times import Moment
from widgets.drawing import Ink, Mark, Rect, Weight
from widgets.form import Form, form
from widgets.page import Page
from widgets.sheet import LEADING
from widgets.stacked import Part, Under, stacked
from widgets.tile import View

if TYPE_CHECKING:
    from services.views import Knowledge
    from services.words import Words
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room

_MOST = {Form.COMPACT: 50.0, Form.NORMAL: 63.0, Form.LARGE: 84.0}
"""Arc minutes of the figures."""
_SAID = 24.0
"""Of what is said when it is over."""
_MOST_LINES = 4
_SIGN = 0.74
"""Ems of a pennant beside words."""
_SECOND, _MINUTE, _HOUR, _DAY = (
    timedelta(seconds=1),
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
)
_FAR = 100 * _DAY
"""From here on whole days: nobody plans a hundred days by the hour."""
_TITLE = Wording(vi="Đếm ngược", en="Countdown")
_SINCE = Wording(vi="Thời gian đã qua", en="Time since", short="Đã qua", short_en="Since")


class CountdownTile(Tile):
    """Đếm ngược đến một thời điểm, hoặc đếm từ một thời điểm đã qua."""

    countdown: Annotated[Moment, Field(examples=["2026-12-31 17:00"])]
    """Thời điểm, theo giờ của tường; ghi ngày không có giờ là đến hết ngày ấy."""
    since: bool = False
    """Qua thời điểm ấy thì đếm tiếp đã được bao lâu."""
    overdue: bool = False
    """Thời điểm là một hạn: qua hạn thì đếm đã quá bao lâu, kèm cờ đuôi nheo và chữ “Quá hạn”."""
    over: Wording | None = None
    """Câu hiện khi thời điểm đã qua; mặc định là “Đã đến thời điểm”."""
    seconds: bool = False
    """Đếm đến giây trong giờ cuối cùng."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountdownView(View):
    moment: datetime
    whole_day: bool
    passed: bool
    shown: tuple[tuple[str, int], ...]
    """Amounts by unit, the largest first; empty where nothing is counted any more."""
    overdue: bool
    over: Wording | None

    @override
    def figures(self) -> dict[str, Json]:
        return {
            "moment": iso(self.moment),
            "passed": self.passed,
            "overdue": self.overdue,
            **dict(self.shown),
        }


class CountdownType:
    name = "countdown"
    settings = CountdownTile
    own_notes = False

    def look_up(self, settings: CountdownTile, knowledge: Knowledge) -> CountdownView:
        said = settings.countdown
        moment = said.ends(knowledge.zone)
        passed = knowledge.at >= moment
        counts = not passed or settings.since or settings.overdue
        shown, until = _counted(moment, knowledge.at, seconds=settings.seconds)
        return CountdownView(
            title=settings.title or (_SINCE if passed and settings.since else _TITLE),
            standing=replace(knowledge.standing(()), until=until if counts else None),
            moment=moment,
            whole_day=said.hour is None,
            passed=passed,
            shown=shown if counts else (),
            overdue=passed and settings.overdue,
            over=settings.over,
        )

    def lay_out(self, view: CountdownView, room: Room, sheet: Sheet) -> list[Item]:
        if not view.shown:
            return _told(view, room, sheet)
        parts = [_part(unit, amount, sheet.words) for unit, amount in view.shown]
        most = _MOST[form(room.box, sheet)]
        items = stacked(parts, _lines(view, sheet.words), room, sheet, most=most)
        if view.overdue and not any(isinstance(item, Mark) for item in items):
            return _late(view, room, sheet)
        return items


TILE = CountdownType()


def _counted(
    moment: datetime, at: datetime, *, seconds: bool
) -> tuple[tuple[tuple[str, int], ...], datetime]:
    """What is shown of the time between them, and until when that holds. What is left is rounded up and
    what has passed down, so that nothing is said to be over, or later, before it is.
    """
    passed = at >= moment
    apart = at - moment if passed else moment - at
    step = _step(apart, passed=passed, seconds=seconds)
    count = apart // step if passed or not apart % step else apart // step + 1
    until = moment + (count + 1) * step if passed else moment - (count - 1) * step
    return _amounts(count * step, step), until


def _step(apart: timedelta, *, passed: bool, seconds: bool) -> timedelta:
    """At a threshold itself it is that of the side to which time goes."""
    for least, step in ((_FAR, _DAY), (_DAY, _HOUR)):
        if apart > least or (passed and apart == least):
            return step
    if seconds and (apart < _HOUR or (apart == _HOUR and not passed)):
        return _SECOND
    return _MINUTE


def _amounts(apart: timedelta, step: timedelta) -> tuple[tuple[str, int], ...]:
    days, rest = divmod(apart, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    every = (("days", days, _DAY), ("hours", hours, _HOUR), ("minutes", minutes, _MINUTE))
    found = [(unit, amount) for unit, amount, size in every if size >= step]
    if step == _SECOND:
        found.append(("seconds", rest // _SECOND))
    first = next((n for n, (_, amount) in enumerate(found) if amount), len(found) - 1)
    return tuple(found[first : first + 2])


def _part(unit: str, amount: int, words: Words) -> Part:
    """`15` ` giờ`: the number as the language writes it, and its unit apart."""
    match unit:
        case "days":
            said = words.count(amount, "{n} ngày")
        case "hours":
            said = words.count(amount, "{n} giờ")
        case "minutes":
            said = words.count(amount, "{n} phút")
        case _:
            said = words.count(amount, "{n} giây")
    number = words.number(amount)
    widest = number if unit == "days" else "00"
    return Part(number, said.removeprefix(number), widest=max(widest, number, key=len))


def _late(view: CountdownView, room: Room, sheet: Sheet) -> list[Item]:
    """In one line, where nothing has room under a figure: a bare figure would be taken for what is left."""
    page, words = Page(room, sheet), sheet.words
    side = sheet.reading * _SIGN
    place = room.box.beside(side + sheet.px(12))
    told = [
        f"{part.main}{part.after}"
        for part in (_part(unit, amount, words) for unit, amount in view.shown)
    ]
    over = words.say("Quá hạn")
    forms = [f"{over} {' '.join(told)}", f"{over} {told[0]}", over]
    fits = next((one for one in forms if page.wide(one, Weight.SEMIBOLD) <= place.w), over)
    text = page.text("value", fits, place, room.ink, Weight.SEMIBOLD)
    middle = text.runs[0].baseline - text.cap / 2
    sign = Rect(room.box.x, middle - side / 2, side, side)
    return [Mark("pennant", sign, Ink.OVERDUE, sheet.px(3.5)), text]


def _told(view: CountdownView, room: Room, sheet: Sheet) -> list[Item]:
    """Nothing is counted any more: what is to be said, and when it was."""
    said, box, air = _over(view, sheet.words), room.box, sheet.px(6)
    size = sheet.size(_SAID)
    lines = len(sheet.broken(said, box.w, size, Weight.SEMIBOLD))
    if lines > _MOST_LINES or lines * size * LEADING + air + sheet.row > box.h:
        size = sheet.reading
    text = sheet.paragraph(
        "value",
        said,
        box,
        lines=_MOST_LINES,
        size=size,
        weight=Weight.SEMIBOLD,
        ink=room.ink,
        ground=room.ground,
    )
    items: list[Item] = [replace(text, full=said)]
    below = box.below(text.rect.h + air)
    if below.h >= sheet.row:
        items += stacked(
            [], [_when(view, sheet.words)], replace(room, box=below), sheet, most=_SAID
        )
    return items


def _lines(view: CountdownView, words: Words) -> list[Under]:
    when = _when(view, words)
    if view.overdue:
        over = _over(view, words)
        mark = Under((over,), role="mark", mark="pennant", colour=Ink.OVERDUE, strong=True)
        return [mark, when]
    full, short, day = when.forms[0], when.forms[1], when.forms[-1]
    if view.passed:
        forms = (
            words.say("kể từ {when}", when=full),
            words.say("từ {when}", when=short),
            words.say("từ {when}", when=day),
            day,
        )
    else:
        forms = (
            words.say("còn lại đến {when}", when=full),
            words.say("đến {when}", when=short),
            words.say("đến {when}", when=day),
            day,
        )
    return [Under(forms)]


def _over(view: CountdownView, words: Words) -> str:
    if view.over is not None:
        return view.over.full_in(words.lang)
    return words.say("Quá hạn") if view.overdue else words.say("Đã đến thời điểm")


def _when(view: CountdownView, words: Words) -> Under:
    if view.whole_day:
        day = words.date(view.moment - _SECOND)
        return Under((words.say("hết ngày {day}", day=day), day))
    time, day = words.time(view.moment), words.date(view.moment)
    full = words.say("{time} ngày {day}", time=time, day=day)
    return Under((full, words.moment(view.moment), day))
