"""A feature collection (RFC 7946) from an address or a file: one answer is one layer.

What it doesn't hold any more is gone. A layer is as old as its file, unless features say their time.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Self, cast, override
from urllib.parse import unquote, urlsplit

from pydantic import BeforeValidator, Field, model_validator

from services.aside import LARGE, aside
from services.connectors import Answered
from services.door import SIMULATED, Answer, Files, Request, SourceError
from services.draft import Certainty, Draft
from services.geojson import Layers, Page, normalise
from services.geojson.proposal import declared
from services.json_text import read_json
from services.mapping import MOST
from services.news import Covers
from services.phrase import phrase
from services.quantities import Text, WrongSetting, only_text
from services.validators import NONE, Validators, changed

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Met

_READING = "1"
"""Raised when the same answer would be read differently."""


class GeoJson(Layers):
    """Một lớp bản đồ GeoJSON: một địa chỉ hoặc một tệp."""

    url: Annotated[
        str,
        BeforeValidator(only_text),
        Field(max_length=2000, examples=["https://ban-do.noi-bo/tram.geojson"]),
    ] = ""
    """Địa chỉ http(s) của lớp; chỉ một trong url, file."""
    file: Annotated[Text | None, Field(min_length=1, examples=["ban-do/xa.geojson"])] = None
    """Tệp, đường dẫn tính từ tệp tường."""
    layer: Annotated[Text | None, Field(min_length=1, examples=["tram_mua"])] = None
    """Tên lớp; mặc định là tên mà câu trả lời tự ghi, không có thì là tên tệp."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.url) == (self.file is not None):
            raise WrongSetting("nguồn geojson cần đúng một chỗ để đọc", "khai url hoặc file")
        if not self.url and self.model_fields_set & {"auth", "ca", "proxy"}:
            raise WrongSetting("auth, ca và proxy chỉ đi với url", "bỏ chúng khi đọc tệp")
        return self

    @override
    def files(self) -> Files | None:
        return None if self.file is None else Files(path=self.file)


class GeoJsonConnector:
    name = "geojson"
    settings = GeoJson

    def ask(self, settings: GeoJson, door: Door, cursor: str | None) -> Answered:
        validators = Validators(settings, _READING)
        answer = door.ask(Request(headers=tuple(validators.headers(cursor).items())))
        if answer.unchanged:
            return Answered(
                asked=answer.asked,
                received=answer.received,
                cursor=cursor,
                simulated=answer.simulated,
                unchanged=True,
            )
        page = _read(settings, answer, door)
        partial = page.partial or answer.unfinished
        return Answered(
            records=page.records,
            asked=answer.asked,
            received=answer.received,
            covers=Covers.PART if partial else Covers.ALL,
            missing=max(page.items - MOST, 0) or None,
            at=changed(answer.headers),
            cursor=NONE if partial else validators.cursor(answer.headers),
            simulated=answer.simulated,
            notes=page.notes,
        )

    def recognise(self, met: Met, door: Door) -> Draft | None:
        """By its form; what makes an id is said, and which properties are figures."""
        del door  # the answer says all
        features = _collected(met.body) if isinstance(met.outcome, Answer) else None
        if features is None or met.local == "folder":
            return None
        place = "file" if met.local else "url"
        settings, remarks = declared(features)
        path = met.address if met.local else unquote(urlsplit(met.address).path)
        return Draft(
            name=PurePath(path).stem or "ban_do",
            found=phrase("một lớp bản đồ GeoJSON ({count} đối tượng)", count=len(features)),
            settings={"connector": "geojson", place: met.address, "every": "5 min", **settings},
            certainty=Certainty.DECLARED,
            remarks=remarks,
        )


def _read(settings: GeoJson, answer: Answer, door: Door) -> Page:
    quoting = answer.headers.get(SIMULATED)
    path = settings.file or unquote(urlsplit(settings.url).path)
    given = (
        *(settings, answer.body, settings.layer, quoting, MOST),
        PurePath(path).stem or "features",
    )
    if len(answer.body) <= LARGE:
        return normalise(*given)
    left = settings.deadline - max(door.now() - answer.asked, timedelta())
    return aside(normalise, left.total_seconds(), *given)


def _collected(body: bytes) -> list[object] | None:
    """The features of what says that it is a collection."""
    if not body[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return None
    try:
        payload = read_json(body)
    except SourceError:
        return None
    match payload:
        case {"type": "FeatureCollection", "features": list() as features}:
            return cast("list[object]", features)
        case _:
            return None


CONNECTOR = GeoJsonConnector()
