"""What may be written after `probe`. A secret is only ever referred to: what stands on a command line is seen
by all.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import click

from ui import options

if TYPE_CHECKING:
    from services.words import Words


def parameters(words: Words) -> list[click.Parameter]:
    refer = partial(_reference, words)
    pair = partial(_pair, words)
    return [
        click.Argument(["target"], metavar=words.say("ĐỊA_CHỈ_HOẶC_TỆP")),
        click.Option(
            ["--bearer"],
            callback=refer,
            metavar=words.say("THAM_CHIẾU"),
            help=words.say(
                "Khóa gửi ở Authorization: Bearer, bằng tham chiếu, ví dụ '${env:TEN_BIEN}'."
            ),
        ),
        click.Option(
            ["--basic"],
            callback=pair,
            metavar=words.say("TÊN=THAM_CHIẾU"),
            help=words.say("Tên đăng nhập và tham chiếu tới mật khẩu (HTTP Basic)."),
        ),
        click.Option(
            ["--header"],
            callback=pair,
            metavar=words.say("TIÊU_ĐỀ=THAM_CHIẾU"),
            help=words.say("Tiêu đề HTTP mang khóa và tham chiếu tới khóa, ví dụ X-Api-Key=…"),
        ),
        click.Option(
            ["--ca"],
            metavar=words.say("TỆP"),
            help=words.say("Tệp chứng thư gốc riêng (PEM) khi máy này không tin chứng thư."),
        ),
        options.plugins(words),
    ]


def _reference(
    words: Words, context: click.Context, param: click.Parameter, value: str | None
) -> str | None:
    if value is not None and not re.fullmatch(r"\$\{[a-z]+:[^{}]+\}", value):
        raise click.BadParameter(
            words.say(
                "không ghi bí mật ngay trên dòng lệnh; ghi tham chiếu trong nháy đơn, "
                "ví dụ '${env:TEN_BIEN}' hoặc '${file:ĐƯỜNG_DẪN}'"
            ),
            context,
            param,
        )
    return value


def _pair(
    words: Words, context: click.Context, param: click.Parameter, value: str | None
) -> tuple[str, str] | None:
    """A name and a reference, with = between them."""
    if value is None:
        return None
    name, _, secret = value.partition("=")
    return name, _reference(words, context, param, secret) or ""
