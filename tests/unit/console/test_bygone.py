"""What happened before this run, leaf by leaf; the oracle is what the test itself told."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.acts import UNNAMED, Act, Journal, What
from services.cache import Back, Cache, CacheOpened, Chronicle, InForce, Ran, Silent
from services.clock import HeldClock
from services.news import Batch, Outage, Reason
from services.phrase import phrase
from ui.console import bygone
from ui.console.bygone import Bygone, Fresh, Past, Reloaded
from ui.placing.remembered import Change, change

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
EVENTS = ("act", "reload", "file", "silent a", "silent b", "screens", "quiet")
GONE, THERE = (
    '{"real": true, "screens": {"s": [null]}}',
    json.dumps(
        {
            "real": True,
            "screens": {
                "s": [
                    {
                        "connector": "DP-1",
                        "area": [0, 0, 1, 1],
                        "maker": "",
                        "model": "",
                        "serial": "",
                    }
                ]
            },
        }
    ),
)


class Told:
    """A wall to which things happen, and what of them is to be found."""

    def __init__(self, folder: Path) -> None:
        self.clock = HeldClock(NOON)
        self.cache = Cache.open(folder, "w", self.clock)
        self.path = folder / "w.acts.sqlite"
        self.journal = Journal(self.path, self.clock)
        self.expected: list[tuple[datetime, str]] = []
        self.files, self.silent = 0, set[str]()
        self.cache.remember("outputs", "", THERE)
        self.there = True

    def happens(self, event: str) -> None:
        self.clock.move(timedelta(minutes=7))
        match event.split():
            case ["act"]:
                self._act(What.THEME, str(len(self.expected)))
                self._expect("act")
            case ["reload"]:
                self._file()
                self.clock.move(timedelta(seconds=1))
                self._act(What.RELOAD, f"{self.files:064}")
                self._expect("reload")
            case ["file"]:
                self._file()
                self._expect("file")
            case ["silent", source]:
                self._turn(source)
            case ["screens"]:
                self.there = not self.there
                self.cache.remember("outputs", "", THERE if self.there else GONE)
                self._expect("came" if self.there else "gone")
            case ["clock", "back"]:
                self.clock.jump(self.clock.now() - timedelta(minutes=33))
            case _:
                for _ in range(9):
                    self._answer("c")
                    self.clock.move(timedelta(seconds=1))

    def close(self) -> None:
        self.journal.close()
        self.cache.close()

    def _expect(self, what: str) -> None:
        self.expected.append((self.clock.now(), what))

    def _act(self, what: What, after: str) -> None:
        act = Act(who=UNNAMED, at=self.clock.now(), what=what, before=None, after=after)
        self.journal.append(act).result()

    def _file(self) -> None:
        self.files += 1
        self.cache.remember_file(f"{self.files:064}", {"w.yaml": str(self.files)})

    def _turn(self, source: str) -> None:
        """Falls silent, or is back."""
        if source in self.silent:
            self.silent.discard(source)
            self._answer(source)
            self._expect(f"back {source}")
            return
        self.silent.add(source)
        for _ in range(2):
            self.clock.move(timedelta(seconds=1))
            now = self.clock.now()
            words = phrase("không trả lời")
            self.cache.record(
                Outage(source=source, reason=Reason.DEADLINE, words=words, asked=now, received=now)
            ).result()
        self._expect(f"silent {source}")

    def _answer(self, source: str) -> None:
        now = self.clock.now()
        self.cache.record(Batch(source=source, asked=now, received=now)).result()


@contextmanager
def in_pieces() -> Iterator[None]:
    """Of everything little is read at once."""
    with pytest.MonkeyPatch.context() as pieces:
        pieces.setattr(Chronicle.turns, "__defaults__", (None, 5))
        pieces.setattr(Chronicle.files, "__defaults__", (None, 2))
        pieces.setattr(Chronicle.kept, "__defaults__", (None, 2))
        pieces.setattr(bygone, "_ENTRIES", 3)
        yield


def called(one: Bygone) -> str:
    match one.event:
        case Reloaded(file=InForce()):
            return "reload"
        case Act():
            return "act"
        case InForce():
            return "file"
        case Silent(source=source):
            return f"silent {source}"
        case Back(source=source):
            return f"back {source}"
        case Change(gone=gone):
            return "gone" if gone else "came"
        case other:
            return type(other).__name__


@given(st.lists(st.sampled_from(EVENTS), max_size=30), st.integers(1, 12))
@example(["reload"] * 25, 3)
@example(["quiet"] * 5 + ["silent a"] * 2 + ["quiet"] * 20, 3)
def test_everything_is_told_once_and_in_order_however_many_are_read_at_once(
    events: list[str], most: int
) -> None:
    with TemporaryDirectory() as folder, in_pieces():
        told = Told(Path(folder))
        try:
            for event in events:
                told.happens(event)
            told.clock.move(timedelta(minutes=1))
            past = Past(told.cache, told.path, told.clock.now(), Fresh(told.clock.now(), 0))
            found: list[Bygone] = []
            floors: list[datetime] = []
            while True:
                leaf = past.leaf(most)
                assert len(leaf.events) <= most
                assert not leaf.troubles
                found += leaf.events
                if leaf.floor is None:
                    break
                assert all(one.at >= leaf.floor for one in found)
                floors.append(leaf.floor)
            assert floors == sorted(floors, reverse=True)
            lines = [
                (one.at, called(one))
                for one in found
                if not isinstance(one.event, Ran | CacheOpened)
            ]
            assert lines == told.expected[::-1]
            assert len({one.key for one in found}) == len(found)
        finally:
            told.close()


@given(st.lists(st.sampled_from((*EVENTS, "clock back")), max_size=30), st.integers(1, 12))
@example(["reload", "clock back", "act"], 100)
@example(["reload", "act", "clock back", "act", "reload", "quiet"], 2)
@example(["reload", "clock back", "screens", "reload"], 100)
def test_where_the_clock_was_set_back_everything_is_told_once_too(
    events: list[str], most: int
) -> None:
    with TemporaryDirectory() as folder, in_pieces():
        told = Told(Path(folder))
        try:
            for event in events:
                told.happens(event)
            told.clock.move(timedelta(minutes=1))
            with told.cache.picture() as picture:
                until = picture.at
            past = Past(told.cache, told.path, until, Fresh(told.clock.now(), 0))
            found: list[Bygone] = []
            for _ in range(1000):
                leaf = past.leaf(most)
                found += leaf.events
                if leaf.floor is None:
                    break
            else:
                pytest.fail("there is always more")
            file = ("file", "reload", "Reloaded")
            lines = [called(one) for one in found if not isinstance(one.event, Ran | CacheOpened)]
            expected = [what for _, what in told.expected]
            assert Counter("file" if one in file else one for one in lines) == Counter(
                "file" if one in file else one for one in expected
            )
        finally:
            told.close()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (THERE, GONE, Change((("s", "DP-1"),), ())),
        (GONE, THERE, Change((), ("s",))),
        (THERE, THERE, None),
        (None, GONE, Change((("s", ""),), ())),
        (None, THERE, None),
        (THERE, None, None),
        (THERE, THERE.replace("true", "false"), None),
        (GONE, "{", None),
        ("[" * 100_000, GONE, Change((("s", ""),), ())),
        (
            THERE,
            '{"real": true, "screens": {"s": 3, "t": [{"connector": 1}]}}',
            Change((("t", ""),), ()),
        ),
    ],
)
def test_which_screens_went_and_came(
    before: str | None, after: str | None, expected: Change | None
) -> None:
    assert change(before, after) == expected
