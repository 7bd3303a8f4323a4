from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from services.territories import gazetteer, known_units
from services.wall_file.territories import Territories

if TYPE_CHECKING:
    from services.territories import Unit

DISTRICTS, TEN, COMMUNES = date(2023, 12, 31), date(2025, 1, 1), date(2026, 11, 24)


def places(**said: Any) -> Any:
    return gazetteer(Territories.model_validate(said))


def short(unit: Unit | None) -> str | None:
    return None if unit is None else unit.name.short


@pytest.mark.parametrize(
    ("on", "count"),
    [(DISTRICTS, 12), (date(2024, 11, 30), 12), (date(2024, 12, 1), 10), (date(2025, 6, 30), 10),
     (date(2025, 7, 1), 124), (COMMUNES, 124), (date(2010, 4, 7), 0)],
)  # fmt: skip
def test_each_day_has_its_units(on: date, count: int) -> None:
    units = places().at(on)
    assert len(units) == count
    assert len({unit.code for unit in units}) == count


def test_every_unit_that_is_gone_has_successors_that_followed_it() -> None:
    for unit in known_units():
        if unit.until is None:
            assert unit.successors == ()
            continue
        next_day = date.fromordinal(unit.until.toordinal() + 1)
        after = {one.code for one in places().at(next_day)}
        assert unit.successors
        assert after.issuperset(unit.successors)


def test_a_code_means_the_unit_that_had_it_on_the_day() -> None:
    assert short(places().find("682", DISTRICTS)) == "Đạ Tẻh"
    assert short(places().find("682", TEN)) == "Đạ Huoai"
    assert places().find("682", COMMUNES) is None


def test_a_unit_is_found_by_its_names_too() -> None:
    for called in ("Huyện Di Linh", "di linh", "679"):
        assert short(places().find(called, DISTRICTS)) == "Di Linh"
    assert places().find("Hà Nội", DISTRICTS) is None


def test_a_value_of_a_unit_that_is_gone_is_kept_under_its_name() -> None:
    assert short(places().seen_on("683", DISTRICTS, COMMUNES)) == "Cát Tiên"
    assert short(places().seen_on("672", DISTRICTS, TEN)) == "Đà Lạt"
    assert places().seen_on("999", DISTRICTS, TEN) is None


def test_a_value_is_mapped_where_the_wall_file_declares_it() -> None:
    mapped = places(mapping={"681": "682", "683": "682", "682": "682"})
    for code in ("681", "682", "683"):
        assert short(mapped.seen_on(code, DISTRICTS, TEN)) == "Đạ Huoai"
    assert short(mapped.seen_on("683", DISTRICTS, COMMUNES)) == "Cát Tiên"


def test_a_wall_file_declares_units_of_its_own() -> None:
    unit = {"code": "99001", "name": "Xã Thử", "from": "2026-01-01"}
    found = places(units=[unit]).find("99001", COMMUNES)
    assert found is not None
    assert found.name.vi == "Xã Thử"
