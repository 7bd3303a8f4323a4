"""A press site through a wall file alone: pelican's feeds, served by nginx."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from services.clock import SystemClock
from services.news import Batch, Covers, Reason
from services.records import FeedItem
from tests.live.reading import Wall
from tests.servers.feeds import Article
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import Feeds

BEGAN = datetime(2026, 11, 24, 8, tzinfo=UTC)
ARTICLES = [
    Article(
        f"Tin {n}: chuyển đổi số",
        BEGAN + timedelta(hours=n),
        f"Đoạn **{n}** <script>x()</script>",
        tags=("bao-chi", f"so-{n}"),
        slug=f"tin-{n}",
    )
    for n in range(3)
]


@pytest.fixture
def press(feeds: Feeds) -> Feeds:
    feeds.clear()
    feeds.publish(*ARTICLES)
    return feeds


def wall(folder: Path, press: Feeds) -> Wall:
    sources = {"rss": press.rss, "atom": press.atom}
    lines = [f"  {name}: {{connector: feed, url: {url}}}" for name, url in sources.items()]
    return Wall(folder, "\n".join(["wall: 1", "sources:", *lines, ""]))


def test_both_forms_give_what_was_published(press: Feeds, tmp_path: Path) -> None:
    told = wall(tmp_path, press).news()
    assert set(told) == {"rss", "atom"}
    for batch in told.values():
        assert isinstance(batch, Batch)
        items = [one for one in batch.records if isinstance(one, FeedItem)]
        assert [item.title for item in items] == [article.title for article in ARTICLES]
        assert [item.published for item in items] == [article.at for article in ARTICLES]
        assert [item.url for item in items] == [f"{press.url}/tin-{n}.html" for n in range(3)]
        assert not any("x()" in (item.text or "") or "<" in (item.text or "") for item in items)
        assert {"bao-chi", "so-1"} <= set(items[1].tags)


def test_an_unchanged_feed_is_confirmed_and_a_new_article_is_the_latest(
    press: Feeds, tmp_path: Path
) -> None:
    made = wall(tmp_path, press)
    assert made.answered("rss").covers is Covers.NEW
    assert made.answered("rss").unchanged
    press.publish(Article("Tin nóng", BEGAN + timedelta(days=1), slug="tin-nong"))
    fresh = made.records("rss", FeedItem)
    assert fresh[-1].title == "Tin nóng"
    assert len(fresh) == 4


def test_a_killed_site_is_an_outage_until_it_stands_again(press: Feeds, tmp_path: Path) -> None:
    made = wall(tmp_path, press)
    press.kill()
    assert made.refused("rss").reason is Reason.UNREACHABLE
    press.start()
    assert made.records("rss", FeedItem)


def test_a_site_that_took_its_feed_away_says_404(press: Feeds, tmp_path: Path) -> None:
    made = wall(tmp_path, press)
    press.clear()
    assert made.refused("rss").reason is Reason.REFUSED


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_probe_names_the_feed_and_its_latest_article(
    form: str, press: Feeds, capsys: pytest.CaptureFixture[str]
) -> None:
    status = obey(["probe", getattr(press, form)], SystemClock())
    captured = capsys.readouterr()
    assert status == 0, captured.err
    assert "connector: feed\n" in captured.out
    assert ARTICLES[-1].title in captured.out
