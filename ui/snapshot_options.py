"""What may be written after `snapshot`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from services.sensitivity import Sensitivity
from ui.options import LONGEST_WAIT
from ui.usage import Number, OneOf

if TYPE_CHECKING:
    from services.words import Words


def parameters(words: Words) -> list[click.Parameter]:
    return [*_of_when(words), *_of_what(words)]


def _of_when(words: Words) -> list[click.Parameter]:
    """Where they go, and of which instant they are."""
    return [
        click.Option(
            ["--out"],
            callback=_given,
            type=click.Path(path_type=Path),
            metavar=words.say("THƯ_MỤC"),
            help=words.say("Thư mục nhận ảnh và wall.json; bắt buộc."),
        ),
        click.Option(
            ["--at"],
            metavar=words.say("THỜI_ĐIỂM"),
            help=words.say(
                "Vẽ từ bộ nhớ điều tường biết lúc ấy, không hỏi ai. ISO 8601; "
                "không ghi múi giờ thì theo múi giờ của tường."
            ),
        ),
        click.Option(
            ["--shown"],
            is_flag=True,
            help=words.say(
                "Mỗi màn hình một ảnh, đúng như nó chiếu lúc --at; không ghi --at là lúc này. Cảnh theo lịch "
                "hay thủ công, ô đưa lên, bước giao ban, ô dồn từ màn hình mất đều như lúc ấy. Không hỏi ai, "
                "dùng được khi tường đang chạy."
            ),
        ),
        click.Option(
            ["--with-file"],
            is_flag=True,
            help=words.say(
                "Cùng --at hoặc --shown: dùng tệp tường hôm nay thay vì tệp có hiệu lực lúc ấy."
            ),
        ),
    ]


def _of_what(words: Words) -> list[click.Parameter]:
    """For whom, of what, and how they look."""
    return [
        click.Option(
            ["--audience"],
            type=OneOf(words, *(one.value for one in Sensitivity)),
            default=Sensitivity.RESTRICTED.value,
            help=words.say(
                "Ảnh cho ai xem: bỏ các cảnh dành riêng cho người khác. Mặc định restricted; "
                "restricted và internal thì chỉ chủ tệp đọc được ảnh."
            ),
        ),
        click.Option(
            ["--scene"],
            multiple=True,
            metavar=words.say("TÊN"),
            help=words.say("Chỉ cảnh này; ghi nhiều lần được. Mặc định mọi cảnh."),
        ),
        click.Option(
            ["--wait"],
            type=Number(words, 0.0, LONGEST_WAIT),
            metavar=words.say("GIÂY"),
            help=words.say("Chờ các câu trả lời đầu tiên lâu nhất bấy nhiêu giây; mặc định 10."),
        ),
        click.Option(
            ["--theme"],
            type=OneOf(words, "toi", "sang", "dem"),
            help=words.say("Giao diện; mặc định theo tường."),
        ),
    ]


def _given(context: click.Context, param: click.Parameter, value: Path | None) -> Path:
    """`required` of click would say so in English in the help."""
    if value is None and not context.resilient_parsing:
        raise click.MissingParameter(ctx=context, param=param)
    return value or Path()
