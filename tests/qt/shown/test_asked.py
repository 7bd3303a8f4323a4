"""`snapshot --shown` as people ask for it: which instants it has, for whom, what it says of the others."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from services.cache import Cache
from services.clock import HeldClock, SystemClock, iso
from services.program import Hold
from tests.qt.shown.standing import (
    ALL,
    AT,
    TERMINAL,
    WALL,
    Standing,
    output,
    standing,
    taken,
    unlike,
)
from ui.command_line import obey
from ui.layers import Form
from ui.opening import open_wall
from ui.past import force

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
SECRET = ("bi-mat", "Bí mật", '"kin"', "Cảnh kín")


def figures(wall: Standing) -> None:
    wall.answer(tram=1700, xa=142, **{"ho-so": 31})
    wall.after(3)


def test_without_a_time_it_is_what_stands_now_beside_the_running_wall(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.perform(wall.wall.steering.put("number-xa", "giua", Form.BY_UNIT))
        wall.after(2)
        seen = wall.look()
        had = taken(wall.path, None, clock=wall.clock)
        assert [unlike(had.pictures[name], one) for name, one in seen.pictures.items()] == [0] * 3
        again = taken(wall.path, wall.clock.now())
    assert had.document["screens"] == again.document["screens"]


def test_a_scene_can_not_be_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tuong.yaml"
    path.write_text(WALL, encoding="utf-8")
    taken(path, AT, "--scene", "mot", status=2)
    assert "--scene không dùng cùng --shown" in capsys.readouterr().err


def test_today_s_file_is_for_the_past_or_for_what_stood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tuong.yaml"
    path.write_text(WALL, encoding="utf-8")
    arguments = ["snapshot", str(path), "--out", str(tmp_path / "out"), "--with-file"]
    assert obey(arguments, SystemClock()) == 2
    assert "--at hoặc --shown" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (None, "chưa ghi tường mở trên màn hình nào"),
        ("{", "phiên bản Langbiang mới hơn"),
        ('{"real": true, "screens": {"trai": 7}, "spare": []}', "phiên bản Langbiang mới hơn"),
        ('{"real": true, "screens": {"trai": [null]}, "spare": []}', "không thấy màn hình nào"),
    ],
)
def test_screens_of_which_nothing_is_known_are_not_made_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kept: str | None, said: str
) -> None:
    path = tmp_path / "tuong.yaml"
    path.write_text(WALL, encoding="utf-8")
    opened = open_wall(path, None, TERMINAL, plugins=None)
    cache = Cache.open(tmp_path / "cache", opened.name, HeldClock(AT), path)
    force(opened, cache)
    if kept is not None:
        cache.keep("outputs", "", kept).result()
    cache.close()
    taken(path, AT + timedelta(seconds=1), status=3)
    told = capsys.readouterr().err
    assert said in told
    assert "bỏ --shown" in told
    assert not (tmp_path / "out").exists()


def test_before_a_wall_was_known_and_while_its_monitors_are_off_there_is_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        wall.after(1)
        wall.plug()
        wall.after(1)
        taken(wall.path, wall.clock.now(), status=3)
        assert "Lúc 24/11/2026 12:00:02 không thấy màn hình nào" in capsys.readouterr().err
        taken(wall.path, AT - timedelta(days=9), status=3)
        assert "bộ nhớ chưa biết gì" in capsys.readouterr().err
    taken(tmp_path / "none" / "tuong.yaml", AT, status=1)


def test_what_rules_is_told_in_words_that_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.perform(wall.wall.briefings.begin("giao-ban", 1))
        wall.perform(wall.wall.steering.put("number-xa", "trai", Form.TILE))
        wall.after(1)
        briefed = taken(wall.path, wall.clock.now(), "--lang", "en")
        wall.plug(*ALL[1:])
        wall.after(1)
        missing = taken(wall.path, wall.clock.now())
    put = briefed.screen("trai")
    assert (put["scene"], put["png"]) == ("mot", "mot--trai.png")
    assert put["rule"] | {"until": None} == {
        "kind": "put",
        "words": "put up, 10 min left",
        "until": None,
        "title": None,
        "scenes": None,
        "briefing": None,
        "step": None,
        "steps": None,
        "tile": "number-xa",
        "form": "tile",
    }
    assert put["rule"]["until"].startswith("2026-11-24T05:10:03")
    rule = briefed.screen("giua")["rule"]
    assert (rule["kind"], rule["briefing"], rule["step"], rule["steps"]) == (
        "briefing",
        "giao-ban",
        2,
        2,
    )
    assert (rule["title"], rule["words"]) == ("Briefing", "Briefing, step 2/2")
    rule = briefed.screen("phai")["rule"]
    assert (rule["kind"], rule["scenes"], rule["tile"]) == ("rotation", 2, None)
    assert (briefed.document["missing"], briefed.document["unshown"]) == ([], [])
    assert missing.document["missing"] == ["trai"]
    assert missing.document["unshown"] == ["systems-so", "number-xa"]


def test_other_colours_and_another_language_can_be_asked_for_and_are_told_not_to_be_those_of_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        had = taken(wall.path, wall.clock.now(), "--theme", "dem", "--lang", "en").document
    assert (had["theme"], had["lang"]) == ("dem", "en")
    told = capsys.readouterr().err
    assert told.count("--lang") == told.count("--theme") == 1


@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_what_is_asked_for_as_it_stood_is_told_of_in_no_word(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    spoken: str,
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.perform(wall.wall.steering.theme("sang"))
        wall.perform(wall.wall.steering.language(spoken))
        wall.after(1)
        capsys.readouterr()
        taken(wall.path, wall.clock.now(), "--theme", "sang", "--lang", spoken)
        assert "--" not in capsys.readouterr().err
        taken(wall.path, wall.clock.now(), "--theme", "toi", "--lang", spoken)
        assert "--theme" in capsys.readouterr().err
        taken(wall.path, wall.clock.now(), "--lang", {"vi": "en", "en": "vi"}[spoken])
        assert "--lang" in capsys.readouterr().err


def test_who_asks_to_wait_for_a_picture_of_the_past_is_told_that_nobody_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        taken(wall.path, wall.clock.now(), "--wait", "0")
        assert "Bỏ qua --wait" in capsys.readouterr().err
        taken(wall.path, wall.clock.now())
        assert "--wait" not in capsys.readouterr().err


def test_a_room_of_visitors_has_the_time_in_place_of_what_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.perform(wall.wall.steering.scene("kin", "trai"))
        wall.perform(wall.wall.briefings.begin("khach", screens=("giua",)))
        wall.after(1)
        had = taken(wall.path, wall.clock.now(), "--audience", "public")
    assert had.screen("trai")["rule"]["kind"] == "cover"
    assert [one["id"] for one in had.screen("trai")["tiles"]] == ["clock"]
    assert list(had.pictures) == ["trai", "giua", "phai"]


def test_screens_that_showed_what_is_not_for_the_audience_are_left_out_and_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.perform(wall.wall.steering.scene("kin", "phai"))
        wall.after(1)
        seen = wall.look()
        had = taken(wall.path, seen.at, "--audience", "public")
        told = capsys.readouterr().err
        assert list(had.pictures) == ["trai", "giua"]
        assert not any(unlike(one, seen.pictures[name]) for name, one in had.pictures.items())
        assert "Không xuất màn hình phai: lúc ấy nó chiếu điều chỉ dành cho phòng điều hành" in told
        wall.perform(wall.wall.briefings.begin("giao-ban"))
        wall.after(1)
        briefed = taken(wall.path, wall.clock.now(), "--audience", "public")
        # What the others show of a briefing is a clock.
        assert list(briefed.pictures) == ["trai", "phai"]
        told = capsys.readouterr().err
        assert "Không xuất màn hình giua: lúc ấy nó chiếu điều chỉ dành cho nội bộ" in told
        text = json.dumps([had.document, briefed.document], ensure_ascii=False)
        assert not any(word in text for word in (*SECRET, "Giao ban", "Điểm nóng"))
        wall.perform(wall.wall.briefings.end())
        wall.perform(wall.wall.steering.scene("kin"))
        wall.perform(wall.wall.steering.scene("kin", "trai"))
        wall.perform(wall.wall.steering.put("number-bi-mat", "giua"))
        wall.after(1)
        taken(wall.path, wall.clock.now(), "--audience", "internal", status=3)
        assert "dùng --audience restricted" in capsys.readouterr().err


def test_a_picture_of_what_stood_is_no_way_round_what_was_closed_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        seen = wall.look()
    closed = WALL.replace("audience: public", "audience: restricted")
    closed = closed.replace("audience: internal", "audience: restricted")
    wall.path.write_text(closed, encoding="utf-8")
    taken(wall.path, seen.at, "--audience", "public", status=3)
    had = taken(wall.path, seen.at)
    assert [unlike(had.pictures[name], one) for name, one in seen.pictures.items()] == [0] * 3


def test_a_briefing_that_was_closed_since_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.perform(wall.wall.briefings.begin("khach", screens=("giua",)))
        wall.after(1)
        at = wall.clock.now()
    assert list(taken(wall.path, at, "--audience", "public").pictures) == ["trai", "giua", "phai"]
    closed = WALL.replace("Khách, audience: public", "Khách, audience: internal")
    wall.path.write_text(closed, encoding="utf-8")
    assert list(taken(wall.path, at, "--audience", "public").pictures) == ["trai", "phai"]


def test_a_scene_of_which_one_screen_was_closed_since_is_closed_on_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        at = wall.clock.now()
    closed = WALL.replace("communes}, source: so, sensitivity: public", "communes}, source: so")
    wall.path.write_text(closed.replace("number: xa", "number: tram"), encoding="utf-8")
    taken(wall.path, at, "--audience", "public", status=3)
    assert "dùng --audience internal" in capsys.readouterr().err
    assert list(taken(wall.path, at).pictures) == ["trai", "giua", "phai"]


def test_a_tile_that_moved_is_closed_with_the_scene_from_which_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.perform(wall.wall.steering.scene("mot", hold=Hold(None)))
        wall.perform(wall.wall.steering.scene("hai", "phai", Hold(None)))
        wall.plug(ALL[0], ALL[1])
        wall.after(1)
        at = wall.clock.now()
    had = taken(wall.path, at, "--audience", "public")
    (moved,) = (one for one in had.document["screens"] if "number-tram-2" in str(one["tiles"]))
    closed = WALL.replace("Scene two}\n    audience: public", "Scene two}\n    audience: internal")
    wall.path.write_text(closed.replace("steps: [mot, hai]", "steps: [mot]"), encoding="utf-8")
    capsys.readouterr()
    again = taken(wall.path, at, "--audience", "public")
    assert moved["name"] not in again.pictures
    assert f"Không xuất màn hình {moved['name']}" in capsys.readouterr().err


def test_missing_screens_and_tiles_without_room_are_told_to_whom_they_are_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.perform(wall.wall.steering.scene("kin", "phai"))
        wall.plug(ALL[0], ALL[1])
        wall.after(1)
        everything = taken(wall.path, wall.clock.now()).document
        had = taken(wall.path, wall.clock.now(), "--audience", "public").document
    assert (everything["missing"], everything["unshown"]) == (["phai"], ["number-bi-mat-2"])
    assert (had["missing"], had["unshown"]) == ([], [])


def test_the_file_then_in_force_decides_and_today_s_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = WALL.replace("name: giua", "name: tam").replace("    giua: {", "    tam: {")
    other = other.replace("screens: [giua]", "screens: [tam]")
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        before = wall.look()
        wall.edit(other)
        wall.after(2)
        after = wall.look()
    assert list(after.pictures) == ["trai", "tam", "phai"]
    hashes: list[str] = []
    for seen in (before, after):
        had = taken(wall.path, seen.at)
        assert list(had.pictures) == list(seen.pictures)
        assert not any(unlike(had.pictures[name], one) for name, one in seen.pictures.items())
        hashes.append(had.document["file_hash"])
    today = taken(wall.path, before.at, "--with-file")
    assert list(today.pictures) == ["trai", "tam", "phai"]
    assert today.document["file_hash"] == hashes[1] != hashes[0]


def test_what_a_newer_program_put_up_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        seen = wall.look()
        kept = {"put": ("trai", '{"tile": "number-xa", "form": "hologram", "until": null}')}
        kept |= {"briefing": ("", '{"briefing": "none", "step": 0, "began": "x"}')}
        kept |= {"lang": ("", "fr"), "theme": ("", "neon"), "taken": ("giua", "none")}
        for kind, (key, value) in kept.items():
            wall.cache.keep(kind, key, value).result()
        had = taken(wall.path, seen.at + timedelta(milliseconds=1))
    assert not any(unlike(had.pictures[name], one) for name, one in seen.pictures.items())
    assert had.document["lang"] == "vi"


def test_other_pictures_say_nothing_of_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.plug(ALL[0], output(2, (540, 960)))
        wall.after(1)
        out = tmp_path / "all"
        arguments = ["snapshot", str(wall.path), "--cache", str(tmp_path / "cache")]
        arguments += ["--out", str(out), "--at", iso(wall.clock.now())]
        assert obey(arguments, SystemClock()) == 0
    document = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    assert list(document)[-1] == "version"
    assert [one["png"] for one in document["screens"]][:3] == [
        "mot--trai.png",
        "mot--giua.png",
        "mot--phai.png",
    ]
    assert len(document["screens"]) == 8
    assert not any({"rule", "dark"} & one.keys() for one in document["screens"])
    assert {tuple(one["size"]) for one in document["screens"]} == {(960, 540)}


def test_a_room_stays_covered_after_its_briefing_is_gone_from_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = "\n".join(line for line in WALL.splitlines() if not line.startswith("  khach:"))
    with standing(tmp_path, monkeypatch) as wall:
        figures(wall)
        wall.perform(wall.wall.steering.scene("kin", "trai"))
        wall.perform(wall.wall.briefings.begin("khach", screens=("giua",)))
        wall.after(1)
        wall.edit(without + "\n")
        wall.after(1)
        seen = wall.look()
    had = taken(wall.path, seen.at)
    assert had.screen("trai")["rule"]["kind"] == "cover"
    assert not any(unlike(had.pictures[name], one) for name, one in seen.pictures.items())
    assert "trai" in taken(wall.path, seen.at, "--audience", "public").pictures
