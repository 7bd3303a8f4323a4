"""A fake of a desktop's notification service, on the bus that it is started on: prints what it is told."""

from __future__ import annotations

import sys
from typing import override

from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject

NAME = "org.freedesktop.Notifications"


class Service(QDBusVirtualObject):
    @override
    def introspect(self, path: str) -> str:
        return ""

    @override
    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        program, _, _, title, text = message.arguments()[:5]
        told = (message.member(), message.signature(), program, title, text)
        sys.stdout.write("|".join(told) + "\n")
        sys.stdout.flush()
        connection.send(message.createReply([1]))
        return True


def main() -> int:
    app = QCoreApplication(["notified"])
    bus, service = QDBusConnection.sessionBus(), Service()
    option = QDBusConnection.VirtualObjectRegisterOption.SubPath
    if not bus.registerVirtualObject("/", service, option) or not bus.registerService(NAME):
        return 1
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
