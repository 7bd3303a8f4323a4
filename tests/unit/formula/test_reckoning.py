"""What formulas come to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.formula import Condition, Formula, Moment, NoValue, Result
from services.phrase import Phrase, phrase
from services.records import (
    KINDS,
    Alert,
    AlertState,
    Dataset,
    Document,
    DocumentState,
    FeedItem,
    Incident,
    Task,
    labels,
)
from tests.unit.formula.test_reading import GOOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.records import Record

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
"""14:00 on the wall."""
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HOUR = timedelta(hours=1)


def moment(records: Sequence[Record] = (), **figures: Any) -> Moment:
    def figure(name: str) -> Decimal:
        if name not in figures:
            raise NoValue(phrase("thiếu {name}", name=name))
        return Decimal(figures[name])

    def of(kind: str) -> list[Record]:
        return [record for record in records if type(record) is KINDS[kind]]

    return Moment(NOW, ZONE, figure, of)


def value(text: str, *records: Record, **figures: Any) -> Decimal | None:
    return Formula(text).result(moment(records, **figures)).value


def why(text: str, *records: Record, **figures: Any) -> Phrase | None:
    result = Formula(text).result(moment(records, **figures))
    assert result.value is None
    return result.why


ALERTS = (
    Alert(uid="a", title="A", severity=5, starts=NOW - HOUR, labels=labels({"instance": "x"})),
    Alert(uid="b", title="B", severity=4, starts=NOW - 30 * HOUR, entity="máy 1"),
    Alert(uid="c", title="C", severity=None, starts=None, entity="máy 1"),
    Alert(uid="d", title="D", severity=5, state=AlertState.RESOLVED, entity="máy 2"),
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a / b * 100", "25"),
        ("a + b * 2", "9"),
        ("-(a - b)", "3"),
        ("0.1 + 0.2", "0.3"),
        ('figure("a") + 1', "2"),
    ],
)
def test_figures_are_reckoned_exactly(text: str, wanted: str) -> None:
    assert value(text, a=1, b=4) == Decimal(wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("count(alerts)", 4),
        ('count(alerts, state == "firing" and severity >= 4)', 2),
        ("count(alerts, severity < 6)", 3),
        ("count(alerts, severity == none)", 1),
        ("count(alerts, severity != 5)", 2),
        ("count(alerts, not severity > 4)", 2),
        ("count(alerts, 3 < severity < 5)", 1),
        ("count(alerts, severity in (4, 5) or entity == none)", 3),
        ('count(alerts, title not in ("A", "B"))', 2),
        ('count(alerts, label("instance") == "x")', 1),
        ("count(alerts, starts > now - hours(24))", 1),
        ("count(alerts, starts >= today)", 1),
        ("distinct(alerts, entity)", 2),
        ("(now - oldest(alerts, starts)) / hours(1)", 30),
        ("(now - newest(alerts, starts)) / minutes(1)", 60),
        ("mean(alerts, severity)", Decimal(14) / 3),
        ("min(alerts, severity)", 4),
        ("median(alerts, severity)", 5),
        ("p95(alerts, (now - starts) / hours(1))", 30),
        ("mean(alerts, now - starts) / days(1)", Decimal("0.6458333333333333333333333333")),
        ("sum(alerts, now - starts) / hours(1)", 31),
    ],
)
def test_records_are_counted_and_gathered(text: str, wanted: Decimal | int) -> None:
    found = value(text, *ALERTS)
    assert found is not None
    assert abs(found - wanted) < Decimal("1e-20")


def test_a_share_is_in_percent_with_both_its_numbers() -> None:
    result = Formula("share(alerts, severity == 5)").result(moment(ALERTS))
    assert result == Result(Decimal(50), Decimal(2), Decimal(4), percent=True)
    of_firing = Formula('share(alerts, severity == 5, state == "firing")')
    found = of_firing.result(moment(ALERTS))
    assert found == Result(found.value, Decimal(1), Decimal(3), percent=True)


def test_a_ratio_has_both_its_numbers_and_their_quotient() -> None:
    result = Formula("ratio(a, count(alerts))").result(moment(ALERTS, a=3))
    assert result == Result(Decimal("0.75"), Decimal(3), Decimal(4))


def test_the_state_of_a_document_knows_the_document() -> None:
    records = (
        Document(uid="1", number="1/UBND", due=NOW - HOUR),
        Document(uid="2", number="2/UBND", due=NOW + HOUR),
        DocumentState(uid="1|a", document="1", code="04"),
        DocumentState(uid="1|b", document="1", code="06"),
        DocumentState(uid="2|a", document="2", code="04"),
        DocumentState(uid="3|a", document="3", code="04"),
    )
    assert value('count(document_states, code != "06" and due < now)', *records) == 1
    assert value("count(document_states, number == none)", *records) == 1


def test_a_day_is_its_midnight_on_the_wall() -> None:
    task = Task(uid="t", title="T", assigned=date(2026, 11, 24))
    assert value("count(tasks, assigned == today)", task) == 1
    assert value("sum(tasks, (now - assigned) / hours(1))", task) == 14


def test_a_list_with_nothing_in_it_says_nothing() -> None:
    told = (Document(uid="1", number="1", to=("a",)), Document(uid="2", number="2"))
    assert value("count(documents, to == none)", *told) == 1
    assert value("count(documents, to != none)", *told) == 1
    assert value('count(documents, "a" in to)', *told) == 1


def test_a_text_among_those_that_a_record_lists_is_found() -> None:
    item = FeedItem(uid="f", title="F", tags=("mưa lũ", "Đà Lạt"))
    assert value('count(feed_items, "mưa lũ" in tags)', item, item) == 2
    assert value('count(feed_items, "mưa" in tags)', item) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a / b", "mẫu số bằng 0"),
        ("a / count(alerts)", "mẫu số bằng 0"),
        ("ratio(a, b)", "mẫu số bằng 0"),
        ("share(alerts, severity == 5)", "mẫu số bằng 0"),
        ("a + c", "thiếu {name}"),
        ("max(datasets, downloads)", "không có bản ghi nào có giá trị để tính"),
        ("(now - oldest(alerts, starts)) / hours(1)", "không có bản ghi nào có giá trị để tính"),
        ("d * d", "kết quả quá lớn, không hiển thị được"),
    ],
)
def test_what_has_no_value_says_why(text: str, words: str) -> None:
    said = why(text, a=1, b=0, d="1e900000")
    assert said is not None
    assert said.text == words


def test_of_no_records_there_are_none_and_a_sum_of_none_is_nought() -> None:
    assert value("count(datasets)") == 0
    assert value("sum(datasets, downloads)") == 0
    assert value("sum(incidents, closed - opened) / hours(1)") == 0


def test_records_that_say_nothing_of_a_field_make_no_sum_of_nought() -> None:
    silent = Dataset(uid="d", name="D")
    assert why("sum(datasets, downloads)", silent) is not None
    assert value("sum(datasets, downloads)", silent, Dataset(uid="e", name="E", downloads=3)) == 3


def test_what_a_single_record_cant_divide_is_passed_over() -> None:
    records = (
        Dataset(uid="a", name="A", views=0, downloads=5),
        Dataset(uid="b", name="B", views=2, downloads=5),
    )
    assert value("mean(datasets, downloads / views)", *records) == Decimal("2.5")


def test_a_condition_holds_of_a_record_or_not() -> None:
    holds = Condition("closed == none and opened < now - hours(2)", "incidents").of(moment())
    assert holds(Incident(uid="i", title="I", opened=NOW - 3 * HOUR))
    assert not holds(Incident(uid="i", title="I", opened=NOW - 3 * HOUR, closed=NOW))
    assert not holds(Incident(uid="i", title="I"))


TIMES = st.integers(min_value=-700_000, max_value=2_900_000).map(
    lambda days: NOW + timedelta(days=days)
)
NUMBERS = st.one_of(st.integers(), st.integers(min_value=0, max_value=5))
RECORDS = st.one_of(
    st.builds(
        Alert,
        uid=st.text(max_size=3),
        title=st.text(max_size=5),
        severity=st.none() | NUMBERS,
        starts=st.none() | TIMES,
        entity=st.none() | st.text(max_size=3),
    ),
    st.builds(
        Incident,
        uid=st.text(max_size=3),
        title=st.text(max_size=5),
        opened=st.none() | TIMES,
        detected=st.none() | TIMES,
        closed=st.none() | TIMES,
    ),
    st.builds(
        Dataset,
        uid=st.text(max_size=3),
        name=st.text(max_size=3),
        downloads=st.none() | NUMBERS,
        views=st.none() | NUMBERS,
    ),
    st.builds(Document, uid=st.text(max_size=2), number=st.text(max_size=3), due=st.none() | TIMES),
    st.builds(DocumentState, uid=st.text(max_size=3), document=st.text(max_size=2), code=st.text()),
)
ODD = [
    "mean(incidents, (closed - opened) / (detected - opened))",
    "sum(datasets, downloads / views)",
    "sum(datasets, downloads * downloads) / count(datasets)",
    "count(alerts, starts + days(3660) > now - days(3660))",
    "mean(incidents, (closed - opened) * 1000000) / days(1)",
    "median(alerts, (now - starts) / seconds(0.000001))",
    "sum(incidents, closed - opened) / seconds(1)",
]


@given(
    text=st.sampled_from([*GOOD, *ODD]),
    records=st.lists(RECORDS, max_size=6),
    figures=st.dictionaries(
        st.sampled_from(["a", "b", "bts_4g", "bts_5g", "đã_xử_lý", "tổng", "tram-bts"]),
        st.decimals(allow_nan=False, allow_infinity=False),
    ),
)
def test_whatever_is_known_there_is_a_value_or_a_reason(
    text: str, records: list[Record], figures: dict[str, Decimal]
) -> None:
    known = moment(records, **figures)
    result = Formula(text).result(known)
    assert (result.value is None) is (result.why is not None)
    assert result.value is None or result.value.is_finite()
    assert Formula(text).result(known) == result


def test_twenty_thousand_records_are_gone_through() -> None:
    """Some 10 ms for a condition, 60 for a time of each."""
    records = [
        Alert(uid=str(n), title="A", severity=n % 6, starts=NOW - n * timedelta(minutes=1))
        for n in range(20_000)
    ]
    known = moment(records)
    formula = Formula(
        'mean(alerts, (now - starts) / minutes(1), state == "firing" and severity >= 1)'
    )
    assert formula.result(known).value is not None
