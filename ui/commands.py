"""The commands, explained in one language. What a command does lives in its own module, which is only
imported when it is asked for: Qt takes a second to load, and help needs none.
"""

# ruff: noqa: PLC0415 - see above
from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from services.sensitivity import Sensitivity
from ui import options, probe_options, requests, secret_options, snapshot_options
from ui.command import command, examples, keep
from ui.usage import Commands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.clock import Clock
    from services.words import Words
    from ui.outcome import Status
    from ui.terminal import Terminal
    from ui.usage import Command


def tree(words: Words, terminal: Terminal, clock: Clock) -> Commands:
    """All commands, in the order in which a newcomer needs them."""
    root = Commands(
        "main.py",
        words=words,
        default="run",
        params=options.everywhere(words),
        help=words.say(
            "Langbiang: bức tường giám sát của trung tâm điều hành. "
            "Không ghi lệnh nào thì mở tường mặc định với tỉnh mô phỏng của nó."
        ),
        epilog=examples(
            words, "main.py", "main.py run tuong.yaml", "main.py check tuong.yaml --strict"
        ),
        callback=keep,
    )
    for one in (
        _run(words, terminal, clock),
        _new(words, terminal),
        _probe(words, terminal, clock),
        _screens(words, terminal),
        _check(words, terminal, clock),
        _snapshot(words, terminal, clock),
        _simulate(words, terminal, clock),
        _schema(words, terminal),
        _secret(words, terminal, clock),
        _login(words, terminal),
    ):
        root.add_command(one)
    return root


def _run(words: Words, terminal: Terminal, clock: Clock) -> Command:
    def act(asked: requests.Run) -> Status:
        from ui import run

        return run.run(asked, terminal, clock)

    return command(
        words,
        "run",
        act,
        requests.Run,
        words.say("Mở tường; không ghi tệp thì mở tường mặc định với tỉnh mô phỏng của nó."),
        (
            "main.py run",
            "main.py run tuong.yaml --lang en",
            "main.py run --province http://127.0.0.1:8800/",
        ),
        [
            options.wall_file(words),
            options.province(words),
            options.plugins(words),
            *options.of_run(words),
        ],
    )


def _new(words: Words, terminal: Terminal) -> Command:
    def act(asked: requests.New) -> Status:
        from ui import new

        return new.new(asked, terminal)

    return command(
        words,
        "new",
        act,
        requests.New,
        words.say("Viết một tệp tường để bắt đầu, chạy được ngay, kèm schema cho trình soạn thảo."),
        ("main.py new tuong",),
        options.of_new(words),
        cache=False,
    )


def _probe(words: Words, terminal: Terminal, clock: Clock) -> Command:
    def act(asked: requests.Probe) -> Status:
        from ui import probe

        if (wrong := probe.wrong(asked.target, words)) is not None:
            raise click.UsageError(wrong)
        return probe.probe(asked, terminal, clock)

    return command(
        words,
        "probe",
        act,
        requests.Probe,
        words.say(
            "Dò một địa chỉ, tệp hay thư mục: nhận ra hệ thống nào trả lời và viết ra tệp tường "
            "của nguồn ấy. Điều giả định nằm trong ghi chú của tệp."
        ),
        (
            "main.py probe http://127.0.0.1:9090 > tuong.yaml",
            "main.py probe bao-cao.csv > tuong.yaml",
            "main.py probe https://api.noi-bo/chi-so --bearer '${env:TEN_BIEN}'",
        ),
        probe_options.parameters(words),
        cache=False,
    )


def _screens(words: Words, terminal: Terminal) -> Command:
    def act(asked: requests.Screens) -> Status:
        from ui import screens

        return screens.screens(asked, terminal)

    return command(
        words,
        "screens",
        act,
        requests.Screens,
        words.say(
            "Liệt kê màn hình của máy này, hiện số trên từng màn hình, và viết ra mục screens của tệp "
            "tường. Có tệp tường thì cho biết màn hình nào của tường là màn hình nào."
        ),
        ("main.py screens > man-hinh.yaml", "main.py screens tuong.yaml --identify 30"),
        [options.wall_file(words), *options.of_screens(words), options.plugins(words)],
        cache=False,
    )


def _check(words: Words, terminal: Terminal, clock: Clock) -> Command:
    def act(asked: requests.Check) -> Status:
        from ui import check

        return check.check(asked, terminal, clock)

    return command(
        words,
        "check",
        act,
        requests.Check,
        words.say("Kiểm tra mọi điều ghi trong tệp tường; mỗi lỗi một dòng."),
        ("main.py check tuong.yaml", "main.py check tuong.yaml --connect --strict"),
        [
            options.wall_file(words, required=True),
            *options.of_check(words),
            options.province(words),
            options.plugins(words),
        ],
    )


def _snapshot(words: Words, terminal: Terminal, clock: Clock) -> Command:
    def asked(
        *,
        scene: tuple[str, ...],
        wait: float | None,
        audience: str,
        **said: Any,  # noqa: ANN401 - click hands over all options
    ) -> requests.Snapshot:
        seconds = None if wait is None else timedelta(seconds=wait)
        eyes = Sensitivity(audience)
        return requests.Snapshot(scenes=scene, wait=seconds, audience=eyes, **said)

    def act(asked: requests.Snapshot) -> Status:
        from ui import snapshot

        return snapshot.snapshot(asked, terminal, clock)

    return command(
        words,
        "snapshot",
        act,
        asked,
        words.say("Xuất ảnh mọi màn hình của mọi cảnh, kèm wall.json nói ảnh ghi gì."),
        (
            "main.py snapshot --out anh",
            "main.py snapshot tuong.yaml --out anh --scene tong-quan --lang en",
            "main.py snapshot tuong.yaml --out anh --at 2026-11-23T08:00",
            "main.py snapshot tuong.yaml --out anh --at 2026-11-23T08:00 --shown",
        ),
        [
            options.wall_file(words),
            *snapshot_options.parameters(words),
            options.province(words),
            options.plugins(words),
        ],
    )


def _simulate(words: Words, terminal: Terminal, clock: Clock) -> Command:
    from services.simulation.faults import KINDS, curl

    def asked(*, fault: Sequence[str], **said: Any) -> requests.Simulate:  # noqa: ANN401 - as above
        return requests.Simulate(faults=tuple(_pair(words, text) for text in fault), **said)

    def act(asked: requests.Simulate) -> Status:
        from ui import simulate

        return simulate.simulate(asked, terminal, clock)

    return command(
        words,
        "simulate",
        act,
        asked,
        "\n\n".join(
            (
                words.say("Chạy tỉnh mô phỏng trên máy này; mỗi hệ thống một dòng kèm địa chỉ."),
                words.say(
                    "Khi đang chạy, POST /fault làm hỏng một hệ thống để thử tường. Các kiểu: "
                    "{kinds}; none là hết hỏng.",
                    kinds=", ".join(KINDS),
                ),
                f"\b\n  {curl('http://127.0.0.1:8800/')}",
            )
        ),
        (
            "main.py simulate --port 8800",
            "main.py simulate --seed 7 --clock 2026-11-24T07:00:00+07:00",
        ),
        options.of_simulate(words),
        cache=False,
    )


def _pair(words: Words, text: str) -> tuple[str, str]:
    system, equals, kind = text.partition("=")
    if not equals:
        raise click.UsageError(words.say("“{value}” không phải HỆ_THỐNG=KIỂU", value=text))
    return system, kind


def _schema(words: Words, terminal: Terminal) -> Command:
    def act(asked: requests.Schema) -> Status:
        from ui import schema

        return schema.schema(terminal, asked.plugins)

    return command(
        words,
        "schema",
        act,
        requests.Schema,
        words.say("Xuất JSON Schema của tệp tường, để trình soạn thảo gợi ý và giải thích."),
        ("main.py schema > tuong.schema.json",),
        [options.plugins(words)],
        cache=False,
    )


def _secret(words: Words, terminal: Terminal, clock: Clock) -> Command:
    def act(asked: requests.Secret) -> Status:
        from ui import secret

        return secret.secret(asked, terminal, clock)

    return command(
        words,
        "secret",
        act,
        requests.Secret,
        words.say(
            "Cất, thử hoặc xóa bí mật mà tệp tường gọi bằng ${keyring:TÊN}, trong kho khóa của hệ điều "
            "hành. Bí mật được gõ khi hỏi hoặc đọc từ stdin, không bao giờ hiện ra."
        ),
        (
            "main.py secret set bao-cao",
            "main.py secret test bao-cao",
            "main.py secret delete bao-cao",
        ),
        secret_options.parameters(words),
        cache=False,
    )


def _login(words: Words, terminal: Terminal) -> Command:
    def act(asked: requests.Login) -> Status:
        from ui import login

        return login.login(asked, terminal)

    return command(
        words,
        "login",
        act,
        requests.Login,
        words.say(
            "Mở trang của các ô web có profile trong một cửa sổ thường, để người trực đăng nhập một lần; "
            "tường dùng lại đăng nhập ấy. Đóng tường trước khi chạy."
        ),
        ("main.py login tuong.yaml", "main.py login tuong.yaml soc"),
        [options.wall_file(words, required=True), options.profile(words), options.plugins(words)],
    )
