"""Addresses that other systems hand over: links of pages, redirects, what comes next."""

from __future__ import annotations

from urllib.parse import urljoin

from services.door import SourceError
from services.news import Reason
from services.phrase import phrase
from services.plain import plain


def joined(base: str, text: str) -> str:
    """`text` as seen from `base`. Raises `SourceError` for what is no address: `http://[oops`."""
    try:
        return urljoin(base, text)
    except ValueError:
        raise SourceError(
            Reason.MALFORMED,
            phrase("Nguồn chỉ sang một địa chỉ viết sai: “{address}”", address=plain(text, 120)),
            remedy=phrase("đề nghị đơn vị quản lý nguồn sửa liên kết ấy"),
        ) from None
