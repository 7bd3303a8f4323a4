"""What is laid down in a folder, in which order, and what of others is left alone."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import stat
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from services.wall_file.faults import Severity
from tests.qt.publishing.published import room, running, told, until, wall
from ui.leftovers import DOCUMENT, PAGE, STATE
from ui.publishing import folder as folders
from ui.publishing.faults import faults_of_folders
from ui.publishing.folder import Blocked, lay_down
from ui.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager
    from typing import BinaryIO

posix = pytest.mark.skipif(os.name == "nt", reason="Windows goes by the folder")
OURS = b'<!doctype html><meta name="generator" content="Langbiang">'


def files(scene: str, *screens: str, note: str = "") -> dict[str, bytes]:
    """As a wall lays them down, in small."""
    pngs = [f"{scene}--{screen}.png" for screen in screens]
    state = {"scenes": [{"panels": [{"png": png} for png in pngs]}], "note": note}
    document = {"wall": "thu", "screens": [{"png": png} for png in pngs], "note": note}
    return {
        **{png: f"{png} {note}".encode() for png in pngs},
        DOCUMENT: json.dumps(document).encode(),
        PAGE: OURS,
        STATE: f"langbiang({json.dumps(state)});\n".encode(),
    }


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def put(folder: Path, content: Mapping[str, bytes], wall: str = "thu") -> None:
    lay_down(folder, content, wall, private=False)


def test_pictures_come_first_then_what_names_them_and_old_ones_go_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, files("mot", "a", "b"))
    written: list[str] = []

    def noting(path: Path, *, private: bool) -> AbstractContextManager[BinaryIO]:
        written.append(path.name)
        assert (tmp_path / "mot--b.png").exists() or written[-2:] == [STATE, STATE]
        return whole(path, private=private)

    monkeypatch.setattr(folders, "whole", noting)
    put(tmp_path, files("mot", "a", "c", note="mới"))
    assert written == ["mot--a.png", "mot--c.png", DOCUMENT, STATE, STATE]
    assert not (tmp_path / "mot--b.png").exists()


@pytest.mark.parametrize("private", [True, False])
def test_what_an_earlier_picture_was_called_is_told_to_nobody_once_it_is_gone(
    tmp_path: Path, *, private: bool
) -> None:
    """A scene's name may be for fewer eyes than the folder is now."""
    lay_down(tmp_path, files("vu-x", "a"), "thu", private=True)
    lay_down(tmp_path, files("mot", "a"), "thu", private=private)
    assert not [path for path in tmp_path.iterdir() if b"vu-x" in path.read_bytes()]
    assert (mode(tmp_path / STATE) == 0o600) is (private or os.name == "nt")


@pytest.mark.parametrize("at", range(5))
def test_wherever_it_breaks_off_what_is_there_names_only_pictures_that_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    put(tmp_path, files("mot", "a", "b"))
    left = iter(range(at))

    def failing(path: Path, *, private: bool) -> AbstractContextManager[BinaryIO]:
        if next(left, None) is None:
            raise OSError(28, os.strerror(28))
        return whole(path, private=private)

    monkeypatch.setattr(folders, "whole", failing)
    new = files("hai", "c", "d", note="mới")
    new[PAGE] += b"<title>"
    with pytest.raises(Blocked) as blocked:
        put(tmp_path, new)
    assert "không ghi được vào" in blocked.value.words.text
    document = json.loads((tmp_path / DOCUMENT).read_bytes())
    assert all((tmp_path / one["png"]).exists() for one in document["screens"])
    assert not list(tmp_path.glob("*.part"))
    monkeypatch.undo()
    put(tmp_path, new)
    assert sorted(one.name for one in tmp_path.glob("*.png")) == ["hai--c.png", "hai--d.png"]


def test_an_old_picture_that_could_not_go_goes_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, files("mot", "a"))
    unlink = Path.unlink

    def failing(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "mot--a.png":
            raise PermissionError(13, os.strerror(13))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", failing)
    for _ in range(2):
        with pytest.raises(Blocked):
            put(tmp_path, files("hai", "b"))
    monkeypatch.undo()
    assert (tmp_path / "mot--a.png").exists()
    put(tmp_path, files("hai", "b"))
    assert [one.name for one in tmp_path.glob("*.png")] == ["hai--b.png"]
    put(tmp_path, files("hai", "b"))
    assert (tmp_path / STATE).read_bytes() == files("hai", "b")[STATE]


@pytest.mark.parametrize("hostile", ["../../etc/x--y.png", "/x--y.png", "x--y.png/..", "x.txt", 7])
def test_no_name_of_a_state_leads_out_of_the_folder(tmp_path: Path, hostile: object) -> None:
    inner = tmp_path / "a" / "b"
    put(inner, files("mot", "a"))
    told = {"scenes": [{"panels": [{"png": hostile}]}]}
    (inner / STATE).write_text(f"langbiang({json.dumps(told)});\n// {json.dumps([hostile])}\n")
    (inner / "x.txt").write_bytes(b"1")
    put(inner, files("mot", "b"))
    assert (inner / "x.txt").exists()
    assert [one.name for one in inner.glob("*.png")] == ["mot--b.png"]


def test_a_reader_meets_whole_files_alone_however_often_they_are_replaced(tmp_path: Path) -> None:
    put(tmp_path, files("mot", "a"))
    over = threading.Event()

    def replacing() -> None:
        for n in range(200):
            put(tmp_path, files("mot", "a", note="x" * (n % 7) * 5000))
        over.set()

    writer = threading.Thread(target=replacing)
    writer.start()
    while not over.is_set():
        document = json.loads((tmp_path / DOCUMENT).read_bytes())
        assert document["wall"] == "thu"
        assert (tmp_path / document["screens"][0]["png"]).read_bytes()
    writer.join()


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    """Who has it need not fetch it again."""
    put(tmp_path, files("mot", "a", "b"))
    before = {one.name: one.stat().st_ino for one in tmp_path.iterdir()}
    put(tmp_path, files("mot", "a", "b"))
    assert {one.name: one.stat().st_ino for one in tmp_path.iterdir()} == before


@posix
def test_what_its_owner_alone_could_read_is_everybodys_once_it_is_published_for_all(
    tmp_path: Path,
) -> None:
    """Also what is the same, word for word, as it was before."""
    lay_down(tmp_path, files("mot", "a"), "thu", private=True)
    put(tmp_path, files("mot", "a"))
    assert all(one.stat().st_mode & 0o044 for one in tmp_path.iterdir())


@posix
def test_a_folder_that_we_made_is_opened_and_closed_with_its_audience(tmp_path: Path) -> None:
    """Its parents are there for others too."""
    folder = tmp_path / "a" / "cong-bo"
    for private in (True, False, True, False):
        lay_down(folder, files("mot", "a"), "thu", private=private)
        assert (mode(folder), mode(folder.parent)) == (0o700 if private else 0o755, 0o755)
        assert {mode(one) for one in folder.iterdir()} == {0o600 if private else 0o644}


@posix
def test_a_folder_that_others_made_stays_as_they_made_it_and_who_cannot_read_it_is_told(
    tmp_path: Path,
) -> None:
    tmp_path.chmod(0o700)
    lay_down(tmp_path, files("mot", "a"), "thu", private=True)
    hides = lay_down(tmp_path, files("mot", "a"), "thu", private=False)
    assert hides is not None
    assert "tường để nguyên" in hides.words.text
    assert "chmod 755" in str(hides.remedy.values)
    assert mode(tmp_path) == 0o700
    tmp_path.chmod(0o750)
    assert lay_down(tmp_path, files("mot", "a"), "thu", private=False) is None
    assert mode(tmp_path) == 0o750


@posix
def test_a_copy_of_a_folder_that_we_made_is_its_owners(tmp_path: Path) -> None:
    put(tmp_path / "cong-bo", files("mot", "a"))
    copy = tmp_path / "ban-sao"
    shutil.copytree(tmp_path / "cong-bo", copy)
    copy.chmod(0o700)
    assert lay_down(copy, files("mot", "a"), "thu", private=False) is not None
    assert mode(copy) == 0o700


@posix
def test_what_somebody_opened_to_a_few_is_not_opened_to_all(tmp_path: Path) -> None:
    folder = tmp_path / "cong-bo"
    put(folder, files("mot", "a"))
    folder.chmod(0o2750)
    put(folder, files("mot", "a"))
    assert mode(folder) == 0o2750


@posix
def test_an_umask_that_lets_nobody_read_is_obeyed_and_told_of(tmp_path: Path) -> None:
    os.umask(0o077)
    hides = lay_down(tmp_path / "cong-bo", files("mot", "a"), "thu", private=False)
    assert hides is not None
    assert "umask" in hides.words.text
    os.umask(0o022)
    assert lay_down(tmp_path / "cong-bo", files("mot", "a"), "thu", private=False) is None
    assert mode(tmp_path / "cong-bo") == 0o755


@posix
def test_what_all_could_read_is_closed_before_anything_of_the_next_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cong-bo"
    put(folder, files("mot", "a"))
    (folder / "cua-ai.txt").write_bytes(b"1")

    def full(path: Path, *, private: bool) -> AbstractContextManager[BinaryIO]:
        raise OSError(28, os.strerror(28), str(path))

    monkeypatch.setattr(folders, "whole", full)
    with pytest.raises(Blocked):
        lay_down(folder, files("mot", "a", note="kín"), "thu", private=True)
    assert mode(folder) == 0o700
    assert {one.name for one in folder.iterdir() if mode(one) & 0o044} == {"cua-ai.txt"}


@posix
def test_what_others_made_is_not_closed_with_what_is_ours(tmp_path: Path) -> None:
    folder, theirs = tmp_path / "cong-bo", tmp_path / "theirs.png"
    folder.mkdir(mode=0o755)
    theirs.write_bytes(b"theirs")
    theirs.chmod(0o644)
    put(folder, files("mot", "a", "b"))
    (folder / "mot--b.png").unlink()
    (folder / "mot--b.png").symlink_to(theirs)
    lay_down(folder, files("mot", "a"), "thu", private=True)
    assert (mode(folder), mode(theirs)) == (0o755, 0o644)
    assert mode(folder / "mot--a.png") == 0o600
    assert not (folder / "mot--b.png").is_symlink()


@posix
def test_check_says_of_a_folder_for_all_that_its_owner_alone_can_enter(tmp_path: Path) -> None:
    for name in ("cong-bo", "noi-bo"):
        (tmp_path / name).mkdir(mode=0o700)
    asked = "[{to: cong-bo}, {to: noi-bo, audience: internal}]"
    with room(tmp_path, wall(asked)) as made:
        [fault] = faults_of_folders(made.opened)
    assert fault.severity is Severity.WARNING
    assert "chỉ chủ của thư mục" in made.opened.terminal.words.say(fault.what)


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
@pytest.mark.parametrize("name", [STATE, DOCUMENT, PAGE])
def test_a_pipe_under_one_of_our_names_holds_up_nobody(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    done = threading.Thread(target=put, args=(tmp_path, files("mot", "a")), daemon=True)
    done.start()
    done.join(20)
    assert not done.is_alive()
    assert (tmp_path / name).is_file()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (PAGE, b"<h1>Apache2 Debian Default Page</h1>"),
        (STATE, b"export default {}"),
        (DOCUMENT, b'{"wall": "khac", "screens": []}'),
        (DOCUMENT, b'{"name": "package"}'),
        (DOCUMENT, b"\xff"),
    ],
)
def test_files_of_others_under_our_names_keep_us_out(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Blocked):
        put(tmp_path, files("mot", "a"))
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {name: content}


@pytest.mark.parametrize("content", [b"", bytes(300)])
@pytest.mark.parametrize("name", [PAGE, STATE, DOCUMENT])
def test_what_a_power_cut_left_empty_is_nobody_s(tmp_path: Path, name: str, content: bytes) -> None:
    """File systems may have taken the name and not the bytes."""
    put(tmp_path, files("mot", "a", "b"))
    (tmp_path / name).write_bytes(content)
    for _ in range(2):
        put(tmp_path, files("mot", "a"))
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == files("mot", "a")


def test_other_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "favicon.ico").write_bytes(b"1")
    (tmp_path / "anh--cua-toi.png").write_bytes(b"2")
    put(tmp_path, files("mot", "a"))
    put(tmp_path, files("hai", "b"))
    assert (tmp_path / "favicon.ico").read_bytes() == b"1"
    assert (tmp_path / "anh--cua-toi.png").read_bytes() == b"2"


def test_parts_of_a_wall_that_was_killed_go(tmp_path: Path) -> None:
    for name in (STATE, PAGE, DOCUMENT, "mot--a.png"):
        (tmp_path / f"{name}.123.part").write_bytes(b"half")
    put(tmp_path, files("mot", "a"))
    assert not list(tmp_path.glob("*.part"))


@pytest.fixture
def blocking(tmp_path: Path) -> Path:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    (tmp_path / "cua-ai").mkdir()
    (tmp_path / "cua-ai" / PAGE).write_text("<h1>Trang khác</h1>", encoding="utf-8")
    (tmp_path / "lien-ket").symlink_to("tot")
    return tmp_path


@pytest.mark.parametrize(
    ("to", "what"),
    [
        ("tep", "đó là một tệp"),
        ("tep/o-duoi", "đó là một tệp"),
        ("cua-ai", "không do tường ghi"),
        ("{here}", "chính thư mục của tệp tường"),
        ("..", "thư mục của tệp tường nằm trong"),
        ("{here}/tot", "hai lần xuất ảnh vào cùng thư mục"),
        ("lien-ket", "hai lần xuất ảnh vào cùng thư mục"),
    ],
)
def test_check_warns_of_a_folder_in_which_nothing_could_be_laid_down(
    blocking: Path, to: str, what: str
) -> None:
    asked = f"[{{to: tot}}, {{to: '{to.format(here=blocking)}'}}]"
    with room(blocking, wall(asked)) as made:
        [fault] = faults_of_folders(made.opened)
        said = made.opened.terminal.words.say(fault.what)
    assert fault.severity is Severity.WARNING
    assert what in said
    assert fault.file == str(made.path)
    text = made.path.read_text("utf-8").splitlines()[fault.line - 1]
    assert text[fault.column - 1 :].startswith("to: '")
    assert not (blocking / "tot").exists()


def test_check_warns_of_a_folder_without_the_right_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(path: Path, *_: object) -> None:
        raise PermissionError(13, os.strerror(13), str(path))

    monkeypatch.setattr(Path, "write_bytes", refusing)
    with room(tmp_path, wall("{to: cong-bo/sau}")) as made:
        [fault] = faults_of_folders(made.opened)
    assert "không ghi được vào" in made.opened.terminal.words.say(fault.what)
    assert [one.name for one in tmp_path.iterdir()] == ["tuong.yaml"]


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="Linux has it")
@pytest.mark.parametrize("to", ["/proc/cong-bo", "/proc/self/fdinfo", "/proc/a/b"])
def test_check_warns_of_a_file_system_in_which_nothing_can_be_made_whatever_rights_say(
    tmp_path: Path, to: str
) -> None:
    """Its rights are all there for who is root."""
    with room(tmp_path, wall(f"{{to: {to}}}")) as made:
        [fault] = faults_of_folders(made.opened)
    assert "không ghi được vào" in made.opened.terminal.words.say(fault.what)


@pytest.mark.parametrize("to", ["moi/o/sau", "co-san"])
def test_what_check_tried_is_gone(tmp_path: Path, to: str) -> None:
    (tmp_path / "co-san").mkdir()
    (tmp_path / "co-san" / "favicon.ico").write_bytes(b"1")
    with room(tmp_path, wall(f"{{to: {to}}}")) as made:
        before = sorted(tmp_path.rglob("*"))
        assert faults_of_folders(made.opened) == []
    assert sorted(tmp_path.rglob("*")) == before


def test_a_running_wall_leaves_such_a_folder_alone_and_says_so(blocking: Path) -> None:

    async def go() -> str:
        async with running(made) as publishing:
            await until(lambda: publishing.troubles and told(made.folder()))
            return made.opened.terminal.words.say(publishing.troubles[0])

    with room(blocking, wall("[{to: cua-ai}, {to: cong-bo}]")) as made:
        said = asyncio.run(go())
    assert "index.html không do tường ghi" in said
    assert told(blocking / "cua-ai") is None
    assert [one.name for one in (blocking / "cua-ai").iterdir()] == [PAGE]


@pytest.mark.parametrize("to", ["{here}", "..", "lien-ket"])
def test_a_running_wall_lays_nothing_down_around_its_own_file(tmp_path: Path, to: str) -> None:
    async def go() -> str:
        async with running(made) as publishing:
            await until(lambda: publishing.troubles)
            return made.opened.terminal.words.say(publishing.troubles[0])

    home = tmp_path / "tuong"
    home.mkdir()
    (home / "lien-ket").symlink_to(home)
    with room(home, wall(f"{{to: '{to.format(here=home)}'}}")) as made:
        said = asyncio.run(go())
    assert "thư mục của tệp tường" in said
    assert sorted(one.name for one in home.iterdir()) == ["lien-ket", "tuong.yaml"]
    assert [one.name for one in tmp_path.iterdir()] == ["tuong"]
