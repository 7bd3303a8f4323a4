"""`check --connect` of sources that answer badly, one for each reason, as an operator reads it."""

from __future__ import annotations

import json
import re
import socket
from typing import TYPE_CHECKING

import pytest

from services.clock import SystemClock
from tests.unit.connectors.bad_input.system import Asked, Said, System
from ui.command_line import obey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "khoa-thu-9f83ab"
READ = {
    "khong-duoc-phep": ("401", r"khóa hoặc mật khẩu \(401\)", "auth", "password"),
    "sai-dia-chi": ("404", r"không có địa chỉ này \(404\)", "đường dẫn", "address"),
    "hoi-day-qua": ("429", "hỏi thưa hơn", "every", "every"),
    "may-chu-loi": ("500", "lỗi 500: hỏng ổ đĩa •••", "đợi hệ thống", "wait"),
    "dang-nhap": ("html", "trang web", "auth", "login"),
    "cat-cut": ("cut", "bị cắt cụt", "proxy", "proxy"),
    "lon-qua": ("large", "lớn quá mức", "max_bytes", "max_bytes"),
    "cham-qua": ("late", "0,2 giây", "deadline", "deadline"),
    "cong-dong": ("closed", "cổng đóng", "tường lửa", "port"),
}
"""By source: what is wrong, and parts of what is said of it and of what to check, in both languages."""


def _answers(asked: Asked) -> Said:
    match asked.path.removeprefix("/"):
        case "html":
            return Said(body=b"<!doctype html><title>x</title>")
        case "cut":
            return Said(body=b'[{"ma": "a", "gia')
        case "large":
            return Said(length=10**9)
        case "late":
            return Said(late=True)
        case status:
            sent = asked.headers["authorization"].removeprefix("Bearer ")
            why = json.dumps({"message": f"hỏng ổ đĩa {sent}"}).encode()
            return Said(status=int(status), body=why)


@pytest.fixture
def wall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("KHOA", SECRET)
    with socket.create_server(("127.0.0.1", 0)) as unheard:
        port: int = unheard.getsockname()[1]
    with System(_answers) as system:
        lines = ["wall: 1", "name: tuong", "sources:"]
        for name, (fault, *_) in READ.items():
            url = f"http://127.0.0.1:{port}" if fault == "closed" else f"{system.url}/{fault}"
            patience = ", deadline: 200 ms" if fault == "late" else ""
            lines.append(
                f"  {name}: {{connector: http_json, url: '{url}', auth: {{bearer: '${{env:KHOA}}'}}, "
                f"observations: {{indicator: ma, value: gia_tri}}{patience}}}"
            )
        path = tmp_path / "tuong.yaml"
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        yield path
        system.let_go()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_outage_names_what_is_wrong_and_what_to_check(
    wall: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = obey(("check", str(wall), "--connect", "--lang", lang), SystemClock())
    out, err = capsys.readouterr()
    assert int(status) == 3
    assert SECRET not in out + err
    told = dict(re.findall(r"^(\S+): (.+\n  → .+)$", out, re.MULTILINE))
    assert told.keys() == READ.keys()
    for name, (_, words, remedy, english) in READ.items():
        what, check = told[name].split("\n")
        if lang == "vi":
            assert re.search(words, what), told[name]
            assert remedy in check, told[name]
        else:
            assert english in what + check, told[name]
            assert not re.search(
                "[ăđơưạảấầẩậắặẹẻếềểệịọốồộớờợụủứừựỳ]", re.sub("hỏng ổ đĩa", "", told[name])
            )
