"""A packet of edXML (QCVN 102:2016/BTTTT): the head of a document, or a status. Its attachments are never
looked at.

    MessageHeader{From, To…{OrganId, OrganName}, DocumentId, Code{CodeNumber, CodeNotation}, PromulgationInfo,
    Subject, DueDate, OtherInfo{Priority}}, TraceHeaderList{Bussiness{BussinessDocType}}
    Status{ResponseFor{DocumentId, Code}, From{OrganId}, StatusCode, Timestamp}
    Signature{…SignatureValue}: that it is there, not that it is good
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.connectors.edxml_axis import moments
from services.door import SourceError
from services.mapping import bounded_uid
from services.plain import number
from services.records import Document, DocumentState, Organ
from services.xml_text import local, read_xml, text_within, within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

NAMESPACES = {"http://www.mic.gov.vn/TBT/QCVN_102_2016", "http://www.e-doc.vn/Schema/", ""}
"""Of the standard, of the form before it, and of packets that name none."""
_LONGEST = 4 * 1024 * 1024
"""Characters of one packet within a list."""


@dataclass(frozen=True, slots=True)
class Packet:
    document: Document | None = None
    states: tuple[DocumentState, ...] = ()
    organs: tuple[Organ, ...] = ()


def packet(text: str, zone: str) -> Packet | None:
    """None of what is no packet."""
    if len(text) > _LONGEST or "<" not in text:
        return None
    try:
        root = read_xml(text.encode("utf-8", "replace"))
    except SourceError:
        return None
    heads, statuses = list(_named(root, "MessageHeader")), list(_named(root, "Status"))
    if not heads and not statuses:
        return None
    organs = {one.id: one for head in (*heads, *statuses) for one in _organs(head)}
    states = [state for status in statuses if (state := _state(status, zone)) is not None]
    document = _document(root, heads[0], zone) if heads else None
    return Packet(document, tuple(states), tuple(organs.values()))


def _named(root: Element, name: str) -> Iterator[Element]:
    for element in root.iter():
        space = str(element.tag).rpartition("}")[0].removeprefix("{")
        if local(element) == name and space in NAMESPACES:
            yield element


def _document(root: Element, head: Element, zone: str) -> Document | None:
    notation = [text_within(head, "Code", name) for name in ("CodeNumber", "CodeNotation")]
    called = "/".join(filter(None, notation))
    uid = text_within(head, "DocumentId") or called
    if not uid:
        return None
    organs = [text_within(to, "OrganId") for to in within(head, "To")]
    kinds = (text_within(one, "BussinessDocType") for one in _named(root, "Bussiness"))
    return Document(
        uid=bounded_uid(uid),
        number=called or uid,
        subject=text_within(head, "Subject"),
        sender=text_within(head, "From", "OrganId"),
        to=tuple(filter(None, organs)),
        promulgated=moments.on(text_within(head, "PromulgationInfo", "PromulgationDate"), zone),
        priority=_code(text_within(head, "OtherInfo", "Priority")),
        business_type=_code(next(filter(None, kinds), None)),
        due=moments.until(text_within(head, "DueDate"), zone),
        signed=any(local(element) == "SignatureValue" for element in root.iter()) or None,
    )


def _state(status: Element, zone: str) -> DocumentState | None:
    code = text_within(status, "StatusCode")
    about = text_within(status, "ResponseFor", "DocumentId") or text_within(
        status, "ResponseFor", "Code"
    )
    if code is None or about is None:
        return None
    organ = text_within(status, "From", "OrganId")
    return DocumentState(
        uid=bounded_uid("|".join(filter(None, (about, organ)))),
        document=bounded_uid(about),
        organ=organ,
        code=code,
        since=moments.at(text_within(status, "Timestamp"), zone),
    )


def _organs(head: Element) -> Iterator[Organ]:
    for name in ("From", "To"):
        for element in within(head, name):
            id = text_within(element, "OrganId")
            called = text_within(element, "OrganName")
            if id:
                yield Organ(uid=bounded_uid(id), id=id, names=(called,) if called else ())


def _code(written: str | None) -> int | None:
    found = number(written) if written is not None else None
    return int(found) if found is not None and found == int(found) else None
