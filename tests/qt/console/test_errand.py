"""Work of a page on a thread of its own."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from services.asking.threads import Raised
from ui.console.errand import Errand, GivenUp

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 60_000
"""Milliseconds, for a machine that has much else to do."""
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def errand() -> Iterator[Errand]:
    made = Errand("trial")
    yield made
    made.end()
    made.deleteLater()


def waited(errand: Errand) -> None:
    for _ in range(_PATIENCE // 5):
        if not errand.under_way:
            return
        QTest.qWait(5)
    pytest.fail("it is still under way")


def test_what_it_brings_is_delivered_on_the_interface_s_thread(errand: Errand) -> None:
    brought: list[tuple[object, bool]] = []
    errand.done.connect(
        lambda one: brought.append((one, threading.current_thread() is threading.main_thread()))
    )
    where: list[bool] = []

    def work() -> str:
        where.append(threading.current_thread() is threading.main_thread())
        return "x"

    assert errand.start(work)
    waited(errand)
    assert brought == [("x", True)]
    assert where == [False]


def test_only_one_is_under_way(errand: Errand) -> None:
    gate = threading.Event()
    assert errand.start(gate.wait)
    assert not errand.start(lambda: None)
    gate.set()
    waited(errand)
    assert errand.start(lambda: None)
    waited(errand)


def test_what_nobody_waits_for_any_more_is_given_up(errand: Errand) -> None:
    rested = threading.Event()

    def work() -> None:
        while True:
            rested.set()
            errand.rest(0.001)

    brought: list[object] = []
    errand.done.connect(brought.append)
    errand.start(work)
    assert rested.wait(10)
    errand.end()
    waited(errand)
    assert brought == []
    assert not errand.start(lambda: None), "it has ended"


def test_a_defect_is_raised_where_its_result_would_have_been_delivered(errand: Errand) -> None:
    with pytest.raises(ZeroDivisionError):
        errand._arrive(Raised(ZeroDivisionError()))
    errand._arrive(Raised(GivenUp()))
