"""What a wall file says of a document axis."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self, override
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from services.quantities import Code, WrongSetting, Zone
from services.settings import Source

CODES = {
    "initial": "01",
    "pending": "01",
    "1": "01",
    "2": "02",
    "3": "03",
    "4": "04",
    "5": "05",
    "6": "06",
}
"""Words of axes for codes of QCVN 102."""
_VERB = re.compile(
    r"(?:get|count|sync|send|update|confirm|delete|remove|register|create|add|set|edit|upload|download|"
    r"recall|revoke|cancel|check|return)[A-Z_]"
)
"""How the names of calls begin."""
_ODD = re.compile(r"[?#%;\\]|\.\.|//")
_HEADERS = {"authorization", "x-secretkey", "x-api-key", "apikey"}
_Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,64}$", examples=["000.00.01.H36"])]


class Axis(Source):
    """Trục liên thông văn bản (edXML), chỉ gọi các lệnh liệt kê và đếm: tường không bao giờ đổi trạng thái
    văn bản.
    """

    dialect: Literal["national", "provincial", "edoc"] = "national"
    """Giao thức: national (SDK của trục quốc gia), provincial (REST của trục tỉnh), edoc (EdocService)."""
    organ: _Name | None = None
    """Mã định danh của đơn vị (OrganId) đứng tên hỏi; edoc đòi mã này."""
    system_id: _Name | None = None
    """X-SystemId mà trục tỉnh cấp; khóa (X-SecretKey) khai ở auth: header."""
    days: Annotated[int, Field(strict=True, ge=0, le=366)] = 30
    """Lấy văn bản từ chừng này ngày trước đến hôm nay, 0 là chỉ hôm nay; edoc chỉ có văn bản đang chờ nên
    không dùng."""
    edoc_method: Literal["POST", "GET"] = "POST"
    """Cách gọi EdocService; các bản khác nhau nhận POST hoặc GET."""
    codes: dict[Code, Code] = CODES
    """Từ của trục cho trạng thái thành mã của QCVN 102; mã lạ được hiện nguyên văn."""
    zone: Zone = "Asia/Ho_Chi_Minh"
    """Múi giờ của các giờ không ghi độ lệch."""

    @model_validator(mode="after")
    def _only_home(self) -> Self:
        """No address may lead a call to another one, on whatever server."""
        path = urlsplit(self.url).path
        if _ODD.search(self.url.partition("://")[2]) or any(map(_VERB.match, path.split("/"))):
            raise WrongSetting(
                "url của trục văn bản chỉ được là địa chỉ gốc",
                "bỏ tên lệnh, dấu ? # % ; và mọi phần sau địa chỉ gốc của trục",
            )
        return self

    @model_validator(mode="after")
    def _convinced_without_calls(self) -> Self:
        auth = self.auth
        if auth is None:
            return self
        header = auth.header.name.lower() if auth.header else "authorization"
        if auth.login or auth.oauth2 or auth.hmac or header not in _HEADERS:
            raise WrongSetting(
                "trục văn bản chỉ nhận auth: xroad, bearer, basic, certificate, hoặc header tên "
                "X-SecretKey, Authorization, X-Api-Key, apikey",
                "chọn một trong các cách ấy, để tường không thể gọi lệnh nào khác của trục",
            )
        return self

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.dialect == "edoc" and self.organ is None:
            raise WrongSetting(
                "giao thức edoc cần mã định danh của đơn vị", 'khai organ, ví dụ "000.00.01.H36"'
            )
        if self.dialect == "provincial" and self.system_id is None:
            raise WrongSetting(
                "giao thức provincial cần system_id", "khai system_id mà trục tỉnh cấp"
            )
        return self

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"documents", "document_states", "organs", "observations"})
