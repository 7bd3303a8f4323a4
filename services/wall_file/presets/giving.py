"""What a wall file gives to the parameters of a preset."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.wall_file.faults import Fault, listed, nearest
from services.wall_file.tree import Mapping, Scalar, at, composed, key_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.wall_file.presets.shape import Parameter, Preset

_PARAMETERS = "parameters"
_WITH = "with"
ODD = re.compile(r"[\"'`\\{}?#&%\x00-\x1f]")
"""What would end a text, a name or an address that the value is put into."""
_LONGEST = 200


def given(
    preset: Preset, root: Mapping, own: Mapping, name: str
) -> tuple[dict[str, Scalar], list[Fault]]:
    """A value for every parameter, from `own` (the source in the wall file) or the default in `root`
    (the preset's file); what is wrong, at its place in the wall file.
    """
    said = own.get(_WITH)
    faults: list[Fault] = []
    if said is not None and not isinstance(said, Mapping):
        wrong = Fault.at(
            said.place,
            phrase("with phải gồm tên và giá trị của các tham số"),
            phrase("ghi ví dụ: with: {example}", example="{bang: bao_cao}"),
        )
        return {}, [wrong]
    if isinstance(said, Mapping):
        faults += _unknown(said, preset, name)
    values: dict[str, Scalar] = {}
    for parameter, declared in preset.parameters.items():
        value = said.get(parameter) if isinstance(said, Mapping) else None
        if isinstance(value, Scalar) and value.value is not None:
            faults += _wrong(parameter, declared, value)
        elif value is not None and not isinstance(value, Scalar):
            faults.append(Fault.at(value.place, *_NO_SCALAR))
        else:
            value = at(root, (_PARAMETERS, parameter, "default"))
        if isinstance(value, Scalar) and value.value is not None:
            values[parameter] = value
        elif value is None or isinstance(value, Scalar):
            faults.append(_lacking(parameter, declared, own, name))
    return values, faults


_NO_SCALAR = (
    phrase("giá trị của tham số phải là chữ hoặc số"),
    phrase("ghi một giá trị, không phải danh sách hay mục"),
)


def _unknown(said: Mapping, preset: Preset, name: str) -> Iterator[Fault]:
    known = tuple(preset.parameters)
    for entry in said.entries:
        if entry.name in known:
            continue
        meant = nearest(entry.name, known)
        yield Fault.at(
            entry.key.place,
            phrase(
                "mẫu “{preset}” không có tham số “{name}”", preset=name[:40], name=entry.name[:40]
            ),
            phrase("có phải là “{meant}”?", meant=meant)
            if meant
            else phrase("dùng một trong: {names}", names=listed(known)),
        )


def _lacking(parameter: str, declared: Parameter, own: Mapping, name: str) -> Fault:
    return Fault.at(
        key_place(own, (_WITH,)) if own.entry(_WITH) else key_place(own, ("preset",)),
        phrase("mẫu “{preset}” cần tham số “{name}”", preset=name[:40], name=parameter),
        phrase("ghi trong with, {name}: … ({about})", name=parameter, about=declared.meaning),
    )


def _wrong(parameter: str, declared: Parameter, value: Scalar) -> Iterator[Fault]:
    if (said := _misfit(declared, value)) is not None:
        what, remedy = said
        yield Fault.at(
            value.place,
            phrase("tham số “{name}”: {what}", name=parameter, what=what),
            remedy,
        )


def _misfit(declared: Parameter, value: Scalar) -> tuple[Phrase, Phrase] | None:
    choices = [composed(choice) for choice in declared.choices]
    if choices and composed(value.raw) not in choices:
        return (
            phrase("không dùng được “{value}”", value=value.raw[:40]),
            phrase("dùng một trong: {names}", names=listed(choices, 20)),
        )
    if declared.least is not None or declared.most is not None:
        return _out_of_bounds(declared, value)
    if ODD.search(value.raw) or len(value.raw) > _LONGEST:
        return (
            phrase("giá trị dài quá hoặc có ký tự không đặt vào mẫu được"),
            phrase("bỏ dấu nháy, dấu gạch chéo ngược, ngoặc nhọn và các dấu ? # & %"),
        )
    return None


def _out_of_bounds(declared: Parameter, value: Scalar) -> tuple[Phrase, Phrase] | None:
    number = value.value
    if isinstance(number, bool) or not isinstance(number, int | float):
        return (
            phrase("cần một số, không phải “{value}”", value=value.raw[:40]),
            phrase("ghi số, không có dấu nháy"),
        )
    if declared.least is not None and not number >= declared.least:
        return (
            phrase("số {value} nhỏ quá", value=value.raw[:40]),
            phrase("ghi số từ {ge} trở lên", ge=f"{declared.least:g}"),
        )
    if declared.most is not None and not number <= declared.most:
        return (
            phrase("số {value} lớn quá", value=value.raw[:40]),
            phrase("ghi số không quá {le}", le=f"{declared.most:g}"),
        )
    return None
