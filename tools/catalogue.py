"""Writes the catalogue of indicators again: `python -m tools.catalogue`.

    resources/domain/catalogue.json       what there is: names, units, periods, groups, thresholds
    resources/walls/catalogue/*.yaml      the same as parts of a wall file, a file for each field,
                                          and the organs that the simulated province knows

The province speaks from catalogue.json, so that walls and province agree and neither knows the other.
Groups, providers and committees (nhom.yaml, don-vi.yaml) are kept by hand.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from services.simulation.lore import catalogue, offices, slug, units
from services.territories import gazetteer
from services.wall_file.territories import Territories

SOURCE = "chi-so"
WALLS = Path("resources/walls/catalogue")
CADENCE = {"month": "31 d", "quarter": "92 d", "year": "366 d"}
AS_OF = date(2023, 12, 31)
"""Of which the organs are."""
_DISTRICTS_END = "2025-06-30"
_HEAD = """\
# Do tools/catalogue.py ghi từ resources/domain/catalogue.json: sửa ở đó rồi chạy python -m tools.catalogue.
# Written by tools/catalogue.py from resources/domain/catalogue.json: change it there.
#
"""
_INVENTED = """\
# Tên chỉ số theo, hoặc phỏng theo, các văn bản ghi dưới đây; tên nào văn bản không có là của bức tường.
# Việc xếp nhóm và các ngưỡng (bands) là của bức tường, sửa được. Nguồn chi-so cho số, kế hoạch và mức độ
# chính thức; ở tỉnh mô phỏng mọi số ấy là MÔ PHỎNG.
"""
_ORGANS = """\
# Các cơ quan của tỉnh ở ngày 31/12/2023 và nơi gửi, nhận văn bản. Mã định danh đúng dạng của Quyết định
# 20/2020/QĐ-TTg nhưng là mã bịa cho tỉnh mô phỏng; liên hệ cũng vậy: thay bằng danh bạ của mình.
organs:
"""


def written() -> dict[str, str]:
    """The text of each file by its name."""
    whole = catalogue()
    by_field: dict[str, dict[str, Any]] = {}
    for id, one in whole["indicators"].items():
        by_field.setdefault(one["field"], {})[id] = one
    texts = {f"{field}.yaml": _field(ones) for field, ones in by_field.items()}
    return texts | {"co-quan.yaml": _organs()}


def _field(ones: dict[str, Any]) -> str:
    documents = catalogue()["documents"]
    used = dict.fromkeys(one["document"] for one in ones.values())
    lines = [f"# {documents[document]}" for document in used]
    lines.append("indicators:")
    for id, one in ones.items():
        lines.append(f"  {id}:")
        lines += [f"    {key}: {_flow(value)}" for key, value in _indicator(one).items()]
    return _HEAD + _INVENTED + "\n".join(lines) + "\n"


def _indicator(one: dict[str, Any]) -> dict[str, Any]:
    """Its settings in the wall file, in the order in which they are read."""
    whole = catalogue()
    said: dict[str, Any] = {"name": one["name"]}
    # A rank is measured in nothing.
    if unit := _plain(whole["units"][one["unit"]]):
        said["unit"] = unit
    if "formula" in one:
        said["formula"] = one["formula"]
    else:
        said["source"] = SOURCE
    said |= {"groups": one["groups"], "field": one["field"], "better": one["better"]}
    if "round" in one:
        said["round"] = one["round"]
    elif "formula" not in one:
        said["cadence"] = CADENCE[one["period"]]
    if "decimals" in one:
        said["decimals"] = one["decimals"]
    if "bands" in one:
        said["bands"] = whole["bands"][one["bands"]]
    if one.get("sums"):
        said["sums"] = True
    if "forecast" in one:
        said["forecast"] = {"method": one["forecast"]}
    if one.get("history"):
        said["history"] = "5 years"
    return said


def _organs() -> str:
    known = catalogue()["organs"]
    known_units = gazetteer(Territories()).at(AS_OF)
    english = {
        unit.committee: f"People's Committee of {one.name.en}"
        for unit in units()
        for one in known_units
        if one.code == unit.code
    }
    towns = {unit.committee: unit.short for unit in units()}
    lines: list[str] = []
    for office in offices():
        told = known.get(office.name) or {"en": english[office.name]}
        name = {"vi": office.name, "en": told["en"]}
        if office.name in towns:
            town = towns[office.name]
            name |= {"short": f"UBND {town}", "short_en": f"PC {town}"}
        name |= {form: told[form] for form in ("short", "short_en") if form in told}
        lines += [
            f"  {slug(office.name)}:",
            f"    name: {_flow(name)}",
            f"    ids: {_flow([office.code])}",
            f"    kind: {_flow(office.block)}",
            f"    contact: {_flow(f'Văn thư {office.name} (số máy theo danh bạ)')}",
        ]
        ends = told.get("to", None if office.name in known else _DISTRICTS_END)
        if ends is not None:
            lines.append(f"    to: {ends}")
        if "successor" in told:
            lines.append(f"    successor: {told['successor']}")
    return _HEAD + _ORGANS + "\n".join(lines) + "\n"


def _plain(wording: dict[str, str]) -> object:
    return wording["vi"] if len(wording) == 1 else wording


def _flow(value: object) -> str:
    """As people write it in one line; days stand without quotes."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case str() if value.replace("-", "").isdigit() or value.replace("-", "").isalpha():
            return value if value.isascii() else json.dumps(value, ensure_ascii=False)
        case str():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def main() -> int:
    for name, text in written().items():
        (WALLS / name).write_text(text, encoding="utf-8", newline="\n")
        print(WALLS / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
