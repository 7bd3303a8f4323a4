"""Key stores that are none: backends for keyring, chosen with `keyring.set_keyring` or, for a program
in a process of its own, with `PYTHON_KEYRING_BACKEND=tests.fake_keyrings.NAME`.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import override

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class FakeKeyring(KeyringBackend):
    """Keeps keys in the file that `FAKE_KEYRING` names, so that one process finds what another put."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # keyring has no types here

    @override
    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service}/{username}")

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep(self._kept() | {f"{service}/{username}": password})

    @override
    def delete_password(self, service: str, username: str) -> None:
        kept = self._kept()
        del kept[f"{service}/{username}"]
        self._keep(kept)

    def _kept(self) -> dict[str, str]:
        path = Path(os.environ["FAKE_KEYRING"])
        kept: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return kept

    def _keep(self, kept: dict[str, str]) -> None:
        Path(os.environ["FAKE_KEYRING"]).write_text(json.dumps(kept), encoding="utf-8")


class LockedFake(FakeKeyring):
    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{service} {username}")

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"{service} {username} {password}")


class RaisingFake(FakeKeyring):
    """Its errors hold what they shouldn't."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise ConnectionResetError("canary-of-the-store")

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        raise ConnectionResetError(password)


class HangingFake(FakeKeyring):
    """Waits for somebody to unlock it, who comes with `unlocked.set()`."""

    def __init__(self) -> None:
        super().__init__()
        self.unlocked = threading.Event()
        self.asked = 0

    @override
    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.unlocked.wait()
        return super().get_password(service, username)


class PlaintextKeyring(FakeKeyring):
    """As that of keyrings.alt is called."""
