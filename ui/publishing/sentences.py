"""What the page says by itself, in the wall's words. `{age}` and `{moment}` stand for what it puts there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.words import Words
    from widgets.tile import Json

AGE, MOMENT = "{age}", "{moment}"


def sentences(words: Words) -> dict[str, Json]:
    return {
        "simulated": words.say("MÔ PHỎNG"),
        "invented": words.say("Ảnh có số liệu mô phỏng, không phải số liệu thật."),
        "taken": words.say("Ảnh lúc {moment}", moment=MOMENT),
        "old": words.say("Ảnh cũ {age}: tường chưa xuất ảnh mới.", age=AGE),
        "unreached": words.say("Không tải được ảnh mới; đang hiện ảnh trước và tự thử lại."),
        "skewed": words.say("Giờ của thiết bị này lệch với giờ của tường."),
        "waiting": words.say("Đang tải ảnh của tường."),
        "nothing": words.say("Hiện không có cảnh nào được xuất ra đây."),
        "outdated": words.say("Trang này cũ hơn ảnh: hãy tải lại trang."),
        "scenes": words.say("Cảnh"),
        "before": words.say("Trước"),
        "after": words.say("Sau"),
        "pause": words.say("Dừng luân phiên"),
        "go_on": words.say("Luân phiên"),
        "bigger": words.say("Phóng to"),
        "smaller": words.say("Thu nhỏ"),
        "whole": words.say("Cả tường"),
        "single": words.say("Từng màn hình"),
    }
