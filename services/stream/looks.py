"""One look at one address: over HTTP, at a certificate, at a port."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

import requests

from services.door import Answer, Certificate, SourceError, Visit, Visited
from services.http.address import origin
from services.http.door import REDIRECTS
from services.http.exchange import Exchange
from services.http.lines import LinesAdapter
from services.links import joined
from services.news import Reason
from services.phrase import phrase
from services.stream.certificates import certificate
from services.stream.lines import late, of_opening, opened, place, stayed

if TYPE_CHECKING:
    import socket
    from types import TracebackType

    from services.clock import Clock
    from services.http.deadlines import Watch
    from services.settings import Source
    from services.stream.certificates import Trust


@dataclass(frozen=True, slots=True)
class Looker:
    """`settings` has the patience of one look as its deadline."""

    settings: Source
    clock: Clock
    trust: Trust

    def look(self, visit: Visit, address: str, watch: Watch) -> Visited:
        """Whatever fails is in what comes back."""
        scheme = urlsplit(address).scheme
        match scheme:
            case "tcp":
                return self._port(visit, address, watch)
            case "tls":
                return self._shown(visit, address, watch)
            case _:
                return self._page(visit, address, watch)

    def _port(self, visit: Visit, address: str, watch: Watch) -> Visited:
        begun = self.clock.monotonic()
        try:
            self._line(*place(address), watch).close()
        except (SourceError, OSError) as error:
            return self._failed(visit, error, watch)
        return Visited(visit=visit, took=self._since(begun))

    def _shown(self, visit: Visit, address: str, watch: Watch) -> Visited:
        begun = self.clock.monotonic()
        try:
            host, port = place(address)
            self._line(host, port, watch).close()
            took = self._since(begun)
            met = certificate(host, lambda: self._line(host, port, watch), self.trust)
        except (SourceError, OSError) as error:
            return self._failed(visit, error, watch)
        return Visited(visit=visit, took=took, certificate=met, failure=met.flaw)

    def _failed(self, visit: Visit, error: SourceError | OSError, watch: Watch) -> Visited:
        if isinstance(error, OSError):
            error = self._late(watch) or of_opening(error)
        return Visited(visit=visit, failure=error, set_out=not stayed(error))

    def _page(self, visit: Visit, address: str, watch: Watch) -> Visited:
        begun = self.clock.monotonic()
        with _Sessions(self.settings, self.clock, self.trust) as sessions:
            try:
                answer = self._followed(Exchange(sessions, watch), visit, address)
                visited = Visited(visit=visit, answer=answer, took=self._since(begun))
            except SourceError as error:
                visited = self._failed(visit, error, watch)
                if error.status is not None:
                    visited = replace(visited, took=self._since(begun))
        plainly = self.settings.proxy or not address.startswith("https")
        if plainly or not visit.certificate or not visited.set_out or watch.over:
            return visited
        return replace(visited, certificate=self._of_page(address, watch))

    def _of_page(self, address: str, watch: Watch) -> Certificate | None:
        """Of the address itself, not of where it leads. None where the handshake fails otherwise: the
        page's own failure says more.
        """
        try:
            _, host, port = origin(address)
            return certificate(host, lambda: self._line(host, port, watch), self.trust)
        except (SourceError, OSError):
            return None

    def _followed(self, exchange: Exchange, visit: Visit, address: str) -> Answer:
        at = address
        for _ in range(REDIRECTS + 1):
            answer, location = exchange.once("GET", at, {"Accept": "*/*"}, None)
            if location is None or visit.redirects == "none":
                return answer
            there = joined(at, location)
            if visit.redirects == "home" and origin(there)[1] != origin(address)[1]:
                raise SourceError(
                    Reason.REFUSED,
                    phrase("Trang chuyển hướng sang máy chủ khác ({host})", host=origin(there)[1]),
                    status=answer.status,
                )
            at = there
        raise SourceError(Reason.REFUSED, phrase("Nguồn chuyển hướng vòng quanh"))

    def _line(self, host: str, port: int, watch: Watch) -> socket.socket:
        line = opened(host, port, self.settings.connect, watch)
        line.settimeout(max(watch.left(), 0.001))
        return line

    def _late(self, watch: Watch) -> SourceError | None:
        return late(self.settings.deadline) if watch.over else None

    def _since(self, begun: float) -> timedelta:
        return timedelta(seconds=self.clock.monotonic() - begun)


class _Sessions:
    """Of one look: nothing of one site is shown to another."""

    def __init__(self, settings: Source, clock: Clock, trust: Trust) -> None:
        self.settings, self.clock, self.base_url = settings, clock, settings.url
        self._trust = trust
        self._made: list[requests.Session] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for session in self._made:
            session.close()

    def session(self, url: str, watch: Watch) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        session.headers.clear()
        if self.settings.proxy:
            session.proxies = {"http": self.settings.proxy, "https": self.settings.proxy}
        secure = origin(url)[0] == "https"
        adapter = LinesAdapter(lambda: watch, self._trust.known if secure else None)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        self._made.append(session)
        return session
