"""What `main.py probe` proposes for features that were met."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from services.draft import Remark
from services.phrase import phrase
from services.survey import Column, Role, columns

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOKED = 200
"""Features that are looked at."""
_NAMED = 12
"""Properties that a remark lists."""


def declared(features: Sequence[object]) -> tuple[dict[str, object], tuple[Remark, ...]]:
    """Settings beside connector and address, and what is to be said of them."""
    looked = [one for one in features[:_LOOKED] if isinstance(one, dict)]
    properties = columns([cast("dict[str, object]", one).get("properties") or {} for one in looked])
    flat = [one for one in properties if len(one.path) == 1]
    settings: dict[str, object] = {}
    remarks: list[Remark] = []
    if looked and not all("id" in one for one in looked):
        fid = next((one.name for one in flat if one.role is Role.KEY and one.unlike), None)
        if fid is None:
            said = phrase(
                "Đối tượng không có id và không thấy thuộc tính nào là mã: mã lấy theo nội dung; có thì"
                " khai fid"
            )
            remarks.append(Remark(words=said))
        else:
            settings["fid"] = fid
            said = phrase("Đối tượng không có id: lấy mã ở thuộc tính “{name}”", name=fid)
            remarks.append(Remark(words=said, at=("fid",)))
    if names := ", ".join(one.name for one in flat[:_NAMED]):
        remarks.append(Remark(words=phrase("Các thuộc tính: {names}", names=names)))
    name = settings.get("fid")
    remarks += _figures(flat, f"properties.{name}" if name else "id")
    return settings, tuple(remarks)


def _figures(flat: Sequence[Column], fid: str) -> list[Remark]:
    """Numbers that somebody may want as figures: written out, never taken by themselves."""
    found = next((one for one in flat if one.figures and one.role is not Role.KEY), None)
    if found is None or not found.name.isidentifier() or not found.name.isascii():
        return []
    choice = (
        f"observations: {{indicator: \"'{found.name}'\", value: properties.{found.name},"
        f" labels: '{{fid: {fid}}}'}}"
    )
    said = phrase("Muốn lấy thuộc tính số làm số liệu thì thêm vào nguồn, ví dụ:")
    return [Remark(words=said, choices=(choice,))]
