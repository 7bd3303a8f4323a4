"""Which scene by the time of day: the schedule as a wall file writes it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, Self, override

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, model_validator

from services.quantities import Day, Duration, Identifier, WrongSetting, say_duration
from services.section import Section, plain_or_whole
from services.settings import Wording
from services.times import TimeOfDay
from services.wall_file.of_scene import OfScene

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As `date.weekday` counts them."""


def _between(least: timedelta, most: timedelta) -> AfterValidator:
    def held(value: timedelta) -> timedelta:
        if not least <= value <= most:
            raise WrongSetting(
                "khoảng thời gian “{value}” không nằm trong {least} – {most}",
                "ghi từ {least} đến {most}",
                value=say_duration(value),
                least=say_duration(least),
                most=say_duration(most),
            )
        return value

    return AfterValidator(held)


Dwell = Annotated[
    Duration, _between(timedelta(seconds=5), timedelta(days=1)), Field(examples=["2 min"])
]
Hold = Annotated[
    Duration, _between(timedelta(minutes=1), timedelta(days=1)), Field(examples=["15 min"])
]
Days = (
    Literal[
        "all",
        "workdays",
        "weekends",
        "holidays",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ]
    | Annotated[
        tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...],
        Field(min_length=1, examples=[["mon", "thu"]]),
    ]
)
"""On which days a part begins."""

Pins = Annotated[dict[Identifier, Identifier], Field(examples=[{"phai-duoi": "soc"}])]
"""Scene by screen."""


class Turn(OfScene):
    """Một cảnh trong vòng luân phiên; ghi thẳng tên cảnh nếu giữ một phút."""

    scene: Identifier
    """Cảnh nào."""
    dwell: Dwell = timedelta(minutes=1)
    """Hiện bao lâu rồi sang cảnh kế tiếp: từ 5 s đến 24 h."""


Rotation = Annotated[tuple[Turn, ...], Field(max_length=200, examples=[["tong-quan", "an-toan"]])]


class Part(Section):
    """Một phần của ngày: từ giờ nào đến giờ nào, những ngày nào, và khi ấy tường hiện gì."""

    title: Wording | None = None
    """Tên, hiện ở đầu màn hình trong lúc ấy."""
    start: Annotated[TimeOfDay, Field(alias="from", examples=["07:30"])]
    """Giờ bắt đầu, theo giờ của tường."""
    end: Annotated[TimeOfDay, Field(alias="to", examples=["08:00"])]
    """Giờ kết thúc; không sau giờ bắt đầu thì là giờ của hôm sau, và cả phần thuộc về ngày nó bắt đầu."""
    days: Days = "all"
    """Những ngày nào: all (mọi ngày), workdays (thứ Hai đến thứ Sáu, trừ ngày nghỉ), weekends (thứ Bảy, Chủ
    nhật), holidays (các ngày nghỉ khai ở đây), hoặc các thứ trong tuần mon … sun."""
    scene: Identifier | None = None
    """Cảnh của cả phần; không khai thì vòng luân phiên vẫn chạy."""
    rotation: Rotation = ()
    """Vòng luân phiên riêng, bắt đầu từ cảnh đầu tiên lúc phần này bắt đầu."""
    pins: Pins = Field({})
    """Màn hình nào hiện mãi cảnh nào trong phần này."""
    theme: Literal["toi", "sang", "dem"] | None = None
    """Giao diện trong phần này, thay cho giao diện theo giờ."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.scene is not None and self.rotation:
            raise WrongSetting(
                "phần này có cả scene lẫn rotation", "giữ scene cho một cảnh, hoặc rotation"
            )
        return self

    @property
    def speaks(self) -> bool:
        """It says which scene the wall shows."""
        return self.scene is not None or bool(self.rotation)


class Holiday(Section):
    """Một ngày nghỉ, hoặc các ngày nghỉ liền nhau; ghi thẳng ngày nếu chỉ có một."""

    first: Annotated[Day, Field(alias="from")]
    """Ngày nghỉ đầu tiên."""
    to: Day | None = None
    """Ngày nghỉ cuối cùng; không khai thì chỉ nghỉ một ngày."""
    title: Wording | None = None
    """Tên dịp nghỉ."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        return {"from": value} if isinstance(value, str | date) else value

    @classmethod
    @override
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return plain_or_whole(handler, core_schema, ["2027-09-02"])

    @property
    def last(self) -> date:
        return self.first if self.to is None else self.to

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def _listed(value: object) -> object:
    """A date alone is a list of one."""
    return (value,) if isinstance(value, str | date) else value


class Schedule(Section):
    """Lịch chiếu: lúc nào tường hiện cảnh nào. Không khai thì tường giữ cảnh đã chọn."""

    hold: Hold = timedelta(minutes=15)
    """Cảnh chọn bằng tay giữ bao lâu rồi lịch chạy tiếp: từ 1 min đến 24 h."""
    scene: Identifier | None = None
    """Cảnh hiện ngoài các phần của ngày, khi không luân phiên."""
    rotation: Rotation = ()
    """Vòng luân phiên ngoài các phần của ngày."""
    pins: Pins = Field({})
    """Màn hình nào hiện mãi cảnh nào, dù tường đang hiện cảnh khác."""
    parts: tuple[Part, ...] = ()
    """Các phần của ngày. Hai phần trùng giờ thì phần bắt đầu sau được theo."""
    holidays: Annotated[
        tuple[Holiday, ...],
        BeforeValidator(_listed),
        Field(examples=[["2027-09-02", {"from": "2027-02-05", "to": "2027-02-11"}]]),
    ] = ()
    """Các ngày nghỉ: không phải ngày làm việc của days: workdays."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.scene is not None and self.rotation:
            raise WrongSetting(
                "lịch có cả scene lẫn rotation", "giữ scene cho một cảnh, hoặc rotation"
            )
        return self

    @property
    def speaks(self) -> bool:
        """It says of any time which scene the wall shows."""
        always = self.scene is not None or bool(self.rotation)
        return always or any(part.speaks for part in self.parts)
