"""What each connector that asks over HTTP, and each preset, is asked with, and by whom it is answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tests.unit.connectors.bad_input.good import (
    HEADER,
    ROWS,
    always,
    as_json,
    axis,
    ckan,
    features,
    figures,
    good_workbook,
    hits,
    kept,
    misp,
    not_login,
    ogc,
    prometheus,
    report,
    separated,
    tables,
    wall,
    wazuh,
    wfs,
    wms,
    zabbix,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.connectors.bad_input.system import Asked

type Writing = Literal["json", "csv", "xml", "lines", "text", "workbook", "picture", "page"]

SECRET = "khoa-thu-9f83ab"
"""What every source is told, and every refusal repeats."""
_AUTH = "auth: {bearer: '${env:KHOA}'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One source and the system behind it. `more` are its settings besides url and auth."""

    more: str
    good: Callable[[Asked], bytes]
    writes: Writing = "json"
    items: tuple[str | int, ...] | None = None
    """Of JSON: where the list of items is in the answer that is spoilt."""
    within: tuple[str, ...] = ()
    """Where an item's own fields are in it."""
    number: str | None = None
    """The field (or column) of the figure."""
    time: str | None = None
    """The field (or column) of a time of ISO 8601."""
    spoilt: Callable[[Asked], bool] = lambda _: True
    """Of a dialogue: which of its answers holds the items."""
    link: tuple[str, ...] | None = None
    """Of that answer: where the address of the next page is."""
    total: tuple[str, ...] | None = None
    """Where it says how many items there are."""
    auth: str = _AUTH


_MAPPED = "observations: {indicator: ma, value: gia_tri, at: luc}"
_LOGIN = "auth: {login: {basic: {user: tuong, password: '${env:KHOA}'}}}"

DIALECTS: dict[str, Dialect] = {
    "alertmanager": Dialect(
        more="connector: alertmanager",
        good=always("alertmanager_v2_alerts.json"),
        items=(),
        time="startsAt",
    ),
    "check": Dialect(
        more="connector: check",
        good=lambda _: b"<html>Trang ch\xe1\xbb\xa7</html>",
        writes="page",
        auth="",
    ),
    "ckan": Dialect(
        more="{connector: ckan, resource: b5f4, "
        "observations: {indicator: \"'kham'\", value: so_ca, period: ky}}",
        total=("result", "count"),
        good=ckan,
        items=("result", "results"),
        time="metadata_modified",
        spoilt=lambda asked: asked.path.endswith("package_search"),
        auth="auth: {header: {name: Authorization, value: '${env:KHOA}'}}",
    ),
    "csv": Dialect(
        more="{connector: csv, separator: ;, observations: {indicator: ma, value: gia_tri, at: luc}}",
        good=lambda _: separated(HEADER, *ROWS),
        writes="csv",
        number="gia_tri",
        time="luc",
    ),
    "edxml_avreport": Dialect(
        more="connector: edxml_avreport",
        good=report,
        writes="xml",
        number="NumberMachineNotUpdateOn15Day",
        time="LastUpdate",
    ),
    "edxml_axis": Dialect(
        more="connector: edxml_axis",
        good=axis,
        items=("data",),
        time="created_time",
        spoilt=lambda asked: asked.path.endswith("getReceivedEdocList"),
    ),
    "eve": Dialect(
        more="connector: eve",
        good=lambda _: as_json(json.loads(kept("suricata_eve_alert.json"))[0]) + b"\n",
        writes="lines",
        time="timestamp",
    ),
    "feed": Dialect(
        more="connector: feed", good=always("pelican_rss.xml"), writes="xml", time="pubDate"
    ),
    "geojson": Dialect(
        more="{connector: geojson, at: luc, observations: {indicator: \"'muc'\", value: properties.muc, "
        "labels: '{tram: properties.ten}'}}",
        good=lambda _: features(),
        items=("features",),
        within=("properties",),
        number="muc",
        time="luc",
    ),
    "haproxy": Dialect(
        more="connector: haproxy", good=always("haproxy_stats.csv"), writes="csv", number="scur"
    ),
    "http_json": Dialect(
        more=f"{{connector: http_json, {_MAPPED}}}",
        good=lambda _: as_json(figures()),
        items=(),
        number="gia_tri",
        time="luc",
    ),
    "nginx_status": Dialect(
        more="connector: nginx_status",
        writes="text",
        good=lambda _: (
            b"Active connections: 2 \nserver accepts handled requests\n 16 15 31 \n"
            b"Reading: 0 Writing: 1 Waiting: 1 \n"
        ),
    ),
    "ogc_features": Dialect(
        more="{connector: ogc_features, at: luc}",
        link=("links",),
        total=("numberMatched",),
        good=ogc,
        items=("features",),
        within=("properties",),
        time="luc",
        spoilt=lambda asked: asked.path.endswith("/items"),
    ),
    "prometheus": Dialect(
        more="{connector: prometheus, queries: {up: up}}",
        good=prometheus,
        items=("data", "result"),
    ),
    "wall": Dialect(
        more="connector: wall",
        good=wall,
        items=("screens", 0, "tiles", 0, "data", "figures"),
        number="value",
    ),
    "wfs": Dialect(
        more="{connector: wfs, at: luc}",
        total=("numberMatched",),
        good=wfs,
        items=("features",),
        within=("properties",),
        time="luc",
        spoilt=lambda asked: asked.params.get("request") == "GetFeature",
    ),
    "wms": Dialect(
        more="{connector: wms, bbox: [107, 11, 109, 12]}",
        good=wms,
        writes="picture",
        spoilt=lambda asked: asked.params.get("request") == "GetMap",
    ),
    "xlsx": Dialect(
        more="{connector: xlsx, observations: {indicator: ma, value: gia_tri, at: luc}}",
        good=lambda _: good_workbook(),
        writes="workbook",
        number="gia_tri",
        time="luc",
    ),
    "zabbix": Dialect(
        more="connector: zabbix",
        good=zabbix,
        items=("result",),
        time="clock",
        spoilt=lambda asked: asked.json.get("method") == "problem.get",
    ),
    "preset-ckan_table": Dialect(
        more="{preset: ckan_table, with: {resource: b5f4, indicator: kham, value: so_ca, period: ky}}",
        total=("result", "total"),
        good=ckan,
        items=("result", "records"),
        number="so_ca",
    ),
    "preset-datasette": Dialect(
        more="{preset: datasette, with: {database: nganh, table: t, indicator: ma, value: gia_tri}}",
        link=("next_url",),
        total=("filtered_table_rows_count",),
        good=tables("rows", truncated=False),
        items=("rows",),
        number="gia_tri",
    ),
    "preset-gravityzone": Dialect(
        more="preset: gravityzone",
        total=("result", "total"),
        good=always("gravityzone_endpoints.json"),
        items=("result", "items"),
        auth="auth: {basic: {user: '${env:KHOA}'}}",
    ),
    "preset-haproxy_prometheus": Dialect(
        more="preset: haproxy_prometheus",
        good=prometheus,
        items=("data", "result"),
    ),
    "preset-listening": Dialect(
        more="preset: listening",
        total=("total",),
        good=always("mentions_CONSTRUCTED.json"),
        items=("data",),
        number="reach",
        time="published_at",
    ),
    "preset-misp": Dialect(
        more="preset: misp",
        good=misp,
        items=("response",),
        within=("Event",),
        time="timestamp",
    ),
    "preset-odata": Dialect(
        more="{preset: odata, with: {set: SoLieu, indicator: ma, value: gia_tri, period: ky}}",
        link=("@odata.nextLink",),
        total=("@odata.count",),
        good=tables("value"),
        items=("value",),
        number="gia_tri",
    ),
    "preset-opensearch": Dialect(
        more="{preset: opensearch, with: {index: x-*}}",
        total=("hits", "total"),
        good=hits("opensearch_search.json"),
        items=("hits", "hits"),
        within=("_source",),
        time="@timestamp",
    ),
    "preset-postgrest": Dialect(
        more="{preset: postgrest, with: {table: so_lieu, indicator: ma, value: gia_tri}}",
        good=lambda asked: as_json(figures() if asked.params.get("offset") == "0" else []),
        items=(),
        number="gia_tri",
    ),
    "preset-wazuh_agents": Dialect(
        more="preset: wazuh_agents",
        good=wazuh("wazuh_summary.json"),
        auth=_LOGIN,
        spoilt=not_login,
        items=("data",),
        within=("connection",),
        number="active",
    ),
    "preset-wazuh_indexer": Dialect(
        more="preset: wazuh_indexer",
        total=("hits", "total"),
        good=hits("wazuh_alerts.json"),
        items=("hits", "hits"),
        within=("_source",),
        time="timestamp",
    ),
    "preset-wazuh_vulnerabilities": Dialect(
        more="preset: wazuh_vulnerabilities",
        total=("hits", "total"),
        good=hits("wazuh_vulnerabilities.json"),
        items=("hits", "hits"),
        within=("_source", "vulnerability"),
        time="detected_at",
    ),
    "preset-wazuh_manager": Dialect(
        more="preset: wazuh_manager",
        total=("data", "total_affected_items"),
        good=wazuh("wazuh_agents.json"),
        auth=_LOGIN,
        spoilt=not_login,
        items=("data", "affected_items"),
        time="lastKeepAlive",
    ),
    "preset-zabbix_problems": Dialect(
        more="preset: zabbix_problems",
        good=zabbix,
        items=("result",),
        time="clock",
    ),
}
"""By the name of the connector, or of the preset with `preset-` in front."""
