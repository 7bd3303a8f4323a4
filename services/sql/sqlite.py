"""A SQLite file, read only. Another program may write it at the same time."""

from __future__ import annotations

import json
from contextlib import closing
from os.path import isdir
from typing import TYPE_CHECKING

from services import database
from services.door import SourceError
from services.files.folder import looked_at
from services.files.trouble import of_disk
from services.news import Reason
from services.phrase import Phrase, phrase
from services.plain import plain

if TYPE_CHECKING:
    from pathlib import Path

    from services.sql.door import SqlDoor
    from services.sql.rows import Cap

_TABLES = 100
"""Tables whose rows are counted."""
_FETCHED = 500
"""Rows at a time."""
_NAMED = 12
"""Tables in a sentence."""
_EACH = """
SELECT name FROM sqlite_master
 WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY name
"""


def answer(path: Path, name: str, statement: str | None, cap: Cap, door: SqlDoor) -> bytes:
    """`name` is as the wall file has it. Raises `SourceError`."""
    try:
        looked_at(path, plain(name, 120))
    except OSError as error:
        stands = lambda: isdir(path.parent)  # noqa: E731, PTH112 - never raises
        told = of_disk(error, plain(name, 120), path, stands)
        raise told.cured(phrase("xem lại đường dẫn ở url của nguồn, và tệp còn đó không")) from None
    try:
        with closing(database.of_others(path, door.left)) as connection:
            try:
                if statement is None:
                    return _listed(connection, door)
                return _answered(connection, statement, cap)
            except database.Error as error:
                raise _lacking(error, connection) from None
    except database.Error as error:
        if door.left() <= 0:
            raise door.late() from None
        raise _of_database(error, plain(name, 120)) from None


def _answered(connection: database.Connection, statement: str, cap: Cap) -> bytes:
    cursor = connection.execute(statement)
    columns = [str(one[0]) for one in cursor.description or ()]
    while rows := cursor.fetchmany(_FETCHED):
        if not cap.take(rows):
            break
    return cap.answer(columns)


def _listed(connection: database.Connection, door: SqlDoor) -> bytes:
    names = [str(row[0]) for row in connection.execute(_EACH)]
    tables = [
        {"name": name, "spelt": _spelt(name), **_counted(connection, _spelt(name), door)}
        for name in names[:_TABLES]
    ]
    server = f"SQLite {database.VERSION}"
    more = max(len(names) - _TABLES, 0)
    return json.dumps({"server": server, "tables": tables, "more": more}).encode()


def _counted(connection: database.Connection, spelt: str, door: SqlDoor) -> dict[str, object]:
    """Or why not: of a virtual table whose module only its own program has, nobody else can tell."""
    try:
        found = connection.execute(f"SELECT count(*) FROM {spelt}").fetchone()  # noqa: S608 - quoted
    except database.Error as error:
        if door.left() <= 0 or database.is_broken(error) or database.is_locked(error):
            raise
        return {"rows": None, "lacking": str(error)}
    return {"rows": int(found[0])}


def _spelt(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _lacking(error: database.Error, connection: database.Connection) -> Exception:
    """What names a table that isn't there is told which are."""
    said = str(error)
    if not said.startswith("no such table"):
        return error
    names = [plain(str(row[0]), 60) for row in connection.execute(_EACH)]
    more = ", …" if len(names) > _NAMED else ""
    return _refused(
        phrase(
            "Cơ sở dữ liệu không có bảng “{name}”; các bảng có: {names}",
            name=plain(said.partition(":")[2], 60),
            names=(", ".join(names[:_NAMED]) + more) or "–",
        ),
        phrase("sửa tên bảng trong query"),
    )


def _of_database(error: database.Error, name: str) -> SourceError:
    said = plain(str(error), 200)
    if database.is_broken(error):
        return SourceError(
            Reason.MALFORMED,
            phrase(
                "“{name}” không phải cơ sở dữ liệu SQLite, hoặc đã hỏng hay bị mã hóa", name=name
            ),
            remedy=phrase("kiểm tra đúng tệp chưa; tệp hỏng thì lấy lại bản sao lưu"),
        )
    if database.is_locked(error):
        return _unreadable(
            phrase("“{name}” đang bị chương trình khác khóa để ghi", name=name),
            phrase(
                "tường hỏi lại ở lần sau; nếu thường gặp, đề nghị bên ghi dùng chế độ WAL, hoặc cho tường"
                " đọc một bản sao"
            ),
        )
    if database.is_barred(error):
        return _refused(
            phrase("Cơ sở dữ liệu từ chối vì query làm việc khác ngoài đọc: {why}", why=said),
            phrase(
                "chỉ dùng SELECT trên các bảng của tệp; không có ATTACH, PRAGMA hay hàm đọc ghi tệp"
            ),
        )
    if database.is_outer(error):
        return _unreadable(
            phrase("Không mở được “{name}” để chỉ đọc: {why}", name=name, why=said),
            phrase(
                "cho tài khoản chạy tường quyền đọc tệp, và quyền ghi vào thư mục nếu tệp ở chế độ WAL; hoặc"
                " cho tường đọc một bản sao"
            ),
        )
    return _refused(
        phrase("Cơ sở dữ liệu không hiểu query: {why}", why=said),
        phrase("chạy thử query ấy bằng công cụ sqlite3 rồi sửa"),
    )


def _refused(words: Phrase, remedy: Phrase) -> SourceError:
    return SourceError(Reason.REFUSED, words, remedy=remedy)


def _unreadable(words: Phrase, remedy: Phrase) -> SourceError:
    return SourceError(Reason.UNREADABLE, words, remedy=remedy)
