"""What goes with a request to convince a source: put on it last, when it is as it will be sent."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from requests import PreparedRequest

    from services.credentials import Basic
    from services.secret import Secret


class Proof(Protocol):
    def __call__(self, request: PreparedRequest) -> PreparedRequest: ...


@dataclass(frozen=True, slots=True)
class Headers:
    """The same headers on every request."""

    values: Mapping[str, str] = field(repr=False)

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        return with_headers(request, self.values)


NOTHING = Headers({})


def with_headers(request: PreparedRequest, values: Mapping[str, str]) -> PreparedRequest:
    """Through requests' own check: no value may end its line."""
    request.prepare_headers({**(request.headers or {}), **values})
    return request


def basic(user: str, password: str) -> str:
    """The value of `Authorization`."""
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode('ascii')}"


def of_basic(way: Basic, told: Callable[[Secret], str]) -> str:
    """The same of what a wall file says."""
    return basic(way.user.filled(told), told(way.password) if way.password else "")
