"""Looks at pages, ports and certificates of servers on loopback."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from services.door import SourceError, Visit, Visited
from services.news import Reason
from services.stream.looks import Looker
from tests.unit.http.platforms import Said

if TYPE_CHECKING:
    import threading
    from pathlib import Path

AT = datetime(2030, 1, 1, tzinfo=UTC)
"""When the certificates of these tests end, to the second."""


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Cơ quan cấp")


def server_of(leaf: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    return context


def looked(source: Any, *visits: Visit) -> list[Visited]:
    with source.open() as door:
        return list(door.visits(visits))


def quiet(line: socket.socket, stop: threading.Event) -> None:
    del line
    stop.wait(0)


def seen(scout: Any, authority: trustme.CA | None, folder: Path, port: int) -> Visited:
    settings = {}
    if authority is not None:
        authority.cert_pem.write_to_path(folder / "goc.pem")
        settings = {"ca": "goc.pem"}
    [visited] = looked(scout(**settings), Visit(address=f"tls://127.0.0.1:{port}"))
    return visited


def test_a_sound_certificate_is_told_whole(
    authority: trustme.CA, liars: Any, scout: Any, tmp_path: Path
) -> None:
    leaf = authority.issue_cert("127.0.0.1", common_name="cong.example.vn", not_after=AT)
    visited = seen(scout, authority, tmp_path, liars.start(quiet, server_of(leaf)))
    met = visited.certificate
    assert met is not None
    assert (met.subject, met.issuer, met.until) == ("cong.example.vn", "Cơ quan cấp", AT)
    assert (met.trusted, met.named, met.flaw, visited.failure) == (True, True, None, None)


@pytest.mark.parametrize(
    ("name", "ends", "known", "trusted", "named", "words"),
    [
        ("127.0.0.1", "past", True, True, True, "Chứng thư của máy chủ đã hết hạn"),
        ("khac.example", "ahead", True, True, False, "Chứng thư của máy chủ mang tên khác"),
        ("khac.example", "past", False, False, False,
         "Chứng thư của máy chủ do nơi không được tin cậy cấp; khai tệp gốc ở “ca”"),
        ("khac.example", "past", True, True, False, None),
    ],
)  # fmt: skip
def test_a_certificate_that_nobody_would_trust_is_told_all_the_same(
    *, name: str, ends: str, known: bool, trusted: bool, named: bool, words: str | None,
    authority: trustme.CA, liars: Any, scout: Any, tmp_path: Path,
) -> None:  # fmt: skip
    until = AT if ends == "ahead" else datetime(2021, 1, 1, tzinfo=UTC)
    leaf = authority.issue_cert(name, not_before=until - timedelta(days=3650), not_after=until)
    port = liars.start(quiet, server_of(leaf))
    visited = seen(scout, authority if known else None, tmp_path, port)
    met = visited.certificate
    assert met is not None
    assert (met.until, met.trusted, met.named) == (until, trusted, named)
    assert met.flaw is not None
    assert visited.failure is met.flaw
    assert met.flaw.reason is Reason.CERTIFICATE
    assert words is None or met.flaw.words.text == words


def test_a_port_without_tls_has_no_certificate(liars: Any, scout: Any) -> None:
    port = liars.start(lambda line, stop: line.sendall(b"220 chao\r\n"))
    [visited] = looked(scout(), Visit(address=f"tls://127.0.0.1:{port}"))
    assert visited.certificate is None
    assert visited.failure is not None


def test_ports_that_are_open_and_closed_are_told_apart(liars: Any, scout: Any) -> None:
    port = liars.start(quiet)
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = server.getsockname()[1]
    came = {
        one.visit.address.rpartition(":")[2]: one
        for one in looked(
            scout(),
            Visit(address=f"tcp://127.0.0.1:{port}"),
            Visit(address=f"tcp://127.0.0.1:{closed}"),
        )
    }
    assert came[str(port)].failure is None
    assert came[str(port)].took is not None
    failure = came[str(closed)].failure
    assert failure is not None
    assert (failure.reason, came[str(closed)].set_out) == (Reason.UNREACHABLE, True)


def test_a_name_that_is_not_found_did_not_set_out(scout: Any) -> None:
    [visited] = looked(scout(), Visit(address="http://khong-co.invalid/"))
    assert visited.failure is not None
    assert (visited.failure.reason, visited.set_out) == (Reason.NO_SUCH_NAME, False)


def test_a_page_and_its_status_are_told(platform: Any, scout: Any) -> None:
    site = platform(lambda heard: Said(b"xin chao", 200 if heard.path == "/" else 404))
    good, bad = sorted(
        looked(scout(site.url), Visit(address="/"), Visit(address="/khong-co")),
        key=lambda one: len(one.visit.address),
    )
    assert good.answer is not None
    assert good.answer.body == b"xin chao"
    assert bad.failure is not None
    assert (bad.failure.status, bad.took is not None) == (404, True)


@pytest.mark.parametrize(
    ("redirects", "status", "reason"),
    [("follow", 200, None), ("home", 200, None), ("none", 302, None)],
)
def test_redirects_at_home_are_followed_as_asked(
    redirects: Any, status: int, reason: Reason | None, platform: Any, scout: Any
) -> None:
    site = platform(
        lambda heard: Said(b"", 302, {"Location": "/moi"}) if heard.path == "/" else Said(b"moi")
    )
    [visited] = looked(scout(site.url), Visit(address="/", redirects=redirects))
    assert reason is None
    assert visited.answer is not None
    assert visited.answer.status == status


@pytest.mark.parametrize(("redirects", "followed"), [("follow", True), ("home", False)])
def test_another_host_is_gone_to_only_where_asked(
    *, redirects: Any, followed: bool, platform: Any, scout: Any
) -> None:
    other = platform(lambda _: Said(b"khac"))
    there = other.url.replace("127.0.0.1", "localhost")
    site = platform(lambda _: Said(b"", 301, {"Location": there}))
    [visited] = looked(scout(site.url), Visit(address="/", redirects=redirects))
    assert (visited.answer is not None) is followed
    if visited.failure is not None:
        assert visited.failure.words.text == "Trang chuyển hướng sang máy chủ khác ({host})"


def test_redirects_in_a_circle_end(platform: Any, scout: Any) -> None:
    site = platform(lambda _: Said(b"", 302, {"Location": "/"}))
    [visited] = looked(scout(site.url), Visit(address="/"))
    assert visited.failure is not None
    assert visited.failure.words.text == "Nguồn chuyển hướng vòng quanh"


def test_a_redirect_to_what_is_no_address_costs_only_its_own_site(
    platform: Any, scout: Any
) -> None:
    site = platform(
        lambda got: (
            Said(b"ok") if "good" in got.path else Said(b"", 302, {"Location": "http://[oops"})
        )
    )
    visits = [Visit(address=f"/bad{n}") for n in range(15)] + [Visit(address="/good")]
    came = {one.visit.address: one for one in looked(scout(site.url), *visits)}
    assert len(came) == len(visits)
    assert came["/good"].failure is None
    failure = came["/bad0"].failure
    assert failure is not None
    assert failure.words.text == "Nguồn chỉ sang một địa chỉ viết sai: “{address}”"


def broken(*_: object) -> Visited:
    raise KeyError


def test_a_defect_in_a_look_is_logged_once_and_is_that_site_s_failure(
    platform: Any, scout: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    site = platform(lambda _: Said(b"ok"))
    source = scout(site.url)
    monkeypatch.setattr(Looker, "look", broken)
    for _ in range(2):
        [visited] = looked(source, Visit(address="/"))
        assert visited.failure is not None
        assert visited.failure.reason is Reason.MALFORMED
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_many_addresses_are_looked_at_a_few_at_a_time(platform: Any, scout: Any) -> None:
    site = platform(lambda _: Said(b"ok"))
    came = looked(scout(site.url), *(Visit(address=f"/{n}") for n in range(60)))
    assert {one.visit.address for one in came} == {f"/{n}" for n in range(60)}
    assert all(one.failure is None for one in came)


def test_whoever_stalls_holds_up_nobody_else(liars: Any, platform: Any, scout: Any) -> None:
    stalled = liars.start(lambda line, stop: stop.wait())
    site = platform(lambda _: Said(b"ok"))
    patience = timedelta(milliseconds=150)
    came = looked(
        scout(site.url),
        Visit(address=f"http://127.0.0.1:{stalled}/", within=patience),
        Visit(address="/"),
    )
    failures = {one.visit.address: one.failure for one in came}
    assert failures["/"] is None
    late = failures[f"http://127.0.0.1:{stalled}/"]
    assert late is not None
    assert late.reason is Reason.DEADLINE


def test_what_is_not_reached_when_the_time_is_over_is_not_told(liars: Any, scout: Any) -> None:
    stalled = liars.start(lambda line, stop: stop.wait())
    visits = [Visit(address=f"http://127.0.0.1:{stalled}/{n}") for n in range(30)]
    assert looked(scout(deadline="200 ms"), *visits) == []


def test_a_file_of_roots_that_can_not_be_read_is_the_whole_source_s(scout: Any) -> None:
    with pytest.raises(SourceError) as caught:
        looked(scout(ca="khong-co.pem"), Visit(address="tcp://127.0.0.1:1"))
    assert caught.value.reason is Reason.CERTIFICATE
