"""Debian's packages, unpacked into a folder of the checkout: nothing is installed or started.

`apt-get` works on lists and an archive of its own, without locks and without the computer's hooks,
so it needs no root and changes nothing outside the folder. Standard library only.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

# A second C library or loader beside the computer's own would end every program that meets it.
NEVER_UNPACKED = ("libc6_", "libc-bin_", "libc-l10n_", "locales_", "libgcc-s1_", "libstdc++6_")

ALTERNATIVES = ("blas", "lapack", "pulseaudio")
"""Folders of libraries of which an installed computer links one into the folder above, or which others
look for there by their whole path."""

DATA_PLACES = {
    "FONTCONFIG_PATH": "etc/fonts",
    "XKB_CONFIG_ROOT": "usr/share/X11/xkb",
    "PROJ_DATA": "usr/share/proj",
    "GDAL_DATA": "usr/share/gdal",
}
"""Variables by which libraries learn that what they read lies elsewhere."""


class CannotSetUp(Exception):  # noqa: N818 - said to a person, not an error of the program
    """Words for the person at the keyboard: what is missing and what to do."""


def has_apt() -> bool:
    return shutil.which("apt-get") is not None and shutil.which("dpkg-deb") is not None


def program_folders(unpacked: Path) -> list[Path]:
    """Where the programs of an unpacked folder lie, to be put on a PATH."""
    return [unpacked / name for name in ("usr/bin", "usr/sbin", "usr/lib/xorg", "bin", "sbin")]


def library_folders(unpacked: Path) -> list[Path]:
    """Where its libraries lie, to be put on an LD_LIBRARY_PATH: few lie outside the folder of the
    architecture.
    """
    return [
        folder
        for place in (unpacked / "usr/lib", unpacked / "lib")
        for folder in (
            *sorted(place.glob("*-linux-gnu*")),
            *(path for name in ALTERNATIVES for path in sorted(place.glob(f"*-linux-gnu*/{name}"))),
            *([place] if any(place.glob("lib*.so*")) else []),
        )
    ]


def found(program: str, unpacked: Path) -> Path | None:
    """Where a program is: on PATH, in the folders of root's PATH, or in the unpacked folder."""
    places = [os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin", "/sbin"]
    places += ["/usr/lib/xorg", *(str(folder) for folder in program_folders(unpacked))]
    path = shutil.which(program, path=os.pathsep.join(places))
    return Path(path) if path else None


def located(pattern: str, unpacked: Path) -> Path | None:
    """A file of this computer, else of the unpacked folder; of several versions the latest."""
    for root in (Path("/"), unpacked):
        files = sorted(root.glob(pattern), key=_numbers)
        if files:
            return files[-1]
    return None


def _numbers(path: Path) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", str(path))]


def environment(unpacked: Path) -> dict[str, str]:
    """The environment of this process, the unpacked programs and libraries behind its own."""
    changed = dict(os.environ)
    for name, folders in (
        ("PATH", program_folders(unpacked)),
        ("LD_LIBRARY_PATH", library_folders(unpacked)),
    ):
        kept = [changed[name]] if changed.get(name) else []
        changed[name] = os.pathsep.join([*kept, *(str(folder) for folder in folders)])
    for name, place in DATA_PLACES.items():
        if not (Path("/") / place).exists() and (unpacked / place).exists():
            changed.setdefault(name, str(unpacked / place))
    return changed


class PrivateApt:
    """apt-get with its lists and its archive in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._archives = self._folder / "archives"
        self._updated = False

    def bring(self, packages: list[str], into: Path) -> None:
        """Unpacks the packages, with what they depend on and this computer lacks, into a folder
        that appears whole or not at all.
        """
        self._update()
        self._run("--download-only", "-y", "--no-install-recommends", "install", *packages)
        part = into.with_name(into.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for package in sorted(self._archives.glob("*.deb")):
            if not package.name.startswith(NEVER_UNPACKED):
                _unpack(package, part)
        shutil.rmtree(into, ignore_errors=True)
        part.rename(into)
        self._forget()

    def bring_alone(self, package: str, into: Path) -> None:
        """Unpacks one package, be it installed or not, without what it depends on."""
        self._update()
        self._archives.mkdir(parents=True, exist_ok=True)
        self._run("download", package, cwd=self._archives)
        for archive in self._archives.glob(f"{package}_*.deb"):
            _unpack(archive, into)
        self._forget()

    def _update(self) -> None:
        if self._updated:
            return
        for part in ("lists/partial", "archives/partial"):
            (self._folder / part).mkdir(parents=True, exist_ok=True)
        (self._folder / "apt.conf").write_text(self._configuration(), encoding="utf-8")
        self._run("update", "-qq")
        self._updated = True

    def _configuration(self) -> str:
        """The computer's own settings (its proxies, its trust) without its hooks and its places."""
        dump = subprocess.run(
            ["apt-config", "dump"], capture_output=True, text=True, check=True, encoding="utf-8"
        ).stdout
        kept = [
            line
            for line in dump.splitlines()
            if not line.startswith(("Dir::Cache", "Dir::State::lists", "Dir::Etc::parts", "DPkg::"))
            and "-Invoke" not in line
        ]
        own = {
            "Dir::Etc::main": "/dev/null",
            "Dir::Etc::parts": f"{self._folder}/no-parts",
            "Dir::State::lists": f"{self._folder}/lists",
            "Dir::Cache": str(self._folder),
            "Dir::Cache::archives": str(self._archives),
            "Dir::Cache::pkgcache": "",
            "Dir::Cache::srcpkgcache": "",
            "Debug::NoLocking": "1",
            "APT::Sandbox::User": "root",
        }
        return "\n".join([*kept, *(f'{name} "{value}";' for name, value in own.items()), ""])

    def _run(self, *words: str, cwd: Path | None = None) -> None:
        own = dict(os.environ, APT_CONFIG=str(self._folder / "apt.conf"), LC_ALL="C.UTF-8")
        own["DEBIAN_FRONTEND"] = "noninteractive"
        done = subprocess.run(
            ["apt-get", "-q", *words],
            env=own,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
            raise CannotSetUp(f"apt-get {' '.join(words)} failed:\n{said}")

    def _forget(self) -> None:
        shutil.rmtree(self._archives, ignore_errors=True)
        (self._archives / "partial").mkdir(parents=True)


def _unpack(package: Path, into: Path) -> None:
    into.mkdir(parents=True, exist_ok=True)
    subprocess.run(["dpkg-deb", "-x", str(package), str(into)], check=True)
