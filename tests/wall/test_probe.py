"""From an address, or a table, to a wall: `probe` as its users call it."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
from typing import TYPE_CHECKING

import openpyxl
import pytest
import sqlite_utils
import trustme

from services.clock import SystemClock
from tests.servers import free_port
from ui.command_line import obey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HTML = b"<!DOCTYPE html><html><title>Cong thong tin</title></html>"
TABLE = "Nơi,Hồ sơ\nĐà Lạt,12\nBảo Lộc,34\n"
"""Fits no other system."""


def probed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = obey(["probe", *arguments], SystemClock())
    captured = capsys.readouterr()
    return int(status), captured.out, captured.err


def answer(status: str, body: bytes, *headers: str) -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*head, "", ""]).encode() + body


class Speaker:
    """Answers every line the same, whatever was asked, and closes it. `heard`: what was sent."""

    def __init__(self, said: bytes, tls: ssl.SSLContext | None = None) -> None:
        self._said, self._tls = said, tls
        self.heard: list[bytes] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    @property
    def url(self) -> str:
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://127.0.0.1:{self._server.getsockname()[1]}/"

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._server.accept()
                line.settimeout(10)
                with contextlib.suppress(OSError), line, self._served(line) as served:
                    self.heard.append(served.recv(65536))
                    served.sendall(self._said)

    def _served(self, line: socket.socket) -> socket.socket:
        return line if self._tls is None else self._tls.wrap_socket(line, server_side=True)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()


type Speaking = Callable[..., Speaker]


@pytest.fixture
def speaking() -> Iterator[Speaking]:
    made: list[Speaker] = []

    def speaker(said: bytes, tls: ssl.SSLContext | None = None) -> Speaker:
        made.append(Speaker(said, tls))
        return made[-1]

    yield speaker
    for one in made:
        one.close()


@pytest.mark.parametrize(
    ("said", "what", "remedy"),
    [
        (answer("200 OK", b""), "rỗng", "tài liệu"),
        (answer("200 OK", b"<x></x>"), "XML", "format=json"),
        (answer("200 OK", b'{"cut": [1'), "cắt cụt", "JSON"),
        (answer("200 OK", b"\x89PNG\0", "Content-Type: image/png"), "image/png", "JSON"),
        (answer("401 Unauthorized", b""), "401", "--bearer '${env:TEN_BIEN}'"),
        (answer("404 Not Found", b""), "404", "/api"),
        (answer("405 Method Not Allowed", b""), "405", "method: POST"),
        (answer("503 Service Unavailable", b""), "503", "phục vụ lại"),
        (
            answer("302 Found", b"", "Location: https://dang-nhap.example/x?khoa=abc"),
            "https://dang-nhap.example",
            "địa chỉ mới",
        ),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "HTTP", "cổng"),
    ],
    ids=["empty", "xml", "cut", "png", "401", "404", "405", "503", "moved", "ssh"],
)
def test_what_is_no_source_is_told_with_the_remedy(
    said: bytes,
    what: str,
    remedy: str,
    speaking: Speaking,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = probed(capsys, speaking(said).url)
    assert (status, out) == (3, "")
    assert what in err
    assert remedy in err
    assert "khoa=abc" not in err


ASKED = """\
wall: 1
name: hoi
sources:
  so: {connector: prometheus, url: "URL", every: 15 s, queries: {tai: 'node_load1{'}}
"""


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        (answer("404 Not Found", b""), "kiểm tra đường dẫn trong địa chỉ"),
        (answer("429 Too Many Requests", b""), "tăng every của nguồn"),
        (
            answer("302 Found", b"", "Location: https://khac.example/"),
            "nếu đúng là hệ thống ấy thì khai địa chỉ mới",
        ),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "xem lại cổng"),
        (
            answer("400 Bad Request", b'{"status": "error", "error": "1:11: parse error"}'),
            "sửa query của “tai” trong queries",
        ),
        (
            answer("200 OK", b'{"status": "error", "error": "query timed out"}'),
            "sửa query của “tai” trong queries",
        ),
    ],
    ids=["404", "429", "moved", "ssh", "syntax", "error inside a 200"],
)
def test_check_says_of_a_source_what_to_do_about_what_it_met(
    said: bytes,
    remedy: str,
    speaking: Speaking,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wall = tmp_path / "tuong.yaml"
    wall.write_text(ASKED.replace("URL", speaking(said).url), encoding="utf-8")
    status = obey(["check", str(wall), "--connect", "--lang", "vi"], SystemClock())
    assert status == 3
    assert f"  → {remedy}" in capsys.readouterr().out


def test_an_address_where_nobody_answers_is_told_with_the_remedy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = probed(capsys, f"http://127.0.0.1:{free_port()}/")
    assert (status, out) == (3, "")
    assert "cổng đóng" in err
    assert "tường lửa" in err


def test_a_name_that_no_host_has_is_told_with_the_remedy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = probed(capsys, "http://khong-co-may-nay.invalid/")
    assert (status, out) == (3, "")
    assert "chính tả" in err
    assert "địa chỉ mới" not in err


def test_a_certificate_that_isnt_trusted_is_accepted_with_its_ca(
    speaking: Speaking, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    authority = trustme.CA()
    pem = tmp_path / "goc.pem"
    authority.cert_pem.write_to_path(str(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    url = speaking(answer("200 OK", b'{"so": 5}'), context).url
    status, _, err = probed(capsys, url)
    assert status == 3
    assert "--ca" in err
    status, out, _ = probed(capsys, url, "--ca", str(pem))
    assert status == 0
    assert f"ca: {pem}" in out


def test_a_secret_is_sent_and_only_referred_to(
    speaking: Speaking,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KHOA_CUA_TOI", "chim-hoang-yen")
    speaker = speaking(answer("200 OK", b'{"so": 5}', "Content-Type: application/json"))
    status, out, err = probed(capsys, speaker.url, "--bearer", "${env:KHOA_CUA_TOI}")
    assert status == 0
    assert b"Bearer chim-hoang-yen" in speaker.heard[0]
    assert "auth: {bearer: '${env:KHOA_CUA_TOI}'}" in out
    assert "chim-hoang-yen" not in out + err


def test_a_secret_on_the_command_line_is_refused_and_not_repeated(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = probed(capsys, "http://127.0.0.1/", "--bearer", "chim-hoang-yen")
    assert (status, out) == (2, "")
    assert "chim-hoang-yen" not in err


def figures(folder: Path) -> set[str]:
    whole = json.loads((folder / "wall.json").read_text(encoding="utf-8"))
    tiles = [tile for screen in whole["screens"] for tile in screen["tiles"]]
    return {text["text"] for tile in tiles for text in tile["texts"]}


def test_what_probe_prints_of_json_is_a_wall_that_shows_its_figures(
    speaking: Speaking, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = '{"ds": [{"ten": "Đà Lạt", "vu": 4711}], "tong": 815}'.encode()
    speaker = speaking(answer("200 OK", body, "Content-Type: application/json"))
    _, out, _ = probed(capsys, speaker.url)
    assert {"4.711", "815"} <= shown(out, tmp_path)


def test_what_probe_prints_of_a_table_is_a_wall_that_shows_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ho-so.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    _, out, _ = probed(capsys, "ho-so.csv")
    assert {"12", "34"} <= shown(out, tmp_path)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("", "chưa ghi địa chỉ"),
        (" ", "chưa ghi địa chỉ"),
        ("http://", "địa chỉ không đọc được"),
        ("http://[::1", "địa chỉ không đọc được"),
        ("HTTP://[zz]/#a", "địa chỉ không đọc được"),
        ("tcp://[::1", "tcp://máy:cổng"),
        ("postgresql://[::1/x", "postgresql://"),
    ],
)
def test_an_address_that_is_none_is_refused_in_words(
    target: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = probed(capsys, target)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("target", "said", "not_said"),
    [
        ("so.csv", "Không có tệp hay thư mục “so.csv”", "http"),
        ("./so", "xem lại tên và đường dẫn", "http"),
        ("10.1.0.9:9090", "http://10.1.0.9:9090", "đường dẫn"),
        ("trong", "có bảng CSV hoặc sổ tính trong thư mục rồi thì dò lại", "pattern"),
        ("so.xlsx", "chọn tệp .xlsx, .xls, .xlsb hoặc .ods", "CSV"),
        ("README.md", "“README.md” không phải sổ tính, SQLite hay bảng CSV", "?"),
        ("anh.csv", "tệp PNG", "windows-1258"),
        ("x.json", "địa chỉ http(s)", "cổng"),
    ],
)
def test_what_is_no_table_on_the_disk_has_a_remedy_of_its_own(
    target: str,
    said: str,
    not_said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "trong").mkdir()
    (tmp_path / "README.md").write_text("# Đầu đề\n\nMột đoạn, có dấu phẩy.\n", encoding="utf-8")
    (tmp_path / "anh.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "so.xlsx").write_bytes(bytes(range(256)) * 2)
    (tmp_path / "x.json").write_text('{"a": 1, "b": [2, 3]}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    status, out, err = probed(capsys, target)
    assert (status in {2, 3}, out) == (True, "")
    assert said in err
    assert not_said not in err


def test_https_where_nothing_is_encrypted_is_told_without_talk_of_another_port(
    speaking: Speaking, capsys: pytest.CaptureFixture[str]
) -> None:
    url = speaking(answer("200 OK", b"{}")).url.replace("http:", "https:")
    _, _, err = probed(capsys, url)
    assert "đổi https thành http" in err
    assert "cổng" not in err


def test_the_newest_table_of_a_folder_is_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "thang").mkdir()
    (tmp_path / "thang" / "11.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    status, out, err = probed(capsys, "thang")
    assert status == 0
    assert "folder: thang" in out
    assert "lúc dò thì ở" in out
    assert "“11.csv”" in out
    assert "“11.csv”" in err


def shown(text: str, folder: Path) -> set[str]:
    wall, pictures = folder / "tuong.yaml", folder / "anh"
    wall.write_text(text, encoding="utf-8")
    arguments = ["snapshot", str(wall), "--out", str(pictures), "--cache", str(folder / "nho")]
    assert obey(arguments, SystemClock()) == 0
    return figures(pictures)


def test_the_first_wall_runs_at_once_and_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "moi"
    assert obey(["new", str(folder)], SystemClock()) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(folder / name) for name in ("so-lieu.csv", "tuong.schema.json", "tuong.yaml")
    ]
    assert obey(["check", str(folder / "tuong.yaml"), "--connect"], SystemClock()) == 0
    text = (folder / "tuong.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=./tuong.schema.json\n")
    assert {"128", "97,5%"} <= shown(text, folder)
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert obey(["new", str(folder)], SystemClock()) == 3
    assert "không ghi đè" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_where_no_folder_can_be_there_is_no_first_wall(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "moi").write_text("", encoding="utf-8")
    assert obey(["new", str(tmp_path / "moi")], SystemClock()) == 3
    told = capsys.readouterr().err
    assert f"Không ghi được vào {tmp_path / 'moi'}: đó là một tệp" in told
    assert "chọn thư mục mà bạn được ghi" in told


def test_what_the_first_wall_has_commented_out_is_valid_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAO_CAO", "x")
    assert obey(["new", str(tmp_path / "moi")], SystemClock()) == 0
    wall = tmp_path / "moi" / "tuong.yaml"
    settings = ("# ", "  # ")
    lines = [
        line.replace("# ", "", 1) if line.startswith(settings) and _is_setting(line) else line
        for line in wall.read_text(encoding="utf-8").splitlines()
    ]
    wall.write_text("\n".join(lines) + "\n", encoding="utf-8")
    capsys.readouterr()
    assert obey(["check", str(wall)], SystemClock()) == 0, capsys.readouterr().out
    assert "dung-han:" in wall.read_text(encoding="utf-8")


def _is_setting(line: str) -> bool:
    """A comment that holds YAML: a key without blanks, or what stands below one."""
    inner = line.lstrip().removeprefix("# ")
    return inner.startswith(("  ", "- ")) or inner.rstrip().endswith(":")


@pytest.mark.parametrize("name", ["api_key", "access_token", "mat_khau"])
def test_what_seems_a_secret_in_an_address_is_asked_with_and_never_repeated(
    speaking: Speaking, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    speaker = speaking(answer("200 OK", b'{"a": 12}', "Content-Type: application/json"))
    status, out, err = probed(capsys, f"{speaker.url}so?{name}=CANARY12345&q=1&page=2")
    assert status == 0, err
    assert any(f"{name}=CANARY12345".encode() in said for said in speaker.heard)
    assert "CANARY" not in out + err
    assert f"url: {speaker.url}so?q=1&page=2\n" in out
    assert f"Đã bỏ khỏi địa chỉ những tham số có vẻ là bí mật: {name}." in out
    assert f'#     auth: {{header: {{name: X-Api-Key, value: "${{env:{name.upper()}}}"}}}}' in out
    assert f"so?{name}=•••&q=1&page=2" in err


def test_a_page_for_people_is_proposed_as_a_site_to_be_watched(
    speaking: Speaking, capsys: pytest.CaptureFixture[str]
) -> None:
    speaker = speaking(answer("200 OK", HTML, "Content-Type: text/html"))
    status, out, err = probed(capsys, speaker.url)
    assert (status, "connector: check" in out) == (0, True)
    assert "trang web" in err


def test_a_database_and_a_workbook_are_known_by_their_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book, database = openpyxl.Workbook(), sqlite_utils.Database(tmp_path / "csdl.tep")
    for row in (["Nơi", "Hồ sơ"], ["Đà Lạt", 4711]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "ho-so.xlsx")
    database.table("ho_so").insert({"noi": "Bảo Lộc", "so": 815})
    database.close()
    monkeypatch.chdir(tmp_path)
    assert "4.711" in shown(probed(capsys, "ho-so.xlsx")[1], tmp_path)
    assert "815" in shown(probed(capsys, "csdl.tep")[1], tmp_path)


def test_what_seems_a_secret_in_an_address_is_not_repeated_where_nobody_is_known(
    speaking: Speaking, capsys: pytest.CaptureFixture[str]
) -> None:
    speaker = speaking(answer("200 OK", b"\x89PNG\0", "Content-Type: image/png"))
    status, out, err = probed(capsys, f"{speaker.url}so?api_key=CANARY12345")
    assert (status, out) == (3, "")
    assert "CANARY" not in err
