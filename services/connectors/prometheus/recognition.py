"""Whether a Prometheus answers at an address, and which of its figures a wall would want first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from services.connectors.prometheus.known import KNOWN, Known
from services.door import Request, SourceError
from services.draft import Advice, Certainty, Draft, Met, Remark, homes
from services.json_text import read_json
from services.phrase import phrase
from services.plain import plain
from services.quantities import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from services.door import Door

PAGES = ("/api/v1", "/graph", "/query", "/targets", "/alerts", "/rules", "/status", "/classic",
         "/config", "/flags", "/service-discovery", "/metrics", "/-")  # fmt: skip
"""Where people find themselves in its own pages, and what they copy from the browser."""
GAUGES = 6
"""Figures that are proposed where no exporter is known."""
APART = 6
"""Machines that get an indicator each; of more a table says more than so many numbers."""

_RANGE, _STEP = "1 h", "1 min"
_EXPOSED = re.compile(
    rb"^(?:# (?:HELP|TYPE) \w|[A-Za-z_:][\w:]*(?:\{[^\n]*\})? +[-+.\dNI])", re.MULTILINE
)
_INNER = re.compile(r"^(go|process|prometheus|promhttp|net_conntrack|scrape|python|jvm)_|_info$")
_MOST_NAMES = 20_000
_OF_QUERIES = (
    Remark(
        at=("queries",),
        words=phrase(
            "records: services: mỗi chuỗi là một dịch vụ, 1 là đang trả lời, 0 là không trả lời; bảng "
            "của chúng ghi bằng chữ, mục không trả lời đứng đầu"
        ),
    ),
    Remark(
        at=("queries",),
        words=phrase(
            "Mỗi câu hỏi PromQL là một chỉ số; range lấy cả chuỗi để vẽ xu hướng. Thêm câu hỏi ở đây."
        ),
    ),
)


def recognised(met: Met, door: Door) -> Draft | Advice | None:
    if met.local or not met.answers or _other_json(met):
        return None
    for home in homes(met.address, PAGES):
        version = _version(door, home)
        if version is not None:
            return _draft(door, home, version)
    if _exposes(met) or _metrics(met, door):
        return Advice(
            what=phrase("Đây là trang số đo (/metrics) của một exporter, không phải Prometheus"),
            remedy=phrase(
                "khai exporter này trong scrape_configs của Prometheus, rồi dò địa chỉ của Prometheus"
            ),
        )
    return None


def _other_json(met: Met) -> bool:
    """An answer that is plainly somebody else's isn't followed by strange questions."""
    try:
        return not isinstance(read_json(met.body), dict) or b'"status"' not in met.body[:2000]
    except SourceError:
        return False


def _answered(door: Door, url: str, **params: str) -> object:
    """The `data` of an answer of API v1; None of any other."""
    try:
        answer = door.ask(Request(path=url, params=tuple(params.items())))
        payload = read_json(answer.body)
    except SourceError:
        return None
    match payload:
        case {"status": "success", "data": found}:
            return cast("object", found)
        case _:
            return None


def _version(door: Door, home: str) -> str | None:
    match _answered(door, f"{home}/api/v1/status/buildinfo"):
        case {"version": str() as version}:
            return plain(version, 40)
        case _:
            return None


def _exposes(met: Met) -> bool:
    return not met.body.lstrip().startswith((b"<", b"{", b"[")) and bool(
        _EXPOSED.search(met.body[:20_000])
    )


def _metrics(met: Met, door: Door) -> bool:
    """The page of an exporter that says no more than where its figures are."""
    if b"/metrics" not in met.body[:20_000]:
        return False
    root = [*homes(met.address, PAGES)][-1]
    try:
        answer = door.ask(Request(path=f"{root}/metrics"))
    except SourceError:
        return False
    return _exposes(Met(address=root, outcome=answer))


def _draft(door: Door, home: str, version: str) -> Draft:
    found = _answered(door, f"{home}/api/v1/label/__name__/values", limit=str(_MOST_NAMES))
    names = [name for name in _list(found)[:_MOST_NAMES] if isinstance(name, str)]
    known = [one for one in KNOWN if one.needs <= {*names}]
    queries: dict[str, dict[str, object]] = {"up": _answering("up")}
    indicators: dict[str, dict[str, object]] = {}
    for one in known:
        if one.services:
            queries[one.code] = _answering(one.query)
            continue
        queries[one.code] = _ranged(one.query)
        indicators |= _indicators(one, _instances(door, home, one.query))
    remarks = [Remark(words=phrase("Có {count} chỉ số trong Prometheus này", count=len(names)))]
    if not any(one.needs - {"up"} for one in known):
        gauges = _gauges(door, home, names)
        queries |= {name: _ranged(name) for name in gauges}
        remarks.append(_unknown(gauges))
    return Draft(
        name="prometheus",
        found=phrase("Prometheus {version}", version=version),
        settings={
            "connector": "prometheus",
            "url": home,
            "every": "15 s",
            "queries": queries,
        },
        indicators=indicators,
        certainty=Certainty.NAMED,
        remarks=(*remarks, *_OF_QUERIES),
    )


def _ranged(query: str, **more: object) -> dict[str, object]:
    return {"query": query, "range": _RANGE, "step": _STEP, **more}


def _answering(query: str) -> dict[str, object]:
    return {"query": query, "records": "services"}


def _unknown(gauges: Iterable[str]) -> Remark:
    if not gauges:
        return Remark(
            words=phrase("Không thấy exporter quen thuộc nào; chỉ hỏi các mục tiêu có chạy không")
        )
    return Remark(
        words=phrase(
            "Không thấy exporter quen thuộc nào; đề nghị vài số đo (gauge) ít chuỗi: {names}",
            names=", ".join(gauges),
        )
    )


def _instances(door: Door, home: str, query: str) -> list[str]:
    found = _answered(door, f"{home}/api/v1/query", query=query)
    labels = (_metric(item).get("instance") for item in _result(found))
    return sorted({label for label in labels if isinstance(label, str)})


def _indicators(one: Known, instances: list[str]) -> Mapping[str, dict[str, object]]:
    """One of the figure; of several machines one of each, named by it."""
    said: dict[str, object] = {"name": {"vi": one.vi, "en": one.en}}
    if one.unit:
        said["unit"] = one.unit
    said |= {"better": one.better, "decimals": one.decimals}
    if len(instances) <= 1:
        return {one.code: said}
    if len(instances) > APART:
        return {}
    return {
        spelt(f"{one.code}-{instance}", one.code): {
            **said,
            "name": {"vi": f"{one.vi} · {instance}", "en": f"{one.en} · {instance}"},
            "metric": one.code,
            "where": {"instance": instance},
        }
        for instance in instances
    }


def _gauges(door: Door, home: str, names: list[str]) -> list[str]:
    """Few series each, and not about Prometheus itself."""
    kinds = _answered(door, f"{home}/api/v1/metadata", limit="2000")
    gauges = [
        name for name in names
        if _kind(kinds, name) == "gauge" and not _INNER.search(name) and name != "up"
    ][:100]  # fmt: skip
    if not gauges:
        return []
    query = f'count by (__name__) ({{__name__=~"{"|".join(map(re.escape, gauges))}"}})'
    counted = {
        _metric(item).get("__name__"): str(value)
        for item in _result(_answered(door, f"{home}/api/v1/query", query=query))
        if (value := _value(item)) is not None
    }
    return [name for name in gauges if counted.get(name) in {"1", "2", "3"}][:GAUGES]


def _kind(metadata: object, name: str) -> object:
    match metadata:
        case dict():
            told = _list(cast("dict[str, object]", metadata).get(name))
            return cast("dict[str, Any]", told[0]).get("type") if told else None
        case _:
            return None


def _result(found: object) -> list[object]:
    return _list(found.get("result")) if isinstance(found, dict) else []


def _metric(item: object) -> dict[str, object]:
    match item:
        case {"metric": dict() as metric}:
            return cast("dict[str, object]", metric)
        case _:
            return {}


def _value(item: object) -> object:
    match item:
        case {"value": [_, value]}:
            return cast("object", value)
        case _:
            return None


def _list(found: object) -> list[object]:
    return cast("list[object]", found) if isinstance(found, list) else []
