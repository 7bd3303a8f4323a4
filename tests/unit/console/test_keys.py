from __future__ import annotations

from zoneinfo import ZoneInfo

from services.phrase import phrase
from services.words import Words
from ui.console.keys_board import listed
from ui.console.offer import Offer, key_names

WORDS = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))


def test_keys_are_named_as_people_read_them() -> None:
    assert key_names(("Left", "Return", "Escape"), WORDS) == "←, Enter, Esc"
    assert key_names(("1", "2", "3", "4"), WORDS) == "1 … 4"
    assert key_names(("1", "2"), WORDS) == "1, 2"
    assert key_names(("Shift+Tab", "Backtab"), WORDS) == "Shift+Tab"
    assert key_names((), WORDS) == ""


def test_the_first_offer_that_wants_a_key_is_listed_with_it() -> None:
    offers = [
        Offer(label=phrase("thôi"), keys=("Escape",)),
        Offer(label=phrase("quay lại"), keys=("Escape", "Ctrl+W")),
        Offer(label=phrase("không bao giờ"), keys=("Escape",)),
    ]
    assert [row.cells for row in listed(offers, WORDS)] == [("Esc", "thôi"), ("Ctrl+W", "quay lại")]
