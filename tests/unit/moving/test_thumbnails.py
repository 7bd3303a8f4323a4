from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from services.moving import NOTHING
from services.moving.thumbnails import LARGEST, Thumbnails, folder_of

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2023, 12, 22, 7, 5, 37, 120_000, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def kept(folder: Path, *ages: timedelta) -> Thumbnails:
    thumbnails = Thumbnails(folder)
    for n, age in enumerate(ages):
        thumbnails.place("k", AT - age).write_bytes(b"picture %d" % n)
    return thumbnails


def test_an_instant_sees_the_last_picture_that_was_taken_by_then(tmp_path: Path) -> None:
    thumbnails = kept(tmp_path, 3 * MINUTE, 2 * MINUTE, MINUTE)
    seen = [thumbnails.seen("k", AT - age) for age in (90 * timedelta(seconds=1), 2 * MINUTE)]

    assert [one.content for one in seen] == [b"picture 1", b"picture 1"]
    assert [one.at for one in seen] == [AT - 2 * MINUTE] * 2
    assert thumbnails.seen("k", AT - 4 * MINUTE) == NOTHING
    assert thumbnails.seen("other", AT) == NOTHING


def test_what_is_no_thumbnail_is_passed_over(tmp_path: Path) -> None:
    thumbnails = kept(tmp_path, MINUTE)
    folder = tmp_path / "k"
    (folder / "notes.png").write_bytes(b"x")
    (folder / "20231222T070500000000Z.part").write_bytes(b"x")
    thumbnails.place("k", AT).write_bytes(bytes(LARGEST + 1))

    assert thumbnails.seen("k", AT + MINUTE).content == b"picture 0"


def test_an_hour_is_kept_whole_a_week_by_the_hour_and_no_more(tmp_path: Path) -> None:
    ages = [n * MINUTE for n in range(0, 3 * 24 * 60, 10)] + [timedelta(days=8)]
    thumbnails = kept(tmp_path, *ages)
    thumbnails.thin("k", AT)
    left = sorted(path.stem for path in (tmp_path / "k").iterdir())

    assert len(left) < 3 * 24 + 10
    assert sum(one >= "20231222T060537" for one in left) == 7
    assert (
        len({one[:11] for one in left}) == 3 * 24 + 1
    )  # of three days, from within an hour to within one
    assert not [one for one in left if one.startswith("20231214")]
    again = set(left)
    thumbnails.thin("k", AT)
    assert {path.stem for path in (tmp_path / "k").iterdir()} == again


def test_thumbnails_lie_beside_the_cache_of_their_wall(tmp_path: Path) -> None:
    assert folder_of(tmp_path, "lam-dong") == tmp_path / "lam-dong.thumbnails"


def test_what_is_shown_no_more_is_kept_no_longer_than_anything_else(tmp_path: Path) -> None:
    thumbnails = kept(tmp_path, timedelta(days=8), MINUTE)
    thumbnails.place("gone", AT - timedelta(days=9)).write_bytes(b"a restricted page")
    (tmp_path / "of others").write_bytes(b"x")
    thumbnails.thin_all(AT)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["k", "of others"]
    assert len([*(tmp_path / "k").iterdir()]) == 1
    Thumbnails(tmp_path / "none").thin_all(AT)
