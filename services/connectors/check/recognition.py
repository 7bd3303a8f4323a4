"""A web site that nothing can be read of can still be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from services.door import Answer
from services.draft import Certainty, Draft, Remark
from services.phrase import phrase

if TYPE_CHECKING:
    from services.draft import Met


def recognised(met: Met) -> Draft | None:
    if met.local is not None or not isinstance(met.outcome, Answer):
        return None
    start = met.body[:2000].lstrip().lower()
    if "html" not in met.content_type and not start.startswith((b"<!doctype html", b"<html")):
        return None
    name = urlsplit(met.address).hostname or "trang"
    return Draft(
        name=name,
        found=phrase("một trang web cho người xem (HTML)"),
        settings={"connector": "check", "url": met.address, "every": "5 min"},
        indicators={
            "trang-tra-loi": {
                "name": {"vi": "Trang đang trả lời", "en": "Sites that answer"},
                "metric": "up",
                "better": "up",
                "decimals": 0,
            }
        },
        certainty=Certainty.LOOK,
        remarks=(
            Remark(
                words=phrase(
                    "Tường xem trang có trả lời không, nhanh chậm, chứng thư hết hạn khi nào; thêm articles:"
                    " true để biết bài mới nhất, targets: để thăm nhiều trang"
                )
            ),
            Remark(
                words=phrase(
                    "Muốn lấy số liệu thì tìm địa chỉ API của hệ thống (thường có /api/ trong đường dẫn, hoặc"
                    " xem mục Network của trình duyệt, F12) rồi dò địa chỉ ấy"
                )
            ),
        ),
    )
