"""Tables of the database `nganh`, as SQLite would hold them, and a view over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from services.simulation.day import DAY, floored
from services.simulation.systems.sectordb.fields import SYSTEMS, errors, fields, levels, whole
from services.simulation.systems.sectordb.register import register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from services.simulation.chance import Chance

type Value = str | int | float | None
type Line = tuple[Value, ...]

_MONTHS = 13
"""That are kept."""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    view: bool = False
    """It has no rowid."""


def table(chance: Chance, name: str, at: datetime) -> Table | None:
    made = _TABLES.get(name)
    return made(chance, at) if made else None


def tables(chance: Chance, at: datetime) -> list[Table]:
    return [made(chance, at) for made in _TABLES.values()]


def _records(chance: Chance, at: datetime) -> Table:
    lines = [
        (one.code, one.name, f"{when:%Y-%m}", one.records)
        for when in _ends(at)
        for one in fields(chance, when)
    ]
    return Table("ban_ghi", ("linh_vuc", "ten", "ky", "so_ban_ghi"), tuple(lines))


def _quality(chance: Chance, at: datetime) -> Table:
    lines = [
        (one.code, f"{when:%Y-%m}", one.complete, one.updated)
        for when in _ends(at)
        for one in fields(chance, when)
    ]
    return Table("chat_luong", ("linh_vuc", "ky", "day_du", "cap_nhat_30_ngay"), tuple(lines))


def _levels(chance: Chance, at: datetime) -> Table:
    lines = [(one.key, one.name, one.unit, one.grade, one.dossier) for one in register(chance, at)]
    columns = ("ma", "he_thong", "don_vi", "cap_do", "quyet_dinh")
    return Table("ho_so_cap_do", columns, tuple(lines))


def _figures(chance: Chance, at: datetime) -> Table:
    """Every figure of every month: what a wall asks for."""
    lines = [
        (code, f"{when:%Y-%m}", value) for when in _ends(at) for code, value in _of(chance, when)
    ]
    return Table("so_lieu", ("chi_tieu", "ky", "gia_tri"), tuple(lines), view=True)


def _of(chance: Chance, at: datetime) -> Iterator[tuple[str, Value]]:
    found = fields(chance, at)
    for one in found:
        yield f"ban_ghi_{one.code}", one.records
        yield f"day_du_{one.code}", one.complete
        yield f"cap_nhat_{one.code}", one.updated
    all_ = whole(found)
    yield "ban_ghi", all_.records
    yield "day_du", all_.complete
    yield "cap_nhat", all_.updated
    yield "loi_du_lieu", errors(chance, at)
    yield "cap_do_da_duyet", levels(chance, at)
    yield "cap_do_phai_co", SYSTEMS


@lru_cache(maxsize=64)
def _ends(at: datetime) -> tuple[datetime, ...]:
    """The last instant of each of the last months, then the running one's."""
    ends, first = [at], floored(at, DAY).replace(day=1)
    for _ in range(_MONTHS - 1):
        last = first - timedelta(microseconds=1)
        ends.append(last)
        first = floored(last, DAY).replace(day=1)
    return tuple(reversed(ends))


_TABLES: Mapping[str, Callable[[Chance, datetime], Table]] = {
    "ban_ghi": _records,
    "chat_luong": _quality,
    "ho_so_cap_do": _levels,
    "so_lieu": _figures,
}
