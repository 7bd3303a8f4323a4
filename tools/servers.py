"""What the tests start, and which of Debian's packages bring it.

What this computer lacks is unpacked into a folder of the checkout, beside what lies there already:
a server that runs from it meanwhile keeps the files that it has open. Standard library only.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tools import debian, relocation

PROGRAMS = {
    "prometheus": "prometheus",
    "prometheus-alertmanager": "prometheus-alertmanager",
    "prometheus-node-exporter": "prometheus-node-exporter",
    "nginx": "nginx-light",
    "haproxy": "haproxy",
    "suricata": "suricata",
    "clamd": "clamav-daemon",
    "spawn-fcgi": "spawn-fcgi",
    "zabbix_server": "zabbix-server-pgsql",
    "Xvfb": "xvfb",
    "Xorg": "xserver-xorg-core",
    "xkbcomp": "x11-xkb-utils",
    "xrandr": "x11-xserver-utils",
    "objdump": "binutils",
}
"""Program that the tests start or the packaging needs → the package that brings it."""

DUMMY_DRIVER = "usr/lib/xorg/modules/drivers/dummy_drv.so"
KEYBOARDS = "usr/share/X11/xkb/rules/evdev"
MAPSERV = "usr/lib/cgi-bin/mapserv"
POSTGRES = "usr/lib/postgresql/*/bin/postgres"
PHP = "usr/bin/php[0-9].[0-9]"
PHP_EXTENSIONS = "usr/lib/php/*/{name}.so"
CHROMIUM = "usr/lib/chromium/chromium-headless-shell"
ZABBIX_PAGES = "usr/share/zabbix/api_jsonrpc.php"
ZABBIX_TABLES = "usr/share/zabbix-server-pgsql/schema.sql.gz"

FILES = {
    DUMMY_DRIVER: "xserver-xorg-video-dummy",
    KEYBOARDS: "xkb-data",
    MAPSERV: "cgi-mapserver",
    POSTGRES: "postgresql",
    PHP: "php-cli",
    **{
        PHP_EXTENSIONS.format(name=name): f"php-{name}"
        for name in ("pgsql", "bcmath", "mbstring", "gd", "xml")
    },
    CHROMIUM: "chromium-headless-shell",
    ZABBIX_PAGES: "zabbix-frontend-php",
    ZABBIX_TABLES: "zabbix-server-pgsql",
}
"""Pattern of a file that is on no PATH → the package that brings it."""


def lacking(unpacked: Path) -> list[str]:
    """The packages, each once, of what neither this computer nor the folder has."""
    packages = [name for program, name in PROGRAMS.items() if not debian.found(program, unpacked)]
    packages += [name for file, name in FILES.items() if not debian.located(file, unpacked)]
    return list(dict.fromkeys(packages))


def unpack(apt: debian.PrivateApt, packages: list[str], unpacked: Path) -> None:
    new = arriving(unpacked)
    apt.bring(packages, new)
    finish(unpacked)


def arriving(unpacked: Path) -> Path:
    """Where packages lie, whole, until the last of their files is in its place."""
    return unpacked.with_name(unpacked.name + ".new")


def finish(unpacked: Path) -> None:
    """Puts what has arrived into its place; also what an earlier call was cut short in."""
    new = arriving(unpacked)
    if not new.exists():
        return
    relocation.relocate(new)
    _lay_over(new, unpacked)
    shutil.rmtree(new)


def _lay_over(new: Path, unpacked: Path) -> None:
    """Moves each file in one step, over an older one of its name; folders become one."""
    for folder, folders, files in os.walk(new):
        here = unpacked / Path(folder).relative_to(new)
        here.mkdir(parents=True, exist_ok=True)
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*files, *links):
            (Path(folder) / name).replace(here / name)
