"""One ask of a WMS: what it has, where the wall file leaves that open, then one picture."""

from __future__ import annotations

import math
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.connectors.wms.capabilities import PREFERRED, Capabilities, capabilities
from services.connectors.wms.image import header
from services.connectors.wms.settings import SIDE
from services.door import Request, SourceError
from services.mapping import bounded_uid
from services.news import Answered, Reason
from services.phrase import phrase
from services.plain import plain
from services.records import MapPicture
from services.validators import Validators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.connectors.wms.capabilities import Box, Layer
    from services.connectors.wms.settings import Crs, Wms
    from services.door import Door

_READING = "1"
"""Raised when the same answer would be read differently."""
_SERVICE = (("service", "WMS"), ("version", "1.3.0"))
DESCRIBE = Request(params=(*_SERVICE, ("request", "GetCapabilities")))
LAYERS = 20
"""Layers of a picture where the wall file names none."""
_LISTED = 20
_RADIUS = 6_378_137.0
_POLE = 85.06
"""Latitude at which Mercator's square ends."""
_LEAST = 16


class Asking:
    def __init__(self, settings: Wms, door: Door, cursor: str | None) -> None:
        self._settings, self._door, self._cursor = settings, door, cursor
        self._validators = Validators(settings, _READING)

    def answered(self) -> Answered:
        wanted = self._wanted()
        kept = tuple(self._validators.headers(self._cursor).items())
        accept = ("Accept", f"{self._settings.format}, */*;q=0.5")
        answer = self._door.ask(Request(params=self._params(wanted), headers=(*kept, accept)))
        if answer.unchanged:
            return Answered(
                asked=answer.asked,
                received=answer.received,
                cursor=self._cursor,
                simulated=answer.simulated,
                unchanged=True,
            )
        said = header(answer.body)
        name = plain(",".join(wanted.names), 200)
        picture = MapPicture(
            uid=bounded_uid(name),
            layer=name,
            title=plain(", ".join(wanted.titles), 200) or None,
            bbox=",".join(map(repr, wanted.box)),
            crs=wanted.crs,
            width=said.width,
            height=said.height,
            media_type=said.media_type,
            content=b64encode(answer.body).decode("ascii"),
        )
        return Answered(
            records=(picture,),
            asked=answer.asked,
            received=answer.received,
            cursor=self._validators.cursor(answer.headers),
            simulated=answer.simulated,
        )

    def _wanted(self) -> _Wanted:
        """The server is asked what it has only where the wall file leaves something open."""
        settings = self._settings
        layers: tuple[Layer, ...] = ()
        if not settings.layers or settings.bbox is None or settings.crs is None:
            layers = _chosen(settings, capabilities(self._door.ask(DESCRIBE).body))
        return _Wanted(
            names=settings.layers or tuple(one.name for one in layers),
            titles=tuple(one.title for one in layers if one.title),
            crs=settings.crs or _system(layers),
            box=settings.bbox or _extent(layers),
        )

    def _params(self, wanted: _Wanted) -> tuple[tuple[str, str], ...]:
        settings = self._settings
        height = settings.height or _height(settings.width, wanted.box, wanted.crs)
        transparent = settings.transparent and settings.format == "image/png"
        return (
            *_SERVICE,
            ("request", "GetMap"),
            ("layers", ",".join(wanted.names)),
            ("styles", ",".join(settings.styles) or "," * (len(wanted.names) - 1)),
            ("crs", wanted.crs),
            ("bbox", ",".join(map(repr, drawn(wanted.box, wanted.crs)))),
            ("width", str(settings.width)),
            ("height", str(height)),
            ("format", settings.format),
            ("transparent", "TRUE" if transparent else "FALSE"),
        )


@dataclass(frozen=True, slots=True)
class _Wanted:
    names: tuple[str, ...]
    titles: tuple[str, ...]
    crs: Crs
    box: Box


def drawn(box: Box, crs: Crs) -> tuple[float, float, float, float]:
    """The box as GetMap 1.3.0 wants it: EPSG:4326 with its latitudes first, EPSG:3857 in metres."""
    west, south, east, north = box
    match crs:
        case "CRS:84":
            return box
        case "EPSG:4326":
            return south, west, north, east
        case "EPSG:3857":
            return _east(west), _north(south), _east(east), _north(north)


def _east(longitude: float) -> float:
    return round(_RADIUS * math.radians(longitude), 2)


def _north(latitude: float) -> float:
    within = max(-_POLE, min(_POLE, latitude))
    return round(_RADIUS * math.log(math.tan(math.pi / 4 + math.radians(within) / 2)), 2)


def _height(width: int, box: Box, crs: Crs) -> int:
    """So that a pixel is square in the system that is drawn in."""
    west, south, east, north = box if crs != "EPSG:3857" else drawn(box, crs)
    return max(_LEAST, min(SIDE, round(width * (north - south) / (east - west))))


def _chosen(settings: Wms, known: Capabilities) -> tuple[Layer, ...]:
    if not settings.layers:
        return known.layers[:LAYERS]
    by_name = {one.name: one for one in (*known.groups, *known.layers)}
    for name in settings.layers:
        if name not in by_name:
            raise SourceError(
                Reason.REFUSED,
                phrase("WMS không có lớp “{layer}”", layer=name),
                remedy=phrase(
                    "sửa layers; máy chủ có: {names}",
                    names=plain(", ".join(one.name for one in known.layers[:_LISTED])),
                ),
            )
    return tuple(by_name[name] for name in settings.layers)


def _system(layers: Sequence[Layer]) -> Crs:
    """The first of ours that all layers can be drawn in."""
    found = next((crs for crs in PREFERRED if all(crs in one.systems for one in layers)), None)
    if found is None:
        raise SourceError(
            Reason.REFUSED,
            phrase("Các lớp WMS không cùng vẽ được ở CRS:84, EPSG:3857 hay EPSG:4326"),
            remedy=phrase("thêm EPSG:4326 vào các hệ tọa độ của lớp trên máy chủ bản đồ"),
        )
    return found


def _extent(layers: Sequence[Layer]) -> Box:
    boxes = [one.box for one in layers if one.box is not None]
    if not boxes:
        raise SourceError(
            Reason.REFUSED,
            phrase("WMS không ghi phạm vi của lớp (EX_GeographicBoundingBox)"),
            remedy=phrase("khai bbox của nguồn: tây, nam, đông, bắc theo độ"),
        )
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)
