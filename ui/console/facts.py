"""A tile beside its past: why its state is so, three clocks, where it comes from, whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.plain import plain
from ui.console.source_rows import By, contact_of, group_of, next_said
from ui.console.why import why
from widgets.against import rows as held_against
from widgets.reading import Number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from services.asking import Next
    from services.views import Figure, Knowledge, Standing
    from services.words import Words
    from ui.console.subject import Subject

type Facts = list[tuple[str, str]]
"""Label and text; an empty label goes on with the one before."""


def of_standing(
    standing: Standing, knowledge: Knowledge, words: Words
) -> Iterator[tuple[str, str]]:
    at = knowledge.at
    if standing.state is not None:
        pauses = [knowledge.pause(id) for id in standing.sources]
        pause = next((one for one in pauses if one is not None), None)
        yield (
            words.say("Trạng thái"),
            why(standing.state, standing.cause, standing.words, at, words, pause),
        )
    silent = words.say("nguồn không nói")
    yield words.say("Giờ của nguồn"), _clock(standing.source_time, at, words) or silent
    yield words.say("Nhận lúc"), _clock(standing.received, at, words) or "–"
    yield words.say("Đổi lúc"), _clock(standing.changed, at, words) or "–"


def of_figure(figure: Figure, words: Words) -> Iterator[tuple[str, str]]:
    """Its value, and what it is held against."""
    number, indicator = Number.of(figure), figure.indicator
    if number.observation is not None:
        unit = None if number.unit is None else number.unit.full_in(words.lang)
        said = words.figure(number.observation, unit, number.decimals)
        value = said.full
        if number.observation.period is not None:
            value = f"{value}  ·  {words.period(number.observation.period)}"
        yield words.say("Giá trị"), value
    for row in held_against(number, words):
        label, amount, remark = (cell.text for cell in row.cells)
        yield label, f"{amount}  ·  {remark}" if remark else amount
    yield words.say("Chỉ số"), figure.id
    metric = indicator.metric or figure.id
    if indicator.formula is not None:
        yield words.say("Công thức"), plain(indicator.formula.text, 300)
    elif indicator.where or metric != figure.id:
        where = ", ".join(f"{name}={value}" for name, value in indicator.where.items())
        yield words.say("Lấy từ"), f"{metric} ({where})" if where else metric


def of_source(
    id: str, knowledge: Knowledge, coming: Next | None, called: str, words: Words
) -> Iterator[tuple[str, str]]:
    standing = knowledge.source(id)
    source, asked = standing.source, standing.asked
    every = words.say("hỏi mỗi {every}", every=words.duration(source.every))
    yield words.say("Tên nguồn"), f"{called}  ·  {source.connector}, {every}"
    reason = why(
        standing.state, standing.cause, standing.words, knowledge.at, words, standing.pause
    )
    yield "", reason
    yield words.say("Hỏi tiếp"), next_said(coming, knowledge.at, words)
    records = words.number(asked.records) if asked.ever else "–"
    if standing.partial:
        records = f"{records}  ·  {words.missing(standing.missing)}"
    yield words.say("Bản ghi"), records
    none = words.say("không khai")
    provider = group_of(source, knowledge.wall, By.PROVIDER, words.lang, none)
    yield words.say("Đơn vị cung cấp"), provider
    yield words.say("Liên hệ"), contact_of(source, knowledge.wall) or none


def title_of(subject: Subject, words: Words) -> str:
    if subject.view is None:
        return subject.id
    return subject.view.title.full_in(words.lang)


def _clock(time: datetime | None, at: datetime, words: Words) -> str | None:
    if time is None:
        return None
    said = words.time(time, seconds=True)
    if words.date(time) != words.date(at):
        said = f"{words.date(time)} {said}"
    ago = (at - time).total_seconds()
    if ago < 0:
        return words.say(
            "{time}, sau đồng hồ của tường {age}", time=said, age=words.duration(time - at)
        )
    return words.say("{time}, cách đây {age}", time=said, age=words.duration(at - time))
