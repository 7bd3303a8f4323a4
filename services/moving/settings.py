"""What settings of pages and cameras have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qsl, urlsplit

from pydantic import AfterValidator, Field

from services.quantities import WrongSetting
from services.secret import Secret, is_secretive

if TYPE_CHECKING:
    from services.moving.feed import Crop

MOST_PIXELS = 7680
MOST_PARAMETERS = 10

_Share = Annotated[float, Field(ge=0, le=MOST_PIXELS)]
Cropped = tuple[_Share, _Share, _Share, _Share]
"""Left, top, width, height."""


def without_secrets(address: str) -> str:
    """An address as a wall file may have it: who logs in, and what is a secret by its name, stand apart."""
    split = urlsplit(address)
    if split.username is not None or split.password is not None:
        raise WrongSetting(
            "địa chỉ có tài khoản bên trong", "bỏ ra khỏi địa chỉ, ghi ở user: và password:"
        )
    if any(is_secretive(name, said) for name, said in parse_qsl(split.query)):
        raise WrongSetting(
            "địa chỉ có bí mật bên trong",
            "bỏ tham số ấy ra khỏi địa chỉ, ghi ở query: bằng tham chiếu ${env:TÊN}",
        )
    return address


def _reference(secret: Secret) -> Secret:
    if secret.kind == "literal":  # it isn't repeated: it is the secret
        raise WrongSetting(
            "bí mật phải là một tham chiếu",
            "ghi ${env:TÊN}, ${file:ĐƯỜNG_DẪN} hoặc ${keyring:TÊN}",
        )
    return secret


Reference = Annotated[Secret, AfterValidator(_reference)]
"""A secret that the wall file doesn't say itself."""


def within(crop: Crop, size: tuple[int, int] | None) -> None:
    """Raises where it lies outside of the whole. Pixels need the size of the whole, as far as it is told."""
    left, top, across, down = crop
    shares = max(crop) <= 1
    width, height = (1, 1) if shares else size or (MOST_PIXELS, MOST_PIXELS)
    if across <= 0 or down <= 0 or left + across > width or top + down > height:
        raise WrongSetting("crop nằm ngoài hình", "ghi [trái, trên, rộng, cao] nằm trọn trong hình")
