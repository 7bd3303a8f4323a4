"""A command line that explains itself in the language that it is given; click says all in English."""

from __future__ import annotations

import difflib
import os.path
from typing import TYPE_CHECKING, Any, override

import click

from ui.program import this_program
from ui.terminal import give

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.words import Words


class Command(click.Command):
    """A command whose usage, headings and refusals are in `words`."""

    def __init__(self, name: str, *, words: Words, **settings: Any) -> None:  # noqa: ANN401 - click's own
        settings.setdefault("context_settings", {"allow_extra_args": True})
        super().__init__(name, add_help_option=False, **settings)
        self.words = words
        self.params.append(help_option(words))

    @override
    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _usage(self, ctx, formatter, self.words)

    @override
    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _options(self, ctx, formatter, self.words)

    @override
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    @override
    def invoke(self, ctx: click.Context) -> Any:
        if ctx.args:
            raise click.UsageError(
                self.words.say("thừa tham số “{extra}”", extra=" ".join(ctx.args)), ctx
            )
        return super().invoke(ctx)


class Commands(click.Group):
    """Commands of which `default` is meant where none is named."""

    def __init__(self, name: str, *, words: Words, default: str, **settings: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(name, add_help_option=False, invoke_without_command=True, **settings)
        self.words, self.default = words, default
        self.params.append(help_option(words))

    @override
    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """An option that only the default command knows begins its arguments."""
        return super().parse_args(ctx, self._with_default(args))

    def _with_default(self, args: list[str]) -> list[str]:
        own = {name: param for param in self.params for name in param.opts}
        at = 0
        while at < len(args) and args[at].startswith("-"):
            param = own.get(args[at].split("=", 1)[0])
            if param is None:
                bundled = set(args[at]) <= {"-", "v"} and args[at] != "--"
                if not bundled:
                    return [*args[:at], self.default, *args[at:]]
                at += 1
                continue
            if param.name in {"help", "version"}:
                return args
            flag = isinstance(param, click.Option) and (param.is_flag or param.count)
            at += 1 if flag or "=" in args[at] else 2
        return args if at < len(args) else [*args, self.default]

    @override
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(self._unknown(args[0]), ctx)
        return super().resolve_command(ctx, args)

    def _unknown(self, name: str) -> str:
        if _is_wall_file(name):
            return self.words.say(
                "không có lệnh “{name}”; mở tệp tường thì ghi: {run}",
                name=name,
                run=this_program().command("run", name),
            )
        near = difflib.get_close_matches(name, self.commands, 1)
        if near:
            return self.words.say(
                "không có lệnh “{name}”; có phải là “{near}”?", name=name, near=near[0]
            )
        return self.words.say(
            "không có lệnh “{name}”; các lệnh: {all}", name=name, all=", ".join(self.commands)
        )

    @override
    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _usage(self, ctx, formatter, self.words)

    @override
    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _options(self, ctx, formatter, self.words)
        rows = [(name, command.help or "") for name, command in self.commands.items()]
        with formatter.section(self.words.say("Các lệnh")):
            formatter.write_dl([(name, told.split("\n", 1)[0]) for name, told in rows])


def _is_wall_file(name: str) -> bool:
    """Or what may be one: `Path` raises for names that no file can have."""
    return name.lower().endswith((".yaml", ".yml")) or os.path.isfile(name)  # noqa: PTH113


def help_option(words: Words) -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's
        if wanted and not ctx.resilient_parsing:
            give(ctx.get_help())
            ctx.exit()

    return click.Option(
        ["--help", "-h"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=words.say("Hiện phần trợ giúp này rồi thoát."),
    )


def _usage(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, words: Words
) -> None:
    pieces = [words.say("[TÙY CHỌN]")]
    pieces += [
        param.make_metavar(ctx) for param in command.params if isinstance(param, click.Argument)
    ]
    if isinstance(command, click.Group):
        pieces.append(words.say("[LỆNH]"))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=words.say("Cách dùng: "))


def _options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, words: Words
) -> None:
    records = (
        param.get_help_record(ctx)
        for param in command.get_params(ctx)
        if isinstance(param, click.Option)
    )
    rows = [record for record in records if record is not None]
    with formatter.section(words.say("Tùy chọn")):
        formatter.write_dl(rows)


def refusal(error: click.UsageError, words: Words) -> str:
    """What is wrong with the command line, and where to look."""
    context = error.ctx
    path = context.command_path if context else "main.py"
    return "\n".join(
        (
            f"{path}: {_what(error, words)}",
            words.say("Xem: {path} --help", path=path),
        )
    )


def _what(error: click.UsageError, words: Words) -> str:
    match error:
        case click.NoSuchOption():
            known = _known(error.ctx)
            near = difflib.get_close_matches(error.option_name, known, 1)
            if near:
                return words.say(
                    "không có tùy chọn {name}; có phải là {near}?",
                    name=error.option_name,
                    near=near[0],
                )
            return words.say("không có tùy chọn {name}", name=error.option_name)
        case click.MissingParameter():
            return words.say("thiếu {name}", name=_name(error.param))
        case click.BadParameter():
            return f"{_name(error.param)}: {error.message}"
        case click.BadOptionUsage():
            flags = {
                name
                for param in (error.ctx.command.params if error.ctx else ())
                if isinstance(param, click.Option) and (param.is_flag or param.count)
                for name in param.opts
            }
            if error.option_name in flags:
                return words.say("tùy chọn {name} không nhận giá trị", name=error.option_name)
            return words.say("tùy chọn {name} cần một giá trị", name=error.option_name)
        case _:
            return error.message


def _known(context: click.Context | None) -> Iterable[str]:
    params = context.command.params if context else ()
    return [name for param in params for name in param.opts]


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    return param.opts[0] if isinstance(param, click.Option) else (param.human_readable_name or "")


class OneOf(click.ParamType[str]):
    """One of some words."""

    name = "one of"

    def __init__(self, words: Words, *choices: str) -> None:
        self.words, self.choices = words, choices

    @override
    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return "|".join(self.choices)

    @override
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.choices:
            return str(value)
        return self.fail(
            self.words.say(
                "“{value}” không có; chọn một trong {choices}",
                value=str(value),
                choices=", ".join(self.choices),
            ),
            param,
            ctx,
        )


class Number(click.ParamType[float]):
    """A number between two bounds; whole where the bounds are."""

    name = "number"

    def __init__(self, words: Words, least: float, most: float) -> None:
        self.words, self.least, self.most = words, least, most

    @override
    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return "N"

    @override
    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        kind = int if isinstance(self.least, int) else float
        try:
            number = kind(value)
        except (TypeError, ValueError):
            number = None
        if number is not None and self.least <= number <= self.most:
            return number
        return self.fail(
            self.words.say(
                "“{value}” không dùng được; ghi số từ {least} đến {most}",
                value=str(value),
                least=f"{self.least:g}" if kind is float else str(self.least),
                most=f"{self.most:g}" if kind is float else str(self.most),
            ),
            param,
            ctx,
        )
