"""The integration platform: Prometheus, HAProxy, Zabbix and nginx look at it, each in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.systems.lgsp import haproxy, metrics, nginx, page, zabbix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.dialect import Path

PATHS: Mapping[str, Path] = {
    "/api/v1/query": metrics.QUERY,
    "/api/v1/query_range": metrics.QUERY_RANGE,
    "/stats;csv": haproxy.STATS,
    "/metrics": haproxy.METRICS,
    "/nginx_status": nginx.STATUS,
    "/zabbix": zabbix.PAGE,
    "/zabbix/api_jsonrpc.php": zabbix.API,
    "/dich-vu": page.services,
}
