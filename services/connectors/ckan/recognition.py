"""Whether a CKAN portal answers at an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.connectors.ckan.catalogue import packages
from services.connectors.ckan.envelope import action
from services.connectors.ckan.illness import dead_index
from services.door import SourceError
from services.draft import Advice, Certainty, Draft, Remark, homes
from services.phrase import phrase

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Met

_PAGES = ("/api/3", "/api/action", "/dataset", "/organization", "/group", "/user")
_MARKS = re.compile(rb'content="ckan|/api/3/action/|ckan_version|data-site-root=', re.IGNORECASE)
"""In a page of CKAN, in what its API answers."""
_LOOKED = 20_000


def recognised(met: Met, door: Door) -> Draft | Advice | None:
    if met.local or not met.answers:
        return None
    if "/api/3" not in met.address and not _MARKS.search(met.body[:_LOOKED]):
        return None
    for home in homes(met.address, _PAGES):
        try:
            count = packages(
                door.ask(action("package_search", ("rows", "0"), home=home)).body
            ).count
        except SourceError as error:
            ill = dead_index(door, error, home)
            if ill is not error and ill.remedy is not None:
                return Advice(what=ill.words, remedy=ill.remedy)
            continue
        return Draft(
            name="du-lieu-mo",
            found=phrase("cổng dữ liệu mở CKAN"),
            settings={"connector": "ckan", "url": home, "every": "1 h"},
            certainty=Certainty.NAMED,
            remarks=(Remark(words=phrase("Đang có {count} bộ dữ liệu", count=count)),),
        )
    return None
