"""XML of other systems, read within bounds: no entities of its own, no document but itself, and names
without their prefixes, which differ from server to server.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.door import SourceError
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.remedies import CUT, EMPTY, LOGIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)")
_DECLARED = 400
"""Bytes in which the declaration stands, junk before it counted."""
_SAID = 200
"""Characters of what a server says of its own error."""
_FAULTS = {"ExceptionReport": "ExceptionText", "ServiceExceptionReport": "ServiceException"}
"""OGC's reports of errors: of OWS Common (WFS, and others since), and of WMS."""


def read_xml(body: bytes) -> Element:
    """The root; else `SourceError` of reason malformed. Junk before the first `<` is passed over."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - heavy: only walls that read XML pay
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415 - as above

    start = body[:200].lstrip().lower()
    if not start:
        raise _malformed(phrase("Nguồn trả lời rỗng"), EMPTY)
    if start.startswith((b"<!doctype html", b"<html")):
        raise _malformed(
            phrase("Nguồn trả lời một trang web (HTML), không phải XML; có thể là trang đăng nhập"),
            LOGIN,
        )
    try:
        root: Element = fromstring(_from_the_first_tag(body))
    except DefusedXmlException:
        raise _malformed(
            phrase(
                "Câu trả lời XML tự khai thực thể (entity); tường không đọc vì có thể là bom XML"
            ),
            phrase("đề nghị đơn vị quản lý bỏ phần DOCTYPE và ENTITY ở đầu câu trả lời"),
        ) from None
    except ParseError as error:
        raise _broken(body, error.position) from None
    except (ValueError, LookupError):  # a character set that there isn't
        raise _unwritten() from None
    return root


def local(element: Element) -> str:
    """`ExceptionReport` of `{http://www.opengis.net/ows/1.1}ExceptionReport`."""
    return str(element.tag).rpartition("}")[2]


def within(element: Element, *path: str) -> Iterator[Element]:
    """The elements at the end of a path of local names below `element`."""
    if not path:
        yield element
        return
    for child in element:
        if local(child) == path[0]:
            yield from within(child, *path[1:])


def text_within(element: Element, *path: str) -> str | None:
    """The first text there that isn't blank."""
    texts = (plain("".join(found.itertext())) for found in within(element, *path))
    return next(filter(None, texts), None)


def fault(root: Element) -> str | None:
    """What an OGC server says of its own error: '' where it says nothing; None: it reports none."""
    name = _FAULTS.get(local(root))
    if name is None:
        return None
    found = (plain("".join(one.itertext()), _SAID) for one in root.iter() if local(one) == name)
    codes = (one.get("exceptionCode") or one.get("code") or "" for one in root.iter())
    return next(filter(None, found), None) or plain(next(filter(None, codes), ""), _SAID)


def _from_the_first_tag(body: bytes) -> bytes:
    """As it is where it isn't bytes of ASCII letters: UTF-16 has its mark in front."""
    at = body.find(b"<")
    junk = body[: max(at, 0)]
    return body[at:] if at > 0 and b"\0" not in body[:4] and junk not in _MARKS else body


_MARKS = {b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"}


def _broken(body: bytes, position: tuple[int, int]) -> SourceError:
    """Of what says nothing of its letters those of UTF-8 are meant."""
    told = _ENCODING.search(body[:_DECLARED])
    if told is None or told[1].lower() == b"utf-8":
        try:
            body.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.reason != "unexpected end of data":
                return _unwritten()
    line, column = position
    return _malformed(
        phrase(
            "Câu trả lời không phải XML đúng, hoặc bị cắt cụt: dòng {line}, cột {column}",
            line=line,
            column=column + 1,
        ),
        CUT,
    )


def _unwritten() -> SourceError:
    return _malformed(
        phrase("Không đọc được bảng mã chữ của câu trả lời XML"),
        phrase(
            "đề nghị đơn vị quản lý ghi đúng bảng mã ở dòng <?xml … encoding=…>, tốt nhất là UTF-8"
        ),
    )


def _malformed(words: Phrase, remedy: Phrase) -> SourceError:
    return SourceError(Reason.MALFORMED, words, remedy=remedy)
