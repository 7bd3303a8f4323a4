"""Countdowns."""

from __future__ import annotations

from tools.specimens import Specimen

SPECIMENS = (
    Specimen(
        shows="Còn bao lâu đến hạn của một nhiệm vụ",
        shows_en="How long until a task is due",
        tile={
            "countdown": "2023-12-31 17:00",
            "title": {
                "vi": "Hoàn thành chỉ tiêu chuyển đổi số năm 2023",
                "en": "Digital transformation targets of 2023",
                "short": "Chỉ tiêu năm 2023",
                "short_en": "Targets of 2023",
            },
            "overdue": True,
        },
        stateless=True,
    ),
    Specimen(
        shows="Giờ cuối trước cuộc họp giao ban, đếm đến giây",
        shows_en="The last hour before a briefing, to the second",
        tile={
            "countdown": "2023-12-22 15:00",
            "seconds": True,
            "title": {"vi": "Giao ban trực tuyến", "en": "Online briefing"},
        },
        stateless=True,
        size=(608, 443),
    ),
    Specimen(
        shows="Một hạn đã qua: cờ đuôi nheo, chữ “Quá hạn” và đã quá bao lâu",
        shows_en="A deadline that has passed: a pennant, its word and how long ago",
        tile={
            "countdown": "2023-12-20",
            "overdue": True,
            "title": {"vi": "Báo cáo tháng 12 của sở, ngành", "en": "December reports"},
        },
        stateless=True,
        size=(608, 443),
    ),
    Specimen(
        shows="Đã bao lâu kể từ một sự kiện",
        shows_en="How long ago something was",
        tile={
            "countdown": "2023-10-10 08:00",
            "since": True,
            "title": {"vi": "IOC tỉnh đi vào hoạt động", "en": "Province's IOC in operation"},
        },
        stateless=True,
        size=(922, 200),
    ),
    Specimen(
        shows="Thời điểm đã qua và điều cần nói khi ấy",
        shows_en="A moment that has passed, and what is said then",
        tile={
            "countdown": "2023-12-22 08:00",
            "over": {"vi": "Hội nghị đang diễn ra", "en": "The conference is on"},
            "title": {
                "vi": "Hội nghị chuyển đổi số tỉnh",
                "en": "Digital transformation conference",
            },
        },
        stateless=True,
        size=(608, 288),
    ),
)
