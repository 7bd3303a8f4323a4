"""What PostgreSQL and libpq refuse, in operators' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.door import SourceError
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain

if TYPE_CHECKING:
    from services.database_url import PostgresServer

_QUERY = phrase("chạy thử query ấy bằng psql với cùng tài khoản rồi sửa")
_BY_STATE: dict[str, tuple[Phrase, Phrase]] = {
    "42P01": (
        phrase("Cơ sở dữ liệu không có bảng mà query hỏi: {why}"),
        phrase("sửa tên bảng trong query; bảng ngoài schema public thì ghi cả schema"),
    ),
    "42703": (
        phrase("Bảng không có cột mà query hỏi: {why}"),
        phrase("sửa tên cột trong query; tên có chữ hoa hoặc dấu thì đặt trong dấu nháy kép"),
    ),
    "42601": (phrase("Cơ sở dữ liệu không hiểu query: {why}"), _QUERY),
    "42883": (phrase("Cơ sở dữ liệu không có hàm mà query gọi: {why}"), _QUERY),
    "25006": (
        phrase("Cơ sở dữ liệu từ chối vì query muốn ghi: {why}"),
        phrase("chỉ dùng SELECT; hàm có ghi dữ liệu thì bỏ khỏi query"),
    ),
    "0A000": (
        phrase("Cơ sở dữ liệu từ chối query: {why}"),
        phrase("chỉ dùng một câu SELECT, không ghi dữ liệu"),
    ),
    "55P03": (
        phrase("Bảng đang bị khóa để ghi quá lâu: {why}"),
        phrase("tường hỏi lại ở lần sau; nếu thường gặp, hỏi đơn vị quản trị ai giữ khóa"),
    ),
    "53300": (
        phrase("Máy chủ PostgreSQL đã hết chỗ nối: {why}"),
        phrase("đề nghị đơn vị quản trị tăng max_connections hoặc bớt kết nối"),
    ),
}
_GONE = ("57P01", "57P02", "57P03", "08")
_CANCELLED, _NO_RIGHT = "57014", "42501"


def of_statement(state: str | None, said: str, late: SourceError) -> SourceError:
    """Of an error after the connection stood: by its SQLSTATE; without one the line broke."""
    why = plain(said, 200)
    if state == _CANCELLED:
        return late
    if state is None or state.startswith(_GONE):
        return SourceError(
            Reason.UNREACHABLE,
            phrase("Máy chủ PostgreSQL ngắt kết nối giữa chừng: {why}", why=why),
            remedy=phrase("kiểm tra dịch vụ PostgreSQL và nhật ký của nó"),
        )
    if state == _NO_RIGHT:
        return SourceError(
            Reason.UNAUTHORISED,
            phrase("Tài khoản không có quyền đọc: {why}", why=why),
            remedy=phrase(
                "đề nghị đơn vị quản trị cấp GRANT SELECT trên bảng ấy cho tài khoản của tường"
            ),
        )
    words, remedy = _BY_STATE.get(state, (phrase("Cơ sở dữ liệu từ chối query: {why}"), _QUERY))
    return SourceError(Reason.REFUSED, Phrase(words.text, (("why", why),)), remedy=remedy)


def of_opening(said: str, server: PostgresServer) -> SourceError:
    """Libpq hands over words only. Those of the server may be in its own language; then they are
    quoted as they are.
    """
    told = said.lower()
    why = plain(said.rpartition("FATAL:")[2], 200)
    for marks, make in (
        (("resolve host", "translate host name"), _no_name),
        (
            ("password authentication failed", "no password supplied", "authentication failed"),
            _login,
        ),
        (("method requirement", "requires a password in the open"), _open_password),
        (("pg_hba.conf",), _no_entry),
        (("certificate", "root.crt", "verify failed", "tls", "ssl"), _certificate),
        (
            ("refused", "timeout", "unreachable", "no route", "reset", "closed", "no such file"),
            _silent,
        ),
    ):
        if any(mark in told for mark in marks):
            return make(server, why)
    if "database" in told and "does not exist" in told:
        return SourceError(
            Reason.REFUSED,
            phrase("Máy chủ không có cơ sở dữ liệu “{name}”", name=plain(server.name, 60)),
            remedy=phrase("sửa tên cơ sở dữ liệu ở cuối url"),
        )
    if any(mark in told for mark in ("starting up", "shutting down", "recovery")):
        return SourceError(
            Reason.UNREACHABLE,
            phrase("Máy chủ PostgreSQL đang khởi động hoặc đang dừng: {why}", why=why),
            remedy=phrase("đợi máy chủ sẵn sàng; tường tự hỏi lại"),
        )
    return SourceError(
        Reason.REFUSED,
        phrase("Máy chủ PostgreSQL không cho nối: {why}", why=why),
        remedy=phrase("hỏi đơn vị quản trị cơ sở dữ liệu, kèm nguyên văn câu trên"),
    )


def unusable() -> SourceError:
    return SourceError(
        Reason.MALFORMED,
        phrase("Có giá trị trong cơ sở dữ liệu mà tường không đọc được"),
        remedy=phrase("chuyển cột ấy thành chữ trong query, ví dụ ngay::text"),
    )


def _no_name(server: PostgresServer, _why: str) -> SourceError:
    return SourceError(
        Reason.NO_SUCH_NAME,
        phrase("Không có máy nào tên “{host}”", host=plain(server.host, 120)),
        remedy=phrase("kiểm tra tên máy trong url và máy chủ tên miền (DNS)"),
    )


def _login(server: PostgresServer, _why: str) -> SourceError:
    return SourceError(
        Reason.UNAUTHORISED,
        phrase("Máy chủ PostgreSQL không nhận tài khoản “{user}”", user=plain(server.user, 60)),
        remedy=phrase("kiểm tra tên ở url và mật khẩu mà password chỉ tới"),
    )


def _open_password(_server: PostgresServer, _why: str) -> SourceError:
    return SourceError(
        Reason.UNAUTHORISED,
        phrase("Máy chủ PostgreSQL đòi gửi mật khẩu ở dạng đọc được, nên tường không gửi"),
        remedy=phrase("đề nghị đơn vị quản trị dùng scram-sha-256; hoặc khai tls: verify cùng ca"),
    )


def _no_entry(server: PostgresServer, why: str) -> SourceError:
    return SourceError(
        Reason.UNAUTHORISED,
        phrase("Máy chủ PostgreSQL không cho máy này hoặc tài khoản “{user}” vào: {why}",
               user=plain(server.user, 60), why=why),
        remedy=phrase("đề nghị đơn vị quản trị thêm dòng cho máy chạy tường vào pg_hba.conf"),
    )  # fmt: skip


def _certificate(_server: PostgresServer, why: str) -> SourceError:
    return SourceError(
        Reason.CERTIFICATE,
        phrase("Không lập được kết nối mã hóa với máy chủ PostgreSQL: {why}", why=why),
        remedy=phrase(
            "khai ca là chứng thư gốc của đơn vị; máy chủ chưa bật TLS thì khai tls: prefer"
        ),
    )


def _silent(server: PostgresServer, _why: str) -> SourceError:
    return SourceError(
        Reason.UNREACHABLE,
        phrase(
            "Không nối được tới máy chủ PostgreSQL ở {host}, cổng {port}",
            host=plain(server.host, 120),
            port=str(server.port),
        ),
        remedy=phrase("kiểm tra máy chủ có chạy không, listen_addresses, cổng và tường lửa"),
    )
