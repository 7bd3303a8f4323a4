"""What is said of how a source writes: what is declared on the strength of what was seen, what is left
to whoever knows, and how its words of severity are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.draft import Remark
from services.phrase import Phrase, phrase
from services.survey.levels import WORST, level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from services.survey.columns import Column
    from services.survey.handwriting import Hand

HERE = "Asia/Ho_Chi_Minh"
"""The zone that is assumed of times without their offset; it is said and written."""
_WORDS = 12
"""Words of severity that are looked at."""

_SAID: dict[tuple[str, str], Phrase] = {
    ("times", "epoch"): phrase("Giờ là số giây từ năm 1970"),
    ("times", "epoch_ms"): phrase("Giờ là số mili giây từ năm 1970"),
    ("times", "day_first"): phrase("Ngày viết ngày/tháng/năm"),
    ("times", "month_first"): phrase("Ngày viết tháng/ngày/năm"),
    ("zone", HERE): phrase("Giờ không ghi độ lệch; giả định là giờ Việt Nam"),
    ("decimals", "comma"): phrase("Số viết với dấu phẩy thập phân"),
    ("decimals", "point"): phrase("Số viết với dấu chấm thập phân"),
}


def assumptions(settings: Mapping[str, object]) -> Iterator[Remark]:
    """Of `times`, `zone` and `decimals`, as far as they are among the settings."""
    for (key, value), words in _SAID.items():
        if settings.get(key) == value:
            yield Remark(words=words, at=(key,))


def open_questions(hand: Hand, unread: Phrase) -> Iterator[Remark]:
    """What has two readings is declared by whoever knows, never guessed. `unread` says what becomes of
    such numbers until then.
    """
    if hand.two_readings is not None:
        yield Remark(
            words=phrase(
                "“{number}” đọc được hai cách: hàng nghìn hay thập phân; khai trong nguồn một trong hai:",
                number=hand.two_readings,
            ),
            choices=("decimals: point", "decimals: comma"),
        )
        yield Remark(words=unread)
    if hand.two_dates is not None:
        yield Remark(
            words=phrase(
                "“{date}” đọc được hai cách, nên chưa lấy giờ. Khai một trong hai, cùng zone và at:",
                date=hand.two_dates,
            ),
            choices=("times: day_first", "times: month_first", f"zone: {HERE}"),
        )
    if hand.odd is not None:
        yield Remark(
            words=phrase(
                "Số viết theo nhiều kiểu lẫn nhau (ví dụ “{number}”): có số sẽ không đọc được",
                number=hand.odd,
            )
        )
    if hand.odd_date is not None:
        yield Remark(
            words=phrase(
                "Ngày viết theo nhiều kiểu lẫn nhau (ví dụ “{date}”), nên chưa lấy giờ",
                date=hand.odd_date,
            )
        )


def notes(found: Iterable[Column]) -> Phrase | None:
    names = ", ".join(one.name for one in found)
    if not names:
        return None
    return phrase(
        "Không lấy: {names}, vì là lời ghi thêm; lấy làm nhãn thì mỗi lời ghi tách thành một chuỗi riêng",
        names=names,
    )


def severities(given: Iterable[object]) -> tuple[dict[str, int], Remark | None]:
    """A table of the words that are known, and what is to be said of the others."""
    words = list(dict.fromkeys(str(value) for value in given))[:_WORDS]
    if all(word.isdecimal() and int(word) <= WORST for word in words):
        said = phrase("Mức độ là số 0–5, giả định 5 nặng nhất; nguồn đếm ngược thì khai:")
        return {}, Remark(words=said, choices=('severities: {"1": 5, "2": 4, "3": 3, "4": 2}',))
    table = {word: found for word in words if (found := level(word)) is not None}
    unknown = [word for word in words if word not in table]
    if not unknown:
        return table, None
    said = phrase("Chưa rõ các từ này là mức mấy (0–5): {words}", words=", ".join(unknown))
    return table, Remark(words=said)
