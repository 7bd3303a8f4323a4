"""One answer of GeoJSON, normalised: a pure function of its bytes and of what the wall file says."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from services.conversion import convert, text
from services.door import SourceError
from services.geojson.geometry import Ill, IllShape, written
from services.geojson.words import malformed, notes, of_all
from services.json_text import read_json
from services.mapping import MOST, bounded_uid, items_of, records_of
from services.moments import moment
from services.news import Reason
from services.phrase import phrase
from services.plain import plain
from services.records import Feature, labels
from services.tally import Tally
from services.writing import Unreadable

if TYPE_CHECKING:
    from datetime import datetime

    from services.geojson.settings import Layers
    from services.phrase import Phrase
    from services.records import Labels, Record
    from services.writing import Writing

_WGS84 = ("CRS84", "4326", "WGS84", "WGS 84")
"""Ends of the names that GeoJSON of 2008 gives to degrees of WGS84; its order was longitude first too."""
_SHAPES = {
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer, normalised."""

    records: tuple[Record, ...]
    items: int
    """Features that it held, whether they were read or not."""
    next: str | None = None
    """The address of the page that follows."""
    matched: int | None = None
    """Features that the layer has altogether, where the server says so."""
    partial: bool = False
    """A feature that it held may be missing among the records."""
    notes: tuple[Phrase, ...] = ()


@dataclass(slots=True)
class Judged:
    """Features of one answer, and what ailed them."""

    writing: Writing
    records: dict[str, Feature] = field(default_factory=dict)
    ills: Counter[Ill] = field(default_factory=Counter)
    shapes: int = 0
    strange: int = 0
    """Items that are no features."""
    undated: int = 0
    tally: Tally = field(default_factory=Tally)


def normalise(
    settings: Layers,
    body: bytes,
    layer: str | None,
    quoting: str | None = None,
    room: int = MOST,
    otherwise: str = "features",
) -> Page:
    """`layer` None: by what the answer calls itself, else `otherwise`. `quoting` is the value of a
    simulated answer's header: the property that names a publication; None for a real answer. Raises
    `SourceError`.
    """
    payload = read_json(body)
    features, whole = _features(payload), cast("dict[str, object]", payload)
    _refuse_other_crs(whole)
    called = layer or _own_name(whole) or otherwise
    judged = Judged(settings.writing())
    for item in features[:room]:
        _judge(judged, settings, item, called, quoting)
    judged.tally.beyond += max(len(features) - room, 0)
    of_all(judged.ills, judged.shapes)
    records: list[Record] = [*judged.records.values()]
    records += _figures(settings, features[:room], quoting, judged.tally)
    return Page(
        records=tuple(records),
        items=len(features),
        next=_next(whole),
        matched=_count(whole.get("numberMatched", whole.get("totalFeatures"))),
        partial=judged.tally.partial or bool(judged.strange),
        notes=(
            *notes(judged.ills, judged.strange, judged.undated, settings.max_vertices),
            *judged.tally.notes(),
        ),
    )


def _own_name(whole: dict[str, object]) -> str:
    """GDAL writes `name`."""
    names = (whole.get("name"), whole.get("title"))
    return plain(next((one for one in names if isinstance(one, str) and one.strip()), ""), 100)


def _features(payload: object) -> list[object]:
    match payload:
        case {"type": "FeatureCollection", "features": list() as features}:
            return cast("list[object]", features)
        case {"type": "Feature"}:
            return [payload]
        case {"type": str() as kind} if kind in _SHAPES:
            return [{"type": "Feature", "geometry": payload, "properties": None}]
        case {"type": "Topology"}:
            raise malformed(
                phrase("Câu trả lời là TopoJSON, không phải GeoJSON"),
                phrase("xuất lại lớp bản đồ thành GeoJSON"),
            )
        case {"code": _, "description": str() as why}:  # an error of OGC API inside a 200
            raise SourceError(Reason.REFUSED, phrase("Nguồn báo lỗi: {why}", why=plain(why, 200)))
        case _:
            raise malformed(
                phrase("Câu trả lời là JSON nhưng không phải GeoJSON"),
                phrase("kiểm tra địa chỉ: GeoJSON là một FeatureCollection có danh sách features"),
            )


def _refuse_other_crs(whole: dict[str, object]) -> None:
    match whole.get("crs"):
        case {"properties": {"name": str() as name}} if not name.strip().upper().endswith(_WGS84):
            raise malformed(
                phrase(
                    "Lớp bản đồ ở hệ tọa độ {crs}, không phải WGS84 (EPSG:4326)",
                    crs=plain(name, 60),
                ),
                phrase("xuất lại lớp ở EPSG:4326; máy chủ bản đồ thì chọn hệ ấy cho lớp"),
            )
        case _:
            pass


def _judge(judged: Judged, settings: Layers, item: object, layer: str, quoting: str | None) -> None:
    match item:
        case {"type": "Feature"}:
            raw = cast("dict[str, object]", item)
        case _:
            judged.strange += 1
            return
    own = raw.get("properties")
    properties = cast("dict[str, object]", own) if isinstance(own, dict) else {}
    geometry = None
    if raw.get("geometry") is not None:
        judged.shapes += 1
        try:
            lat_first = settings.axes == "lat_lon"
            geometry = written(raw["geometry"], settings.max_vertices, lat_first=lat_first)
        except IllShape as error:
            judged.ills[error.ill] += 1
    props = _props(settings, properties, judged.writing)
    fid = _fid(settings, raw, properties) or _digest(raw.get("geometry"), geometry, props)
    at = _at(judged, settings, properties)
    quoted = properties.get(quoting) if quoting else None
    made = Feature(
        uid=bounded_uid(f"{layer}|{fid}"),
        at=at,
        layer=layer,
        fid=fid,
        geometry=geometry,
        props=props,
        publication=plain(quoted) if isinstance(quoted, str) else None,
    )
    if judged.tally.keeps(judged.records.get(made.uid), made):
        judged.records[made.uid] = made


def _props(settings: Layers, properties: dict[str, object], writing: Writing) -> Labels:
    chosen = settings.props or tuple(properties)
    kept = {name: properties[name] for name in chosen if name in properties}
    found = convert("props", dict, kept, writing)
    return cast("Labels", found) if found else labels({})


def _fid(settings: Layers, raw: dict[str, object], properties: dict[str, object]) -> str | None:
    for value in (raw.get("id"), properties.get(settings.fid or "")):
        try:
            if value is not None and (said := text(value)):
                return said
        except Unreadable:
            continue
    return None


def _digest(raw: object, geometry: str | None, props: Labels) -> str:
    """Of what makes the feature; of a shape that can't be shown the first kilobyte tells."""
    shape = geometry or json.dumps(raw, default=str, ensure_ascii=True)[:1000]
    whole = json.dumps([shape, props], ensure_ascii=True)
    return sha256(whole.encode()).hexdigest()[:16]


def _at(judged: Judged, settings: Layers, properties: dict[str, object]) -> datetime | None:
    raw = properties.get(settings.at or "")
    if raw is None or raw == "":
        return None
    try:
        return moment(raw, judged.writing)
    except Unreadable as error:
        judged.undated += 1
        if error.words is not None:
            judged.tally.why.setdefault("at", error.words)
        return None


def _figures(
    settings: Layers, features: list[object], quoting: str | None, tally: Tally
) -> list[Record]:
    mapping = settings.observations
    if mapping is None:
        return []

    def publication(item: object) -> str | None:
        match item:
            case {"properties": {**properties}} if quoting:
                quoted = properties.get(quoting)
                return plain(quoted) if isinstance(quoted, str) else None
            case _:
                return None

    items = items_of(mapping, features)
    reader = None if quoting is None else publication
    return records_of("observations", mapping, items, settings.writing(), tally, reader)


def _next(whole: dict[str, object]) -> str | None:
    links = whole.get("links")
    for link in cast("list[object]", links)[:100] if isinstance(links, list) else ():
        match link:
            case {"rel": "next", "href": str() as href, **more} if "html" not in str(
                more.get("type")
            ):
                return href[:2000] or None
            case _:
                pass
    return None


def _count(raw: object) -> int | None:
    """`"unknown"` is what some servers say."""
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0 else None
