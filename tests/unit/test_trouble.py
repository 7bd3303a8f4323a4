from __future__ import annotations

from zoneinfo import ZoneInfo

from services import acts, cache
from services.phrase import phrase
from services.wall_file.faults import Fault, Place
from services.words import Words
from tests.unit.acts.telling import NOON
from ui.trouble import IN_MEMORY, Refusal, banner, said, together

WORDS = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
FULL = phrase(cache.DISK_FULL.text, path="/var/lib/wall.db")
LOST = phrase("Số thao tác chưa ghi được vào nhật ký: {count}.", count=1)
UNWRITTEN = phrase(acts.DISK_FULL.text, path="/var/lib/wall.acts.sqlite")


def test_one_full_disk_is_said_once() -> None:
    assert said(together((IN_MEMORY, FULL), (LOST, UNWRITTEN)), WORDS) == (
        "Hết chỗ trên ổ đĩa: tường chỉ còn nhớ tạm, tắt tường là mất; 1 thao tác chưa vào nhật ký. "
        "Hãy dọn ổ chứa /var/lib."
    )


def test_troubles_of_different_causes_are_all_said() -> None:
    locked = phrase("Không có quyền mở hoặc ghi nhật ký thao tác {path}.", path="/x")
    assert together((IN_MEMORY, FULL), (LOST, locked)) == (IN_MEMORY, FULL, LOST, locked)
    assert together((), (LOST, UNWRITTEN)) == (LOST, UNWRITTEN)
    assert together((IN_MEMORY, FULL), ()) == (IN_MEMORY, FULL)


def test_a_save_that_is_not_in_force_has_its_time_its_line_and_the_number_of_other_faults() -> None:
    fault = Fault.at(Place("plain.yaml", 10, 3), phrase("danh sách trống"), phrase("ghi đủ"))
    whole = (
        f"Tệp tường sửa lúc {WORDS.time(NOON)} chưa dùng được; tường giữ bản trước. "
        "plain.yaml dòng 10: danh sách trống: ghi đủ"
    )
    assert banner(Refusal(fault, NOON), WORDS) == whole
    assert banner(Refusal(fault, NOON, more=2), WORDS) == f"{whole} (và 2 lỗi khác)"
