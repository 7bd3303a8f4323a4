"""A tile type of another package, by fakes that do what such a one may do."""

from __future__ import annotations

import itertools
import math
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, override

import pytest

from services.settings import Tile, Wording
from services.views import Standing
from widgets.drawing import (
    Band,
    Box,
    Curve,
    Hatch,
    Ink,
    Item,
    Mark,
    Moving,
    Rect,
    Run,
    Text,
    Weight,
)
from widgets.guest import Guest, GuestFailed
from widgets.handed_back import MOST_ITEMS, Unfit, sound
from widgets.tile import Json, View

if TYPE_CHECKING:
    from collections.abc import Callable

BOX = Rect(0, 0, 10, 10)
RUN = Run("a", 0.0, 10.0, 20.0, Weight.BOLD, 8.0)
TEXT = Text("value", "a", "a", BOX, (RUN,), 14.0)
ITEMS: list[Item] = [
    TEXT,
    Box(BOX, fill=Ink.DATA),
    Hatch(BOX, 3.0),
    Mark("dot", BOX, Ink.DATA),
    Curve((((0.0, 1.0), (2.0, 3.0)),)),
    Band(((0.0, 1.0),), ((0.0, 2.0),)),
]
TITLE = Wording(vi="Đèn")
SETTINGS = Tile()


@dataclass
class Fake:
    """A tile type that does what a test says."""

    look: Callable[[], Any] = lambda: View(title=TITLE)
    lay: Callable[[], Any] = lambda: list(ITEMS)
    name: str = "light"
    settings: type[Tile] = Tile
    own_notes: bool = False
    looked: int = 0

    def look_up(self, settings: Any, knowledge: Any) -> Any:
        self.looked += 1
        return self.look()

    def lay_out(self, view: Any, room: Any, sheet: Any) -> Any:
        return self.lay()


def shown(fake: Fake) -> list[Item]:
    guest = Guest(fake, "langbiang-lines")
    view = guest.look_up(SETTINGS, None)  # type: ignore[arg-type] # the fake reads nothing
    return guest.lay_out(view, None, None)  # type: ignore[arg-type]


def _loop() -> None:
    for _ in itertools.count():
        pass


def test_what_a_guest_lays_out_is_handed_on_as_it_is() -> None:
    assert shown(Fake()) == ITEMS


def test_a_guest_is_laid_out_from_the_view_that_it_made_itself() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Own(View):
        level: str

        @override
        def figures(self) -> dict[str, Json]:
            return {"level": self.level}

    seen: list[object] = []

    class Laying(Fake):
        @override
        def lay_out(self, view: Any, room: Any, sheet: Any) -> Any:
            seen.append(view)
            return []

    own = Own(title=TITLE, level="slow", priority="high")
    guest = Guest(Laying(look=lambda: own), "goi")
    view = guest.look_up(SETTINGS, None)  # type: ignore[arg-type]
    assert guest.lay_out(view, None, None) == []  # type: ignore[arg-type]
    assert seen == [own]
    assert (view.title, view.priority, view.figures()) == (TITLE, "high", {"level": "slow"})


def _raise(error: BaseException) -> None:
    raise error


@pytest.mark.parametrize("error", [ValueError("hỏng"), SystemExit(1), RecursionError()])
def test_a_guest_that_raises_says_whose_it_is(error: BaseException) -> None:
    for fake in (Fake(look=lambda: _raise(error)), Fake(lay=lambda: _raise(error))):
        with pytest.raises(GuestFailed, match="bị lỗi ở ô này") as caught:
            shown(fake)
        assert dict(caught.value.words.values) == {"package": "langbiang-lines"}
        assert caught.value.__cause__ is error


def test_only_a_person_at_the_keyboard_ends_the_program_from_within_a_guest() -> None:
    with pytest.raises(KeyboardInterrupt):
        shown(Fake(look=lambda: _raise(KeyboardInterrupt())))


def test_a_guest_that_loops_is_stopped_and_not_called_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("widgets.guest.SECONDS", 0.05)
    fake = Fake(look=_loop)
    guest = Guest(fake, "langbiang-lines")
    for _ in range(3):
        with pytest.raises(GuestFailed, match="chạy quá lâu"):
            guest.look_up(SETTINGS, None)  # type: ignore[arg-type]
    assert fake.looked == 1
    fake.look = lambda: View(title=TITLE)
    assert guest.look_up(Tile(), None).title == TITLE  # type: ignore[arg-type] # another tile of its kind
    assert fake.looked == 2


def test_a_guest_that_loops_while_it_lays_out_is_stopped_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("widgets.guest.SECONDS", 0.05)
    with pytest.raises(GuestFailed, match="chạy quá lâu"):
        shown(Fake(lay=_loop))


def test_what_a_guest_prints_is_not_in_the_programs_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def printing() -> View:
        sys.stdout.write("xin chào")
        return View(title=TITLE)

    shown(Fake(look=printing))
    assert capsys.readouterr().out == ""


class _Talking(View):
    @override
    def figures(self) -> dict[str, Json]:
        return {"value": "x" * 1_000_000}


class _Nan(View):
    @override
    def figures(self) -> dict[str, Json]:
        return {"value": math.nan}


@pytest.mark.parametrize(
    "view",
    [
        None,
        "a view",
        View(title="Đèn"),  # type: ignore[arg-type]
        View(title=TITLE, period=2023),  # type: ignore[arg-type]
        View(title=TITLE, priority="red"),  # type: ignore[arg-type]
        View(title=TITLE, standing=None),  # type: ignore[arg-type]
        View(title=TITLE, standing=Standing(state="live")),  # type: ignore[arg-type]
        View(title=TITLE, standing=Standing(until=datetime(2026, 1, 1))),  # noqa: DTZ001 - the point
        View(title=TITLE, standing=Standing(sources=("a", 1))),  # type: ignore[arg-type]
        _Talking(title=TITLE),
        _Nan(title=TITLE),
    ],
    ids=repr,
)
def test_a_view_that_is_none_is_the_guests_failure(view: object) -> None:
    with pytest.raises(GuestFailed):
        shown(Fake(look=lambda: view))


@pytest.mark.parametrize(
    "items",
    [
        None,
        "items",
        pytest.param(iter(ITEMS), id="an iterator"),  # its repr is another in every worker
        [None],
        [ITEMS],
        [TEXT] * (MOST_ITEMS + 1),
        [Box(Rect(math.nan, 0, 1, 1))],
        [Box(Rect(0, 0, math.inf, 1))],
        [Box(Rect(0, 0, 1e9, 1))],
        [Box(BOX, fill="red")],  # type: ignore[arg-type]
        [Box(BOX, width="wide")],  # type: ignore[arg-type]
        [Moving(BOX, "another tile's")],
        [Mark("nothing", BOX, Ink.DATA)],  # type: ignore[arg-type]
        [Hatch(BOX, 1.0, step=0.0)],
        [Hatch(BOX, 1.0, step=-3.0)],
        [Curve((((0.0, math.nan), (1.0, 1.0)),))],
        [Curve((tuple((0.0, float(n)) for n in range(50_000)),))],
        [Band(((0.0, 1.0),), ((0.0, 2.0),), strength=7.0)],
        [replace(TEXT, runs=())],
        [replace(TEXT, runs=(replace(RUN, size=1e6),))],
        [replace(TEXT, runs=(replace(RUN, size=0.0),))],
        [replace(TEXT, text="x" * 20_000)],
        [replace(TEXT, text=7)],  # type: ignore[arg-type]
    ],
    ids=lambda items: f"{items!r:.60}",
)
def test_items_that_could_not_be_painted_are_refused_before_they_are(items: object) -> None:
    with pytest.raises(Unfit):
        sound(items)
