"""What every command does first: reads the wall file, finds the cache, starts the province."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from platformdirs import user_data_path

from services.cache import Cache
from services.clock import HeldClock, OffsetClock
from services.phrase import phrase
from services.simulation.child import ProvinceFailed, start_province
from services.wall_file import installed, line, load
from services.wall_file.written import without
from services.words import Words
from ui.outcome import Refused, Status
from ui.trouble import weighed
from widgets.automatic import is_automatic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from services.clock import Clock
    from services.simulation.child import Running
    from services.wall_file import Loaded, Plugins
    from services.wall_file.shape import WallFile
    from services.words import Lang
    from ui.terminal import Terminal

DEFAULT_WALL = "lam-dong.yaml"


@dataclass(frozen=True, slots=True)
class Opened:
    """A wall file in force, and who speaks about it."""

    path: Path
    wall: WallFile
    loaded: Loaded
    plugins: Plugins
    terminal: Terminal

    @property
    def name(self) -> str:
        """By which its cache is found."""
        return self.loaded.name

    @property
    def texts(self) -> dict[str, str]:
        """As they are kept: without secrets, the main file's first, so that it is known again."""
        main, texts = self.loaded.main, without(self.loaded.texts, self.loaded.written)
        return {main: texts[main], **texts}

    @property
    def folder(self) -> Path:
        return self.path.parent

    def cache(self, folder: Path, clock: Clock, *, name: str | None = None) -> Cache:
        """Its own in `folder`, or one of another name; it is said where it was another file's. Raises as
        `Cache.open` does.
        """
        known_as, file_hash = shipped(self.path), self.loaded.hash
        cache = Cache.open(folder, name or self.name, clock, self.path, known_as, file_hash)
        if cache.adopted is not None:
            self.terminal.remark(cache.adopted, grave=False)
        return cache


def resources() -> Path:
    return Path(str(files("resources")))


def shipped(path: Path) -> str | None:
    """`langbiang:lam-dong.yaml` of a wall that comes with the program, which may be moved; None of
    any other.
    """
    walls, file = (resources() / "walls").resolve(), path.resolve()
    return f"langbiang:{file.relative_to(walls).as_posix()}" if walls in file.parents else None


def wall_path(given: Path | None) -> Path:
    return given or resources() / "walls" / DEFAULT_WALL


def open_wall(
    given: Path | None,
    lang: Lang | None,
    terminal: Terminal,
    instead: Callable[[Path, Loaded, Plugins], Loaded | None] | None = None,
    *,
    plugins: Path | None = None,
) -> Opened:
    """Refused with every fault on a line of its own when the file can't take effect. `instead`: what is
    taken for such a file, where there is something. `plugins`: a folder of packages that bring some.
    """
    path = wall_path(given)
    known = installed(plugins)
    loaded = load(path, known)
    if loaded.wall is None and instead is not None:
        loaded = instead(path, loaded, known) or loaded
    if loaded.wall is None:
        for fault in loaded.faults:
            terminal.note(line(fault, terminal.words.say))
        raise Refused(Status.WRONG_FILE)
    speaking = speaker(loaded.wall, lang)
    for fault in loaded.lacking:
        terminal.remark(weighed(fault, speaking))
    return Opened(path, loaded.wall, loaded, loaded.plugins, replace(terminal, words=speaking))


NOTHING = phrase("Tệp tường chưa khai nguồn nào và cảnh nào nên không có gì để hiện.")


def shows_nothing(wall: WallFile) -> bool:
    """Sources alone are a wall: their scenes are made of what they give."""
    return not is_automatic(wall) and (not wall.screens or not wall.scenes)


def refuse_empty(wall: WallFile) -> None:
    if shows_nothing(wall):
        raise Refused(Status.WRONG_FILE, NOTHING)


def speaker(wall: WallFile, lang: str | None) -> Words:
    """The wall's language unless another was asked for, on the wall's clock."""
    return Words("en" if (lang or wall.lang) == "en" else "vi", ZoneInfo(wall.zone))


def cache_folder(given: Path | None) -> Path:
    return given or user_data_path("langbiang", appauthor=False)


def wall_clock(wall: WallFile, clock: Clock) -> Clock:
    """The computer's, unless the wall's time is told: then it begins now, or stands still."""
    told = wall.province
    if told is None or told.clock is None:
        return clock
    return HeldClock(told.clock) if told.history else OffsetClock(told.clock)


def start(wall: WallFile, clock: Clock) -> Running:
    """The province that the wall file asks for; `ProvinceFailed`."""
    asked = wall.province
    assert asked is not None
    return start_province(
        seed=asked.seed,
        clock=clock.now() if asked.clock is not None else None,
        faults={fault.system: fault.kind for fault in asked.faults},
    )


def of_running(wall: WallFile, url: str | None, terminal: Terminal) -> str | None:
    """The root of a province that runs already, as far as the wall uses one."""
    if wall.province is None and url is not None:
        terminal.remark(
            phrase("Tường này không dùng tỉnh mô phỏng; bỏ qua --province."), grave=False
        )
    return url if wall.province is not None else None


@contextmanager
def province(
    wall: WallFile, url: str | None, terminal: Terminal, clock: Clock
) -> Iterator[str | None]:
    """The root of the province that answers for the wall's sources, which ends with the block; None
    where the wall asks for none. `url`: one that runs already.
    """
    if wall.province is None or url is not None:
        yield of_running(wall, url, terminal)
        return
    try:
        running = start(wall, clock)
    except ProvinceFailed as failed:
        raise Refused(Status.NOT_HAD, failed.words) from failed
    try:
        yield running.root_url
    finally:
        running.close()
