"""Checks of formulas: that what they name is there, that they don't go round, that units agree."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from services.formula import WrongFormula, units
from services.phrase import Phrase, phrase
from services.wall_file.derived import DEEPEST, figures_behind, unit_name
from services.wall_file.faults import Fault
from services.wall_file.giving import lacking
from services.wall_file.seen import undeclared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.formula import Formula
    from services.wall_file.indicator import Indicator
    from services.wall_file.seen import Seen


def checks_of_formulas(seen: Seen) -> Iterator[Fault]:
    for id, indicator in seen.wall.indicators.items():
        if indicator.formula is None:
            continue
        found = [
            *_names(seen, id, indicator.formula),
            *_records(seen, id, indicator, indicator.formula),
            *_round(seen, id, indicator.formula),
        ]
        yield from found or _units(seen, id, indicator, indicator.formula)


def _names(seen: Seen, id: str, formula: Formula) -> Iterator[Fault]:
    known = seen.names("indicators")
    if not formula.figures and not formula.kinds:
        yield Fault.at(
            seen.place("indicators", id, "formula"),
            phrase("công thức không dùng chỉ số hay bản ghi nào"),
            phrase("thay bằng số liệu của một nguồn, hoặc ghi tên chỉ số vào công thức"),
        )
    for name, column in formula.figures.items():
        if name not in known:
            yield undeclared(
                seen.within(column, "indicators", id, "formula"),
                name,
                known,
                phrase("công thức nhắc tới “{name}”, không có chỉ số nào tên ấy", name=name[:60]),
                phrase(
                    "khai chỉ số này ở indicators; tên có gạch nối thì ghi figure('ten-chi-so')"
                ),
            )


def _records(seen: Seen, id: str, indicator: Indicator, formula: Formula) -> Iterator[Fault]:
    for kind, column in formula.kinds.items():
        place = seen.within(column, "indicators", id, "formula")
        if not indicator.origins:
            yield Fault.at(
                place,
                phrase("công thức đếm {kind} mà không khai nguồn", kind=kind),
                phrase("thêm dòng “source: …” cho chỉ số này"),
            )
        for source in indicator.origins:
            yield from lacking(seen, source, kind, place)


def _round(seen: Seen, id: str, formula: Formula) -> Iterator[Fault]:
    """An indicator that is reckoned of itself, told where it is declared first."""
    way = _way_back(seen, id)
    if way is not None:
        names = list(seen.wall.indicators)
        if min(way, key=names.index) == id:
            column = formula.figures[way[1]]
            place = seen.within(column, "indicators", id, "formula")
            yield Fault.at(place, *_ring(way))
    elif _too_deep(seen, id) and not _turns(seen, id):
        yield Fault.at(
            seen.place("indicators", id, "formula"),
            phrase("công thức nối nhau quá {most} bậc", most=DEEPEST),
            phrase("tính thẳng từ các chỉ số gốc"),
        )


def _ring(way: Sequence[str]) -> tuple[Phrase, Phrase]:
    if len(set(way)) == 1:
        return (
            phrase("công thức của “{name}” dùng chính “{name}”", name=way[0]),
            phrase("thay tên ấy trong công thức bằng chỉ số khác"),
        )
    return (
        phrase("các công thức dùng lẫn nhau thành vòng: {way}", way=" → ".join(way)),
        phrase("sửa công thức của một trong các chỉ số ấy để nó không dùng chỉ số đứng sau"),
    )


def _way_back(seen: Seen, id: str) -> list[str] | None:
    """From an indicator to itself by the names in formulas."""
    before: dict[str, str] = {}
    left = [id]
    while left:
        here = left.pop()
        for name in _named(seen, here):
            if name == id:
                way = [id, here]
                while way[-1] != id:
                    way.append(before[way[-1]])
                return way[::-1]
            if name not in before:
                before[name] = here
                left.append(name)
    return None


def _turns(seen: Seen, id: str) -> bool:
    """Something that it is reckoned of goes round: that is told there."""
    behind = figures_behind(seen.wall.indicators, [id])
    return any(_way_back(seen, name) is not None for name in behind)


def _too_deep(seen: Seen, id: str) -> bool:
    """It is the first of a chain that is."""
    return _depth(seen, id) > DEEPEST and all(
        _depth(seen, name) <= DEEPEST for name in _named(seen, id)
    )


def _depth(seen: Seen, id: str) -> int:
    """Formulas that follow upon each other, `DEEPEST` and one more at most."""
    level, depth = {id}, 0
    while level and depth <= DEEPEST:
        level = {name for here in level for name in _named(seen, here)}
        depth += bool(level)
    return depth


def _named(seen: Seen, id: str) -> tuple[str, ...]:
    indicator = seen.wall.indicators.get(id)
    formula = None if indicator is None else indicator.formula
    return () if formula is None else tuple(formula.figures)


def _units(seen: Seen, id: str, indicator: Indicator, formula: Formula) -> Iterator[Fault]:
    try:
        found = formula.unit(partial(unit_name, seen.wall.indicators))
    except WrongFormula as wrong:
        place = seen.within(wrong.column, "indicators", id, "formula")
        told = tuple(wrong.told.items())
        yield Fault.at(place, Phrase(wrong.what, told), Phrase(wrong.remedy, told))
        return
    if found is None or indicator.unit is None:
        return
    if not units.contradicts(found, indicator.unit.vi):
        return
    yield Fault.at(
        seen.place("indicators", id, "unit"),
        phrase(
            "đơn vị “{unit}” trái với công thức, công thức cho {found}",
            unit=indicator.unit.vi,
            found=units.called(found),
        ),
        phrase("sửa unit, hoặc đổi trong công thức (tỷ lệ ra % thì nhân 100)"),
    )
