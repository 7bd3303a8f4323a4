"""One ask of a WFS: what it has, then each layer's pages."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.connectors.wfs.capabilities import capabilities, counted
from services.door import Request, SourceError
from services.geojson import Gathering
from services.news import Reason
from services.ows import refused
from services.phrase import phrase
from services.plain import plain
from services.xml_text import fault, read_xml

if TYPE_CHECKING:
    from datetime import datetime

    from services.connectors.wfs.capabilities import Capabilities, FeatureType
    from services.connectors.wfs.settings import Wfs
    from services.door import Answer, Door
    from services.geojson import Page
    from services.news import Answered

_SERVICE = (("service", "WFS"), ("version", "2.0.0"))
DESCRIBE = Request(params=(*_SERVICE, ("request", "GetCapabilities")))
_LISTED = 20
"""Layers that a note lists."""


class Asking:
    def __init__(self, settings: Wfs, door: Door) -> None:
        self._settings, self._door = settings, _Translating(door)

    def answered(self) -> Answered:
        known = capabilities(self._door.ask(DESCRIBE).body)
        gathering = Gathering(self._settings, self._door)
        called = self._settings.format or known.format
        if called is None:
            raise no_geojson()
        for one in self._wanted(known, gathering):
            layer = _Layer(self._settings, self._door, one, called)
            gathering.layer(bare(one.name), layer.page(0), layer.following, layer.count)
        return gathering.answered()

    def _wanted(self, known: Capabilities, gathering: Gathering) -> list[FeatureType]:
        if self._settings.typenames:
            return [_named(name, known) for name in self._settings.typenames]
        wanted = known.types[: self._settings.max_types]
        if left := known.types[len(wanted) :]:
            gathering.leave_out(
                phrase(
                    "Chưa lấy {count} lớp khác ({names}); khai typenames hoặc nới max_types",
                    count=len(left),
                    names=plain(", ".join(one.name for one in left[:_LISTED])),
                )
            )
        return list(wanted)


class _Layer:
    """The questions about one layer."""

    def __init__(self, settings: Wfs, door: Door, of: FeatureType, called: str) -> None:
        self._settings, self._door, self._of, self._called = settings, door, of, called
        self._counted = False
        self._matched: int | None = None

    def page(self, start: int) -> Request:
        params = [("outputFormat", self._called), ("count", str(self._settings.size))]
        params += [("startIndex", str(start))] if start else []
        params += [("srsName", self._of.crs)] if self._of.crs else []
        return self._request(*params)

    def following(self, _: Answer, page: Page, got: int) -> Request | None:
        """A page that isn't full is the last one, or the server's own cap is smaller: it is asked how
        many there are.
        """
        if not page.items:
            return None
        full = page.items >= self._settings.size
        matched = page.matched if page.matched is not None or full else self.count()
        more = full if matched is None else got < matched
        return self.page(got) if more else None

    def count(self) -> int | None:
        if not self._counted:
            self._counted = True
            with contextlib.suppress(SourceError):
                answer = self._door.ask(self._request(("resultType", "hits")))
                self._matched = counted(answer.body)
        return self._matched

    def _request(self, *params: tuple[str, str]) -> Request:
        box = self._settings.bbox
        more = [] if box is None else [("bbox", _box(box))]
        of_features = (("request", "GetFeature"), ("typeNames", self._of.name))
        return Request(params=(*_SERVICE, *of_features, *params, *more))


@dataclass(frozen=True, slots=True)
class _Translating:
    """A door behind which an exception inside a 200 is an error."""

    door: Door

    def ask(self, request: Request) -> Answer:
        answer = self.door.ask(request)
        if answer.body[:200].lstrip().startswith(b"<") and b"Exception" in answer.body[:4000]:
            why = fault(read_xml(answer.body))
            if why is not None:
                raise refused(why)
        return answer

    def now(self) -> datetime:
        return self.door.now()


def bare(name: str) -> str:
    """Without the prefix of its namespace: `diem` of `ms:diem`, as the GeoJSON says."""
    return name.rpartition(":")[2] or name


def no_geojson() -> SourceError:
    return SourceError(
        Reason.REFUSED,
        phrase("WFS không công bố dạng GeoJSON nào (outputFormat)"),
        remedy=phrase(
            "bật GeoJSON trên máy chủ (MapServer: khối OUTPUTFORMAT và wfs_getfeature_formatlist), hoặc"
            " khai format nếu biết tên"
        ),
    )


def _named(name: str, known: Capabilities) -> FeatureType:
    found = [one for one in known.types if one.name == name]
    found += [one for one in known.types if bare(one.name) == name]
    if not found:
        raise SourceError(
            Reason.REFUSED,
            phrase("WFS không có lớp “{layer}”", layer=name),
            remedy=phrase(
                "sửa typenames; máy chủ có: {names}",
                names=plain(", ".join(one.name for one in known.types[:_LISTED])),
            ),
        )
    return found[0]


def _box(box: tuple[float, float, float, float]) -> str:
    """In EPSG's own order: MapServer reads a bare EPSG:4326 so too, GeoServer the other way round."""
    west, south, east, north = map(str, box)
    return f"{south},{west},{north},{east},urn:ogc:def:crs:EPSG::4326"
