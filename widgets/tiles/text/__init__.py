"""A notice in words, with a QR code where there is more to read elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal, override

from pydantic import BeforeValidator, Field

from services.clock import iso
from services.quantities import only_text
from services.settings import Tile, Wording
from services.times import Moment
from widgets.code import LONGEST, code, sides
from widgets.drawing import Item, Rect
from widgets.tile import View
from widgets.tiles.text.paragraphs import Notice

if TYPE_CHECKING:
    from datetime import datetime

    from services.views import Knowledge
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room

_TITLE = Wording(vi="Thông báo", en="Notice")
_MOST = 12
"""Paragraphs."""
_WIDE = 1.25
"""Width by height from which on the code stands at the right of the text."""
_SHARE = 0.5
"""Of the room, what the code may take beside or under a text."""


_Paragraphs = Annotated[tuple[Wording, ...], Field(min_length=1, max_length=_MOST)]


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


class TextTile(Tile):
    """Thông báo bằng chữ: một hay nhiều đoạn, tiếng Việt và tiếng Anh, kèm mã QR nếu cần."""

    text: Annotated[
        _Paragraphs,
        BeforeValidator(_listed, json_schema_input_type=Wording | _Paragraphs),
        Field(examples=["Họp giao ban lúc 15:00"]),
    ]
    """Một đoạn hoặc danh sách các đoạn; xuống dòng trong đoạn được giữ. Chữ thường, không có định dạng."""
    size: Literal["reading", "large", "figure"] = "reading"
    """Cỡ chữ mong muốn: vừa đọc (reading), lớn (large), như con số (figure); không đủ chỗ thì nhỏ dần, không
    bao giờ nhỏ hơn mức đọc được.
    """
    align: Literal["left", "centre"] = "left"
    """Căn trái (left) hay căn giữa (centre)."""
    qr: (
        Annotated[
            str,
            BeforeValidator(only_text),
            Field(min_length=1, max_length=LONGEST, examples=["https://lamdong.gov.vn"]),
        ]
        | None
    ) = None
    """Địa chỉ hoặc đoạn chữ hiện thành mã QR; check nhắc khi mã quá nhỏ để quét từ chỗ ngồi xa nhất."""
    start: Annotated[Moment | None, Field(alias="from", examples=["2026-12-01"])] = None
    """Hiện từ lúc nào, theo giờ của tường."""
    until: Annotated[Moment | None, Field(examples=["2026-12-31"])] = None
    """Hiện đến lúc nào; ghi ngày không có giờ là đến hết ngày ấy. Hết hạn thì ô để trống."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView(View):
    shown: bool
    """Now is neither before its time nor after."""
    paragraphs: tuple[Wording, ...]
    size: Literal["reading", "large", "figure"]
    centred: bool
    qr: str | None
    start: datetime | None
    until: datetime | None

    @override
    def figures(self) -> dict[str, Json]:
        return {
            "shown": self.shown,
            "paragraphs": [one.vi for one in self.paragraphs] if self.shown else [],
            "qr": self.qr if self.shown else None,
            "from": None if self.start is None else iso(self.start),
            "until": None if self.until is None else iso(self.until),
        }


class TextType:
    name = "text"
    settings = TextTile
    own_notes = False

    def look_up(self, settings: TextTile, knowledge: Knowledge) -> TextView:
        at, zone = knowledge.at, knowledge.zone
        start = None if settings.start is None else settings.start.begins(zone)
        end = None if settings.until is None else settings.until.ends(zone)
        shown = (start is None or start <= at) and (end is None or at < end)
        turns = min((one for one in (start, end) if one is not None and one > at), default=None)
        return TextView(
            title=settings.title or _TITLE,
            bare=settings.title is None or not shown,
            silent=not shown,
            standing=replace(knowledge.standing(()), until=turns),
            shown=shown,
            paragraphs=settings.text,
            size=settings.size,
            centred=settings.align == "centre",
            qr=settings.qr,
            start=start,
            until=end,
        )

    def lay_out(self, view: TextView, room: Room, sheet: Sheet) -> list[Item]:
        if not view.shown:
            return []
        lang = sheet.words.lang
        full = [one.full_in(lang) for one in view.paragraphs]
        short = [one.short_in(lang) or one.full_in(lang) for one in view.paragraphs]
        tried = [
            (Notice(view.size, replace(room, box=words), sheet, centred=view.centred), place)
            for words, place in _parted(view.qr, room.box, sheet)
        ]
        notice, place = next((one for one in tried if one[0].goes(full)), tried[-1])
        items = notice.items(full, short)
        return [*items, *code(view.qr, place)] if view.qr and place else items


TILE = TextType()


def _parted(qr: str | None, box: Rect, sheet: Sheet) -> list[tuple[Rect, Rect | None]]:
    """What is for the words, and the square for the code where there is one that goes: the largest code
    first.
    """
    if qr is None:
        return [(box, None)]
    gap = sheet.reading * 0.7
    if box.w >= _WIDE * box.h:
        return [
            (
                box.left(box.w - edge - gap),
                Rect(box.right - edge, box.y + max((box.h - edge) / 2, 0.0), edge, edge),
            )
            for edge in sides(qr, sheet, most=min(box.h, box.w * _SHARE))
        ] or [(box, None)]
    return [
        (box.above(edge + gap), Rect(box.x, box.bottom - edge, edge, edge))
        for edge in sides(qr, sheet, most=min(box.w, box.h * _SHARE))
    ] or [(box, None)]
