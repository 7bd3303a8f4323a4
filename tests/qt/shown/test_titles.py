"""What a part of the schedule is called is said to those alone for whom what it brings is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from services.program import Hold
from tests.qt.shown.standing import WALL, Standing, standing, taken, unlike
from widgets.drawing import Text

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")
TITLE = "Họp kín vụ X"
PART = WALL.replace(
    "  hold: 5 min\n",
    "  hold: 5 min\n"
    f'  parts: [{{title: {TITLE}, from: "11:00", to: "14:00", scene: kin, pins: {{giua: mot}}}}]\n',
)
OPEN = PART.replace("scene: kin, pins: {giua: mot}", "rotation: [mot, kin]")


def headings(wall: Standing) -> dict[str, list[str]]:
    return {
        name: [item.text for item in face.heading if isinstance(item, Text)]
        for name, face in wall.wall.faces.items()
    }


def saying(wall: Standing) -> set[str]:
    """Screens whose heading says what the part is called."""
    return {name for name, texts in headings(wall).items() if any(TITLE in one for one in texts)}


def test_a_cover_tells_visitors_nothing_of_the_part_that_is_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch, PART) as wall:
        wall.after(1)
        assert saying(wall) == {"trai", "giua", "phai"}
        wall.perform(wall.wall.briefings.begin("khach", screens=("giua",)))
        wall.after(1)
        assert saying(wall) == set()
        assert not any("đến" in text for text in headings(wall)["trai"])
        seen = wall.look()
        had = taken(wall.path, seen.at, "--audience", "public")
    assert not any(unlike(had.pictures[name], one) for name, one in seen.pictures.items())
    rule = had.screen("trai")["rule"]
    assert (rule["kind"], rule["words"], rule["title"], rule["until"]) == ("cover",) + (None,) * 3
    assert TITLE not in json.dumps(had.document, ensure_ascii=False)


def test_a_screen_that_is_pinned_meanwhile_tells_visitors_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch, PART) as wall:
        wall.perform(wall.wall.briefings.begin("khach", screens=("trai",)))
        wall.after(1)
        assert list(wall.wall.faces["giua"].tiles) == ["number-ho-so", "clock-seconds"]
        assert saying(wall) == set()
        assert "ghim" in headings(wall)["giua"]


def test_its_picture_is_for_those_for_whom_the_title_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing(tmp_path, monkeypatch, PART) as wall:
        wall.perform(wall.wall.steering.scene("mot", "trai", Hold(None)))
        wall.after(1)
        at = wall.clock.now()
        had = taken(wall.path, at, "--audience", "public")
        assert "Không xuất màn hình giua" in capsys.readouterr().err
        assert list(had.pictures) == ["trai"]
        assert TITLE not in json.dumps(had.document, ensure_ascii=False)
        assert list(taken(wall.path, at).pictures) == ["trai", "giua", "phai"]


def test_a_part_in_which_visitors_may_see_something_is_called_what_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(tmp_path, monkeypatch, OPEN) as wall:
        wall.perform(wall.wall.briefings.begin("khach", screens=("trai",)))
        wall.after(1)
        assert saying(wall) == {"giua", "phai"}
        had = taken(wall.path, wall.clock.now(), "--audience", "public")
    assert list(had.pictures) == ["trai", "giua", "phai"]
