"""Screens as they were at an instant: composed by the wall itself, in miniature, made of several panels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.qt.shown.standing import ALL, WALL, Standing, output, standing, taken, unlike

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
SOURCE = """\
wall: 1
name: thu
sources:
  so: {connector: http_json, url: "http://127.0.0.1:9/", every: 10 s,
    observations: {each: "o[]", indicator: ma, value: v}}
"""
SPAN = (
    SOURCE
    + """\
indicators:
  tram: {name: Trạm, source: so}
screens:
  - {name: ghep, size: [1920, 540], pitch: 1 mm, seat: 4 m, panels: [2, 1], bezel: [12 mm, 0 mm],
    output: [{connector: DP-1}, {connector: DP-2}]}
scenes:
  mot:
    ghep: {grid: [4, 1], tiles: [{number: tram}, {clock: seconds}, {number: tram}, {systems: all}]}
"""
)


def equal(wall: Standing) -> list[dict[str, object]]:
    """Every picture that was seen is had again; the documents."""
    documents: list[dict[str, object]] = []
    for seen in wall.seen:
        had = taken(wall.path, seen.at)
        assert list(had.pictures) == list(seen.pictures), seen.at
        found = {name: unlike(had.pictures[name], one) for name, one in seen.pictures.items()}
        assert not any(found.values()), (seen.at, found)
        documents.append(had.document)
    return documents


def test_a_wall_of_sources_alone_is_composed_for_the_screens_that_were_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = output(1, (1280, 720))
    large = replace(output(2, (1920, 1080)), millimetres=(1210, 680))
    with standing(tmp_path, monkeypatch, SOURCE, desk) as wall:
        wall.answer(**{f"chi-so-{n}": 100 + n for n in range(30)})
        wall.after(2)
        wall.look()
        wall.plug(desk, large)
        wall.after(2)
        wall.look()
        wall.after(31)  # another page
        wall.look()
        wall.answer(**{f"chi-so-{n}": 100 + n for n in range(60)})
        wall.after(2)
        wall.look()
        scene = list(wall.wall.stage.wall.scenes)[-1]
        wall.perform(wall.wall.steering.scene(scene))
        wall.after(5)
        wall.look()
        wall.plug(large)
        wall.after(40)
        wall.look()
    assert [len(seen.pictures) for seen in wall.seen] == [1, 2, 2, 2, 2, 1]
    scenes = [document["screens"][0]["scene"] for document in equal(wall)]  # type: ignore[index]
    assert len(set(scenes)) > 1


def test_letters_are_as_large_as_the_monitor_of_then_wanted_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its millimetres are kept: 24 and 55 inches are not the same picture."""
    sizes = ((520, 290), (1210, 680))
    desk, panel = (replace(output(1, (1920, 1080)), millimetres=one) for one in sizes)
    with standing(tmp_path, monkeypatch, SOURCE, desk) as wall:
        wall.answer(**{"chi-so": 7})
        wall.after(2)
        wall.look()
        wall.plug(panel)
        wall.after(2)
        wall.look()
    equal(wall)
    assert unlike(*(seen.pictures["DP-1"] for seen in wall.seen)) > 0


def test_a_wall_in_miniature_showed_all_its_screens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = replace(output(1), name="eDP-1")
    with standing(tmp_path, monkeypatch, WALL, desk) as wall:
        wall.answer(tram=1, xa=2)
        wall.after(1)
        assert wall.wall.windows[0].miniature
        had = taken(wall.path, wall.clock.now())
        # All that it needs is there now.
        wall.plug(*ALL)
        wall.after(1)
        wall.look()
    assert list(had.pictures) == ["trai", "giua", "phai"]
    assert {tuple(one["size"]) for one in had.document["screens"]} == {(960, 540)}
    equal(wall)


def test_a_panel_that_is_missing_is_dark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with standing(tmp_path, monkeypatch, SPAN, *ALL[:2]) as wall:
        wall.answer(tram=1700)
        wall.after(2)
        wall.look()
        wall.plug(ALL[0])
        wall.after(1)
        (window,) = wall.wall.windows
        left = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        one = taken(wall.path, wall.clock.now())
    (both,) = equal(wall)
    assert "dark" not in both["screens"][0]  # type: ignore[index]
    picture = one.pictures["ghep"]
    assert (picture.width(), picture.height()) == (1920, 540)
    assert one.screen("ghep")["dark"] == [2]
    assert unlike(picture.copy(QRect(0, 0, 960, 540)), left) == 0
    off = QImage(960, 540, QImage.Format.Format_RGB32)
    off.fill(0)
    assert unlike(picture.copy(QRect(960, 0, 960, 540)), off) == 0


def test_of_two_alike_the_console_has_one_and_the_wall_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the console had is no screen's, and what it hadn't is nobody's but the wall's."""
    alike = [
        replace(output(n, (1920, 1080)), model="P2422", millimetres=(520, 290)) for n in (1, 2)
    ]
    text = SOURCE + "console: {output: {model: P2422}}\n"
    with standing(tmp_path, monkeypatch, text, *alike) as wall:
        wall.answer(**{"chi-so": 7})
        wall.after(2)
        assert len(wall.look().pictures) == 1
    equal(wall)
