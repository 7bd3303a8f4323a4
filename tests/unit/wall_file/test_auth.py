"""Ways to convince a source: what a wall file may say, and what `check` tells of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import trustme

from services.wall_file import load
from services.wall_file.secretive import secrets_of
from tests.unit.wall_file.small_plugins import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.wall_file import Loaded

BEARER = 'auth: {bearer: "${env:BAO_CAO}"}'
OAUTH2 = (
    'auth: {oauth2: {token_url: "https://cap-khoa.noi-bo/token", client_id: tuong, '
    'client_secret: "${env:BAO_CAO}"}}'
)
LOGIN = (
    'auth: {login: {url: dang-nhap, body: {user: tuong, password: "${env:BAO_CAO}"}, token: jwt, '
    "expires: han}}"
)
HMAC = (
    'auth: {hmac: {key: H36, secret: "${env:BAO_CAO}", parts: [method, "{path}?{query}", date], '
    'headers: {X-Sign: "{key}:{signature}", X-Date: "{date}"}}}'
)


@pytest.mark.parametrize("auth", [OAUTH2, LOGIN, HMAC])
def test_every_way_is_read_and_its_secrets_are_found(
    read: Callable[..., Loaded], auth: str
) -> None:
    loaded = read(BEARER, auth)
    assert loaded.faults == ()
    assert loaded.wall is not None
    found = dict(secrets_of(loaded.wall.sources["bao-cao"]))
    assert [secret.name for secret in found.values()] == ["BAO_CAO"]


@pytest.mark.parametrize(
    ("auth", "said"),
    [
        (
            "auth: {}",
            "13:11: auth chưa nêu cách nào: ghi một trong: bearer, basic, header, oauth2,",
        ),
        (
            'auth: {bearer: "${env:A}", header: {name: X, value: "${env:A}"}}',
            "13:11: auth có hơn một cách: bearer, header: giữ một cách; chỉ certificate",
        ),
        (
            LOGIN.replace("token: jwt", "token: 'jwt['"),
            "biểu thức JMESPath “jwt[” không đọc được",
        ),
        (LOGIN.replace("${env:BAO_CAO}", "${evn:BAO_CAO}"), "tham chiếu bí mật không đọc được"),
        (
            LOGIN.replace("expires: han", "method: GET"),
            "GET không có thân: đổi method thành POST hoặc bỏ body",
        ),
        (
            LOGIN.replace("expires: han", "encoding: form").replace("user: tuong", "user: {a: 1}"),
            "biểu mẫu không chứa được mục lồng nhau",
        ),
        (
            LOGIN.replace("expires: han", "send: {as: Bearer}"),
            "giá trị của tiêu đề không có chỗ cho khóa: ghi Bearer {token}",
        ),
        (HMAC.replace("[method,", "[metod,"), "không có phần “metod” của yêu cầu: dùng một trong:"),
        (HMAC.replace("{path}?", "{pth}?"), "không có phần “pth” của yêu cầu"),
        (HMAC.replace("{key}:{signature}", "{key}"), "không tiêu đề nào gửi chữ ký"),
        (
            HMAC.replace(', X-Date: "{date}"', ""),
            "chữ ký có date mà không tiêu đề nào gửi nó: ghi {date} ở headers",
        ),
        (HMAC.replace("key: H36, ", ""), "có chỗ {key} mà chưa khai khóa: khai key"),
        (OAUTH2.replace("token_url", "token_ulr"), "có phải là “token_url”?"),
        (OAUTH2.replace("https://cap-khoa.noi-bo/token", "/token"), "địa chỉ chỉ là đường dẫn"),
        (
            OAUTH2.replace("https://cap", "https://an:mat-khau@cap"),
            "địa chỉ mang tên đăng nhập hoặc mật khẩu",
        ),
        (LOGIN.replace("url: dang-nhap", 'url: "ftp://x/y"'), "địa chỉ không bắt đầu bằng http://"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(
    read: Callable[..., Loaded], lines: Callable[[Loaded], list[str]], auth: str, said: str
) -> None:
    loaded = read(BEARER, auth)
    assert loaded.wall is None
    (line,) = lines(loaded)
    assert said in line
    assert "mat-khau" not in line


@pytest.mark.parametrize(
    ("auth", "said"),
    [
        (
            OAUTH2.replace("https://cap-khoa.noi-bo", "http://cap-khoa.noi-bo"),
            "mật khẩu đi không mã hóa (http) tới nơi cấp khóa",
        ),
        (LOGIN.replace("url: dang-nhap", 'url: "http://10.1.0.9/x"'), "mật khẩu đi không mã hóa"),
        (LOGIN.replace("${env:BAO_CAO}", "viết-thẳng"), "bí mật ghi thẳng trong tệp"),
        (LOGIN.replace("https", "http"), None),
        (OAUTH2.replace("https://cap-khoa.noi-bo", "http://127.0.0.1:9"), None),
        (OAUTH2.replace("https://cap-khoa.noi-bo", "http://localhost:9"), None),
        (OAUTH2.replace("https://cap-khoa.noi-bo", "http://[::1]:9"), None),
    ],
)
def test_what_is_dangerous_is_warned_of(
    read: Callable[..., Loaded],
    lines: Callable[[Loaded], list[str]],
    auth: str,
    said: str | None,
) -> None:
    loaded = read(BEARER, auth)
    assert loaded.wall is not None
    told = lines(loaded)
    assert len(told) == (said is not None)
    assert all(said in line for line in told if said is not None)
    assert "viết-thẳng" not in f"{lines(loaded)} {loaded.wall!r}"


def _with_certificate(folder: Path, certificate: str, url: str = "https://a.example") -> Any:
    path = folder / "w.yaml"
    path.write_text(
        f'wall: 1\nsources:\n  a: {{connector: http_json, url: "{url}", auth: {{certificate: '
        f"{certificate}}}}}\n",
        encoding="utf-8",
    )
    return load(path, PLUGINS, {})


def test_the_files_of_a_certificate_exist_and_its_key_is_its_owners(
    tmp_path: Path, lines: Callable[[Loaded], list[str]]
) -> None:
    made = trustme.CA().issue_cert("tuong@example.org")
    made.cert_chain_pems[0].write_to_path(tmp_path / "a.pem")
    made.private_key_pem.write_to_path(tmp_path / "a.key")
    (tmp_path / "a.key").chmod(0o644)
    both = "{file: a.pem, key: a.key}"
    (line,) = lines(_with_certificate(tmp_path, both))
    assert "người khác cũng đọc được tệp bí mật" in line
    (tmp_path / "a.key").chmod(0o600)
    assert lines(_with_certificate(tmp_path, both)) == []
    (line,) = lines(_with_certificate(tmp_path, "{file: b.pem, key: a.key}"))
    assert "không có tệp chứng thư “b.pem”" in line
    (line,) = lines(_with_certificate(tmp_path, both, "http://127.0.0.1"))
    assert "nguồn dùng http nên chứng thư khách không được dùng: đổi url thành https://…" in line


def test_a_certificate_goes_with_one_other_way(read: Callable[..., Loaded]) -> None:
    both = BEARER.replace("{", "{certificate: {file: a.pem}, ", 1)
    loaded = read(BEARER, both)
    assert loaded.faults == ()
    assert loaded.wall is not None
    assert loaded.wall.sources["bao-cao"].auth is not None
