"""Lines that processes of ours tell each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.json_lines import LONGEST, Lines, line, read

DEEP = "[" * (LONGEST - 1)


@pytest.mark.parametrize(
    "text",
    ["", "x", "[1]", "null", "1", '{"say": ', '"' + "x" * LONGEST + '"', b"\xff\xfe", DEEP],
    ids=lambda text: repr(text[:9]),
)
def test_what_is_no_line_is_nothing(text: str | bytes) -> None:
    assert read(text) == {}


def test_a_line_is_one_whatever_it_says() -> None:
    told = line(say="state", why="hai\ndòng")
    assert told.isascii()
    assert told.count(b"\n") == 1
    assert read(told) == {"say": "state", "why": "hai\ndòng"}


@given(st.lists(st.text(max_size=9), max_size=9), st.lists(st.integers(1, 40), min_size=1))
def test_lines_come_whole_in_whatever_pieces(words: list[str], sizes: list[int]) -> None:
    left = b"".join(line(say=word) for word in words)
    lines, n = Lines(), 0
    heard: list[object] = []
    while left:
        size = sizes[n % len(sizes)]
        heard += lines.take(left[:size])
        left, n = left[size:], n + 1
    assert heard == [{"say": word} for word in words]


def test_a_line_without_an_end_takes_no_memory_and_is_passed_over() -> None:
    lines = Lines()
    for _ in range(9):
        assert not list(lines.take(b"x" * LONGEST))
    assert len(lines._rest) <= LONGEST + 1
    assert list(lines.take(b'"}\n' + line(say="beat"))) == [{"say": "beat"}]
