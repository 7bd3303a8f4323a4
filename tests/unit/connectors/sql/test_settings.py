"""What a wall file may say of a database."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from services.database_url import PostgresServer, SqliteFile, place_of
from services.quantities import WrongSetting
from services.wall_file import installed, load_texts

if TYPE_CHECKING:
    from services.wall_file.faults import Fault


def faults(source: str) -> tuple[Fault, ...]:
    return tuple(load_texts({"w": f"wall: 1\nsources:\n  a: {source}\n"}, "w", installed()).faults)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("sqlite:///so.db", SqliteFile("so.db")),
        ("sqlite:////srv/so%20lieu.db", SqliteFile("/srv/so lieu.db")),
        ("sqlite:///C:/so.db", SqliteFile("C:/so.db")),
        (
            "postgresql://tuong@may/vu_viec",
            PostgresServer(host="may", port=5432, user="tuong", name="vu_viec"),
        ),
        (
            "postgres://t%40x@[::1]:5433/v",
            PostgresServer(host="::1", port=5433, user="t@x", name="v"),
        ),
    ],
)
def test_an_address_leads_to_a_file_or_a_server(url: str, place: object) -> None:
    assert place_of(url) == place


@pytest.mark.parametrize(
    "url",
    [
        "",
        "so.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///a.db?mode=rw",
        "sqlite:///a\0.db",
        "mysql://a@b/c",
        "postgresql://may/vu_viec",
        "postgresql://tuong@may",
        "postgresql://tuong@may:x/v",
        "postgresql://tuong@may/v?options=-c",
        "postgresql://tuong@[::1/v",
    ],
)
def test_what_leads_nowhere_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        place_of(url)
    assert caught.value.remedy


def test_a_password_in_the_address_is_refused_and_never_repeated() -> None:
    [fault] = faults('{connector: sql, url: "postgresql://tuong:CANARY123@may/v"}')
    assert "CANARY" not in repr(fault)
    assert "mật khẩu" in fault.what.text


def test_an_address_alone_is_a_source() -> None:
    assert faults('{connector: sql, url: "sqlite:///so.db"}') == ()
    assert faults('{connector: sql, url: "postgresql://tuong@may/v", password: "${env:X}"}') == ()


@pytest.mark.parametrize(
    "more",
    [
        'query: "DELETE FROM x"',
        "records: khong_co",
        "tls: có",
        'password: "${env:X}"',
        'auth: {bearer: "${env:X}"}',
        "query: 5",
    ],
)
def test_what_is_wrong_is_told_at_its_place(more: str) -> None:
    [fault, *_] = faults(f'{{connector: sql, url: "sqlite:///so.db", {more}}}')
    assert fault.line == 3
    assert "CANARY" not in repr(fault)


def test_without_psycopg_check_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    text = 'wall: 1\nsources:\n  a: {connector: sql, url: "postgresql://tuong@may/v"}\n'
    [warning] = load_texts({"w": text}, "w", installed()).warnings
    assert "chưa cài" in warning.what.text
    assert "uv sync --extra postgres" in warning.remedy.text
