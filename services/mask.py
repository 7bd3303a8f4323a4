"""Known secrets, left out of logs, of words and of what systems repeat of them."""

from __future__ import annotations

import html
import json
import logging
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, override
from urllib.parse import quote, quote_plus
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MASK = "•••"
_SHORTEST_MASKED = 4
"""Characters; masking every `a` of a log would tell more than it hides."""
_LONG_ENOUGH = 8
"""Characters of a secret that is looked for in records."""
_DRAWN = 16
"""Characters from which on a text beside a secretive name is a key, and no word of the world's."""
_MOST_LENT = 8
"""Tokens of one lender, and what they are asked for with: those in use and a few before them."""
_CUT_OFF = "…"
"""As `services.plain` ends a text that is too long."""


class Mask(logging.Filter):
    """Puts `•••` for every known secret in a log record. Add it to handlers, not to loggers: only
    there it sees what other loggers pass on.
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: frozenset[str] = frozenset()
        self._lent: WeakKeyDictionary[object, tuple[str, ...]] = WeakKeyDictionary()
        self._suspected: frozenset[str] = frozenset()
        self._everywhere = _Sought()
        self._in_records = _Sought()
        self._lock = threading.Lock()

    def add(self, secret: str) -> None:
        """For good; also as others write it down."""
        if len(secret) >= _SHORTEST_MASKED and secret not in self._known:
            with self._lock:
                self._known |= _written(secret)
                self._sort()

    def lend(self, token: str, lender: object) -> None:
        """A secret that others will follow: the last few of each lender are known, for as long as there
        is the lender.
        """
        if len(token) < _SHORTEST_MASKED:
            return
        with self._lock:
            before = self._lent.get(lender, ())
            if token not in before:
                self._lent[lender] = (*before, token)[-_MOST_LENT:]
                self._sort()

    def suspect(self, text: str) -> None:
        """What is a secret by its name only. A short one may be a word that systems use as well."""
        if len(text) >= _SHORTEST_MASKED and text not in self._suspected:
            with self._lock:
                self._suspected |= _written(text)
                self._sort()

    def masked(self, text: str) -> str:
        """Without any secret. Where the text was cut off, also without the beginning of one."""
        return self._everywhere.left_out_of(text)

    def masked_in_records(self, text: str) -> str:
        """For what systems say of the world, which is not to be changed because a short secret stands
        there by chance.
        """
        return self._in_records.left_out_of(text)

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        if not self._everywhere.secrets:
            return True
        record.msg, record.args = self.masked(_message(record)), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.masked(record.exc_text)
        if record.stack_info:
            record.stack_info = self.masked(record.stack_info)
        return True

    def _sort(self) -> None:
        lent = {token for tokens in self._lent.values() for token in tokens}
        told = {secret for secret in self._known | lent if len(secret) >= _LONG_ENOUGH}
        self._in_records = _Sought.of(told.union(filter(drawn, self._suspected)))
        self._everywhere = _Sought.of(self._known | lent | self._suspected)


@dataclass(frozen=True, slots=True)
class _Sought:
    """Secrets, none shorter than `_SHORTEST_MASKED`."""

    secrets: tuple[str, ...] = field(default=(), repr=False)
    by_head: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """By their first `_SHORTEST_MASKED` characters."""
    longest: int = 0

    @classmethod
    def of(cls, secrets: Iterable[str]) -> Self:
        every = tuple(sorted(secrets))
        heads: dict[str, tuple[str, ...]] = {}
        for secret in every:
            head = secret[:_SHORTEST_MASKED]
            heads[head] = (*heads.get(head, ()), secret)
        return cls(every, heads, max(map(len, every), default=0))

    def left_out_of(self, text: str) -> str:
        pieces: list[str] = []
        done = 0
        for begin, end in sorted(self._places(text)):
            if begin >= done:
                pieces += (text[done:begin], MASK)
            done = max(done, end)
        return "".join((*pieces, text[done:])) if pieces else text

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """From where to where something is to be left out; they may overlap."""
        for secret in self.secrets:
            begin = text.find(secret)
            while begin >= 0:
                end = begin + len(secret)
                yield begin, end
                begin = text.find(secret, end)
        if text.endswith(_CUT_OFF):
            yield from self._beginning(text.removesuffix(_CUT_OFF))

    def _beginning(self, kept: str) -> Iterator[tuple[int, int]]:
        """The longest beginning of a secret with which the text ends."""
        first = max(len(kept) - self.longest, 0)
        for begin in range(first, len(kept) - _SHORTEST_MASKED + 1):
            alike = self.by_head.get(kept[begin : begin + _SHORTEST_MASKED], ())
            if any(secret.startswith(kept[begin:]) for secret in alike):
                yield begin, len(kept)
                return


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - as logging itself does: what is logged wrongly harms no caller
        # It would say so with all arguments as they are, the secrets among them.
        message = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        return f"{message} (logged with arguments that don't fit)"


def drawn(text: str) -> bool:
    """As keys are that a machine drew, and words are not."""
    return len(text) >= _DRAWN and any(map(str.isdigit, text)) and any(map(str.isalpha, text))


def _written(secret: str) -> frozenset[str]:
    """As it is, in addresses, in JSON, in HTML, and in `repr`."""
    return frozenset(
        (
            secret,
            quote(secret),
            quote(secret, safe=""),
            quote_plus(secret),
            json.dumps(secret)[1:-1],
            html.escape(secret),
            repr(secret)[1:-1],
        )
    )
