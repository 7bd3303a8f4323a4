"""Secrets that stand in a wall file itself: found, and left out of what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.wall_file import installed, load, load_texts
from services.wall_file.written import without

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """\
wall: 1
sources:
  so:
    connector: http_json
    url: {url}
    {more}
    alerts: {{each: "a[]", uid: b, title: c}}
"""


def kept(folder: Path, more: str = "", url: str = "http://127.0.0.1:9/") -> str:
    """What a cache keeps of the file; it is still the same wall."""
    path = folder / "tuong.yaml"
    path.write_text(SOURCE.format(url=url, more=more), encoding="utf-8")
    loaded = load(path, installed())
    assert loaded.faults == ()
    texts = without(loaded.texts, loaded.written)
    again = load_texts(texts, "tuong.yaml", installed())
    assert again.faults == ()
    assert again.wall is not None
    assert again.wall.sources.keys() == {"so"}
    return texts["tuong.yaml"]


@pytest.mark.parametrize(
    "more",
    [
        "auth: {bearer: kin-1234}",
        "auth: {bearer: 'kin-1234'}",
        'auth: {basic: {user: a, password: "kin-1234"}}',
        "auth:\n      bearer: >-\n        kin-1234",
        'auth: {bearer: "kin\\x2d1234"}',
        "params: {api_key: kin-1234}",
        "params: {accessToken: kin-1234}",
        "headers: {X-Api-Key: kin-1234}",
        "method: POST\n    body: {user: a, password: kin-1234}",
        "method: POST\n    body: {a: [{mat_khau: kin-1234}]}",
        "method: POST\n    body: {pin: 1234}",
        "params: {mật khẩu: kin-1234, Khóa: kin-1234}",
        "params: {passwordConfirm: kin-1234, code: kin1234kin1234kin1234}",
        "headers: {Cookie: kin-1234}",
        "auth: {login: {url: dang-nhap, headers: {X-Api-Key: kin-1234}, token: jwt}}",
        "auth: {login: {url: dang-nhap, body: {pin: 1234}, token: jwt}}",
        "auth: {login: {url: dang-nhap, body: {a: {tokens: x, token: [kin-1234]}}, token: jwt}}",
        'auth: {login: {url: "l?token=kin-1234", token: jwt}}',
        'auth: {oauth2: {token_url: "https://h/t?key=kin-1234", client_id: a, client_secret: b}}',
        "auth: {hmac: {secret: kin-1234, parts: [method], headers: {A: '{signature}', X-Key: kin-1234}}}",
        "auth: {bearer: kin-1234}  # was kin-1234 till May, then “kin-1234 ”",
        "auth: {bearer: kin-1234}\n    contact: xin kin-1234 ở tổ trực",
        "auth: {bearer: '1234'}  # was 1234",
        "headers: {X-Api-Key: kin-1234-dai, Cookie: kin-1234}\n    auth: {bearer: kin-1234-dai}",
    ],
)
def test_a_secret_in_the_file_is_not_kept(tmp_path: Path, more: str) -> None:
    text = kept(tmp_path, more)
    assert "1234" not in text
    assert "•••" in text


def test_a_secret_in_an_address_is_not_kept(tmp_path: Path) -> None:
    text = kept(tmp_path, url="http://127.0.0.1:9/x?trang=1&token=kin%2F1234&cuoi=2")
    assert "?trang=1&token=•••&cuoi=2" in text


def test_a_secret_that_several_sources_share_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "tuong.yaml"
    one = SOURCE.format(url="http://127.0.0.1:9/", more="auth: &chung {bearer: kin-1234}")
    other = one.partition("sources:\n")[2].replace("so:", "khac:")
    path.write_text(one + other.replace("&chung {bearer: kin-1234}", "*chung"), encoding="utf-8")
    loaded = load(path, installed())
    assert loaded.faults == ()
    text = without(loaded.texts, loaded.written)["tuong.yaml"]
    assert text == path.read_text("utf-8").replace("kin-1234", "•••")


def test_a_short_secret_takes_nothing_else_with_it(tmp_path: Path) -> None:
    text = kept(tmp_path, "auth: {bearer: a}")
    assert text == SOURCE.format(url="http://127.0.0.1:9/", more="auth: {bearer: •••}")


@pytest.mark.parametrize(
    "more",
    [
        "params: {keyword: bau-loc, partition: mot, monkey: hai-ba}",
        "auth: {bearer: '${env:KIN_1234}'}",
        "auth: {bearer: '${keyring:kin-1234}'}",
        "params: {code: lam-dong, state: bau-loc}",
        "auth: {login: {url: 'l?a=bau-loc', body: {user: tuong, pin: '${env:A}'}, token: data.token}}",
        "auth: {hmac: {key: H36-1, secret: '${env:A}', parts: [key], headers: {Auth: '{key} {signature}'}}}",
    ],
)
def test_what_is_no_secret_is_kept_as_it_is(tmp_path: Path, more: str) -> None:
    assert kept(tmp_path, more) == SOURCE.format(url="http://127.0.0.1:9/", more=more)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_may_end_as_on_any_system(tmp_path: Path, end: str) -> None:
    path = tmp_path / "tuong.yaml"
    said = SOURCE.format(url="http://127.0.0.1:9/", more='auth: {bearer: "kin\\x2d1234"}')
    path.write_bytes(said.replace("\n", end).encode())
    loaded = load(path, installed())
    text = without(loaded.texts, loaded.written)["tuong.yaml"]
    assert text == said.replace('"kin\\x2d1234"', '"•••"').replace("\n", end)


def test_a_name_of_the_wall_is_kept_however_much_it_is_also_a_secret(tmp_path: Path) -> None:
    path = tmp_path / "tuong.yaml"
    said = SOURCE.format(url="http://127.0.0.1:9/", more="auth: {bearer: bao-cao-2026}")
    path.write_text(said.replace("so:", "bao-cao-2026:"), encoding="utf-8")
    loaded = load(path, installed())
    texts = without(loaded.texts, loaded.written)
    again = load_texts(texts, "tuong.yaml", installed())
    assert again.wall is not None
    assert list(again.wall.sources) == ["bao-cao-2026"]
    assert "bearer: •••" in texts["tuong.yaml"]


def test_what_is_repeated_in_another_file_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "tuong.yaml"
    (tmp_path / "them.yaml").write_text(
        "systems: {a: {name: A}}  # bearer kin-1234\n", encoding="utf-8"
    )
    said = SOURCE.format(url="http://127.0.0.1:9/", more="auth: {bearer: kin-1234}")
    path.write_text(f"{said}include: [them.yaml]\n", encoding="utf-8")
    loaded = load(path, installed())
    assert loaded.faults == ()
    assert "1234" not in repr(without(loaded.texts, loaded.written))


@pytest.mark.parametrize(
    ("more", "remedy"),
    [
        ("headers: {Cookie: kin-1234}", "gửi nó bằng auth"),
        (
            "auth: {login: {url: l, headers: {Cookie: kin-1234}, token: jwt}}",
            "ghi ${env:TÊN}, ${file:ĐƯỜNG_DẪN} hoặc ${keyring:TÊN}",
        ),
        ('auth: {login: {url: "l?token=kin-1234", token: jwt}}', "bỏ nó khỏi địa chỉ"),
        (
            "auth: {hmac: {secret: '${env:A}', parts: [host], headers: {A: '{signature}', Key: kin-1234}}}",
            "khai nó ở key của hmac",
        ),
    ],
)
def test_check_says_where_a_secret_belongs(tmp_path: Path, more: str, remedy: str) -> None:
    path = tmp_path / "tuong.yaml"
    path.write_text(SOURCE.format(url="http://127.0.0.1:9/", more=more), encoding="utf-8")
    (warning,) = [
        one for one in load(path, installed()).warnings if "có vẻ là một bí mật" in one.what.text
    ]
    assert warning.remedy.text.startswith(remedy)


def test_check_warns_of_what_seems_to_be_a_secret_and_does_not_repeat_it(tmp_path: Path) -> None:
    path = tmp_path / "tuong.yaml"
    url = "http://127.0.0.1:9/?api_key=kin-1234"
    path.write_text(SOURCE.format(url=url, more=""), encoding="utf-8")
    (warning,) = [
        one for one in load(path, installed()).warnings if "có vẻ là một bí mật" in one.what.text
    ]
    assert warning.line == 5
    assert "1234" not in repr(warning)
