from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from services.levels import settled
from services.mapping import MAPPINGS, records_of
from services.records import Level, Observation
from services.tally import Tally
from services.writing import Writing

ESTIMATE, PRELIMINARY, OFFICIAL = Level


def figure(value: int | None, level: Level | None = None, period: str = "2023") -> Observation:
    number = None if value is None else Decimal(value)
    return Observation(uid="a", indicator="a", value=number, level=level, period=period)


def said(seen: Observation) -> tuple[str, Level | None, str, Level | None]:
    return str(seen.value), seen.level, str(seen.replaced), seen.replaced_level


def test_a_later_level_replaces_the_earlier_one_and_is_marked() -> None:
    kept = settled(figure(2840, PRELIMINARY), figure(2855, OFFICIAL))
    assert said(kept) == ("2855", OFFICIAL, "2840", PRELIMINARY)


def test_an_earlier_level_that_arrives_later_never_replaces() -> None:
    stands = figure(2855, OFFICIAL)
    assert settled(stands, figure(2840, PRELIMINARY)) is stands


def test_a_period_is_the_same_however_it_is_spelled() -> None:
    stands = figure(2855, OFFICIAL, "2023-Q3")
    assert settled(stands, figure(2840, PRELIMINARY, "Quý III/2023")) is stands


def test_a_corrected_figure_of_the_same_level_keeps_what_its_level_replaced() -> None:
    first = settled(figure(2800, ESTIMATE), figure(2840, PRELIMINARY))
    corrected = settled(first, figure(2841, PRELIMINARY))
    assert said(corrected) == ("2841", PRELIMINARY, "2800", ESTIMATE)
    official = settled(corrected, figure(2855, OFFICIAL))
    assert said(official) == ("2855", OFFICIAL, "2841", PRELIMINARY)


@pytest.mark.parametrize(
    ("stands", "comes"),
    [
        (figure(1, OFFICIAL, "2022"), figure(2, ESTIMATE, "2023")),
        (figure(1), figure(2, ESTIMATE)),
        (figure(1, OFFICIAL), figure(2)),
        (figure(None, OFFICIAL), figure(2, ESTIMATE)),
    ],
)
def test_where_levels_say_nothing_the_latest_counts(
    stands: Observation, comes: Observation
) -> None:
    assert settled(stands, comes) is comes


@pytest.mark.parametrize("order", [*permutations(level.value for level in Level)])
def test_of_one_answer_with_all_levels_the_last_level_counts_in_any_order(
    order: tuple[str, ...],
) -> None:
    values = {"ước tính": 2800, "sơ bộ": 2840, "chính thức": 2855}
    items: list[object] = [
        {"ma": "a", "ky": "2023", "so": values[level], "muc": level} for level in order
    ]
    mapping = MAPPINGS["observations"].model_validate(
        {"indicator": "ma", "period": "ky", "value": "so", "level": "muc"}
    )
    tally = Tally()
    (kept,) = records_of("observations", mapping, items, Writing(), tally)
    assert isinstance(kept, Observation)
    assert said(kept) == ("2855", OFFICIAL, "2840", PRELIMINARY)
    assert (tally.doubles, tally.older) == (0, 0)
