"""Parts of a file, as HTTP's ranges are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.door import Files, Request, SourceError
from services.news import Reason

if TYPE_CHECKING:
    from tests.unit.files.conftest import Shelf


@pytest.mark.parametrize(
    ("span", "status", "body", "place"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=8-", 206, b"89", "bytes 8-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=99-100", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
    ],
)
def test_a_part_of_a_file_is_read_as_it_stands(
    shelf: Shelf, span: str, status: int, body: bytes, place: str
) -> None:
    (shelf.folder / "log").write_bytes(b"0123456789")
    with shelf.source(Files(path="log")).open() as door:
        answer = door.ask(Request(headers=(("Range", span),)))
    assert (answer.status, answer.body) == (status, body)
    assert answer.headers["content-range"] == place
    assert shelf.paused == []


@pytest.mark.parametrize("span", ["bytes=-", "lines=1-2", "bytes=1-2,5-6", "bytes=a-b"])
def test_a_range_that_is_not_understood_is_passed_over(shelf: Shelf, span: str) -> None:
    (shelf.folder / "log").write_bytes(b"0123456789\n")
    with shelf.source(Files(path="log")).open() as door:
        answer = door.ask(Request(headers=(("Range", span),)))
    assert (answer.status, answer.body) == (200, b"0123456789\n")


def test_a_part_is_no_longer_than_the_cap(shelf: Shelf) -> None:
    (shelf.folder / "log").write_bytes(b"a" * 5000)
    with (
        shelf.source(Files(path="log"), max_bytes=1024).open() as door,
        pytest.raises(SourceError) as caught,
    ):
        door.ask(Request(headers=(("Range", "bytes=0-"),)))
    assert caught.value.reason is Reason.TOO_LARGE
