"""A picture that lies beside the wall file: a logo, a notice, a plan of the room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, override

from services.settings import Tile, Wording
from services.wall_file.pictures import InFile, Picture
from widgets.drawing import Ink, Item, Mark, Raster, Rect, Weight
from widgets.tile import View

if TYPE_CHECKING:
    from services.views import Knowledge
    from widgets.sheet import Sheet
    from widgets.tile import Json, Room

_LEAST = 2.6
"""Rows of reading size that a picture keeps before its caption gives way."""
_MOST_LINES = 2
_SAID = 4


class PictureTile(Tile):
    """Ảnh đặt cạnh tệp tường: logo, sơ đồ, thông báo. PNG, JPEG hoặc SVG, tối đa 2 MiB."""

    picture: InFile
    """Tệp ảnh, đường dẫn tính từ thư mục của tệp tường."""
    fit: Literal["contain", "cover"] = "contain"
    """Hiện trọn ảnh (contain), hay lấp đầy ô và cắt phần thừa (cover)."""
    caption: Wording | None = None
    """Chú thích dưới ảnh."""
    alt: Wording | None = None
    """Ảnh cho thấy gì, bằng chữ, cho wall.json và cho khi ảnh không hiện được; mặc định là chú thích."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView(View):
    picture: Picture
    cover: bool
    caption: Wording | None
    alt: Wording | None

    @override
    def figures(self) -> dict[str, Json]:
        return {
            "file": self.picture.name,
            "sha256": self.picture.hash,
            "shown": self.picture.sound,
            "alt": None if self.alt is None else self.alt.vi,
        }


class PictureType:
    name = "picture"
    settings = PictureTile
    own_notes = False

    def look_up(self, settings: PictureTile, knowledge: Knowledge) -> PictureView:
        stem = settings.picture.name.rpartition("/")[2].rpartition(".")[0]
        alt = settings.alt or settings.caption
        return PictureView(
            title=settings.title or alt or Wording(vi=stem or settings.picture.name),
            bare=settings.title is None,
            standing=knowledge.standing(()),
            picture=settings.picture,
            cover=settings.fit == "cover",
            caption=settings.caption,
            alt=alt,
        )

    def lay_out(self, view: PictureView, room: Room, sheet: Sheet) -> list[Item]:
        if not view.picture.sound:
            return _told(view, room, sheet)
        items: list[Item] = []
        box = room.box
        lines = _lines(view.caption, box, sheet)
        if view.caption is not None and lines:
            height = lines * sheet.row
            items.append(
                _caption(view.caption, lines, box.below(box.h - height), sheet, room.ground)
            )
            box = box.above(height + sheet.px(8))
        shown = placed(view.picture, box, cover=view.cover)
        return [shown, *items] if shown is not None else items


TILE = PictureType()


def placed(picture: Picture, box: Rect, *, cover: bool = False) -> Raster | None:
    """As large as it goes in the middle of the box, its shape kept; None where there is no room at all."""
    if picture.content is None or not picture.sound or box.w < 1 or box.h < 1:
        return None
    ratios = box.w / picture.width, box.h / picture.height
    scale = max(ratios) if cover else min(ratios)
    width, height = picture.width * scale, picture.height * scale
    whole = Rect(box.x + (box.w - width) / 2, box.y + (box.h - height) / 2, width, height)
    return Raster(whole, picture.content, clip=box if cover else whole)


def _lines(caption: Wording | None, box: Rect, sheet: Sheet) -> int:
    """None where the picture would have nothing left."""
    if caption is None:
        return 0
    wanted = len(
        sheet.broken(caption.full_in(sheet.words.lang), box.w, sheet.reading, Weight.REGULAR)
    )
    room = int((box.h - _LEAST * sheet.row) / sheet.row)
    return max(min(wanted, room, _MOST_LINES), 0)


def _caption(caption: Wording, lines: int, box: Rect, sheet: Sheet, ground: Ink) -> Item:
    """One line in the middle under the picture, two from its left."""
    full, short = caption.full_in(sheet.words.lang), caption.short_in(sheet.words.lang)
    if lines == 1:
        return sheet.line(
            "context", full, box, ink=Ink.SECOND, ground=ground, align="centre", short=short
        )
    said = sheet.paragraph(
        "context", full, box, lines=lines, short=short, ink=Ink.SECOND, ground=ground
    )
    return replace(said, full=full)


def _told(view: PictureView, room: Room, sheet: Sheet) -> list[Item]:
    """There is no picture: why, and what it would have shown."""
    words, box = sheet.words, room.box
    fault = view.picture.fault
    assert fault is not None
    why = words.say("Không hiện được ảnh “{name}”: {why}", name=view.picture.name, why=fault)
    side = sheet.reading * 0.8
    mark = Rect(box.x, box.y + (sheet.row - side) / 2 + sheet.px(2), side, side)
    said = sheet.paragraph(
        "badge",
        why,
        box.beside(side + sheet.reading * 0.4),
        lines=_SAID,
        ink=room.ink,
        ground=room.ground,
    )
    items: list[Item] = [Mark("cross", mark, Ink.OUTLINE), replace(said, full=why)]
    below = box.below(said.rect.h + sheet.px(8))
    if view.alt is not None and below.h >= sheet.row:
        alt = view.alt.full_in(words.lang)
        items.append(
            sheet.paragraph("context", alt, below, lines=_SAID, ink=Ink.SECOND, ground=room.ground)
        )
    return items
