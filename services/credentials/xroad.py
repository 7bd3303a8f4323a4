"""The national document axis' way: a signature over the headers that carry a call's parameters."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.quantities import Text
from services.secret import Secret
from services.section import Section


class XRoad(Section):
    """Ký theo cách của trục liên thông văn bản quốc gia: các tiêu đề XroadVnpt-… cùng mã hệ thống và giờ,
    HMAC SHA-256 bằng khóa bí mật được cấp.
    """

    system: Annotated[Text, Field(pattern=r"^[A-Za-z0-9._-]{1,64}$", examples=["000.00.01.H36"])]
    """Mã hệ thống (systemid) mà trục cấp."""
    secret: Secret
    """Khóa bí mật, bằng tham chiếu."""
