from __future__ import annotations

from datetime import date
from typing import Any

from services.organs import Directory
from services.records import Organ
from services.wall_file.organs import Committee, DeclaredOrgan

BEFORE, AFTER = date(2024, 6, 1), date(2026, 11, 24)


def declared(**organs: dict[str, Any]) -> dict[str, DeclaredOrgan]:
    return {id: DeclaredOrgan.model_validate(said) for id, said in organs.items()}


MOVED = declared(
    so_tttt={
        "name": "Sở Thông tin và Truyền thông",
        "ids": ["H36.19"],
        "names": ["Sở TT&TT"],
        "to": "2025-02-28",
        "successor": "so_khcn",
    },
    so_khcn={"name": "Sở Khoa học và Công nghệ", "ids": ["H36.20"], "from": "2025-03-01"},
)


def name(book: Directory, called: str, on: date = AFTER) -> str | None:
    found = book.name(called, on)
    return None if found is None else found.vi


def test_an_organ_is_found_by_its_key_its_codes_and_any_of_its_names() -> None:
    book = Directory(MOVED)
    for called in ("so_tttt", "H36.19", "sở  tt&tt", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"):
        assert name(book, called, BEFORE) == "Sở Thông tin và Truyền thông"


def test_who_is_unknown_is_nobody() -> None:
    assert name(Directory(MOVED), "Sở Tài chính") is None
    assert not Directory({})


def test_a_name_means_whoever_has_it_on_the_day() -> None:
    book = Directory(
        declared(
            cu={"name": "Huyện Đạ Tẻh", "ids": ["682"], "to": "2024-11-30"},
            moi={"name": "Huyện Đạ Huoai", "ids": ["682"], "from": "2024-12-01"},
        )
    )
    assert name(book, "682", BEFORE) == "Huyện Đạ Tẻh"
    assert name(book, "682", AFTER) == "Huyện Đạ Huoai"


def test_an_organ_that_is_gone_keeps_its_name_and_has_an_heir() -> None:
    book = Directory(MOVED)
    assert name(book, "Sở TT&TT") == "Sở Thông tin và Truyền thông"
    heir = book.heir("Sở TT&TT", AFTER)
    assert heir is not None
    assert heir.id == "so_khcn"
    assert book.heir("Sở TT&TT", BEFORE) == book.find("so_tttt", BEFORE)


def test_successors_that_lead_round_end() -> None:
    book = Directory(
        declared(
            a={"name": "A", "to": "2024-01-01", "successor": "b"},
            b={"name": "B", "to": "2024-01-01", "successor": "a"},
        )
    )
    assert book.heir("a", AFTER) is None


def test_a_name_that_two_have_at_once_is_nobodys() -> None:
    book = Directory(declared(a={"name": "Văn phòng"}, b={"name": "Văn phòng"}))
    assert name(book, "Văn phòng") is None


def test_the_wall_file_goes_before_what_sources_tell() -> None:
    told = [
        Organ(uid="1", id="H36.19", names=("So TTTT",)),
        Organ(uid="2", id="H36.30", names=("Sở Tài chính", "STC"), contact="0263…"),
    ]
    book = Directory(MOVED, told=told)
    assert name(book, "H36.19") == "Sở Thông tin và Truyền thông"
    assert name(book, "stc") == "Sở Tài chính"


def test_a_committee_is_known_by_its_names() -> None:
    committee = Committee.model_validate({"name": "Ban Chỉ đạo 35", "names": ["BCĐ 35"]})
    assert name(Directory({}, {"bcd35": committee}), "bcđ 35") == "Ban Chỉ đạo 35"


def test_a_name_that_the_wall_file_gives_to_two_organs_is_not_a_sources_either() -> None:
    declared = {
        "a": DeclaredOrgan.model_validate({"name": "Sở A", "names": ["Văn phòng"]}),
        "b": DeclaredOrgan.model_validate({"name": "Sở B", "names": ["Văn phòng"]}),
    }
    told = [Organ(uid="x", id="x", names=("Văn phòng X", "Văn phòng"))]
    assert Directory(declared, told=told).find("Văn phòng", date(2025, 1, 1)) is None
