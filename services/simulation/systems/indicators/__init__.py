"""The statistics of the sector as the reporting system tells them: `GET /chi-so`.

Every figure with its period and level; most with the period before, the same of last year, the year so
far and the plan; some with their units' or with five years of their past. All is invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.records import Level
from services.simulation.answers import Question, Response, json_answer, said
from services.simulation.day import HOUR
from services.simulation.lore import units
from services.simulation.systems.indicators import places, release
from services.simulation.systems.indicators.course import Course, Part
from services.simulation.systems.indicators.measure import Measure, measures, written
from services.simulation.systems.indicators.rounds import Round, rounds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal

    from services.periods import Period
    from services.simulation.chance import Chance
    from services.simulation.systems.indicators.release import Release

_YEARS = 4
"""Whole ones, before that of the figure itself."""
_DOUBT = "Số liệu chưa đối soát giữa các đơn vị"

type Told = dict[str, object]


def statistics(question: Question) -> Response:
    """Renewed each hour; a figure's own time is when it was released at its level."""
    at, chance = question.made(HOUR), question.chance
    asked = rounds(at)
    figures = [one for measure in measures() for one in _figures(chance, measure, asked, at)]
    return json_answer(
        {
            "cap_nhat": question.stamp(HOUR),
            "chi_so": figures,
            "dot": [one.told(chance, at) for one in asked],
        }
    )


def _figures(
    chance: Chance, measure: Measure, asked: tuple[Round, ...], at: datetime
) -> Iterator[Told]:
    course = Course(chance, measure)
    if measure.round is not None:
        yield _of_round(course, next(one for one in asked if one.uid == measure.round), at)
        return
    latest = release.latest(measure, at)
    yield _latest(course, latest)
    if measure.told_back:
        if latest.earlier is not None:
            yield _plain(course, latest.period, latest.earlier)
        for period in release.before(measure, latest, _YEARS):
            yield _plain(course, period, Level.OFFICIAL)
    if measure.placed:
        yield from _of_units(course, latest)


def _latest(course: Course, latest: Release) -> Told:
    """With all that it can be held against."""
    measure, period = course.measure, latest.period
    told = _plain(course, period, latest.level)
    if measure.flaw == "missing":
        return {**told, "gia_tri": None, "tu": None, "mau": None}
    if measure.flaw == "flagged":
        told["canh_bao"] = _DOUBT
    if period.previous is not None:
        told["ky_truoc"] = _number(course.value(period.previous))
    if period.year_before is not None:
        told["cung_ky"] = _number(course.value(period.year_before))
    if measure.sums:
        told["luy_ke"] = _number(course.to_date(period))
    if measure.planned:
        told["ke_hoach"] = _number(course.plan(period.year))
    return told


def _plain(course: Course, period: Period, level: Level) -> Told:
    measure = course.measure
    part = course.part(period, level)
    value = course.value(period, level) if part is None else course.share(part)
    return {
        "ma": measure.id,
        "ky": written(period),
        "gia_tri": _number(value),
        **_both(part),
        "don_vi_tinh": measure.unit,
        "muc_do": level.value,
        "cap_nhat": said(release.told_at(measure, period, level)),
    }


def _of_units(course: Course, latest: Release) -> Iterator[Told]:
    """Whole numbers and shares alone: what is neither can't be added up."""
    chance, measure = course.chance, course.measure
    told = _plain(course, latest.period, latest.level)
    part = course.part(latest.period, latest.level)
    if part is not None:
        for unit, (top, bottom) in zip(
            units(), places.split_part(chance, measure, part), strict=True
        ):
            own = Part(top, bottom)
            yield {
                **told,
                "dia_ban": unit.code,
                "gia_tri": _number(course.share(own)),
                **_both(own),
            }
    elif not measure.percent:
        scale = 10**measure.decimals
        total = int(course.value(latest.period, latest.level) * scale)
        for unit, one in zip(units(), places.split(chance, measure, total), strict=True):
            value = one / scale if measure.decimals else one
            yield {**told, "dia_ban": unit.code, "gia_tri": value}


def _of_round(course: Course, asked: Round, at: datetime) -> Told:
    """What the units that answered have told; after it is closed nothing changes."""
    measure = course.measure
    whole = course.value(asked.period)
    answered = len(asked.answered(course.chance, at))
    value = whole * answered / len(units())
    return {
        "ma": measure.id,
        "ky": written(asked.period),
        "gia_tri": _number(round(value, measure.decimals)),
        "don_vi_tinh": measure.unit,
        "dot": asked.uid,
        "cap_nhat": said(min(asked.closes, at)),
    }


def _both(part: Part | None) -> Told:
    return {} if part is None else {"tu": part.top, "mau": part.bottom}


def _number(value: Decimal) -> int | float:
    """As JSON writes it: with the decimals that it has."""
    exponent = value.as_tuple().exponent
    return int(value) if exponent == 0 else float(value)
