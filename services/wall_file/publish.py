"""Where a running wall lays its pictures down for others to see, what of it, and that this can be done."""

from __future__ import annotations

import os
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field

from services.phrase import phrase
from services.quantities import Duration, Identifier, Text, WrongSetting
from services.section import Section
from services.sensitivity import Sensitivity
from services.settings import Wording
from services.wall_file.faults import Fault, listed
from services.wall_file.seen import undeclared
from services.wall_file.tree import Mapping, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.seen import Seen
    from services.wall_file.tree import Path

KEY = "publish"
_OFTENEST, _RAREST = timedelta(seconds=10), timedelta(hours=1)


def _folder(value: str) -> str:
    """The wall file's own folder must be said too: nobody hands on all that lies there by oversight."""
    if not value.strip() or "\0" in value:
        raise WrongSetting(
            "nơi xuất ảnh để trống", "ghi tên một thư mục, ví dụ: {example}", example="cong-bo"
        )
    if os.path.normpath(value) == os.curdir:
        raise WrongSetting(
            "“{value}” là chính thư mục của tệp tường",
            "ghi một thư mục riêng, ví dụ: {example}",
            value=value[:40],
            example="cong-bo",
        )
    return value


def _pace(value: timedelta) -> timedelta:
    if not _OFTENEST <= value <= _RAREST:
        raise WrongSetting(
            "nhịp xuất ảnh phải từ 10 giây đến 1 giờ", "ghi ví dụ: {example}", example="1 min"
        )
    return value


class Publication(Section):
    """Một thư mục mà tường đang chạy xuất ảnh, `wall.json` và một trang web tự làm mới vào: máy chủ web
    hay ổ chia sẻ nào cũng đưa ra được, tường khác đọc được bằng connector `wall`.
    """

    to: Annotated[Text, AfterValidator(_folder), Field(examples=["cong-bo"])]
    """Thư mục riêng cho việc này, tính từ thư mục của tệp tường, hoặc đường dẫn đầy đủ. Tường chỉ ghi và
    xóa tệp của mình ở đó."""
    every: Annotated[Duration, AfterValidator(_pace)] = timedelta(minutes=1)
    """Bao lâu xuất một lần, từ 10 giây đến 1 giờ. Trang web mờ đi và ghi là đã cũ khi ảnh quá ba lần nhịp
    này."""
    scenes: Annotated[tuple[Identifier, ...], Field(examples=[["tong-quan"]])] = ()
    """Các cảnh được xuất, theo thứ tự này; mặc định là mọi cảnh mà người xem ghi ở audience được xem."""
    audience: Sensitivity = Sensitivity.PUBLIC
    """Xuất cho ai. Mặc định là công chúng; ngoài mức đó thì chỉ chủ của chương trình đọc được các tệp."""
    lang: Literal["vi", "en"] | None = None
    """Ngôn ngữ của ảnh và trang; mặc định theo tường đang chạy."""
    theme: Literal["toi", "sang", "dem"] | None = None
    """Giao diện của ảnh và trang; mặc định theo tường đang chạy."""
    title: Wording | None = None
    """Tên của trang; mặc định là tên trung tâm."""


Publications = Publication | tuple[Publication, ...]
"""One alone is written without a list."""


def publications(said: Publications) -> tuple[Publication, ...]:
    return (said,) if isinstance(said, Publication) else said


def path_of(seen: Seen, number: int) -> Path:
    """Of the so-manieth publication in the file."""
    alone = isinstance(at(seen.root, (KEY,)), Mapping)
    return (KEY,) if alone else (KEY, number)


def same_folder(one: str) -> str:
    """Equal for two ways to write the same folder, also where case makes no difference."""
    return unicodedata.normalize("NFC", os.path.normpath(one)).casefold()


def checks_of_publications(seen: Seen) -> Iterator[Fault]:
    before: dict[str, int] = {}
    for n, one in enumerate(publications(seen.wall.publish)):
        path = path_of(seen, n)
        yield from _scenes(seen, path, one)
        folder = same_folder(one.to)
        if folder in before:
            yield Fault.at(
                seen.place(*path, "to"),
                phrase(
                    "hai lần xuất ảnh vào cùng thư mục “{folder}” sẽ xóa ảnh của nhau",
                    folder=one.to[:80],
                ),
                phrase("cho mỗi lần một thư mục riêng"),
            )
        before.setdefault(folder, n)


def _scenes(seen: Seen, path: Path, one: Publication) -> Iterator[Fault]:
    declared, known = seen.wall.scenes, seen.names("scenes")
    for n, name in enumerate(one.scenes):
        place = seen.place(*path, "scenes", n)
        if name not in known:
            yield undeclared(
                place,
                name,
                known,
                phrase("không có cảnh “{name}”", name=name),
                phrase("dùng một trong: {names}", names=listed(known, 20))
                if known
                else phrase("bỏ scenes: tường không khai cảnh nào thì xuất mọi trang tự xếp"),
            )
        elif name in declared and declared[name].audience > one.audience:
            needs = declared[name].audience
            yield Fault.at(
                place,
                phrase(
                    "cảnh “{scene}” chỉ dành cho {eyes}, không xuất cho {audience} được",
                    scene=name,
                    eyes=needs.eyes,
                    audience=one.audience.eyes,
                ),
                phrase(
                    "bỏ cảnh này, hoặc ghi audience: {needs} ở nơi xuất, hoặc audience: {audience} ở cảnh",
                    needs=needs.value,
                    audience=one.audience.value,
                ),
            )
    if not one.scenes and declared and seen.whole and _nothing(seen, one):
        yield Fault.warning(
            seen.place(*path),
            phrase(
                "không cảnh nào dành cho {eyes} nên không xuất ảnh nào: trang web chỉ ghi rằng hiện không "
                "có cảnh",
                eyes=one.audience.eyes,
            ),
            phrase(
                "ghi audience: {audience} ở cảnh được phép, hoặc audience: internal hay restricted ở đây",
                audience=one.audience.value,
            ),
        )


def _nothing(seen: Seen, one: Publication) -> bool:
    return all(scene.audience > one.audience for scene in seen.wall.scenes.values())
