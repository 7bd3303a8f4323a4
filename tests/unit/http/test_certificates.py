"""Client certificates, with real TLS servers that demand one."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from services.door import Request, SourceError
from services.news import Reason
from tests.unit.http.platforms import Heard, Said

if TYPE_CHECKING:
    from pathlib import Path

    from services.http.source import SourceHttp

PASSWORD = "mở-khóa"


@pytest.fixture
def authority(tmp_path: Path) -> trustme.CA:
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "goc.pem")
    return made


def demanding(authority: trustme.CA, *, version: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    if version is not None:
        context.maximum_version = version
    return context


def kept(made: trustme.LeafCert, folder: Path, password: str | None = None) -> dict[str, object]:
    """Certificate and key in two files, the key encrypted where there is a password."""
    made.cert_chain_pems[0].write_to_path(folder / "tuong.pem")
    key = made.private_key_pem.bytes()
    if password is not None:
        key = load_pem_private_key(key, None).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode())
        )
    (folder / "tuong.key").write_bytes(key)
    return {"file": "tuong.pem", "key": "tuong.key"}


def ask(source: SourceHttp) -> bytes:
    with source.open() as door:
        return door.ask(Request()).body


def refusal(source: SourceHttp) -> SourceError:
    with pytest.raises(SourceError) as caught:
        ask(source)
    return caught.value


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_server_that_demands_a_certificate_gets_it_and_without_one_says_so(
    platform: Any, source: Any, authority: trustme.CA, tmp_path: Path, version: ssl.TLSVersion
) -> None:
    system = platform(lambda _: Said(b"[4]"), demanding(authority, version=version))
    own = kept(authority.issue_cert("tuong@example.org"), tmp_path)
    assert ask(source(system.url, ca="goc.pem", auth={"certificate": own})) == b"[4]"
    error = refusal(source(system.url, ca="goc.pem"))
    assert error.reason is Reason.CERTIFICATE
    assert "chứng thư khách" in error.words.text or version is ssl.TLSVersion.TLSv1_2


def test_one_file_may_hold_certificate_and_key(
    platform: Any, source: Any, authority: trustme.CA, tmp_path: Path
) -> None:
    system = platform(lambda _: Said(), demanding(authority))
    authority.issue_cert("tuong@example.org").private_key_and_cert_chain_pem.write_to_path(
        tmp_path / "ca-hai.pem"
    )
    assert ask(source(system.url, ca="goc.pem", auth={"certificate": {"file": "ca-hai.pem"}}))


def test_an_encrypted_key_is_opened_by_its_password(
    platform: Any, source: Any, authority: trustme.CA, tmp_path: Path
) -> None:
    system = platform(lambda _: Said(), demanding(authority))
    own = kept(authority.issue_cert("tuong@example.org"), tmp_path, PASSWORD)
    right = {"certificate": {**own, "password": PASSWORD}}
    assert ask(source(system.url, ca="goc.pem", auth=right)) == b"{}"
    wrong = refusal(
        source(system.url, ca="goc.pem", auth={"certificate": {**own, "password": "khác"}})
    )
    assert (wrong.reason, "Mật khẩu không mở được" in wrong.words.text) == (
        Reason.CERTIFICATE,
        True,
    )
    without = refusal(source(system.url, ca="goc.pem", auth={"certificate": own}))
    assert (without.reason, "mã hóa" in without.words.text) == (Reason.CERTIFICATE, True)


def test_an_expired_certificate_and_a_strangers_are_told_apart(
    platform: Any, source: Any, authority: trustme.CA, tmp_path: Path
) -> None:
    system = platform(lambda _: Said(), demanding(authority))
    late = authority.issue_cert("tuong@example.org", not_after=datetime(2001, 1, 1, tzinfo=UTC))
    error = refusal(source(system.url, ca="goc.pem", auth={"certificate": kept(late, tmp_path)}))
    assert error.reason is Reason.CERTIFICATE
    assert error.words.text == "Chứng thư khách đã hết hạn"
    strange = trustme.CA().issue_cert("la@example.org")
    error = refusal(source(system.url, ca="goc.pem", auth={"certificate": kept(strange, tmp_path)}))
    assert error.reason is Reason.CERTIFICATE
    assert "không nhận chứng thư khách" in error.words.text


def test_a_certificate_that_was_renewed_is_read_again(
    platform: Any, source: Any, authority: trustme.CA, tmp_path: Path
) -> None:
    system = platform(lambda _: Said(), demanding(authority))
    late = authority.issue_cert("tuong@example.org", not_after=datetime(2001, 1, 1, tzinfo=UTC))
    known = source(system.url, ca="goc.pem", auth={"certificate": kept(late, tmp_path)})
    assert refusal(known).reason is Reason.CERTIFICATE
    kept(authority.issue_cert("tuong@example.org"), tmp_path)
    assert ask(known) == b"{}"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "tuong.key").unlink(), "Không đọc được tệp chứng thư khách"),
        (lambda folder: (folder / "tuong.pem").write_text("-"), "không đúng dạng PEM"),
        (
            lambda folder: (folder / "tuong.key").write_bytes(
                trustme.CA().issue_cert("x").private_key_pem.bytes()
            ),
            "Khóa riêng không phải của chứng thư khách",
        ),
    ],
)
def test_files_that_are_no_certificate_are_said_before_anything_is_sent(
    platform: Any, source: Any, authority: trustme.CA, tmp_path: Path, spoil: Any, words: str
) -> None:
    system = platform(lambda _: Said(), demanding(authority))
    own = kept(authority.issue_cert("tuong@example.org"), tmp_path)
    spoil(tmp_path)
    error = refusal(source(system.url, ca="goc.pem", auth={"certificate": own}))
    assert error.reason is Reason.CERTIFICATE
    assert words in error.words.text
    assert system.heard == []


def test_a_certificate_goes_with_a_token_and_is_shown_to_the_source_alone(
    platform: Any, source: Any, authority: trustme.CA, tmp_path: Path
) -> None:
    def answer(heard: Heard) -> Said:
        return Said(b'{"access_token": "k1", "expires_in": 60}' if heard.path == "/token" else b"5")

    system = platform(answer, demanding(authority))
    own = kept(authority.issue_cert("tuong@example.org"), tmp_path)
    oauth2 = {"client_id": "tuong", "client_secret": "x"}
    auth = {"certificate": own, "oauth2": {**oauth2, "token_url": f"{system.url}/token"}}
    assert ask(source(system.url, ca="goc.pem", auth=auth)) == b"5"
    assert system.heard[1].headers["authorization"] == "Bearer k1"
    elsewhere = platform(answer, demanding(authority))
    auth = {"certificate": own, "oauth2": {**oauth2, "token_url": f"{elsewhere.url}/token"}}
    error = refusal(source(system.url, ca="goc.pem", auth=auth))
    assert error.reason is Reason.CERTIFICATE
    assert elsewhere.heard == []
