"""Datasets and organisations as CKAN writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING
from uuid import UUID

from services.simulation.lore import slug
from services.simulation.systems.opendata.catalogue import BEGUN

if TYPE_CHECKING:
    from services.simulation.answers import Question
    from services.simulation.lore import Office
    from services.simulation.systems.opendata.catalogue import Offered

_RECENT = 0.02
"""Part of all views that are of the last fortnight."""


def identifier(kind: str, name: str) -> str:
    """A UUID that stays the same."""
    return str(UUID(bytes=blake2b(f"{kind}|{name}".encode(), digest_size=16).digest(), version=4))


def resource_id(one: Offered) -> str:
    return identifier("resource", one.name)


def package(question: Question, one: Offered) -> dict[str, object]:
    modified = written(question.noted(one.updated))
    return {
        "author": None,
        "author_email": None,
        "creator_user_id": identifier("user", "quan-tri"),
        "id": identifier("package", one.name),
        "isopen": True,
        "license_id": "cc-by",
        "license_title": "Creative Commons Attribution",
        "license_url": "http://www.opendefinition.org/licenses/cc-by",
        "maintainer": None,
        "maintainer_email": None,
        "metadata_created": written(BEGUN),
        "metadata_modified": modified,
        "name": slug(one.name),
        "notes": None,
        "num_resources": 1,
        "num_tags": 1,
        "organization": _owner(one.office),
        "owner_org": identifier("organization", one.office.name),
        "private": False,
        "state": "active",
        "title": one.name,
        "type": "dataset",
        "url": None,
        "version": None,
        "extras": [],
        "groups": [],
        "resources": [_resource(question, one, modified)],
        "tags": [_tag(one)],
        "relationships_as_subject": [],
        "relationships_as_object": [],
        "tracking_summary": {"total": one.views, "recent": int(one.views * _RECENT)},
    }


def _tag(one: Offered) -> dict[str, object]:
    name = one.name.partition(" ")[0].lower()
    return {
        "display_name": name,
        "id": identifier("tag", name),
        "name": name,
        "state": "active",
        "vocabulary_id": None,
    }


def _resource(question: Question, one: Offered, modified: str) -> dict[str, object]:
    id = resource_id(one)
    return {
        "cache_last_updated": None,
        "cache_url": None,
        "created": written(BEGUN),
        "datastore_active": True,
        "description": None,
        "format": "CSV",
        "hash": "",
        "id": id,
        "last_modified": modified,
        "metadata_modified": modified,
        "mimetype": None,
        "mimetype_inner": None,
        "name": "Theo tháng",
        "package_id": identifier("package", one.name),
        "position": 0,
        "resource_type": None,
        "size": None,
        "state": "active",
        "url": f"{question.root}/opendata/datastore/dump/{id}",
        "url_type": "datastore",
        "tracking_summary": {
            "total": one.downloads,
            "recent": int(one.downloads * _RECENT),
        },
    }


def _owner(office: Office) -> dict[str, object]:
    return {
        "id": identifier("organization", office.name),
        "name": slug(office.name),
        "title": office.name,
        "type": "organization",
        "description": "",
        "image_url": "",
        "created": written(BEGUN),
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
    }


def organisation(office: Office, published: int) -> dict[str, object]:
    return {
        **_owner(office),
        "display_name": office.name,
        "image_display_url": "",
        "num_followers": 0,
        "package_count": published,
    }


def written(at: datetime) -> str:
    """UTC, without saying so: `2026-11-24T05:43:22.244279`."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
