"""How one source is convinced: a proof for each request, from secrets looked up now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.http.proof import NOTHING, Headers, of_basic
from services.http.signing import Signature, secret_bytes
from services.http.tokens import TokenProof, Tokens
from services.http.xroad import XRoadSignature

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.clock import Clock
    from services.credentials import Auth
    from services.http.exchange import Exchange
    from services.http.granting import Told
    from services.http.proof import Proof


class Proofs:
    """`told` looks secrets up and raises `SourceError`; `conceal` is told of tokens, and of
    whatever else can be turned back into a secret.
    """

    def __init__(
        self, auth: Auth | None, told: Told, clock: Clock, conceal: Callable[[str], None]
    ) -> None:
        self._auth, self._told, self._clock, self._conceal = auth, told, clock, conceal
        way = auth and (auth.oauth2 or auth.login)
        self._tokens = Tokens(way, told, clock, conceal) if way else None

    def proof(self, exchange: Exchange) -> Proof:
        """May ask for a token, within the same ask."""
        if self._tokens is not None:
            return self._tokens.proof(exchange)
        return NOTHING if self._auth is None else self._of(self._auth)

    def instead_of(self, refused: Proof, exchange: Exchange) -> Proof | None:
        """Another for one that the source refused; None where there is no other."""
        if self._tokens is None or not isinstance(refused, TokenProof):
            return None
        return self._tokens.proof(exchange, refused)

    def _of(self, auth: Auth) -> Proof:
        if auth.bearer is not None:
            return Headers({"Authorization": f"Bearer {self._told(auth.bearer)}"})
        if auth.basic is not None:
            pair = of_basic(auth.basic, self._told)
            self._conceal(pair.removeprefix("Basic "))
            return Headers({"Authorization": pair})
        if auth.header is not None:
            return Headers({auth.header.name: self._told(auth.header.value)})
        if auth.hmac is not None:
            way = auth.hmac
            return Signature(
                way=way,
                key=way.key.filled(self._told) if way.key else "",
                secret=secret_bytes(self._told(way.secret), way.secret_encoding),
                at=self._clock.now(),
            )
        if auth.xroad is not None:
            secret = self._told(auth.xroad.secret).encode()
            return XRoadSignature(system=auth.xroad.system, secret=secret, at=self._clock.now())
        return NOTHING
