"""Whatever bytes come: records within bounds, or words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from services.connectors.csv import CsvSource, normalise
from services.door import SourceError
from services.news import Reason

if TYPE_CHECKING:
    from services.connectors.csv import Csv, Page

SOUND = 'sep=;\r\nHuyện;Số vụ;Ngày;Tỷ lệ\r\n"Đà\nLạt";1.234;05/11/2026;93,5%\r\nBảo Lộc;87;;\r\n'


def settings(header: int | list[int], encoding: str) -> Csv:
    return CsvSource.model_validate(
        {
            "connector": "csv",
            "file": "bang.csv",
            "header": header,
            "encoding": encoding,
            "separator": ";",
            "decimals": "comma",
            "times": "day_first",
            "zone": "Asia/Ho_Chi_Minh",
            "observations": {"values": [{"column": 2}, {"column": 4}], "labels": [{"column": 1}]},
            "tasks": {"title": {"column": 1}, "due": {"column": 3}},
        }
    )


ALL = [settings(header, by) for header in (0, 1, [1, 2]) for by in ("utf-8", "utf-16", "cp1258")]


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A sound table in which pieces were cut out, doubled and put in."""
    body = bytearray(SOUND.encode(draw(st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(body)))
        end = draw(st.integers(start, min(len(body), start + 40)))
        body[start:end] = draw(st.sampled_from([b"", b"\0", b'"', b";;", b"\r", b"\n", b"\xff"]))
    return bytes(body)


@given(st.sampled_from(ALL), mangled() | st.binary(max_size=300))
@example(ALL[0], b"sep=;\n")
@example(ALL[0], b";;;")
def test_any_bytes_are_records_or_words(settings: Csv, body: bytes) -> None:
    outcome = read(settings, body)
    if isinstance(outcome, SourceError):
        assert outcome.reason is Reason.MALFORMED
    else:
        assert all(len(record.uid) <= 300 for record in outcome.records)


def read(settings: Csv, body: bytes) -> Page | SourceError:
    try:
        return normalise(settings, body)
    except SourceError as error:
        return error
