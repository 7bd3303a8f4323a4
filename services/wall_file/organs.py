"""Organs, providers and committees of a wall file: names with dates, never code."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from services.quantities import Code, Day, Identifier, Text, WrongSetting
from services.section import Section
from services.settings import Wording


class DeclaredOrgan(Section):
    """Một cơ quan, đơn vị: các tên và mã của nó, tồn tại từ ngày nào đến ngày nào, ai kế tục."""

    name: Wording
    """Tên chính thức."""
    ids: Annotated[tuple[Code, ...], Field(examples=[["H36.19", "000.00.19.H36"]])] = ()
    """Các mã của nó trong các hệ thống (mã định danh trên trục liên thông, mã trong báo cáo)."""
    names: Annotated[tuple[Text, ...], Field(examples=[["Sở TT&TT", "Sở TTTT"]])] = ()
    """Các tên gọi khác."""
    kind: Annotated[Text | None, Field(examples=["sở"])] = None
    """Loại: sở, ban, ngành, huyện, xã…"""
    since: Annotated[Day | None, Field(alias="from")] = None
    """Có từ ngày nào."""
    until: Annotated[Day | None, Field(alias="to")] = None
    """Đến hết ngày nào."""
    successor: Annotated[Text | None, Field(examples=["so-khcn"])] = None
    """Cơ quan kế tục: tên khai ở đây, mã hoặc tên của nó."""
    contact: Annotated[Text | None, Field(examples=["Văn phòng Sở, 0263…"])] = None
    """Liên hệ."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.since is not None and self.until is not None and self.since > self.until:
            raise WrongSetting("cơ quan hết hoạt động trước khi có", "ghi from không muộn hơn to")
        return self


class Provider(Section):
    """Một đơn vị cung cấp."""

    name: Wording
    """Tên đơn vị."""
    contact: Annotated[Text | None, Field(examples=["Trực kỹ thuật 24/7, 1900…"])] = None
    """Gọi ai khi hệ thống của họ hỏng."""


class Committee(Section):
    """Một ban chỉ đạo: những hệ thống nào phục vụ nó, nhiệm vụ của nó mang tên ai."""

    name: Wording
    """Tên ban."""
    systems: Annotated[tuple[Identifier, ...], Field(examples=[["soc", "media", "docs"]])] = ()
    """Các hệ thống phục vụ ban."""
    names: Annotated[tuple[Text, ...], Field(examples=[["BCĐ 35"]])] = ()
    """Các tên gọi khác của ban, như nguồn ghi ở nơi giao nhiệm vụ hay ở sổ hệ thống được bảo vệ."""
