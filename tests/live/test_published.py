"""What a running wall publishes, served by nginx, read by another wall while it is being replaced."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from services.news import Covers, Reason
from services.records import Observation, Reply, ServiceHealth
from tests.live.reading import of, reading
from tests.qt.publishing.published import publish_once, room, wall

if TYPE_CHECKING:
    from pathlib import Path

    from services.news import Batch
    from tests.servers import Nginx


def values(batch: Batch) -> dict[str, object]:
    return {one.indicator: one.value for one in of(Observation, batch).values()}


def test_another_wall_shows_its_figures_and_how_its_sources_are(
    nginx: Nginx, tmp_path: Path
) -> None:
    other, own = tmp_path / "kia", tmp_path / "minh"
    other.mkdir()
    own.mkdir()
    with room(other, wall("{to: cong-bo, every: 10 s}")) as made:
        publish_once(made, made.folder())
        url = f"{nginx.serve(made.folder())}/wall.json"
        with reading(own, f"{{connector: wall, url: '{url}'}}") as here:
            first = here.batch()
            assert values(first) == {"tram": 1700, "xa": 142}
            assert first.covers is Covers.ALL
            [source] = of(ServiceHealth, first).values()
            assert (source.service, source.state) == ("so", Reply.ANSWERS)
            again = here.batch()
            assert again.records == first.records
            made.answer(tram=1701, xa=142)
            publish_once(made, made.folder())
            assert values(here.batch()) == {"tram": 1701, "xa": 142}


def test_a_wall_that_reads_while_it_is_replaced_never_reads_half_of_it(
    nginx: Nginx, tmp_path: Path
) -> None:
    other, own = tmp_path / "kia", tmp_path / "minh"
    other.mkdir()
    own.mkdir()
    with room(other, wall("{to: cong-bo, every: 10 s}")) as made:
        publish_once(made, made.folder())
        url = f"{nginx.serve(made.folder())}/wall.json"
        over = threading.Event()
        read: list[dict[str, object]] = []

        def read_on() -> None:
            with reading(own, f"{{connector: wall, url: '{url}'}}") as here:
                while not over.is_set():
                    read.append(values(here.batch()))

        reader = threading.Thread(target=read_on)
        reader.start()
        try:
            for n in range(12):
                made.answer(tram=n, xa=-n)
                publish_once(made, made.folder())
        finally:
            over.set()
            reader.join()
    told = [{"tram": n, "xa": -n} for n in range(12)]
    assert len(read) > 12
    assert all(one in [{"tram": 1700, "xa": 142}, *told] for one in read), read
    assert told[-1] in read or told[-2] in read


def test_a_public_folder_tells_another_wall_nothing_of_what_is_closed(
    nginx: Nginx, tmp_path: Path
) -> None:
    other, own = tmp_path / "kia", tmp_path / "minh"
    other.mkdir()
    own.mkdir()
    closed = wall("{to: cong-bo}", audience="restricted").replace(
        "audience: public\n", "audience: restricted\n"
    )
    inner = closed.replace("sensitivity: public\n", "sensitivity: internal\n")
    with room(other, inner) as made:
        publish_once(made, made.folder())
        url = f"{nginx.serve(made.folder())}/wall.json"
        with reading(own, f"{{connector: wall, url: '{url}'}}") as here:
            assert here.batch().records == ()


def test_a_folder_that_is_gone_is_an_outage(nginx: Nginx, tmp_path: Path) -> None:
    with room(tmp_path, wall("{to: cong-bo}")) as made:
        publish_once(made, made.folder())
        base = nginx.serve(made.folder())
    own = tmp_path / "minh"
    own.mkdir()
    (tmp_path / "cong-bo" / "wall.json").unlink()
    with reading(own, f"{{connector: wall, url: '{base}/wall.json'}}") as here:
        assert here.outage().reason is Reason.REFUSED
