"""Why the operating system refused something, in operators' words: its own are English."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from services.phrase import phrase

if TYPE_CHECKING:
    from services.phrase import Phrase

_NO_SPACE = phrase("đĩa đã đầy")
_NO_RIGHT = phrase("không có quyền")
_KNOWN: dict[int, Phrase] = {
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.ENOENT: phrase("không có tệp hoặc thư mục này"),
    errno.EEXIST: phrase("đã có tệp cùng tên"),
    errno.ENOTDIR: phrase("một phần của đường dẫn không phải thư mục"),
    errno.EISDIR: phrase("đây là thư mục, không phải tệp"),
    errno.ENOTEMPTY: phrase("thư mục không trống"),
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: phrase("đã hết hạn mức đĩa"),
    errno.EFBIG: phrase("tệp lớn quá mức cho phép"),
    errno.EROFS: phrase("đĩa chỉ cho đọc"),
    errno.EIO: phrase("đĩa đọc ghi lỗi"),
    errno.ENAMETOOLONG: phrase("tên dài quá"),
    errno.ELOOP: phrase("liên kết vòng tròn"),
    errno.ENOEXEC: phrase("tệp không chạy được"),
    errno.EMFILE: phrase("chương trình mở quá nhiều tệp"),
    errno.ENFILE: phrase("máy mở quá nhiều tệp"),
    errno.ENOMEM: phrase("hết bộ nhớ"),
    errno.EPIPE: phrase("bên nhận đã đóng"),
    errno.EADDRINUSE: phrase("một chương trình khác đang dùng"),
    errno.EADDRNOTAVAIL: phrase("máy này không có địa chỉ ấy"),
    errno.ECONNREFUSED: phrase("không ai nhận kết nối"),
    errno.ECONNRESET: phrase("kết nối bị cắt"),
    errno.ETIMEDOUT: phrase("quá thời hạn"),
    errno.EBUSY: phrase("đang được dùng"),
}


def why(error: OSError) -> Phrase:
    """A clause without a full stop; a number that is not known keeps the system's own words."""
    known = _KNOWN.get(error.errno or 0)
    return known or phrase("{words}", words=error.strerror or str(error))
