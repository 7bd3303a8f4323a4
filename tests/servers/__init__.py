"""Real servers of Debian's, run as children of the tests on free ports of loopback, each in a folder
of its own. `make test` unpacks them into `.tools/servers`.

A module a server, each with a fixture of its name. The session's servers have `.url` or `.address`,
`.kill()` (as a power cut would) and `.start()` (with the data and the port that they had); one that
a test leaves killed is started again for the next.
"""

from __future__ import annotations

from tests.servers.alertmanager import alertmanager, alertmanager_in
from tests.servers.chromium import Chromium, chromium
from tests.servers.clamd import Clamd, clamd
from tests.servers.datasette import Datasette, datasette
from tests.servers.feeds import Article, Feeds, feeds
from tests.servers.haproxy import HAProxy, haproxy
from tests.servers.mapserver import MapServer, mapserver
from tests.servers.nginx import Nginx, nginx, nginx_in
from tests.servers.node_exporter import node_exporter, node_exporter_in
from tests.servers.postgres import Postgres, postgres
from tests.servers.process import Server, free_port, program, running
from tests.servers.prometheus import prometheus
from tests.servers.rack import Rack, _awake, pytest_collection_modifyitems, rack
from tests.servers.suricata import Suricata, suricata
from tests.servers.xorg import Xorg, xorg
from tests.servers.xvfb import xvfb
from tests.servers.zabbix import Zabbix, zabbix

__all__ = [
    "Article",
    "Chromium",
    "Clamd",
    "Datasette",
    "Feeds",
    "HAProxy",
    "MapServer",
    "Nginx",
    "Postgres",
    "Rack",
    "Server",
    "Suricata",
    "Xorg",
    "Zabbix",
    "_awake",
    "alertmanager",
    "alertmanager_in",
    "chromium",
    "clamd",
    "datasette",
    "feeds",
    "free_port",
    "haproxy",
    "mapserver",
    "nginx",
    "nginx_in",
    "node_exporter",
    "node_exporter_in",
    "postgres",
    "program",
    "prometheus",
    "pytest_collection_modifyitems",
    "rack",
    "running",
    "suricata",
    "xorg",
    "xvfb",
    "zabbix",
]
