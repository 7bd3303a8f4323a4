"""Every call that a wall can make of a document axis: lists and counts, which change nothing there.

This is the only place of the connector that makes a request. What isn't a `Call` can't be asked for: not
`updateStatus`, `confirmReceived` or `sendEdoc`, which move the official queue, and not `getEdoc` or
`getDocument`, which hand out whole documents with their attachments and of which some axes keep that they
were fetched.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from services.door import Request

if TYPE_CHECKING:
    from services.door import Answer, Door

type Pairs = tuple[tuple[str, str], ...]


class Call(Enum):
    """Method and path below the axis' address."""

    RECEIVED = ("POST", "getReceivedEdocList")
    SENT = ("POST", "getSentEdocList")
    WAITING_DOCUMENTS = ("GET", "countReceiveEdoc")
    WAITING_STATUSES = ("GET", "countReceiveStatus")
    PROVINCIAL = ("GET", "v1/syncReceivedEdocList")
    PENDING = ("POST", "EdocService/getPendingDocIds")
    PENDING_BY_GET = ("GET", "EdocService/getPendingDocIds")
    ORGANS = ("POST", "EdocService/getOrganizations")
    ORGANS_BY_GET = ("GET", "EdocService/getOrganizations")


def asked(door: Door, call: Call, *, params: Pairs = (), headers: Pairs = ()) -> Answer:
    """The answer to one of them; being sent elsewhere is a failure. Raises `SourceError`."""
    method, path = call.value
    request = Request(method=method, path=path, params=params, headers=headers, follow=False)
    return door.ask(request)
