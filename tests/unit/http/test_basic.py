"""A name and a password, where the name may be the secret."""

from __future__ import annotations

from base64 import b64decode

from services.credentials import Auth, Basic
from services.http.proof import of_basic
from services.wall_file.secretive import secrets_of


def sent(**given: str) -> str:
    value = of_basic(Basic.model_validate(given), lambda secret: f"<{secret.name}>")
    return b64decode(value.removeprefix("Basic ")).decode()


def test_a_name_and_a_password_are_sent() -> None:
    assert sent(user="tuong", password="${env:MAT_KHAU}") == "tuong:<MAT_KHAU>"


def test_a_key_may_stand_for_the_name_and_the_password_be_empty() -> None:
    assert sent(user="${env:KHOA}") == "<KHOA>:"


def test_a_key_in_place_of_a_name_is_known_for_a_secret() -> None:
    auth = Auth.model_validate({"basic": {"user": "${env:KHOA}"}})
    assert [secret.name for _, secret in secrets_of(auth)] == ["KHOA"]
