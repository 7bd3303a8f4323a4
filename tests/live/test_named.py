"""Probing real servers of a machine room: each is named, and what is proposed is a wall file that loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.clock import SystemClock
from services.wall_file import installed, load
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.clamd import Clamd
    from tests.servers.haproxy import HAProxy
    from tests.servers.nginx import Nginx
    from tests.servers.zabbix import Zabbix


@pytest.fixture
def probed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Probed:
    return Probed(tmp_path / "tuong.yaml", capsys)


class Probed:
    def __init__(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._file, self._capsys = file, capsys

    def __call__(self, url: str) -> tuple[str, str]:
        """The connector that is proposed, and what was said of the system."""
        status = obey(["probe", url], SystemClock())
        captured = self._capsys.readouterr()
        assert status == 0, captured.err
        self._file.write_text(captured.out, encoding="utf-8")
        loaded = load(self._file, installed())
        assert loaded.wall is not None, loaded.faults
        [source] = loaded.wall.sources.values()
        return source.connector, captured.err


def test_haproxy_is_named_by_its_page_and_by_its_root(haproxy: HAProxy, probed: Probed) -> None:
    for path in ("", "/stats", "/stats;csv"):
        connector, said = probed(haproxy.url + path)
        assert connector == "haproxy"
        assert "Nhận ra HAProxy" in said


def test_nginx_is_named_by_its_status_page(nginx: Nginx, probed: Probed) -> None:
    assert probed(nginx.status_url)[0] == "nginx_status"


def test_a_site_for_people_is_proposed_to_be_looked_at(
    nginx: Nginx, probed: Probed, tmp_path: Path
) -> None:
    (tmp_path / "trang").mkdir()
    (tmp_path / "trang/index.html").write_text("<html>chao</html>", encoding="utf-8")
    assert probed(f"{nginx.serve(tmp_path / 'trang')}/index.html")[0] == "check"


def test_clamd_is_named_by_its_version(clamd: Clamd, probed: Probed) -> None:
    connector, said = probed(f"tcp://{clamd.address}")
    assert connector == "clamav"
    assert "Nhận ra ClamAV 1." in said


def test_zabbix_is_named_without_a_key(zabbix: Zabbix, probed: Probed) -> None:
    for url in (zabbix.url, zabbix.api):
        connector, said = probed(url)
        assert connector == "zabbix"
        assert "Nhận ra Zabbix 7." in said
