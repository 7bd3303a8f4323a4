"""Pages of other systems."""

from __future__ import annotations

from datetime import timedelta

from services.moving import Phase, Seen
from services.moving.telling import failed, lacking, stopped, why
from tools.scenery import console
from tools.specimens import AT, Specimen

_TILE = {
    "web": "https://soc.noi-bo/dashboard",
    "title": {"vi": "Màn hình SOC của hãng", "en": "The vendor's SOC console"},
    "profile": "soc",
}

SPECIMENS = (
    Specimen(
        shows="Một trang trong ảnh chụp: hình gần nhất, kèm giờ",
        shows_en="A page in a picture: its last thumbnail, with its time",
        tile=_TILE,
        seen=Seen(at=AT - timedelta(minutes=1), content=console()),
        stateless=True,
    ),
    Specimen(
        shows="Chưa có hình nào của trang",
        shows_en="There is no picture of the page yet",
        tile=_TILE,
        stateless=True,
        size=(608, 443),
    ),
    Specimen(
        shows="Trang đang mở",
        shows_en="The page is being opened",
        tile=_TILE,
        seen=Seen(Phase.OPENING),
        stateless=True,
        size=(608, 443),
    ),
    Specimen(
        shows="Trang không mở được, và vì sao",
        shows_en="The page can't be opened, and why",
        tile=_TILE,
        seen=Seen(Phase.FAILED, failed("web", why({"why": "certificate"}))),
        stateless=True,
        size=(608, 443),
    ),
    Specimen(
        shows="Tiến trình của trang đã dừng và sẽ được mở lại",
        shows_en="The page's process ended and will be started again",
        tile=_TILE,
        seen=Seen(Phase.FAILED, stopped("web", 10)),
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
