"""Which scene a wall shows, and by which rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from services.program import Choice, Choices, Hold, Kind, program
from services.program.standing import Ruled, Standing
from services.wall_file import themes
from services.wall_file.shape import WallFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.program import Program

HERE = "Asia/Ho_Chi_Minh"
PANEL = {"grid": [1, 1], "tiles": []}
BOTH = {"trai": PANEL, "phai": PANEL}
SCENES = {
    "tong-quan": BOTH,
    "an-toan": BOTH,
    "chi-tieu": BOTH,
    "soc": {"trai": PANEL},
}
PARTS = [
    {"title": "Giao ban", "from": "07:30", "to": "08:00", "days": "workdays", "scene": "chi-tieu"},
    {"title": "Đêm", "from": "22:00", "to": "06:00", "theme": "dem", "pins": {"trai": "soc"}},
]
ROTATION = [{"scene": "tong-quan", "dwell": "2 min"}, {"scene": "an-toan", "dwell": "1 min"}]
SCHEDULE = {
    "rotation": ROTATION,
    "parts": PARTS,
    "holidays": [{"from": "2026-11-25", "to": "2026-11-26"}, "2026-12-02"],
}


def wall(schedule: Mapping[str, object] | None = None, **said: object) -> WallFile:
    screens = [
        {"name": name, "size": [1920, 1080], "pitch": "0.63 mm", "seat": "4 m"}
        for name in ("trai", "phai")
    ]
    whole = {"wall": 1, "screens": screens, "scenes": SCENES, **said}
    return WallFile.model_validate(whole if schedule is None else {**whole, "schedule": schedule})


def at(hour: int, minute: int = 0, second: int = 0, day: int = 24, zone: str = HERE) -> datetime:
    """Of November 2026, of which the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def chosen(scene: str, since: datetime, hold: Hold | None = None) -> Choices:
    return Choices(scene=Choice(scene, since, hold))


def said(found: Program, when: datetime, screen: str = "trai", lang: str = "vi") -> str | None:
    words = found.rule_of(screen).words(when, ZoneInfo(HERE), lang)
    return None if words is None else words.text.format(**dict(words.values))


def test_without_a_schedule_a_wall_keeps_its_scene_and_says_nothing_of_it() -> None:
    found = program(wall(), Choices(), at(9))
    assert (found.scene, found.rule.kind, found.until) == ("tong-quan", Kind.KEPT, None)
    kept = program(wall(), chosen("an-toan", at(9)), at(23, day=28))
    assert (kept.scene, kept.until, said(kept, at(23))) == ("an-toan", None, None)
    assert program(wall(), chosen("không còn", at(9)), at(10)).scene == "tong-quan"


def test_a_part_shows_its_scene_on_its_days_and_says_until_when() -> None:
    found = program(wall(SCHEDULE), Choices(), at(7, 45))
    assert found.scene == "chi-tieu"
    assert found.until == at(8)
    assert said(found, at(7, 45)) == "Giao ban đến 08:00"
    assert program(wall(SCHEDULE), Choices(), at(7, 45, day=25)).scene != "chi-tieu"  # a holiday
    assert program(wall(SCHEDULE), Choices(), at(7, 45, day=28)).scene != "chi-tieu"  # Saturday
    assert program(wall(SCHEDULE), Choices(), at(8)).rule.kind is Kind.ROTATION


def test_a_rotation_stands_where_the_time_says() -> None:
    walls = wall({"rotation": ROTATION})
    found = program(walls, Choices(), at(9))
    until, scene = found.until, found.next_scene
    assert until is not None
    assert until == found.next_at
    then = program(walls, Choices(), until)
    assert then.scene == scene
    assert said(found, at(9)) == "luân phiên, 2 cảnh"
    seconds = [program(walls, Choices(), at(9) + n * timedelta(seconds=1)) for n in range(180)]
    assert sum(one.scene == "tong-quan" for one in seconds) == 120


def test_the_rotation_of_a_part_begins_with_its_first_scene() -> None:
    part = {"from": "09:10", "to": "12:00", "rotation": ["an-toan", "chi-tieu"]}
    walls = wall({"parts": [part]})
    assert program(walls, Choices(), at(9, 10)).scene == "an-toan"
    assert program(walls, Choices(), at(9, 11)).scene == "chi-tieu"
    assert program(walls, Choices(), at(9, 11, 59)).until == at(9, 12)


def test_turns_of_whole_days_change_at_midnight_where_clocks_dont_change() -> None:
    days = [{"scene": "tong-quan", "dwell": "24 h"}, {"scene": "an-toan", "dwell": "24 h"}]
    found = program(wall({"rotation": days}), Choices(), at(9))
    assert found.until == at(0, day=25)


def test_a_choice_holds_and_then_the_schedule_goes_on() -> None:
    walls, choice = wall(SCHEDULE), chosen("an-toan", at(7, 40))
    held = program(walls, choice, at(7, 43))
    assert (held.scene, held.rule.kind, held.until) == ("an-toan", Kind.MANUAL, at(7, 55))
    assert (held.next_scene, held.next_at) == ("chi-tieu", at(7, 55))
    assert said(held, at(7, 43)) == "thủ công, còn 12 phút"
    assert program(walls, choice, at(7, 55)).scene == "chi-tieu"
    assert program(walls, Choices(), at(7, 43)).scene == "chi-tieu"  # taken back


@pytest.mark.parametrize(
    ("hold", "when", "words"),
    [
        (Hold(None), at(21), "thủ công"),
        (Hold(at(9, 1)), at(9, 0, 30), "thủ công, còn dưới 1 phút"),
        (Hold(at(10)), at(9), "thủ công, còn 60 phút"),
        (Hold(at(11)), at(9), "thủ công đến 11:00"),
        (Hold(at(11, day=26)), at(9), "thủ công đến 11:00 26/11"),
    ],
)
def test_a_hold_is_said_in_whole_minutes_or_by_the_clock(
    hold: Hold, when: datetime, words: str
) -> None:
    assert said(program(wall(SCHEDULE), chosen("an-toan", at(8), hold), when), when) == words


def test_the_words_of_a_rule_say_when_they_change() -> None:
    zone, when = ZoneInfo(HERE), at(7, 40)
    rule = program(wall(SCHEDULE), chosen("an-toan", when, Hold(at(9, 0, day=26))), when).rule
    changes = []
    while (turn := rule.turns(when)) is not None:
        just = turn - timedelta(microseconds=1)
        assert rule.ruling(when, zone) == rule.ruling(just, zone) != rule.ruling(turn, zone)
        changes.append(turn)
        when = turn
    assert changes[:3] == [at(9, day=25), at(8, day=26), at(8, 1, day=26)]
    assert changes[-1] == at(8, 59, day=26)
    assert len(changes) == 61


def test_a_pinned_screen_keeps_its_scene_whatever_the_wall_shows() -> None:
    walls = wall({**SCHEDULE, "pins": {"phai": "an-toan", "trai": "soc"}})
    found = program(walls, chosen("chi-tieu", at(9)), at(9, 1))
    assert found.screens == {"phai": "an-toan", "trai": "soc"}
    assert said(found, at(9, 1), "phai") == "ghim"
    assert found.rule.kind is Kind.MANUAL
    night = program(walls, Choices(), at(23))
    assert said(night, at(23)) == "Đêm đến 06:00"
    assert night.theme == "dem"


def test_a_screens_own_choice_goes_before_its_pin_while_it_holds() -> None:
    walls = wall({**SCHEDULE, "pins": {"trai": "soc"}})
    choices = Choices(screens={"trai": Choice("chi-tieu", at(9))})
    found = program(walls, choices, at(9, 5))
    assert found.scene_of("trai") == "chi-tieu"
    assert said(found, at(9, 5)) == "thủ công, còn 10 phút"
    assert program(walls, choices, at(9, 15)).scene_of("trai") == "soc"


def test_a_screen_is_not_pinned_to_a_scene_that_has_no_panel_for_it() -> None:
    choices = Choices(screens={"phai": Choice("soc", at(9))})
    found = program(wall({"pins": {"phai": "soc"}}), choices, at(9, 1))
    assert (found.screens, found.rules) == ({}, {})


def test_where_nothing_is_said_the_last_scene_stays() -> None:
    walls = wall({"parts": PARTS[:1]})
    gap = program(walls, Choices(), at(9))
    assert (gap.scene, said(gap, at(9)), gap.until) == ("chi-tieu", "ngoài lịch", at(7, 30, day=25))
    by_hand = program(walls, chosen("an-toan", at(7, 50)), at(9))
    assert (by_hand.scene, by_hand.rule.kind) == ("an-toan", Kind.UNSAID)
    earlier = program(walls, chosen("an-toan", at(7, 30)), at(9))
    assert earlier.scene == "chi-tieu"


def test_of_two_parts_at_once_the_later_begun_is_followed() -> None:
    parts = [
        {"from": "07:00", "to": "12:00", "scene": "an-toan"},
        {"from": "08:00", "to": "09:00", "scene": "chi-tieu"},
        {"from": "08:00", "to": "08:30", "scene": "tong-quan"},
    ]
    walls = wall({"parts": parts})
    shown = [program(walls, Choices(), at(*when)).scene for when in ((7,), (8,), (8, 30), (9,))]
    assert shown == ["an-toan", "tong-quan", "chi-tieu", "an-toan"]


def test_a_chosen_theme_holds_until_a_part_or_the_hour_changes_it() -> None:
    plan = {"06:00": "sang", "18:00": "toi"}
    walls = wall(SCHEDULE, theme=plan)
    choice = Choices(theme=("sang", at(20)))
    assert program(walls, choice, at(21)).theme == "sang"
    assert program(walls, choice, at(21)).until is not None
    assert program(walls, choice, at(22)).theme == "dem"
    light = Choices(theme=("sang", at(23)))
    assert program(walls, light, at(5, day=25)).theme == "sang"
    assert program(walls, light, at(6, day=25)).theme == "sang"
    assert program(walls, Choices(theme=("toi", at(23))), at(6, day=25)).theme == "sang"


def _naive(when: datetime, zone: str) -> str | None:
    """The title of the part that is on, reckoned with no zone: true where no clock is changed that day."""
    local = when.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    off = {date(2026, 11, 25), date(2026, 11, 26), date(2026, 12, 2)}
    if time(7, 30) <= local.time() < time(8) and local.weekday() < 5 and local.date() not in off:
        return "Giao ban"
    return "Đêm" if local.time() >= time(22) or local.time() < time(6) else None


@pytest.mark.parametrize("zone", [HERE, "America/St_Johns"])
def test_every_minute_of_two_weeks_has_one_rule(zone: str) -> None:
    walls = wall(SCHEDULE, zone=zone)
    begun = at(0, day=22, zone=zone)
    for day in range(14):
        ruled = Ruled(walls, Choices(), begun + timedelta(days=day))
        for minute in range(24 * 60):
            when = begun + timedelta(days=day, minutes=minute)
            found = ruled.at(when)
            title = found.rule.title.vi if found.rule.title else None
            assert title == _naive(when, zone), when
            assert (found.rule.kind is Kind.SCHEDULED) == (title == "Giao ban")
            assert (found.scene == "chi-tieu") == (title == "Giao ban")
            assert (found.theme == "dem") == (found.screens == {"trai": "soc"}) == (title == "Đêm")
        noon = begun + timedelta(days=day, hours=12)
        assert ruled.at(noon) == _standing(program(walls, Choices(), noon))


DAYLIGHT = datetime(2026, 10, 24, tzinfo=UTC), datetime(2026, 3, 28, tzinfo=UTC)
"""The days before clocks in Europe are put back, and forward."""


@pytest.mark.parametrize(
    ("begun", "zone"), [(at(0, day=24), HERE), *((day, "Europe/Berlin") for day in DAYLIGHT)]
)
@pytest.mark.parametrize("plan", ["toi", {"02:30": "sang", "22:30": "dem"}])
@pytest.mark.parametrize("how", ["nobody", "held", "for good", "screen", "gaps"])
def test_until_is_the_next_change_and_nothing_changes_before_it(
    begun: datetime, zone: str, plan: object, how: str
) -> None:
    parts = [*PARTS, {"title": "Khuya", "from": "02:10", "to": "02:50", "scene": "an-toan"}]
    rest = {} if how == "gaps" else {"rotation": [{**one, "dwell": "97 min"} for one in ROTATION]}
    walls = wall({**SCHEDULE, "rotation": [], "parts": parts, **rest}, zone=zone, theme=plan)
    later = begun + timedelta(hours=3)
    choices = {
        "nobody": Choices(),
        "gaps": chosen("an-toan", later),
        "held": Choices(Choice("an-toan", later), theme=("sang", later)),
        "for good": chosen("soc", later, Hold(None)),
        "screen": Choices(screens={"phai": Choice("chi-tieu", later, Hold(None))}),
    }[how]
    when, changes = begun + timedelta(hours=4), 0
    while when < begun + timedelta(days=2):
        found = program(walls, choices, when)
        assert found.until is not None
        length = found.until - when
        ruled = Ruled(walls, choices, when)
        for n in range(1, 8):
            assert ruled.at(when + length * n / 8) == _standing(found)
        just = program(walls, choices, found.until - timedelta(microseconds=1))
        assert _standing(just) == _standing(found)
        assert just.until == found.until
        assert ruled.at(found.until) != _standing(found)
        assert found.theme == themes.in_force(walls, choices.theme, when)
        when, changes = found.until, changes + 1
    assert changes > 3


def _standing(found: Program) -> Standing:
    return Standing(
        scene=found.scene,
        screens=found.screens,
        theme=found.theme,
        rule=found.rule,
        rules=found.rules,
    )


def test_the_next_scene_is_the_one_that_comes() -> None:
    walls = wall(SCHEDULE)
    when = at(21, 59, 30)
    for before, after in pairwise(_next_scenes(walls, when, 20)):
        assert before.next_at is not None
        assert (before.next_scene, before.scene) == (after.scene, after.next_scene)


def _next_scenes(walls: WallFile, when: datetime, n: int) -> list[Program]:
    found = [program(walls, Choices(), when)]
    for _ in range(n):
        assert found[-1].next_at is not None
        found.append(program(walls, Choices(), found[-1].next_at))
    return found


def test_a_schedule_under_which_nothing_changes_says_so() -> None:
    assert program(wall({"rotation": ["an-toan"]}), Choices(), at(9)).until is None
    assert program(wall({"rotation": ["an-toan", "an-toan"]}), Choices(), at(9)).until is None
    pinned = program(wall({"pins": {"trai": "soc"}}), chosen("an-toan", at(8)), at(9))
    assert (pinned.scene, pinned.rule.kind, pinned.until) == ("an-toan", Kind.KEPT, None)
    only = wall({"parts": [{"from": "07:00", "to": "09:00", "scene": "an-toan"}]})
    assert program(only, chosen("soc", at(8), Hold(None)), at(9)).until is None


def test_a_part_of_a_holiday_far_away_is_waited_for() -> None:
    tet = {
        "holidays": [{"from": "2027-02-05", "to": "2027-02-11"}],
        "parts": [{"from": "00:00", "to": "00:00", "days": "holidays", "scene": "an-toan"}],
        "scene": "tong-quan",
    }
    found = program(wall(tet), Choices(), at(9))
    begins = datetime(2027, 2, 5, tzinfo=ZoneInfo(HERE))
    assert (found.until, found.next_scene) == (begins, "an-toan")
    assert program(wall(tet), Choices(), begins + timedelta(days=7)).scene == "tong-quan"


def test_what_comes_after_very_many_parts_that_change_nothing_is_not_missed() -> None:
    hours = [f"{n * 14 // 60:02}:{n * 14 % 60:02}" for n in range(101)]
    same = [
        {"from": begin, "to": end, "days": "workdays", "theme": "dem"}
        for begin, end in pairwise(hours)
    ]
    sunday = {"from": "08:00", "to": "09:00", "days": "sun", "scene": "an-toan"}
    made = wall({"scene": "tong-quan", "parts": [*same, sunday]}, theme="dem")
    when, looks = at(1, day=23), 0
    while (found := program(made, Choices(), when)).scene == "tong-quan":
        assert found.until is not None
        when, looks = found.until, looks + 1
    assert when == at(8, day=29)
    assert looks < 5


def test_a_wall_without_scenes_has_a_program_too() -> None:
    empty = WallFile.model_validate({"wall": 1, "schedule": SCHEDULE})
    assert program(empty, Choices(), at(9)).scene == ""
