"""What lasts of a source between asks: its session and its trust."""

from __future__ import annotations

import ssl
import threading
from base64 import b64encode
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import requests

from services.door import SourceError
from services.http.deadlines import Deadlines, Watch
from services.http.door import HttpDoor
from services.http.lines import LinesAdapter
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.clock import Clock
    from services.secret import Secret
    from services.settings import Source


class SourceHttp:
    """One source's session and trust. By what an answer can be asked for again only if it changed is not
    kept here: the connector's cursor has it, recorded with that answer, so that a 304 never confirms
    what was not recorded.

    Use it so, on the source's thread:

        with source.open() as door:
            answered = connector.ask(settings, door, cursor)
    """

    def __init__(
        self,
        settings: Source,
        base_url: str,
        clock: Clock,
        secret: Callable[[Secret], str],
        folder: Path,
        deadlines: Deadlines | None = None,
    ) -> None:
        """`secret` looks a reference up and may raise `OSError`, `LookupError` or `ValueError`;
        `folder` is where `ca` is looked for. Sources that share `deadlines` share its thread.
        """
        self.settings, self.base_url, self.clock = settings, base_url, clock
        self._secret, self._folder = secret, folder
        self._deadlines = deadlines or Deadlines(clock.monotonic)
        self._alone = deadlines is None
        self._local = threading.local()
        self._session: requests.Session | None = None
        self._open: set[HttpDoor] = set()

    def open(self) -> HttpDoor:
        """A door for one ask; its deadline starts now. A source is asked one thing at a time: a door
        that was left open has had its ask.
        """
        for left in tuple(self._open):
            self.ended(left)
        watch = self._deadlines.watch(self.settings.deadline.total_seconds())
        door = HttpDoor(self, watch)
        self._open.add(door)
        return door

    def close(self) -> None:
        """Cuts what is under way and lets the lines go."""
        for door in tuple(self._open):
            door.watch.cut()
            self._deadlines.release(door.watch)
        if self._session is not None:
            self._session.close()
        if self._alone:
            self._deadlines.close()

    def ended(self, door: HttpDoor) -> None:
        self._deadlines.release(door.watch)
        self._open.discard(door)

    def session(self, watch: Watch) -> requests.Session:
        self._local.watch = watch
        if self._session is None:
            self._session = self._made()
        return self._session

    def credentials(self) -> dict[str, str]:
        """Headers, from secrets looked up now."""
        auth = self.settings.auth
        if auth is None:
            return {}
        if auth.bearer is not None:
            return {"Authorization": f"Bearer {self._told(auth.bearer)}"}
        if auth.basic is not None:
            pair = f"{auth.basic.user}:{self._told(auth.basic.password)}".encode()
            return {"Authorization": f"Basic {b64encode(pair).decode('ascii')}"}
        if auth.header is not None:
            return {auth.header.name: self._told(auth.header.value)}
        return {}

    def _told(self, secret: Secret) -> str:
        try:
            return self._secret(secret).strip()
        except (OSError, LookupError, ValueError):
            # Without its cause: whoever looked it up may have quoted it.
            raise SourceError(
                Reason.UNAUTHORISED,
                phrase("Không đọc được khóa hoặc mật khẩu mà tệp tường chỉ tới"),
            ) from None

    def _watch(self) -> Watch:
        watch: Watch = self._local.watch
        return watch

    def _made(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        session.headers.clear()
        if self.settings.proxy:
            session.proxies = {"http": self.settings.proxy, "https": self.settings.proxy}
        secure = urlsplit(self.base_url).scheme == "https"
        adapter = LinesAdapter(self._watch, self._trust() if secure else None)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        return session

    def _trust(self) -> ssl.SSLContext:
        """The computer's own roots, or only the file in `ca`."""
        if self.settings.ca is None:
            return ssl.create_default_context()
        try:
            trust = ssl.create_default_context(cafile=str(self._folder / self.settings.ca))
        except OSError as error:
            raise SourceError(
                Reason.CERTIFICATE, phrase("Không đọc được tệp chứng thư gốc khai ở “ca”")
            ) from error
        # Python 3.13 began to refuse what many an office's own authority leaves out.
        trust.verify_flags &= ~ssl.VERIFY_X509_STRICT
        return trust
