from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from services.mask import MASK, Mask
from services.phrase import phrase
from ui.console.log import MOST, TROUBLE, Log

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = datetime(2026, 11, 24, 7, tzinfo=UTC)


@pytest.fixture
def mask() -> Mask:
    return Mask()


@pytest.fixture
def log(mask: Mask) -> Iterator[Log]:
    made = Log(lambda: AT, mask)
    made.begin()
    yield made
    made.end()


def test_transitions_are_heard_however_little_the_terminal_wants_to_hear(log: Log) -> None:
    logging.getLogger("services.asking.silences").info("so: đã kết nối lại sau 42 giây")
    logging.getLogger("services.asking.silences").debug("so: hỏi")
    logging.getLogger("urllib3").warning("not ours")
    assert [(line.kind.text, line.said) for line in log.lines] == [
        ("nguồn", "so: đã kết nối lại sau 42 giây")
    ]


def test_what_is_grave_is_told_apart_and_a_defect_is_named(log: Log) -> None:
    logging.getLogger("ui.placing.absences").warning("mất màn hình phải (DP-2)")
    try:
        raise ValueError  # noqa: TRY301 - a defect of its own
    except ValueError:
        logging.getLogger("ui.defects").exception("ô x: lỗi")
    assert [(line.kind.text, line.grave) for line in log.lines] == [
        ("lỗi chương trình", True),
        ("màn hình", True),
    ]


def test_secrets_are_masked(log: Log, mask: Mask) -> None:
    mask.add("mat-khau-rat-dai")
    logging.getLogger("services.asking").warning("gửi mat-khau-rat-dai")
    assert log.lines[0].said == f"gửi {MASK}"


def test_what_turns_or_hides_letters_is_left_out(log: Log) -> None:
    logging.getLogger("services.asking").warning("so:\n\u202eđông\x1b[31m \u2066đỏ\0")
    assert log.lines[0].said == "so: đông[31m đỏ"


def test_only_the_latest_lines_are_kept_and_a_long_one_is_cut(log: Log) -> None:
    for n in range(MOST + 10):
        log.note(TROUBLE, phrase("{n}", n=str(n)))
    assert len(log.lines) == MOST
    assert log.count == MOST + 10
    assert log.lines[0].number == MOST + 10
    logging.getLogger("ui").warning("dòng\n%s", "x" * 100_000)
    said = log.lines[0].said
    assert isinstance(said, str)
    assert len(said) == 1000
    assert "\n" not in said


def test_lines_of_several_threads_are_all_there(log: Log) -> None:
    def write() -> None:
        for _ in range(100):
            logging.getLogger("ui").warning("dòng")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(line.number for line in log.lines) == list(range(1, 401))


def test_at_its_end_loggers_are_as_they_were(mask: Mask) -> None:
    before = [(name, logging.getLogger(name).level) for name in ("services", "ui", "widgets")]
    log = Log(lambda: AT, mask)
    log.begin()
    log.end()
    assert before == [(name, logging.getLogger(name).level) for name, _ in before]
    assert log not in logging.getLogger("ui").handlers
