"""The entry: `main.py --help` says what there is.

Older Pythons must be able to read this file, for it tells them what is wrong.
"""

import sys

LEAST = (3, 12)
"""PySide6 6.11 harms older Pythons: before 3.12 `None` has a count of references that can run out."""


def main() -> int:
    """The exit status of what was asked for on the command line."""
    try:
        return _obeyed()
    except KeyboardInterrupt:  # before there is a language to say it in
        sys.stderr.write("Đã dừng theo yêu cầu.\nStopped on request.\n")
        return 3


def _obeyed() -> int:
    if sys.version_info[:2] < LEAST:
        sys.stderr.write(
            "Langbiang cần Python 3.12 trở lên; đây là Python {}.{}.\n"
            "Langbiang needs Python 3.12 or later; this is Python {}.{}.\n".format(
                *sys.version_info[:2] * 2
            )
        )
        return 3
    if sys.argv[1:2] == ["--watching"] and sys.argv[2:]:
        # Who sees whether the wall still moves can't be the wall.
        from services.clock import SystemClock  # noqa: PLC0415 - it needs little of the program
        from ui.watching import child as watching  # noqa: PLC0415

        watching.serve(sys.argv[2], SystemClock())
        return 0
    try:
        from services.clock import SystemClock  # noqa: PLC0415 - not before the version is known
        from ui.command_line import obey  # noqa: PLC0415
    except ModuleNotFoundError as error:
        sys.stderr.write(
            f"Chưa cài thư viện {error.name!r}: chạy “make run”, hoặc “uv run main.py”.\n"
            f"The library {error.name!r} is not installed: run “make run”, or “uv run main.py”.\n"
        )
        return 3
    if sys.argv[1:2] == ["--aside"]:
        # A frozen program has no other way to start itself for a large answer.
        from services.aside import serve  # noqa: PLC0415

        serve()
        return 0
    if sys.argv[1:2] == ["--moving"]:
        # What renders a page or a camera may crash, hang or grow: it does so in a process of its own.
        from ui.moving import child  # noqa: PLC0415

        child.serve()
        return 0
    return obey(sys.argv[1:], SystemClock())


if __name__ == "__main__":
    sys.exit(main())
