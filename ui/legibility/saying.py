"""What is wrong and what to do, in words."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from services.phrase import phrase
from ui import layout
from ui.legibility.judging import CONTRAST, Kind
from ui.legibility.remedies import Remedy
from widgets.code import LEAST
from widgets.sheet import FLOOR

if TYPE_CHECKING:
    from services.phrase import Phrase
    from ui.legibility.judging import Complaint
    from ui.legibility.laid import Laid

_TENTH = Decimal("0.1")
_METRE = 1000
_BIGGER = phrase("cho ô này rộng hơn, hoặc bớt ô trên màn hình")
_SHORTER = phrase("rút ngắn tên ở đầu màn hình, hoặc ghi thêm dạng short")
_SHORTER_CODE = phrase("rút ngắn địa chỉ ở qr và cho ô này rộng hơn, hoặc bớt ô trên màn hình")
_NEARER = phrase("xem lại pitch và seat của màn hình; màn hình nhỏ thì bớt ô")
_AUTHOR = phrase("báo cho người viết gói; chi tiết nằm trong nhật ký chương trình")
_OF_TYPE = phrase("báo lỗi này cho người viết loại ô")
_FEWER_SERIES = phrase("bớt đường trong ô này, hoặc chia ra hai ô")
_FEWER_KEYS = phrase("chuyển bớt ô tô màu sang cảnh hoặc màn hình khác")
_CLEAR = phrase(
    "đổi span hoặc lưới để chữ không rơi vào viền; bảng và danh sách thì cho nằm trọn một tấm"
)
_WITHIN = phrase("dời ô hoặc bớt span cho nằm trọn một tấm, hoặc ghi across: true cho ô")


def what(found: Complaint, laid: Laid) -> Phrase:
    if found.kind is Kind.FAILED and laid.failed is not None:
        return laid.failed
    return _on_screen(found, laid) if laid.content is None else _on_tile(found, laid)


def _on_tile(found: Complaint, laid: Laid) -> Phrase:
    tile, text = laid.name, "" if found.text is None else found.text.full
    match found.kind:
        case Kind.SIZE | Kind.CONTRAST | Kind.CODE:
            return _hard_to_read(found, tile)
        case Kind.TITLE:
            return phrase("tên ô “{tile}” không hiện được hết", tile=text)
        case Kind.OVERLAP:
            other = "" if found.other is None else found.other.full
            return phrase(
                "chữ “{text}” và chữ “{other}” trên ô “{tile}” đè lên nhau",
                text=text,
                other=other,
                tile=tile,
            )
        case Kind.OUTSIDE:
            return phrase("chữ “{text}” ra ngoài ô “{tile}”", text=text, tile=tile)
        case Kind.NOTHING | Kind.NAMELESS:
            return _without(found.kind, tile)
        case Kind.ACROSS | Kind.HIDDEN:
            return _at_a_seam(found, laid, text)
        case Kind.SERIES:
            return phrase(
                "ô “{tile}” vẽ các đường bằng {colours} màu, nhiều hơn {most}",
                tile=tile,
                colours=int(-found.degree),
                most=layout.MOST_SERIES,
            )
        case _:
            return phrase("chữ “{text}” trên ô “{tile}” không đủ chỗ", text=text, tile=tile)


def _hard_to_read(found: Complaint, tile: str) -> Phrase:
    """Too small for the farthest seat, or of too little contrast."""
    measured = _measured(found)
    match found.kind:
        case Kind.SIZE:
            return phrase(
                "chữ {size}′ trên ô “{tile}” < {least}′", size=measured, tile=tile, least=int(FLOOR)
            )
        case Kind.CODE:
            return phrase(
                "mã QR trên ô “{tile}” quá nhỏ để quét từ ghế xa nhất: {size}′ mỗi ô vuông < {least}′",
                tile=tile,
                size=measured,
                least=int(LEAST),
            )
        case _:
            return phrase(
                "độ tương phản {contrast} của chữ “{text}” trên ô “{tile}” < {least}",
                contrast=measured,
                text="" if found.text is None else found.text.text,
                tile=tile,
                least=int(CONTRAST),
            )


def _without(kind: Kind, tile: str) -> Phrase:
    if kind is Kind.NAMELESS:
        return phrase("ô “{tile}” không đủ chỗ cho tên ô", tile=tile)
    return phrase("ô “{tile}” không đủ chỗ để hiện nội dung", tile=tile)


def _at_a_seam(found: Complaint, laid: Laid, text: str) -> Phrase:
    tile, screen = laid.name, laid.screen
    if found.kind is Kind.ACROSS:
        return phrase(
            "ô “{tile}” nằm vắt qua đường ghép giữa các tấm của màn hình “{screen}”",
            tile=tile,
            screen=screen,
        )
    return phrase(
        "chữ “{text}” trên ô “{tile}” nằm sau viền giữa các tấm của màn hình “{screen}”",
        text=text,
        tile=tile,
        screen=screen,
    )


def _on_screen(found: Complaint, laid: Laid) -> Phrase:
    screen, text = laid.name, "" if found.text is None else found.text.full
    match found.kind:
        case Kind.SIZE | Kind.CONTRAST:
            return _hard_to_read_on_screen(found, screen)
        case Kind.OVERLAP:
            other = "" if found.other is None else found.other.full
            return phrase(
                "chữ “{text}” và chữ “{other}” ở đầu màn hình “{screen}” đè lên nhau",
                text=text,
                other=other,
                screen=screen,
            )
        case Kind.OUTSIDE:
            return phrase("chữ “{text}” ra ngoài màn hình “{screen}”", text=text, screen=screen)
        case Kind.ACROSS:
            return phrase(
                "chữ “{text}” ở đầu màn hình “{screen}” nằm vắt qua đường ghép giữa các tấm",
                text=text,
                screen=screen,
            )
        case Kind.KEYS:
            return phrase(
                "màn hình “{screen}” dùng {colours} bảng màu, nhiều hơn {most}",
                screen=screen,
                colours=int(-found.degree),
                most=layout.MOST_KEYS,
            )
        case _:
            return phrase(
                "chữ “{text}” trên màn hình “{screen}” không đủ chỗ", text=text, screen=screen
            )


def _hard_to_read_on_screen(found: Complaint, screen: str) -> Phrase:
    if found.kind is Kind.SIZE:
        return phrase(
            "chữ {size}′ trên màn hình “{screen}” < {least}′",
            size=_measured(found),
            screen=screen,
            least=int(FLOOR),
        )
    return phrase(
        "độ tương phản {contrast} của chữ “{text}” trên màn hình “{screen}” < {least}",
        contrast=_measured(found),
        text="" if found.text is None else found.text.text,
        screen=screen,
        least=int(CONTRAST),
    )


def to_do(found: Complaint, laid: Laid, remedy: Remedy) -> Phrase:
    match found.kind:
        case Kind.FAILED:
            return _OF_TYPE if laid.content and laid.content.broken else _AUTHOR
        case Kind.CONTRAST:
            return _OF_TYPE
        case Kind.SERIES:
            return _FEWER_SERIES
        case Kind.KEYS:
            return _FEWER_KEYS
        case Kind.ACROSS:
            return _SHORTER if laid.content is None else _aligned(laid)
        case Kind.HIDDEN:
            return _CLEAR
        case Kind.TITLE if laid.content is not None:
            return _titled(laid, remedy)
        case Kind.CODE:
            return _coded(remedy)
        case _:
            otherwise = _NEARER if found.kind is Kind.SIZE else _BIGGER
            if laid.content is None and found.kind is not Kind.SIZE:
                otherwise = _SHORTER
            return _computed(remedy) or otherwise


def _computed(remedy: Remedy) -> Phrase | None:
    seat = None if remedy.seat is None else _metres(remedy.seat)
    match remedy.span or remedy.grid:
        case None:
            return None if seat is None else phrase("cần ghế ≤ {seat} m", seat=seat)
        case columns, rows if remedy.span:
            if seat is None:
                return phrase("cần span: [{columns}, {rows}]", columns=columns, rows=rows)
            return phrase(
                "cần span: [{columns}, {rows}] hoặc ghế ≤ {seat} m",
                columns=columns,
                rows=rows,
                seat=seat,
            )
        case columns, rows:
            if seat is None:
                return phrase("cần lưới {columns} × {rows}", columns=columns, rows=rows)
            return phrase(
                "cần lưới {columns} × {rows} hoặc ghế ≤ {seat} m",
                columns=columns,
                rows=rows,
                seat=seat,
            )


def _coded(remedy: Remedy) -> Phrase:
    match remedy:
        case Remedy(both=True, code=int() as most, span=(columns, rows)):
            return phrase(
                "rút địa chỉ ở qr còn tối đa {most} ký tự, và cho ô span: [{columns}, {rows}]",
                most=most,
                columns=columns,
                rows=rows,
            )
        case Remedy(code=int() as most, span=(columns, rows)):
            return phrase(
                "rút địa chỉ ở qr còn tối đa {most} ký tự, hoặc cần span: [{columns}, {rows}]",
                most=most,
                columns=columns,
                rows=rows,
            )
        case Remedy(code=int() as most):
            return phrase("rút địa chỉ ở qr còn tối đa {most} ký tự", most=most)
        case _:
            return _computed(remedy) or _SHORTER_CODE


def _titled(laid: Laid, remedy: Remedy) -> Phrase:
    key = "short_en" if laid.sheet.words.lang == "en" else "short"
    match remedy.span or remedy.grid:
        case None:
            return phrase("ghi dạng ngắn ({key}) cho tên ô", key=key)
        case columns, rows if remedy.span:
            return phrase(
                "ghi dạng ngắn ({key}) cho tên ô, hoặc cần span: [{columns}, {rows}]",
                key=key,
                columns=columns,
                rows=rows,
            )
        case columns, rows:
            return phrase(
                "ghi dạng ngắn ({key}) cho tên ô, hoặc cần lưới {columns} × {rows}",
                key=key,
                columns=columns,
                rows=rows,
            )


def _aligned(laid: Laid) -> Phrase:
    """The next grid that the panels divide, unless it is divided already."""
    if laid.content is None:
        return _WITHIN
    (columns, rows), (across, down) = laid.content.grid, laid.sheet.panels
    aligned = -(-columns // across) * across, -(-rows // down) * down
    if aligned == (columns, rows):
        return _WITHIN
    return phrase(
        "cần lưới {columns} × {rows}, hoặc ghi across: true cho ô",
        columns=aligned[0],
        rows=aligned[1],
    )


def _measured(found: Complaint) -> Decimal:
    """Rounded down: what lies hardly below a bound doesn't seem to hold it."""
    return Decimal(found.degree).quantize(_TENTH, ROUND_FLOOR)


def _metres(millimetres: float) -> Decimal:
    metres = (Decimal(millimetres) / _METRE).quantize(_TENTH)
    return metres.to_integral_value() if metres == metres.to_integral_value() else metres
