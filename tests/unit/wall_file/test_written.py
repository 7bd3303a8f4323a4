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
    ],
)
def test_what_is_no_secret_is_kept_as_it_is(tmp_path: Path, more: str) -> None:
    assert kept(tmp_path, more) == SOURCE.format(url="http://127.0.0.1:9/", more=more)


def test_check_warns_of_what_seems_to_be_a_secret_and_does_not_repeat_it(tmp_path: Path) -> None:
    path = tmp_path / "tuong.yaml"
    url = "http://127.0.0.1:9/?api_key=kin-1234"
    path.write_text(SOURCE.format(url=url, more=""), encoding="utf-8")
    (warning,) = [
        one for one in load(path, installed()).warnings if "có vẻ là một bí mật" in one.what.text
    ]
    assert warning.line == 5
    assert "1234" not in repr(warning)
