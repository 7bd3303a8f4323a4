"""The commands and their options, explained in one language. What a command does lives in its own
module, which is only imported when it is asked for: Qt takes a second to load, and help needs none.
"""

# ruff: noqa: PLC0415 - see above
from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui import requests
from ui.terminal import log_to_stderr
from ui.usage import Command, Commands, Number, OneOf
from ui.version import program_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.clock import Clock
    from services.words import Words
    from ui.outcome import Status
    from ui.terminal import Terminal

_LONGEST_WAIT = 3600.0


def tree(words: Words, terminal: Terminal, clock: Clock) -> Commands:
    """All commands, in the order in which a newcomer needs them."""
    root = Commands(
        "main.py",
        words=words,
        default="run",
        params=_everywhere(words),
        help=words.say(
            "Langbiang: bức tường giám sát của trung tâm điều hành. "
            "Không ghi lệnh nào thì mở tường mặc định với tỉnh mô phỏng của nó."
        ),
        epilog=_examples(
            words, "main.py", "main.py run tuong.yaml", "main.py check tuong.yaml --strict"
        ),
        callback=_keep,
    )
    for command in (
        _run(words, terminal, clock),
        _check(words, terminal, clock),
        _snapshot(words, terminal, clock),
        _simulate(words, terminal, clock),
        _schema(words, terminal),
    ):
        root.add_command(command)
    return root


@click.pass_context
def _keep(context: click.Context, /, **said: Any) -> None:  # noqa: ANN401 - click hands over all options
    """What stands before a command holds for it, unless it says otherwise itself."""
    context.obj = said


def _everywhere(words: Words) -> list[click.Parameter]:
    def show(context: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's
        if wanted and not context.resilient_parsing:
            click.echo(f"langbiang {program_version()}")
            context.exit()

    return [
        click.Option(
            ["--cache"],
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


def _examples(words: Words, *lines: str) -> str:
    return "\n".join(("\b", words.say("Ví dụ:"), *(f"  {line}" for line in lines)))


def _obeying(act: Callable[..., Status]) -> Callable[..., None]:
    """Runs the command with the options before and after its name together."""

    @click.pass_context
    def obey(context: click.Context, /, **said: Any) -> None:  # noqa: ANN401 - click hands over all options
        before = context.obj or {}
        for name in ("cache", "lang"):
            said[name] = said[name] if said[name] is not None else before.get(name)
        log_to_stderr(said.pop("verbose") + before.get("verbose", 0))
        context.exit(act(**said))

    return obey


def _wall(words: Words, *, required: bool = False) -> click.Argument:
    return click.Argument(
        ["wall"],
        required=required,
        type=click.Path(path_type=Path),
        metavar=words.say("TỆP_TƯỜNG") if required else words.say("[TỆP_TƯỜNG]"),
    )


def _province(words: Words) -> click.Option:
    return click.Option(
        ["--province"],
        metavar="URL",
        callback=lambda context, param, value: _address(words, context, param, value),
        help=words.say("Địa chỉ gốc của một tỉnh mô phỏng đang chạy, thay vì tự mở."),
    )


def _address(
    words: Words, context: click.Context, param: click.Parameter, value: str | None
) -> str | None:
    if value is not None and not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
        raise click.BadParameter(
            words.say("“{value}” không phải địa chỉ http(s)", value=value), context, param
        )
    return value


def _given(context: click.Context, param: click.Parameter, value: Path | None) -> Path:
    """`required` of click would say so in English in the help."""
    if value is None and not context.resilient_parsing:
        raise click.MissingParameter(ctx=context, param=param)
    return value or Path()


def _run(words: Words, terminal: Terminal, clock: Clock) -> Command:
    def act(**said: Any) -> Status:  # noqa: ANN401 - click hands over all options
        from ui import run

        return run.run(requests.Run(**said), terminal, clock)

    return Command(
        "run",
        words=words,
        callback=_obeying(act),
        help=words.say("Mở tường; không ghi tệp thì mở tường mặc định với tỉnh mô phỏng của nó."),
        epilog=_examples(
            words,
            "main.py run",
            "main.py run tuong.yaml --lang en",
            "main.py run --province http://127.0.0.1:8800/",
        ),
        params=[
            _wall(words),
            _province(words),
            click.Option(
                ["--require-display"],
                is_flag=True,
                help=words.say("Không có màn hình thì thoát với mã 3 thay vì xuất ảnh."),
            ),
            *_everywhere(words),
        ],
    )


def _check(words: Words, terminal: Terminal, clock: Clock) -> Command:
    def act(**said: Any) -> Status:  # noqa: ANN401 - click hands over all options
        from ui import check

        return check.check(requests.Check(**said), terminal, clock)

    return Command(
        "check",
        words=words,
        callback=_obeying(act),
        help=words.say("Kiểm tra mọi điều ghi trong tệp tường; mỗi lỗi một dòng."),
        epilog=_examples(
            words, "main.py check tuong.yaml", "main.py check tuong.yaml --connect --strict"
        ),
        params=[
            _wall(words, required=True),
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
            _province(words),
            *_everywhere(words),
        ],
    )


def _snapshot(words: Words, terminal: Terminal, clock: Clock) -> Command:
    def act(*, scene: tuple[str, ...], wait: float, **said: Any) -> Status:  # noqa: ANN401 - click hands over all options
        from ui import snapshot

        asked = requests.Snapshot(scenes=scene, wait=timedelta(seconds=wait), **said)
        return snapshot.snapshot(asked, terminal, clock)

    return Command(
        "snapshot",
        words=words,
        callback=_obeying(act),
        help=words.say("Xuất ảnh mọi màn hình của mọi cảnh, kèm wall.json nói ảnh ghi gì."),
        epilog=_examples(
            words,
            "main.py snapshot --out anh",
            "main.py snapshot tuong.yaml --out anh --scene tong-quan --lang en",
            "main.py snapshot tuong.yaml --out anh --at 2026-11-23T08:00",
        ),
        params=[_wall(words), *_snapshot_options(words), _province(words), *_everywhere(words)],
    )


def _snapshot_options(words: Words) -> list[click.Parameter]:
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
            ["--with-file"],
            is_flag=True,
            help=words.say("Cùng --at: dùng tệp tường hôm nay thay vì tệp có hiệu lực lúc ấy."),
        ),
        click.Option(
            ["--audience"],
            metavar=words.say("TÊN"),
            help=words.say("Đối tượng xem, khai trong tệp tường."),
        ),
        click.Option(
            ["--scene"],
            multiple=True,
            metavar=words.say("TÊN"),
            help=words.say("Chỉ cảnh này; ghi nhiều lần được. Mặc định mọi cảnh."),
        ),
        click.Option(
            ["--wait"],
            type=Number(words, 0.0, _LONGEST_WAIT),
            default=10.0,
            metavar=words.say("GIÂY"),
            help=words.say("Chờ các câu trả lời đầu tiên lâu nhất bấy nhiêu giây; mặc định 10."),
        ),
        click.Option(
            ["--theme"],
            type=OneOf(words, "toi", "sang", "dem"),
            help=words.say("Giao diện; mặc định theo tường."),
        ),
    ]


def _simulate(words: Words, terminal: Terminal, clock: Clock) -> Command:
    def act(*, cache: Path | None, lang: str | None, **said: Any) -> Status:  # noqa: ANN401, ARG001 - click hands over all options
        from ui import simulate

        said["faults"] = tuple(_pair(words, text) for text in said.pop("fault"))
        return simulate.simulate(requests.Simulate(**said), terminal, clock)

    return Command(
        "simulate",
        words=words,
        callback=_obeying(act),
        help=words.say("Chạy tỉnh mô phỏng trên máy này; mỗi hệ thống một dòng kèm địa chỉ."),
        epilog=_examples(
            words,
            "main.py simulate --port 8800",
            "main.py simulate --seed 7 --clock 2026-11-24T07:00:00+07:00",
        ),
        params=[
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
            *_everywhere(words),
        ],
    )


def _pair(words: Words, text: str) -> tuple[str, str]:
    system, equals, kind = text.partition("=")
    if not equals:
        raise click.UsageError(words.say("“{value}” không phải HỆ_THỐNG=KIỂU", value=text))
    return system, kind


def _schema(words: Words, terminal: Terminal) -> Command:
    def act(**_said: Any) -> Status:  # noqa: ANN401 - click hands over all options
        from ui import schema

        return schema.schema(terminal)

    return Command(
        "schema",
        words=words,
        callback=_obeying(act),
        help=words.say("Xuất JSON Schema của tệp tường, để trình soạn thảo gợi ý và giải thích."),
        epilog=_examples(words, "main.py schema > tuong.schema.json"),
        params=_everywhere(words),
    )
