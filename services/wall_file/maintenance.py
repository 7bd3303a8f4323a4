"""Maintenance that was announced: until it is over, a source that is silent is no trouble."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.quantities import Identifier, Instant, Text
from services.settings import Section


class Window(Section):
    """Khoảng thời gian bảo trì đã báo trước của một nguồn."""

    source: Identifier
    """Nguồn được bảo trì."""
    start: Annotated[Instant, Field(alias="from")]
    """Từ lúc nào."""
    end: Annotated[Instant, Field(alias="to")]
    """Đến lúc nào."""
    why: Text | None = None
    """Lý do."""
