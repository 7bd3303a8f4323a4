"""Zabbix with a PostgreSQL of its own: server, and the pages and API on PHP's own web server."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import socket
import struct
import subprocess
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, override

import psycopg
import pytest

from tests.servers.postgres import USER, Postgres, cluster
from tests.servers.process import Server, awaited, connects, file, free_port, not_here, program
from tools import debian
from tools.servers import PHP, PHP_EXTENSIONS, ZABBIX_PAGES, ZABBIX_TABLES
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.servers.rack import Rack

ADMINISTRATOR, PASSWORD = "Admin", "zabbix"
"""As every new Zabbix has them."""
HOST = "truc-lien-thong"
KEY = "hang.doi"
"""A trapper item: what tests say the queue's length is."""
PROBLEM = "Hàng đợi văn bản quá dài"

_EXTENSIONS = (
    *("pgsql", "bcmath", "mbstring", "gd", "ctype", "gettext", "sockets", "iconv", "fileinfo"),
    *("dom", "simplexml", "xmlreader", "xmlwriter", "tokenizer"),
)
_CONFIG_PATH = "'/etc/zabbix/zabbix.conf.php'"

_SERVER = """\
LogType=console
PidFile={folder}/pid
SocketDir={folder}
ListenIP=127.0.0.1
ListenPort={port}
DBHost=127.0.0.1
DBPort={database.port}
DBName=postgres
DBUser={user}
DBPassword={database.password}
AllowRoot=1
CacheSize=32M
CacheUpdateFrequency=3600
HousekeepingFrequency=0
StartDBSyncers=1
StartPollers=1
StartAgentPollers=0
StartHTTPAgentPollers=0
StartSNMPPollers=0
StartPollersUnreachable=1
StartPingers=0
StartDiscoverers=0
StartHTTPPollers=0
StartPreprocessors=1
StartTimers=1
StartEscalators=1
StartAlerters=1
StartLLDProcessors=1
StartODBCPollers=0
StartBrowserPollers=0
StartTrappers=1
EnableGlobalScripts=0
"""

_PAGES = """\
<?php
global $DB;
$DB['TYPE'] = 'POSTGRESQL';
$DB['SERVER'] = '127.0.0.1';
$DB['PORT'] = '{database.port}';
$DB['DATABASE'] = 'postgres';
$DB['USER'] = '{user}';
$DB['PASSWORD'] = '{database.password}';
$DB['SCHEMA'] = '';
$ZBX_SERVER = '127.0.0.1';
$ZBX_SERVER_PORT = '{port}';
"""


@dataclass(slots=True)
class ZabbixServer(Server):
    """Speaks its own protocol at its port."""

    def reload(self) -> None:
        """Lets it meet, soon, what the API has made; by itself it would once an hour."""
        subprocess.run(
            (*self.command, "-R", "config_cache_reload"),
            env=debian.environment(SERVERS),
            check=True,
            capture_output=True,
            timeout=30,
        )

    @override
    def answers(self) -> bool:
        return connects(self.port)


@dataclass(slots=True)
class Zabbix:
    """Its API is at `url`/api_jsonrpc.php, for `token`."""

    database: Postgres
    server: ZabbixServer
    pages: Server
    token: str = ""

    @property
    def url(self) -> str:
        return self.pages.url

    @property
    def api(self) -> str:
        return self.url + "/api_jsonrpc.php"

    def start(self) -> None:
        for one in (self.database, self.server, self.pages):
            if not one.alive:
                one.start()

    def kill(self) -> None:
        for one in (self.pages, self.server, self.database):
            one.kill()

    def asked(self, method: str, params: object = None) -> Any:
        """The result that the API gives; its errors, which come with HTTP 200, fail the test."""
        call = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}}
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.api, json.dumps(call).encode(), headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            match json.load(answer):
                case {"result": result}:
                    return result
                case other:
                    raise AssertionError(f"{method}: {other}")

    def raise_problem(self) -> None:
        """Returns when PROBLEM of HOST is open."""
        self._send_until("1", open_problems=1)

    def resolve_problem(self) -> None:
        """Returns when it is over."""
        self._send_until("0", open_problems=0)

    def _send_until(self, value: str, *, open_problems: int) -> None:
        """Again and again: the server forgets values of items and triggers that it hasn't met."""
        search = {"search": {"name": PROBLEM}, "countOutput": True}

        def reached() -> bool:
            self._send(value)
            return int(self.asked("problem.get", search)) == open_problems

        awaited(reached, f"{open_problems} × {PROBLEM}")

    def _send(self, value: str) -> None:
        """As zabbix_sender does."""
        sent = {"host": HOST, "key": KEY, "value": value}
        text = json.dumps({"request": "sender data", "data": [sent]}).encode()
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=10) as line:
            line.sendall(b"ZBXD\x01" + struct.pack("<Q", len(text)) + text)
            line.makefile("rb").read()

    def furnish(self) -> None:
        """A token, a host with an item and a trigger; nothing else is watched."""
        session = self.asked("user.login", {"username": ADMINISTRATOR, "password": PASSWORD})
        self.token = str(session)
        [own] = self.asked("token.create", {"name": "Màn hình"})["tokenids"]
        [made] = self.asked("token.generate", [own])
        self.token = str(made["token"])
        self.asked("host.delete", [one["hostid"] for one in self.asked("host.get")])
        [group] = self.asked("hostgroup.create", {"name": "Trục liên thông"})["groupids"]
        host = {"host": HOST, "name": "Trục liên thông văn bản", "groups": [{"groupid": group}]}
        [hostid] = self.asked("host.create", host)["hostids"]
        item = {"hostid": hostid, "name": "Hàng đợi", "key_": KEY, "type": 2, "value_type": 3}
        self.asked("item.create", item)
        trigger = {"description": PROBLEM, "expression": f"last(/{HOST}/{KEY})>0", "priority": 4}
        self.asked("trigger.create", trigger)
        self.server.reload()


def _load(database: Postgres) -> None:
    tables = file(ZABBIX_TABLES).parent
    with psycopg.connect(database.url, autocommit=True) as line:
        for name in ("schema", "images", "data"):
            with gzip.open(tables / f"{name}.sql.gz") as text:
                line.execute(text.read())
        # What it would find wrong with itself before it's furnished would stand there for hours.
        line.execute("UPDATE hosts SET status = 1 WHERE status = 0")


def _pages(folder: Path) -> None:
    """Zabbix' pages with a configuration of their own: PHP's `__FILE__` follows links, so what looks
    for the configuration is copied, and the rest is linked."""
    packed = file(ZABBIX_PAGES).parent
    for one in packed.iterdir():
        if one.name == "include":
            shutil.copytree(one, folder / one.name)
        elif one.is_file():
            shutil.copy(one, folder)
        else:
            (folder / one.name).symlink_to(one, target_is_directory=True)
    reader = folder / "include/classes/core/CConfigFile.php"
    text = reader.read_text("utf-8")
    if _CONFIG_PATH not in text:
        not_here(f"{reader} looks for its configuration elsewhere than Debian's")
    own = str(folder.with_name(f"{folder.name}.conf.php"))
    reader.write_text(text.replace(_CONFIG_PATH, repr(own)), encoding="utf-8")


def _php() -> tuple[str, ...]:
    found = [debian.located(PHP_EXTENSIONS.format(name=name), SERVERS) for name in _EXTENSIONS]
    return (
        *(str(file(PHP)), "-n", "-d", "memory_limit=256M", "-d", "date.timezone=UTC"),
        *("-d", "max_execution_time=300", "-d", "post_max_size=16M", "-d", "max_input_time=300"),
        *(word for one in found if one for word in ("-d", f"extension={one}")),
    )


@pytest.fixture(scope="session")
def zabbix(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zabbix]:
    """HOST is watched, and has no problem."""
    folder = tmp_path_factory.mktemp("zabbix")
    with cluster() as database:
        try:
            rack.stand("zabbix/database", database)
            _load(database)
            server, pages = _processes(folder, database)
            rack.stand("zabbix/server", server)
            made = Zabbix(database, server, rack.stand("zabbix/pages", pages))
            made.furnish()
            yield made
        finally:
            rack.take("zabbix")


def _processes(folder: Path, database: Postgres) -> tuple[ZabbixServer, Server]:
    """Not started: the server, and its pages."""
    port, pages_port = free_port(), free_port()
    known = {"folder": folder, "port": port, "database": database, "user": USER}
    (folder / "server.conf").write_text(_SERVER.format(**known), encoding="utf-8")
    (folder / "pages.conf.php").write_text(_PAGES.format(**known), encoding="utf-8")
    (folder / "pages").mkdir()
    _pages(folder / "pages")
    (folder / "php").mkdir()
    command = (program("zabbix_server"), "-f", "-c", f"{folder}/server.conf")
    php = (*_php(), "-S", f"127.0.0.1:{pages_port}", "-t", f"{folder}/pages")
    return (
        ZabbixServer(command, folder, port, ending=signal.SIGKILL),
        Server(php, folder / "php", pages_port, ready="/favicon.ico"),
    )
