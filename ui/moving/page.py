"""A page that is shown on the wall: opened unseen, grabbed, opened anew when it fails, hangs or is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, override

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo, QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView

from ui.moving.browser import Page, allowed
from ui.moving.outlet import part_of
from ui.moving.trying import Trying

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtNetwork import QAuthenticator
    from PySide6.QtWebEngineCore import QWebEngineCertificateError

    from ui.moving.browser import Browser
    from ui.moving.outlet import Outlet, Tell

LOOKS = 500
"""Milliseconds between looks at whether a page looks different."""
_PROBES = 2
"""Asks of a page's scripts within the time that it may take to answer."""
_LEAST, _MOST = 240, 7680
"""Pixels of a page's window."""

_WHYS = {
    -105: "name",
    -137: "name",
    -102: "refused",
    -118: "deadline",
    -7: "deadline",
    -106: "network",
    -101: "network",
    -100: "network",
    -109: "network",
    -21: "network",
    -104: "network",
    -324: "network",
}
"""Of Chromium's net errors."""
_CERTIFICATES = range(-299, -199)


class PageShown(Trying):
    def __init__(
        self, order: Mapping[str, Any], outlet: Outlet, tell: Tell, browser: Browser, url: str
    ) -> None:
        super().__init__(order, outlet, tell)
        self._order, self._browser, self._url = order, browser, QUrl(url)
        self._hosts = set(order["allow"])
        browser.fence.hosts |= self._hosts
        self._view: QWebEngineView | None = None
        self._page: Page | None = None
        self._asked = False
        """It was told the account already."""
        self._answered = True
        self._changed = False
        self._look = QTimer(self, interval=LOOKS)
        self._look.timeout.connect(self._looked)
        self._probe = QTimer(self, interval=round(self.paces["hung"] * 1000 / _PROBES))
        self._probe.timeout.connect(self._probed)
        self._unanswered = 0
        self._renew = QTimer(self)
        self._renew.timeout.connect(self._renewed)
        self.open()
        if order["reload"]:
            self._renew.start(round(order["reload"] * 1000))

    @override
    def open(self) -> None:
        page = Page(self._browser.profile, self._hosts, self)
        page.loadingChanged.connect(self._loading)
        page.renderProcessTerminated.connect(self._ended)
        page.certificateError.connect(self._distrusted)
        page.authenticationRequired.connect(self._account)
        view = QWebEngineView()
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.setPage(page)
        view.resize(window(self._order))
        view.setZoomFactor(self._order["zoom"])
        view.installEventFilter(self)
        view.show()
        self._view, self._page = view, page
        self._asked = False
        self._unanswered = 0
        self.expect(self.paces["load"])
        self._probe.start()
        page.load(self._url)

    @override
    def drop(self) -> None:
        self._look.stop()
        self._probe.stop()
        view, page, self._view, self._page = self._view, self._page, None, None
        if view is not None and page is not None:
            view.removeEventFilter(self)
            page.blockSignals(True)  # noqa: FBT003 - Qt's
            view.hide()
            view.deleteLater()
            page.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Chromium handed over another picture."""
        if event.type() == QEvent.Type.UpdateRequest:
            self._changed = True
        return False

    def _loading(self, info: QWebEngineLoadingInfo) -> None:
        match info.status():
            case QWebEngineLoadingInfo.LoadStatus.LoadSucceededStatus:
                self._changed = True
                self.succeed()
                self._look.start()
            case QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus:
                # Not while Chromium is in the midst of it: what fails is taken away.
                self._soon(self._cause(info))
            case QWebEngineLoadingInfo.LoadStatus.LoadStoppedStatus if not self.shown:
                outside = self._page is not None and self._page.led_outside
                self._soon(("outside" if outside else "download", None))
            case _:
                pass

    def _soon(self, cause: tuple[str, str | int | None]) -> None:
        page = self._page
        QTimer.singleShot(0, self, lambda: self.fail(*cause) if page is self._page else None)

    def _cause(self, info: QWebEngineLoadingInfo) -> tuple[str, str | int | None]:
        code = info.errorCode()
        if info.errorDomain() == QWebEngineLoadingInfo.ErrorDomain.HttpStatusCodeDomain:
            return "status", code
        if code in _CERTIFICATES:
            return "certificate", None
        if self._page is not None and self._page.led_outside:
            return "outside", None
        return _WHYS.get(code, "other"), info.errorString()

    def _ended(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        del status, code
        self._soon(("crashed", None))

    def _distrusted(self, error: QWebEngineCertificateError) -> None:
        error.rejectCertificate()

    def _account(self, url: QUrl, asking: QAuthenticator) -> None:
        if self._asked or not self._order["user"] or not allowed(url, self._hosts):
            self._soon(("password", None))
            return
        self._asked = True
        asking.setUser(self._order["user"])
        asking.setPassword(self._order["password"] or "")

    def _looked(self) -> None:
        if self._changed and self._view is not None:
            self._changed = False
            self.outlet.show(self._view.grab().toImage())

    def _probed(self) -> None:
        """A page that hangs hangs in a process of its own, which answers nothing then."""
        if self._page is None:
            return
        if not self.shown:
            return  # it has its own time to load
        if self._unanswered >= _PROBES:
            self.fail("hung")
            return
        self._unanswered += 1
        page = self._page
        page.runJavaScript("1", 0, self._alive(page))

    def _alive(self, page: QWebEnginePage) -> Callable[[object], None]:
        def answered(_: object) -> None:
            if page is self._page:
                self._unanswered = 0

        return answered

    def _renewed(self) -> None:
        """From its beginning: it may have wandered off. Its picture stays until the new one is there."""
        if self._page is not None:
            self._asked = False
            self._page.led_outside = False
            self.expect(self.paces["load"])
            self._page.load(self._url)


def window(order: Mapping[str, Any]) -> QSize:
    """As it is told, else so large that the part that is wanted is as large as its place."""
    if order["size"]:
        return QSize(*order["size"])
    width, height = order["width"], order["height"]
    if order["crop"]:
        part = part_of(order["crop"], 1000, 1000)
        width, height = width * 1000 / max(part.width(), 1), height * 1000 / max(part.height(), 1)
    sides = (min(max(round(side), _LEAST), _MOST) for side in (width, height))
    return QSize(*sides)
