"""Items of an axis' lists as documents and where they stand. Axes spell the same names in several ways
(`created_time`, `createdTime`): names are compared without case and underscores.

Received: {docId, from, to, status, status_desc, created_time, updated_time}. Sent: {senderDocId,
receiverDocId, fromCode, toCode, notation, title, receiveStatus, sentTime, receivedTime}. Pending: a number,
or {docId, organId}. Some add {dueDate, priority, signed}; else these stand in a document's packet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from services.connectors.edxml_axis import moments
from services.connectors.edxml_axis.packet import packet
from services.conversion import text
from services.mapping import bounded_uid
from services.plain import plain
from services.records import Document, DocumentState, Organ
from services.writing import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from services.connectors.edxml_axis.packet import Packet
    from services.connectors.edxml_axis.settings import Axis

PENDING = "pending"
"""The state of what an axis lists as waiting, in its own word."""
_DOCUMENT = ("senderdocid", "docid", "documentid", "receiverdocid")
_FROM = ("from", "fromcode", "fromorganid")
_TO = ("to", "tocode", "toorganid", "organid")
_STATE = ("receivestatus", "status", "statuscode")
_SINCE = ("receivedtime", "updatedtime", "timestamp")
_PACKETS = ("edxml", "data", "content", "packet")
_BETWEEN = re.compile(r"[#;,|]")
_TOS = 200
"""Receivers of one document that are kept."""


@dataclass(slots=True)
class Found:
    """What lists told, by key: of a document that was sent to several there are several items."""

    documents: dict[str, Document] = field(default_factory=dict)
    states: dict[str, DocumentState] = field(default_factory=dict)
    organs: dict[str, Organ] = field(default_factory=dict)
    nameless: int = 0
    same: int = 0
    """Items with the key of another document."""
    raw: dict[str, set[str]] = field(default_factory=dict)
    """Keys of documents by what their axis calls them."""

    def add(self, other: Found) -> None:
        """Of another list."""
        self.nameless += other.nameless
        self.same += other.same
        self.organs |= other.organs
        self.states |= other.states
        self.documents |= other.documents
        for id, uids in other.raw.items():
            self.raw[id] = self.raw.get(id, set()) | uids

    def joined(self) -> dict[str, DocumentState]:
        """States; one that came in a packet names its document as the axis does, which several may bear."""
        states: dict[str, DocumentState] = {}
        for state in self.states.values():
            uids = self.raw.get(state.document, set()) - {state.document}
            if state.document not in self.documents and len(uids) == 1:
                states |= _stands(next(iter(uids)), state)
            else:
                states[state.uid] = state
        return states


def _stands(document: str, state: DocumentState) -> dict[str, DocumentState]:
    uid = bounded_uid("|".join(filter(None, (document, state.organ))))
    return {uid: replace(state, uid=uid, document=document)}


def take(
    settings: Axis,
    found: Found,
    items: Iterable[object],
    state: str | None = None,
    listed: str = "",
) -> None:
    """`state`: of items that don't say one. A key is made of the list (`listed`), of the sender and of
    its or the axis' number: two senders count alike, and so do two lists.
    """
    for item in items:
        fields = folded(item)
        document = _document(settings, found, fields, listed)
        if document is None:
            found.nameless += 1
            continue
        if _other(found.documents.get(document.uid), document):
            found.same += 1
            continue
        found.documents[document.uid] = _merged(found.documents.get(document.uid), document)
        _state(settings, found, document, fields, state)


def take_organs(found: Found, items: Iterable[object]) -> None:
    for item in items:
        fields = folded(item)
        id = _text(fields, "organid", "domain", "code", "id")
        if id is None:
            found.nameless += 1
            continue
        names = (_text(fields, "organname", "name"),)
        contact = ", ".join(filter(None, (_text(fields, "telephone"), _text(fields, "email"))))
        found.organs[id] = Organ(
            uid=bounded_uid(id), id=id, names=tuple(filter(None, names)), contact=contact or None
        )


def folded(item: object) -> dict[str, object]:
    """A bare number or text is the key of a document."""
    match item:
        case dict():
            fields = cast("Mapping[object, object]", item)
            return {str(name).replace("_", "").casefold(): one for name, one in fields.items()}
        case int() | str() if not isinstance(item, bool):
            return {"docid": item}
        case _:
            return {}


def _other(stands: Document | None, comes: Document) -> bool:
    """Whether it can't be the same document, to one receiver more."""
    if stands is None:
        return False
    said = ((_numbered(stands), _numbered(comes)), (stands.subject, comes.subject))
    return any(one and other and one != other for one, other in said)


def _document(
    settings: Axis, found: Found, fields: Mapping[str, object], listed: str
) -> Document | None:
    told = next(filter(None, (_packet(settings, fields, name) for name in _PACKETS)), None)
    head = told.document if told else None
    for one in told.organs if told else ():
        found.organs[one.id] = one
    for state in told.states if told else ():
        found.states[state.uid] = state
    id = _text(fields, *_DOCUMENT) or (head.uid if head else None)
    if id is None:
        return None
    sender = _text(fields, *_FROM) or (head.sender if head else None)
    uid = bounded_uid("|".join(filter(None, (listed, sender, id))))
    found.raw.setdefault(bounded_uid(id), set()).add(uid)
    itself = Document(
        uid=uid,
        number=_text(fields, "notation", "edoccode", "codenotation") or id,
        subject=_text(fields, "title", "subject", "edocabstract"),
        sender=sender,
        to=_organs(fields),
        promulgated=moments.on(_text(fields, "promulgationdate"), settings.zone),
        priority=_priority(fields),
        due=moments.until(_text(fields, "duedate"), settings.zone),
        signed=_signed(fields),
    )
    return itself if head is None else _merged(itself, replace(head, uid=uid))


def _packet(settings: Axis, fields: Mapping[str, object], name: str) -> Packet | None:
    value = fields.get(name)
    return packet(value, settings.zone) if isinstance(value, str) else None


def _merged(stands: Document | None, comes: Document) -> Document:
    """What either says; receivers of both."""
    if stands is None:
        return comes
    to = tuple(dict.fromkeys((*stands.to, *comes.to)))[:_TOS]
    return Document(
        uid=stands.uid,
        number=_numbered(comes) or stands.number,
        subject=comes.subject or stands.subject,
        sender=comes.sender or stands.sender,
        to=to,
        promulgated=comes.promulgated or stands.promulgated,
        priority=stands.priority if comes.priority is None else comes.priority,
        business_type=stands.business_type if comes.business_type is None else comes.business_type,
        due=comes.due or stands.due,
        signed=stands.signed if comes.signed is None else comes.signed,
    )


def _numbered(document: Document) -> str | None:
    """Its number, where it isn't the axis' own name of it."""
    return None if document.uid.endswith(document.number) else document.number


def _priority(fields: Mapping[str, object]) -> int | None:
    found = _text(fields, "priority")
    return int(found) if found in {"0", "1", "2", "3", "4"} else None


def _signed(fields: Mapping[str, object]) -> bool | None:
    """None of a word that is neither yes nor no."""
    for name in ("signed", "issigned"):
        said = fields.get(name)
        if isinstance(said, bool):
            return said
        word = _text(fields, name)
        if word in {"0", "1", "true", "false"}:
            return word in {"1", "true"}
    return None


def _state(
    settings: Axis,
    found: Found,
    document: Document,
    fields: Mapping[str, object],
    otherwise: str | None,
) -> None:
    word = _text(fields, *_STATE) or otherwise
    if word is None:
        return
    since = moments.at(next((fields[n] for n in _SINCE if fields.get(n)), None), settings.zone)
    for organ in _organs(fields) or (None,):
        uid = bounded_uid("|".join(filter(None, (document.uid, organ))))
        found.states[uid] = DocumentState(
            uid=uid,
            document=document.uid,
            organ=organ,
            code=settings.codes.get(word, word),
            since=since,
        )


def _organs(fields: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_to(fields)))[:_TOS]


def _to(fields: Mapping[str, object]) -> Iterator[str]:
    for name in _TO:
        match fields.get(name):
            case str() as written:
                yield from filter(None, (plain(one, 100) for one in _BETWEEN.split(written)))
            case list() as several:
                for one in cast("list[object]", several)[:_TOS]:
                    id = _text(folded(one), "organid", "code", "docid")
                    if id is not None:
                        yield id
            case _:
                pass


def _text(fields: Mapping[str, object], *names: str) -> str | None:
    """The first of them that is a text or a number."""
    for name in names:
        value = fields.get(name)
        if value is None or isinstance(value, bool):
            continue
        try:
            if said := text(value):
                return said
        except Unreadable:
            continue
    return None
