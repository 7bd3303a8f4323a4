"""What only shows when the parts of a wall file are held against each other."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest

from services.wall_file import installed, load, load_texts
from services.wall_file.addresses import wrong_url
from tests.unit.wall_file.conftest import say
from tests.unit.wall_file.small_plugins import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.wall_file import Loaded

type Lines = Callable[[Loaded], list[str]]
type Read = Callable[..., Loaded]

TILES = "tiles: [{number: bts_total}, {severity: soc, span: [2, 1]}]"
SOC = '"http://10.1.0.9:9093"'


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("number: bts_total", "number: bts", "24:24: không có chỉ số “bts”"),
        ("number: bts_total", "number: soc", "24:24: “soc” là một nguồn, không phải chỉ số"),
        ("severity: soc", "severity: sóc", "24:47: không có nguồn “sóc”: có phải là “soc”?"),
        ("source: bao-cao", "source: báo", "16:51: không có nguồn “báo”"),
        ("wall: 1", "wall: 1\ngroups: {khac: {name: Khác}}", "không có nhóm “ctmtqg”"),
        ("wall: 1", "wall: 1\nfields: {khac: {name: Khác}}", "không có lĩnh vực “ha-tang-so”"),
        ("system: soc", "system: sco", "không có hệ thống “sco”: có phải là “soc”?"),
        ("    trái-trên:", "    trái:", "22:5: không có màn hình “trái”"),
        ("    trái-trên:", "    title2: x\n    trái-trên:", "22:5: không có khóa “title2”: có phải là “title”?"),
        ("    title: Tổng quan", "    title: {grid: [1, 1], tiles: [{number: bts_total}]}", "21:12: title là khóa riêng của cảnh, không phải một màn hình: ghi title: Tên cảnh; màn hình thì đặt tên khác"),
        ("    title: Tổng quan", "    audience: {grid: [1, 1], tiles: [{number: bts_total}]}", "21:15: audience là khóa riêng của cảnh, không phải một màn hình: ghi audience: public; màn hình thì đặt tên khác"),
        (TILES, "tiles: []", "20:3: cảnh “tong-quan” không có ô nào"),
        ("scenes:\n", "scenes:\n  trống: {title: Trống}\n", "20:3: cảnh “trống” không có màn hình nào"),
        ("span: [2, 1]", "span: [3, 2]", "24:36: lưới 3 × 2 không còn chỗ cho ô này"),
        ("span: [2, 1]", "span: [2, 1], at: [3, 1]", "ô ra ngoài lưới 3 × 2"),
        (TILES, "tiles: [{number: bts_total, at: [2, 1]}, {severity: soc, span: [2, 1], at: [1, 1]}]", "ô thứ 2 đè lên ô thứ 1"),
        (TILES, "tiles: [{number: bts_total, id: x}, {severity: soc, id: X}]", "tên “X” trùng với “x” ở dòng 24"),
        ("screens:\n", "screens:\n  - {name: TRÁI-trên, size: [1920, 1080], pitch: 1 mm, seat: 4 m}\n", "19:12: tên “trái-trên” trùng với “TRÁI-trên” ở dòng 18"),
        ("sources:\n", "sources:\n  SOC: {connector: alertmanager, url: 'http://a'}\n", "8:3: tên “soc” trùng với “SOC” ở dòng 7"),
        ("wall: 1", "wall: 1\nmaintenance: [{source: scc, from: 2026-01-01T00:00+07:00, to: 2026-01-02T00:00+07:00}]", "không có nguồn “scc”"),
        ("wall: 1", "wall: 1\nmaintenance: [{source: soc, from: 2026-01-02T00:00+07:00, to: 2026-01-02T00:00+07:00}]", "lần bảo trì kết thúc trước khi bắt đầu"),
        ("wall: 1", "wall: 1\nprovince: {history: [{source: soc, since: 1 h}]}", "2:12: có lịch sử dựng sẵn mà không có mốc giờ"),
        ("wall: 1", "wall: 1\nprovince: {clock: 2026-01-01T00:00+07:00, history: [{source: sc, since: 1 h}]}", "không có nguồn “sc”"),
        ("wall: 1", "wall: 1\nprovince: {clock: 2026-01-01T00:00+07:00, history: [{source: soc, since: 1 h, until: 2 h}]}", "đoạn lịch sử kết thúc trước khi bắt đầu"),
        ("wall: 1", "wall: 1\nprovince: {faults: [{system: dcos, kind: down}]}", "không có hệ thống “dcos”: có phải là “docs”?"),
        ("severity: soc", "severity: bao-cao", "24:47: nguồn “bao-cao” không cho cảnh báo: nguồn này chỉ cho observations; nguồn cho alerts: soc"),
        ("source: bao-cao", "source: soc", "16:51: nguồn “soc” không cho số liệu: nguồn này chỉ cho alerts; nguồn cho observations: bao-cao"),
        ("observations: {each", "documents: {each", "16:51: nguồn “bao-cao” không cho số liệu: nguồn này chỉ cho documents"),
        (SOC, "/soc", "7:56: địa chỉ chỉ là đường dẫn mà tệp không có province"),
        (SOC, '"http://u:bimat@10.1.0.9"', "địa chỉ mang tên đăng nhập hoặc mật khẩu"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_a_fault_with_its_place(
    read: Read, lines: Lines, before: str, after: str, said: str
) -> None:
    loaded = read(before, after)
    assert loaded.wall is None
    assert any(said in line for line in lines(loaded)), lines(loaded)
    assert "bimat" not in "".join(lines(loaded))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (", {severity: soc, span: [2, 1]}", "", "7:3: không ô nào hiển thị nguồn “soc”"),
        ("indicators:\n", "indicators:\n  thừa: {name: Thừa, source: bao-cao}\n", "16:3: không ô nào hiển thị chỉ số “thừa”"),
        ('"${env:BAO_CAO}"', "matkhau", "13:20: bí mật ghi thẳng trong tệp: ghi ${env:TÊN}, ${file:ĐƯỜNG_DẪN} hoặc ${keyring:TÊN} và cất bí mật ở đó"),
        ("every: 10 s", "every: 10 s, deadline: 20 s", "thời hạn trả lời dài hơn nhịp hỏi"),
        ("every: 10 s", "every: 5 s", "thời hạn trả lời dài hơn nhịp hỏi"),
        ("every: 10 s", "every: 10 s, connect: 11 s", "thời hạn nối dài hơn thời hạn trả lời"),
        ("wall: 1", "wall: 1\nprovince: {}", "2:1: có tỉnh mô phỏng mà không nguồn nào ghi đường dẫn"),
    ],
)  # fmt: skip
def test_what_is_only_suspicious_is_a_warning(
    read: Read, lines: Lines, before: str, after: str, said: str
) -> None:
    loaded = read(before, after)
    assert loaded.wall is not None
    assert any(said in line for line in lines(loaded)), lines(loaded)
    assert "matkhau" not in "".join(lines(loaded))


def test_a_systems_tile_shows_every_source(read: Read, lines: Lines) -> None:
    assert lines(read("{severity: soc, span: [2, 1]}", "{systems: all}")) == []
    assert lines(read("{severity: soc, span: [2, 1]}", "{systems: [soc]}")) == []


def test_a_province_lets_sources_name_paths(read: Read, lines: Lines, example: str) -> None:
    assert lines(read("wall: 1\nprovince: {}\n" + example[8:].replace(SOC, "/soc"))) == []


def test_names_in_either_composition_are_one(read: Read, lines: Lines, example: str) -> None:
    apart = unicodedata.normalize("NFD", "    trái-trên:")
    assert apart != "    trái-trên:"
    assert lines(read("    trái-trên:", apart)) == []


def test_a_scene_of_a_wall_without_screens_is_given_the_line_that_declares_one(
    read: Read, lines: Lines
) -> None:
    scene = "scenes:\n  mot: {title: Một, man-hinh: {grid: [1, 1], tiles: [{systems: all}]}}\n"
    text = "wall: 1\nsources:\n  x: {connector: alertmanager, url: 'http://10.1.0.9'}\n"
    (said,) = lines(read(text + scene))
    assert "không có màn hình “man-hinh”: thêm screens: " in said
    declared = said.partition("thêm ")[2].partition(", rồi")[0]
    assert read(f"{text}{declared}\n{scene}").faults == ()


def test_a_file_of_one_source_is_a_wall_file(read: Read, lines: Lines) -> None:
    source = "wall: 1\nsources:\n  x: {connector: alertmanager, url: 'http://10.1.0.9'}\n"
    assert lines(read(source)) == []


def test_where_a_tile_was_refused_nobody_guesses_about_the_others(read: Read, lines: Lines) -> None:
    said = lines(read(TILES, "tiles: [{number: bts_total, at: 5}, {severity: soc, span: [3, 2]}]"))
    assert len(said) == 1


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a/b", "//a/b", "a/b", "http://", "http:///x", "http://a:99999", "http://a:0",
        "http://a b", "http://[::1", "http://a\\b", "http://a/#x", "javascript:alert(1)", "",
        "http://u@a", "HTTP//a", "file:///etc/passwd", "http://a/\n",
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_refused(url: str) -> None:
    assert wrong_url(url, paths=True) is not None


@pytest.mark.parametrize("url", ["http://a", "https://a.b:8443/c?d=e", "http://[::1]:9090/x"])
def test_an_address_that_may_lead_somewhere_is_taken(url: str) -> None:
    assert wrong_url(url, paths=False) is None


@pytest.mark.parametrize(("mode", "told"), [(0o644, True), (0o640, True), (0o600, False)])
def test_a_secret_that_others_may_read_is_refused(
    tmp_path: Path, example: str, lines: Lines, mode: int, *, told: bool
) -> None:
    if os.name != "posix":
        mode, told = 0o600, False  # access lists there, which aren't looked at
    secret = tmp_path / "khoa"
    secret.write_text("bimat\n", encoding="utf-8")
    secret.chmod(mode)
    wall = tmp_path / "tuong.yaml"
    wall.write_text(example.replace("${env:BAO_CAO}", "${file:khoa}"), encoding="utf-8")
    said = lines(load(wall, PLUGINS))
    assert any(":13:20: người khác cũng đọc được tệp bí mật" in line for line in said) is told


def test_a_certificate_that_is_not_there_is_a_fault(
    tmp_path: Path, example: str, lines: Lines
) -> None:
    wall = tmp_path / "tuong.yaml"
    wall.write_text(example.replace("every: 1 h", "every: 1 h\n    ca: goc.pem"), encoding="utf-8")
    assert any(":13:9: không có tệp chứng thư" in line for line in lines(load(wall, PLUGINS)))
    (tmp_path / "goc.pem").write_text("x", encoding="utf-8")
    assert lines(load(wall, PLUGINS, {"BAO_CAO": "bimat"})) == []


@pytest.mark.parametrize("environment", [{}, {"BAO_CAO": ""}, {"KHAC": "bimat"}])
def test_a_variable_that_is_not_set_is_a_warning_with_its_place(
    tmp_path: Path, example: str, lines: Lines, environment: dict[str, str]
) -> None:
    wall = tmp_path / "tuong.yaml"
    wall.write_text(example, encoding="utf-8")
    loaded = load(wall, PLUGINS, environment)
    assert loaded.wall is not None
    (said,) = lines(loaded)
    assert ":13:20: biến môi trường BAO_CAO chưa có giá trị: đặt biến này" in said
    assert lines(load(wall, PLUGINS, {"BAO_CAO": "bimat"})) == []


@pytest.mark.parametrize(
    ("size", "pitch", "said"),
    [
        ("[1920, 1080]", "63 cm", "rộng 1209.6 m, cao 680.4 m: không màn hình nào lớn như vậy"),
        ("[320, 1080]", "40 mm", "rộng 12.8 m, cao 43.2 m"),
        ("[320, 240]", "26 mm", "cách nhau 26.0 mm: không màn hình nào thưa như vậy"),
        ("[1920, 1080]", "20 mm", None),
        ("[1920, 1080]", "25 mm", "rộng 48.0 m"),
        ("[640, 360]", "25 mm", None),
    ],
)
def test_a_screen_that_cannot_be_so_large_is_warned_of_with_how_to_measure(
    size: str, pitch: str, said: str | None
) -> None:
    text = f"""\
wall: 1
screens: [{{name: a, size: {size}, pitch: {pitch}, seat: 4 m}}]
scenes: {{b: {{a: {{grid: [1, 1], tiles: [{{systems: all}}]}}}}}}
"""
    loaded = load_texts({"w.yaml": text}, "w.yaml", installed())
    assert loaded.wall is not None
    if said is None:
        assert loaded.warnings == ()
    else:
        (warning,) = loaded.warnings
        assert said in say(warning.what)
        assert "0.63 mm" in say(warning.remedy)
        assert text.splitlines()[1][warning.column - 1 :].startswith(pitch)
