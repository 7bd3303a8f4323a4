"""WFS 2.0 as MapServer 8.4 speaks it: descriptions, counts and errors in XML, features as GeoJSON."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from services.simulation.answers import BAD, Question, Response, answer, json_answer
from services.simulation.day import local
from services.simulation.dialect import Dialect
from services.simulation.systems.maps.ground import Box, around, province
from services.simulation.systems.maps.points import LAYERS, points_of, standing

if TYPE_CHECKING:
    from services.simulation.systems.maps.points import Layer, Standing

_STEP = timedelta(minutes=5)
_XML = "text/xml; charset=UTF-8"
_GEOJSON = "application/json; subtype=geojson"
_HITS = 'text/xml; subtype="gml/3.2.1"; charset=UTF-8'
_MOST = 10_000
_REFUSALS = {
    401: "Authentication required",
    403: "Access denied",
    405: "Only GET is allowed",
    429: "Too many requests",
    500: "Internal server error",
}
_SPACES = (
    'xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gml="http://www.opengis.net/gml/3.2" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:ms="http://mapserver.gis.umn.edu/mapserver"'
)


class _Wrong(Exception):  # noqa: N818 - it becomes a report, nothing else
    def __init__(self, locator: str, why: str) -> None:
        super().__init__(why)
        self.locator = locator


def ask(question: Question) -> Response:
    """`GET ?service=WFS&version=2.0.0&request=…`; names of parameters in any case."""
    said = {name.lower(): value for name, value in question.params}
    request = said.get("request", "")
    try:
        match request.lower():
            case "getcapabilities":
                return answer(_capabilities(question).encode(), _XML)
            case "getfeature":
                return _features(question, said)
            case _:
                why = f"msWFSDispatch(): WFS server error. Invalid WFS request: {request[:80]}"
                return _report(BAD, "request", why)
    except _Wrong as wrong:
        return _report(BAD, wrong.locator, str(wrong))


def _features(question: Question, said: dict[str, str]) -> Response:
    named = said.get("typenames") or said.get("typename") or ""
    layer = LAYERS.get(named.removeprefix("ms:"))
    if layer is None:
        raise _Wrong(
            "typename",
            f"msWFSGetFeature(): WFS server error. TYPENAME '{named[:80]}' doesn't exist in this server."
            "  Please check the capabilities and reformulate your request.",
        )
    box = _box(said.get("bbox"))
    at = question.made(_STEP)
    found = [one for one in standing(question.chance, layer.name, at) if _within(one, box)]
    if said.get("resulttype", "").lower() == "hits":
        return answer(_hits(question, len(found)).encode(), _HITS)
    wanted = said.get("outputformat", "")
    if "json" not in wanted.lower():
        raise _Wrong(
            "outputformat",
            f"msWFSGetFeature(): WFS server error. '{wanted[:80]}' is not a permitted output format for "
            f"layer '{layer.name}', review wfs_getfeature_formatlist setting.",
        )
    start, count = _whole(said, "startindex", 0), _whole(said, "count", _MOST)
    shown = [_feature(one) for one in found[start : start + count]]
    body = {"numberMatched": len(found), "name": layer.name, "features": shown}
    made = json_answer({"type": "FeatureCollection", **body})
    return answer(made.body, _GEOJSON)


def _feature(one: Standing) -> dict[str, object]:
    place = {"type": "Point", "coordinates": list(one.point.place)}
    properties = {"id": one.point.id, **one.props}
    return {"type": "Feature", "properties": properties, "geometry": place}


def _whole(said: dict[str, str], name: str, default: int) -> int:
    text = said.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - of 32 bits
        raise _Wrong(name, f"msWFSGetFeature(): WFS server error. Invalid {name}: {text[:40]}")
    return int(text)


def _box(said: str | None) -> Box:
    """Latitudes first, as EPSG:4326 has them; `CRS84` and a bare box have longitudes first."""
    if not said:
        return province()
    parts = said.split(",")
    try:
        a, b, c, d = map(float, parts[:4])
    except ValueError:
        raise _Wrong(
            "bbox", f"msWFSGetFeature(): WFS server error. Invalid bbox: {said[:80]}"
        ) from None
    named = parts[4] if len(parts) > 4 else ""  # noqa: PLR2004 - what follows the edges
    return (b, a, d, c) if named.endswith("4326") else (a, b, c, d)


def _within(one: Standing, box: Box) -> bool:
    (x, y), (west, south, east, north) = one.point.place, box
    return west <= x <= east and south <= y <= north


def _hits(question: Question, many: int) -> str:
    stamp = f"{local(question.noted(question.at)):%Y-%m-%dT%H:%M:%S}"
    return (
        "<?xml version='1.0' encoding=\"UTF-8\" ?>\n"
        f'<wfs:FeatureCollection {_SPACES} timeStamp="{stamp}" '
        f'numberMatched="{many}" numberReturned="0">\n</wfs:FeatureCollection>\n'
    )


def _capabilities(question: Question) -> str:
    here = quoteattr(f"{question.root}/map/wfs?")
    layers = "".join(_described(question, one) for one in LAYERS.values())
    operations = "".join(
        f'<ows:Operation name="{name}"><ows:DCP><ows:HTTP><ows:Get xlink:type="simple" '
        f"xlink:href={here}/></ows:HTTP></ows:DCP>{parameters}</ows:Operation>"
        for name, parameters in (("GetCapabilities", ""), ("GetFeature", _FORMATS))
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<wfs:WFS_Capabilities {_SPACES} version="2.0.0">'
        "<ows:ServiceIdentification><ows:Title>Bản đồ số (mô phỏng)</ows:Title><ows:Abstract/>"
        '<ows:ServiceType codeSpace="OGC">WFS</ows:ServiceType>'
        "<ows:ServiceTypeVersion>2.0.0</ows:ServiceTypeVersion><ows:Fees/><ows:AccessConstraints/>"
        "</ows:ServiceIdentification>"
        f"<ows:OperationsMetadata>{operations}</ows:OperationsMetadata>"
        f"<wfs:FeatureTypeList>{layers}</wfs:FeatureTypeList></wfs:WFS_Capabilities>\n"
    )


_FORMATS = (
    '<ows:Parameter name="outputFormat"><ows:AllowedValues>'
    f"<ows:Value>{_GEOJSON}</ows:Value></ows:AllowedValues></ows:Parameter>"
)


def _described(question: Question, layer: Layer) -> str:
    places = [point.place for point in points_of(question.chance, layer.name)]
    west, south, east, north = around(places)
    return (
        f"<wfs:FeatureType><wfs:Name>ms:{layer.name}</wfs:Name>"
        f"<wfs:Title>{escape(layer.title)}</wfs:Title>"
        "<wfs:DefaultCRS>urn:ogc:def:crs:EPSG::4326</wfs:DefaultCRS>"
        "<wfs:OtherCRS>urn:ogc:def:crs:EPSG::3857</wfs:OtherCRS>"
        f"<wfs:OutputFormats><wfs:Format>{_GEOJSON}</wfs:Format></wfs:OutputFormats>"
        f"<ows:WGS84BoundingBox><ows:LowerCorner>{west} {south}</ows:LowerCorner>"
        f"<ows:UpperCorner>{east} {north}</ows:UpperCorner></ows:WGS84BoundingBox></wfs:FeatureType>"
    )


def _refuse(_question: Question, status: int) -> Response:
    return _report(status, "", _REFUSALS.get(status, str(status)))


def _report(status: int, locator: str, why: str) -> Response:
    code = "InvalidParameterValue" if locator else "NoApplicableCode"
    where = f" locator={quoteattr(locator)}" if locator else ""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<ows:ExceptionReport xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns:ows="http://www.opengis.net/ows/1.1" version="2.0.0" xml:lang="en-US" '
        'xsi:schemaLocation="http://www.opengis.net/ows/1.1 '
        'http://schemas.opengis.net/ows/1.1.0/owsExceptionReport.xsd">\n'
        f'  <ows:Exception exceptionCode="{code}"{where}>\n'
        f"    <ows:ExceptionText>{escape(why)}</ows:ExceptionText>\n"
        "  </ows:Exception>\n</ows:ExceptionReport>\n"
    )
    return answer(text.encode(), _XML, status)


WFS = Dialect(answer=ask, refuse=_refuse)
