"""nginx before the gateway: its page stub_status, counted since midnight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.answers import answer
from services.simulation.dialect import Dialect
from services.simulation.systems.lgsp.gateway import calls, today
from services.simulation.web_file import refuse

if TYPE_CHECKING:
    from services.simulation.answers import Question, Response

_PER_CONNECTION = 3
"""Calls over one connection, at the usual."""


def status(question: Question) -> Response:
    """`GET /nginx_status`."""
    requests, rate = today(question.chance, question.at), calls(question.chance, question.at)
    accepted = requests // _PER_CONNECTION + 1
    writing, waiting = 1 + round(rate / 240), round(rate / 30)
    page = (
        f"Active connections: {writing + waiting} \n"
        "server accepts handled requests\n"
        f" {accepted} {accepted} {requests} \n"
        f"Reading: 0 Writing: {writing} Waiting: {waiting} \n"
    )
    return answer(page.encode(), "text/plain")


STATUS = Dialect(answer=status, refuse=refuse)
