"""Clocks."""

from __future__ import annotations

from tools.specimens import Specimen

_SHIFTS = [
    {"name": {"vi": "Ca sáng", "en": "Morning shift"}, "from": "06:00"},
    {"name": {"vi": "Ca chiều", "en": "Afternoon shift"}, "from": "14:00"},
    {"name": {"vi": "Ca đêm", "en": "Night shift"}, "from": "22:00"},
]

SPECIMENS = (
    Specimen(
        shows="Giờ của tường đến giây, ngày theo lối hành chính, ca trực và ngày âm lịch",
        shows_en="The wall's time to the second, the official date, the shift and the lunar date",
        tile={"clock": "seconds", "lunar": True},
        wall={"shifts": _SHIFTS},
        stateless=True,
    ),
    Specimen(
        shows="Giờ quốc tế đến phút, để đối chiếu nhật ký của thiết bị",
        shows_en="Universal time to the minute, to read the logs of devices by",
        tile={"clock": "minutes", "zone": "UTC"},
        stateless=True,
        size=(608, 443),
    ),
    Specimen(
        shows="Giờ Tokyo trong một ô thấp",
        shows_en="Tokyo's time in a low tile",
        tile={"clock": "minutes", "zone": "Asia/Tokyo"},
        stateless=True,
        size=(922, 200),
    ),
)
