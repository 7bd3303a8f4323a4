"""Cameras and recordings."""

from __future__ import annotations

from datetime import timedelta

from services.moving import Phase, Seen
from services.moving.telling import failed, lacking, why
from tools.scenery import gate
from tools.specimens import AT, Specimen

_TILE = {
    "video": "rtsp://10.68.4.21/stream1",
    "title": {"vi": "Camera đường Trần Phú, Đà Lạt", "en": "Camera, Trần Phú street, Đà Lạt"},
}

SPECIMENS = (
    Specimen(
        shows="Một camera trong ảnh chụp: hình gần nhất, kèm giờ",
        shows_en="A camera in a picture: its last thumbnail, with its time",
        tile=_TILE,
        seen=Seen(at=AT - timedelta(minutes=1), content=gate()),
        stateless=True,
    ),
    Specimen(
        shows="Hình của một ngày khác có ngày của nó",
        shows_en="A thumbnail of another day has its date",
        tile=_TILE,
        seen=Seen(at=AT - timedelta(days=2), content=gate()),
        stateless=True,
    ),
    Specimen(
        shows="Camera không mở được, và vì sao",
        shows_en="The camera can't be opened, and why",
        tile=_TILE,
        seen=Seen(Phase.FAILED, failed("video", why({"why": "unreachable"}))),
        stateless=True,
        size=(608, 443),
    ),
    Specimen(
        shows="Chưa cài phần media: ô chỉ cách cài",
        shows_en="Without the extra the tile says how to get it",
        tile=_TILE,
        seen=Seen(Phase.LACKING, lacking("", frozen=False)),
        stateless=True,
        size=(608, 443),
    ),
)
