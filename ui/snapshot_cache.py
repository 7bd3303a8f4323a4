"""The cache that a snapshot reads and records in."""

from __future__ import annotations

import re
import tempfile
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from services.cache import Cache, CacheOfAnother, CacheTaken, CacheTrouble
from services.phrase import phrase
from services.wall_file import load_texts, themes
from ui.opening import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.clock import Clock
    from services.wall_file import Loaded, Plugins
    from services.wall_file.shape import WallFile
    from ui.opening import Opened
    from ui.requests import Snapshot

_NAME = re.compile(r"^name:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
"""In a file that may be no YAML at all."""


def last_in_force(
    folder: Path, clock: Clock, path: Path, loaded: Loaded, plugins: Plugins
) -> Loaded | None:
    """For a wall file that is broken or gone: the last one that its cache remembers."""
    said = _NAME.search(loaded.texts.get(loaded.main, ""))
    names = (*([said[1]] if said else []), loaded.name, *Cache.names_of(folder, path))
    for name in dict.fromkeys(names):
        try:
            archive = Cache.read_only(folder, name, clock)
        except CacheTrouble:
            continue
        with closing(archive), archive.picture() as picture:
            text, pictures = picture.wall_file(), picture.settings("picture")
        if text is None:
            continue
        kept = load_texts(text.texts, next(iter(text.texts)), plugins, pictures)
        if kept.wall is not None and kept.name == name:
            return kept
    return None


@contextmanager
def cache_beside(asked: Snapshot, opened: Opened, clock: Clock) -> Iterator[Cache]:
    """The wall's own; beside a running wall one of its own; and one for this time only where that is
    taken too, or the wall's own is another wall file's.
    """
    with ExitStack() as stack:
        cache = _beside(asked, opened, clock)
        if cache is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="langbiang-"))
            opened.terminal.tell(
                phrase("Ảnh này dùng bộ nhớ tạm: xuất xong thì bỏ, không xem lại bằng --at được.")
            )
            cache = opened.cache(Path(folder), clock)
        stack.callback(cache.close)
        yield cache


def _beside(asked: Snapshot, opened: Opened, clock: Clock) -> Cache | None:
    folder = cache_folder(asked.cache)
    try:
        return opened.cache(folder, clock)
    except CacheTaken as taken:
        if asked.cache is not None:
            raise
        if isinstance(taken, CacheOfAnother):
            opened.terminal.tell(taken.words)
            return None
    opened.terminal.tell(phrase("Tường đang chạy giữ bộ nhớ; ảnh này dùng bộ nhớ riêng."))
    try:
        return opened.cache(folder, clock, name=f"{opened.name}-snapshot")
    except CacheTaken:
        return None


@contextmanager
def cache_of_its_own(asked: Snapshot, opened: Opened, clock: Clock) -> Iterator[Cache]:
    """For a wall whose time is told: kept only where `--cache` says so."""
    with ExitStack() as stack:
        folder = asked.cache or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="langbiang-"))
        )
        cache = opened.cache(folder, clock)
        stack.callback(cache.close)
        yield cache


@contextmanager
def chosen(cache: Cache, asked: Snapshot, wall: WallFile) -> Iterator[None]:
    """Language and colours asked for hold while the picture is taken, so that it can be had again
    later; then what people had chosen holds again.
    """
    wanted = {"lang": asked.lang, "theme": asked.theme}
    with cache.picture() as picture:
        theme = picture.chosen("theme")
        holding = themes.holding(wall, theme, picture.now)
        before = {"lang": picture.setting("lang"), "theme": holding}
    if theme is not None and holding is None:
        cache.remember("theme", "", None)  # over since its hour was; the same may be chosen anew
    changed = [kind for kind, value in wanted.items() if value not in {None, before[kind]}]
    for kind in changed:
        cache.remember(kind, "", wanted[kind])
    try:
        yield
    finally:
        for kind in changed:
            cache.remember(kind, "", before[kind])
