"""What a wall file says of a sensor's log."""

from __future__ import annotations

from typing import Annotated, Self, override

from pydantic import BeforeValidator, Field, model_validator

from services.door import Files
from services.quantities import Code, Text, WrongSetting, only_text
from services.settings import Source

SEVERITIES = {"1": 5, "2": 3, "3": 2}
"""Suricata's priorities, 1 the highest, as ours."""
STATS = (
    "uptime",
    "capture.kernel_packets",
    "capture.kernel_drops",
    "decoder.pkts",
    "decoder.bytes",
    "decoder.invalid",
    "detect.alert",
    "tcp.sessions",
    "flow.active",
)


class Eve(Source):
    """Nhật ký EVE (NDJSON) của Suricata, đọc tiếp từ chỗ đã đọc, qua HTTP (Range) hoặc từ một tệp."""

    url: Annotated[
        str,
        BeforeValidator(only_text),
        Field(max_length=2000, examples=["https://cam-bien.noi-bo/eve.json"]),
    ] = ""
    """Địa chỉ http(s) của tệp nhật ký; chỉ một trong url, file. Máy chủ phải nhận Range (nginx có sẵn)."""
    file: Annotated[Text | None, Field(min_length=1, examples=["/var/log/suricata/eve.json"])] = (
        None
    )
    """Tệp nhật ký, đường dẫn tính từ tệp tường."""
    tail: Annotated[int, Field(strict=True, ge=1, le=32_768)] = 1024
    """Lần hỏi đầu chỉ đọc chừng này KiB ở cuối nhật ký; không quá nửa max_bytes."""
    behind: Annotated[int, Field(strict=True, ge=1, le=4096)] = 32
    """Nhật ký tồn quá chừng này MiB thì tường bỏ qua phần cũ và nói rõ đã bỏ bao nhiêu."""
    keeps: Annotated[int, Field(strict=True, ge=1, le=20_000)] = 2000
    """Số sự kiện mới nhất mà tường giữ làm sự kiện hiện tại."""
    severities: dict[Code, Annotated[int, Field(ge=0, le=5)]] = SEVERITIES
    """Mức ưu tiên của Suricata (1 cao nhất) thành 0–5."""
    stats: Annotated[tuple[Code, ...], Field(max_length=100)] = STATS
    """Các số đếm lấy từ sự kiện stats; mỗi số là một chỉ số mang tên stats.… của nó."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.url) == bool(self.file):
            raise WrongSetting("nguồn eve cần đúng một chỗ để đọc", "khai một trong url, file")
        if self.file is not None and self.model_fields_set & {"auth", "ca", "proxy"}:
            raise WrongSetting("auth, ca và proxy chỉ đi với url", "bỏ chúng khi đọc tệp")
        return self

    @property
    def chunk(self) -> int:
        """Bytes of one part: two fit into an ask."""
        return max(self.max_bytes // 2 - 1024, 256)

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"security_events", "observations"})

    @override
    def files(self) -> Files | None:
        return None if self.file is None else Files(path=self.file)
