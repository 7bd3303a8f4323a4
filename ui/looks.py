"""What a wall's own colours break, in operators' words, with the nearest colour that would do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.wall_file import includes, tree
from services.wall_file.faults import Fault, Place
from widgets.colour_rules import Rule
from widgets.colours import Sight
from widgets.drawing import Ink
from widgets.look import TOKENS, unfit

if TYPE_CHECKING:
    from ui.opening import Opened
    from widgets.look import Unfit

THEMES = {"toi": phrase("tối"), "sang": phrase("sáng"), "dem": phrase("đêm")}
_TENTH = Decimal("0.1")
_MEANT = {
    Ink.URGENT: phrase("mức khẩn cấp"),
    Ink.HIGH: phrase("mức cao"),
    Ink.MEDIUM: phrase("mức trung bình"),
    Ink.LOW: phrase("mức thấp"),
    Ink.OVERDUE: phrase("quá hạn"),
    Ink.OLD: phrase("số liệu cũ"),
}
"""What another colour stands for."""
_SIGHTS = {
    Sight.FULL: phrase("mắt thường"),
    Sight.PROTANOPIA: phrase("mắt kém màu đỏ"),
    Sight.DEUTERANOPIA: phrase("mắt kém màu lục"),
}


def faults_of_look(opened: Opened) -> list[Fault]:
    """A wall with such a colour goes on with one that holds: each is a warning."""
    found = list(unfit(opened.wall.look))
    if not found:
        return []
    root = includes.gathered(includes.Folder(opened.folder), opened.path.name).root
    each = {
        one.key: _by_theme(one.key, opened, found)
        for one in found
        if isinstance(getattr(opened.wall.look, one.key), str)
    }
    return [
        Fault.warning(_place(root, one, opened), _what(one), _remedy(one, each.get(one.key)))
        for one in found
    ]


def _by_theme(key: str, opened: Opened, found: list[Unfit]) -> str | None:
    """What would do in every theme, as it is written; None where one colour does in all."""
    colour = getattr(opened.wall.look, key)
    shown = {one.theme: one.instead for one in found if one.key == key}
    every = {theme: shown.get(theme, colour) for theme in THEMES}
    if len({*every.values()}) == 1:
        return None
    said = ", ".join(f'{theme}: "{one}"' for theme, one in every.items())
    return f"{key}: {{{said}}}"


def _what(one: Unfit) -> Phrase:
    fault = one.fault
    values: dict[str, str | Decimal | Phrase] = {
        "colour": one.colour,
        "key": one.key,
        "theme": THEMES[one.theme],
        "measured": Decimal(fault.measured).quantize(_TENTH),
        "bound": Decimal(fault.bound).quantize(_TENTH).normalize() + 0,
    }
    other = fault.other if fault.one is TOKENS[one.key] else fault.one
    match fault.rule:
        case Rule.APART:
            return phrase(
                "{key} {colour} quá giống màu của {other} trong giao diện {theme}: ΔE {measured} < {bound} "
                "với {sight}",
                other=_MEANT.get(other, phrase("một màu khác")),
                sight=_SIGHTS[fault.sight],
                **values,
            )
        case Rule.TEXT:
            return phrase(
                "chữ trên {key} {colour} trong giao diện {theme} chỉ có độ tương phản {measured} < {bound}",
                **values,
            )
        case Rule.GLARE:
            return phrase(
                "chữ trên {key} {colour} trong giao diện {theme} chói: độ tương phản {measured} > {bound}",
                **values,
            )
        case Rule.MARK if one.key == "ground":
            return phrase(
                "dấu trên {key} {colour} trong giao diện {theme} chỉ có độ tương phản {measured} < {bound}",
                **values,
            )
        case Rule.MARK:
            return phrase(
                "{key} {colour} trong giao diện {theme} chỉ tương phản với nền {measured} < {bound}",
                **values,
            )


def _remedy(one: Unfit, by_theme: str | None) -> Phrase:
    """`by_theme`: all the themes, where the wall file has one colour for them and needs several."""
    if by_theme is not None:
        return phrase(
            "ghi {by_theme}: mỗi giao diện một màu, gần nhất còn đạt; tường đang hiện các màu ấy",
            by_theme=by_theme,
        )
    return phrase(
        "ghi {instead}, màu gần nhất còn đạt; tường đang hiện màu ấy", instead=one.instead
    )


def _place(root: tree.Mapping | None, one: Unfit, opened: Opened) -> Place:
    main = str(opened.path)
    if root is None:
        return Place(main)
    path = ("look", one.key)
    by_theme = tree.at(root, (*path, one.theme))
    place = tree.value_place(root, (*path, one.theme) if by_theme is not None else path)
    named = main if place.file == opened.path.name else str(opened.folder / place.file)
    return replace(place, file=named)
