from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.words import Words
from tests.unit.tiles.world import PlainMeasure
from widgets.drawing import Rect, Weight
from widgets.sheet import FLOOR, LEADING, Sheet

WORDS = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
REFERENCE = Sheet(1920, 1080, 0.63, 4000, PlainMeasure(), WORDS)


def sheet(
    width: float = 1920, height: float = 1080, pitch: float = 0.63, seat: float = 4000
) -> Sheet:
    return Sheet(width, height, pitch, seat, PlainMeasure(), WORDS)


def test_a_full_hd_panel_at_four_metres_has_capitals_of_thirty_pixels() -> None:
    cap = REFERENCE.reading * REFERENCE.measure.cap
    assert 30 <= cap < 32
    assert REFERENCE.arcmin(cap) >= 16.5


def test_a_reader_farther_away_gets_larger_text() -> None:
    assert sheet(seat=4300).reading > REFERENCE.reading


def test_text_never_outgrows_its_panel() -> None:
    far = sheet(seat=40_000)
    assert far.reading <= 1080 * 0.053
    assert far.arcmin(far.reading * far.measure.cap) < FLOOR


def test_a_line_that_fits_stands_as_it_is() -> None:
    line = REFERENCE.line("title", "Trạm BTS", Rect(0, 0, 500, 60))
    assert (line.text, line.full, line.clipped) == ("Trạm BTS", "Trạm BTS", False)


def test_a_line_steps_down_before_it_is_shortened() -> None:
    size = REFERENCE.reading * 2
    line = REFERENCE.line("title", "Trạm BTS", Rect(0, 0, 260, 200), size=size)
    assert line.text == "Trạm BTS"
    assert REFERENCE.reading <= line.runs[0].size < size


def test_the_short_form_comes_before_the_ellipsis() -> None:
    box = Rect(0, 0, 300, 60)
    line = REFERENCE.line("title", "Doanh thu bưu chính, viễn thông", box, short="Doanh thu")
    assert line.text == "Doanh thu"
    assert line.full == "Doanh thu bưu chính, viễn thông"


def test_what_has_no_short_form_ends_with_an_ellipsis() -> None:
    line = REFERENCE.line("title", "Doanh thu bưu chính, viễn thông", Rect(0, 0, 300, 60))
    assert line.text.endswith("…")
    assert line.full.startswith(line.text[:-1])
    assert not line.clipped


def test_a_box_that_holds_nothing_is_said_to_clip() -> None:
    assert REFERENCE.line("title", "Doanh thu", Rect(0, 0, 5, 60)).clipped
    assert REFERENCE.line("title", "Doanh thu", Rect(0, 0, 500, 10)).clipped


def test_a_figure_of_several_sizes_is_one_text() -> None:
    figure = REFERENCE.figure(
        "value", "2.850", Rect(0, 0, 900, 200), before="ước", size=120, least=77
    )
    assert figure.text == "ước 2.850"
    assert [run.text for run in figure.runs] == ["ước", "2.850"]
    assert len({run.baseline for run in figure.runs}) == 1
    assert figure.cap == max(run.size for run in figure.runs) * REFERENCE.measure.cap
    assert figure.least == pytest.approx(
        min(run.size for run in figure.runs) * REFERENCE.measure.cap
    )


words = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyẪỔỀẲẠỰỘ ", min_size=1, max_size=80)


@given(words, st.floats(80, 1800), st.integers(1, 4))
def test_a_paragraph_stays_in_its_box(text: str, width: float, lines: int) -> None:
    box = Rect(10, 20, width, lines * REFERENCE.row)
    made = REFERENCE.paragraph("label", text, box, lines=lines)
    assert made.clipped or box.holds(made.rect, 1)
    assert len(made.runs) <= lines


@given(words, st.floats(40, 1800))
def test_a_line_stays_in_its_box_or_says_that_it_does_not(text: str, width: float) -> None:
    box = Rect(0, 0, width, REFERENCE.row)
    line = REFERENCE.line("label", text, box)
    assert line.clipped or box.holds(line.rect, 1)
    assert line.rect.h == pytest.approx(line.runs[0].size * LEADING)
    assert line.full == text
    assert REFERENCE.measure.width(line.text, line.runs[0].size, Weight.REGULAR) == line.rect.w
