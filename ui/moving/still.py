"""A camera's still, fetched again and again: it needs nothing beside Qt's essentials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, override

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QImage
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from ui.moving.trying import Trying

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtNetwork import QAuthenticator

    from ui.moving.outlet import Outlet, Tell

LARGEST = 8 * 1024 * 1024
"""Bytes of one."""
_FINE = 200
_WHYS = {
    QNetworkReply.NetworkError.HostNotFoundError: "name",
    QNetworkReply.NetworkError.ConnectionRefusedError: "refused",
    QNetworkReply.NetworkError.OperationCanceledError: "deadline",
    QNetworkReply.NetworkError.TimeoutError: "deadline",
    QNetworkReply.NetworkError.SslHandshakeFailedError: "certificate",
    QNetworkReply.NetworkError.AuthenticationRequiredError: "password",
    QNetworkReply.NetworkError.RemoteHostClosedError: "network",
}


class StillShown(Trying):
    def __init__(self, order: Mapping[str, Any], outlet: Outlet, tell: Tell, url: QUrl) -> None:
        super().__init__(order, outlet, tell)
        self._order, self._url = order, url
        self._network = QNetworkAccessManager(self)
        self._network.setAutoDeleteReplies(True)
        self._network.authenticationRequired.connect(self._account)
        self._reply: QNetworkReply | None = None
        self._next = QTimer(self, singleShot=True, interval=round(order["every"] * 1000))
        self._next.timeout.connect(self.open)
        self._asked = False
        self.open()

    @override
    def open(self) -> None:
        request = QNetworkRequest(self._url)
        request.setTransferTimeout(round(self.paces["hung"] * 1000))
        same = QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy
        request.setAttribute(QNetworkRequest.Attribute.RedirectPolicyAttribute, same)
        request.setAttribute(
            QNetworkRequest.Attribute.CacheLoadControlAttribute,
            QNetworkRequest.CacheLoadControl.AlwaysNetwork,
        )
        self._asked = False
        # A server that hands over a byte now and then never stalls.
        self.expect(self.paces["load"])
        self._reply = self._network.get(request)
        self._reply.downloadProgress.connect(self._bounded)
        self._reply.finished.connect(self._fetched)

    @override
    def drop(self) -> None:
        self._next.stop()
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.abort()

    def _bounded(self, received: int, _total: int) -> None:
        if received > LARGEST and self._reply is not None:
            self.fail("format")

    def _account(self, _reply: QNetworkReply, asking: QAuthenticator) -> None:
        if not self._asked and self._order["user"]:
            self._asked = True
            asking.setUser(self._order["user"])
            asking.setPassword(self._order["password"] or "")

    def _fetched(self) -> None:
        reply, self._reply = self._reply, None
        if reply is None:
            return
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if reply.error() is not QNetworkReply.NetworkError.NoError:
            known = _WHYS.get(reply.error())
            self.fail(known or ("status" if status else "network"), status)
            return
        image = QImage.fromData(reply.readAll()) if status == _FINE else QImage()
        if image.isNull():
            self.fail("format" if status == _FINE else "status", status)
            return
        self.succeed()
        self.outlet.show(image)
        self._next.start()
