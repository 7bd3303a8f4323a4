"""What a WMS says of itself: a pure function of its capabilities (XML)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from services.connectors.wms.settings import NARROWEST, Crs, proper
from services.door import SourceError
from services.news import Reason
from services.ows import refused
from services.phrase import phrase
from services.plain import number
from services.xml_text import fault, local, read_xml, text_within, within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

type Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_MOST = 1000
"""Layers that are read."""
_DEEPEST = 20
_EDGES = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")
PREFERRED: tuple[Crs, ...] = get_args(Crs)


@dataclass(frozen=True, slots=True)
class Layer:
    name: str
    title: str | None
    systems: frozenset[str]
    box: Box | None


@dataclass(frozen=True, slots=True)
class Capabilities:
    version: str
    layers: tuple[Layer, ...]
    """Those that can be drawn and have none below them, in the server's order."""
    groups: tuple[Layer, ...]
    """Those that can be drawn and stand for others."""
    formats: frozenset[str]


def capabilities(body: bytes) -> Capabilities:
    """Raises `SourceError`: of what is no WMS 1.3, of an exception, of one without layers."""
    root = read_xml(body)
    if (why := fault(root)) is not None:
        raise refused(why)
    if local(root) == "WMT_MS_Capabilities":
        raise SourceError(
            Reason.REFUSED,
            phrase("Máy chủ chỉ nói WMS 1.1.1, tường đọc WMS 1.3.0"),
            remedy=phrase("bật WMS 1.3.0 trên máy chủ bản đồ"),
        )
    if local(root) != "WMS_Capabilities":
        raise SourceError(
            Reason.MALFORMED,
            phrase("Câu trả lời không phải bản mô tả của một WMS (WMS_Capabilities)"),
            remedy=phrase("url phải là địa chỉ dịch vụ WMS, trước phần ?service=…"),
        )
    found = [*_layers(root)][:_MOST]
    layers = tuple(layer for layer, leaf in found if leaf)
    groups = tuple(layer for layer, leaf in found if not leaf)
    if not (layers or groups):
        raise SourceError(
            Reason.REFUSED,
            phrase("WMS không công bố lớp nào"),
            remedy=phrase("bật công bố lớp cho WMS trên máy chủ bản đồ, hoặc kiểm tra quyền xem"),
        )
    formats = within(root, "Capability", "Request", "GetMap", "Format")
    return Capabilities(
        version=root.get("version", ""),
        layers=layers or groups,
        groups=groups if layers else (),
        formats=frozenset("".join(one.itertext()).strip() for one in formats),
    )


def _layers(root: Element) -> Iterator[tuple[Layer, bool]]:
    """Each with whether it has none below it. Systems and extent are handed down."""
    ahead = [(one, frozenset[str](), None, 0) for one in within(root, "Capability", "Layer")]
    todo: list[tuple[Element, frozenset[str], Box | None, int]] = [*ahead]
    while todo:
        element, systems, box, depth = todo.pop(0)
        own = frozenset("".join(one.itertext()).strip() for one in within(element, "CRS"))
        systems, box = systems | own, _box(element) or box
        below = [*within(element, "Layer")] if depth < _DEEPEST else []
        name = text_within(element, "Name")
        if name is not None:
            yield Layer(name, text_within(element, "Title"), systems, box), not below
        todo[:0] = [(one, systems, box, depth + 1) for one in below]


def _box(element: Element) -> Box | None:
    texts = [text_within(element, "EX_GeographicBoundingBox", edge) or "" for edge in _EDGES]
    numbers = [float(value) for text in texts if (value := number(text)) is not None]
    if len(numbers) != len(_EDGES):
        return None
    found = _widened(cast("Box", tuple(numbers)))
    return found if proper(found) else None


def _widened(box: Box) -> Box:
    """A layer that has one point only, or points in one line, has room around it."""
    west, south, east, north = box
    if 0 <= east - west < NARROWEST:
        west, east = west - NARROWEST, east + NARROWEST
    if 0 <= north - south < NARROWEST:
        south, north = south - NARROWEST, north + NARROWEST
    return west, south, east, north
