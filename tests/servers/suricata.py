"""Suricata over packets that a test makes: each run adds its events to one eve.json."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.servers.nginx import Nginx, nginx_in
from tests.servers.process import PATIENCE, program, start_folder
from tools import debian
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.servers.rack import Rack

RULES = """\
alert dns any any -> any any (msg:"IOC: tên miền điều khiển"; dns.query; content:"c2.example"; \
nocase; classtype:ioc-cao; sid:1000001; rev:1;)
alert http any any -> any any (msg:"IOC: tải mã độc"; http.uri; content:"/ma-doc"; \
classtype:ioc-vua; sid:1000002; rev:2;)
alert icmp any any -> any any (msg:"Dò quét ICMP"; itype:8; classtype:ioc-thap; sid:1000003; rev:1;)
"""

_CLASSES = """\
config classification: ioc-cao,Mã độc điều khiển từ xa,1
config classification: ioc-vua,Tải tệp đáng ngờ,2
config classification: ioc-thap,Dò quét,3
"""

_CONFIGURATION = """\
%YAML 1.1
---
vars:
  address-groups: {{HOME_NET: "[10.0.0.0/8]", EXTERNAL_NET: any}}
classification-file: {folder}/classification.config
reference-config-file: /dev/null
threshold-file: /dev/null
logging:
  default-log-level: warning
  outputs: [{{console: {{enabled: yes}}}}]
outputs:
  - eve-log:
      enabled: yes
      filetype: regular
      filename: eve.json
      types: [alert, dns, http, flow, {{stats: {{totals: yes}}}}]
app-layer:
  protocols:
    dns: {{udp: {{enabled: yes, detection-ports: {{dp: 53}}}}}}
    http: {{enabled: yes}}
unix-command: {{enabled: no}}
"""


@dataclass(slots=True)
class Suricata:
    """Its eve.json is a file, `eve`, and is served at `url`."""

    server: Nginx
    folder: Path
    url: str

    @property
    def eve(self) -> Path:
        return self.folder / "out" / "eve.json"

    def start(self) -> None:
        self.server.start()

    def kill(self) -> None:
        self.server.kill()

    def clear(self) -> None:
        """As log rotation does: the file begins anew with the next run."""
        self.eve.unlink(missing_ok=True)

    def watch(self, packets: Sequence[Any]) -> None:
        """Hands scapy's packets, with their own times, to Suricata and returns when their events are
        in eve.json."""
        from scapy.utils import wrpcap  # noqa: PLC0415 - heavy: only these tests pay for it

        wrpcap(str(self.folder / "x.pcap"), packets)
        done = subprocess.run(
            (
                *(program("suricata"), "-c", f"{self.folder}/suricata.yaml"),
                *("-r", f"{self.folder}/x.pcap", "-S", f"{self.folder}/ioc.rules"),
                *("-l", f"{self.folder}/out", "-k", "none", "--runmode", "single"),
            ),
            cwd=start_folder(self.folder),
            env=debian.environment(SERVERS),
            capture_output=True,
            text=True,
            timeout=PATIENCE * 2,
            check=False,
        )
        if done.returncode:
            pytest.fail(f"Suricata failed:\n{done.stdout}{done.stderr}", pytrace=False)


def ping(source: str, to: str, at: float) -> Any:
    """A packet that the rules call a scan, severity 3. Times are seconds since 1970."""
    from scapy.layers.inet import ICMP, IP  # noqa: PLC0415
    from scapy.layers.l2 import Ether  # noqa: PLC0415

    packet = Ether() / IP(src=source, dst=to) / ICMP(type=8) / b"langbiang"
    packet.time = at
    return packet


def question(source: str, name: str, at: float) -> Any:
    """A question to a name server; below c2.example the rules call it severity 1."""
    from scapy.layers.dns import DNS, DNSQR  # noqa: PLC0415
    from scapy.layers.inet import IP, UDP  # noqa: PLC0415
    from scapy.layers.l2 import Ether  # noqa: PLC0415

    asked = DNS(rd=1, qd=DNSQR(qname=name))
    packet = Ether() / IP(src=source, dst="10.0.0.53") / UDP(sport=40000, dport=53) / asked
    packet.time = at
    return packet


@pytest.fixture(scope="session")
def suricata(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> Suricata:
    folder = tmp_path_factory.mktemp("suricata")
    (folder / "out").mkdir()
    for name, words in (
        ("suricata.yaml", _CONFIGURATION.format(folder=folder)),
        ("ioc.rules", RULES),
        ("classification.config", _CLASSES),
    ):
        (folder / name).write_text(words, encoding="utf-8")
    server = rack.stand("suricata", nginx_in(tmp_path_factory.mktemp("suricata-nginx")))
    return Suricata(server, folder, server.serve(folder / "out") + "/eve.json")
