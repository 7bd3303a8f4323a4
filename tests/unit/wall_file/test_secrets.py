from __future__ import annotations

import io
import logging
import os
from typing import TYPE_CHECKING, override

import pytest
from pydantic import ValidationError

from services.clock import HeldClock
from services.door import SourceError
from services.key_store import KeyStore, KeyStoreTrouble, Locked, NoKeyStore, NoSuchKey, Silent
from services.mask import Mask
from services.news import Reason
from services.secret import Secret
from services.wall_file import Severity, installed, load
from services.wall_file.secrets import LARGEST, SecretError, Secrets
from tests.unit.acts.telling import NOON
from tests.unit.wall_file.conftest import say

if TYPE_CHECKING:
    from pathlib import Path


def _secret(text: str) -> Secret:
    return Secret.model_validate(text)


def test_a_secret_is_read_from_the_environment_at_the_time_it_is_needed(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    secrets = Secrets(tmp_path, environment)
    with pytest.raises(SecretError) as raised:
        secrets.value(_secret("${env:BAO_CAO}"))
    assert "BAO_CAO" in say(raised.value.words)
    assert raised.value.reason is Reason.UNAUTHORISED
    assert isinstance(raised.value, SourceError)
    environment["BAO_CAO"] = "bimat"
    assert secrets.value(_secret("${env:BAO_CAO}")) == "bimat"


def test_a_secret_file_lies_beside_the_wall_file_or_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "khoa"
    path.write_text("  bí mật\n", encoding="utf-8")
    path.chmod(0o600)
    secrets = Secrets(tmp_path, {})
    assert secrets.value(_secret("${file:khoa}")) == "bí mật"
    assert Secrets(tmp_path / "khac", {}).value(_secret(f"${{file:{path}}}")) == "bí mật"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "trống"),
        (b"\xff\xfe", "không phải chữ UTF-8"),
        (b"x" * (LARGEST + 1), "lớn quá"),
        (b"bimat\r\nX-Evil: 1", "xuống dòng"),
        (None, "không đọc được"),
    ],
)
def test_a_secret_that_can_not_be_had_is_said_without_it(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "khoa"
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    with pytest.raises(SecretError) as raised:
        Secrets(tmp_path, {}).value(_secret("${file:khoa}"))
    assert said in say(raised.value.words)
    assert "bimat" not in say(raised.value.words) + str(raised.value)


def test_a_folder_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "khoa").mkdir()
    with pytest.raises(SecretError):
        Secrets(tmp_path, {}).value(_secret("${file:khoa}"))


def test_a_file_that_others_may_read_holds_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "khoa"
    path.write_text("bimat", encoding="utf-8")
    path.chmod(0o604)
    secrets = Secrets(tmp_path, {})
    if os.name != "posix":
        assert secrets.value(_secret("${file:khoa}")) == "bimat"
        return
    with pytest.raises(SecretError) as raised:
        secrets.value(_secret("${file:khoa}"))
    assert "người khác cũng đọc được" in say(raised.value.words)


def test_a_literal_works(tmp_path: Path) -> None:
    assert Secrets(tmp_path, {}).value(_secret("bimat")) == "bimat"


def test_neither_a_secret_nor_the_environment_is_shown(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path, {"X": "bimat"}, Mask())
    assert "bimat" not in repr(secrets) + repr(_secret("bimat")) + str(_secret("bimat"))


def test_every_secret_that_was_looked_up_is_masked_in_logs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mask = Mask()
    secrets = Secrets(tmp_path, {"X": "bimat-12"}, mask)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(mask)
    log = logging.getLogger("thử")
    monkeypatch.setattr(log, "handlers", [handler])
    monkeypatch.setattr(log, "propagate", False)
    log.warning("trước %s", "bimat-12")
    secrets.value(_secret("${env:X}"))
    log.warning("sau %s và bimat-12", {"Authorization": "Bearer bimat-12"})
    try:
        int("bimat-12")
    except ValueError:
        log.exception("hỏng")
    before, _, after = written.getvalue().partition("\n")
    assert "bimat-12" in before
    assert "bimat-12" not in after
    assert after.count("•••") >= 3
    assert "ValueError" in after


def test_a_secret_is_masked_as_it_is_sent_without_the_blanks_around_it(tmp_path: Path) -> None:
    mask = Mask()
    secrets = Secrets(tmp_path, {"X": "Zx81-hunter2 "}, mask)
    assert secrets.value(_secret("${env:X}")) == "Zx81-hunter2 "
    assert mask.masked("no such key: Zx81-hunter2") == "no such key: •••"


def test_a_key_of_the_systems_store_is_asked_for_when_it_is_needed(tmp_path: Path) -> None:
    keys = FakeKeys({"bao-cao": "bimat"})
    secrets = Secrets(tmp_path, {}, Mask(), keys)
    assert secrets.value(_secret("${keyring:bao-cao}")) == "bimat"
    with pytest.raises(SecretError) as raised:
        secrets.value(_secret("${keyring:khac}"))
    assert raised.value.reason is Reason.UNAUTHORISED
    assert "khac" in say(raised.value.words)
    with pytest.raises(SecretError):
        Secrets(tmp_path, {}).value(_secret("${keyring:bao-cao}"))


def test_a_key_has_a_name_that_secret_set_takes() -> None:
    with pytest.raises(ValidationError, match="không dùng làm tên được"):
        _secret("${keyring:bao cao}")


def test_check_warns_of_a_key_that_can_not_be_had_and_nobody_else_waits_for_a_store(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tuong.yaml"
    path.write_text(
        "wall: 1\nsources:\n  so:\n    connector: http_json\n    url: http://127.0.0.1:9/\n"
        "    auth: {bearer: '${keyring:bao-cao}'}\n    observations: {each: x, indicator: ma, value: v}\n",
        encoding="utf-8",
    )
    keys = FakeKeys({})
    (warning,) = [
        one
        for one in load(path, installed(), key_trouble=keys.trouble).warnings
        if "kho khóa" in one.what.text
    ]
    assert (warning.line, warning.severity) == (6, Severity.WARNING)
    assert "secret set bao-cao" in say(warning.remedy)
    asked = keys.asked
    load(path, installed())
    assert keys.asked == asked
    keys.kept["bao-cao"] = "bimat"
    found = load(path, installed(), key_trouble=keys.trouble).warnings
    assert not [one for one in found if "kho khóa" in one.what.text]


@pytest.mark.parametrize("trouble", [NoKeyStore(), Locked(), Silent(5)])
def test_nobody_is_told_to_put_a_key_into_a_store_that_takes_none(
    tmp_path: Path, trouble: KeyStoreTrouble
) -> None:
    path = tmp_path / "tuong.yaml"
    path.write_text(
        "wall: 1\nsources:\n  so:\n    connector: http_json\n    url: http://127.0.0.1:9/\n"
        "    auth: {bearer: '${keyring:bao-cao}'}\n    observations: {each: x, indicator: ma, value: v}\n",
        encoding="utf-8",
    )
    found = load(path, installed(), key_trouble=lambda _: trouble).warnings
    (warning,) = [one for one in found if "kho khóa" in one.what.text]
    assert "${file:…}" in say(warning.remedy)
    assert "secret set" not in say(warning.remedy)


def test_a_secret_that_can_not_be_had_brings_its_own_remedy(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path, {})
    for secret, remedy in (
        ("${env:TOKEN}", "đặt biến này"),
        ("${file:khong-co}", "sửa đường dẫn"),
        ("${keyring:bao-cao}", "dùng ${file:…} hoặc ${env:…}"),
    ):
        with pytest.raises(SecretError) as met:
            secrets.value(_secret(secret))
        assert met.value.remedy is not None
        assert remedy in say(met.value.remedy)


class FakeKeys(KeyStore):
    """A store that holds what it is given."""

    def __init__(self, kept: dict[str, str]) -> None:
        super().__init__(HeldClock(NOON).monotonic)
        self.kept, self.asked = kept, 0

    @override
    def get(self, name: str) -> str:
        self.asked += 1
        if name not in self.kept:
            raise NoSuchKey(name)
        return self.kept[name]
