"""Lines to a system: urllib3's connections, opened within the ask's time and watched over."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any, Protocol, override

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.poolmanager import PoolManager, ProxyManager

if TYPE_CHECKING:
    import ssl

    from services.http.deadlines import Watch


class Watching(Protocol):
    """Finds the watch of the ask that runs on this thread."""

    def __call__(self) -> Watch: ...


class LinesAdapter(HTTPAdapter):
    """Plugs the lines into requests. `tls` is made by the source, once."""

    def __init__(self, watching: Watching, tls: ssl.SSLContext | None) -> None:
        self._pools = _pools(watching)
        self._tls = tls
        super().__init__(pool_connections=2, pool_maxsize=1, max_retries=0)

    @override
    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any
    ) -> None:
        self.poolmanager: PoolManager = PoolManager(
            num_pools=connections, maxsize=maxsize, block=block, ssl_context=self._tls
        )
        self.poolmanager.pool_classes_by_scheme = self._pools

    @override
    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> ProxyManager:
        known: ProxyManager = super().proxy_manager_for(proxy, ssl_context=self._tls)
        known.pool_classes_by_scheme = self._pools
        return known

    @override
    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """The context already says whom to trust."""
        conn.cert_reqs = "CERT_REQUIRED"


def _pools(watching: Watching) -> dict[str, type[HTTPConnectionPool]]:
    """The pool classes whose lines report to this source's watch."""

    class Plain(HTTPConnection):
        served = False
        """This line has answered before."""

        @override
        def _new_conn(self) -> socket.socket:
            self.served = False
            return _opened(self, self._dns_host, watching())

        @override
        def putrequest(self, *what: Any, **options: Any) -> None:
            if self.served and self.sock is not None:
                watching().guard(self.sock, reused=True)
            super().putrequest(*what, **options)

        @override
        def getresponse(self) -> Any:
            response = super().getresponse()
            self.served = True
            return response

    class Secure(Plain, HTTPSConnection):
        pass

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _opened(connection: HTTPConnection, host: str, watch: Watch) -> socket.socket:
    """As urllib3 would fail."""
    allowed = connection.timeout if isinstance(connection.timeout, int | float) else watch.left()
    try:
        return connected(host, connection.port, allowed, watch)
    except socket.gaierror as error:
        raise NameResolutionError(host, connection, error) from error
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, "connect") from error
    except OSError as error:
        raise NewConnectionError(connection, str(error)) from error


def connected(host: str, port: int, allowed: float, watch: Watch) -> socket.socket:
    """A line to the first of the host's addresses that answers, watched over. All of them share the ask's
    time, each has `allowed` seconds; urllib3 would grant each the whole timeout. Raises `OSError`, of
    which `gaierror` is one, with the host as its `filename`.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        error.filename = host
        raise
    except UnicodeError as error:
        raise socket.gaierror(socket.EAI_NONAME, "no name", host) from error
    failure: OSError = OSError("no address")
    for family, kind, protocol, _, address in found:
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(max(min(allowed, watch.left()), 0.001))
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            watch.guard(line, reused=False)
            line.connect(address)
        except OSError as error:
            line.close()
            failure = error
        else:
            return line
    raise failure
