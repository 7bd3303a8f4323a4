"""The document axis, in the three dialects that are known, and as a page of the province's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.systems.docs import axis, edoc, page, provincial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.dialect import Path

PATHS: Mapping[str, Path] = {
    "/axis/getReceivedEdocList": axis.RECEIVED,
    "/axis/getSentEdocList": axis.SENT,
    "/axis/countReceiveEdoc": axis.DOCUMENTS,
    "/axis/countReceiveStatus": axis.STATUSES,
    "/tinh/v1/syncReceivedEdocList": provincial.RECEIVED,
    "/edoc/EdocService/getPendingDocIds": edoc.PENDING,
    "/edoc/EdocService/getOrganizations": edoc.ORGANIZATIONS,
    "/van-ban": page.page,
}
