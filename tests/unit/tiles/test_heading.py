"""What a heading says of the sources, and to whom."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any, cast, override
from zoneinfo import ZoneInfo

import pytest

from services.freshness import State
from services.program import Kind, Rule, Ruling
from services.settings import Wording
from services.wall_file.pictures import missing, of_bytes
from tests.unit.tiles.world import Told, faults, said, sheet_of, source
from tests.unit.wall_file.drawn import png
from widgets import heading, wall_clock
from widgets.drawing import Ink, Raster, Rect, Text
from widgets.panel import heading_box, heading_clock, heading_still
from widgets.sheet import HEADING, LEADING
from widgets.sources_summary import BY_NAME, summary

if TYPE_CHECKING:
    from services.phrase import Phrase
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.sources_summary import States

SCENE = Wording(vi="Số liệu công bố")


def headed(
    spoken_of: tuple[str, ...] | None, *, declared: tuple[str, ...], simulated: bool = False
) -> list[Item]:
    """Of a wall whose source `soc` is lost and simulated, and whose others are well."""
    told = Told()
    for id in declared:
        lost = id == "soc"
        told.be(id, State.DISCONNECTED if lost else State.LIVE, simulated=lost)
    wall = {"sources": {id: source(id) for id in declared}, "unit": "Sở Thông tin"}
    view = heading.look_up(
        told.knowledge(wall), title=None, scene=SCENE, simulated=simulated, spoken_of=spoken_of
    )
    sheet = sheet_of()
    return heading.lay_out(view, heading_box(sheet), sheet)


def test_all_sources_are_counted_where_all_may_be_known() -> None:
    items = headed(None, declared=("bao", "soc"))
    assert said(items, "summary") == ["1 mất kết nối · 1/2 nguồn đang cập nhật"]
    assert said(items, "mark") == ["MÔ PHỎNG"]


def test_a_source_that_may_not_be_known_is_neither_counted_nor_marked() -> None:
    items = headed(("bao",), declared=("bao", "soc"))
    assert said(items, "summary") == ["1 nguồn đang cập nhật"]
    assert said(items, "mark") == []


def test_over_figures_that_were_all_published_nothing_is_said_of_simulated_sources_that_are_well() -> (
    None
):
    told = Told()
    told.be("av", State.LIVE, simulated=True)
    knowledge = told.knowledge({"sources": {"av": source("av")}})
    view = heading.look_up(knowledge, title=None, scene=SCENE, simulated=False)
    items = heading.lay_out(view, heading_box(sheet_of()), sheet_of())
    assert said(items, "summary") == []
    assert said(items, "mark") == []


def test_that_a_source_is_not_well_is_said_over_published_figures_too() -> None:
    items = headed(None, declared=("soc",))
    assert said(items, "summary") == ["1 mất kết nối · 0/1 nguồn đang cập nhật"]
    assert said(items, "mark") == ["MÔ PHỎNG"]


@pytest.mark.parametrize("state", [state for state in State if state is not State.LIVE])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_however_long_its_scene_is_called_a_heading_says_that_sources_are_not_well(
    state: State, lang: str
) -> None:
    told = Told()
    ids = [f"s{n}" for n in range(28)]
    for n, id in enumerate(ids):
        told.be(id, State.LIVE if n < 4 else state, simulated=True)
    wall = {"sources": {id: source(id) for id in ids}, "unit": "Sở Thông tin và Truyền thông"}
    scene = Wording(vi="Lĩnh vực: thông tin điện tử, xuất bản, bưu chính, viễn thông")
    for simulated in (False, True):
        view = heading.look_up(told.knowledge(wall), title=None, scene=scene, simulated=simulated)
        sheet = sheet_of(lang=lang)
        box = heading_box(sheet)
        room = Rect(box.x, box.y, box.w - wall_clock.time_width(sheet) - sheet.px(16), box.h)
        items = heading.lay_out(view, room, sheet)
        assert "24" in " ".join(said(items, "summary"))
        assert faults(items, room, sheet) == []


def test_over_simulated_figures_simulated_sources_are_counted_and_marked() -> None:
    items = headed(None, declared=("soc",), simulated=True)
    assert said(items, "summary") == ["1 mất kết nối · 0/1 nguồn đang cập nhật"]
    assert said(items, "mark") == ["MÔ PHỎNG"]


def test_where_no_source_may_be_known_nothing_is_said_of_sources() -> None:
    items = headed((), declared=("soc",))
    assert said(items, "summary") == []
    assert said(items, "unit") == ["Sở Thông tin"]


def test_a_wall_without_sources_says_so() -> None:
    assert said(headed(None, declared=()), "summary") == ["không có nguồn nào"]


def test_a_summary_that_has_no_room_is_left_out_not_cut_to_dots() -> None:
    told = Told()
    told.be("soc", State.DISCONNECTED, simulated=True)
    knowledge = told.knowledge({"sources": {"soc": source("soc")}})
    view = heading.look_up(knowledge, title=None, scene=SCENE, simulated=True)
    sheet = sheet_of(lang="en")
    whole = heading_box(sheet)
    told_at = {
        width: said(heading.lay_out(view, Rect(whole.x, whole.y, width, whole.h), sheet), "summary")
        for width in range(340, 1800, 20)
    }
    assert not any("…" in text for texts in told_at.values() for text in texts)
    assert told_at[340] == []
    assert told_at[1780] == [summary(view.states, sheet.words)[0]]


SHIFTS = [
    {"name": {"vi": "Ca sáng của Trung tâm", "short": "Ca sáng"}, "from": "06:00"},
    {"name": "Ca chiều", "from": "14:00"},
    {"name": "Ca đêm", "from": "22:00"},
]
TITLE = Wording(vi="Trung tâm Giám sát an toàn an ninh tập trung tỉnh Lâm Đồng", short="Trung tâm")


def whole(
    size: tuple[int, int] = (1920, 1080), title: Wording = TITLE, lang: str = "vi", **wall: Any
) -> tuple[list[Item], Rect, Sheet]:
    """A heading with its clock, as a screen has it; 14:00 on the wall."""
    told = Told()
    told.be("soc", State.DISCONNECTED, simulated=True)
    knowledge = told.knowledge({"sources": {"soc": source("soc")}, "unit": "Sở", **wall})
    view = heading.look_up(knowledge, title=title, scene=SCENE, simulated=True)
    sheet = sheet_of(*size, lang=lang)
    still = heading_still(view, knowledge.wall.shifts, sheet)
    return [*still, *heading_clock(knowledge, sheet)], heading_box(sheet), sheet


def test_the_shift_stands_beside_the_date_where_shifts_are_declared() -> None:
    items, _, _ = whole(shifts=SHIFTS)
    assert said(items, "date") == ["Ca chiều · Thứ Ba, 24/11/2026"]
    assert said(whole()[0], "date") == ["Thứ Ba, 24/11/2026"]


def test_where_the_heading_is_narrow_the_shift_gives_way_before_what_is_wrong() -> None:
    items, _, _ = whole((1280, 720), lang="en", shifts=SHIFTS)
    assert said(items, "date") == ["Tuesday, 24 November 2026"]
    assert said(items, "summary") != []


def emblem(items: list[Item]) -> list[Raster]:
    return [item for item in items if isinstance(item, Raster)]


@pytest.mark.parametrize("logo", [png(60, 60), png(900, 60), png(20, 600)], ids=len)
@pytest.mark.parametrize("size", [(1920, 1080), (1440, 1080), (3840, 2160)])
def test_the_emblem_is_as_high_as_the_titles_row_and_crowds_nothing(
    logo: bytes, size: tuple[int, int]
) -> None:
    picture = of_bytes("logo.png", logo)
    items, box, sheet = whole(size, look={"logo": picture}, shifts=SHIFTS)
    beside = [item for item in items if getattr(item, "role", None) not in {"clock", "date"}]
    assert faults(beside, box.inset(0, -20), sheet) == []
    for one in emblem(items):
        assert one.rect.h <= sheet.size(HEADING) * LEADING + 0.5
        assert one.rect.w <= box.w * 0.2
        assert one.rect.w / one.rect.h == pytest.approx(picture.width / picture.height)
        assert not any(one.rect.meets(text.rect) for text in items if isinstance(text, Text))


def test_a_title_is_not_cut_for_an_emblem() -> None:
    logo = {"logo": of_bytes("logo.png", png(600, 60))}
    assert len(emblem(whole(look=logo)[0])) == 1
    long = Wording(vi="Trung tâm Giám sát an toàn an ninh tập trung và điều hành đô thị thông minh")
    assert emblem(whole((1440, 1080), long, look=logo)[0]) == []


def test_each_theme_may_have_an_emblem_of_its_own() -> None:
    white, blue = of_bytes("a.png", png(60, 60)), of_bytes("b.png", png(90, 60))
    items, _, _ = whole(look={"logo": {"toi": white, "sang": blue}})
    assert [(one.theme, one.content) for one in emblem(items)] == [
        ("toi", white.content),
        ("sang", blue.content),
    ]
    (title,) = (item for item in items if isinstance(item, Text) and item.role == "heading")
    assert all(one.rect.right < title.rect.x for one in emblem(items))


def test_an_emblem_that_is_missing_leaves_the_heading_as_it_was() -> None:
    assert whole(look={"logo": missing("logo.png")})[0] == whole()[0]


NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
END = NOON + timedelta(minutes=12)
HELD = Rule(kind=Kind.MANUAL, until=END)
GIAO_BAN = Rule(
    kind=Kind.SCHEDULED,
    title=Wording(vi="Giao ban đầu giờ", short="Giao ban", en="Morning briefing"),
    until=NOON + timedelta(hours=1),
)
RULES = [
    HELD,
    GIAO_BAN,
    Rule(kind=Kind.ROTATION, scenes=4),
    Rule(kind=Kind.PINNED),
    Rule(kind=Kind.UNSAID),
]


def ruled(
    rule: Rule, width: float, *, lang: str = "vi", at: datetime = NOON, well: bool = False
) -> tuple[list[Item], Rect, Sheet]:
    told = Told()
    told.be("soc", State.LIVE if well else State.DISCONNECTED, simulated=True)
    view = heading.look_up(
        told.knowledge({"sources": {"soc": source("soc")}, "unit": "Sở Thông tin"}),
        title=None,
        scene=SCENE,
        simulated=True,
        rule=rule.ruling(at, ZONE),
    )
    sheet = sheet_of(lang=lang)
    whole = heading_box(sheet)
    box = Rect(whole.x, whole.y, width, whole.h)
    return heading.lay_out(view, box, sheet), box, sheet


def test_a_heading_says_by_which_rule_its_scene_is_shown() -> None:
    items, _, _ = ruled(HELD, 1800)
    assert said(items, "rule") == ["thủ công, còn 12 phút"]
    assert said(ruled(GIAO_BAN, 1800)[0], "rule") == ["Giao ban đầu giờ đến 13:00"]
    (rule,) = (one for one in items if isinstance(one, Text) and one.role == "rule")
    assert rule.ink is Ink.SECOND


def test_where_nothing_is_to_be_said_of_a_rule_the_heading_is_as_without() -> None:
    kept, _, _ = ruled(Rule(kind=Kind.KEPT), 1800)
    assert said(kept, "rule") == []
    told = Told()
    told.be("soc", State.DISCONNECTED, simulated=True)
    knowledge = told.knowledge({"sources": {"soc": source("soc")}, "unit": "Sở Thông tin"})
    view = heading.look_up(knowledge, title=None, scene=SCENE, simulated=True)
    sheet = sheet_of()
    whole = heading_box(sheet)
    assert kept == heading.lay_out(view, Rect(whole.x, whole.y, 1800, whole.h), sheet)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_a_rule_gives_way_before_the_scene_and_before_what_is_wrong(rule: Rule, lang: str) -> None:
    forms = len(rule.ruling(NOON, ZONE).forms(lang))
    shown = []
    for width in range(300, 1800, 20):
        items, box, sheet = ruled(rule, width, lang=lang)
        assert faults(items, box.inset(0, -20), sheet) == []
        texts = said(items, "rule")
        assert not any("…" in text for text in texts)
        if texts:
            assert said(items, "scene") == [SCENE.vi]
            assert said(items, "summary") != []
        shown += texts
    assert 0 < len(dict.fromkeys(shown)) <= forms
    assert shown[-1] == sheet_of(lang=lang).words.say(rule.ruling(NOON, ZONE).forms(lang)[0])


def test_while_minutes_pass_nothing_behind_the_rule_moves() -> None:
    def others(minutes: float) -> list[Item]:
        items, _, _ = ruled(HELD, 1800, at=END - timedelta(minutes=minutes), well=True)
        return [one for one in items if getattr(one, "role", "") != "rule"]

    assert others(60) == others(12) == others(9.5) == others(1.5)


class Alone(Ruling):
    """Said in one of its forms or not at all: the longest, or that with so many more after it."""

    __slots__ = ()
    after = 0

    @override
    def forms(self, lang: str) -> tuple[Phrase, ...]:
        every = Ruling.forms(self, lang)
        return every[len(every) - 1 - self.after :][:1] if self.after < len(every) else every[:1]


def alone(rule: Ruling, after: int) -> Ruling:
    kind = type("Only", (Alone,), {"__slots__": (), "after": after})
    said = {field.name: getattr(rule, field.name) for field in fields(rule)}
    return cast("Ruling", kind(**said))


EVERY_RULE = [
    *RULES,
    Rule(kind=Kind.MANUAL, until=NOON + timedelta(seconds=40)),
    Rule(kind=Kind.MANUAL, until=NOON + timedelta(hours=3)),
    Rule(kind=Kind.PUT, until=END),
    Rule(kind=Kind.PUT, until=NOON + timedelta(hours=3)),
    Rule(kind=Kind.SCHEDULED, until=NOON + timedelta(hours=1)),
    Rule(kind=Kind.BRIEFING, title=GIAO_BAN.title, scenes=6, step=2),
    Rule(kind=Kind.BRIEFING, scenes=6, step=2),
]
STATES = [
    ((State.LIVE, 9),),
    ((State.DISCONNECTED, 1), (State.LIVE, 8)),
    ((State.DISCONNECTED, 1), (State.STALE, 2), (State.LATE, 3), (State.LIVE, 3)),
]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("states", STATES, ids=len)
@pytest.mark.parametrize("panels", [(1, 1), (3, 1)])
def test_a_rule_is_said_in_short_only_where_its_longer_form_has_no_room(
    lang: str, states: States, panels: tuple[int, int]
) -> None:
    for rule, simulated in product(EVERY_RULE, (True, False)):
        ruling = rule.ruling(NOON, ZONE)
        for width in range(320, 7681, 160):
            sheet = replace(sheet_of(width, width * 9 // 16, lang=lang), panels=panels, rims=(0, 0))
            forms = [sheet.words.say(form) for form in ruling.forms(lang)]
            view = heading.HeadingView(
                title=None,
                centre=None,
                unit=Wording(vi="Sở Thông tin"),
                scene=SCENE,
                simulated=simulated,
                states=states,
                rule=ruling,
            )
            items = list(heading_still(view, (), sheet))
            told, where = said(items, "rule"), f"{width} {forms} {simulated}"
            if states[0][0] is not State.LIVE and said(items, "scene"):
                assert said(items, "summary"), where
            shown = forms.index(told[0]) if told else len(forms)
            for longer in range(shown):
                after = len(forms) - 1 - longer
                other = heading_still(replace(view, rule=alone(ruling, after)), (), sheet)
                assert (
                    not said(list(other), "rule")
                    or not said(list(other), "summary")
                    or len(said(list(other), "summary")[0]) < len(said(items, "summary")[0])
                ), where


def test_a_rule_is_said_in_short_where_that_leaves_room_for_every_state_by_name() -> None:
    shortened = 0
    for rule, width in product(EVERY_RULE, range(320, 3841, 80)):
        ruling, sheet = rule.ruling(NOON, ZONE), sheet_of(width, width * 9 // 16)
        view = heading.HeadingView(
            title=None,
            centre=None,
            unit=None,
            scene=SCENE,
            simulated=True,
            states=STATES[2],
            rule=ruling,
        )
        by_name = summary(view.states, sheet.words)[: BY_NAME + 1]
        items = list(heading_still(view, (), sheet))
        for after in range(len(ruling.forms("vi"))):
            other = list(heading_still(replace(view, rule=alone(ruling, after)), (), sheet))
            if said(other, "rule") and said(other, "summary")[0] in by_name:
                assert said(items, "summary")[0] in by_name, f"{width} {said(other, 'rule')}"
                shortened += said(items, "rule") != [sheet.words.say(ruling.forms("vi")[0])]
    assert shortened


def test_on_a_wall_of_several_panels_the_sources_are_told_of_on_the_next_one_where_the_first_is_full() -> (
    None
):
    view = heading.HeadingView(
        title=None,
        centre=None,
        unit=None,
        scene=SCENE,
        simulated=True,
        states=STATES[2],
        rule=HELD.ruling(NOON, ZONE),
    )
    for width in (2880, 1440):
        sheet = replace(sheet_of(2 * width, 1080), panels=(2, 1))
        items = list(heading_still(view, (), sheet))
        assert said(items, "rule") == ["thủ công, còn 12 phút"]
        assert said(items, "summary") == [summary(STATES[2], sheet.words)[width == 1440]]
        (told,) = (one for one in items if getattr(one, "role", "") == "summary")
        assert (told.rect.x > width) == (width == 1440)  # type: ignore[union-attr]
        (seam,), _ = sheet.seams
        assert not any(
            one.rect.x < seam.end and seam.begin < one.rect.right
            for one in items
            if isinstance(one, Text)
        )


def test_in_its_last_minute_a_hold_takes_no_more_room_than_before() -> None:
    last = END - timedelta(seconds=30)
    in_full = [
        width
        for width in range(700, 1800, 10)
        if said(ruled(HELD, width)[0], "rule") == ["thủ công, còn 12 phút"]
    ]
    assert in_full
    for width in in_full:
        items, _, _ = ruled(HELD, width, at=last)
        assert said(items, "rule")[0] in {"thủ công, còn dưới 1 phút", "thủ công, còn 1 phút"}
