"""A real nginx' stub_status, read through a wall file alone."""

from __future__ import annotations

import re
import urllib.request
from typing import TYPE_CHECKING

from services.news import Reason
from services.records import Observation, Reply, ServiceHealth
from tests.live.reading import of, reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.nginx import Nginx


def requests(nginx: Nginx) -> int:
    """What nginx itself has counted, this question among them."""
    with urllib.request.urlopen(nginx.status_url, timeout=10) as answer:
        found = re.search(r"(\d+) (\d+) (\d+) \n", answer.read().decode())
    assert found is not None
    return int(found[3])


def test_the_figures_are_those_of_the_page(nginx: Nginx, tmp_path: Path) -> None:
    source = f"{{connector: nginx_status, url: '{nginx.status_url}'}}"
    with reading(tmp_path, source) as wall:
        before = requests(nginx)
        batch = wall.batch()
        after = requests(nginx)
        counted = of(Observation, batch)["requests"].value
        assert counted is not None
        assert before < counted < after
        [service] = of(ServiceHealth, batch).values()
        assert (service.state, service.instance) == (Reply.ANSWERS, nginx.address)


def test_a_killed_nginx_is_an_outage_and_counts_anew_when_it_is_back(
    nginx: Nginx, tmp_path: Path
) -> None:
    source = f"{{connector: nginx_status, url: '{nginx.status_url}'}}"
    with reading(tmp_path, source) as wall:
        for _ in range(20):
            requests(nginx)
        wall.batch()
        nginx.kill()
        assert wall.outage().reason is Reason.UNREACHABLE
        nginx.start()
        found = of(Observation, wall.batch())
        assert found["requests"].value is not None
        assert found["requests"].value < 20
        assert found["request_rate"].value is None


def test_another_page_of_the_same_server_says_where_to_look(nginx: Nginx, tmp_path: Path) -> None:
    folder = tmp_path / "trang"
    folder.mkdir()
    (folder / "index.html").write_text("<html>chao</html>", encoding="utf-8")
    source = f"{{connector: nginx_status, url: '{nginx.serve(folder)}/'}}"
    with reading(tmp_path, source) as wall:
        out = wall.outage()
        assert out.reason is Reason.MALFORMED
        assert out.remedy is not None
