"""What lasts of a source between asks: its sessions, its trust and its token."""

from __future__ import annotations

import threading
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING

import requests

from services.door import SourceError
from services.http.address import origin
from services.http.deadlines import Deadlines, Watch
from services.http.door import HttpDoor
from services.http.exchange import Exchange
from services.http.lines import LinesAdapter
from services.http.proofs import Proofs
from services.http.trust import known_by, trusting
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from pathlib import Path

    from services.clock import Clock
    from services.mask import Mask
    from services.secret import Secret
    from services.settings import Source


class SourceHttp:
    """One source's sessions, trust and token. By what an answer can be asked for again only if it
    changed is not kept here: the connector's cursor has it, recorded with that answer
    (`services.validators`).

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
        mask: Mask | None = None,
    ) -> None:
        """`secret` looks a reference up and may raise `OSError`, `LookupError` or `ValueError`;
        `folder` is where certificates are looked for. Sources that share `deadlines` share its thread.
        """
        self.settings, self.base_url, self.clock = settings, base_url, clock
        self._secret, self._folder, self._mask = secret, folder, mask
        self.proofs = Proofs(settings.auth, self._told, clock, self._conceal)
        self._deadlines = deadlines or Deadlines(clock.monotonic)
        self._alone = deadlines is None
        self._local = threading.local()
        self._sessions: dict[tuple[str, str, int], requests.Session] = {}
        self._open: set[HttpDoor] = set()

    def open(self) -> HttpDoor:
        """A door for one ask; its deadline starts now. A source is asked one thing at a time: a door
        that was left open has had its ask.
        """
        for left in tuple(self._open):
            self.ended(left)
        watch = self._deadlines.watch(self.settings.deadline.total_seconds())
        door = HttpDoor(self, Exchange(self, watch))
        self._open.add(door)
        return door

    def close(self) -> None:
        """Cuts what is under way and lets the lines go."""
        for door in tuple(self._open):
            door.exchange.watch.cut()
            self._deadlines.release(door.exchange.watch)
        self.start_afresh()
        if self._alone:
            self._deadlines.close()

    def ended(self, door: HttpDoor) -> None:
        self._deadlines.release(door.exchange.watch)
        self._open.discard(door)

    def session(self, url: str, watch: Watch) -> requests.Session:
        """The one for the address's origin: the source's own, or whoever grants its tokens."""
        self._local.watch = watch
        where = origin(url)
        if where not in self._sessions:
            self._sessions[where] = self._made(where)
        return self._sessions[where]

    def start_afresh(self) -> None:
        """Lets the lines go; certificates are read again, which somebody may have renewed."""
        for session in self._sessions.values():
            session.close()
        self._sessions.clear()

    def masked(self, error: SourceError) -> SourceError:
        """Without what a system repeats of secrets that it was told."""
        if self._mask is None:
            return error
        return error.saying(error.words.with_texts(self._mask.masked))

    def _conceal(self, token: str) -> None:
        if self._mask is not None:
            self._mask.lend(token, self)

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

    def _made(self, where: tuple[str, str, int]) -> requests.Session:
        trust = self._trust(where) if where[0] == "https" else None
        session = requests.Session()
        session.trust_env = False
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        session.headers.clear()
        if self.settings.proxy:
            session.proxies = {"http": self.settings.proxy, "https": self.settings.proxy}
        adapter = LinesAdapter(self._watch, trust)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        return session

    def _trust(self, where: tuple[str, str, int]) -> ssl.SSLContext:
        """The certificate that the source knows the wall by is for its own origin alone."""
        trust = trusting(self.settings.ca, self._folder)
        own = self.settings.auth and self.settings.auth.certificate
        if own and where == origin(self.base_url):
            known_by(trust, own, self._folder, self._told)
        return trust
