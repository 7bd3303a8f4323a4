"""Somebody logs in to the pages of a profile, once, in an ordinary window; the wall's own pages are never
touched by anybody.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from services.json_lines import read
from services.moving.orders import Order, Paces
from services.moving.profiles import ProfileTaken, folder_of
from services.moving.telling import lacking
from services.phrase import phrase
from ui.display import choose_platform, has_display, unanswered
from ui.moving import extra
from ui.moving.process import confine, environment
from ui.opening import cache_folder, open_wall
from ui.outcome import Refused, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from services.moving import Feed
    from services.wall_file.shape import WallFile
    from ui.opening import Opened
    from ui.requests import Login
    from ui.terminal import Terminal

_SIZE = 1280, 860
"""Pixels of the window."""


def login(asked: Login, terminal: Terminal) -> Status:
    opened = open_wall(asked.wall, asked.lang, terminal, plugins=asked.plugins)
    feeds = _chosen(opened.wall, asked.profile)
    profile = feeds[0].profile
    assert profile is not None
    if not extra.installed(feeds[0]):
        raise Refused(Status.NOT_HAD, lacking("", frozen=extra.frozen()))
    if unanswered(os.environ) is not None or not has_display(os.environ):
        raise Refused(Status.NOT_HAD, phrase("Không có màn hình nào để mở trang."))
    choose_platform(opened.terminal)
    store = folder_of(cache_folder(asked.cache), opened.name, profile)
    try:
        _shown(opened, feeds, store)
    except ProfileTaken:
        raise Refused(
            Status.NOT_HAD,
            phrase(
                "Hồ sơ {profile} đang mở ở nơi khác; đóng tường, hoặc cửa sổ đăng nhập khác, rồi chạy lại.",
                profile=profile,
            ),
        ) from None
    return Status.DONE


def profiles_of(wall: WallFile) -> dict[str, list[Feed]]:
    """The pages of each profile, as the wall file names them."""
    found: dict[str, list[Feed]] = {}
    for _, feed in extra.feeds(wall):
        if feed.profile is not None:
            found.setdefault(feed.profile, []).append(feed)
    return found


def _chosen(wall: WallFile, profile: str | None) -> list[Feed]:
    found = profiles_of(wall)
    if not found:
        raise Refused(
            Status.WRONG_FILE, phrase("Không ô web nào trong tệp tường có profile để đăng nhập.")
        )
    if profile is None and len(found) == 1:
        return next(iter(found.values()))
    if profile not in found:
        raise Refused(
            Status.WRONG_FILE,
            phrase("Ghi rõ một hồ sơ của tệp tường: {names}.", names=", ".join(found)),
        )
    return found[profile]


def _shown(opened: Opened, feeds: list[Feed], store: Path) -> None:
    own = environment("web")
    for name in own.keys():  # noqa: SIM118 - Qt's
        if name.startswith("QTWEBENGINE"):
            os.environ[name] = own.value(name)
    confine({host for feed in feeds for host in feed.allow})
    from PySide6.QtCore import QTimer  # noqa: PLC0415
    from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: PLC0415 - only with the extra
    from PySide6.QtWidgets import QApplication, QTabWidget  # noqa: PLC0415

    from ui.ending import heard  # noqa: PLC0415
    from ui.moving.browser import WRITING, Browser, Page  # noqa: PLC0415

    app = QApplication(["langbiang"])
    orders: list[Mapping[str, object]] = [
        read(Order(feed, *_SIZE, store, opened.folder, store, Paces()).line()) for feed in feeds
    ]
    browser = Browser(orders[0])
    tabs = QTabWidget()
    for feed in dict.fromkeys(feeds):
        browser.fence.hosts |= set(feed.allow)
        view = QWebEngineView(tabs)
        page = Page(browser.profile, set(feed.allow), view)
        view.setPage(page)
        page.load(feed.url)
        tabs.addTab(view, feed.bare)
    tabs.setWindowTitle(opened.terminal.words.say("Đăng nhập, xong thì đóng cửa sổ này"))
    tabs.resize(*_SIZE)
    tabs.show()

    def end() -> None:
        """Pages before their profile, which writes down its logins when it goes."""
        tabs.deleteLater()
        QTimer.singleShot(50, browser.deleteLater)
        QTimer.singleShot(2 * WRITING, app.quit)

    app.setQuitOnLastWindowClosed(False)
    app.lastWindowClosed.connect(end)
    with heard(app.closeAllWindows):
        app.exec()
