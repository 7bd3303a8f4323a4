"""A sensor's log: what is new is read once, whatever becomes of the file."""

from __future__ import annotations

import contextlib
import json
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any, override

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from services.cache import Cache
from services.clock import HeldClock
from services.connectors import batch
from services.connectors.eve import CONNECTOR, Eve
from services.connectors.eve.events import events
from services.door import Answer, Request, SourceError
from services.draft import Certainty, Draft, Met
from services.files.source import SourceFiles
from services.news import Covers, Reason
from services.phrase import phrase
from services.records import Observation, SecurityEvent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.connectors import Answered

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
REPLACED = phrase("Tệp nhật ký đã bị thay hoặc cắt ngắn; tường đọc lại từ đầu tệp")


class FakeLogServer:
    """Serves one file by byte ranges as nginx does: 206, 416, 304 by ETag, the whole without a range."""

    def __init__(self, content: bytes = b"", *, ranges: bool = True) -> None:
        self.content, self.ranges = content, ranges
        self.asked: list[Request] = []
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        headers = dict(request.headers)
        tag = f'"{sha256(self.content).hexdigest()[:8]}"'
        if headers.get("If-None-Match") == tag:
            return self._answer(304, b"", {"etag": tag})
        size = len(self.content)
        if not self.ranges:
            return self._answer(200, self.content, {"etag": tag})
        found = re.fullmatch(r"bytes=(\d*)-(\d*)", headers["Range"])
        assert found is not None
        first = int(found[1]) if found[1] else max(size - int(found[2]), 0)
        last = min(int(found[2]) if found[1] and found[2] else size - 1, size - 1)
        if first >= size:
            return self._answer(416, b"<html>416</html>", {"content-range": f"bytes */{size}"})
        said = {"etag": tag, "content-range": f"bytes {first}-{last}/{size}"}
        return self._answer(206, self.content[first : last + 1], said)

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> Answer:
        return Answer(
            status=status,
            headers=headers,
            body=b"" if status == 416 else body,
            asked=self.time,
            received=self.time,
            url="http://cam-bien.example/eve.json",
        )


def settings(**more: Any) -> Eve:
    return Eve.model_validate({"connector": "eve", "url": "http://x/eve.json", **more})


def line(number: int = 1, **more: Any) -> bytes:
    event = {
        "timestamp": f"2026-11-24T06:00:00.{number:06}+0000",
        "flow_id": number,
        "event_type": "alert",
        "src_ip": "203.0.113.10",
        "dest_ip": "10.10.1.5",
        "alert": {
            "action": "allowed",
            "gid": 1,
            "signature_id": 9000001,
            "signature": "IOC thử",
            "category": "Web Application Attack",
            "severity": 1,
        },
    }
    return json.dumps(event | more, ensure_ascii=False).encode() + b"\n"


def asked(server: FakeLogServer, cursor: str | None = None, **more: Any) -> Answered:
    return CONNECTOR.ask(settings(**more), server, cursor)


def alerts(answered: Answered) -> list[str]:
    """Their flow ids."""
    return [one.uid.split("|")[1] for one in answered.records if isinstance(one, SecurityEvent)]


def figures(answered: Answered) -> dict[str, int]:
    seen = [one for one in answered.records if isinstance(one, Observation)]
    return {one.uid: int(one.value or 0) for one in seen}


def test_recorded_alerts_are_security_events(recording: Callable[[str], bytes]) -> None:
    written = json.loads(recording("suricata_eve_alert.json"))
    server = FakeLogServer(b"".join(json.dumps(one).encode() + b"\n" for one in written))
    answered = asked(server)
    first, second = (one for one in answered.records if isinstance(one, SecurityEvent))
    assert first.time == datetime(2026, 11, 24, 5, 27, 34, 913270, tzinfo=UTC)
    assert (first.signature, first.severity) == ("IOC SQL injection attempt", 5)
    assert (first.category, first.action) == ("Web Application Attack", "allowed")
    assert (first.src, first.dst) == ("203.0.113.10", "10.10.1.5")
    assert second.severity == 3
    assert answered.covers is Covers.NEW
    assert answered.at == first.time
    assert answered.notes == ()


def test_only_what_is_new_is_read_and_nothing_twice() -> None:
    server = FakeLogServer(line(1))
    first = asked(server)
    server.content += line(2)
    second = asked(server, first.cursor)
    third = asked(server, second.cursor)
    assert [alerts(first), alerts(second), alerts(third)] == [["1"], ["2"], []]
    assert server.asked[-1].headers[-1][0] == "If-None-Match"


def test_a_line_that_is_not_ended_yet_is_left_for_the_next_ask() -> None:
    server = FakeLogServer(line(1) + line(2)[:40])
    first = asked(server)
    server.content = line(1) + line(2) + line(3)
    second = asked(server, first.cursor)
    assert [alerts(first), alerts(second)] == [["1"], ["2", "3"]]
    assert second.notes == ()


@pytest.mark.parametrize(
    "replaced", [b"", line(7), line(7) * 2 + line(8) * 3], ids=["empty", "shorter", "longer"]
)
def test_a_replaced_log_is_read_from_its_start_and_that_is_said(replaced: bytes) -> None:
    server = FakeLogServer(line(1) + line(2))
    first = asked(server)
    server.content = replaced
    second = asked(server, first.cursor)
    assert set(alerts(second)) == (
        {"7", "8"} if len(replaced) > 600 else {"7"} if replaced else set()
    )
    assert second.notes == (REPLACED,)
    server.content += line(9)
    third = asked(server, second.cursor)
    assert (alerts(third), third.notes) == (["9"], ())


def test_the_first_ask_reads_only_the_end() -> None:
    many = b"".join(line(n) for n in range(1, 2001))
    answered = asked(FakeLogServer(many), tail=2)
    found = alerts(answered)
    assert found[-1] == "2000"
    assert 1 < len(found) < 10


def test_a_server_that_knows_no_ranges_is_read_all_the_same() -> None:
    server = FakeLogServer(line(1), ranges=False)
    first = asked(server)
    server.content += line(2)
    assert alerts(asked(server, first.cursor)) == ["2"]


def test_a_log_too_large_for_a_server_without_ranges_says_what_to_switch_on() -> None:
    class Floods(FakeLogServer):
        @override
        def ask(self, request: Request) -> Answer:
            raise SourceError(
                Reason.TOO_LARGE, phrase("Câu trả lời lớn quá mức cho phép ({cap} KiB)", cap=1)
            )

    with pytest.raises(SourceError) as caught:
        asked(Floods())
    assert caught.value.remedy is not None
    assert "Range" in caught.value.remedy.text


def test_a_long_backlog_is_read_part_by_part() -> None:
    server = FakeLogServer(line(1))
    cursor = asked(server).cursor
    server.content += b"".join(line(n) for n in range(2, 400))
    seen: list[str] = []
    for _ in range(20):
        answered = asked(server, cursor, max_bytes=64 * 1024)
        seen += alerts(answered)
        cursor = answered.cursor
        if not answered.notes:
            break
        assert "KiB nhật ký chưa đọc" in answered.notes[0].text
    assert seen == [str(n) for n in range(2, 400)]


def test_a_backlog_that_is_too_long_is_passed_over_aloud() -> None:
    server = FakeLogServer(line(1))
    first = asked(server)
    server.content += b"".join(line(n) for n in range(2, 5000))
    second = asked(server, first.cursor, max_bytes=64 * 1024, behind=1)
    assert any("bỏ qua" in one.text for one in second.notes)
    third = asked(server, second.cursor, max_bytes=64 * 1024, behind=1)
    assert alerts(third)[-1] == "4999"
    assert figures(third)["alerts_24h"] == len(alerts(second)) + len(alerts(third)) + 1


def test_a_line_longer_than_a_part_is_passed_over() -> None:
    server = FakeLogServer(line(1))
    first = asked(server, max_bytes=4096)
    server.content += b'{"x": "' + b"a" * 20_000 + b'"}\n' + line(2)
    cursor = first.cursor
    seen: list[str] = []
    for _ in range(40):
        answered = asked(server, cursor, max_bytes=4096)
        cursor, seen = answered.cursor, seen + alerts(answered)
    assert seen == ["2"]


def test_events_of_a_day_are_counted_by_type_and_severity_and_leave_the_day() -> None:
    other = line(5, event_type="dns")
    low = line(6, alert={"signature": "x", "severity": 9})
    server = FakeLogServer(line(1) + line(2) + other + low)
    answered = asked(server)
    found = figures(answered)
    assert found["alerts_24h"] == 3
    assert found["alerts_24h|5"] == 2
    assert found["alerts_24h|4"] == 0
    assert found["alerts_24h|?"] == 1
    assert found["events_24h|dns"] == 1
    assert found["events_24h|alert"] == 3
    assert answered.notes == (
        phrase("{count} cảnh báo có mức ưu tiên lạ; thêm vào severities để xếp mức", count=1),
    )
    server.time = NOW + timedelta(days=2)
    later = figures(asked(server, answered.cursor))
    assert set(later) == set(found)
    assert set(later.values()) == {0}


def counted(answered: Answered) -> tuple[int, str | None]:
    """Alerts of the day, and how sure that is."""
    [seen] = (
        one for one in answered.records if isinstance(one, Observation) and one.uid == "alerts_24h"
    )
    return int(seen.value or 0), seen.qualifier


def test_a_day_of_which_only_the_end_was_read_has_at_least_as_many_alerts() -> None:
    server = FakeLogServer(b"".join(line(n) for n in range(1, 101)))
    first = asked(server, tail=2)
    count, sure = counted(first)
    assert (0 < count < 100, sure) == (True, "ít nhất")
    server.time = NOW + timedelta(hours=22)
    second = asked(server, first.cursor, tail=2)
    assert counted(second)[1] == "ít nhất"
    server.time = NOW + timedelta(hours=24)
    assert counted(asked(server, second.cursor, tail=2)) == (0, None)


def test_a_log_of_more_than_a_day_is_counted_whole() -> None:
    server = FakeLogServer(line(1, timestamp="2026-11-22T06:00:00+0000") + line(2) + line(3))
    assert counted(asked(server)) == (2, None)


def test_what_is_left_or_passed_over_is_not_counted_and_that_is_said() -> None:
    server = FakeLogServer(line(1, timestamp="2026-11-22T06:00:00+0000"))
    cursor = asked(server).cursor
    server.content += b"".join(line(n) for n in range(2, 200))
    left = asked(server, cursor, max_bytes=64 * 1024)
    assert counted(left)[1] == "ít nhất"
    server.content += b"".join(line(n) for n in range(200, 5000))
    passed = asked(server, left.cursor, max_bytes=64 * 1024, behind=1)
    assert counted(passed)[1] == "ít nhất"
    later = passed
    for _ in range(3):
        later = asked(server, later.cursor, max_bytes=64 * 1024, behind=1)
    assert (alerts(later), counted(later)[1]) == ([], "ít nhất")


def test_a_line_of_a_time_to_come_does_not_make_the_log_younger() -> None:
    ahead = line(2, timestamp="2026-11-25T03:00:00+0000")
    answered = asked(FakeLogServer(line(1) + ahead))
    assert answered.at == datetime(2026, 11, 24, 6, 0, 0, 1, tzinfo=UTC)
    assert answered.notes == (
        phrase("{count} sự kiện ghi giờ ở phía trước; kiểm tra đồng hồ của cảm biến", count=1),
    )
    assert alerts(answered) == ["1", "2"]


def test_counters_of_the_sensor_are_figures_as_old_as_they_are() -> None:
    stats = {"uptime": 60, "capture": {"kernel_drops": 3}, "decoder": {"pkts": "NaN"}}
    answered = asked(FakeLogServer(line(1, event_type="stats", stats=stats)))
    found = {one.uid: one for one in answered.records if isinstance(one, Observation)}
    assert found["stats.capture.kernel_drops"].value == Decimal(3)
    assert found["stats.uptime"].at == datetime(2026, 11, 24, 6, 0, 0, 1, tzinfo=UTC)
    assert found["stats.decoder.pkts"].value is None
    assert found["stats.decoder.pkts"].fault is not None
    assert "stats.detect.alert" not in found


@pytest.mark.parametrize(
    ("bad", "kept"),
    [
        (b"not json\n", 1),
        (b'{"timestamp": "2026-11-24T06:00:00", "event_type": "alert"}\n', 1),
        (b'{"timestamp": "24/11/2026 06:00", "event_type": "alert"}\n', 1),
        (b'{"timestamp": 5, "event_type": "alert"}\n', 1),
        (b'{"event_type": "alert"}\n', 1),
        (b'"text"\n', 1),
        (b"\xff\xfe\x00\n", 1),
        (line(2)[:50] + b"\n", 1),
        (line(2, alert="text"), 1),
        (line(2, alert={}), 2),
        (line(2, src_ip=["x"], alert={"signature": 7, "severity": "1.234,5"}), 2),
    ],
)
def test_a_bad_line_costs_no_other(bad: bytes, kept: int) -> None:
    answered = asked(FakeLogServer(bad + line(1)))
    assert len(alerts(answered)) == kept


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<html>login</html>\n", "trang web (HTML)"),
        (b"a,b\n1,2\n", "không phải JSON"),
        (b'{"so": 1}\n', "không phải nhật ký EVE"),
        (b"[]\n", "không phải nhật ký EVE"),
    ],
)
def test_what_is_no_log_says_so(body: bytes, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        asked(FakeLogServer(body))
    assert caught.value.reason is Reason.MALFORMED
    assert says in caught.value.words.text


MANGLED = st.integers(0, 3 * len(line(1))).map(
    lambda at: (line(1) * 3)[:at] + b"\n" + (line(1) * 3)[at:]
)


@given(body=st.binary(max_size=300) | MANGLED)
@trying(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=100)
def test_a_mangled_log_is_malformed_or_read(body: bytes) -> None:
    reasons = {Reason.MALFORMED}
    with contextlib.suppress(SourceError):
        try:
            events(settings(), body, NOW)
        except SourceError as error:
            reasons.add(error.reason)
            raise
    assert reasons == {Reason.MALFORMED}


def test_a_million_events_leave_as_many_current_as_are_kept() -> None:
    clock = HeldClock(NOW)
    cache = Cache.in_memory(clock)
    server = FakeLogServer(line(1))
    cursor: str | None = None
    for turn in range(3):
        answered = asked(server, cursor, keeps=50)
        cache.record(batch("ids", answered)).result()
        cursor = answered.cursor
        server.content += b"".join(line(n) for n in range(turn * 100 + 2, turn * 100 + 102))
    with cache.picture() as picture:
        found = [one.record for one in picture.facts("ids", SecurityEvent)]
        counted = picture.figures("ids", "alerts_24h", ())
    cache.close()
    assert len(found) == 50
    assert {int(one.uid.split("|")[1]) for one in found} >= set(range(152, 202))
    assert counted


def test_a_local_file_is_read_by_parts_too(tmp_path: Path) -> None:
    log = tmp_path / "eve.json"
    log.write_bytes(line(1))
    made = Eve.model_validate({"connector": "eve", "file": "eve.json"})
    files = made.files()
    assert files is not None
    source = SourceFiles(made, files, HeldClock(NOW), tmp_path)
    with source.open() as door:
        first = CONNECTOR.ask(made, door, None)
    with log.open("ab") as more:
        more.write(line(2) + line(3)[:30])
    with source.open() as door:
        second = CONNECTOR.ask(made, door, first.cursor)
    assert [alerts(first), alerts(second)] == [["1"], ["2"]]
    log.write_bytes(line(4))
    with source.open() as door:
        third = CONNECTOR.ask(made, door, second.cursor)
    assert (alerts(third), third.notes) == (["4"], (REPLACED,))


@pytest.mark.parametrize(
    "given", [{"url": ""}, {"file": "a.json"}, {"url": "", "file": "a", "ca": "x"}]
)
def test_a_log_has_one_place(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"đúng một chỗ|chỉ đi với url"):
        settings(**given)


def test_a_log_is_recognised_by_its_first_line() -> None:
    answer = FakeLogServer(line(1))._answer(200, line(1) + line(2), {})
    found = CONNECTOR.recognise(Met(address="http://x/eve.json", outcome=answer), FakeLogServer())
    assert isinstance(found, Draft)
    assert found.certainty is Certainty.NAMED
    assert found.settings["url"] == "http://x/eve.json"
    large = SourceError(Reason.TOO_LARGE, phrase("lớn"))
    found = CONNECTOR.recognise(
        Met(address="http://x/eve.json", outcome=large), FakeLogServer(line(1) * 9)
    )
    assert isinstance(found, Draft)
    other = FakeLogServer()._answer(200, b'{"a": 1}', {})
    assert CONNECTOR.recognise(Met(address="http://x/", outcome=other), FakeLogServer()) is None
