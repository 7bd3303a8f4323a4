"""Formulas in a wall file: what they name is there, units agree, nothing goes round."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

import pytest

from services.wall_file import installed, line, load_texts
from services.wall_file.derived import DEEPEST
from tests.unit.wall_file.conftest import say

WALL = """\
wall: 1
sources:
  soc: {connector: alertmanager, url: 'http://a'}
  av: {connector: alertmanager, url: 'http://b'}
  so: {connector: http_json, url: 'http://c', observations: {indicator: ma, value: v}}
indicators:
  bts-4g: {name: Trạm 4G, source: so, unit: trạm}
  bts: {name: Trạm, source: so, unit: trạm}
  thu: {name: Thu, source: so, unit: tỷ đồng}
"""


def faults(more: str, wall: str = WALL) -> list[str]:
    loaded = load_texts({"t": f"{wall}  {more}\n"}, "t", installed())
    return [line(one, say) for one in loaded.faults]


@pytest.mark.parametrize(
    "more",
    [
        "x: {name: X, formula: figure('bts-4g') / bts * 100, unit: '%'}",
        "x: {name: X, formula: 'figure(\"bts-4g\") / bts * 100'}",
        "x: {name: X, source: soc, formula: 'count(alerts, severity >= 4)', unit: cảnh báo}",
        "x: {name: X, sources: [soc, av], formula: 'share(alerts, state == \"firing\")', decimals: 1}",
        "x: {name: X, formula: >-\n      bts +\n      bts\n    , unit: trạm}".replace("{", "").replace("}", "").replace(", ", "\n    ").replace("x: name", "x:\n    name").replace("\n    \n    unit", "\n    unit"),
        "x: {name: X, formula: y * 2}\n  y: {name: Y, formula: bts + 1}",
    ],
)  # fmt: skip
def test_a_formula_over_what_is_declared_is_right(more: str) -> None:
    assert faults(more) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            "x: {name: X, formula: bst / 2}",
            "t:10:25: công thức nhắc tới “bst”, không có chỉ số nào tên ấy: có phải là “bts”?",
        ),
        (
            "x: {name: X, formula: 'thu / khong_co'}",
            "t:10:32: công thức nhắc tới “khong_co”, không có chỉ số nào tên ấy: khai chỉ số này ở indicators; tên có gạch nối thì ghi figure('ten-chi-so')",
        ),
        (
            "x: {name: X, formula: count(alerts)}",
            "t:10:25: công thức đếm alerts mà không khai nguồn: thêm dòng “source: …” cho chỉ số này",
        ),
        (
            "x: {name: X, source: so, formula: 1 + count(alerts)}",
            "t:10:41: nguồn “so” không cho cảnh báo: nguồn này chỉ cho observations; nguồn cho alerts: av, soc",
        ),
        (
            "x: {name: X, sources: [soc, scoc], formula: count(alerts)}",
            "t:10:31: không có nguồn “scoc”: có phải là “soc”?",
        ),
        (
            "x: {name: X, formula: bts + thu}",
            "t:10:25: không cộng trừ được trạm với tỷ đồng: hai đại lượng khác loại: thay một chỉ số trong công thức, hoặc sửa unit của nó nếu khai nhầm",
        ),
        (
            "x: {name: X, formula: bts / bts, unit: '%'}",
            "t:10:42: đơn vị “%” trái với công thức, công thức cho tỷ lệ: sửa unit, hoặc đổi trong công thức (tỷ lệ ra % thì nhân 100)",
        ),
        (
            "x: {name: X, formula: x + 1}",
            "t:10:25: công thức của “x” dùng chính “x”: thay tên ấy trong công thức bằng chỉ số khác",
        ),
        (
            "x: {name: X, formula: bts + y}\n  y: {name: Y, formula: x}",
            "t:10:31: các công thức dùng lẫn nhau thành vòng: x → y → x: sửa công thức của một trong các chỉ số ấy",
        ),
        (
            "x: {name: X, formula: 1 + 2}",
            "t:10:25: công thức không dùng chỉ số hay bản ghi nào: thay bằng số liệu của một nguồn, hoặc ghi tên chỉ số vào công thức",
        ),
        (
            "x: {name: X, source: soc, formula: 'count(alerts, sevrity > 1)'}",
            "t:10:53: bản ghi alerts không có trường “sevrity”: dùng một trong: at, ",
        ),
        (
            "x: {name: X, source: soc, formula: 'count(alerts, severity)'}",
            "t:10:53: chỗ này cần điều kiện, mà đang là số: ",
        ),
        ("x: {name: X, formula: a.b}", "t:10:25: “a.b” không dùng được trong công thức: "),
        ("x: {name: X, formula: 5}", "t:10:25: “5” không nằm trong dấu nháy"),
        ("x: {name: X, formula: [a]}", "t:10:25: công thức phải là một dòng chữ"),
        (
            "x: {name: X}",
            "t:10:6: chỉ số không có nguồn, cũng không có công thức: thêm dòng “source: …”, hoặc “formula: …”",
        ),
        (
            "x: {name: X, formula: bts, metric: a}",
            "“metric” không dùng cùng formula: bỏ metric, hoặc tách thành hai chỉ số",
        ),
        (
            "x: {name: X, source: so, sources: [so]}",
            "“sources” chỉ dùng cùng formula: ghi một nguồn ở source",
        ),
    ],
)
def test_what_is_wrong_with_a_formula_is_told_at_its_place(more: str, said: str) -> None:
    (first, *others) = faults(more)
    assert said in first
    assert others == []


def test_formulas_of_formulas_end_somewhere() -> None:
    chain = "\n".join(
        f"  c{n}: {{name: C, formula: c{n + 1} + c{n + 1}}}" for n in range(DEEPEST + 1)
    )
    told = faults(f"c{DEEPEST + 1}: {{name: C, formula: bts}}\n{chain}")
    assert len(told) == 1
    assert "công thức nối nhau quá 20 bậc: tính thẳng từ các chỉ số gốc" in told[0]


def test_what_a_formula_is_reckoned_of_is_used() -> None:
    scene = "screens: [{name: a, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}]\nscenes: {a: {a: {grid: [1, 1], tiles: [{number: x}]}}}\n"
    text = f"{scene}{WALL}  x: {{name: X, source: soc, formula: count(alerts) / bts}}\n"
    loaded = load_texts({"t": text}, "t", installed())
    assert loaded.faults == ()
    unused = [say(one.what) for one in loaded.warnings]
    assert sorted(unused) == [
        "không ô nào hiển thị chỉ số “bts-4g”",
        "không ô nào hiển thị chỉ số “thu”",
        "không ô nào hiển thị nguồn “av”",
    ]
