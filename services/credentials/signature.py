"""A signature of each request: HMAC over stated parts, with the secret half of a pair of keys."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from services.credentials.fixed import HeaderName
from services.credentials.inlaid import Inlaid
from services.quantities import Text, WrongSetting
from services.secret import Secret
from services.section import Section

PARTS = (
    "method",
    "path",
    "query",
    "sorted_query",
    "host",
    "date",
    "nonce",
    "key",
    "body",
    "body_sha256",
)
"""What can be signed of a request."""
SIGNATURE = "signature"
PLACE = re.compile(r"\{([a-z0-9_]+)\}")
_SENT = ("date", "nonce")
"""Parts that nobody else knows unless a header says them."""


class Hmac(Section):
    """Ký mỗi yêu cầu bằng HMAC với cặp khóa mà nền tảng chia sẻ dữ liệu cấp."""

    key: Inlaid | None = None
    """Khóa công khai: tên mà nền tảng biết cặp khóa này, điền vào chỗ {key}."""
    secret: Secret
    """Khóa bí mật, bằng tham chiếu."""
    secret_encoding: Literal["text", "hex", "base64"] = "text"  # noqa: S105
    """Khóa bí mật được cấp dưới dạng chữ, hex hay base64."""
    algorithm: Literal["sha256", "sha512"] = "sha256"
    """Hàm băm."""
    parts: Annotated[
        tuple[Text, ...],
        Field(min_length=1, max_length=20, examples=[["method", "path", "query", "date"]]),
    ]
    """Các phần được ký, theo thứ tự: method, path, query (nguyên như gửi, không có dấu ?), sorted_query
    (xếp theo tên), host, date, nonce, key, body, body_sha256 (hex); hoặc một đoạn chữ có các tên ấy trong
    ngoặc nhọn, ví dụ {path}?{query}.
    """
    join: Annotated[str, Field(max_length=20, examples=["\n"])] = "\n"
    """Chữ nối các phần; mặc định là dấu xuống dòng."""
    encoding: Literal["hex", "base64"] = "hex"
    """Cách viết chữ ký."""
    date: Literal["iso", "compact", "http", "epoch", "epoch_ms"] = "iso"
    """Cách viết giờ ký: 2026-11-24T07:00:00Z, 20261124T070000Z, Tue, 24 Nov 2026 07:00:00 GMT, giây hoặc
    mili giây từ năm 1970.
    """
    headers: dict[HeaderName, Text] = Field(
        min_length=1, examples=[{"Authorization": "HMAC {key}:{signature}", "X-Date": "{date}"}]
    )
    """Các tiêu đề gửi kèm; {signature} là chỗ của chữ ký, các tên khác như ở parts."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for part in self.parts:
            _known(PLACE.findall(part) or [part], PARTS)
        said = {name for value in self.headers.values() for name in PLACE.findall(value)}
        _known(sorted(said), (*PARTS, SIGNATURE))
        if SIGNATURE not in said:
            raise WrongSetting(
                "không tiêu đề nào gửi chữ ký",
                "ghi ở headers, ví dụ X-Signature: “{example}”",
                example="{signature}",
            )
        signed = {name for part in self.parts for name in PLACE.findall(part) or [part]}
        for name in _SENT:
            if name in signed and name not in said:
                raise WrongSetting(
                    "chữ ký có {name} mà không tiêu đề nào gửi nó",
                    "ghi {place} ở headers",
                    name=name,
                    place=f"{{{name}}}",
                )
        if "key" in signed | said and self.key is None:
            raise WrongSetting("có chỗ {place} mà chưa khai khóa", "khai key", place="{key}")
        return self


def _known(names: list[str], known: tuple[str, ...]) -> None:
    for name in names:
        if name not in known:
            raise WrongSetting(
                "không có phần “{name}” của yêu cầu",
                "dùng một trong: {names}",
                name=name[:40],
                names=", ".join(known),
            )
