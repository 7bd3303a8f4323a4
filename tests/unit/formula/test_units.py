"""Units go with figures through a formula."""

from __future__ import annotations

import pytest

from services.formula import Formula, WrongFormula, units

NAMED = {
    "tram": "trạm", "tram2": "trạm", "may": "máy", "thu": "tỷ đồng", "chi": "triệu đồng",
    "ty_le": "%", "ty_le2": "%", "gio": "giờ", "phut": "phút", "dan": "người",
}  # fmt: skip


def unit(text: str) -> units.Unit | None:
    return Formula(text).unit(NAMED.get)


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("tram + tram2", "trạm"),
        ("tram / tram2 * 100", "%"),
        ("100 * tram / tram2", "%"),
        ("tram / tram2", "lần"),
        ("tram / tram2 * 1000", "‰"),
        ("tram * 2", "trạm"),
        ("tram / 12", "trạm"),
        ("thu * 1000", "triệu đồng"),
        ("thu * 1000 - chi", "triệu đồng"),
        ("thu * 2", "tỷ đồng"),
        ("thu / (thu + 1) * 100", "%"),
        ("100 - ty_le", "%"),
        ("ty_le + ty_le2", "%"),
        ("tram / tram2 * 100 - ty_le", "%"),
        ("gio * 60 + phut", "phút"),
        ("share(alerts, severity == 5)", "%"),
        ("count(alerts) / count(incidents) * 100", "%"),
        ("count(alerts)", "cảnh báo"),
        ("count(alerts) + count(incidents)", "việc"),
        ("count(endpoints, infected) / may * 100", "%"),
        ("may - count(endpoints)", "máy"),
        ("tram / dan * 1000", "trạm/nghìn người"),
        ("mean(incidents, (closed - opened) / minutes(1))", "phút"),
        ("mean(incidents, closed - opened) / hours(1)", "giờ"),
        ("mean(incidents, closed - opened) / hours(24)", "ngày"),
        ("la + tram", "trạm"),
        ("sum(datasets, downloads)", "lượt"),
        ("chi / thu / 10", "%"),
    ],
)
def test_a_unit_that_a_formula_can_come_to_is_taken(text: str, declared: str) -> None:
    found = unit(text)
    assert found is None or not units.contradicts(found, declared)


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("tram + tram2", "máy"),
        ("tram / tram2", "%"),
        ("tram / tram2 * 100", "trạm"),
        ("thu * 100", "triệu đồng"),
        ("thu - 1", "triệu đồng"),
        ("gio * 60", "ngày"),
        ("share(alerts, severity == 5)", "cảnh báo"),
        ("share(alerts, severity == 5) * 100", "‰"),
        ("ratio(tram, tram2)", "%"),
        ("count(alerts)", "%"),
        ("count(alerts) / count(incidents)", "%"),
    ],
)
def test_a_unit_that_contradicts_its_formula_is_refused(text: str, declared: str) -> None:
    found = unit(text)
    assert found is not None
    assert units.contradicts(found, declared)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("tram + may", "trạm", "máy"),
        ("thu + chi", "tỷ đồng", "triệu đồng"),
        ("tram - ty_le", "trạm", "%"),
        ("tram / tram2 + ty_le", "tỷ lệ", "%"),
        ("count(alerts) + ty_le", "số bản ghi", "%"),
        ("ratio(tram + may, tram)", "trạm", "máy"),
    ],
)
def test_what_isnt_of_one_unit_is_not_added(text: str, one: str, other: str) -> None:
    with pytest.raises(WrongFormula) as raised:
        unit(text)
    assert str(raised.value) == f"không cộng trừ được {one} với {other}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tram + tram2", "trạm"),
        ("tram / tram2 * 100", "%"),
        ("share(alerts, severity == 5)", "%"),
        ("tram / tram2", None),
        ("count(alerts)", None),
        ("thu * 2", None),
        ("mean(incidents, closed - opened) / hours(1)", "giờ"),
    ],
)
def test_a_unit_that_nobody_declared_is_the_formulas(text: str, said: str | None) -> None:
    assert units.said(unit(text)) == said
