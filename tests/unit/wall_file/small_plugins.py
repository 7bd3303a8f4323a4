"""Two connectors and five tile types of the tests' own, as small as settings can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, override

from pydantic import Field

from services.quantities import Code, Identifier, Text
from services.settings import Section, Source, Tile
from services.wall_file.plugins import Plugins


class Mapped(Section):
    """Bảng ánh xạ từ câu trả lời."""

    each: Text
    """Danh sách."""
    indicator: Text | None = None
    """Mã."""
    period: Text | None = None
    """Kỳ."""
    value: Text | None = None
    """Giá trị."""
    time: Text | None = None
    """Giờ."""


class HttpJson(Source):
    """Nguồn JSON."""

    observations: Mapped | None = None
    """Chỉ số."""
    documents: Mapped | None = None
    """Văn bản."""
    method: Literal["GET", "POST"] = "GET"
    """Cách hỏi."""

    @override
    def gives(self) -> frozenset[str]:
        mapped = {"observations": self.observations, "documents": self.documents}
        return frozenset(kind for kind, mapping in mapped.items() if mapping is not None)


class Alerts(Source):
    """Nguồn cảnh báo."""

    severity: dict[Code, Annotated[int, Field(strict=True, ge=0, le=5)]] = Field({})
    """Bảng mức độ."""

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"alerts"})


class NumberTile(Tile):
    """Ô số."""

    number: Identifier | Annotated[tuple[Identifier, ...], Field(min_length=1)]
    """Chỉ số."""
    trend: bool = True
    """Vẽ xu hướng."""

    @override
    def indicators(self) -> tuple[str, ...]:
        return self.number if isinstance(self.number, tuple) else (self.number,)


class SeverityTile(Tile):
    """Ô mức độ."""

    severity: Identifier | tuple[Identifier, ...]
    """Nguồn."""

    @override
    def sources(self) -> tuple[str, ...]:
        return self.severity if isinstance(self.severity, tuple) else (self.severity,)

    @override
    def kinds(self) -> frozenset[str]:
        return frozenset({"alerts"})


class SystemsTile(Tile):
    """Ô hệ thống."""

    systems: Literal["all"] | tuple[Identifier, ...]
    """Nguồn."""


@dataclass(frozen=True)
class Asks:
    name: str
    settings: type[Source]


@dataclass(frozen=True)
class Shows:
    name: str
    settings: type[Tile]


PLUGINS = Plugins(
    {"alertmanager": Asks("alertmanager", Alerts), "http_json": Asks("http_json", HttpJson)},
    {
        "number": Shows("number", NumberTile),
        "severity": Shows("severity", SeverityTile),
        "systems": Shows("systems", SystemsTile),
    },
)
