from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from services.freshness import State
from services.news import Reason
from services.phrase import Phrase, phrase
from services.wall_file.priority import Priority
from services.words import Words

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
VI, EN = Words("vi", ZONE), Words("en", ZONE)
AT = datetime(2023, 12, 22, 7, 5, tzinfo=UTC)


def test_a_phrase_is_said_in_the_language_of_the_words() -> None:
    lost = phrase("Mất kết nối từ {since}", since="13:20")
    assert VI.say(lost) == "Mất kết nối từ 13:20"
    assert EN.say(lost) == "Connection lost since 13:20"
    assert EN.say(Phrase.from_json(lost.as_json())) == "Connection lost since 13:20"


@pytest.mark.parametrize(
    "kept",
    [
        "[]",
        '{"said": 1}',
        '{"say": 7, "with": {}}',
        '{"say": "a", "with": []}',
        '{"say": "a {x}", "with": {"x": {"decimal": "z"}}}',
        '{"say": "a {x}", "with": {"x": {"say": null, "with": {}}}}',
        "{",
    ],
)
def test_what_is_no_phrase_is_none(kept: str) -> None:
    with pytest.raises(ValueError):
        Phrase.from_json(kept)


@pytest.mark.parametrize("value", ["[1]", "null", "1e400", '{"moon": 1}', '{"decimal": 1}'])
def test_a_value_that_only_a_newer_program_knows_leaves_its_place(value: str) -> None:
    kept = f'{{"say": "lỗi {{x}} ở {{y}}", "with": {{"x": {value}, "y": "cổng"}}}}'
    assert VI.say(Phrase.from_json(kept)) == "lỗi {x} ở cổng"


def test_a_phrase_in_a_phrase_is_said_in_the_same_language_after_the_cache_too() -> None:
    said = phrase("{why}", why=phrase("Mất kết nối từ {since}", since="13:20"))
    assert EN.say(said) == "Connection lost since 13:20"
    assert Phrase.from_json(said.as_json()) == said
    assert VI.say(said.with_texts(lambda _: "•••")) == "Mất kết nối từ •••"


def test_a_sentence_without_english_is_said_in_vietnamese() -> None:
    unknown = "Câu này không có trong {place}"
    assert EN.say(unknown, place="x") == "Câu này không có trong x"
    assert EN.say("") == ""


def test_numbers_in_a_sentence_are_written_in_its_language() -> None:
    said = phrase("Không trả lời trong {seconds} giây", seconds=Decimal("1.5"))
    assert VI.say(said) == "Không trả lời trong 1,5 giây"
    assert EN.say(said) == "No answer within 1.5 s"
    kept = Phrase.from_json(said.as_json())
    assert kept == said
    assert VI.say(kept) == VI.say(said)


def test_english_has_two_forms_and_vietnamese_one() -> None:
    assert [EN.count(n, "{n} ngày") for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert [VI.count(n, "{n} ngày") for n in (1, 1000)] == ["1 ngày", "1.000 ngày"]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("{a.__class__} {a[0]} {a!r} {a:>99999999}", "{a.__class__} {a[0]} {a!r} {a:>99999999}"),
        ("{{a}} {} {0} ${env:TÊN}", "{x} {} {0} ${env:TÊN}"),
        ("{a} {b}", "x {b}"),
    ],
)
def test_only_named_places_are_filled_and_no_other_brace_means_anything(
    said: str, text: str
) -> None:
    assert VI.say(Phrase(said, (("a", "x"),))) == text


def test_a_value_from_outside_is_plain_text_and_never_a_sentence() -> None:
    said = VI.say(phrase("Mất kết nối từ {since}", since="<b>{since}</b>\n\x1b[31m\u202e\ud800"))
    assert said.startswith("Mất kết nối từ <b>{since}</b>")
    assert "\n" not in said
    assert "\x1b" not in said
    assert "\u202e" not in said
    said.encode("utf-8")
    assert len(VI.say(phrase("Cũ {age}", age="x" * 100_000))) < 1000


def test_the_eight_states_have_the_words_of_the_rules() -> None:
    assert [VI.state(state) for state in State] == [
        "Đang cập nhật",
        "Chậm cập nhật",
        "Dữ liệu cũ",
        "Lệch giờ",
        "Nguồn báo lỗi",
        "Mất kết nối",
        "Bảo trì",
        "Chưa có dữ liệu",
    ]
    assert EN.state(State.SKEWED) == "Clock disagrees"


def test_priorities_are_named_worst_first() -> None:
    assert [VI.priority(p) for p in Priority] == ["Khẩn cấp", "Cao", "Trung bình", "Thấp"]
    assert [EN.priority(p) for p in Priority] == ["Urgent", "High", "Medium", "Low"]


def test_every_reason_has_short_words_of_its_own_in_both_languages() -> None:
    for words in (VI, EN):
        said = {words.reason(reason) for reason in Reason}
        assert len(said) == len(Reason)
        assert all(len(text) <= 30 for text in said)


def test_a_badge_says_what_is_wrong_and_since_when() -> None:
    since, age = datetime(2023, 12, 22, 6, 20, tzinfo=UTC), timedelta(minutes=42)
    assert VI.badge(State.LIVE, at=AT) is None
    assert VI.badge(State.DISCONNECTED, at=AT, since=since) == "Mất kết nối từ 13:20"
    assert VI.badge(State.STALE, at=AT, age=age) == "Cũ 30 phút"
    assert EN.badge(State.STALE, at=AT, age=age) == "Stale 30 min"
    never = VI.badge(State.NEVER, at=AT, reason=Reason.DEADLINE)
    assert never == "Chưa có dữ liệu: quá thời hạn trả lời"
    assert VI.badge(State.NEVER, at=AT) == "Chưa có dữ liệu"
    gone = VI.badge(State.FAULTY, at=AT, reason=Reason.MISSING)
    assert gone == "Nguồn báo lỗi: không tìm thấy tệp"
    assert VI.badge(State.MAINTENANCE, at=AT, since=since) == "Bảo trì"


def test_a_list_ends_with_and() -> None:
    assert VI.join(["Đà Lạt", "Đức Trọng", "Lạc Dương"]) == "Đà Lạt, Đức Trọng và Lạc Dương"
    assert EN.join(["A", "B", "C"]) == "A, B and C"
    assert VI.join(["A", "B"]) == "A và B"
    assert VI.join(["A"]) == "A"
    assert VI.join([]) == ""


def test_words_are_values() -> None:
    assert Words("vi", ZONE) == VI != EN
    assert hash(Words("vi", ZONE)) == hash(VI)


def test_a_counted_phrase_has_the_form_of_its_number_in_english() -> None:
    for count, said in ((1, "It has 1 alert now"), (2, "It has 2 alerts now")):
        assert EN.say(phrase("Đang có {count} cảnh báo", count=count)) == said
    assert VI.say(phrase("Đang có {count} cảnh báo", count=1)) == "Đang có 1 cảnh báo"
    assert (EN.size(1), EN.size(181)) == ("1 byte", "181 bytes")
