"""How many more there are of what has no room, by what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.words import Words


def others(count: int, noun: str, words: Words) -> str:
    """`và 4 dịch vụ khác`; of what has no noun here `và 4 mục khác`."""
    match noun:
        case "tasks":
            return words.count(count, "và {n} nhiệm vụ khác")
        case "reports":
            return words.count(count, "và {n} báo cáo khác")
        case "services":
            return words.count(count, "và {n} dịch vụ khác")
        case "endpoints":
            return words.count(count, "và {n} máy khác")
        case "protected_systems":
            return words.count(count, "và {n} hệ thống khác")
        case "unit":
            return words.say("và {n} đơn vị khác", n=count)
        case _:
            return _events(count, noun, words)


def _events(count: int, noun: str, words: Words) -> str:
    match noun:
        case "alerts":
            return words.count(count, "và {n} cảnh báo khác")
        case "incidents":
            return words.count(count, "và {n} sự cố khác")
        case "security_events":
            return words.count(count, "và {n} sự kiện khác")
        case "vulnerabilities":
            return words.count(count, "và {n} lỗ hổng khác")
        case _:
            return words.say("và {n} mục khác", n=count)
