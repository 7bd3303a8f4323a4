"""What a look says of a target, and what all looks say together: pure functions."""

from __future__ import annotations

import html
import unicodedata
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from services.mapping import bounded_uid
from services.news import Reason
from services.phrase import phrase
from services.records import Observation, Reply, ServiceHealth, labels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from services.connectors.check.settings import Check, Target
    from services.door import Answer, SourceError, Visited
    from services.phrase import Phrase

type Judged = tuple[Reply, Phrase | None]

_GOOD = range(200, 300)
_MOVED = range(300, 400)
_ANSWERED = {Reason.CERTIFICATE, Reason.REFUSED, Reason.UNAUTHORISED, Reason.MALFORMED}
"""Failures of somebody who is there."""
_NONE = phrase("Chưa có địa chỉ nào được hỏi")
_UNSEEN = phrase("Chưa xem được chứng thư nào của các địa chỉ này")
_UNDATED = phrase("Chưa biết bài mới nhất của trang nào")
_PAGE = 2 * 1024 * 1024
"""Characters of a page in which a text is looked for."""


def service(
    target: Target, visited: Visited, last_published: datetime | None, lacking: Phrase | None = None
) -> ServiceHealth:
    """`lacking`: why the latest article isn't known."""
    state, words = _judged(target, visited)
    took, shown = visited.took, visited.certificate
    return ServiceHealth(
        uid=bounded_uid(target.url),
        service=target.name or urlsplit(target.url).hostname or target.url,
        instance=target.url,
        state=state,
        latency=None if took is None else Decimal(round(took / timedelta(milliseconds=1))),
        certificate_until=None if shown is None else shown.until,
        last_published=last_published,
        organ=target.organ,
        words=words or lacking,
        labels=labels({"tags": ", ".join(target.tags)} if target.tags else {}),
    )


def _judged(target: Target, visited: Visited) -> Judged:
    if visited.failure is not None:
        return _failed(target, visited.failure)
    if visited.answer is None:
        return Reply.ANSWERS, None
    return _answered(target, visited.answer)


def _failed(target: Target, failure: SourceError) -> Judged:
    if failure.status is not None and failure.status in target.status:
        return Reply.ANSWERS, None
    if failure.reason is Reason.TOO_LARGE:
        if target.text is None and not target.status:
            return Reply.ANSWERS, None  # its status was a good one
        return Reply.WRONG, failure.words
    there = failure.status is not None or failure.reason in _ANSWERED
    return (Reply.WRONG if there else Reply.NONE), failure.words


def _answered(target: Target, answer: Answer) -> Judged:
    good = target.status or (*_GOOD, *_MOVED)
    if answer.status not in good:
        wanted = ", ".join(map(str, target.status))
        return Reply.WRONG, phrase(
            "Trả lời mã {status}, cần {wanted}", status=answer.status, wanted=wanted
        )
    if target.text is not None and not _says(answer, target.text):
        return Reply.WRONG, phrase("Trong trang không có chữ “{text}”", text=target.text)
    return Reply.ANSWERS, None


def _says(answer: Answer, text: str) -> bool:
    """As a reader finds it: whatever its letters are made of, and where its lines break."""
    return _plainly(text) in _plainly(page_text(answer))


def page_text(answer: Answer) -> str:
    kind = answer.headers.get("content-type", "")
    named = kind.lower().partition("charset=")[2].strip(" \"';") or "utf-8"
    try:
        return answer.body[: 4 * _PAGE].decode(named, "replace")
    except LookupError:
        return answer.body[: 4 * _PAGE].decode("utf-8", "replace")


def _plainly(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", html.unescape(text[:_PAGE])).split())


def figures(settings: Check, services: Sequence[ServiceHealth], at: datetime) -> list[Observation]:
    """Of those that were looked at; of a certificate or article that nobody saw nothing is counted."""
    up = sum(one.state == Reply.ANSWERS for one in services)
    left = [one.certificate_until - at for one in services if one.certificate_until is not None]
    made = [
        _count("up", up, len(services), _NONE),
        _count(
            "certificates_expiring",
            sum(one < settings.expiring for one in left),
            len(left),
            _UNSEEN,
        ),
        _count(
            "certificates_urgent", sum(one < settings.urgent for one in left), len(left), _UNSEEN
        ),
        Observation(
            uid="certificate_days",
            indicator="certificate_days",
            value=Decimal(f"{min(left) / timedelta(days=1):.1f}") if left else None,
            unit="ngày",
            fault=None if left else _UNSEEN,
        ),
    ]
    if settings.looks_for_articles():
        dated = [one.last_published for one in services if one.last_published is not None]
        silent = sum(at - one > settings.quiet for one in dated)
        made.append(_count("quiet_sites", silent, len(dated), _UNDATED))
    return made


def _count(name: str, count: int, of: int, lacking: Phrase) -> Observation:
    """Of as many as are known; of none it is not known."""
    value = Decimal(count) if of else None
    return Observation(
        uid=name,
        indicator=name,
        value=value,
        numerator=value,
        denominator=Decimal(of) if of else None,
        fault=None if of else lacking,
    )
