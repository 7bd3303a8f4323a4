"""OGC API - Features, as MapServer 8.4 speaks it: properties are texts, errors `{code, description}`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import BAD, NOT_FOUND, Question, Response, json_answer
from services.simulation.dialect import Dialect
from services.simulation.systems.maps.ground import Box, around, province
from services.simulation.systems.maps.points import LAYERS, points_of, standing

if TYPE_CHECKING:
    from services.simulation.systems.maps.points import Layer, Standing

_STEP = timedelta(minutes=5)
_LIMIT, _LIMIT_MOST = 10, 10_000
_GEO = "application/geo+json"
_CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"
_CONFORMS = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
)
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{1,12})?", re.ASCII)
_REFUSALS = {
    401: ("Unauthorized", "Authentication required."),
    403: ("Forbidden", "Access denied."),
    405: ("MethodNotAllowed", "Method not allowed."),
    429: ("TooManyRequests", "Too many requests."),
    500: ("ServerError", "Internal server error."),
}


class _Wrong(Exception):  # noqa: N818 - it becomes an error of the API, nothing else
    pass


def landing(question: Question) -> Response:
    """`GET /`."""
    home = _home(question)
    return json_answer(
        {
            "description": "Lớp bản đồ mô phỏng",
            "links": [
                _link(f"{home}?f=json", "self", "This document as JSON"),
                _link(f"{home}/conformance?f=json", "conformance", "Conformance classes (JSON)"),
                _link(f"{home}/collections?f=json", "data", "Feature collections (JSON)"),
            ],
            "title": "Bản đồ số (mô phỏng)",
        }
    )


def conformance(_question: Question) -> Response:
    """`GET /conformance`."""
    return json_answer({"conformsTo": list(_CONFORMS)})


def collections(question: Question) -> Response:
    """`GET /collections`."""
    here = f"{_home(question)}/collections?f=json"
    return json_answer(
        {
            "collections": [_described(question, one) for one in LAYERS.values()],
            "links": [_link(here, "self", "This document as JSON")],
        }
    )


def collection(question: Question) -> Response:
    """`GET /collections/{collection}`."""
    layer = LAYERS.get(question.parts["collection"])
    return _unknown() if layer is None else json_answer(_described(question, layer))


def _described(question: Question, layer: Layer) -> dict[str, object]:
    here = f"{_home(question)}/collections/{layer.name}"
    places = [point.place for point in points_of(question.chance, layer.name)]
    return {
        "crs": [_CRS84, _WGS84],
        "description": f"{layer.title}, mẫu mô phỏng",
        "extent": {"spatial": {"bbox": [list(around(places))], "crs": _CRS84}},
        "id": layer.name,
        "itemType": "feature",
        "links": [
            _link(f"{here}?f=json", "self", "This collection as JSON"),
            _link(f"{here}/items?f=json", "items", "Items for this collection as GeoJSON", _GEO),
        ],
        "storageCrs": _WGS84,
        "title": layer.title,
    }


def items(question: Question) -> Response:
    """`GET /collections/{collection}/items?limit=&offset=&bbox=`."""
    layer = LAYERS.get(question.parts["collection"])
    if layer is None:
        return _unknown()
    try:
        limit = min(_whole(question, "limit", _LIMIT) or _LIMIT, _LIMIT_MOST)
        offset, box = _whole(question, "offset", 0), _box(question)
    except _Wrong as wrong:
        return _error(BAD, "InvalidParameterValue", str(wrong))
    found = [
        one
        for one in standing(question.chance, layer.name, question.made(_STEP))
        if _within(one, box)
    ]
    shown = found[offset : offset + limit]
    links = [
        _page(question, layer, (limit, offset), "self", "Items for this collection as GeoJSON")
    ]
    if offset + limit < len(found):
        links.append(_page(question, layer, (limit, offset + limit), "next", "next page"))
    return json_answer(
        {
            "features": [feature(one) for one in shown],
            "links": links,
            "numberMatched": len(found),
            "numberReturned": len(shown),
            "type": "FeatureCollection",
        },
        headers=(("Content-Crs", f"<{_CRS84}>"),),
    )


def item(question: Question) -> Response:
    """`GET /collections/{collection}/items/{item}`."""
    layer = LAYERS.get(question.parts["collection"])
    if layer is None:
        return _unknown()
    here = f"{_home(question)}/collections/{layer.name}"
    for one in standing(question.chance, layer.name, question.made(_STEP)):
        if one.point.id == question.parts["item"]:
            links = [
                _link(
                    f"{here}/items/{one.point.id}?f=json", "self", "This document as GeoJSON", _GEO
                ),
                _link(f"{here}?f=json", "collection", "This collection as JSON"),
            ]
            return json_answer({**feature(one), "links": links})
    return _error(NOT_FOUND, "NotFound", "Collection items id query failed.")


def feature(one: Standing) -> dict[str, object]:
    return {
        "geometry": {"coordinates": list(one.point.place), "type": "Point"},
        "id": one.point.id,
        "properties": {"id": one.point.id, **one.props},
        "type": "Feature",
    }


def _page(
    question: Question, layer: Layer, span: tuple[int, int], rel: str, title: str
) -> dict[str, str]:
    """`span`: limit and offset."""
    box = question.param("bbox")
    more = f"&bbox={box}" if box else ""
    limit, offset = span
    here = f"{_home(question)}/collections/{layer.name}/items"
    return _link(f"{here}?f=json{more}&limit={limit}&offset={offset}", rel, title, _GEO)


def _link(href: str, rel: str, title: str, kind: str = "application/json") -> dict[str, str]:
    return {"href": href, "rel": rel, "title": title, "type": kind}


def _home(question: Question) -> str:
    return f"{question.root}/map/ogc"


def _whole(question: Question, name: str, default: int) -> int:
    said = question.param(name)
    if said is None:
        return default
    if not (said.isascii() and said.isdigit() and len(said) < 10):  # noqa: PLR2004 - of 32 bits
        raise _Wrong(f"Bad value for {name}.")
    return int(said)


def _box(question: Question) -> Box:
    said = question.param("bbox")
    if said is None:
        return province()
    numbers = said.split(",")
    if len(numbers) != 4 or not all(map(_NUMBER.fullmatch, numbers)):  # noqa: PLR2004 - the edges of a box
        raise _Wrong("Bad value for bbox.")
    west, south, east, north = map(float, numbers)
    return west, south, east, north


def _within(one: Standing, box: Box) -> bool:
    (x, y), (west, south, east, north) = one.point.place, box
    return west <= x <= east and south <= y <= north


def _unknown() -> Response:
    return _error(NOT_FOUND, "NotFound", "Invalid collection.")


def _refuse(_question: Question, status: int) -> Response:
    return _error(status, *_REFUSALS.get(status, ("Error", str(status))))


def _error(status: int, code: str, why: str) -> Response:
    return json_answer({"code": code, "description": why}, status)


LANDING = Dialect(answer=landing, refuse=_refuse)
CONFORMANCE = Dialect(answer=conformance, refuse=_refuse)
COLLECTIONS = Dialect(answer=collections, refuse=_refuse)
COLLECTION = Dialect(answer=collection, refuse=_refuse)
ITEMS = Dialect(answer=items, refuse=_refuse)
ITEM = Dialect(answer=item, refuse=_refuse)
