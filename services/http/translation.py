"""Foreign errors in operators' words: the one place where requests, urllib3, ssl and sockets are
turned into reasons. No text of an exception is passed on, for it may hold a header or an address
with its key.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import requests
import urllib3

from services.door import SourceError
from services.json_text import read_json
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.remedies import CUT
from services.xml_text import fault, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_WAIT = timedelta(days=1)
"""A `Retry-After` beyond this is taken for a mistake."""

_MISMATCH, _EXPIRED, _NOT_YET = {62, 64}, 10, 9
_STRANGERS = {2, 18, 19, 20, 21}


def of_network(error: Exception) -> SourceError:
    """Of what requests or urllib3 raised while an answer was waited for."""
    for cause in _causes(error):
        if (found := _known(cause)) is not None:
            return found
    return SourceError(Reason.UNREACHABLE, phrase("Mất kết nối với nguồn khi đang hỏi"))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The innermost first: it knows most. requests and urllib3 hide causes in arguments."""
    seen: list[BaseException] = []
    ahead: list[BaseException | None] = [error]
    while ahead and len(seen) < 20:  # noqa: PLR2004 - deeper is nobody's
        found = ahead.pop()
        if found is None or any(found is known for known in seen):
            continue
        seen.append(found)
        inside = [item for item in found.args if isinstance(item, BaseException)]
        reason = getattr(found, "reason", None)
        if isinstance(reason, BaseException):
            inside.append(reason)
        ahead += [found.__context__, found.__cause__, *inside]
    return reversed(seen)


def _known(cause: BaseException) -> SourceError | None:
    for kinds, reason, words in _WORDS:
        if isinstance(cause, kinds):
            return SourceError(reason, words, remedy=_REMEDIES.get(words))
    match cause:
        case socket.gaierror(filename=str(host)):
            return _nameless(phrase("Không tìm thấy máy nào tên “{host}”", host=plain(host, 120)))
        case socket.gaierror():
            return _nameless(phrase("Không tìm thấy máy chủ theo tên trong địa chỉ"))
        case ssl.SSLCertVerificationError():
            return SourceError(Reason.CERTIFICATE, _certificate(cause.verify_code))
        case ssl.SSLError():
            return _tls(cause)
        case http.client.LineTooLong():
            return _long_headers()
        case http.client.IncompleteRead() | urllib3.exceptions.IncompleteRead():
            return _cut_off()
        case _:
            return _by_text(cause)


def _nameless(words: Phrase) -> SourceError:
    return SourceError(Reason.NO_SUCH_NAME, words)


NO_WAY = phrase("Không có đường tới máy chủ")
_NOT_HTTP = phrase("Máy chủ trả lời không theo giao thức HTTP")
_REMEDIES = {
    _NOT_HTTP: phrase("xem lại cổng: cổng này của một dịch vụ khác, không phải web hay API")
}
_WORDS: tuple[tuple[tuple[type[BaseException], ...], Reason, Phrase], ...] = (
    (
        (ConnectionRefusedError,),
        Reason.UNREACHABLE,
        phrase("Máy chủ từ chối kết nối: cổng đóng hoặc dịch vụ tắt"),
    ),
    (
        (urllib3.exceptions.NewConnectionError,),
        Reason.UNREACHABLE,
        NO_WAY,
    ),
    (
        (urllib3.exceptions.ConnectTimeoutError,),
        Reason.UNREACHABLE,
        phrase("Không nối được tới máy chủ trong thời hạn"),
    ),
    (
        (urllib3.exceptions.ReadTimeoutError,),
        Reason.DEADLINE,
        phrase("Nguồn im lặng quá thời hạn"),
    ),
    (
        (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError),
        Reason.UNREACHABLE,
        phrase("Máy chủ ngắt kết nối trước khi trả lời xong"),
    ),
    (
        (http.client.BadStatusLine, http.client.UnknownProtocol),
        Reason.REFUSED,
        _NOT_HTTP,
    ),
    (
        (urllib3.exceptions.DecodeError,),
        Reason.MALFORMED,
        phrase("Không giải nén được câu trả lời"),
    ),
    (
        (urllib3.exceptions.LocationValueError, requests.exceptions.InvalidURL),
        Reason.NO_SUCH_NAME,
        phrase("Địa chỉ của nguồn không dùng được"),
    ),
    (
        (requests.exceptions.InvalidHeader,),
        Reason.UNAUTHORISED,
        phrase("Khóa hoặc mật khẩu có ký tự không gửi được"),
    ),
)
"""The first that fits. RemoteDisconnected comes before BadStatusLine, which it is one of."""


def _by_text(cause: BaseException) -> SourceError | None:
    """What http.client and urllib3 have no class of its own for."""
    text = str(cause)
    if type(cause) is http.client.HTTPException and "headers" in text:
        return _long_headers()
    if isinstance(cause, urllib3.exceptions.InvalidChunkLength | http.client.IncompleteRead):
        return _cut_off()
    if isinstance(cause, OSError) and text.startswith("Tunnel connection failed"):
        return SourceError(Reason.REFUSED, phrase("Máy chủ trung gian (proxy) không cho đi qua"))
    return None


def _long_headers() -> SourceError:
    return SourceError(Reason.TOO_LARGE, phrase("Phần đầu của câu trả lời quá dài"))


def _cut_off() -> SourceError:
    return SourceError(Reason.MALFORMED, phrase("Câu trả lời bị cắt giữa chừng"), remedy=CUT)


def _certificate(code: int) -> Phrase:
    if code in _MISMATCH:
        return phrase("Chứng thư của máy chủ mang tên khác")
    if code == _EXPIRED:
        return phrase("Chứng thư của máy chủ đã hết hạn")
    if code == _NOT_YET:
        return phrase("Chứng thư của máy chủ chưa đến ngày hiệu lực; kiểm tra đồng hồ máy")
    if code in _STRANGERS:
        return phrase("Chứng thư của máy chủ do nơi không được tin cậy cấp; khai tệp gốc ở “ca”")
    return phrase("Chứng thư của máy chủ không hợp lệ")


def _tls(error: ssl.SSLError) -> SourceError:
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return SourceError(Reason.UNREACHABLE, phrase("Máy chủ ngắt kết nối khi đang mã hóa"))
    if error.reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"}:
        return SourceError(
            Reason.REFUSED,
            phrase("Máy chủ không mã hóa (TLS); thử đổi https thành http"),
            remedy=phrase("đổi https thành http trong url, nếu hệ thống ấy vốn không mã hóa"),
        )
    for part, words in _ALERTS:
        if part in (error.reason or ""):
            return SourceError(Reason.CERTIFICATE, words)
    return SourceError(Reason.CERTIFICATE, phrase("Không lập được kết nối mã hóa với máy chủ"))


_REFUSED_OURS = phrase("Máy chủ không nhận chứng thư khách khai ở “certificate”")
_ALERTS: tuple[tuple[str, Phrase], ...] = (
    ("CERTIFICATE_REQUIRED", phrase("Máy chủ đòi chứng thư khách; khai ở auth, “certificate”")),
    ("ALERT_CERTIFICATE_EXPIRED", phrase("Chứng thư khách đã hết hạn")),
    ("ALERT_CERTIFICATE_REVOKED", phrase("Chứng thư khách đã bị thu hồi")),
    ("ALERT_UNKNOWN_CA", _REFUSED_OURS),
    ("ALERT_BAD_CERTIFICATE", _REFUSED_OURS),
    ("ALERT_UNSUPPORTED_CERTIFICATE", _REFUSED_OURS),
    ("ALERT_CERTIFICATE_UNKNOWN", _REFUSED_OURS),
    ("ALERT_ACCESS_DENIED", _REFUSED_OURS),
    ("ALERT_DECRYPT_ERROR", _REFUSED_OURS),
)
"""What the other side says of the certificate that it was shown, by parts of OpenSSL's names."""


def of_status(
    status: int, headers: Mapping[str, str], excerpt: bytes, now: datetime
) -> SourceError:
    """Of an answer that is an outage by its status. `excerpt` is the start of its body, of which the
    system's own reason is quoted where it is JSON.
    """
    why = said(excerpt)
    wait = retry_after(headers.get("retry-after"), now) if status in {429, 503} else None
    reason = Reason.UNAUTHORISED if status in {401, 403} else Reason.REFUSED
    match status:
        case 401:
            words = phrase("Nguồn không nhận khóa hoặc mật khẩu (401)")
        case 403:
            words = phrase("Nguồn không cho phép tài khoản này xem (403)")
        case 404:
            words = phrase("Nguồn không có địa chỉ này (404)")
        case 429:
            words = phrase("Nguồn yêu cầu hỏi thưa hơn (429)")
        case 503:
            words = phrase("Nguồn tạm ngừng phục vụ (503)")
        case _ if why:
            words = phrase("Nguồn báo lỗi {status}: {why}", status=status, why=why)
        case _:
            words = phrase("Nguồn báo lỗi {status}", status=status)
    return SourceError(reason, words, wait, status, _remedy(status))


def _remedy(status: int) -> Phrase | None:
    match status:
        case 404 | 410:
            return phrase(
                "kiểm tra đường dẫn trong địa chỉ: có thể thiếu hoặc thừa một phần, ví dụ /api; tài liệu "
                "của hệ thống có ghi"
            )
        case 405:
            return phrase(
                "hệ thống không nhận GET: khai nguồn http_json với method: POST và body trong tệp tường"
            )
        case 429:
            return phrase("tăng every của nguồn để hỏi thưa hơn")
        case _ if status >= 500:  # noqa: PLR2004 - the system's own failures
            return phrase("đợi hệ thống phục vụ lại; nếu kéo dài thì báo đơn vị quản lý hệ thống")
        case _:
            return None


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Of seconds or of an HTTP date; none of a date that can't be reckoned with."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit() and len(value) < 10:  # noqa: PLR2004 - 30 years
        wait = timedelta(seconds=int(value))
    else:
        try:
            until = parsedate_to_datetime(value)
            wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
        except (ValueError, OverflowError):
            return None
    return min(max(wait, timedelta()), LONGEST_WAIT)


def said(excerpt: bytes) -> str | None:
    """What a system says of its own error: `{"error": "…"}`, `{"error": {"message": "…"}}`,
    `{"message": …}`, `{"errors": [{"message": …}]}`, a bare JSON string, or an OGC server's report in XML.
    """
    try:
        if excerpt.lstrip()[:1] == b"<":
            return fault(read_xml(excerpt)) or None
        found = read_json(excerpt)
    except SourceError:
        return None
    for _ in range(4):
        match found:
            case str() if found.strip():
                return plain(found, 200)
            case [first, *_]:
                found = first
            case {"error": str() | dict() as inner}:
                found = inner
            case {"message": str() as inner} | {"detail": str() as inner}:
                found = inner
            case {"errors": list() as inner}:
                found = inner
            case {"title": str() as inner}:
                found = inner
            case _:
                return None
    return None
