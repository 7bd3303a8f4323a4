"""The heading of every screen: whose it is, with the emblem, which scene, and how its sources are; the time
beside it is in `widgets.wall_clock`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.freshness import WORST_FIRST, State
from widgets import rule_line
from widgets.drawing import Box, Ink, Item, Raster, Rect, Text, Weight
from widgets.sheet import BASELINE, HEADING, LEADING
from widgets.sources_summary import BY_NAME, summary

if TYPE_CHECKING:
    from services.program import Ruling
    from services.settings import Wording
    from services.views import Knowledge
    from services.wall_file.pictures import Picture
    from widgets.sheet import Sheet
    from widgets.sources_summary import States

_GAP = 22.0
_PAD = 14.0
_EMBLEM_MOST = 0.18
"""Of the heading's width."""
_LEAST_SCENE = 3.0
"""Ems below which a scene's name says nothing."""


def height(sheet: Sheet) -> float:
    """Of the two lines, pixels."""
    return sheet.size(HEADING) * LEADING + sheet.row


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingView:
    """What a heading shows besides the time."""

    title: Wording | None
    centre: Wording | None
    unit: Wording | None
    scene: Wording
    simulated: bool
    states: States | None
    """None where nothing is to be said of them."""
    logos: tuple[tuple[str | None, Picture], ...] = ()
    """The wall's emblem, or one for each theme."""
    rule: Ruling | None = None
    """By which the scene is shown; None where nothing is to be said of that."""


def look_up(
    knowledge: Knowledge,
    *,
    title: Wording | None,
    scene: Wording,
    simulated: bool,
    spoken_of: tuple[str, ...] | None = None,
    rule: Ruling | None = None,
) -> HeadingView:
    """`spoken_of`: the sources that may be counted, by default all; where the wall has others only,
    it would be false to say that there is none. `simulated`: any of the tiles below.
    """
    sources = knowledge.sources_of(spoken_of)
    counts = Counter(source.state for source in sources)
    known = [source.asked.simulated for source in sources if source.asked.ever]
    well = all(state is State.LIVE for state in counts)
    # Where all that is shown was published, how invented sources stand would be all that is invented; but
    # that one isn't well is said over whatever is shown.
    quoted = well and not simulated and bool(known) and all(known)
    # What the heading says of the sources is as invented as they are.
    simulated = simulated or (any(known) and not quoted)
    return HeadingView(
        title=title,
        centre=knowledge.wall.title,
        unit=knowledge.wall.unit,
        scene=scene,
        logos=knowledge.wall.look.logos(),
        simulated=simulated,
        rule=rule,
        states=None
        if spoken_of == () or quoted
        else tuple((state, counts[state]) for state in WORST_FIRST if counts[state]),
    )


def lay_out(
    view: HeadingView, box: Rect, sheet: Sheet, *, kept: float = 0.0, beyond: Rect | None = None
) -> list[Item]:
    """Emblem, titles, scene, mark and sources' summary at the left of `box`, two lines; `kept`: what of the
    lower one is for date and shift, which are wider than the clock. `beyond`: the heading's place on the
    next panel, where the sources are told of when not all goes on the first.
    """
    emblem, taken = _emblem(view, box, sheet)
    upper, lower = (
        _upper(view, box.beside(taken), sheet),
        _lower(view, box.left(box.w - kept), sheet),
    )
    if beyond is not None and not _whole(view, lower):
        told = _sources(view, beyond.x, _row(beyond, sheet), sheet)
        if view.states is None or any(getattr(one, "role", "") == "summary" for one in told):
            here = replace(view, states=None, unit=None)
            lower = [*_lower(here, box.left(box.w - kept), sheet), *told]
    return [*emblem, *upper, *lower]


def _whole(view: HeadingView, lower: list[Item]) -> bool:
    """Whether all that there is to be said stands there in full."""
    said = {item.role: item.text == item.full for item in lower if isinstance(item, Text)}
    ruled = view.rule is not None and bool(view.rule.forms("vi"))
    wanted = {"scene": True, "rule": ruled, "summary": view.states, "unit": view.unit}
    return all(said.get(role, not want) for role, want in wanted.items())


def _emblem(view: HeadingView, box: Rect, sheet: Sheet) -> tuple[list[Item], float]:
    """As high as the titles' row, and what it takes of that; nothing where a title would be cut for it."""
    height, widest = sheet.size(HEADING) * LEADING, box.w * _EMBLEM_MOST
    items: list[Item] = []
    for theme, picture in view.logos:
        scale = min(height / picture.height, widest / picture.width)
        width, tall = picture.width * scale, picture.height * scale
        place = Rect(box.x, box.y + (height - tall) / 2, width, tall)
        items.append(Raster(place, picture.content or b"", place, theme))
    if not items:
        return [], 0.0
    taken = max(item.rect.w for item in items if isinstance(item, Raster)) + sheet.px(_GAP)
    title = view.title or view.centre
    if title is not None:
        lang = sheet.words.lang
        least = sheet.measure.width(
            title.short_in(lang) or title.full_in(lang), sheet.reading, Weight.SEMIBOLD
        )
        if box.w - taken < least:
            return [], 0.0
    return items, taken


def _upper(view: HeadingView, box: Rect, sheet: Sheet) -> list[Item]:
    """The panel's title, or the centre's where the panel has none; else the centre's beside it."""
    lang, size, gap = sheet.words.lang, sheet.size(HEADING), sheet.px(28)
    first = view.title or view.centre
    if first is None:
        return []
    title = sheet.line(
        "heading",
        first.full_in(lang),
        Rect(box.x, box.y - sheet.px(2), box.w, size * LEADING),
        size=size,
        weight=Weight.SEMIBOLD,
        ink=Ink.HEADING,
        ground=Ink.GROUND,
        short=first.short_in(lang),
    )
    if view.title is None or view.centre is None:
        return [title]
    x = title.rect.right + gap
    # The smaller text stands on the title's baseline.
    y = title.rect.y + (size - sheet.reading) * BASELINE
    return [title, *_second(view.centre, Rect(x, y, box.right - x, sheet.row), "centre", sheet)]


def _lower(view: HeadingView, box: Rect, sheet: Sheet) -> list[Item]:
    """Scene, MÔ PHỎNG, the sources' summary in the longest form that fits, and whose wall it is. That
    sources aren't well is said in any case: the scene's name gives way, at last wholly.
    """
    row = _row(box, sheet)
    mark = sheet.words.say("MÔ PHỎNG") if view.simulated else ""
    kept = _reserved(view, mark, sheet)
    items: list[Item] = []
    x = row.x
    if row.w - kept >= sheet.reading * _LEAST_SCENE:
        scene = _scene(view.scene, row.left(row.w - kept), sheet)
        items.append(scene)
        x = scene.rect.right
        if view.rule is not None:
            # No other second text reads on from it.
            apart = 0.0 if mark else sheet.px(_GAP)
            behind = (_reserved(view, mark, sheet, whole=whole) for whole in (True, False))
            ends = [row.right - (width and width + apart) for width in behind]
            rule, x = rule_line.lay_out_rule(view.rule, scene, ends, sheet)
            items += rule
            x += apart if rule else 0.0
        x += sheet.px(_GAP)
    if mark:
        chip, x = _chip(mark, x, row, sheet)
        items += chip
    return [*items, *_sources(view, x, row, sheet)]


def _row(box: Rect, sheet: Sheet) -> Rect:
    return Rect(box.x, box.bottom - sheet.row, box.w, sheet.row)


def _sources(view: HeadingView, x: float, row: Rect, sheet: Sheet) -> list[Item]:
    """How they are, and whose wall it is, from `x` on."""
    items: list[Item] = []
    if view.states is not None:
        told = _told(view, Rect(x, row.y, max(row.right - x, 1.0), row.h), sheet)
        items += told
        x = max([text.rect.right + sheet.px(28) for text in told], default=x)
    if view.unit is not None:
        items += _second(view.unit, Rect(x, row.y, max(row.right - x, 0), row.h), "unit", sheet)
    return items


def _reserved(view: HeadingView, mark: str, sheet: Sheet, *, whole: bool = False) -> float:
    """Of the row's end: for the mark, and for the shortest word of sources that aren't well; `whole`: of
    all sources, and of all states that aren't well by name.
    """
    width, gap = sheet.measure.width, sheet.px(_GAP)
    kept = width(mark, sheet.reading, Weight.MEDIUM) + 2 * sheet.px(_PAD) + gap if mark else 0.0
    wrong = any(state is not State.LIVE for state, _ in view.states or ())
    forms = summary(view.states, sheet.words)
    if forms and (wrong or whole):
        said = forms[BY_NAME if wrong and whole else -1]
        kept += width(said, sheet.reading, Weight.MEDIUM) + gap
    return kept


def _scene(name: Wording, box: Rect, sheet: Sheet) -> Text:
    lang = sheet.words.lang
    return sheet.line(
        "scene",
        name.full_in(lang),
        box,
        weight=Weight.MEDIUM,
        ink=Ink.HEADING,
        ground=Ink.GROUND,
        short=name.short_in(lang),
    )


def _told(view: HeadingView, box: Rect, sheet: Sheet) -> list[Text]:
    """The longest form that fits; nothing where none does: a cut one says nothing."""
    forms = summary(view.states, sheet.words)
    widths = ((form, sheet.measure.width(form, sheet.reading, Weight.MEDIUM)) for form in forms)
    fitting = next((form for form, width in widths if width <= box.w + 0.5), None)
    if fitting is None:
        return []
    well = all(state is State.LIVE for state, _ in view.states or ())
    told = sheet.line(
        "summary",
        fitting,
        box,
        weight=Weight.REGULAR if well else Weight.MEDIUM,
        ink=Ink.SECOND if well else Ink.HEADING,
        ground=Ink.GROUND,
    )
    return [replace(told, full=forms[0])]


def _second(wording: Wording, box: Rect, role: str, sheet: Sheet) -> list[Item]:
    """A second text, in full or in short; nothing where even that is too long: cut it says nothing."""
    lang = sheet.words.lang
    full, short = wording.full_in(lang), wording.short_in(lang)
    forms = (form for form in (full, short) if form is not None)
    widths = ((form, sheet.measure.width(form, sheet.reading, Weight.REGULAR)) for form in forms)
    shown = next((form for form, width in widths if width <= box.w), None)
    if shown is None:
        return []
    line = sheet.line(role, shown, box, ink=Ink.SECOND, ground=Ink.GROUND)
    return [replace(line, full=full)]


def _chip(text: str, x: float, row: Rect, sheet: Sheet) -> tuple[list[Item], float]:
    pad = sheet.px(_PAD)
    line = sheet.line(
        "mark",
        text,
        Rect(x + pad, row.y, row.right - x, row.h),
        weight=Weight.MEDIUM,
        ink=Ink.HEADING,
        ground=Ink.GROUND,
    )
    height = sheet.reading * 1.22
    outline = Rect(x, row.y + (row.h - height) / 2 + sheet.px(1), line.rect.w + 2 * pad, height)
    return [
        Box(outline, line=Ink.OUTLINE, width=sheet.px(2), radius=sheet.px(8)),
        line,
    ], outline.right + sheet.px(_GAP)
