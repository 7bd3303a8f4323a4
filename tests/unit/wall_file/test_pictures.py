"""Pictures beside a wall file: judged without being decoded, told of with their place, kept for a replay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cache import Cache, Edition
from services.clock import HeldClock
from services.wall_file import installed, load, load_texts
from services.wall_file.lookout import Lookout
from services.wall_file.picture_files import LARGEST, Judged, judged
from services.wall_file.pictures import MOST_PICTURES, again, kept, of_bytes
from tests.unit.tiles.world import AT
from tests.unit.wall_file.drawn import jpeg, png, png_of, svg

if TYPE_CHECKING:
    from pathlib import Path

    from services.wall_file import Loaded
    from services.wall_file.pictures import Picture

WALL = """wall: 1
screens: [{name: tam, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}]
scenes:
  canh:
    tam:
      grid: [2, 1]
      tiles:
        - {picture: PATH}
        - {text: bên cạnh}
"""


def wall(folder: Path, path: str = "hinh/a.png") -> Path:
    (folder / "hinh").mkdir(exist_ok=True)
    file = folder / "tuong.yaml"
    file.write_text(WALL.replace("PATH", path), encoding="utf-8")
    return file


def shown(loaded: Loaded) -> Picture:
    assert loaded.wall is not None
    tile: Any = loaded.wall.scenes["canh"].panels["tam"].tiles[0]
    found: Picture = tile.picture
    return found


def told(loaded: Loaded) -> list[tuple[int, int, str]]:
    every = (*loaded.faults, *loaded.warnings)
    return [(f.line, f.column, f.what.text) for f in every if "ảnh" in f.what.text]


def why(content: bytes) -> str:
    found = judged(content)
    assert not isinstance(found, Judged)
    return found[0].text


def test_a_picture_is_judged_by_its_header() -> None:
    assert judged(png(640, 480)) == Judged("png", 640, 480)
    assert judged(jpeg(640, 480)) == Judged("jpeg", 640, 480)
    assert judged(svg()) == Judged("svg", 1000, 500)
    assert judged(svg(attributes='width="30px" height="60"')) == Judged("svg", 500, 1000)


@pytest.mark.parametrize(("turned", "size"), [(1, (40, 30)), (6, (30, 40)), (8, (30, 40))])
def test_a_photo_that_was_taken_upright_is_upright(turned: int, size: tuple[int, int]) -> None:
    found = judged(jpeg(40, 30, turned=turned))
    assert isinstance(found, Judged)
    assert (found.width, found.height) == size


@pytest.mark.parametrize("cut", [10, -1])
def test_a_picture_that_is_cut_off_is_broken(cut: int) -> None:
    assert why(png()[:cut]) == "ảnh bị cắt cụt hoặc hỏng"
    assert why(jpeg()[:cut]) == "ảnh bị cắt cụt hoặc hỏng"
    assert why(svg()[: cut + 5 if cut > 0 else cut]) == "ảnh bị cắt cụt hoặc hỏng"


def test_a_picture_whose_bytes_were_changed_is_broken() -> None:
    content = bytearray(png())
    content[45] ^= 1
    assert why(bytes(content)) == "ảnh bị cắt cụt hoặc hỏng"


def test_a_photo_that_goes_over_itself_again_and_again_is_broken() -> None:
    """Each scan costs the decoder all its pixels, so that 2 MiB of them take minutes."""
    scan = b"\xff\xda\0\x08\1\1\0\1\x3f\0\x7f"
    photo = jpeg()
    assert isinstance(judged(photo[:-2] + scan * 20 + photo[-2:]), Judged)
    assert why(photo[:-2] + scan * 200 + photo[-2:]) == "ảnh bị cắt cụt hoặc hỏng"


def test_what_is_too_large_is_refused_before_anything_is_decoded() -> None:
    assert why(b"\x89PNG" + b"\0" * LARGEST).startswith("ảnh lớn hơn")
    assert "triệu điểm" in why(png_of(60_000, 60_000))
    assert "triệu điểm" in why(jpeg(60_000, 1))


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"%PDF-1.7", b"<html></html>", b"\0" * 99, b"<svg/>"]
)
def test_what_is_no_picture_is_called_so(content: bytes) -> None:
    assert why(content) == "tệp không phải ảnh PNG, JPEG hay SVG"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<text>Lâm Đồng</text>", "SVG có chữ"),
        ("<script>1</script>", "SVG dùng"),
        ('<image href="file:///etc/passwd"/>', "SVG dùng"),
        ('<use href="http://10.0.0.1/a.svg#x"/>', "SVG dùng"),
        ("<style>@import 'a.css';</style>", "SVG dùng"),
        ("<style>path{fill:url(http://a/b)}</style>", "SVG dùng"),
        ('<path style="fill:url(file:///a)"/>', "SVG dùng"),
        ("<foreignObject/>", "SVG dùng"),
        ('<filter id="f"/>', "SVG dùng"),
        ("<g>" * 70 + "</g>" * 70, "SVG có quá nhiều nét"),
        ("<path/>" * 20_001, "SVG có quá nhiều nét"),
        ("<style>" + "g{}" * 600 + "</style>" + "<path/>" * 2000, "SVG có quá nhiều nét"),
        ('<g id="a"><use href="#b"/></g><g id="b"/><use href="#a"/>', "SVG dùng"),
        ('<g id="a">' + "<path/>" * 900 + "</g>" + '<use href="#a"/>' * 30, "SVG dùng"),
        # What Qt draws though it is in no namespace of SVG's, and though another is called the same.
        ('<f:image xmlns:f="urn:f" href="file:///etc/passwd"/>', "SVG dùng"),
        ('<f:g xmlns:f="urn:f"><image href="file:///etc/passwd"/></f:g>', "SVG dùng"),
        ('<metadata><image href="file:///etc/passwd"/></metadata>', "SVG dùng"),
        ("<metadata><g><path/></g></metadata>", "SVG dùng"),
        (
            '<g id="a"/><g id="b"><use href="#a"/></g><use href="#b"/><path id="b"/>',
            "SVG dùng",
        ),
        (
            '<g id="a"/><g id="b"><use href="#a"/></g><use xmlns:f="urn:f" f:href="#a" href="#b"/>',
            "SVG dùng",
        ),
    ],
)
def test_a_drawing_leads_nowhere_and_asks_for_little(inside: str, said: str) -> None:
    assert why(svg(inside)).startswith(said)


def test_a_drawing_without_a_size_says_so() -> None:
    assert why(svg(attributes="")) == "SVG không ghi kích thước"
    assert why(svg(attributes='viewBox="0 0 0 10"')) == "SVG không ghi kích thước"
    assert why(svg(attributes='viewBox="a b c d"')) == "SVG không ghi kích thước"


def test_entities_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("<desc>&a;</desc>")
    assert why(bomb) == "ảnh bị cắt cụt hoặc hỏng"


def test_what_editors_add_for_themselves_is_left_alone() -> None:
    inkscape = '<i:namedview xmlns:i="http://inkscape"><i:grid/></i:namedview>'
    metadata = (
        '<metadata id="m"><anything/><d:title xmlns:d="http://dublin-core">Cờ</d:title></metadata>'
    )
    use = '<defs><g id="a"><path/></g></defs><use href="#a"/><path fill="url(#g)"/>'
    assert isinstance(judged(svg(inkscape + metadata + use)), Judged)


def test_a_wall_shows_the_picture_beside_it_and_its_hash_tells_of_it(tmp_path: Path) -> None:
    file = wall(tmp_path)
    (tmp_path / "hinh/a.png").write_bytes(png())
    loaded = load(file, installed())
    assert told(loaded) == []
    assert (shown(loaded).width, shown(loaded).height) == (4, 3)
    (tmp_path / "hinh/a.png").write_bytes(png(grey=7))
    assert load(file, installed()).hash != loaded.hash


def test_a_missing_or_broken_picture_is_told_with_its_place_and_the_wall_goes_on(
    tmp_path: Path,
) -> None:
    file = wall(tmp_path)
    missing = load(file, installed())
    assert told(missing) == [(8, 21, "không hiện được ảnh “{name}”: {why}")]
    assert shown(missing).fault is not None
    (tmp_path / "hinh/a.png").write_bytes(png()[:30])
    broken = load(file, installed())
    assert told(broken) == told(missing)
    assert broken.hash != missing.hash


@pytest.mark.parametrize(
    "path", ["../a.png", "/etc/a.png", "C:/a.png", "hinh\\\\a.png", '""', "7", "[a.png]"]
)
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    loaded = load(wall(tmp_path, path), installed())
    assert loaded.wall is None
    assert loaded.faults[0].line == 8


def test_a_link_out_of_the_folder_is_no_way_out(tmp_path: Path) -> None:
    inner = tmp_path / "tuong"
    inner.mkdir()
    (tmp_path / "bi-mat.png").write_bytes(png())
    file = wall(inner)
    (inner / "hinh/a.png").symlink_to(tmp_path / "bi-mat.png")
    fault = shown(load(file, installed())).fault
    assert fault is not None
    assert fault.text == "tệp nằm ngoài thư mục của tệp tường"


def test_no_wall_has_pictures_without_number(tmp_path: Path) -> None:
    tiles = "".join(f"        - {{picture: {n}.png}}\n" for n in range(MOST_PICTURES + 1))
    file = tmp_path / "tuong.yaml"
    head = WALL[: WALL.index("        -")].replace("[2, 1]", "[24, 2]")
    file.write_text(head + tiles, encoding="utf-8")
    assert load(file, installed()).wall is None


def test_a_picture_is_kept_as_text_and_is_the_same_again() -> None:
    for content in (png(), jpeg(), svg(), png()[:30], b"GIF89a"):
        picture = of_bytes("a.png", content)
        assert again("a.png", picture.kept()) == picture
    large = of_bytes("a.png", png() + b"\0" * LARGEST)
    assert again("a.png", large.kept()).fault == large.fault
    assert again("a.png", "không phải base64!").fault is not None


def test_a_replay_shows_the_picture_of_then(tmp_path: Path) -> None:
    file, clock = wall(tmp_path), HeldClock(AT)
    with_cache = Cache.in_memory(clock)
    seen = []
    for grey in (10, 200):
        (tmp_path / "hinh/a.png").write_bytes(png(grey=grey))
        loaded = load(file, installed())
        edition = Edition(hash=loaded.hash, texts=loaded.texts, pictures=kept(loaded.pictures))
        seen.append((with_cache.put_in_force(edition).result(), shown(loaded).content))
    for at, content in seen:
        with with_cache.picture(at) as picture:
            text = picture.wall_file()
            assert text is not None
            pictures = picture.settings("picture")
        then = load_texts(text.texts, "tuong.yaml", installed(), pictures)
        assert shown(then).content == content
    with_cache.close()


def test_a_running_wall_heals_when_the_picture_is_back(tmp_path: Path) -> None:
    file = wall(tmp_path)
    seconds = [0.0]
    loaded = load(file, installed())
    lookout = Lookout(file, loaded, lambda path: load(path, installed()), lambda: seconds[0])
    assert lookout.look() is None
    (tmp_path / "hinh/a.png").write_bytes(png())
    news = None
    for _ in range(20):
        seconds[0] += 0.1
        news = news or lookout.look()
    assert news is not None
    assert shown(news).sound  # type: ignore[arg-type] # no `Gone`
    (tmp_path / "hinh/a.png").unlink()
    gone = None
    for _ in range(30):
        seconds[0] += 0.1
        gone = gone or lookout.look()
    assert gone is not None
    assert not shown(gone).sound  # type: ignore[arg-type] # as above


def test_half_a_saved_picture_is_waited_for(tmp_path: Path) -> None:
    file = wall(tmp_path)
    path = tmp_path / "hinh/a.png"
    path.write_bytes(png())
    seconds = [0.0]
    loaded = load(file, installed())
    lookout = Lookout(file, loaded, lambda one: load(one, installed()), lambda: seconds[0])
    path.write_bytes(png(grey=9)[:40])
    for _ in range(5):
        seconds[0] += 0.1
        assert lookout.look() is None
    path.write_bytes(png(grey=9))
    news = None
    for _ in range(10):
        seconds[0] += 0.1
        news = news or lookout.look()
    assert news is not None
    assert shown(news).sound  # type: ignore[arg-type] # no `Gone`


def test_of_a_picture_that_is_not_there_it_is_said_where_paths_begin(tmp_path: Path) -> None:
    loaded = load(wall(tmp_path, "so-do.png"), installed())
    (remedy,) = [one.remedy.text for one in loaded.warnings if "ảnh" in one.what.text]
    assert remedy.startswith("đường dẫn tính từ thư mục của tệp tường")
