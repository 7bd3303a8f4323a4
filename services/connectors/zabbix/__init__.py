"""Zabbix' JSON-RPC API, 6.4 and later: open problems joined to their hosts, hosts, and chosen items.

Every error comes with status 200, every number as a text. Without offset: the next page of problems begins
after the last one's `eventid`. `apiinfo.version` is refused to whoever sends a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.zabbix.asking import Asking
from services.connectors.zabbix.recognition import recognised
from services.connectors.zabbix.settings import Item, Zabbix

if TYPE_CHECKING:
    from services.connectors import Answered
    from services.door import Door
    from services.draft import Draft, Met

__all__ = ["CONNECTOR", "Item", "Zabbix"]


class ZabbixConnector:
    name = "zabbix"
    settings = Zabbix

    def ask(self, settings: Zabbix, door: Door, cursor: str | None) -> Answered:
        return Asking(settings, door, cursor).answered()

    def recognise(self, met: Met, door: Door) -> Draft | None:
        return recognised(met, door)


CONNECTOR = ZabbixConnector()
