"""The central antivirus server: its list of computers, its report to the ministry, its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.systems.av import jsonrpc, page, report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.dialect import Path

PATHS: Mapping[str, Path] = {
    "": page.page,
    "/jsonrpc": jsonrpc.CALL,
    "/jsonrpc/v1.0/jsonrpc/{api}": jsonrpc.CALL,
    "/jsonrpc/v1.0/jsonrpc/{api}/{service}": jsonrpc.CALL,
    "/avreport.xml": report.REPORT,
}
