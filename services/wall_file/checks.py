"""What a shape can't see: that names are declared, that what is declared is used, and that values
agree with each other. Every check names its place.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.wall_file import (
    addresses,
    audiences,
    briefed,
    console,
    formulas,
    giving,
    hours,
    monitors,
    panels,
    pictured,
    profiles,
    publish,
    scheduled,
    spans,
    statistical,
    thresholds,
    trust,
)
from services.wall_file.faults import Fault, Severity, listed
from services.wall_file.seen import (
    Seen,
    same,
    screen_name,
    undeclared,
    unknown_group,
    unknown_source,
)
from services.wall_file.shown import shown
from services.wall_file.tree import Items, Mapping, section, value_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from services.wall_file.faults import Place


def checks(seen: Seen) -> list[Fault]:
    every: Iterable[Iterable[Fault]] = (
        _alike(seen),
        _sources(seen),
        _indicators(seen),
        _maintenance(seen),
        _province(seen),
        addresses.checks_of_addresses(seen),
        trust.checks_of_trust(seen),
        giving.checks_of_figures(seen),
        formulas.checks_of_formulas(seen),
        monitors.checks_of_monitors(seen),
        spans.checks_of_spans(seen),
        panels.checks_of_scenes(seen),
        audiences.checks_of_audiences(seen),
        briefed.checks_of_briefings(seen),
        console.checks_of_console(seen),
        statistical.checks_of_statistics(seen),
        thresholds.checks_of_thresholds(seen),
        profiles.checks_of_profiles(seen),
        hours.checks_of_hours(seen),
        scheduled.checks_of_schedule(seen),
        pictured.checks_of_pictures(seen),
        publish.checks_of_publications(seen),
    )
    found = list(chain.from_iterable(every))
    if seen.whole and all(fault.severity is Severity.WARNING for fault in found):
        found += _unused(seen)  # a misspelt name must not be told of twice
    return found


def _alike(seen: Seen) -> Iterator[Fault]:
    """Names that a file system without case, or of the other composition, takes for one."""
    for kind in ("systems", "groups", "fields", "sources", "indicators", "scenes"):
        entries = section(seen.declared, kind)
        pairs = [(e.name, e.key.place) for e in entries.entries] if entries else []
        yield from same(pairs)
    screens = seen.declared.get("screens")
    if isinstance(screens, Items):
        yield from same(
            [
                (screen_name(node), value_place(node, ("name",)))
                for node in screens.nodes
                if isinstance(node, Mapping) and node.get("name") is not None
            ]
        )


def _sources(seen: Seen) -> Iterator[Fault]:
    for name, source in seen.wall.sources.items():
        if source.system is not None and source.system not in seen.systems():
            yield undeclared(
                seen.place("sources", name, "system"),
                source.system,
                seen.systems(),
                phrase("không có hệ thống “{name}”", name=source.system),
                phrase("dùng một trong: {names}", names=listed(seen.systems(), 20)),
            )
        if source.deadline > source.every:
            written = "deadline" if "deadline" in source.model_fields_set else "every"
            yield Fault.warning(
                seen.place("sources", name, written),
                phrase("thời hạn trả lời dài hơn nhịp hỏi của nguồn “{name}”", name=name),
                phrase("ghi deadline không dài hơn every"),
            )
        if source.connect > source.deadline and "connect" in source.model_fields_set:
            yield Fault.warning(
                seen.place("sources", name, "connect"),
                phrase("thời hạn nối dài hơn thời hạn trả lời của nguồn “{name}”", name=name),
                phrase("ghi connect không dài hơn deadline"),
            )


def _indicators(seen: Seen) -> Iterator[Fault]:
    for name, indicator in seen.wall.indicators.items():
        at = ("indicators", name)
        named = [(indicator.source, ("source",))] if indicator.source is not None else []
        several = [(source, ("sources", n)) for n, source in enumerate(indicator.sources)]
        for source, key in (*named, *several):
            if source not in seen.names("sources"):
                yield unknown_source(seen.place(*at, *key), source, seen)
        for n, one in enumerate(indicator.groups):
            if seen.names("groups") and one.group not in seen.names("groups"):
                yield unknown_group(_group(seen, name, n), one.group, seen.names("groups"))
        field = indicator.field
        if field is not None and seen.names("fields") and field not in seen.names("fields"):
            yield undeclared(
                seen.place(*at, "field"),
                field,
                seen.names("fields"),
                phrase("không có lĩnh vực “{name}”", name=field),
                phrase(
                    "khai lĩnh vực này ở fields; hiện có: {names}",
                    names=listed(seen.names("fields")),
                ),
            )


def _group(seen: Seen, indicator: str, n: int) -> Place:
    """Of the name, be it written alone or with its dates."""
    path = ("indicators", indicator, "groups", n)
    dated = seen.declares(*path, "group")
    return seen.place(*path, "group") if dated else seen.place(*path)


def _maintenance(seen: Seen) -> Iterator[Fault]:
    for n, window in enumerate(seen.wall.maintenance):
        if window.source not in seen.names("sources"):
            yield unknown_source(seen.place("maintenance", n, "source"), window.source, seen)
        if window.start >= window.end:
            yield Fault.at(
                seen.place("maintenance", n, "to"),
                phrase("lần bảo trì kết thúc trước khi bắt đầu"),
                phrase("ghi from sớm hơn to"),
            )


def _province(seen: Seen) -> Iterator[Fault]:
    province = seen.wall.province
    if province is None:
        return
    if province.history and province.clock is None:
        yield Fault.at(
            seen.key("province", "history"),
            phrase("có lịch sử dựng sẵn mà không có mốc giờ"),
            phrase("thêm khóa “clock” vào province"),
        )
    for n, told in enumerate(province.history):
        at = ("province", "history", n)
        if told.source not in seen.names("sources"):
            yield unknown_source(seen.place(*at, "source"), told.source, seen)
        if told.until is not None and told.until >= told.since:
            yield Fault.at(
                seen.place(*at, "until"),
                phrase("đoạn lịch sử kết thúc trước khi bắt đầu"),
                phrase("ghi until ngắn hơn since: cả hai đếm ngược từ mốc giờ"),
            )
    for n, outbreak in enumerate(province.faults):
        if outbreak.system not in seen.systems():
            yield undeclared(
                seen.place("province", "faults", n, "system"),
                outbreak.system,
                seen.systems(),
                phrase("không có hệ thống “{name}”", name=outbreak.system),
                phrase("dùng một trong: {names}", names=listed(seen.systems(), 20)),
            )


def _unused(seen: Seen) -> Iterator[Fault]:
    """Only where there are scenes: a wall file that `probe` printed shows nothing yet."""
    if not seen.wall.scenes:
        return
    every = [shown(tile, seen.wall, seen.kinds) for _, tile in panels.tiles(seen)]
    indicators = frozenset[str]().union(*(one.indicators for one in every))
    sources = frozenset[str]().union(*(one.sources for one in every))
    for name in seen.wall.indicators:
        if name not in indicators:
            yield Fault.warning(
                seen.key("indicators", name),
                phrase("không ô nào hiển thị chỉ số “{name}”", name=name),
                phrase("thêm một ô cho nó, hoặc xóa nó"),
            )
    for name in seen.wall.sources:
        if name not in sources:
            yield Fault.warning(
                seen.key("sources", name),
                phrase("không ô nào hiển thị nguồn “{name}”", name=name),
                phrase("thêm một ô cho nó, hoặc xóa nó"),
            )
