"""What can be wrong with a portal that says that it is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.ckan.envelope import action, listed, result
from services.door import SourceError
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from services.door import Door

_REBUILD = phrase(
    "báo quản trị cổng: khởi động lại Solr, rồi chạy ckan search-index rebuild trên máy chủ CKAN"
)


def anonymous() -> SourceError:
    """Of a token that CKAN doesn't know: it says nothing, and answers as to a guest."""
    return SourceError(
        Reason.UNAUTHORISED,
        phrase("CKAN trả lời như với khách: không nhận ra khóa (sai, hết hạn hoặc đã bị thu hồi)"),
        remedy=phrase(
            "tạo khóa mới ở trang cá nhân của CKAN (API Tokens), khai ở auth: header Authorization,"
            " không có chữ Bearer; chỉ cần dữ liệu công khai thì bỏ auth"
        ),
    )


def dead_index(door: Door, error: SourceError, home: str = "") -> SourceError:
    """What a failed search is: of the index, if the portal itself is well; else the same error."""
    if error.reason is not Reason.REFUSED or error.status == _TOO_OFTEN:
        return error
    try:
        result(door.ask(action("status_show", home=home)).body)
    except SourceError:
        return error
    return SourceError(
        error.reason,
        phrase(
            "CKAN vẫn chạy nhưng tìm kiếm hỏng, có thể chỉ mục Solr đã tắt: {why}", why=error.words
        ),
        error.retry_after,
        error.status,
        _REBUILD,
    )


def emptied_index(door: Door) -> None:
    """Where the search finds nothing and the database has datasets, the index was lost: raises."""
    try:
        found = listed(result(door.ask(action("package_list", ("limit", "1"))).body))
    except SourceError:
        return
    if found:
        raise SourceError(
            Reason.REFUSED,
            phrase("CKAN có bộ dữ liệu nhưng chỉ mục tìm kiếm trống"),
            remedy=_REBUILD,
        )


_TOO_OFTEN = 429
