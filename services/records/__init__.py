"""The records that every system's answers are turned into, whatever its own language.

All are frozen and know neither network, SQL nor Qt. A record's key is its source and its `uid`; its
`at` is the *source time*: when the source says that this figure was made, never an alert's start or
a document's date. A record without `at` has the time of its whole answer (`Batch.at`), or none.

Source of the shapes: the protocols of the nine systems, so that edXML, Alertmanager, CKAN and a
plain JSON list end as the same thing.
"""

from __future__ import annotations

from services.records.figures import Level, Observation, Round, Sample
from services.records.places import PICTURE, Feature, MapPicture
from services.records.publishing import Dataset, FeedItem, Mention, Tone
from services.records.record import Labels, Record, labels, natural_uid
from services.records.watching import (
    Alert,
    AlertState,
    Endpoint,
    Incident,
    ProtectedSystem,
    Reply,
    SecurityEvent,
    ServiceHealth,
    Vulnerability,
)
from services.records.work import (
    Document,
    DocumentState,
    Goal,
    Milestone,
    Organ,
    Programme,
    ReportDue,
    Task,
)

__all__ = [
    "KINDS",
    "MAPPED",
    "PICTURE",
    "Alert",
    "AlertState",
    "Dataset",
    "Document",
    "DocumentState",
    "Endpoint",
    "Feature",
    "FeedItem",
    "Goal",
    "Incident",
    "Labels",
    "Level",
    "MapPicture",
    "Mention",
    "Milestone",
    "Observation",
    "Organ",
    "Programme",
    "ProtectedSystem",
    "Record",
    "Reply",
    "ReportDue",
    "Round",
    "Sample",
    "SecurityEvent",
    "ServiceHealth",
    "Task",
    "Tone",
    "Vulnerability",
    "labels",
    "natural_uid",
]

KINDS: dict[str, type[Record]] = {
    "observations": Observation,
    "samples": Sample,
    "alerts": Alert,
    "incidents": Incident,
    "security_events": SecurityEvent,
    "vulnerabilities": Vulnerability,
    "endpoints": Endpoint,
    "documents": Document,
    "document_states": DocumentState,
    "tasks": Task,
    "reports_due": ReportDue,
    "rounds": Round,
    "programmes": Programme,
    "goals": Goal,
    "datasets": Dataset,
    "mentions": Mention,
    "feed_items": FeedItem,
    "services": ServiceHealth,
    "protected_systems": ProtectedSystem,
    "features": Feature,
    "pictures": MapPicture,
    "organs": Organ,
}
"""Every kind by the name that a wall file, the cache and a table tile call it by."""
MAPPED: dict[str, type[Record]] = {
    name: kind for name, kind in KINDS.items() if kind is not MapPicture
}
"""Those that a mapping can make of an answer's fields; a picture is no field of anything."""
