"""Foreign errors in operators' words: the one place where what a disk or a share refuses is turned
into reasons. `name` is as the wall file has it, `path` is where it was looked for.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from services.door import SourceError
from services.news import Reason
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_NO_RIGHT = {errno.EACCES, errno.EPERM}
_NOT_THERE = {errno.ENOENT, errno.ENOTDIR}
_SHARE_GONE = {
    errno.EIO,
    errno.ENODEV,
    errno.ENXIO,
    errno.ENOTCONN,
    errno.ESTALE,
    errno.ETIMEDOUT,
    errno.EHOSTUNREACH,
    errno.ENETUNREACH,
    errno.ENETDOWN,
    errno.ECONNRESET,
    errno.ECONNABORTED,
} | {getattr(errno, "EHOSTDOWN", errno.EIO)}
_WINDOWS_IN_USE = {32, 33}
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: Excel holds what it has open."""
_WINDOWS_SHARE_GONE = {21, 51, 53, 54, 55, 59, 64, 65, 67, 121, 1225, 1231, 1232}
"""From ERROR_NOT_READY over ERROR_BAD_NETPATH to ERROR_HOST_UNREACHABLE."""


def of_disk(error: OSError, name: str, path: Path, stands: Callable[[], bool]) -> SourceError:
    """`stands` tells whether the folder is there in which it should lie."""
    number, of_windows = error.errno, getattr(error, "winerror", None)
    if of_windows in _WINDOWS_IN_USE:
        return being_written(name)
    if of_windows in _WINDOWS_SHARE_GONE or number in _SHARE_GONE:
        return _gone(name, path)
    if number in _NO_RIGHT:
        return SourceError(
            Reason.UNAUTHORISED,
            phrase(
                "Không có quyền đọc “{name}”; cấp quyền đọc cho tài khoản chạy tường", name=name
            ),
        )
    if number in _NOT_THERE and not stands():
        return _gone(name, path)
    if number in _NOT_THERE:
        return SourceError(
            Reason.MISSING,
            phrase(
                "Không có “{name}” (đã tìm ở {path}); kiểm tra tên và đường dẫn, hoặc đặt tệp vào chỗ đó",
                name=name,
                path=_whole(path),
            ),
        )
    return SourceError(
        Reason.UNREADABLE,
        phrase("Không đọc được “{name}”; thử mở nó bằng chương trình khác trên máy này", name=name),
    )


def being_written(name: str) -> SourceError:
    return SourceError(
        Reason.UNREADABLE,
        phrase(
            "“{name}” đang được ghi hoặc đang bị giữ; tường sẽ đọc lại ở lần hỏi sau", name=name
        ),
    )


def _gone(name: str, path: Path) -> SourceError:
    return SourceError(
        Reason.UNREACHABLE,
        phrase(
            "Không tới được thư mục của “{name}” (đã tìm ở {path}); kiểm tra đường dẫn, và ổ đĩa mạng"
            " đã nối chưa",
            name=name,
            path=_whole(path),
        ),
    )


def _whole(path: Path) -> str:
    return plain(os.path.abspath(path), 300)  # noqa: PTH100 - without `..`, and asks no disk
