"""How the table of a tile's rows calls the columns and the codes that wall.json tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.freshness import State
from services.phrase import phrase
from services.records import Level
from services.words.terms import PRIORITIES, STATES
from widgets.heads import HEADS
from widgets.kinds import SAID, TOLD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.phrase import Phrase
    from services.words import Words

_HEADS = {
    "acknowledged": phrase("Đã xác nhận"),
    "ahead": phrase("Sắp tới"),
    "band": phrase("Ngưỡng"),
    "bands": phrase("Các ngưỡng"),
    "before": phrase("Trước"),
    "after": phrase("Sau"),
    "cells": phrase("Các ô"),
    "count": phrase("Số lượng"),
    "days_over": phrase("Quá hạn (ngày)"),
    "done": phrase("Xong"),
    "first": phrase("Đầu tiên"),
    "forecast": phrase("Dự báo cả năm"),
    "from": phrase("Từ"),
    "gaps": phrase("Quãng thiếu"),
    "happened": phrase("Lúc"),
    "in_time": phrase("Đúng hạn"),
    "indicator": phrase("Chỉ số"),
    "last": phrase("Gần nhất"),
    "late": phrase("Muộn"),
    "least": phrase("Thấp nhất"),
    "longest": phrase("Lâu nhất (ngày)"),
    "most": phrase("Cao nhất"),
    "name": phrase("Tên"),
    "of": phrase("Tổng số"),
    "others": phrase("Nơi khác"),
    "outcome": phrase("Kết quả"),
    "outlook": phrase("Triển vọng"),
    "overdue": phrase("Quá hạn"),
    "owing": phrase("Còn nợ"),
    "parts": phrase("Các phần"),
    "period": phrase("Kỳ"),
    "points": phrase("Điểm"),
    "priority": phrase("Mức"),
    "reached": phrase("Đã đạt"),
    "scale": phrase("Thang"),
    "share": phrase("Tỷ lệ (%)"),
    "simulated": phrase("Mô phỏng"),
    "so_far": phrase("Tính đến nay"),
    "stages": phrase("Theo tình hình"),
    "state": phrase("Trạng thái"),
    "system": phrase("Hệ thống"),
    "text": phrase("Nội dung"),
    "title": phrase("Tiêu đề"),
    "total": phrase("Tổng số"),
    "unit": phrase("Đơn vị"),
    "value": phrase("Giá trị"),
    "what": phrase("Nội dung"),
    "where": phrase("Nơi đăng"),
    "whole": phrase("Đủ kỳ"),
    "word": phrase("Tên"),
}
_NUMBERED = {"code": phrase("Mã"), "due": phrase("Đến hạn")}
"""Where each row has a number."""
_TO = phrase("Đến")
"""Beside where something comes from."""
_CODES: dict[str, Phrase] = {
    **TOLD,
    **SAID,
    **PRIORITIES,
    **{state.value: STATES[state] for state in State},
    Level.ESTIMATE: phrase("ước tính"),
    Level.PRELIMINARY: phrase("sơ bộ"),
    Level.OFFICIAL: phrase("chính thức"),
    "answers": phrase("trả lời"),
    "at_risk": phrase("Nguy cơ không đạt"),
    "lacking": phrase("Thiếu số liệu"),
    "missed": phrase("Hết kỳ chưa đạt"),
    "negative": phrase("tiêu cực"),
    "neutral": phrase("trung tính"),
    "no answer": phrase("không trả lời"),
    "on_course": phrase("Đang theo dõi"),
    "positive": phrase("tích cực"),
    "unjudged": phrase("Chưa đánh giá được"),
    "wrong answer": phrase("trả lời sai"),
}


def head(name: str, beside: Iterable[str], words: Words, *, numbered: bool) -> str:
    """Of a column `beside` these; a field of a package of others is shown by its own name."""
    heads: Mapping[str, Phrase] = {**HEADS, **_HEADS}
    if name == "to" and "from" in beside:
        return words.say(_TO)
    if numbered and name in _NUMBERED:
        return words.say(_NUMBERED[name])
    return words.say(heads[name]) if name in heads else name


def word(column: str, code: str, words: Words) -> str | None:
    """Of a code that is no word; None: it is one already. `late` is a state, or a year's outlook."""
    if column == "outlook" and code == "late":
        return words.say("Số liệu quá hạn hoặc thiếu")
    said = _CODES.get(code)
    return None if said is None else words.say(said)
