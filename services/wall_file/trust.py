"""Checks of secrets and of the files that a wall file names beside its includes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.wall_file.faults import Fault
from services.wall_file.secretive import secrets_of, suspected
from services.wall_file.secrets import FOR_OWNER, SET_BEFORE, exposed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.credentials import Certificate
    from services.secret import Secret
    from services.wall_file.seen import Seen
    from services.wall_file.tree import Path

_SUSPECTED = phrase("có vẻ là một bí mật ghi thẳng trong tệp")
_BY_REFERENCE = phrase("ghi ${env:TÊN}, ${file:ĐƯỜNG_DẪN} hoặc ${keyring:TÊN} và cất bí mật ở đó")


def checks_of_trust(seen: Seen) -> Iterator[Fault]:
    for name, source in seen.wall.sources.items():
        at: Path = ("sources", name)
        for path, secret in secrets_of(source, at):
            yield from _secret(seen, path, secret)
        for path, _ in suspected(source, at):
            yield Fault.warning(seen.place(*path), _SUSPECTED, _instead(path[len(at) :]))
        yield from _file(seen, (*at, "ca"), source.ca)
        own = source.auth and source.auth.certificate
        if own:
            yield from _certificate(seen, (*at, "auth", "certificate"), own, source.url)


def _instead(path: Path) -> Phrase:
    """What to do with a secret at `path` in a source: where references are put in."""
    match path:
        case ("auth", "login", "headers" | "body", *_):
            return _BY_REFERENCE
        case ("auth", "hmac", *_):
            return phrase(
                "khai nó ở key của hmac, với ${env:TÊN}, ${file:ĐƯỜNG_DẪN} hoặc ${keyring:TÊN}"
            )
        case ("auth", *_):
            return phrase(
                "bỏ nó khỏi địa chỉ; login gửi được bí mật ở headers hoặc body, với ${env:TÊN}, "
                "${file:ĐƯỜNG_DẪN} hoặc ${keyring:TÊN}"
            )
        case _:
            return phrase("gửi nó bằng auth, với ${env:TÊN}, ${file:ĐƯỜNG_DẪN} hoặc ${keyring:TÊN}")


def _certificate(seen: Seen, at: Path, own: Certificate, url: str) -> Iterator[Fault]:
    yield from _file(seen, (*at, "file"), own.file)
    yield from _file(seen, (*at, "key"), own.key)
    if seen.folder is not None and (why := exposed(seen.folder / (own.key or own.file))):
        yield Fault.at(seen.place(*at, "key" if own.key else "file"), why, FOR_OWNER)
    if url.startswith("http://"):
        yield Fault.warning(
            seen.key(*at),
            phrase("nguồn dùng http nên chứng thư khách không được dùng"),
            phrase("đổi url thành https://…, hoặc bỏ certificate"),
        )


def _file(seen: Seen, at: Path, path: str | None) -> Iterator[Fault]:
    if path is not None and seen.folder is not None and not (seen.folder / path).is_file():
        yield Fault.at(
            seen.place(*at),
            phrase("không có tệp chứng thư “{path}”", path=path[:80]),
            phrase("ghi đường dẫn tính từ thư mục của tệp tường"),
        )


def _secret(seen: Seen, path: Path, secret: Secret) -> Iterator[Fault]:
    if secret.kind == "literal":
        yield Fault.warning(
            seen.place(*path),
            phrase("bí mật ghi thẳng trong tệp"),
            _BY_REFERENCE,
        )
        return
    if secret.kind == "env" and seen.environment is not None:
        if not seen.environment.get(secret.name):
            yield Fault.warning(
                seen.place(*path),
                phrase("biến môi trường {name} chưa có giá trị", name=secret.name[:80]),
                SET_BEFORE,
            )
        return
    if secret.kind == "keyring" and seen.key_trouble is not None:
        if trouble := seen.key_trouble(secret.name):
            yield Fault.warning(seen.place(*path), trouble.words, trouble.remedy)
        return
    if secret.kind != "file" or seen.folder is None:
        return
    if why := exposed(seen.folder / secret.name):
        yield Fault.at(
            seen.place(*path),
            why,
            FOR_OWNER,
        )
