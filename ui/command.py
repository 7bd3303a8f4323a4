"""One command: its help in one language, its options, its act and the status that it ends with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from ui import options
from ui.terminal import log_to_stderr
from ui.usage import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from services.words import Words
    from ui.outcome import Status

_NAMES = re.compile(r"\b(tuong|anh|man-hinh)\b")


@click.pass_context
def keep(context: click.Context, /, **said: Any) -> None:  # noqa: ANN401 - click hands over all options
    """What stands before a command holds for it, unless it says otherwise itself."""
    context.obj = said


def examples(words: Words, *lines: str) -> str:
    """Names of files and folders are in the reader's language, as the rest of the help."""
    names = {
        "tuong": words.say("tuong"),
        "anh": words.say("anh"),
        "man-hinh": words.say("man-hinh"),
    }
    said = (_NAMES.sub(lambda name: names[name[0]], line) for line in lines)
    return "\n".join(("\b", words.say("Ví dụ:"), *(f"  {line}" for line in said)))


def _obeying[R](act: Callable[[R], Status], asked: Callable[..., R]) -> Callable[..., None]:
    """Runs the command with the options before and after its name together, as `asked` makes one of them."""

    @click.pass_context
    def obey(context: click.Context, /, **said: Any) -> None:  # noqa: ANN401 - click hands over all options
        before = context.obj or {}
        for name in ("cache", "lang"):
            said[name] = said[name] if said[name] is not None else before.get(name)
        log_to_stderr(said.pop("verbose") + before.get("verbose", 0))
        context.exit(act(asked(**said)))

    return obey


def command[R](
    words: Words,
    name: str,
    act: Callable[[R], Status],
    asked: Callable[..., R],
    told: str,
    lines: Sequence[str],
    params: Sequence[click.Parameter] = (),
    *,
    cache: bool = True,
) -> Command:
    """`asked` makes what it acts on of its options; `told` is its help; `lines` are its examples; the options
    that hold for every command come last.
    """
    return Command(
        name,
        words=words,
        callback=_obeying(act, asked),
        help=told,
        epilog=examples(words, *lines),
        params=[*params, *options.everywhere(words, cache=cache)],
    )
