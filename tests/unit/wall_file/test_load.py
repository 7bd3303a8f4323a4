from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.wall_file import load, load_texts
from services.wall_file.text import LARGEST
from tests.unit.wall_file.conftest import HERE
from tests.unit.wall_file.small_plugins import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.wall_file import Loaded

type Lines = Callable[[Loaded], list[str]]
type Read = Callable[..., Loaded]


def test_the_issues_example_loads_as_it_is_printed(lines: Lines) -> None:
    loaded = load(HERE / "example.yaml", PLUGINS, {"BAO_CAO": "bimat"})
    assert lines(loaded) == []
    assert loaded.wall is not None
    assert loaded.name == "lam-dong"
    assert loaded.wall.sources["soc"].every.total_seconds() == 10
    assert loaded.wall.screens[0].name == "trái-trên"
    assert loaded.wall.screens[0].pitch == pytest.approx(0.63)
    assert loaded.wall.screens[0].seat == pytest.approx(4000)


def test_kept_texts_give_the_same_wall_and_hash(example: str) -> None:
    from_disk = load(HERE / "example.yaml", PLUGINS, {"BAO_CAO": "bimat"})
    kept = load_texts(from_disk.texts, from_disk.main, PLUGINS)
    assert kept.hash == from_disk.hash
    assert kept.wall is not None
    assert from_disk.wall is not None
    assert kept.wall.model_dump() == from_disk.wall.model_dump()


def test_the_hash_knows_no_folder_but_every_character(tmp_path: Path, example: str) -> None:
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    here = load(HERE / "example.yaml", PLUGINS, {"BAO_CAO": "bimat"}).hash
    assert load(tmp_path / "example.yaml", PLUGINS).hash == here
    (tmp_path / "example.yaml").write_text(example + " ", encoding="utf-8")
    assert load(tmp_path / "example.yaml", PLUGINS).hash != here


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ":1:1: tệp trống"),
        (b"# ghi ch\xc3\xba\n\n# n\xe1\xbb\xafa\n", ":1:1: tệp trống"),
        (b"x" * (LARGEST + 1), ":1:1: tệp lớn hơn 1 MiB"),
        (b"wall: 1\nname: \xff\n", ":2:7: byte thứ 15 không phải chữ UTF-8"),
        (b"wall: 1\nname: a\0b\n", ":2:8: ký tự điều khiển U+0000"),
        (b"- 1\n- 2\n", ":1:1: tệp không gồm các khóa"),
        (b"wall\n", ":1:1: tệp không gồm các khóa"),
        (b"a: &x [*x]\n", ":1:8: “*x” nằm trong chính nó"),
        (b"wall: 1\n---\nwall: 1\n", ":2:1: tệp có hơn một tài liệu YAML"),
        (
            b"wall: !!python/object:os.system 1\n",
            ":1:7: không dùng được thẻ “!!python/object:os.system”",
        ),
        (b"wall: 1\nscreens: [&a !la 1]\n", "không dùng được thẻ “!la”"),
        (b"wall: 1\ngroups: !!set {a}\n", "không dùng được thẻ “!!set”"),
        (b"wall: 1\nname: 'x\n", "hết tệp mà dấu nháy chưa đóng"),
        (b'wall: 1\nname: "\\Uffffffff"\n', "cú pháp YAML sai"),
        (b"%YAML 1.1\n---\nwall: 1\n", ":2:1: tệp không phải YAML 1.2"),
    ],
)
def test_a_broken_file_is_told_with_its_place(
    tmp_path: Path, lines: Lines, content: bytes, said: str
) -> None:
    path = tmp_path / "tuong.yaml"
    path.write_bytes(content)
    loaded = load(path, PLUGINS)
    assert loaded.wall is None
    assert any(said in line for line in lines(loaded)), lines(loaded)
    assert lines(loaded)[0].startswith(str(path))


def test_ten_megabytes_of_nothing_are_not_read(tmp_path: Path, lines: Lines) -> None:
    path = tmp_path / "tuong.yaml"
    with path.open("wb") as file:
        file.truncate(10 * 1024 * 1024)
    assert "tệp lớn hơn 1 MiB" in lines(load(path, PLUGINS))[0]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path, lines: Lines) -> None:
    assert "không có tệp này" in lines(load(tmp_path / "x.yaml", PLUGINS))[0]
    assert "đây là thư mục" in lines(load(tmp_path, PLUGINS))[0]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path, example: str) -> None:
    path = tmp_path / "tuong.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + example.replace("\n", "\r\n").encode())
    loaded = load(path, PLUGINS)
    assert loaded.faults == ()


def test_every_line_indented_by_a_tab_is_told(read: Read, lines: Lines) -> None:
    said = lines(read("wall: 1\nsources:\n\ta:\n\t  b: 1\n"))
    assert [line.split(":")[1] for line in said] == ["3", "4"]
    assert all("phím Tab" in line for line in said)


def test_every_duplicate_key_is_told_and_the_rest_is_still_looked_at(
    read: Read, lines: Lines
) -> None:
    said = lines(read("wall: 1\nname: a\nname: b\nname: c\nthme: toi\n"))
    assert [line.split(":")[1] for line in said] == ["3", "4", "5"]
    assert "lần đầu ở dòng 2" in said[0]
    assert "có phải là “theme”?" in said[2]


def test_an_alias_bomb_is_refused(read: Read, lines: Lines) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "quá nhiều mục" in lines(read(bomb))[0]


def test_deep_nesting_is_refused_whether_written_or_by_alias(read: Read, lines: Lines) -> None:
    assert "lồng nhau quá" in lines(read("wall: " + "[" * 5000))[0]
    chain = "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 40))
    assert "lồng nhau quá" in lines(read(chain))[0]


def test_anchors_may_be_used(read: Read) -> None:
    loaded = read("size: [1920, 1080]", "size: &hd [1920, 1080], at: [0, 0]")
    assert loaded.faults == ()


def test_a_name_falls_back_to_the_files_stem() -> None:
    loaded = load_texts({"Tường số 1.v2.yaml": "wall: 1\n"}, "Tường số 1.v2.yaml", PLUGINS)
    assert loaded.name == "Tường-số-1-v2"


@pytest.mark.parametrize("pattern", ["con.yaml", "--.yaml", ".yaml"])
def test_a_stem_that_is_no_name_still_gives_one(pattern: str) -> None:
    assert load_texts({pattern: "wall: 1\n"}, pattern, PLUGINS).name in {"tuong", "yaml"}


def _include(folder: Path, texts: dict[str, str]) -> Loaded:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(folder / "chinh.yaml", PLUGINS)


SOURCE = "{connector: alertmanager, url: 'http://10.1.0.9'}"


def test_sections_of_included_files_are_merged_by_name(tmp_path: Path, lines: Lines) -> None:
    loaded = _include(
        tmp_path,
        {
            "chinh.yaml": f"wall: 1\ninclude: [phan/a.yaml]\nsources:\n  x: {SOURCE}\n",
            "phan/a.yaml": f"include: b.yaml\nsources:\n  y: {SOURCE}\n",
            "phan/b.yaml": f"wall: 1\nsources:\n  z: {SOURCE}\nscreens: []\n",
        },
    )
    assert lines(loaded) == []
    assert loaded.wall is not None
    assert list(loaded.wall.sources) == ["x", "y", "z"]
    assert list(loaded.texts) == ["chinh.yaml", "phan/a.yaml", "phan/b.yaml"]


def test_faults_of_included_files_name_those_files(tmp_path: Path, lines: Lines) -> None:
    loaded = _include(
        tmp_path,
        {
            "chinh.yaml": f"wall: 1\ninclude: a.yaml\nsources:\n  x: {SOURCE}\n",
            "a.yaml": f"title: T\nsources:\n  x: {SOURCE}\n  y:\n    connector: alertmanager\n"
            "    url: http://a\n    evry: 1 s\n",
        },
    )
    said = lines(loaded)
    assert all(line.startswith(str(tmp_path / "a.yaml")) for line in said)
    assert "“title” chỉ ghi được ở tệp chính" in said[0]
    assert "“x” đã khai ở chinh.yaml:4:3" in said[1]
    assert ":7:5: không có khóa “evry”" in said[2]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("../ngoai.yaml", "không nằm trong thư mục"),
        ("/etc/passwd", "không nằm trong thư mục"),
        ("C:\\x.yaml", "không nằm trong thư mục"),
        ("chinh.yaml", "ghép vòng"),
        ("khong-co.yaml", "không có tệp này"),
        ("phan", "đây là thư mục"),
        ("vong.yaml", "ghép vòng"),
    ],
)
def test_an_include_that_leads_nowhere_good_is_told(
    tmp_path: Path, lines: Lines, wanted: str, said: str
) -> None:
    (tmp_path / "phan").mkdir()
    loaded = _include(
        tmp_path,
        {"chinh.yaml": f"wall: 1\ninclude: ['{wanted}']\n", "vong.yaml": "include: chinh.yaml\n"},
    )
    assert said in lines(loaded)[0]
    assert loaded.wall is None


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, lines: Lines) -> None:
    outside = tmp_path / "ngoai.yaml"
    outside.write_text("sources: {}\n", encoding="utf-8")
    folder = tmp_path / "tuong"
    folder.mkdir()
    (folder / "trong.yaml").symlink_to(outside)
    loaded = _include(folder, {"chinh.yaml": "wall: 1\ninclude: trong.yaml\n"})
    assert "nằm ngoài thư mục" in lines(loaded)[0]


def test_too_many_levels_of_includes_end(tmp_path: Path, lines: Lines) -> None:
    texts = {"chinh.yaml": "wall: 1\ninclude: 0.yaml\n"}
    texts |= {f"{n}.yaml": f"include: {n + 1}.yaml\n" for n in range(20)}
    assert any("quá nhiều tầng" in line for line in lines(_include(tmp_path, texts)))
