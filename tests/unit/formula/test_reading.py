"""What can be said in a formula, and what is told of what can't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.formula import Condition, Formula, WrongFormula
from services.formula.fields import COUNTED, fields_of
from services.formula.syntax import LONGEST
from services.records import KINDS

GOOD = [
    "a / b * 100",
    "bts_4g + bts_5g",
    "đã_xử_lý / tổng * 100",
    'figure("tram-bts") - 2',
    "-a + 0.5",
    "count(alerts)",
    'count(alerts, state == "firing" and severity >= 4)',
    "count(alerts, 2 <= severity < 4)",
    "share(documents, due < now)",
    "share(tasks, finished != none, due < now)",
    "ratio(count(tasks, finished != none), count(tasks))",
    "sum(datasets, downloads)",
    "mean(incidents, (detected - opened) / minutes(1), closed != none)",
    "p95(incidents, (closed - opened) / hours(1))",
    "(now - oldest(mentions, time, handled == none)) / hours(1)",
    "mean(incidents, closed - opened) / days(1)",
    'count(alerts, label("instance") == "a" and starts > now - hours(24))',
    "count(alerts, starts >= today)",
    'count(document_states, code not in ("06", "13") and due < now)',
    'count(feed_items, "mưa lũ" in tags)',
    "count(endpoints, infected)",
    "count(endpoints, not infected or infected == none)",
    "distinct(alerts, entity, severity == 5)",
    " count( alerts,\n  severity > 1 ) ",
]

BAD = [
    ("", 0, "để trống"),
    ("a +", 0, "không đọc được"),
    ("(" * 300, 200, "không đọc được"),
    ("a.b", 0, "“a.b” không dùng được"),
    ("a[0]", 0, "“a[0]” không dùng được"),
    ("2 ** 99999999", 0, "“2 ** 99999999” không dùng được"),
    ("a // b", 0, "không dùng được"),
    ("a % b", 0, "không dùng được"),
    ("a if b else c", 0, "không dùng được"),
    ("lambda: 1", 0, "không dùng được"),
    ("[x for x in a]", 0, "không dùng được"),
    ("(a := 1)", 1, "không dùng được"),
    ('f"{a}"', 0, "không dùng được"),
    ('b"a"', 0, "không dùng được"),
    ("...", 0, "không dùng được"),
    ("1j", 0, "“1j” không phải số"),
    ("a + 1e5", 4, "“1e” không phải số"),
    ("0x10", 0, "không phải số"),
    ("1_000", 0, "không phải số"),
    ("a && b", 2, "“&&” không dùng"),
    ("a # b", 2, "không đọc được"),
    ('"\\x41"', 1, "không đọc được"),
    ('__import__("os")', 0, "không có hàm __import__()"),
    ("count.__class__(alerts)", 0, "không có hàm"),
    ("a(b)(c)", 0, "không có hàm"),
    ("eval(alerts)", 0, "không có hàm eval()"),
    ("count(*alerts)", 0, "count() dùng chưa đúng cách"),
    ("count(alerts, where=severity > 1)", 0, "count() dùng chưa đúng cách"),
    ("count()", 0, "count() dùng chưa đúng cách"),
    ("sum(datasets)", 0, "sum() dùng chưa đúng cách"),
    ("count(alerts, count(alerts) > 1)", 14, "count() dùng chưa đúng cách"),
    ('label("a")', 0, "label() dùng chưa đúng cách"),
    ('count(alerts, figure("a") > severity)', 14, "figure() dùng chưa đúng cách"),
    ("hours(99999999) / hours(1)", 0, "hours() dùng chưa đúng cách"),
    ("alerts", 0, "“alerts” là một loại bản ghi"),
    ("count(alert)", 6, "không có loại bản ghi “alert”"),
    ("count(samples)", 6, "không có loại bản ghi “samples”"),
    ("count(alerts, sevrity > 1)", 14, "bản ghi alerts không có trường “sevrity”"),
    ("count(alerts, labels == none)", 14, "không có trường “labels”"),
    ('count(documents, label("a") == "b")', 17, "bản ghi documents không có nhãn"),
    ('count(alerts, state == "fire")', 23, "trường “state” không có giá trị “fire”"),
    ('count(alerts, state in ("firing", "open"))', 34, "không có giá trị “open”"),
    ("count(alerts, severity)", 14, "cần điều kiện, mà đang là số"),
    ('count(alerts, severity > "4")', 14, "không so sánh được số với chữ"),
    ("count(alerts, severity > none)", 14, "không so sánh được số với none"),
    ("count(alerts, title < starts)", 14, "không so sánh được chữ với thời điểm"),
    ("count(alerts, starts + starts > now)", 14, "không tính được thời điểm + thời điểm"),
    ("sum(alerts, title)", 12, "sum() không dùng được với chữ"),
    ("oldest(alerts, severity)", 15, "oldest() không dùng được với số"),
    ("a and b", 0, "cần điều kiện, mà đang là số"),
    ("a < b", 0, "cần số, mà đang là điều kiện"),
    ("now", 0, "cần số, mà đang là thời điểm"),
    ('"a"', 0, "cần số, mà đang là chữ"),
    ("none", 0, "cần số, mà đang là none"),
    ("mean(incidents, closed - opened)", 0, "cho một khoảng thời gian, không phải số"),
    ("-" * 60 + "a", 30, "lồng quá 30 tầng"),
    (" + ".join(["count(alerts)"] * 21), 0, "đếm bản ghi quá 20 lần"),
    ("a + " * 400 + "a", 0, f"dài quá {LONGEST} ký tự"),
    ("đã + count(alert)", 11, "không có loại bản ghi “alert”"),
]


@pytest.mark.parametrize("text", GOOD)
def test_a_formula_that_the_page_promises_is_read(text: str) -> None:
    assert Formula(text).text == text


@pytest.mark.parametrize(("text", "column", "what"), BAD)
def test_what_cant_be_said_is_told_with_its_place_and_a_remedy(
    text: str, column: int, what: str
) -> None:
    with pytest.raises(WrongFormula) as raised:
        Formula(text)
    assert what in str(raised.value)
    assert raised.value.remedy
    assert raised.value.column == column


def test_a_formula_tells_of_what_it_is_reckoned() -> None:
    formula = Formula('a / (b + figure("c-d")) + count(document_states, due < now)')
    assert formula.figures == {"a": 0, "b": 5, "c-d": 9}
    assert formula.kinds == {"document_states": 26, "documents": 49}


@pytest.mark.parametrize("kind", COUNTED)
def test_every_kind_can_be_counted_by_every_field_that_has_a_plain_value(kind: str) -> None:
    """New kinds and fields need no word in the language."""
    for name in fields_of(kind):
        assert Formula(f"count({kind}, {name} != none)").kinds
        assert Condition(f"{name} != none", kind).kinds <= KINDS.keys()


LETTERS = st.text(alphabet="abđ01 .,()+-*/<>=!&|'\"[]{}:#\\\n_", max_size=60)
PARTS = st.lists(
    st.sampled_from([
        "a", "1", "0", "count", "(", ")", "alerts", ",", "severity", ">", "==", "none", "and", "not",
        "now", "-", "/", "*", "+", "hours(1)", '"firing"', "state", "in", "mean", "share", "if", "for",
        "lambda", ".", "label", "starts", "oldest", "ratio", "é", "**", "\ud800", "\x00",
    ]),
    max_size=25,
).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(max_size=80), LETTERS, PARTS))
def test_any_text_is_a_formula_or_a_fault_with_a_place_in_it(text: str) -> None:
    wrong = refused(text)
    assert wrong is None or 0 <= wrong.column <= len(text)
    assert wrong is None or (wrong.what and wrong.remedy)


def refused(text: str) -> WrongFormula | None:
    try:
        Formula(text)
    except WrongFormula as wrong:
        return wrong
    return None
