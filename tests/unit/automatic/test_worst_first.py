from __future__ import annotations

from dataclasses import replace

from services.records import AlertState, Reply, ServiceHealth
from tests.unit.automatic.composed import names, room, well_laid
from tests.unit.automatic.walls import alert, figure, tiles, types


def test_five_hundred_alerts_are_counted_and_the_worst_listed() -> None:
    with room("so") as made:
        made.answer("so", *(alert(n, n % 6) for n in range(500)))
        wall = made.composed()
    assert types(wall) == ["severity", "table"]
    well_laid(wall)


def test_services_of_one_name_are_told_apart_by_their_instance() -> None:
    with room("so") as made:
        made.answer(
            "so",
            *(ServiceHealth(uid=str(n), service="Cổng", instance=f"máy {n}") for n in range(3)),
        )
        [tile] = tiles(made.composed())
    assert [column.field for column in tile.columns] == ["service", "instance"]  # type: ignore[attr-defined]


def test_what_is_urgent_comes_first_then_what_is_broken() -> None:
    with room("yên", "hỏng", "gấp") as made:
        made.answer("yên", figure("a"))
        made.answer("hỏng", figure("b"))
        made.answer("gấp", alert(1, 5))
        made.fail("hỏng")
        wall = made.composed()
    shown = types(wall)
    assert shown[:2] == ["severity", "table"]
    assert sorted(shown[2:4]) == ["number", "systems"]
    assert names(wall) == ["B", "A"]


def test_an_alert_that_is_over_moves_nothing_first() -> None:
    with room("hỏng", "gấp") as made:
        made.fail("hỏng")
        made.answer("gấp", alert(1, 5, state=AlertState.RESOLVED), figure("a"))
        assert types(made.composed())[0] == "systems"


def test_a_source_that_never_answered_is_seen_with_why() -> None:
    with room("so") as made:
        before = made.composed()
        made.fail("so")
        assert types(before) == types(made.composed()) == ["systems"]


def test_a_figure_that_breaks_comes_first() -> None:
    with room("so") as made:
        made.answer("so", figure("a"), figure("b"), figure("c"))
        bad = replace(figure("c"), value=None)
        made.answer("so", figure("a"), figure("b"), bad)
        assert names(made.composed()) == ["C", "A", "B"]


def test_a_target_that_does_not_answer_is_named_and_comes_first() -> None:
    with room("so") as made:
        made.answer(
            "so",
            *(figure(f"x{n}") for n in range(2)),
            *(
                ServiceHealth(uid=at, service="node", instance=at, state=state)
                for at, state in (("10.0.0.5", Reply.NONE), ("10.0.0.6", Reply.ANSWERS))
            ),
        )
        wall = made.composed()
    assert types(wall) == ["table", "number", "number"]
    columns = [column.field for column in tiles(wall)[0].columns]  # type: ignore[attr-defined]
    assert columns == ["service", "instance", "state"]
