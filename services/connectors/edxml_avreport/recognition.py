"""Whether an answer is an antivirus product's report, and which of its figures a wall would want first."""

from __future__ import annotations

import re

from services.aside import LARGE
from services.connectors.edxml_avreport.report import normalise
from services.connectors.edxml_avreport.settings import AvReport
from services.door import Answer, SourceError
from services.draft import Certainty, Draft, Met
from services.phrase import phrase

_REPORT = re.compile(rb"<(?:[\w.-]+:)?AVReport[\s/>]")
_FIGURES = {
    "infected": ("Máy nhiễm mã độc", "Infected computers"),
    "not_updated_15_days": (
        "Máy không cập nhật quá 15 ngày",
        "Computers not updated for 15 days",
    ),
}


def recognised(met: Met) -> Draft | None:
    """By its element, alone or in a packet; what is small is read as the wall would."""
    answer = met.outcome
    if not isinstance(answer, Answer) or met.local or not _REPORT.search(answer.body):
        return None
    said = {"connector": "edxml_avreport", "url": met.address, "every": "5 min"}
    if len(answer.body) <= LARGE:
        try:
            normalise(AvReport.model_validate(said), answer.body, answer.received)
        except SourceError:
            return None
    return Draft(
        name="ma-doc",
        found=phrase("báo cáo phòng, chống mã độc (AVReport)"),
        settings=said,
        indicators={
            code: {"name": {"vi": vi, "en": en}, "better": "down"}
            for code, (vi, en) in _FIGURES.items()
        },
        certainty=Certainty.DECLARED,
    )
