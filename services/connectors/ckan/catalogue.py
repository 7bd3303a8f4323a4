"""Pages of a catalogue, normalised: pure functions of CKAN's answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from services.connectors.ckan.envelope import listed, result
from services.mapping import bounded_uid
from services.moments import moment
from services.phrase import phrase
from services.plain import plain
from services.records import Dataset, Observation, Organ, labels
from services.writing import Unreadable, Writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta

_UTC = Writing(zone="UTC")
"""CKAN writes UTC, without saying so."""
_FORMATS = 40
"""Formats that are counted apart; the rest together."""
_REST = "khác"


@dataclass(frozen=True, slots=True)
class Listed:
    """One dataset with what its resources tell."""

    dataset: Dataset
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Of package_search."""

    count: int
    """Datasets that there are altogether, for who asks."""
    items: int
    datasets: tuple[Listed, ...]
    lost: int
    """Datasets without an id or a name."""
    undated: int
    """Datasets whose time of change could not be read."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One organisation and how many datasets it has published, where that was said."""

    organ: Organ
    published: int | None


def packages(body: bytes) -> Page:
    found = result(body)
    whole = cast("dict[str, object]", found) if isinstance(found, dict) else {}
    items = listed(whole.get("results"))
    read = [_listed(item) for item in items]
    count = whole.get("count")
    known = [one for one in read if one is not None]
    return Page(
        count=count if isinstance(count, int) and not isinstance(count, bool) else len(items),
        items=len(items),
        datasets=tuple(known),
        lost=len(read) - len(known),
        undated=sum(map(_undated, items)),
    )


def organisations(body: bytes) -> tuple[Unit, ...]:
    return tuple(unit for item in listed(result(body)) if (unit := _unit(item)) is not None)


def figures(
    count: int, read: Sequence[Listed], units: Sequence[Unit], *, whole: bool
) -> Iterator[Observation]:
    """Sums stand only on the whole catalogue."""
    yield _figure("datasets", count)
    if units:
        yield _publishing([unit.published for unit in units if unit.published is not None])
    if not whole:
        return
    formats = Counter(name for one in read for name in one.formats)
    yield _figure("resources", formats.total())
    common = formats.most_common(_FORMATS)
    rest = formats.total() - sum(amount for _, amount in common)
    for name, amount in [*common, *([(_REST, rest)] if rest else [])]:
        yield _figure("resources_by_format", amount, format=name)
    for field in ("views", "downloads"):
        said = [amount for one in read if (amount := getattr(one.dataset, field)) is not None]
        if said:
            yield _figure(field, sum(said))


def _publishing(known: Sequence[int]) -> Observation:
    """Of organisations of which it was said how many datasets they have."""
    publishing = Decimal(sum(map(bool, known))) if known else None
    return Observation(
        uid="organs",
        indicator="organs",
        value=publishing,
        numerator=publishing,
        denominator=Decimal(len(known)) if known else None,
        fault=None if known else phrase("Danh sách đơn vị không có số bộ dữ liệu của từng đơn vị"),
    )


def fresh(read: Sequence[Listed], within: timedelta, at: datetime) -> Observation | None:
    """Share of datasets that were changed within so long before `at`; None of an empty catalogue."""
    if not read:
        return None
    since = at - within
    kept = sum(one.dataset.updated is not None and one.dataset.updated >= since for one in read)
    share = Decimal(kept * 100) / len(read)
    return Observation(
        uid="fresh",
        indicator="fresh",
        value=share.quantize(Decimal("0.1")),
        unit="%",
        numerator=Decimal(kept),
        denominator=Decimal(len(read)),
    )


def _figure(indicator: str, value: int, **more: str) -> Observation:
    uid = "|".join((indicator, *more.values()))
    return Observation(
        uid=bounded_uid(uid), indicator=indicator, value=Decimal(value), labels=labels(more)
    )


def _listed(item: object) -> Listed | None:
    match item:
        case {"id": str() as id, "name": str() as name} if id and name:
            one = cast("dict[str, object]", item)
        case _:
            return None
    resources = one.get("resources")
    found = [cast("dict[str, object]", part) for part in _list(resources) if isinstance(part, dict)]
    downloads = [amount for part in found if (amount := _total(part)) is not None]
    return Listed(
        Dataset(
            uid=bounded_uid(id),
            name=_words(one.get("title")) or plain(name),
            organ=_organ(one.get("organization")),
            updated=_time(one.get("metadata_modified")),
            views=_total(one),
            downloads=sum(downloads) if downloads else None,
        ),
        tuple((_words(part.get("format")) or "?").upper()[:20] for part in found),
    )


def _undated(item: object) -> bool:
    match item:
        case {"metadata_modified": changed} if changed is not None and changed != "":
            return _time(changed) is None
        case _:
            return False


def _total(one: dict[str, object]) -> int | None:
    """What the tracking extension counted, where it is there."""
    match one.get("tracking_summary"):
        case {"total": int() as total} if not isinstance(total, bool) and total >= 0:
            return total
        case _:
            return None


def _unit(item: object) -> Unit | None:
    match item:
        case {"name": str() as name, **more} if name:
            amount = more.get("package_count")
            known = isinstance(amount, int) and not isinstance(amount, bool)
            title = _words(more.get("title")) or _words(more.get("display_name"))
            organ = Organ(
                uid=bounded_uid(name),
                id=plain(name, 100),
                names=(title,) if title else (),
                kind="organization",
            )
            return Unit(organ, cast("int", amount) if known else None)
        case str() as name if name:
            return Unit(Organ(uid=bounded_uid(name), id=plain(name, 100)), None)
        case _:
            return None


def _organ(raw: object) -> str | None:
    match raw:
        case {"title": str() as title} if title.strip():
            return plain(title)
        case {"name": str() as name}:
            return plain(name) or None
        case _:
            return None


def _time(raw: object) -> datetime | None:
    try:
        return moment(raw, _UTC)
    except Unreadable:
        return None


def _words(raw: object) -> str | None:
    return plain(raw) or None if isinstance(raw, str) else None


def _list(raw: object) -> list[object]:
    return cast("list[object]", raw)[:1000] if isinstance(raw, list) else []
