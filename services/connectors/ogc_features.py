"""Layers of a server that speaks OGC API - Features: its collections, page by page as it links them.

GET {url}/collections → {"collections": [{"id", "title", "itemType"}]};
GET {url}/collections/{id}/items?f=json&limit=&bbox= → GeoJSON with `numberMatched` and a link rel=next.
What a server holds beyond the caps is told by `numberMatched`, where it has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, cast
from urllib.parse import quote, unquote, urlsplit

from pydantic import Field

from services.door import Answer, Request, SourceError
from services.draft import Certainty, Draft, Remark, homes
from services.geojson import Gathering, Layers
from services.geojson.settings import Bbox
from services.json_text import read_json
from services.links import joined
from services.news import Answered, Reason
from services.phrase import Phrase, phrase
from services.plain import plain
from services.quantities import Code, Duration

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.door import Door
    from services.draft import Met
    from services.geojson import Page

_JSON = ("f", "json")
"""Beside the header Accept: MapServer would answer HTML."""
_HOMES = ("/collections", "/conformance")
_LISTED = 20
"""Collections that a remark lists."""
_DATA = {"data", "conformance", "http://www.opengis.net/def/rel/ogc/1.0/data"}
"""What the links of a landing page are for."""


class OgcFeatures(Layers):
    """Một máy chủ bản đồ nói OGC API - Features; url là trang gốc của API."""

    every: Duration = timedelta(minutes=5)
    """Tường hỏi nguồn bao lâu một lần."""
    collections: Annotated[tuple[Code, ...], Field(max_length=100, examples=[["tram_mua"]])] = ()
    """Các bộ (collection) được lấy; mặc định mọi bộ, tới max_collections."""
    max_collections: Annotated[int, Field(strict=True, ge=1, le=100)] = 10
    """Số bộ nhiều nhất khi không khai collections."""
    bbox: Bbox | None = None
    """Chỉ lấy trong khung này: kinh độ tây, vĩ độ nam, kinh độ đông, vĩ độ bắc."""
    size: Annotated[int, Field(strict=True, ge=1, le=10_000)] = 1000
    """Số đối tượng của một trang; máy chủ có thể cho ít hơn."""


@dataclass(frozen=True, slots=True)
class Collection:
    id: str
    title: str | None = None


class OgcFeaturesConnector:
    name = "ogc_features"
    settings = OgcFeatures

    def ask(self, settings: OgcFeatures, door: Door, cursor: str | None) -> Answered:
        del cursor  # each answer is whole
        gathering = Gathering(settings, door)
        wanted: tuple[str, ...] = settings.collections
        if not wanted:
            found = [one.id for one in collections(door.ask(_listing("")).body)]
            wanted = tuple(found[: settings.max_collections])
            if left := found[len(wanted) :]:
                gathering.leave_out(_left_out(left))
        for name in wanted:
            gathering.layer(name, _items(settings, name), _following)
        return gathering.answered()

    def recognise(self, met: Met, door: Door) -> Draft | None:
        """By the list of its collections."""
        if met.local or not _speaks(met):
            return None
        for home in homes(met.address, _HOMES):
            try:
                found = collections(door.ask(_listing(home)).body)
            except SourceError:
                continue
            return _draft(home, found, _asked_for(met.address, home))
        return None


def collections(body: bytes) -> tuple[Collection, ...]:
    """Those of features; raises `SourceError` of what is no list of collections, or an empty one."""
    match read_json(body):
        case {"collections": list() as items}:
            found = tuple(_collections(cast("list[object]", items)))
        case _:
            raise SourceError(
                Reason.MALFORMED,
                phrase("Câu trả lời không phải danh sách bộ dữ liệu (collections) của OGC API"),
                remedy=phrase("url phải là trang gốc của API, ngay trước /collections"),
            )
    if not found:
        raise SourceError(
            Reason.REFUSED,
            phrase("Máy chủ OGC API không công bố bộ dữ liệu nào"),
            remedy=phrase(
                "bật công bố lớp cho OGC API trên máy chủ bản đồ, hoặc kiểm tra quyền xem"
            ),
        )
    return found


def _collections(items: Iterable[object]) -> Iterable[Collection]:
    for item in items:
        match item:
            case {"id": str() as id, **more} if id and more.get("itemType", "feature") == "feature":
                title = more.get("title")
                yield Collection(id, plain(title, 100) if isinstance(title, str) else None)
            case _:
                pass


def _listing(home: str) -> Request:
    return Request(path=f"{home}/collections", params=(_JSON,))


def _items(settings: OgcFeatures, name: str) -> Request:
    params = [_JSON, ("limit", str(settings.size))]
    if settings.bbox is not None:
        params.append(("bbox", ",".join(map(str, settings.bbox))))
    return Request(path=f"collections/{quote(name, safe='')}/items", params=tuple(params))


def _following(answer: Answer, page: Page, got: int) -> Request | None:
    """A link to a page that would come after the last feature is one that leads nowhere."""
    del got
    if page.next is None or not page.items:
        return None
    return Request(path=joined(answer.url, page.next))


def _left_out(left: list[str]) -> Phrase:
    return phrase(
        "Chưa lấy {count} bộ dữ liệu khác ({names}); khai collections hoặc nới max_collections",
        count=len(left),
        names=plain(", ".join(left[:_LISTED])),
    )


def _speaks(met: Met) -> bool:
    """Whether it is worth a question more: a landing page, a page below one, or its picture in HTML."""
    path = urlsplit(met.address).path
    if "/collections" in path or "ogcapi" in path.lower():
        return met.answers
    if met.body.lstrip()[:1] == b"<":
        return b"/collections" in met.body
    try:
        payload = read_json(met.body)
    except SourceError:
        return False
    match payload:
        case {"links": list() as links}:
            return any(isinstance(one, dict) and one.get("rel") in _DATA for one in links)
        case _:
            return False


def _asked_for(address: str, home: str) -> str | None:
    """The collection whose page `address` is."""
    _, _, rest = urlsplit(address).path.removeprefix(urlsplit(home).path).partition("/collections/")
    return unquote(rest.partition("/")[0]) or None


def _draft(home: str, found: tuple[Collection, ...], only: str | None) -> Draft:
    settings: dict[str, object] = {"connector": "ogc_features", "url": home, "every": "5 min"}
    named = [f"{one.id} ({one.title})" if one.title else one.id for one in found[:_LISTED]]
    listed = phrase("Có {count} bộ dữ liệu: {names}", count=len(found), names=", ".join(named))
    most = OgcFeatures.model_fields["max_collections"].default
    if only is not None:
        settings["collections"] = [only]
    elif len(found) > most:
        settings["collections"] = [one.id for one in found[:most]]
    at = ("collections",) if "collections" in settings else ()
    return Draft(
        name="ban-do",
        found=phrase("OGC API - Features"),
        settings=settings,
        certainty=Certainty.NAMED,
        remarks=(Remark(words=listed, at=at),),
    )


CONNECTOR = OgcFeaturesConnector()
