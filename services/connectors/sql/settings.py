"""What a wall file says of a database."""

from __future__ import annotations

from typing import Annotated, Self, override

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from services.connectors.sql.statement import reading
from services.database_url import SCHEMES, Database, SqliteFile, Tls, place_of
from services.mapping import MAPPINGS
from services.quantities import Code, WrongSetting, Zone, only_text
from services.secret import Secret
from services.settings import Source
from services.writing import Times, Writing


def _address(url: str) -> str:
    place_of(url)
    return url


def _kind(name: str) -> str:
    if name not in MAPPINGS:
        raise WrongSetting(
            "không có loại bản ghi “{name}”",
            "dùng một trong: {names}",
            name=name[:40],
            names=", ".join(MAPPINGS),
        )
    return name


def _reading(query: str, given: ValidationInfo) -> str:
    return reading(query, sqlite=str(given.data.get("url", "")).startswith("sqlite:"))


class Sql(Source):
    """Một cơ sở dữ liệu, chỉ đọc: tệp SQLite, hoặc máy chủ PostgreSQL (cần cài thêm: uv sync --extra
    postgres, hoặc pip install 'langbiang[postgres]'). Không khai query thì đếm dòng từng bảng.
    """

    url: Annotated[
        str,
        BeforeValidator(only_text),
        AfterValidator(_address),
        Field(max_length=2000, examples=["postgresql://tuong@10.1.2.3/vu_viec"]),
    ]
    """sqlite:///đường-dẫn tính từ tệp tường (sqlite://// là đường dẫn đầy đủ), hoặc
    postgresql://tên@máy:cổng/cơ-sở-dữ-liệu."""
    password: Annotated[Secret | None, Field(examples=["${keyring:vu-viec}"])] = None
    """Mật khẩu của tài khoản PostgreSQL, bằng tham chiếu; nên dùng tài khoản chỉ có quyền SELECT."""
    tls: Tls = "prefer"
    """Mã hóa đường tới PostgreSQL: prefer là có thì dùng, require là bắt buộc, verify là bắt buộc và máy
    chủ phải có chứng thư đúng tên (ca hoặc của hệ điều hành), off là không."""
    query: Annotated[
        str | None,
        BeforeValidator(only_text),
        AfterValidator(_reading),
        Field(
            max_length=20_000,
            examples=['SELECT phuong AS territory, so_vu AS "Số vụ" FROM vu_viec'],
        ),
    ] = None
    """Một câu SELECT. Cột mang tên trường của bản ghi (đặt bằng AS) thì vào trường ấy; với số liệu, mỗi
    cột số khác là một chỉ số mang tên cột, mỗi cột chữ khác là nhãn. Tường chỉ nhận ra những hàm có hại mà
    nó biết tên; với PostgreSQL, chỉ tài khoản không có quyền gì ngoài SELECT mới chặn được hết."""
    records: Annotated[
        str, AfterValidator(_kind), Field(json_schema_extra={"enum": [*MAPPINGS]})
    ] = "observations"
    """Mỗi dòng là một bản ghi loại nào."""
    times: Times = "iso"
    """Cách ghi giờ trong các cột chữ và cột số: ISO 8601, giây hoặc mili giây từ 1970, ngày/tháng/năm,
    hoặc tháng/ngày/năm."""
    zone: Zone | None = None
    """Múi giờ của các giờ không ghi độ lệch; không khai thì giờ như vậy không đọc được."""
    severities: dict[Code, Annotated[int, Field(ge=0, le=5)]] = Field(default_factory=dict)
    """Từ chỉ mức độ của nguồn thành 0–5; không khai thì số của nguồn là số của tường."""

    @model_validator(mode="after")
    def _of_its_own(self) -> Self:
        given = self.model_fields_set
        if given & {"auth", "proxy"}:
            raise WrongSetting(
                "auth và proxy không dùng cho cơ sở dữ liệu",
                "bỏ chúng; tài khoản ghi ở url, mật khẩu ghi ở password",
            )
        if isinstance(place_of(self.url), SqliteFile) and given & {"password", "tls", "ca"}:
            raise WrongSetting("password, tls và ca chỉ đi với postgresql", "bỏ chúng khi đọc tệp")
        return self

    @override
    def schemes(self) -> tuple[str, ...]:
        return SCHEMES

    @override
    def database(self) -> Database:
        return Database(place=place_of(self.url), password=self.password, tls=self.tls)

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({self.records})

    def writing(self) -> Writing:
        return Writing(
            zone=self.zone,
            times=self.times,
            severities={word.casefold(): level for word, level in self.severities.items()},
        )
