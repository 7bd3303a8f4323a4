"""What a column is for, by its name, as Vietnamese and English systems call their fields."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_RUNS = re.compile(r"[^a-z0-9]+")


class Role(StrEnum):
    KEY = "key"
    """A number or a code that names a row and is no figure."""
    NAME = "name"
    VALUE = "value"
    """A figure that has its name beside it."""
    TIME = "time"
    """When the row's figure was made."""
    PERIOD = "period"
    TERRITORY = "territory"
    ORGAN = "organ"
    UNIT = "unit"
    """Of measurement."""
    NOTE = "note"
    """What somebody wrote beside a row."""
    PROTOCOL = "protocol"
    """What the answer says of itself: its page, its version."""


def folded(name: str) -> str:
    """`Số ký hiệu` and `soKyHieu` as `so_ky_hieu`."""
    apart = _CAMEL.sub("_", name[:100]).casefold().replace("đ", "d")
    bare = "".join(c for c in unicodedata.normalize("NFD", apart) if not unicodedata.combining(c))
    return _RUNS.sub("_", bare).strip("_")


def fits(name: str, words: str) -> bool:
    """`words`: whole names, apart by blanks, in the form of `folded`."""
    return folded(name) in words.split()


_WORDS: dict[Role, str] = {
    Role.TIME: "thoi_gian thoi_diem time timestamp ts date datetime ngay gio clock cap_nhat "
    "ngay_cap_nhat thoi_gian_cap_nhat updated updated_at last_updated last_update modified "
    "modified_at generated generated_at measured_at ngay_do gio_do ngay_bao_cao",
    Role.PERIOD: "ky ky_bao_cao nam quy thang period year quarter month",
    Role.TERRITORY: "dia_ban huyen xa phuong tinh dia_phuong don_vi_hanh_chinh territory district "
    "province ward commune region area khu_vuc ten_huyen ten_xa",
    Role.ORGAN: "don_vi co_quan so_nganh organ organization organisation department phong_ban "
    "ten_don_vi ten_co_quan office",
    Role.UNIT: "don_vi_tinh dvt unit measure uom",
    Role.VALUE: "gia_tri value val so_lieu amount so_luong ket_qua thuc_hien v tong_so total count "
    "figure",
    Role.NAME: "ten name title label tieu_de chi_tieu chi_so indicator metric noi_dung dich_vu service "
    "host hostname may_chu thiet_bi device ten_chi_tieu ten_chi_so ten_dich_vu display_name hang_muc",
    Role.KEY: "id uid guid uuid ma code key rowid stt index so_thu_tu pk tt",
    Role.NOTE: "ghi_chu note notes comment comments remark remarks chu_thich dien_giai nhan_xet luu_y",
    Role.PROTOCOL: "jsonrpc limit offset page per_page page_size next previous version api_version "
    "spec_version ns port bbox no",
}
_KEYS = re.compile(
    r"(^|_)(id|uuid|code|key|ma)$|^(ma|id)_|^event_?id$|(object|trigger|item|host)id$"
)


def role(name: str) -> Role | None:
    plain = folded(name)
    for found, words in _WORDS.items():
        if plain in words.split():
            return found
    return Role.KEY if _KEYS.search(plain) else None
