"""The security operations centre: Alertmanager's alerts, Suricata's log, Wazuh's agents and indices, and
what the centre itself writes up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.simulation.systems.soc import alertmanager, eve, indexer, measures, wazuh
from services.simulation.systems.soc.raised import open_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.simulation.dialect import Path

__all__ = ["PATHS", "open_at"]

PATHS: Mapping[str, Path] = {
    "/api/v2/alerts": alertmanager.ALERTS,
    "/api/v2/status": alertmanager.STATUS,
    "/eve.json": eve.LOG,
    "/eve.json.1": eve.LOG_BEFORE,
    "/wazuh/security/user/authenticate": wazuh.LOGIN,
    "/wazuh/agents": wazuh.AGENTS,
    "/wazuh/agents/summary/status": wazuh.SUMMARY,
    "/indexer/{index}/_search": indexer.SEARCH,
    "/su-co": measures.cases,
    "/chi-so": measures.measures,
}
