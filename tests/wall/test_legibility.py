"""What `check` says of walls that can't be read from the farthest seat, and what would do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from services.clock import SystemClock
from ui.command_line import obey

WALLS = Path(__file__).parents[2] / "resources" / "walls"
LONG = "Số xã có Internet cáp quang đến từng thôn, buôn, tổ dân phố"
WALL = """\
wall: 1
name: thu
title: {{vi: Tường thử, en: Trial wall}}
sources:
  so:
    connector: http_json
    url: http://127.0.0.1:9/
    observations: {{each: "chi_so[]", indicator: ma, value: gia_tri, time: luc}}
indicators:
{indicators}
screens: [{{name: trái, {screen}}}]
scenes:
  một:
    title: Cảnh một
    trái: {{grid: {grid}, tiles: {tiles}}}
"""
INDICATORS = {
    "tre": "  tre: {name: {vi: Độ trễ, en: Delay}, source: so}",
    "xa": f'  xa: {{name: {{vi: "{LONG}", en: Fibre, short: Xã có cáp}}, source: so}}',
}
FULL_HD = "size: [1920, 1080], pitch: 0.63 mm, seat: 4 m"


@pytest.fixture
def odd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Odd:
    return Odd(tmp_path / "tuong.yaml", capsys)


class Odd:
    """A wall of one screen, and what `check --strict` says of it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._capsys = path, capsys

    def write(self, screen: str, grid: str = "[1, 1]", tiles: str = "[{number: tre}]") -> str:
        """A wall of as many indicators as its tiles show."""
        named = "\n".join(text for id, text in INDICATORS.items() if id in tiles)
        text = WALL.format(screen=screen, grid=grid, tiles=tiles, indicators=named)
        self.path.write_text(text, encoding="utf-8")
        return text

    def said(
        self, screen: str, grid: str = "[1, 1]", tiles: str = "[{number: tre}]", lang: str = "vi"
    ) -> list[str]:
        """`what: what to do` of each warning; exit 1 whenever there is any."""
        self.write(screen, grid, tiles)
        status = obey(["check", str(self.path), "--strict", "--lang", lang], SystemClock())
        lines = self._capsys.readouterr().out.splitlines()
        assert status == (1 if lines else 0)
        return [re.sub(r"^.*?:\d+:\d+: (cảnh báo|warning): ", "", line) for line in lines]


@pytest.mark.parametrize(
    ("lang", "screen", "tile", "other"),
    [
        ("vi", "chữ [\\d,]+′ trên màn hình “trái” < 16′", "trên ô “Trạm” < 16′", "Stations"),
        ("en", "text of [\\d.]+′ on screen “trái” < 16′", "“Stations” < 16′", "“Trạm”"),
    ],
)
def test_a_heading_is_of_its_screen_and_tiles_have_their_titles_in_the_language_spoken(
    wall: Path,
    capsys: pytest.CaptureFixture[str],
    lang: str,
    screen: str,
    tile: str,
    other: str,
) -> None:
    text = wall.read_text(encoding="utf-8").replace("seat: 4 m", "seat: 40 m")
    wall.write_text(text, encoding="utf-8")
    obey(["check", str(wall), "--lang", lang], SystemClock())
    out = capsys.readouterr().out
    assert re.search(screen, out), out
    assert tile in out
    assert other not in out


def test_letters_that_a_panel_bears_no_larger_are_told_with_the_seat_that_would_do(
    odd: Odd,
) -> None:
    screen = "size: [1920, 1080], pitch: 0.63 mm, seat: 14 m"
    said = odd.said(screen)
    assert said == [
        "chữ 6,4′ trên màn hình “trái” < 16′: cần ghế ≤ 5,5 m",
        "chữ 6,4′ trên ô “Độ trễ” < 16′: cần ghế ≤ 5,5 m",
    ]
    assert odd.said(screen.replace("14 m", "5.5 m")) == []
    assert odd.said(screen.replace("14 m", "6 m")) != []


def test_what_has_no_room_is_told_with_the_grid_that_would_do_and_it_does(odd: Odd) -> None:
    said = odd.said(FULL_HD, "[1, 14]")
    assert said
    found = [re.search(r": cần lưới (\d+) × (\d+)(?: |$)", line) for line in said]
    assert all(found), said
    grids = {one[1] + ", " + one[2] for one in found if one}
    assert len(grids) == 1
    assert odd.said(FULL_HD, f"[{grids.pop()}]") == []


def test_in_a_fine_grid_the_span_that_would_do_is_told_and_it_does(odd: Odd) -> None:
    said = odd.said(FULL_HD, "[24, 24]", "[{number: tre, span: [1, 1], at: [24, 24]}]")
    assert len(said) == 1
    found = re.fullmatch(
        r"ô “Độ trễ” không đủ chỗ để hiện nội dung: cần span: \[(\d+), (\d+)\].*", said[0]
    )
    assert found, said
    columns, rows = map(int, found.groups())
    tile = f"{{number: tre, span: [{columns}, {rows}], at: [{25 - columns}, {25 - rows}]}}"
    assert odd.said(FULL_HD, "[24, 24]", f"[{tile}]") == []


def test_a_seat_that_would_do_does(odd: Odd) -> None:
    said = odd.said(FULL_HD, "[2, 9]")
    found = [re.search(r"ghế ≤ ([\d,]+) m", line) for line in said]
    assert said
    assert all(found)
    seat = min(float(one[1].replace(",", ".")) for one in found if one)
    assert odd.said(FULL_HD.replace("4 m", f"{seat} m"), "[2, 9]") == []


def test_a_title_without_a_short_form_that_is_cut_is_told_and_one_with_it_is_not(odd: Odd) -> None:
    tiles = f'[{{number: tre, title: "{LONG}"}}]'
    said = odd.said(FULL_HD, "[4, 3]", tiles)
    assert len(said) == 1
    assert said[0].startswith(
        f"tên ô “{LONG}” không hiện được hết: ghi dạng ngắn (short) cho tên ô, hoặc cần lưới "
    )
    tiles = tiles.replace(f'"{LONG}"', f'{{vi: "{LONG}", short: Xã có cáp, en: "{LONG} {LONG}"}}')
    said = odd.said(FULL_HD, "[4, 3]", tiles)
    assert len(said) == 1
    assert "ghi dạng ngắn (short_en) cho tên ô" in said[0]
    assert odd.said(FULL_HD, "[4, 3]", "[{number: xa}]") == []


def test_numbers_have_a_point_in_english_and_a_comma_in_vietnamese(odd: Odd) -> None:
    screen = "size: [1920, 1080], pitch: 0.63 mm, seat: 14 m"
    assert odd.said(screen)[1].startswith("chữ 6,4′")
    assert "6.4′" in odd.said(screen, lang="en")[1]


def test_a_tile_across_a_seam_is_told_with_the_grid_that_divides(odd: Odd) -> None:
    screen = "size: [3840, 2160], pitch: 0.63 mm, seat: 4 m, panels: [2, 2]"
    three = "[{number: tre}, {number: xa}, {number: tre}]"
    assert odd.said(screen, "[3, 2]", three) == [
        (
            f"ô “{LONG}” nằm vắt qua đường ghép giữa các tấm của màn hình “trái”: "
            "cần lưới 4 × 2, hoặc ghi across: true cho ô"
        )
    ]
    assert odd.said(screen, "[4, 2]", three) == []
    spanning = "[{number: tre, span: [2, 1], at: [2, 1]}]"
    assert odd.said(screen, "[4, 2]", spanning) == [
        (
            "ô “Độ trễ” nằm vắt qua đường ghép giữa các tấm của màn hình “trái”: "
            "dời ô hoặc bớt span cho nằm trọn một tấm, hoặc ghi across: true cho ô"
        )
    ]
    assert odd.said(screen, "[4, 2]", spanning.replace("at:", "across: true, at:")) == []
    assert odd.said(screen.replace(", panels: [2, 2]", ""), "[3, 2]", three) == []


def test_a_heading_keeps_to_the_first_panel_and_a_name_too_long_for_it_is_told(
    odd: Odd,
) -> None:
    two = "size: [3840, 1080], pitch: 0.63 mm, seat: 4 m, panels: [2, 1]"
    assert odd.said(two, "[2, 1]") == []
    many = "size: [3840, 1080], pitch: 0.63 mm, seat: 4 m, panels: [24, 1]"
    said = odd.said(many, "[24, 1]", "[{number: tre, span: [24, 1], across: true}]")
    assert any("nằm vắt qua đường ghép giữa các tấm: rút ngắn tên" in line for line in said), said


@pytest.mark.parametrize(
    "screen",
    [
        "size: [320, 240], pitch: 0.1 mm, seat: 30 m",
        "size: [320, 240], pitch: 5 mm, seat: 0.5 m",
        "size: [16384, 240], pitch: 0.1 mm, seat: 30 m, panels: [24, 24]",
    ],
)
def test_screens_that_nobody_can_read_are_judged_without_a_defect(odd: Odd, screen: str) -> None:
    said = odd.said(screen, "[3, 3]", "[{number: tre}, {number: xa}, {systems: all}]")
    assert all(": " in line for line in said)
    if "0.1 mm" in screen:
        assert any("< 16′" in line for line in said)


def test_a_wall_without_scenes_has_nothing_to_be_judged(
    odd: Odd, capsys: pytest.CaptureFixture[str]
) -> None:
    text = odd.write(FULL_HD)
    odd.path.write_text(text.split("scenes:")[0], encoding="utf-8")
    assert obey(["check", str(odd.path), "--strict"], SystemClock()) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("wall_file", sorted(WALLS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_wall_of_ours_passes_strictly_in_both_languages_and_all_themes(
    wall_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [path.read_text(encoding="utf-8") for path in WALLS.rglob("*.yaml")]
    for name in re.findall(r"\$\{env:(\w+)\}", "\n".join(texts)):
        monkeypatch.setenv(name, "x")
    status = obey(["check", str(wall_file), "--strict"], SystemClock())
    assert (status, capsys.readouterr().out) == (0, "")


def test_what_overlaps_lies_across_and_is_coloured_stands_in_wall_json(
    odd: Odd, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = "size: [1920, 1080], pitch: 0.63 mm, seat: 4 m, panels: [2, 1]"
    odd.said(screen, "[2, 1]", "[{number: tre, span: [2, 1], across: true}]")
    out = tmp_path / "out"
    obey(["snapshot", str(odd.path), "--out", str(out), "--wait", "0"], SystemClock())
    capsys.readouterr()
    shown = json.loads((out / "wall.json").read_text(encoding="utf-8"))["screens"][0]
    assert (shown["panels"], shown["overlaps"], shown["outside"]) == ([2, 1], [], [])
    tile = shown["tiles"][0]
    assert {"overlaps", "outside", "across", "colours"} <= tile.keys()
    assert (tile["overlaps"], tile["outside"], tile["across"]) == ([], [], True)
    assert tile["colours"] == []


ADDRESS = (
    "https://trung-tam.lamdong.gov.vn/danh-ba-truc/2026/thang-11/ca-sang?khoa=0123456789abcdef"
)
FEW = "{number: tre, at: [13, 1], span: [12, 24]}"


def coded(length: int, columns: int, rows: int, more: str = FEW) -> str:
    said = ADDRESS[:length]
    return f'[{{text: Danh bạ, qr: "{said}", at: [1, 1], span: [{columns}, {rows}]}}, {more}]'


def test_for_a_code_too_small_the_characters_that_would_do_are_told_and_they_do(odd: Odd) -> None:
    (said,) = odd.said(FULL_HD, "[24, 24]", coded(88, 12, 10))
    found = re.search(
        r": rút địa chỉ ở qr còn tối đa (\d+) ký tự, hoặc cần span: \[(\d+), (\d+)\]$", said
    )
    assert found, said
    most, columns, rows = map(int, found.groups())
    assert odd.said(FULL_HD, "[24, 24]", coded(most, 12, 10)) == []
    assert odd.said(FULL_HD, "[24, 24]", coded(most + 1, 12, 10)) != []
    assert odd.said(FULL_HD, "[24, 24]", coded(88, columns, rows)) == []


def test_a_span_in_which_other_tiles_stand_is_no_remedy_for_a_code(odd: Odd) -> None:
    below = f"{FEW}, {{text: Ngay dưới, at: [1, 11], span: [12, 14]}}"
    (said,) = odd.said(FULL_HD, "[24, 24]", coded(88, 12, 10, below))
    assert re.search(r": rút địa chỉ ở qr còn tối đa \d+ ký tự$", said), said
    tight = f"{FEW}, {{text: Ngay dưới, at: [1, 7], span: [12, 18]}}"
    (said,) = odd.said(FULL_HD, "[24, 24]", coded(88, 3, 6, tight))
    assert said.endswith("rút ngắn địa chỉ ở qr và cho ô này rộng hơn, hoặc bớt ô trên màn hình"), (
        said
    )


def test_where_neither_does_alone_fewer_characters_and_a_larger_span_are_told_together(
    odd: Odd,
) -> None:
    around = f"{FEW}, {{text: Ngay dưới, at: [1, 11], span: [12, 14]}}"
    (said,) = odd.said(FULL_HD, "[24, 24]", coded(88, 4, 4, around))
    found = re.search(r"qr còn tối đa (\d+) ký tự, và cho ô span: \[(\d+), (\d+)\]$", said)
    assert found, said
    most, columns, rows = map(int, found.groups())
    assert odd.said(FULL_HD, "[24, 24]", coded(most, columns, rows, around)) == []


def test_a_tile_that_leaves_out_its_title_is_told_with_the_span_that_would_do(odd: Odd) -> None:
    tile = "[{{number: tre, at: [1, 1], span: [{columns}, {rows}]}}]"
    said = odd.said(FULL_HD, "[3, 8]", tile.format(columns=1, rows=1))
    found = [
        re.match(r"ô “Độ trễ” không đủ chỗ cho tên ô: cần span: \[(\d), (\d)\]", one)
        for one in said
    ]
    (one,) = [one for one in found if one]
    assert odd.said(FULL_HD, "[3, 8]", tile.format(columns=one[1], rows=one[2])) == []


def test_of_a_wall_that_composes_its_pages_each_screen_is_judged_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tuong.yaml"
    source = "sources: {canh-bao: {connector: alertmanager, url: http://127.0.0.1:9/}}"
    near, far = (f"size: [1920, 1080], pitch: 0.63 mm, seat: {m} m" for m in (4, 14))
    screens = f"screens:\n  - {{name: gần, {near}}}\n  - {{name: xa, {far}}}\n"
    file.write_text(f"wall: 1\n{source}\n{screens}", encoding="utf-8")
    obey(["check", str(file)], SystemClock())
    assert capsys.readouterr().out == (
        f"{file}:5:5: cảnh báo: chữ 6,4′ trên màn hình “xa” < 16′: cần ghế ≤ 5,5 m\n"
    )
    file.write_text(f"wall: 1\n{source}\n", encoding="utf-8")
    assert obey(["check", str(file), "--strict"], SystemClock()) == 0


def test_of_a_wall_that_composes_its_pages_panels_too_small_for_a_figure_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tuong.yaml"
    source = "sources: {canh-bao: {connector: alertmanager, url: http://127.0.0.1:9/}}"
    for size, seat, told in (([3840, 2160], 4, False), ([1280, 1440], 12, True)):
        screen = f"size: {size}, panels: [2, 2], bezel: 4 mm, pitch: 0.63 mm, seat: {seat} m"
        file.write_text(
            f"wall: 1\n{source}\nscreens:\n  - {{name: a, {screen}}}\n", encoding="utf-8"
        )
        obey(["check", str(file)], SystemClock())
        out = capsys.readouterr().out
        assert ("một tấm của màn hình “a” không đủ chỗ cho một con số" in out) == told, out
        assert not told or f"{file}:4:" in out


def test_letters_behind_a_bezel_are_told_as_far_as_they_do_not_go_clear_of_it(odd: Odd) -> None:
    screen = "size: [3840, 1080], pitch: 0.63 mm, seat: 4 m, panels: [2, 1], bezel: 12 mm"
    clear = "[{text: Giao ban, span: [2, 1], across: true}, {number: tre}, {number: tre}]"
    assert odd.said(screen, "[2, 2]", clear) == []
    assert odd.said(screen, "[1, 1]", "[{number: xa, across: true}]") == []
    low = screen.replace("[2, 1]", "[1, 8]").replace("12 mm", "30 mm")
    said = odd.said(low, "[1, 1]", "[{number: [tre, xa], across: true}]")
    assert any(
        "nằm sau viền giữa các tấm của màn hình “trái”: đổi span hoặc lưới" in one for one in said
    ), said
