"""Chromium for one profile, within its fence: only what the allow-list of a page names is asked, nothing is
downloaded, opened beside it or permitted, and no file of this computer is its.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, override

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QSslCertificate
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineProfileBuilder,
    QWebEngineSettings,
    QWebEngineUrlRequestInterceptor,
)

from services.moving.profiles import taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEngineUrlRequestInfo

WRITING = 1000
"""Milliseconds that a profile may take to write down its logins, once it is gone; it doesn't tell."""
_WITHIN_PAGES = frozenset({"data", "blob", "about"})
_TO_HOSTS = frozenset({"http", "https", "ws", "wss"})

_ON = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.WebRTCPublicInterfacesOnly,
)
_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.ShowScrollBars,
)


def allowed(url: QUrl, hosts: Iterable[str]) -> bool:
    scheme, host = url.scheme(), url.host(QUrl.ComponentFormattingOption.FullyEncoded).lower()
    if scheme in _WITHIN_PAGES:
        return True
    return scheme in _TO_HOSTS and any(
        host.endswith(one[1:]) if one.startswith("*.") else host == one.strip("[]") for one in hosts
    )


class Fence(QWebEngineUrlRequestInterceptor):
    """Before every request, be it of a page's own, of what it embeds, of a redirect or of a socket. One for a
    profile: where its pages have one of their own beside it, redirects slip through (Qt 6.11.3).
    """

    def __init__(self, hosts: set[str], parent: QObject) -> None:
        super().__init__(parent)
        self.hosts = hosts

    @override
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if not allowed(info.requestUrl(), self.hosts):
            info.block(True)  # noqa: FBT003 - Qt's


class Browser(QObject):
    """One profile and its pages. `ProfileTaken`: another process has it."""

    def __init__(self, order: Mapping[str, Any]) -> None:
        super().__init__()
        self.rest = WRITING if order["store"] else 0
        """Milliseconds that its process should live on after it."""
        builder = QWebEngineProfileBuilder()
        if order["ca"]:
            found = QSslCertificate.fromPath(str(Path(order["folder"]) / order["ca"]))
            builder.setAdditionalTrustedCertificates(found)
        self._lock = taken(Path(order["store"])) if order["store"] else None
        if order["store"]:
            builder.setPersistentStoragePath(order["store"])
            builder.setCachePath(str(Path(order["store"]) / "cache"))
            kept = QWebEngineProfile.PersistentCookiesPolicy.ForcePersistentCookies
            builder.setPersistentCookiesPolicy(kept)
            self.profile = builder.createProfile("kept", self)
        else:
            self.profile = QWebEngineProfileBuilder.createOffTheRecordProfile(self)
        asks = QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime
        self.profile.setPersistentPermissionsPolicy(asks)
        self.fence = Fence(set(), self)
        self.profile.setUrlRequestInterceptor(self.fence)
        self.profile.downloadRequested.connect(_cancelled)
        for on, names in ((True, _ON), (False, _OFF)):
            for name in names:
                self.profile.settings().setAttribute(name, on)


def _cancelled(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


class Page(QWebEnginePage):
    def __init__(self, profile: QWebEngineProfile, hosts: set[str], parent: QObject) -> None:
        super().__init__(profile, parent)
        self._hosts = hosts
        self.led_outside = False
        self.permissionRequested.connect(lambda asked: asked.deny())

    @override
    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        fits = allowed(QUrl(url), self._hosts)
        self.led_outside = self.led_outside or (isMainFrame and not fits)
        return fits

    @override
    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        return None  # type: ignore[return-value] # Qt's way to refuse

    @override
    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:
        pass

    @override
    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:
        return False

    @override
    def javaScriptPrompt(
        self, securityOrigin: QUrl | str, msg: str, defaultValue: str
    ) -> tuple[bool, str]:
        return False, ""

    @override
    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,
        sourceID: str,
    ) -> None:
        pass

    @override
    def chooseFiles(
        self,
        mode: QWebEnginePage.FileSelectionMode,
        oldFiles: Iterable[str],
        acceptedMimeTypes: Iterable[str],
    ) -> list[str]:
        return []
