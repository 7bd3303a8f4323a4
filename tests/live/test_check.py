"""Looks at a real nginx: pages, ports, certificates, and a site's latest article."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import trustme

from services.records import Observation, Reply, ServiceHealth
from tests.live.reading import of, reading
from tests.servers.nginx import nginx_in
from tests.servers.process import free_port, running

if TYPE_CHECKING:
    from pathlib import Path

    from services.news import Batch
    from tests.servers.nginx import Nginx

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><item><title>a</title>
<pubDate>Mon, 23 Nov 2026 08:00:00 +0700</pubDate></item></channel></rss>"""


@pytest.fixture
def site(nginx: Nginx, tmp_path: Path) -> str:
    folder = tmp_path / "trang"
    folder.mkdir()
    head = '<head><link rel="alternate" type="application/rss+xml" href="tin.xml"></head>'
    (folder / "index.html").write_text(f"<html>{head}Ủy ban nhân dân</html>", encoding="utf-8")
    (folder / "tin.xml").write_text(FEED, encoding="utf-8")
    return nginx.serve(folder)


def services(batch: Batch) -> dict[str, ServiceHealth]:
    return of(ServiceHealth, batch)


def test_pages_ports_and_texts_are_told_apart(nginx: Nginx, site: str, tmp_path: Path) -> None:
    closed = free_port()
    good, lacking = f"{site}/index.html", f"{site}/"
    targets = (
        f"{{url: '{good}', text: Ủy ban nhân dân, organ: da-lat}}",
        f"{{url: '{lacking}', text: Không có chữ này}}",
        f"'{site}/khong-co.html'",
        f"{{url: '{nginx.url}/locked/', status: [401]}}",
        f"'tcp://{nginx.address}'",
        f"'tcp://127.0.0.1:{closed}'",
    )
    source = f"{{connector: check, articles: true, targets: [{', '.join(targets)}]}}"
    with reading(tmp_path, source) as wall:
        batch = wall.batch()
        found = services(batch)
        assert {uid: one.state for uid, one in found.items()} == {
            good: Reply.ANSWERS,
            lacking: Reply.WRONG,
            f"{site}/khong-co.html": Reply.WRONG,
            f"{nginx.url}/locked/": Reply.ANSWERS,
            f"tcp://{nginx.address}": Reply.ANSWERS,
            f"tcp://127.0.0.1:{closed}": Reply.NONE,
        }
        assert found[good].last_published == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
        assert found[good].latency is not None
        assert found[good].organ == "da-lat"
        up = of(Observation, batch)["up"]
        assert up.numerator == 3
        assert up.denominator == 6


def test_a_certificate_s_end_is_told_whether_it_is_trusted_or_not(
    nginx: Nginx, tmp_path: Path
) -> None:
    page, port = f"{nginx.tls_url}/status", f"tls://localhost:{nginx.tls_port}"
    source = f"{{connector: check, targets: ['{page}', '{port}']"
    with reading(tmp_path, f"{source}, ca: '{nginx.authority}'}}") as wall:
        batch = wall.batch()
        found = services(batch)
        assert {one.state for one in found.values()} == {Reply.ANSWERS}
        assert {one.certificate_until for one in found.values()} == {nginx.certificate_until}
        assert of(Observation, batch)["certificates_urgent"].value == 0
    with reading(tmp_path, f"{source}}}") as wall:
        found = services(wall.batch())
        assert {one.state for one in found.values()} == {Reply.WRONG}
        assert {one.certificate_until for one in found.values()} == {nginx.certificate_until}


def test_a_site_that_is_killed_is_down_and_comes_back_and_the_source_is_never_out(
    nginx: Nginx, site: str, tmp_path: Path
) -> None:
    url = f"{site}/index.html"
    with reading(tmp_path, f"{{connector: check, url: '{url}'}}") as wall:
        assert services(wall.batch())[url].state == Reply.ANSWERS
        nginx.kill()
        down = services(wall.batch())[url]
        assert down.state == Reply.NONE
        assert down.words is not None
        nginx.start()
        assert services(wall.batch())[url].state == Reply.ANSWERS


def test_hundreds_of_sites_are_looked_at_within_the_deadline(
    nginx: Nginx, site: str, tmp_path: Path
) -> None:
    targets = ", ".join(f"'{site}/index.html?{n}'" for n in range(300))
    del nginx
    with reading(tmp_path, f"{{connector: check, targets: [{targets}]}}") as wall:
        batch = wall.batch()
        assert len(services(batch)) == 300
        assert batch.missing is None


def test_a_site_whose_certificate_has_ended_says_since_when(tmp_path: Path) -> None:
    ended = datetime(2026, 1, 31, tzinfo=UTC)
    folder = tmp_path / "nginx"
    folder.mkdir()
    server = nginx_in(folder)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(server.authority)
    leaf = authority.issue_cert(
        "localhost", not_before=datetime(2025, 1, 31, tzinfo=UTC), not_after=ended
    )
    leaf.private_key_and_cert_chain_pem.write_to_path(folder / "certificate.pem")
    page = f"{server.tls_url}/status"
    source = f"{{connector: check, url: '{page}', ca: '{server.authority}'}}"
    with contextmanager(running)(server), reading(tmp_path, source) as wall:
        batch = wall.batch()
        [found] = services(batch).values()
        assert (found.state, found.certificate_until) == (Reply.WRONG, ended)
        assert found.words is not None
        assert found.words.text == "Chứng thư của máy chủ đã hết hạn"
        assert of(Observation, batch)["certificates_urgent"].value == 1
