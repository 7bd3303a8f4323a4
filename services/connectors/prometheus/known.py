"""Figures that are worth a place on a wall, by the metrics that well-known exporters hand over."""

from __future__ import annotations

from dataclasses import dataclass

_REAL_DISKS = 'fstype!~"tmpfs|ramfs|squashfs|iso9660|overlay"'
_REAL_LINKS = 'device!~"lo|veth.*|docker.*|br-.*|virbr.*|tap.*"'
# Bridges and virtual networks carry what goes through a real port too.


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`needs`: the metrics without which the query has no result."""

    code: str
    vi: str
    en: str
    query: str
    needs: frozenset[str]
    unit: str | None = None
    better: str = "neutral"
    decimals: int = 1
    services: bool = False
    """Its series are 1 or 0: they answer or don't."""


def _known(code: str, vi: str, en: str, query: str, needs: str, **more: object) -> Known:
    return Known(code=code, vi=vi, en=en, query=query, needs=frozenset(needs.split()), **more)  # type: ignore[arg-type]


KNOWN = (
    _known(
        "down",
        "Mục tiêu không trả lời",
        "Targets down",
        "count(up) - sum(up)",
        "up",
        better="down",
        decimals=0,
    ),
    _known(
        "cpu",
        "Bộ xử lý",
        "Processor",
        '100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])))',
        "node_cpu_seconds_total",
        unit="%",
        better="down",
    ),
    _known(
        "memory",
        "Bộ nhớ",
        "Memory",
        "100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)",
        "node_memory_MemAvailable_bytes node_memory_MemTotal_bytes",
        unit="%",
        better="down",
    ),
    _known(
        "disk",
        "Ổ đĩa đầy nhất",
        "Fullest disk",
        f"100 * (1 - min by (instance) (node_filesystem_avail_bytes{{{_REAL_DISKS}}} "
        f"/ (node_filesystem_size_bytes{{{_REAL_DISKS}}} > 0)))",
        "node_filesystem_avail_bytes node_filesystem_size_bytes",
        unit="%",
        better="down",
    ),
    _known(
        "load",
        "Tải một phút",
        "Load over one minute",
        "node_load1",
        "node_load1",
        better="down",
        decimals=2,
    ),
    _known(
        "network",
        "Mạng nhận và gửi",
        "Network in and out",
        f"8e-6 * sum by (instance) (rate(node_network_receive_bytes_total{{{_REAL_LINKS}}}[5m]) "
        f"+ rate(node_network_transmit_bytes_total{{{_REAL_LINKS}}}[5m]))",
        "node_network_receive_bytes_total node_network_transmit_bytes_total",
        unit="Mbit/s",
        decimals=2,
    ),
    _known(
        "windows-cpu",
        "Bộ xử lý (Windows)",
        "Processor (Windows)",
        '100 * (1 - avg by (instance) (rate(windows_cpu_time_total{mode="idle"}[5m])))',
        "windows_cpu_time_total",
        unit="%",
        better="down",
    ),
    _known(
        "windows-disk",
        "Ổ đĩa đầy nhất (Windows)",
        "Fullest disk (Windows)",
        "100 * (1 - min by (instance) "
        "(windows_logical_disk_free_bytes / (windows_logical_disk_size_bytes > 0)))",
        "windows_logical_disk_free_bytes windows_logical_disk_size_bytes",
        unit="%",
        better="down",
    ),
    _known(
        "probe",
        "Dịch vụ trả lời",
        "Services that answer",
        "min by (instance) (probe_success)",
        "probe_success",
        services=True,
    ),
    _known(
        "certificate",
        "Chứng thư còn hạn, ngày",
        "Certificate valid for, days",
        "min by (instance) ((probe_ssl_earliest_cert_expiry - time()) / 86400)",
        "probe_ssl_earliest_cert_expiry",
        better="up",
        decimals=0,
    ),
)
