"""What a wall file says of screens that are made of several panels."""

from __future__ import annotations

import pytest

from services.wall_file import Loaded, installed, load_texts
from ui.spans import span_of

SCREEN = "name: a, size: [3840, 2160], pitch: 0.5 mm, seat: 4 m"


def loaded(more: str, screen: str = SCREEN) -> Loaded:
    text = f"wall: 1\nscreens:\n  - {{{screen}, {more}}}\n"
    return load_texts({"tuong.yaml": text}, "tuong.yaml", installed())


def said(found: Loaded) -> list[str]:
    told = [fault for fault in (*found.faults, *found.warnings) if fault.line == 3]
    return [fault.what.text.format(**dict(fault.what.values)) for fault in told]


@pytest.mark.parametrize(
    ("bezel", "wanted"),
    [
        ("3.5 mm", (3.5, 3.5)),
        ("3.5", (3.5, 3.5)),
        ("'3.5'", (3.5, 3.5)),
        ("[1 cm, 1.5]", (10.0, 1.5)),
        ("[0, 0 mm]", (0.0, 0.0)),
        ("0", (0.0, 0.0)),
    ],
)
def test_a_bezel_is_one_length_or_two(bezel: str, wanted: tuple[float, float]) -> None:
    found = loaded(f"panels: [2, 2], bezel: {bezel}")
    assert found.wall is not None
    assert not said(found)
    assert found.wall.screens[0].bezel == wanted


@pytest.mark.parametrize(
    ("bezel", "what"),
    [
        ("-3.5 mm", "bề rộng viền “-3.5 mm” nhỏ hơn 0"),
        ("-1", "bề rộng viền “-1” nhỏ hơn 0"),
        ("[3 mm, -0.1]", "bề rộng viền “-0.1” nhỏ hơn 0"),
        ("5 m", "bề rộng viền “5 m” lớn hơn 200 mm"),
        (".inf", "bề rộng viền “.inf” lớn hơn 200 mm"),
        (".nan", "bề rộng viền “.nan” lớn hơn 200 mm"),
        ("[1 mm]", "“['1 mm']” không phải một hoặc hai bề rộng viền"),
        ("[1, 2, 3]", "“[1, 2, 3]” không phải một hoặc hai bề rộng viền"),
        ("true", "“true” không phải độ dài"),
        ("{a: 1}", "“{'a': 1}” không phải độ dài"),
        ("3 px", "“3 px” không phải độ dài"),
        ("'9999999999'", "“9999999999” không phải độ dài"),
    ],
)
def test_what_is_no_bezel_is_refused_at_its_place(bezel: str, what: str) -> None:
    found = loaded(f"panels: [2, 2], bezel: {bezel}")
    assert said(found) == [what]
    assert found.wall is None


def test_a_bezel_is_counted_in_whole_pixels_only_where_there_is_a_seam() -> None:
    def rims(more: str) -> tuple[int, int]:
        wall = loaded(more).wall
        assert wall is not None
        return span_of(wall.screens[0]).rims

    assert rims("panels: [2, 2], bezel: [3.4 mm, 1.7 mm]") == (7, 3)
    assert rims("panels: [2, 1], bezel: [3.4 mm, 1.7 mm]") == (7, 0)
    assert rims("panels: [1, 1], bezel: 3.4 mm") == (0, 0)


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ("bezel: 3 mm", "màn hình “a” chỉ có một tấm nên không có đường ghép nào"),
        (
            "panels: [7, 1]",
            "3840 × 2160 điểm ảnh của màn hình “a” không chia đều cho 7 × 1 tấm",
        ),
        (
            "panels: [2, 2], output: [{connector: A}, {connector: B}, {connector: C}]",
            "output của màn hình “a” có 3 mục, mà panels là 2 × 2: các hàng không đủ tấm",
        ),
        (
            "output: [{connector: A}, {connector: B}]",
            "output của màn hình “a” có 2 mục, mà panels là 1 × 1: các hàng không đủ tấm",
        ),
        (
            "panels: [2, 1], output: [{connector: A}, {connector: B, size: [1920, 1080]}]",
            (
                "tấm thứ 2 của màn hình “a” rộng và cao 1920 × 1080, các tấm của nó là 1920 × 2160: "
                "hình trên tấm ấy bị co giãn"
            ),
        ),
        (
            "panels: [2, 1], output: [{at: [0, 0]}, {at: [1920, 100]}]",
            "tấm thứ 2 của màn hình “a” không thẳng hàng, thẳng cột với các tấm kia",
        ),
        (
            "panels: [2, 1], output: [{at: [1920, 0]}, {at: [0, 0]}]",
            "tấm thứ 2 của màn hình “a” không thẳng hàng, thẳng cột với các tấm kia",
        ),
    ],
)
def test_a_span_that_is_not_as_its_outputs_are_is_warned_of(more: str, what: str) -> None:
    found = loaded(more)
    assert said(found) == [what]
    assert found.wall is not None


@pytest.mark.parametrize(
    "more",
    [
        "panels: [2, 2], bezel: 3 mm, output: {connector: A}",
        "panels: [2, 1], output: [{at: [0, 0]}, {at: [1920, 0]}]",
        "panels: [1, 2], bezel: 0, output: [{connector: A, size: [3840, 1080]}, {connector: B}]",
    ],
)
def test_a_span_that_fits_its_outputs_is_not(more: str) -> None:
    assert not said(loaded(more))


def test_a_wall_that_composes_its_own_pages_knows_its_panels() -> None:
    sources = (
        "sources:\n  so: {connector: http_json, url: 'http://127.0.0.1:9/', "
        "observations: {each: 'a[]', indicator: ma, value: x}}\n"
    )
    text = f"wall: 1\nscreens:\n  - {{{SCREEN}, panels: [2, 2]}}\n{sources}"
    assert said(load_texts({"tuong.yaml": text}, "tuong.yaml", installed())) == []
