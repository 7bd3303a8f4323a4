"""Checks of what a wall file says of statistics, organs and committees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file.faults import Fault, listed
from services.wall_file.seen import Seen, undeclared

if TYPE_CHECKING:
    from collections.abc import Iterator


def checks_of_statistics(seen: Seen) -> Iterator[Fault]:
    yield from _forecasts(seen)
    yield from _committees(seen)
    yield from _successors(seen)


def _forecasts(seen: Seen) -> Iterator[Fault]:
    for name, indicator in seen.wall.indicators.items():
        asked = indicator.forecast
        if asked is not None and asked.method == "share" and not indicator.sums:
            yield Fault.at(
                seen.place("indicators", name, "forecast"),
                phrase(
                    "cách dự báo share cần số cộng dồn được, mà chỉ số “{name}” thì không",
                    name=name,
                ),
                phrase("thêm sums: true cho chỉ số, hoặc ghi method: trend"),
            )
        if asked is not None and indicator.round is not None:
            yield Fault.at(
                seen.place("indicators", name, "forecast"),
                phrase("chỉ số “{name}” thuộc một đợt đã chốt nên không dự báo được", name=name),
                phrase("bỏ forecast, hoặc bỏ round"),
            )


def _committees(seen: Seen) -> Iterator[Fault]:
    for name, committee in seen.wall.committees.items():
        for n, system in enumerate(committee.systems):
            if system not in seen.systems():
                yield undeclared(
                    seen.place("committees", name, "systems", n),
                    system,
                    seen.systems(),
                    phrase("không có hệ thống “{name}”", name=system),
                    phrase("dùng một trong: {names}", names=listed(seen.systems(), 20)),
                )


def _successors(seen: Seen) -> Iterator[Fault]:
    """Sources may tell of organs too, so it is only a warning."""
    organs = seen.wall.organs
    called = {
        name for id, one in organs.items() for name in (id, one.name.vi, *one.ids, *one.names)
    }
    for id, organ in organs.items():
        if organ.successor is not None and organ.successor not in called:
            yield Fault.warning(
                seen.place("organs", id, "successor"),
                phrase(
                    "cơ quan kế tục “{successor}” của “{name}” không khai ở organs",
                    successor=organ.successor,
                    name=organ.name.vi,
                ),
                phrase("khai cơ quan ấy ở organs, hoặc ghi đúng tên, mã của nó"),
            )
