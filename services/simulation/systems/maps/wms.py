"""WMS 1.3.0 as MapServer 8.4 speaks it; its errors are reports with status 200."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from services.simulation.answers import OK, Question, Response, answer, etag
from services.simulation.dialect import Dialect
from services.simulation.systems.maps import drawing
from services.simulation.systems.maps.ground import Box, Position, areas, province
from services.simulation.systems.maps.points import LAYERS, standing

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

_STEP = timedelta(minutes=5)
_XML, _PNG = "text/xml; charset=UTF-8", "image/png"
_SIDE = 4096
_RADIUS = 6_378_137.0
_UNITS = "don-vi"
_TITLES = {_UNITS: "Đơn vị hành chính (sơ đồ)", **{n: one.title for n, one in LAYERS.items()}}
_SYSTEMS = ("CRS:84", "EPSG:4326", "EPSG:3857")
_WORKS = "hoạt động"
_REFUSALS = {
    401: "Authentication required",
    403: "Access denied",
    405: "Only GET is allowed",
    429: "Too many requests",
    500: "Internal server error",
}


class _Wrong(Exception):  # noqa: N818 - it becomes a report, nothing else
    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Wanted:
    layers: tuple[str, ...]
    crs: str
    box: Box
    """As it was asked for, in the system's own units, the first axis to the east."""
    width: int
    height: int
    transparent: bool

    def pixel(self, place: Position) -> drawing.Place:
        west, south, east, north = self.box
        x, y = place if self.crs != "EPSG:3857" else _mercator(place)
        return (
            (x - west) / (east - west) * self.width,
            (north - y) / (north - south) * self.height,
        )


def ask(question: Question) -> Response:
    """`GET ?service=WMS&version=1.3.0&request=…`; names of parameters in any case."""
    said = {name.lower(): value for name, value in question.params}
    try:
        match said.get("request", "").lower():
            case "getcapabilities":
                return answer(_capabilities(question).encode(), _XML)
            case "getmap":
                body = _map(question.chance, _wanted(said), question.made(_STEP))
                return answer(body, _PNG, headers=(("ETag", etag(body)),))
            case _:
                why = "msWMSDispatch(): WMS server error. Incomplete or unsupported WMS request"
                return _report(OK, "", why)
    except _Wrong as wrong:
        return _report(OK, wrong.code, f"msWMSLoadGetMapParams(): WMS server error. {wrong}")


def _wanted(said: dict[str, str]) -> _Wanted:
    layers = tuple(name for name in said.get("layers", "").split(",") if name)
    if not layers or any(name not in _TITLES for name in layers):
        raise _Wrong(
            "LayerNotDefined",
            "Invalid layer(s) given in the LAYERS parameter. A layer might be disabled for this request."
            " Check wms/ows_enable_request settings.",
        )
    crs = said.get("crs", "")
    if crs not in _SYSTEMS:
        why = "Invalid CRS given : CRS must be valid for all requested layers."
        raise _Wrong("InvalidCRS" if not crs else "InvalidSRS", why)
    if said.get("format", _PNG).partition(";")[0] != _PNG:
        raise _Wrong("InvalidFormat", "Unsupported output format.")
    return _Wanted(
        layers=layers,
        crs=crs,
        box=_box(said.get("bbox", ""), crs),
        width=_side(said, "width"),
        height=_side(said, "height"),
        transparent=said.get("transparent", "").upper() == "TRUE",
    )


def _box(said: str, crs: str) -> Box:
    try:
        a, b, c, d = map(float, said.split(","))
    except ValueError:
        raise _Wrong("InvalidBBOX", "Wrong number of arguments for BBOX.") from None
    west, south, east, north = (b, a, d, c) if crs == "EPSG:4326" else (a, b, c, d)
    if not (west < east and south < north and all(map(math.isfinite, (a, b, c, d)))):
        raise _Wrong("InvalidBBOX", "Invalid values for BBOX.")
    return west, south, east, north


def _side(said: dict[str, str], name: str) -> int:
    text = said.get(name, "")
    known = text.isascii() and text.isdigit() and len(text) <= 4  # noqa: PLR2004 - digits of the longest
    if not known or not 0 < int(text) <= _SIDE:
        raise _Wrong("", f"Image size out of range, WIDTH and HEIGHT must be between 1 and {_SIDE}")
    return int(text)


@lru_cache(maxsize=4)
def _map(chance: Chance, wanted: _Wanted, at: datetime) -> bytes:
    ground = _ground(wanted) if _UNITS in wanted.layers else None
    canvas = drawing.Canvas(wanted.width, wanted.height, ground)
    for name in wanted.layers:
        if name in LAYERS:
            points = standing(chance, name, at)
            for colour, fine in ((drawing.SOUND, True), (drawing.ILL, False)):
                some = [p.point.place for p in points if (p.props["trang_thai"] == _WORKS) == fine]
                canvas.dots(map(wanted.pixel, some), colour)
    return canvas.png(transparent=wanted.transparent)


@lru_cache(maxsize=4)
def _ground(wanted: _Wanted) -> bytes:
    """The schematic never changes."""
    canvas = drawing.Canvas(wanted.width, wanted.height)
    for number, area in enumerate(areas()):
        colour = drawing.GROUNDS[number % len(drawing.GROUNDS)]
        for ring in area.rings:
            canvas.area([wanted.pixel(place) for place in ring], colour)
    return canvas.pixels


def _mercator(place: Position) -> Position:
    x, y = place
    return (
        _RADIUS * math.radians(x),
        _RADIUS * math.log(math.tan(math.pi / 4 + math.radians(y) / 2)),
    )


def _capabilities(question: Question) -> str:
    here = quoteattr(f"{question.root}/map/wms?")
    get = (
        "<DCPType><HTTP><Get><OnlineResource "
        f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href={here}/></Get></HTTP></DCPType>'
    )
    systems = "".join(f"<CRS>{one}</CRS>" for one in _SYSTEMS)
    west, south, east, north = province()
    box = (
        "<EX_GeographicBoundingBox>"
        f"<westBoundLongitude>{west:.6f}</westBoundLongitude>"
        f"<eastBoundLongitude>{east:.6f}</eastBoundLongitude>"
        f"<southBoundLatitude>{south:.6f}</southBoundLatitude>"
        f"<northBoundLatitude>{north:.6f}</northBoundLatitude></EX_GeographicBoundingBox>"
        f'<BoundingBox CRS="EPSG:4326" minx="{south:.6f}" miny="{west:.6f}" maxx="{north:.6f}" '
        f'maxy="{east:.6f}" />'
    )
    layers = "".join(
        f'<Layer queryable="0" opaque="0" cascaded="0"><Name>{name}</Name>'
        f"<Title>{escape(title)}</Title>{systems}{box}</Layer>"
        for name, title in _TITLES.items()
    )
    return (
        '<?xml version=\'1.0\' encoding="UTF-8" standalone="no" ?>\n'
        '<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms">'
        "<Service><Name>WMS</Name><Title>Bản đồ số (mô phỏng)</Title><OnlineResource "
        f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href={here}/>'
        f"<MaxWidth>{_SIDE}</MaxWidth><MaxHeight>{_SIDE}</MaxHeight></Service><Capability><Request>"
        f"<GetCapabilities><Format>text/xml</Format>{get}</GetCapabilities>"
        f"<GetMap><Format>{_PNG}</Format>{get}</GetMap></Request>"
        "<Exception><Format>XML</Format></Exception>"
        f'<Layer queryable="0"><Name>lam-dong</Name><Title>Bản đồ số</Title>{systems}{box}{layers}'
        "</Layer></Capability></WMS_Capabilities>\n"
    )


def _refuse(_question: Question, status: int) -> Response:
    return _report(status, "", _REFUSALS.get(status, str(status)))


def _report(status: int, code: str, why: str) -> Response:
    named = f' code="{code}"' if code else ""
    text = (
        '<?xml version=\'1.0\' encoding="UTF-8" standalone="no" ?>\n'
        '<ServiceExceptionReport version="1.3.0" xmlns="http://www.opengis.net/ogc" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://www.opengis.net/ogc '
        'http://schemas.opengis.net/wms/1.3.0/exceptions_1_3_0.xsd">\n'
        f"<ServiceException{named}>\n{escape(why)}\n</ServiceException>\n</ServiceExceptionReport>\n"
    )
    return answer(text.encode(), _XML, status)


WMS = Dialect(answer=ask, refuse=_refuse)
