"""What may be written after a command's name, explained in one language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.terminal import give
from ui.usage import Number, OneOf
from ui.version import program_version

if TYPE_CHECKING:
    from services.words import Words

LONGEST_WAIT = 3600.0


def everywhere(words: Words, *, cache: bool = True) -> list[click.Parameter]:
    """`cache`: whether it means something here; it is taken everywhere, but not offered."""

    def show(context: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's
        if wanted and not context.resilient_parsing:
            give(f"langbiang {program_version()}")
            context.exit()

    return [
        click.Option(
            ["--cache"],
            hidden=not cache,
            type=click.Path(path_type=Path),
            metavar=words.say("THƯ_MỤC"),
            help=words.say(
                "Thư mục bộ nhớ của tường; mặc định theo tên tường, trong thư mục dữ liệu của máy."
            ),
        ),
        click.Option(
            ["--lang"],
            type=OneOf(words, "vi", "en"),
            help=words.say("Ngôn ngữ; mặc định theo tệp tường, rồi theo hệ điều hành."),
        ),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=show,
            help=words.say("Hiện phiên bản rồi thoát."),
        ),
        click.Option(
            ["-v", "--verbose"],
            count=True,
            help=words.say("Kể thêm việc đang làm; -vv kể tất cả."),
        ),
    ]


def wall_file(words: Words, *, required: bool = False) -> click.Argument:
    return click.Argument(
        ["wall"],
        required=required,
        type=click.Path(path_type=Path),
        metavar=words.say("TỆP_TƯỜNG") if required else words.say("[TỆP_TƯỜNG]"),
    )


def profile(words: Words) -> click.Argument:
    return click.Argument(["profile"], required=False, metavar=words.say("[HỒ_SƠ]"))


def province(words: Words) -> click.Option:
    return click.Option(
        ["--province"],
        metavar="URL",
        callback=lambda context, param, value: _address(words, context, param, value),
        help=words.say("Địa chỉ gốc của một tỉnh mô phỏng đang chạy, thay vì tự mở."),
    )


def plugins(words: Words) -> click.Option:
    return click.Option(
        ["--plugins"],
        type=click.Path(path_type=Path),
        envvar="LANGBIANG_PLUGINS",
        metavar=words.say("THƯ_MỤC"),
        callback=lambda context, param, value: _folder(words, context, param, value),
        help=words.say(
            "Thư mục chứa các gói phần mở rộng (pip install --target THƯ_MỤC GÓI); "
            "mặc định theo biến LANGBIANG_PLUGINS. Tường chỉ nạp gói mà mục plugins nêu tên."
        ),
    )


def _folder(
    words: Words, context: click.Context, param: click.Parameter, value: Path | None
) -> Path | None:
    if value is not None and not value.is_dir() and not context.resilient_parsing:
        raise click.BadParameter(
            words.say(
                "không có thư mục “{folder}”; ghi thư mục đã cài gói bằng pip install --target",
                folder=str(value),
            ),
            context,
            param,
        )
    return None if value is None else value.resolve()


def _address(
    words: Words, context: click.Context, param: click.Parameter, value: str | None
) -> str | None:
    if value is not None and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
        raise click.BadParameter(
            words.say("“{value}” không phải địa chỉ http(s)", value=value), context, param
        )
    return value


def of_run(words: Words) -> list[click.Parameter]:
    return [
        click.Option(
            ["--require-display"],
            is_flag=True,
            help=words.say("Không có màn hình thì thoát với mã 3 thay vì xuất ảnh."),
        ),
    ]


def of_screens(words: Words) -> list[click.Parameter]:
    return [
        click.Option(
            ["--identify"],
            type=Number(words, 0.0, LONGEST_WAIT),
            default=8.0,
            metavar=words.say("GIÂY"),
            help=words.say(
                "Hiện một số lớn trên từng màn hình bấy nhiêu giây; mặc định 8, 0 là không hiện."
            ),
        ),
    ]


def of_check(words: Words) -> list[click.Parameter]:
    return [
        click.Option(
            ["--connect"],
            is_flag=True,
            help=words.say("Hỏi mỗi nguồn một lần và cho biết nguồn trả lời gì."),
        ),
        click.Option(
            ["--strict"],
            is_flag=True,
            help=words.say("Cảnh báo, kể cả chữ khó đọc, cũng là lỗi."),
        ),
        click.Option(["--json"], is_flag=True, help=words.say("Xuất kết quả dạng JSON.")),
    ]


def of_new(words: Words) -> list[click.Parameter]:
    return [
        click.Argument(["folder"], type=click.Path(path_type=Path), metavar=words.say("THƯ_MỤC")),
        plugins(words),
    ]


def of_simulate(words: Words) -> list[click.Parameter]:
    return [
        click.Option(
            ["--port"],
            type=Number(words, 0, 65535),
            default=0,
            metavar="N",
            help=words.say("Cổng; mặc định một cổng trống."),
        ),
        click.Option(
            ["--seed"],
            type=Number(words, 0, 2**31),
            default=1,
            metavar="N",
            help=words.say("Hạt giống: cùng hạt giống và giờ thì cùng số liệu; mặc định 1."),
        ),
        click.Option(
            ["--clock"],
            metavar=words.say("THỜI_ĐIỂM"),
            help=words.say("Giờ lúc mở, ISO 8601; mặc định giờ của máy."),
        ),
        # Between a wall and the province that it starts; nobody types them.
        click.Option(["--fault"], multiple=True, hidden=True),
        click.Option(["--until-stdin-closes"], is_flag=True, hidden=True),
    ]
