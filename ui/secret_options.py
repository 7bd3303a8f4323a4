"""What may be written after `secret`; the secret itself may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from services.quantities import WrongSetting, identifier
from ui.usage import OneOf

if TYPE_CHECKING:
    from services.words import Words


def parameters(words: Words) -> list[click.Parameter]:
    return [
        click.Argument(
            ["deed"], type=OneOf(words, "set", "test", "delete"), metavar="set|test|delete"
        ),
        click.Argument(
            ["name"],
            metavar=words.say("TÊN"),
            callback=lambda context, param, value: _identifier(words, context, param, value),
        ),
        # What is written here is most likely the secret: it is refused, and not repeated.
        click.Argument(
            ["extra"],
            nargs=-1,
            metavar="",
            expose_value=False,
            callback=lambda context, _param, value: _unwritten(words, context, value),
        ),
    ]


def _identifier(words: Words, context: click.Context, param: click.Parameter, value: str) -> str:
    try:
        return identifier(value)
    except WrongSetting as wrong:
        said = f"{words.say(wrong.what, **wrong.values)}; {words.say(wrong.remedy, **wrong.values)}"
        raise click.BadParameter(said, context, param) from wrong


def _unwritten(words: Words, context: click.Context, value: tuple[str, ...]) -> None:
    if value:
        raise click.UsageError(
            words.say(
                "không ghi bí mật trên dòng lệnh: ai xem danh sách tiến trình cũng đọc được; gõ khi "
                "được hỏi, hoặc đưa qua stdin"
            ),
            context,
        )
