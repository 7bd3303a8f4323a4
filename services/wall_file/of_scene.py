"""A section about one scene, which may be written as its name alone."""

from __future__ import annotations

from typing import ClassVar

from services.quantities import Identifier
from services.section import OrText


class OfScene(OrText):
    """Một mục về một cảnh; ghi thẳng tên cảnh nếu không cần gì khác."""

    example: ClassVar[str] = "tong-quan"
    scene: Identifier
    """Cảnh nào."""
