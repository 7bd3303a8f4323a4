"""Whatever a schedule says and whenever it is asked: one answer for each instant, and none changes unsaid."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from services.program import Choice, Choices, Hold, program
from services.program.standing import Ruled
from services.wall_file import themes
from services.wall_file.schedule import WEEKDAYS, Schedule
from tests.thoroughness import tried
from tests.unit.program.test_program import wall

if TYPE_CHECKING:
    from services.wall_file.shape import WallFile

SCENES = ("tong-quan", "an-toan", "chi-tieu", "soc")
ZONES = (
    "Asia/Ho_Chi_Minh",
    "Europe/Berlin",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Africa/Cairo",
)
CHANGES = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5), date(2026, 10, 25))
"""Days on which clocks are changed somewhere."""
LONG = timedelta(days=50)
"""Beyond, nobody may have looked yet."""

scenes = st.sampled_from(SCENES)
hours = st.builds(
    lambda hour, minute: f"{hour:02}:{minute:02}",
    st.integers(0, 23),
    st.sampled_from([0, 15, 30, 45, 59]),
)
turns = st.builds(
    lambda scene, minutes: {"scene": scene, "dwell": f"{minutes} min"},
    scenes,
    st.integers(17, 24 * 60),
)
rotations = st.lists(turns, max_size=3)
pins = st.dictionaries(st.sampled_from(["trai", "phai"]), scenes, max_size=2)
days = st.sampled_from(["all", "workdays", "weekends", "holidays", *WEEKDAYS]) | st.lists(
    st.sampled_from(WEEKDAYS), min_size=1
)
near = st.sampled_from(CHANGES).flatmap(
    lambda day: st.integers(-6, 6).map(lambda n: day + timedelta(days=n))
)


@st.composite
def parts(draw: st.DrawFn) -> dict[str, Any]:
    said: dict[str, Any] = {"from": draw(hours), "to": draw(hours), "days": draw(days)}
    match draw(st.sampled_from(["scene", "rotation", "neither"])):
        case "scene":
            said["scene"] = draw(scenes)
        case "rotation":
            said["rotation"] = draw(rotations)
    said["pins"] = draw(pins)
    said["theme"] = draw(st.sampled_from([None, None, "toi", "sang", "dem"]))
    said["title"] = draw(st.sampled_from([None, "Giao ban"]))
    return {key: value for key, value in said.items() if value is not None}


@st.composite
def walls(draw: st.DrawFn) -> WallFile:
    schedule: dict[str, Any] = {
        "hold": f"{draw(st.integers(1, 24 * 60))} min",
        "pins": draw(pins),
        "parts": draw(st.lists(parts(), max_size=4)),
        "holidays": draw(st.lists(near, max_size=2)),
    }
    if draw(st.booleans()):
        schedule["rotation"] = draw(rotations)
    elif draw(st.booleans()):
        schedule["scene"] = draw(scenes)
    plan = draw(st.sampled_from(["toi", {"02:30": "sang", "18:00": "dem"}]))
    return wall(schedule, zone=draw(st.sampled_from(ZONES)), theme=plan)


@st.composite
def instants(draw: st.DrawFn) -> datetime:
    day = draw(near)
    return datetime.combine(day, time(), UTC) + timedelta(minutes=draw(st.integers(0, 24 * 60)))


@st.composite
def chosen(draw: st.DrawFn, until: datetime) -> Choices:
    def choice() -> Choice | None:
        since = until - timedelta(minutes=draw(st.integers(0, 3 * 24 * 60)))
        hold = draw(st.sampled_from(["none", "good", "stated"]))
        end = since + timedelta(minutes=draw(st.integers(1, 4 * 24 * 60)))
        held = {"none": None, "good": Hold(None), "stated": Hold(end)}[hold]
        return Choice(draw(scenes), since, held) if draw(st.booleans()) else None

    theme = until - timedelta(minutes=draw(st.integers(0, 3 * 24 * 60)))
    screens = {screen: choice() for screen in ("trai", "phai")}
    return Choices(
        scene=choice(),
        screens={screen: one for screen, one in screens.items() if one is not None},
        theme=("sang", theme) if draw(st.booleans()) else None,
    )


@tried(150)
@given(st.data(), walls(), instants())
def test_nothing_changes_before_it_was_said_to_and_something_does_then(
    data: st.DataObject, made: WallFile, when: datetime
) -> None:
    choices = data.draw(chosen(when))
    for _ in range(4):
        found, ruled = program(made, choices, when), Ruled(made, choices, when)
        standing = ruled.at(when)
        assert found.theme == themes.in_force(made, choices.theme, when)
        if found.until is None:
            return
        assert when < found.until
        for part in (0.1, 0.37, 0.5, 0.81):
            between = when + (found.until - when) * part
            assert ruled.at(between) == standing
            assert Ruled(made, choices, between).at(between) == standing
        later = Ruled(made, choices, found.until).at(found.until)
        assert later == ruled.at(found.until)
        assert later != standing or found.until - when > LONG
        when = found.until


@tried(100)
@given(walls(), instants(), st.integers(0, 200))
def test_what_is_said_to_come_next_comes(made: WallFile, when: datetime, days: int) -> None:
    when += timedelta(days=days)
    found = program(made, Choices(), when)
    if found.next_at is None:
        assert found.next_scene is None
        return
    assert found.until is not None
    assert found.until <= found.next_at
    then = program(made, Choices(), found.next_at)
    assert then.scene == found.next_scene != found.scene
    assert program(made, Choices(), found.next_at - timedelta(microseconds=1)).scene == found.scene


def test_a_schedule_says_again_what_it_read() -> None:
    said = Schedule.model_validate({"parts": [{"from": "7:30", "to": "08:00", "scene": "a"}]})
    assert Schedule.model_validate(said.model_dump(by_alias=True, exclude_unset=True)) == said
