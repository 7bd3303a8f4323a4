"""The axis' figures and its list are one answer: whoever counts the list by the wall's rule has the
same figures.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from services.records import Document, DocumentState, Observation
from services.simulation.day import HOME, closing, worked, worked_back
from services.simulation.faults import SOUND
from services.simulation.history import ProvinceDoor
from services.simulation.province import Province
from services.wall_file import installed, load_texts
from widgets.documents import CLOSED, DONE, is_overdue, standing_at

if TYPE_CHECKING:
    from services.connectors import Answered

PAGE = """{connector: http_json, url: "http://127.0.0.1/docs/van-ban", answered_at: cap_nhat,
  documents: {each: "van_ban[]", uid: ma, number: so, sender: noi_gui, to: noi_nhan, due: han},
  document_states: {each: "van_ban[]", document: ma, organ: tai, code: trang_thai, since: tu_luc},
  observations: {each: "chi_so[]", indicator: ma, value: gia_tri}}"""
AXIS = '{connector: edxml_axis, url: "http://127.0.0.1/docs/axis"}'
LOADED = load_texts(
    {"w": f"wall: 1\nsources:\n  trang: {PAGE}\n  truc: {AXIS}\n"}, "w", installed()
)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
TUESDAY = datetime(2026, 11, 24, tzinfo=HOME)
WEEK = [TUESDAY + timedelta(hours=3, minutes=7, seconds=41) * step for step in range(54)]
"""Working days, a week-end, nights."""
EDGES = [
    TUESDAY.replace(hour=hour, minute=minute) + second * SECOND
    for hour, minute in ((0, 0), (7, 30), (11, 30), (13, 30), (17, 0))
    for second in (-1, 1, 59, 61)
]
"""Where half days begin and end, and documents become overdue."""


def answered(at: datetime, seed: int = 1, source: str = "trang") -> Answered:
    assert LOADED.wall is not None, LOADED.faults
    settings: Any = LOADED.wall.sources[source]
    base = settings.url.removeprefix("http://127.0.0.1")
    door = ProvinceDoor(province=Province(seed), base=base, fault=SOUND, asked=at)
    made: Answered = LOADED.plugins.connectors[settings.connector].ask(settings, door, None)  # type: ignore[attr-defined] # the wall file's room knows no asking
    return made


def told(made: Answered) -> dict[str, Decimal | None]:
    return {one.indicator: one.value for one in made.records if isinstance(one, Observation)}


@pytest.mark.parametrize("at", [*WEEK, *EDGES])
@pytest.mark.parametrize("seed", [1, 7])
def test_the_figures_are_those_that_the_walls_rule_finds_in_the_list(
    at: datetime, seed: int
) -> None:
    made = answered(at, seed)
    figures = told(made)
    documents = [one for one in made.records if isinstance(one, Document)]
    states = [one for one in made.records if isinstance(one, DocumentState)]
    where = standing_at(documents, states)
    codes = Counter(state.code for state in where.values() if state)
    overdue = sum(is_overdue(one.due, where[one.uid], made.received) for one in documents)
    judged = [
        state.since <= one.due
        for one in documents
        if (state := where[one.uid]) and state.code == DONE and state.since and one.due
    ]

    assert len(where) == codes.total() == len(documents)
    assert figures["docs_overdue"] == overdue
    assert figures["docs_open"] == sum(codes[code] for code in codes.keys() - CLOSED)
    assert figures["docs_done"] == codes[DONE] == len(judged)
    assert figures["docs_rejected"] == codes["02"]
    assert figures["docs_on_time"] == round(Decimal(100 * sum(judged)) / len(judged), 1)
    assert 0 < sum(judged) < len(judged)


def test_some_are_overdue_on_a_usual_day_and_most_are_on_time() -> None:
    figures = told(answered(TUESDAY + 14 * HOUR))

    assert 0 < (figures["docs_overdue"] or 0) < 30
    assert 90 < (figures["docs_on_time"] or 0) < 100


@pytest.mark.parametrize("at", [WEEK[3], WEEK[20], EDGES[9]])
def test_the_axis_lists_the_same_documents_by_codes_of_organs(at: datetime) -> None:
    """But those that ministries write to each other, which are none of the province's."""
    page, axis = (
        {one.document.rpartition("|")[2]: (one.code, one.since) for one in answered(at, 1, source).records
         if isinstance(one, DocumentState)}
        for source in ("trang", "truc")
    )  # fmt: skip
    assert axis.items() <= page.items()
    assert len(axis) > 0.95 * len(page)


@pytest.mark.parametrize("start", [TUESDAY + 9 * HOUR, TUESDAY + timedelta(days=3, hours=15)])
@pytest.mark.parametrize("hours", [0.5, 7.5, 16, 40])
def test_office_time_is_the_same_forth_and_back(start: datetime, hours: float) -> None:
    assert worked_back(worked(start, HOUR * hours), HOUR * hours) == start


def test_a_half_day_closes_at_its_end_or_with_the_next() -> None:
    assert closing(TUESDAY + 9 * HOUR) == TUESDAY + 11.5 * HOUR
    assert closing(TUESDAY + 12 * HOUR) == TUESDAY + 17 * HOUR
    assert closing(TUESDAY + 17 * HOUR) == TUESDAY + 17 * HOUR
    saturday = TUESDAY + timedelta(days=4)
    assert closing(saturday) == saturday + timedelta(days=2) + 11.5 * HOUR
