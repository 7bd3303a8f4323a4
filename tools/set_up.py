"""Sets this checkout up: `python3 -m tools.set_up run`, `… media` or `… test`.

Says what it is going to do before it does it, asks nothing (sudo may ask for its password) and does
nothing that is done already. It runs on whatever Python is called `python3`, so that an old one
hears words instead of a traceback: standard library only, and no syntax newer than 3.9.

`media` is `run` with what web and video tiles are shown with; every later set-up keeps it.
`run` installs the libraries that Qt needs with the distribution's packages; `test` changes nothing
outside the checkout: what is lacking, libraries and servers alike, is unpacked into `.tools/`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tools import debian, qt_libraries, servers
from tools.debian import CannotSetUp

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
SERVERS = TOOLS / "servers"
QT = TOOLS / "qt"
VENV = ROOT / ".venv"

OLDEST = (3, 12)  # PySide6 miscounts references to None below it
UV = "0.13.9"
UV_FITS = (0, 13)


def say(text: str, vietnamese: str) -> None:
    print(f"set-up: {text}\ncài đặt: {vietnamese}", flush=True)


def version(said: str) -> tuple[int, ...]:
    """The first version number in what a program says of itself; () when it says none."""
    number = re.search(r"(\d+)\.(\d+)", said)
    return tuple(int(part) for part in number.groups()) if number else ()


def asked(program: str) -> str:
    """What `PROGRAM --version` says; nothing when it can't be run."""
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""


def pythons() -> Iterator[str]:
    """The distribution's Python first, whatever PATH says; then others by their version's name."""
    names = ("python3.13", "python3.14", "python3.12")
    yield "/usr/bin/python3"
    yield from (f"/usr/bin/{name}" for name in names)
    yield from (path for path in map(shutil.which, (*names, "python3")) if path)


def fitting_python() -> str:
    for python in pythons():
        if version(asked(python)) >= OLDEST:
            return python
    raise CannotSetUp(
        "no Python 3.12 or later was found, and none is downloaded. Install one from your"
        " distribution (Debian 13 and Ubuntu 24.04 have it as python3) and call this again."
    )


def fitting_uv(python: str) -> str:
    """The uv on PATH where it is recent enough, else one of this checkout's own."""
    for uv in (shutil.which("uv"), str(TOOLS / "uv/bin/uv")):
        if uv and version(asked(uv)) >= UV_FITS:
            return uv
    return own_uv(python)


def own_uv(python: str) -> str:
    say(
        f"uv {UV} (it makes Python environments, some 40 MB) goes into .tools/uv, for this checkout"
        " only",
        f"tải uv {UV} (tạo môi trường Python, khoảng 40 MB) vào .tools/uv, chỉ cho thư mục này",
    )
    for pip in pips(python):
        arguments = ["install", "--quiet", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
        arguments += [
            "--disable-pip-version-check",
            "--root-user-action=ignore",
            "--upgrade",
            "--target",
            str(TOOLS / "uv"),
        ]
        done = subprocess.run([*pip, *arguments, f"uv=={UV}"], env=with_roots(), check=False)
        if done.returncode == 0:
            return str(TOOLS / "uv/bin/uv")
    raise CannotSetUp(
        "uv could not be had: neither pip nor Debian's package python3-pip-whl brought it."
        f" Install pip (package python3-pip) or uv {UV_FITS[0]}.{UV_FITS[1]} or later, and call"
        " this again."
    )


def pips(python: str) -> Iterator[list[str]]:
    """The pip that is there, else the one that Debian and Ubuntu keep for making environments."""
    for candidate in (python, sys.executable):
        if asked_pip(candidate):
            yield [candidate, "-m", "pip"]
    if debian.has_apt():
        say(
            "there is no pip: Debian's own (python3-pip-whl, 2 MB) is unpacked into .tools/pip",
            "máy không có pip: giải nén pip của Debian (python3-pip-whl, 2 MB) vào .tools/pip",
        )
        private_apt().bring_alone("python3-pip-whl", TOOLS / "pip")
        for wheel in sorted((TOOLS / "pip").glob("usr/share/python-wheels/pip-*.whl")):
            yield [python, str(wheel / "pip")]


def asked_pip(python: str) -> bool:
    done = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    return done.returncode == 0


def with_roots() -> dict[str, str]:
    """The environment, with root certificates where a bare Debian has none: its pip looks for the
    computer's, not for some of its own.
    """
    changed = dict(os.environ)
    usual = Path("/etc/ssl/certs/ca-certificates.crt")
    if usual.exists() or {"PIP_CERT", "SSL_CERT_FILE"} & set(changed) or not debian.has_apt():
        return changed
    bundle = TOOLS / "certificates.pem"
    if not bundle.exists():
        say(
            "there are no root certificates: Debian's (ca-certificates) are unpacked into .tools",
            "máy không có chứng thư gốc: giải nén chứng thư của Debian (ca-certificates) vào .tools",
        )
        private_apt().bring_alone("ca-certificates", TOOLS / "certificates")
        found = sorted((TOOLS / "certificates/usr/share/ca-certificates").rglob("*.crt"))
        bundle.write_text("".join(one.read_text("ascii") for one in found), encoding="ascii")
    changed["PIP_CERT"] = changed["SSL_CERT_FILE"] = str(bundle)
    return changed


@lru_cache(maxsize=1)
def private_apt() -> debian.PrivateApt:
    return debian.PrivateApt(TOOLS / "apt")


def has_media() -> bool:
    """The extra is in the environment already, whoever put it there."""
    names = (one.name.lower() for one in VENV.glob("lib/python3*/site-packages/*.dist-info"))
    return any(name.startswith("pyside6_addons-") for name in names)


def of_goal(goal: str) -> list[str]:
    """What `uv sync` is told. What tests need is never taken away again by `run`, nor is the extra `media`
    by anything: left alone it would stay as it is when Qt becomes another.
    """
    extra = ["--extra", "media"] if goal == "media" or has_media() else []
    return extra + ([] if goal == "test" else ["--no-dev", "--inexact"])


def make_environment(uv: str, python: str, goal: str) -> None:
    """Packages as the lock has them."""
    tests = goal == "test"
    size = {"test": "450 MB", "media": "850 MB"}.get(goal, "400 MB")
    say(
        f"the Python packages of uv.lock go into .venv, some {size}"
        + (", with the tests' own" if tests else ""),
        f"cài các gói Python của uv.lock vào .venv, khoảng {size}"
        + (", kể cả gói của bộ kiểm thử" if tests else ""),
    )
    arguments = [uv, "sync", "--quiet", "--locked", "--python", python]
    arguments += of_goal(goal)
    own = with_roots()
    for foreign in ("VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "PYTHONPATH"):
        own.pop(foreign, None)
    if uv.startswith(str(TOOLS)):
        own["UV_CACHE_DIR"] = str(TOOLS / "uv-cache")
    if subprocess.run(arguments, cwd=ROOT, env=own, check=False).returncode:
        raise CannotSetUp(f"`{' '.join(arguments)}` failed; what it said stands above.")


def lacking_libraries(environment: dict[str, str]) -> set[str]:
    folders = sorted(VENV.glob("lib/python3*/site-packages/PySide6"))
    if not sys.platform.startswith("linux") or not folders or shutil.which("ldd") is None:
        return set()
    return qt_libraries.missing(folders[0], environment)


def install_qt_libraries() -> None:
    lacking = lacking_libraries(dict(os.environ))
    if not lacking:
        return
    packages = qt_libraries.packages(lacking)
    command = as_root()
    if command is None or not debian.has_apt():
        raise CannotSetUp(
            "Qt lacks these libraries of the system: "
            + ", ".join(sorted(lacking))
            + ".\nOn Debian and Ubuntu an administrator installs them with\n    apt-get install "
            + " ".join(packages)
            + "\n(other distributions: the packages of the same libraries). Then call this again."
        )
    say(
        ("as root" if not command else "with root's rights (sudo; it may ask for your password)")
        + " the packages that Qt lacks are installed, some 30 MB: "
        + " ".join(packages),
        "cài các gói mà Qt còn thiếu, khoảng 30 MB, bằng quyền quản trị"
        + (" (sudo, có thể hỏi mật khẩu của bạn)" if command else ""),
    )
    install = [*command, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    own = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    if subprocess.run(install, env=own, check=False).returncode:
        say(
            "the package lists may be missing or old; getting new ones and trying once more",
            "danh sách gói có thể thiếu hoặc cũ; tải danh sách mới rồi thử lại",
        )
        subprocess.run([*command, "apt-get", "update", "-q"], env=own, check=False)
        if subprocess.run(install, env=own, check=False).returncode:
            raise CannotSetUp(f"`{' '.join(install)}` failed; what it said stands above.")
    if still := lacking_libraries(dict(os.environ)):
        raise CannotSetUp("Qt still lacks " + ", ".join(sorted(still)))


def as_root() -> list[str] | None:
    """What goes before a command that only root may run; None where there is no way."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]


def unpack_qt_libraries() -> None:
    lacking = lacking_libraries(debian.environment(QT))
    if not lacking:
        return
    # The folder is made anew: what it brought before is to be in it again.
    packages = qt_libraries.packages(lacking_libraries(dict(os.environ)))
    say(
        "Qt lacks libraries; their packages are unpacked into .tools/qt: " + " ".join(packages),
        "Qt còn thiếu thư viện; giải nén các gói ấy vào .tools/qt",
    )
    needs_apt(packages)
    private_apt().bring(packages, QT)
    if still := lacking_libraries(debian.environment(QT)):
        raise CannotSetUp("Qt still lacks " + ", ".join(sorted(still)))


def lacking_servers() -> list[str]:
    """The packages of what the tests start and this computer hasn't."""
    return servers.lacking(SERVERS) + lacking_python_library()


def lacking_python_library() -> list[str]:
    """The package of the Python library that a packaged program carries: Debian's own Python does without."""
    if not sys.platform.startswith("linux"):
        return []
    major, minor = version(asked(str(VENV / "bin/python")))
    name = f"libpython{major}.{minor}.so.1.0"
    folders = [*debian.library_folders(Path("/")), *debian.library_folders(SERVERS)]
    built_in = subprocess.run(
        [VENV / "bin/python", "-c", "import sysconfig; print(sysconfig.get_config_var('LIBDIR'))"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    if any((folder / name).exists() for folder in [*folders, Path(built_in)]):
        return []
    return [f"libpython{major}.{minor}"]


def unpack_servers() -> None:
    servers.finish(SERVERS)
    packages = lacking_servers()
    if not packages:
        return
    say(
        "the tests' servers are unpacked (not installed) into .tools/servers; all of them are 300 MB"
        " to download and 1.2 GB unpacked. Lacking are: " + " ".join(packages),
        "giải nén (không cài) các máy chủ của bộ kiểm thử vào .tools/servers; tất cả cần tải 300 MB,"
        " giải nén ra 1,2 GB",
    )
    needs_apt(packages)
    servers.unpack(private_apt(), packages, SERVERS)
    if still := lacking_servers():
        raise CannotSetUp("the tests' servers are still lacking: " + " ".join(still))


def needs_apt(packages: list[str]) -> None:
    if not debian.has_apt():
        raise CannotSetUp(
            "this is no Debian or Ubuntu: install what these packages bring and call this again: "
            + " ".join(packages)
        )


def set_up(goal: str) -> None:
    python = fitting_python()
    make_environment(fitting_uv(python), python, goal)
    if goal == "test":
        unpack_qt_libraries()
        unpack_servers()
        TOOLS.mkdir(exist_ok=True)
        (TOOLS / "test.stamp").touch()
    else:
        install_qt_libraries()
    shutil.rmtree(TOOLS / "apt", ignore_errors=True)
    (VENV / f"{'run' if goal == 'media' else goal}.stamp").touch()
    say("done", "xong")


def main(arguments: list[str]) -> int:
    if arguments not in (["run"], ["media"], ["test"]):
        print("usage: python3 -m tools.set_up run|media|test", file=sys.stderr)
        return 2
    try:
        set_up(arguments[0])
    except CannotSetUp as reason:
        print(f"set-up: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
