from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from services.door import Files, Request, SourceError
from services.files import folder
from services.news import Reason

if TYPE_CHECKING:
    from pathlib import Path

    from services.door import Answer
    from tests.unit.files.conftest import Shelf

LONG_AGO = 1_767_576_600.0


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two reports, what lies beside them, and what no report is."""
    made = tmp_path / "bao-cao"
    made.mkdir()
    for name, changed in (("thang-9.csv", 30), ("Thang-10.CSV", 60), ("~$thang-9.csv", 90)):
        (made / name).write_text(name, encoding="utf-8")
        os.utime(made / name, (LONG_AGO + changed, LONG_AGO + changed))
    (made / ".an.csv").write_text("", encoding="utf-8")
    (made / "ghi-chu.txt").write_text("", encoding="utf-8")
    (made / "cu.csv").mkdir()
    return made


def newest(shelf: Shelf, tag: str = "", pattern: str = "*.csv") -> Answer:
    with shelf.source(Files(path="bao-cao", pattern=pattern)).open() as door:
        return door.ask(Request(headers=(("If-None-Match", tag),)))


def together(shelf: Shelf, tag: str = "") -> list[Answer]:
    found: list[Answer] = []
    files = Files(path="bao-cao", pattern="*.csv", newest_only=False)
    request: Request | None = Request(headers=(("If-None-Match", tag),))
    with shelf.source(files).open() as door:
        while request is not None:
            answer = door.ask(request)
            found.append(answer)
            link = answer.headers.get("link")
            request = Request(path=link[1 : link.index(">")]) if link else None
    return found


@pytest.mark.usefixtures("reports")
def test_the_newest_of_a_folder_is_the_answer_whatever_its_case(shelf: Shelf) -> None:
    answer = newest(shelf)
    assert answer.body == b"Thang-10.CSV"
    assert "link" not in answer.headers
    assert newest(shelf, answer.headers["etag"]).unchanged


def test_of_two_that_are_equally_new_the_name_decides(shelf: Shelf, reports: Path) -> None:
    for name in ("thang-9.csv", "Thang-10.CSV"):
        os.utime(reports / name, (LONG_AGO, LONG_AGO))
    assert newest(shelf).body == b"thang-9.csv"


def test_a_newer_file_is_read_though_none_changed(shelf: Shelf, reports: Path) -> None:
    tag = newest(shelf).headers["etag"]
    (reports / "thang-11.csv").write_text("moi", encoding="utf-8")
    assert newest(shelf, tag).body == b"moi"


@pytest.mark.usefixtures("reports")
def test_all_files_come_one_after_another_by_name(shelf: Shelf) -> None:
    answers = together(shelf)
    assert [answer.body for answer in answers] == [b"Thang-10.CSV", b"thang-9.csv"]
    assert [answer.unchanged for answer in together(shelf, answers[0].headers["etag"])] == [True]


def test_any_file_that_changes_makes_all_be_read(shelf: Shelf, reports: Path) -> None:
    tag = together(shelf)[0].headers["etag"]
    os.utime(reports / "thang-9.csv", (LONG_AGO, LONG_AGO))
    assert len(together(shelf, tag)) == 2


def test_files_together_share_one_cap(shelf: Shelf, reports: Path) -> None:
    for number in range(3):
        (reports / f"lon-{number}.csv").write_bytes(b"x" * 500)
    files = Files(path="bao-cao", pattern="lon-*", newest_only=False)
    with shelf.source(files, max_bytes=1024).open() as door:
        door.ask(Request())
        door.ask(Request(path="lon-1.csv"))
        with pytest.raises(SourceError) as caught:
            door.ask(Request(path="lon-2.csv"))
    assert caught.value.reason is Reason.TOO_LARGE


def refusal(shelf: Shelf, path: str, pattern: str = "*.csv", **more: bool) -> SourceError:
    files = Files(path=path, pattern=pattern, **more)
    with shelf.source(files).open() as door, pytest.raises(SourceError) as caught:
        door.ask(Request())
    return caught.value


@pytest.mark.usefixtures("reports")
def test_a_folder_without_such_files_says_which_were_looked_for(shelf: Shelf) -> None:
    refused = refusal(shelf, "bao-cao", "*.tsv")
    assert refused.reason is Reason.MISSING
    assert ("pattern", "*.tsv") in refused.words.values


@pytest.mark.usefixtures("reports")
def test_a_folder_that_is_a_file_or_is_not_there_says_so(shelf: Shelf) -> None:
    assert "là tệp, không phải thư mục" in refusal(shelf, "bao-cao/thang-9.csv").words.text
    assert refusal(shelf, "khong-co").reason is Reason.UNREACHABLE


@pytest.mark.usefixtures("reports")
def test_more_files_than_can_be_read_together_are_refused(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.files.door.TOGETHER", 1)
    assert "take: newest" in refusal(shelf, "bao-cao", newest_only=False).words.text
    monkeypatch.setattr(folder, "LOOKED_AT", 2)
    assert refusal(shelf, "bao-cao").reason is Reason.TOO_LARGE


@pytest.mark.usefixtures("reports")
def test_a_name_that_was_not_listed_is_not_read(shelf: Shelf) -> None:
    with shelf.source(Files(path="bao-cao", pattern="*.csv")).open() as door:
        door.ask(Request())
        with pytest.raises(SourceError):
            door.ask(Request(path="../bao-cao/ghi-chu.txt"))


@pytest.mark.skipif(os.name == "nt", reason="only who may make links there can make a loop")
def test_a_link_that_leads_back_to_itself_is_passed_over_and_named(
    shelf: Shelf, reports: Path
) -> None:
    (reports / "vong.csv").symlink_to("vong.csv")
    answers = together(shelf)
    assert [answer.body for answer in answers] == [b"Thang-10.CSV", b"thang-9.csv"]
    assert answers[0].passed_over == ("vong.csv",)
    assert newest(shelf).body == b"Thang-10.CSV"


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_names_that_are_no_text_follow_one_another_too(shelf: Shelf, reports: Path) -> None:
    for name in (b"b\xe1.csv", b"b\xe2.csv"):
        path = reports / os.fsdecode(name)
        path.write_bytes(name)
        os.utime(path, (LONG_AGO, LONG_AGO))
    assert [answer.body for answer in together(shelf)][1:3] == [b"b\xe1.csv", b"b\xe2.csv"]
