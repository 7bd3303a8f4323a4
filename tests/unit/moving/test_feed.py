from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from services.json_lines import read
from services.moving import Feed
from services.moving.orders import Order, Paces
from services.moving.telling import failed, lacking, why
from services.phrase import phrase
from services.secret import Secret

PASSWORD = Secret.model_validate("${env:SOC}")
PAGE = Feed(
    kind="web",
    url="https://soc.noi-bo/dashboard?kiosk=1",
    allow=("soc.noi-bo",),
    reload=timedelta(minutes=10),
    user="xem",
    password=PASSWORD,
    query=(("token", PASSWORD),),
)


@pytest.mark.parametrize(
    "other",
    [
        {"url": "https://soc.noi-bo/"},
        {"zoom": 2.0},
        {"crop": (0.0, 0.0, 0.5, 0.5)},
        {"profile": "soc"},
        {"allow": ("soc.noi-bo", "cdn.noi-bo")},
        {"password": Secret.model_validate("${env:KHAC}")},
        {"query": ()},
        {"reload": None},
    ],
)
def test_another_feed_has_another_key(other: dict[str, object]) -> None:
    assert replace(PAGE, **other).key != PAGE.key  # type: ignore[arg-type] # settings as they are
    assert replace(PAGE).key == PAGE.key


def test_what_is_said_of_a_feed_has_no_parameters_and_nobody_in_it() -> None:
    assert PAGE.bare == "https://soc.noi-bo/dashboard?•••"
    assert replace(PAGE, url="rtsp://a:b@10.1.2.3:554/x").bare == "rtsp://10.1.2.3:554/x"
    assert replace(PAGE, url="hinh/cong.avi").bare == "hinh/cong.avi"


def test_an_order_is_a_line_that_names_secrets_and_says_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOC", "bí-mật-7")
    order = Order(PAGE, 640, 360, Path("/x/1.frames"), Path("/wall"), None, Paces())
    line = order.line()
    told = read(line)

    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert (told["key"], told["kind"], told["width"], told["reload"]) == (
        PAGE.key,
        "web",
        640,
        600.0,
    )
    assert (told["password"], told["query"]) == ("${env:SOC}", [["token", "${env:SOC}"]])
    assert "bí-mật-7" not in json.dumps(told, ensure_ascii=False)


def test_a_reason_that_nobody_foresaw_is_said_plainly() -> None:
    told = why({"why": "other", "more": "net::ERR_X\x1b[31m\n" + "y" * 900})
    words = str(dict(told.values)["said"])

    assert words.startswith("net::ERR_X[31m y")
    assert len(words) == 120
    assert failed("web", told).text == "Trang không mở được: {why}"
    assert why({"why": "status", "more": 404}) == phrase("máy chủ trả mã {status}", status=404)
    assert why({}) == phrase("{said}", said="?")


def test_what_is_lacking_is_said_with_what_to_do() -> None:
    assert (
        "make media (Windows: uv sync --extra media)"
        in lacking("No module named 'PySide6.QtMultimedia'", frozen=False).text
    )
    assert "đóng gói" in lacking("No module named 'PySide6.QtMultimedia'", frozen=True).text
    broken = lacking("libpulse.so.0: cannot open", frozen=False)
    assert dict(broken.values)["why"] == "libpulse.so.0: cannot open"
