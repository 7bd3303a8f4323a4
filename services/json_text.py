"""JSON of other systems, read within bounds.

Numbers with a point stay `Decimal` with the source's digits. What is no number that can be shown
(NaN, Infinity, a million digits, an exponent of ninety million) comes back as its text, shortened:
no value for a figure, and words can quote it. Duplicate keys: the last wins.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from itertools import accumulate
from typing import cast

from services.door import SourceError
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import number, shortened
from services.remedies import CUT, EMPTY, LOGIN

DEPTH = 100
"""Levels of nesting; a multipolygon in a feature collection has eight."""

_TEXTS = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_NO_BRACKETS = re.compile(r"[^\[\]{}]++")
_SHORT = 18
"""Characters of a number that is within every bound, if it has no exponent."""
_EXPONENT = frozenset("eE")
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATES = re.compile("[\ud800-\udfff]")

_UTF_8 = phrase(
    "đề nghị đơn vị quản lý cho API trả JSON bằng UTF-8, như tiêu chuẩn của JSON đòi hỏi"
)
_WHOLE = phrase("Câu trả lời JSON bị cắt cụt")
_BEGUN = ("true", "false", "null", "-")
"""Beside numbers and texts: of what a part may stand at the end of an answer that was cut off."""


def read_json(body: bytes) -> object:
    """None, bool, int, Decimal, str, list or dict; else `SourceError` of reason malformed."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _undecodable(body, error) from error
    start = text[:200].lstrip()
    if start.startswith("<"):
        raise _malformed(
            phrase(
                "Nguồn trả lời một trang web (HTML) hoặc XML, không phải JSON; có thể là trang đăng nhập"
            ),
            LOGIN,
        )
    if not start and not text.strip():
        raise _malformed(phrase("Nguồn trả lời rỗng"), EMPTY)
    if _deepest(text) > DEPTH:
        raise _malformed(phrase("Câu trả lời JSON lồng sâu quá {depth} tầng", depth=DEPTH))
    try:
        read: object = json.loads(
            text, parse_float=_decimal, parse_int=_whole, parse_constant=shortened
        )
    except (ValueError, RecursionError) as error:
        raise _broken(text, error) from None
    return _mended(read) if _ESCAPED_SURROGATE.search(text) else read


def _malformed(words: Phrase, remedy: Phrase | None = None) -> SourceError:
    return SourceError(Reason.MALFORMED, words, remedy=remedy)


def _undecodable(body: bytes, error: UnicodeDecodeError) -> SourceError:
    """An answer that was cut off may end within a letter."""
    if error.end == len(body) and error.reason == "unexpected end of data":
        return _malformed(_WHOLE, CUT)
    return _malformed(phrase("Câu trả lời không phải văn bản UTF-8"), _UTF_8)


def _broken(text: str, error: Exception) -> SourceError:
    found, said = getattr(error, "pos", None), getattr(error, "msg", "")
    place = found if isinstance(found, int) else len(text)
    rest = text[place:].rstrip()
    # a text is wrong from its beginning on, an escape from its backslash on
    within = said.startswith("Unterminated string") or (
        "escape" in said and len(rest) < len(r"\u0000") and '"' not in rest
    )
    if not rest or within or any(word.startswith(rest) for word in _BEGUN):
        return _malformed(_WHOLE, CUT)
    return _malformed(
        phrase("Câu trả lời không phải JSON đúng: sai ở ký tự thứ {place}", place=place + 1),
        phrase(
            "xem câu trả lời ở ký tự ấy và báo đơn vị quản lý hệ thống; kiểm tra cả url và path"
        ),
    )


def _deepest(text: str) -> int:
    """Found before parsing, so that no parser's stack is at stake."""
    brackets = _NO_BRACKETS.sub("", _TEXTS.sub("", text))
    return max(accumulate(map(_STEPS.__getitem__, brackets)), default=0)


def _decimal(written: str) -> object:
    if len(written) <= _SHORT and _EXPONENT.isdisjoint(written):
        return Decimal(written)  # of good form, or the parser had not come here
    value = number(written)
    return shortened(written) if value is None else value


def _whole(written: str) -> object:
    if len(written) <= _SHORT:
        return int(written)
    value = number(written)
    return shortened(written) if value is None else int(value)


def _mended(value: object) -> object:
    """Lone surrogates, which JSON can spell and UTF-8 can't, become U+FFFD."""
    match value:
        case str():
            return _SURROGATES.sub("\ufffd", value)
        case list():
            return [_mended(item) for item in cast("list[object]", value)]
        case dict():
            return {
                _SURROGATES.sub("\ufffd", key): _mended(item)
                for key, item in cast("dict[str, object]", value).items()
            }
        case _:
            return value
