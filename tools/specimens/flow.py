"""Documents on an axis, as of 2023."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from services.records import Document, DocumentState, Record
from tools.specimens import DAY, HOUR, Specimen

if TYPE_CHECKING:
    from datetime import datetime

_ORGANS = {
    "ubnd-tinh": ("UBND tỉnh", "000.00.00.H36", "UBND tỉnh", "Provincial People’s Committee"),
    "so-tttt": (
        "Sở Thông tin và Truyền thông",
        "000.00.02.H36",
        "Sở, ngành",
        "Department of Information and Communications",
    ),
    "so-noi-vu": ("Sở Nội vụ", "000.00.03.H36", "Sở, ngành", "Department of Home Affairs"),
    "so-y-te": ("Sở Y tế", "000.00.12.H36", "Sở, ngành", "Department of Health"),
    "da-lat": ("UBND thành phố Đà Lạt", "000.00.20.H36", "Huyện, thành phố", "Da Lat City"),
    "duc-trong": (
        "UBND huyện Đức Trọng",
        "000.00.26.H36",
        "Huyện, thành phố",
        "Duc Trong District",
    ),
    "di-linh": ("UBND huyện Di Linh", "000.00.27.H36", "Huyện, thành phố", "Di Linh District"),
    "bo-tttt": (
        "Bộ Thông tin và Truyền thông",
        "000.00.00.G14",
        "Bộ, ngành",
        "Ministry of Information and Communications",
    ),
}
_SHORT = {
    "so-tttt": "Sở TT&TT",
    "bo-tttt": "Bộ TT&TT",
    "da-lat": "TP Đà Lạt",
    "duc-trong": "Đức Trọng",
    "di-linh": "Di Linh",
}
_COUNTS = {
    "ubnd-tinh": (268, 78, 24, 38, 3, 9),
    "so-tttt": (131, 44, 12, 9, 1, 7),
    "so-noi-vu": (142, 52, 10, 6, 0, 5),
    "so-y-te": (107, 61, 14, 8, 2, 6),
    "da-lat": (88, 31, 15, 7, 0, 4),
    "duc-trong": (74, 22, 13, 9, 1, 3),
    "di-linh": (61, 26, 19, 11, 0, 6),
    "bo-tttt": (159, 22, 5, 2, 0, 2),
}
"""Done, in work, accepted, arrived, refused, and overdue ones among those in work, by sender."""
_CODES = ("06", "05", "03", "01", "02", "05")
_OVERDUE = 5


def _told(at: datetime) -> dict[str, tuple[Record, ...]]:
    made: list[Record] = []
    senders = [_ORGANS[id][1] for id in _ORGANS]
    for organ, counts in _COUNTS.items():
        for place, count in enumerate(counts):
            for n in range(count):
                uid = f"{organ}-{place}-{n}"
                sender = _ORGANS[organ][1]
                to = senders[(senders.index(sender) + 1 + n % (len(senders) - 1)) % len(senders)]
                late = place == _OVERDUE
                due = at - (1 + n % 4) * DAY if late else at + (1 + n % 6) * DAY
                since = due - DAY if n % 40 else due + HOUR
                document = Document(
                    uid=uid,
                    number=f"{100 + len(made)}/UBND-VP",
                    sender=sender,
                    to=(to,),
                    promulgated=(at - 3 * DAY).date(),
                    due=due if place else at - timedelta(hours=n % 7),
                )
                if not place:
                    since = (document.due or at) + (HOUR if n % 40 == 0 else -HOUR)
                made.append(document)
                made.append(
                    DocumentState(
                        uid=f"{uid}-s",
                        document=uid,
                        organ=to,
                        code=_CODES[place],
                        since=min(since, at),
                    )
                )
    return {"docs": tuple(made)}


_WALL = {
    "organs": {
        id: {
            "name": {"vi": name, "en": english} | ({"short": _SHORT[id]} if id in _SHORT else {}),
            "ids": [code],
            "kind": kind,
        }
        for id, (name, code, kind, english) in _ORGANS.items()
    },
}
_TITLE = {"vi": "Trục liên thông văn bản", "en": "Document exchange axis"}

SPECIMENS = (
    Specimen(
        shows="Văn bản từ nhóm cơ quan gửi đến kết quả, quá hạn tách riêng",
        shows_en="Documents from groups of senders to outcomes, overdue ones apart",
        tile={"flow": "docs", "title": _TITLE},
        records=_told,
        wall=_WALL,
        size=(1236, 520),
    ),
    Specimen(
        shows="Từng nơi nhận, qua trạng thái, đến đúng hạn hay quá hạn",
        shows_en="Each recipient, through the states, to on time or overdue",
        tile={"flow": "docs", "form": "sankey", "by": "to", "through": True, "title": _TITLE},
        records=_told,
        wall=_WALL,
        size=(1864, 620),
    ),
    Specimen(
        shows="Từng cơ quan gửi",
        shows_en="Each sender",
        tile={"flow": "docs", "form": "sankey", "by": "sender", "title": _TITLE},
        records=_told,
        wall=_WALL,
        size=(1236, 620),
    ),
    Specimen(
        shows="Phễu: mỗi trạng thái một thanh",
        shows_en="A funnel: a bar for each state",
        tile={"flow": "docs", "form": "funnel", "title": _TITLE},
        records=_told,
        wall=_WALL,
    ),
)
