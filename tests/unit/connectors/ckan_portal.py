"""A contract fixture: what CKAN 2.12 answers by its documentation (docs.ckan.org/en/2.12/api/) and by two
recordings, for a portal of any size. No CKAN was asked: its index needs Solr, which can't be had here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from services.door import SourceError
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from services.door import Request

ROWS_MAX = 1000
ALL_FIELDS_MAX = 25
"""Caps of CKAN's own, of which its answers say nothing."""


@dataclass
class Portal:
    """To be handed to a scripted door."""

    datasets: list[dict[str, Any]] = field(default_factory=list)
    organisations: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    known: bool = True
    """Whether the token is one of an account's."""
    member: bool = True
    index: str = "up"
    """`up`, `down` or `empty`."""
    repeats: bool = False
    """It passes over start and offset, as a proxy's cache may."""

    def __call__(self, request: Request) -> bytes | SourceError:
        params = dict(request.params)
        name = request.path.rpartition("/")[2]
        return getattr(self, f"_{name}")(params)  # type: ignore[no-any-return]  # by its name

    def _package_search(self, params: dict[str, str]) -> bytes | SourceError:
        if self.index == "down":
            return refused(409, "Search Error")
        found = [] if self.index == "empty" else self.datasets
        rows = min(int(params["rows"]), ROWS_MAX)
        start = 0 if self.repeats else int(params.get("start", "0"))
        return good({"count": len(found), "results": found[start : start + rows]})

    def _package_list(self, params: dict[str, str]) -> bytes:
        return good([one["name"] for one in self.datasets][: int(params["limit"])])

    def _organization_list(self, params: dict[str, str]) -> bytes:
        offset = 0 if self.repeats else int(params["offset"])
        return good(self.organisations[offset : offset + min(int(params["limit"]), ALL_FIELDS_MAX)])

    def _organization_list_for_user(self, params: dict[str, str]) -> bytes:
        return good(self.organisations[:1] if self.known and self.member else [])

    def _user_show(self, params: dict[str, str]) -> bytes | SourceError:
        return good({"name": "tuong"}) if self.known else refused(404, "Not found")

    def _status_show(self, params: dict[str, str]) -> bytes:
        return good({"ckan_version": "2.12.0", "site_title": "Dữ liệu mở"})

    def _datastore_search(self, params: dict[str, str]) -> bytes:
        offset = 0 if self.repeats else int(params["offset"])
        page = self.rows[offset : offset + int(params["limit"])]
        return good({"total": len(self.rows), "records": page, "include_total": True})


def good(result: object) -> bytes:
    return json.dumps({"help": "…", "success": True, "result": result}).encode()


def refused(status: int, why: str) -> SourceError:
    """As the door tells it."""
    words = phrase("Nguồn báo lỗi {status}: {why}", status=status, why=why)
    return SourceError(Reason.REFUSED, words, status=status)


def dataset(n: int, organ: str = "Sở Y tế", **more: Any) -> dict[str, Any]:
    return {
        "id": f"id-{n}",
        "name": f"bo-{n}",
        "title": f"Bộ {n}",
        "organization": {"name": "to-chuc", "title": organ},
        "metadata_modified": "2026-11-20T05:43:22.391610",
        "resources": [{"format": "csv"}, {"format": "XLSX"}],
        **more,
    }


def organisation(n: int, published: int = 1) -> dict[str, Any]:
    return {"name": f"so-{n}", "title": f"Sở {n}", "package_count": published}
