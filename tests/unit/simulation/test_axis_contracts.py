from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.simulation.answers import ProvinceRequest
from services.simulation.province import Province
from tests.fakes.axis import RECEIVED, SENT
from tests.unit.simulation.asked import DAYS, NOON, fits, post, said
from tests.unit.simulation.shapes import shape

if TYPE_CHECKING:
    from datetime import datetime


# The document axis: what public code of others reads, and three fields beside.

BESIDE = {"dueDate", "priority", "signed"}


@pytest.mark.parametrize(
    ("call", "items", "beside"),
    [
        ("getReceivedEdocList", RECEIVED[:1], BESIDE | {"notation", "title"}),
        ("getSentEdocList", SENT, BESIDE),
    ],
)
@pytest.mark.parametrize("at", DAYS, ids=str)
def test_lists_of_the_national_axis_have_the_fields_that_others_read(
    call: str, items: list[Any], beside: set[str], at: datetime
) -> None:
    told = post(f"/docs/axis/{call}", None, at)

    assert (told["status"], told["ErrorCode"]) == ("OK", "0")
    assert told["data"]
    for one in told["data"]:
        assert beside < one.keys()
        fits({name: one[name] for name in one.keys() - beside}, shape(items))


def test_other_axes_have_their_own_envelopes() -> None:
    days = {"messageType": "edoc", "fromDate": "2026/11/01", "toDate": "2026/11/24"}
    told = said("/docs/tinh/v1/syncReceivedEdocList", **days)
    assert (told["success"], told["code"], told["message"]) == (True, 200, "")
    assert told["count"] == len(told["data"]) > 0
    assert said("/docs/tinh/v1/syncReceivedEdocList")["success"] is False
    waiting = post(
        "/docs/edoc/EdocService/getPendingDocIds", None, organid="000.00.00.H36", type="EDOC"
    )
    assert waiting.keys() == {"code", "status", "errors", "docIDs"}
    assert post("/docs/edoc/EdocService/getPendingDocIds")["errors"]


def test_documents_of_other_days_than_were_asked_for_are_not_listed() -> None:
    day = {"xroadvnpt_fromdate": "2026/11/24", "xroadvnpt_todate": "2026/11/24"}
    told = post("/docs/axis/getSentEdocList", None, **day)["data"]
    assert told
    assert {one["sentTime"][:10] for one in told} == {"2026-11-24"}


@pytest.mark.parametrize("call", ["updateStatus", "confirmReceived", "sendEdoc", "getEdoc"])
def test_no_call_that_changes_an_axis_is_there(call: str) -> None:
    for path in (f"/docs/axis/{call}", f"/docs/tinh/v1/{call}", f"/docs/edoc/EdocService/{call}"):
        answer = Province(1).respond(ProvinceRequest(method="POST", path=path), NOON)
        assert answer.status == 404
