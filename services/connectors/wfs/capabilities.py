"""What a WFS says of itself: a pure function of its capabilities (XML)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.door import SourceError
from services.news import Reason
from services.ows import refused
from services.phrase import phrase
from services.xml_text import fault, local, read_xml, text_within, within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_JSON = ("geo+json", "geojson", "application/json", "json")
"""Parts of the names of GeoJSON, the surest first; scripts (JSONP) are none."""
_DEGREES = ("::4326", ":4326", "CRS84", "CRS::84", "/4326", "/CRS84")
"""Ends of the names of WGS84."""
_MOST = 1000
"""Feature types that are read."""


@dataclass(frozen=True, slots=True)
class FeatureType:
    name: str
    title: str | None
    crs: str | None
    """The name by which the server knows WGS84 for it; None: it offers only others."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    version: str
    title: str | None
    types: tuple[FeatureType, ...]
    format: str | None
    """What it calls GeoJSON; None: it has none."""


def capabilities(body: bytes) -> Capabilities:
    """Raises `SourceError`: of what is no WFS, of an exception, of one without layers."""
    root = read_xml(body)
    if (why := fault(root)) is not None:
        raise refused(why)
    if local(root) != "WFS_Capabilities":
        raise SourceError(
            Reason.MALFORMED,
            phrase("Câu trả lời không phải bản mô tả của một WFS (WFS_Capabilities)"),
            remedy=phrase("url phải là địa chỉ dịch vụ WFS, trước phần ?service=…"),
        )
    types = tuple(_type(one) for one in [*within(root, "FeatureTypeList", "FeatureType")][:_MOST])
    if not types:
        raise SourceError(
            Reason.REFUSED,
            phrase("WFS không công bố lớp nào"),
            remedy=phrase("bật công bố lớp cho WFS trên máy chủ bản đồ, hoặc kiểm tra quyền xem"),
        )
    return Capabilities(
        version=root.get("version", ""),
        title=text_within(root, "ServiceIdentification", "Title"),
        types=types,
        format=geojson_of(_formats(root)),
    )


def geojson_of(formats: list[str]) -> str | None:
    plain = [one for one in formats if "javascript" not in one.lower()]
    for part in _JSON:
        found = next((one for one in plain if part in one.lower()), None)
        if found is not None:
            return found
    return None


def counted(body: bytes) -> int | None:
    """Of an answer to resultType=hits; "unknown" is what some servers say."""
    root = read_xml(body)
    if (why := fault(root)) is not None:
        raise refused(why)
    said = root.get("numberMatched") or root.get("numberOfFeatures") or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 12 else None  # noqa: PLR2004 - no layer has more


def _type(element: Element) -> FeatureType:
    systems = [
        "".join(one.itertext()).strip()
        for name in ("DefaultCRS", "OtherCRS", "DefaultSRS", "OtherSRS")
        for one in within(element, name)
    ]
    return FeatureType(
        name=text_within(element, "Name") or "",
        title=text_within(element, "Title"),
        crs=next((one for one in systems if one.endswith(_DEGREES)), None),
    )


def _formats(root: Element) -> list[str]:
    return [*_of_operation(root), *_of_types(root)]


def _of_operation(root: Element) -> Iterator[str]:
    for operation in within(root, "OperationsMetadata", "Operation"):
        if operation.get("name") == "GetFeature":
            for parameter in within(operation, "Parameter"):
                if parameter.get("name", "").lower() == "outputformat":
                    yield from (
                        "".join(one.itertext()).strip()
                        for one in parameter.iter()
                        if local(one) == "Value"
                    )


def _of_types(root: Element) -> Iterator[str]:
    for one in within(root, "FeatureTypeList", "FeatureType", "OutputFormats", "Format"):
        yield "".join(one.itertext()).strip()
